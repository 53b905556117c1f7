"""Reading: the desk, the text of one catalog, and their parts that change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby

from starlette.responses import JSONResponse, Response

from l10n_flow.errors import UsageError
from l10n_flow.model import State
from l10n_flow.review import responses
from l10n_flow.review.lists import PER_PAGE, ChosenRows
from l10n_flow.review.requests import DeskRequest
from l10n_flow.review.room import KINDS, Room
from l10n_flow.review.unsaved import UnsavedDraft
from l10n_flow.workflow.review.choosing import FILTERS, ORDERS, Order, chosen
from l10n_flow.workflow.review.overview import CatalogRow
from l10n_flow.workflow.review.rows import SegmentRow, Sheet

ARTICLES_PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Table:
    """A page of rows, with its context."""

    sheet: Sheet
    rows: tuple[SegmentRow, ...]
    """The page's rows; without those whose segments the article has lost."""
    list: ChosenRows
    number: int
    """The page's number, from 1."""
    filter: str
    text: str
    order: Order
    open: SegmentRow | None
    """The row that is open for writing."""
    drafts: Mapping[str, UnsavedDraft]
    """This person's unsaved words."""

    @property
    def first(self) -> int:
        """The position in the list of the page's first row, from 1."""
        return min((self.number - 1) * PER_PAGE + 1, len(self.list.ids))

    @property
    def last(self) -> int:
        """The position in the list of the page's last row."""
        return min(self.number * PER_PAGE, len(self.list.ids))

    @property
    def lost(self) -> Mapping[str, UnsavedDraft]:
        """Unsaved words of segments that the author has deleted since."""
        there = {row.id for row in self.sheet.rows}
        return {lost: draft for lost, draft in self.drafts.items() if lost not in there}

    @property
    def parameters(self) -> dict[str, str]:
        """The parameters in the addresses of this list."""
        return {
            "filter": self.filter,
            "text": self.text,
            "order": self.order,
            "list": self.list.name,
        }


def counts(rows: Sequence[SegmentRow]) -> Mapping[State, int]:
    """Return the number of rows in each state."""
    found = dict.fromkeys(State, 0)
    for row in rows:
        found[row.state] += 1
    return found


def table(room: Room, request: DeskRequest, *, opens: bool) -> Table:
    """Return the rows of a request; with `opens` one is open, even if the request names none.

    Raises `UsageError` for an article that does not exist.
    """
    if not room.has(request.article):
        raise UsageError(f"'{request.article}' is not on this desk")
    wanted = request.parameter("filter") if request.parameter("filter") in FILTERS else ""
    text = request.parameter("text").strip()
    order: Order = next((one for one in ORDERS if one == request.parameter("order")), ORDERS[0])
    sheet = room.desk.sheet(request.article, request.locale, checked=wanted == "findings")
    listed = room.lists.chosen(
        request.parameter("list"), lambda: chosen(sheet.rows, wanted, text, order)
    )
    known = {row.id: row for row in sheet.rows}
    at = request.parameter("at") or (_first_waiting(listed, known, request) if opens else "")
    number = min(listed.page_of(at) or request.number, listed.pages)
    rows = tuple(known[one] for one in listed.page(number) if one in known)
    drafts = room.drafts.of(request.person.name, request.article, request.locale)
    open_row = known.get(at) if at in listed.ids else None
    return Table(sheet, rows, listed, number, wanted, text, order, open_row, drafts)


def _first_waiting(
    listed: ChosenRows, known: Mapping[str, SegmentRow], request: DeskRequest
) -> str:
    """Return the id of the first row without a translation that somebody confirmed.

    Where the request has a page, it is the first row of that page.
    """
    if request.parameter("page"):
        return next(iter(listed.page(request.number)), "")
    there = [known[one] for one in listed.ids if one in known]
    waiting = (row.id for row in there if row.state < State.TRANSLATED)
    return next(waiting, there[0].id if there else "")


def overview(room: Room, request: DeskRequest) -> Response:
    """Return the desk: the progress of every article in every language, and for whom it waits.

    What waits for this person comes first.
    """
    room.commits.finished(request.person)
    waits, text = request.parameter("waits"), request.parameter("text").strip()
    found = [row for row in room.desk.overview().rows if room.has(row.article)]
    rows = [row for row in found if _fits(row, waits, text)]
    articles = [(name, tuple(own)) for name, own in groupby(rows, lambda row: row.article)]
    articles.sort(key=lambda one: not any(row.waits_for for row in one[1]))
    pages = max(1, -(-len(articles) // ARTICLES_PER_PAGE))
    number = min(request.number, pages)
    articles = articles[(number - 1) * ARTICLES_PER_PAGE : number * ARTICLES_PER_PAGE]
    waiting = {
        who: sum(row.waits_for == who for row in found) for who in ("translator", "reviewer")
    }
    return responses.page(
        room, request, "desk.html", articles=articles, waiting=waiting, total=len(found),
        waits=waits,
        text=text, number=number, pages=pages, State=State,
    )  # fmt: skip


def _fits(row: CatalogRow, waits: str, text: str) -> bool:
    searched = f"{row.title}\n{row.article}".casefold()
    return (not waits or row.waits_for == waits) and text.casefold() in searched


def editor(room: Room, request: DeskRequest) -> Response:
    """Return the text of a catalog beside its translation, with a preview of the edition."""
    return _of_table(room, request, "editor.html", opens=True)


def listed(room: Room, request: DeskRequest) -> Response:
    """Return the rows that a filter chooses."""
    return _of_table(room, request, "list.html", opens=False)


def _of_table(room: Room, request: DeskRequest, template: str, *, opens: bool) -> Response:
    found = table(room, request, opens=opens)
    faulty = room.desk.faulty(request.article, request.locale, [row.id for row in found.rows])
    return responses.page(
        room, request, template, table=found, sheet=found.sheet, State=State, FILTERS=FILTERS,
        counts=counts(found.sheet.rows), faulty=faulty,
    )  # fmt: skip


def rows(room: Room, request: DeskRequest) -> Response:
    """Return a page's rows in their current state, closed: for a catalog that changed on disk."""
    return _of_table(room, request, "rows.html", opens=False)


def opened(room: Room, request: DeskRequest) -> Response:
    """Return a row to write in, and the previously open one, closed."""
    sheet = room.desk.sheet(request.article, request.locale)
    known = {row.id: row for row in sheet.rows}
    row = known.get(request.id) or room.desk.row(request.article, request.locale, request.id)
    drafts = room.drafts.of(request.person.name, request.article, request.locale)
    before = known.get(request.parameter("before"))
    closed = [before.id] if before is not None else []
    return responses.part(
        room, request, "opened.html", sheet=sheet, row=row, before=before, drafts=drafts,
        State=State, faulty=room.desk.faulty(request.article, request.locale, closed),
        list=request.parameter("list"),
    )  # fmt: skip


def findings(room: Room, request: DeskRequest) -> Response:
    """Return the findings of the checks for words that are being typed."""
    found = room.desk.findings(request.article, request.locale, request.id, request.field("target"))
    return responses.part(room, request, "findings.html", findings=found)


def watched(room: Room, request: DeskRequest) -> Response:
    """Whether the catalog has changed since, and who else is in it; 304 when neither is new.

    The person's own other windows have no name.

    Visible pages ask every few seconds. One short request occupies no connection: a browser has six
    for all tabs together.
    """
    version = request.parameter("version")
    now = request.now.timestamp()
    others = room.presence.others(
        (request.article, request.locale),
        request.parameter("tab"),
        request.person.name,
        request.parameter("at"),
        now,
    )
    changed = room.desk.changed(request.article, request.locale, version)
    own = request.person.name
    seen = [[one.segment, one.name if one.name != own else ""] for one in others]
    body = {"changed": changed, "others": seen}
    etag = f'"{sha256(repr((version, body)).encode()).hexdigest()}"'
    if request.given.headers.get("if-none-match") == etag:
        return Response(status_code=304, headers={"etag": etag})
    return JSONResponse(body, headers={"etag": etag})


def static(room: Room, request: DeskRequest) -> Response:
    """Return a style or script of this version, which browsers may keep: its address is unique."""
    name = request.given.parts["name"]
    data = room.static.files.get(name)
    if data is None or request.given.parts["version"] != room.static.version:
        return Response(status_code=404)
    kind = KINDS[name[name.rindex(".") :]]
    forever = {"cache-control": "public, max-age=31536000, immutable"}
    return Response(data, media_type=kind, headers=forever)
