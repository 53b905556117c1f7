"""The review record: the origin and the reviewer of every segment that readers see.

It is made from the catalogs, and has only editions that are, byte for byte, what these catalogs
make. Signed with a key that editors already have for git, it proves later which editions were
published and how they had been reviewed; `verify` needs only the files, the record and ssh-keygen.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from l10n_flow import __version__
from l10n_flow.catalogs import store
from l10n_flow.errors import FileError, InputError, L10nFlowError, Place, UsageError
from l10n_flow.files.fences import named_in
from l10n_flow.files.reading import bytes_of
from l10n_flow.files.writing import replace_file
from l10n_flow.model import Entry, Key, State, digest
from l10n_flow.project import Article, Project
from l10n_flow.workflow import articlefiles
from l10n_flow.workflow.building.build import dry_context
from l10n_flow.workflow.building.context import BuildContext
from l10n_flow.workflow.building.publishing import EditionBuilt, build_article
from l10n_flow.workflow.building.signing import BadSignature, Signer, signed, signer_of, unsigned
from l10n_flow.workflow.incremental.runner import Progress, no_progress

FILE_NAME = "record.json"
SCHEMA = 1

Values = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class RecordReport:
    """What `record` wrote."""

    path: Path
    editions: int
    segments: int
    """The number of segments in these editions."""
    reviewed: int
    """The number of these segments that are reviewed."""
    signature: Path | None = None
    findings: tuple[L10nFlowError, ...] = ()
    """Editions that differ from what the catalogs make: they are not in the record."""
    failures: tuple[L10nFlowError, ...] = ()


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """What `verify` found."""

    editions: int
    """The number of editions that are, byte for byte, those of the record."""
    signer: Signer | None
    """None when the record is not signed, or not as it has to be, which is among the findings."""
    findings: tuple[L10nFlowError, ...] = ()


def record(
    project: Project,
    articles: Sequence[Article],
    locales: Sequence[str],
    *,
    to: str = "site",
    key: Path | None = None,
    progress: Progress = no_progress,
) -> RecordReport:
    """Write the record of the editions to `record.json` beside them; sign it if there is a key.

    A site also has it as a page: `record.html`.

    It does not depend on the clock: the same editions give the same bytes. Raises what
    `dry_context` raises, `UsageError` when nothing was built, and `FileError` when the record
    cannot be written or signed.
    """
    context = dry_context(project, articles, locales, to=to)
    hint = f"l10n-flow build --to {to}"
    editions: list[Values] = []
    findings: list[L10nFlowError] = []
    failures: list[L10nFlowError] = []
    for done, article in enumerate(articles, 1):
        built = build_article(context, article)
        failures += built.failures
        for edition in built.editions:
            if edition.outcome == "current":
                editions.append(_edition(context, article, edition))
            elif edition.outcome in ("written", "kept", "lost"):
                what = "not recorded: it differs from what the articles and catalogs would give now"
                place = Place(project.root / edition.path)
                findings.append(L10nFlowError(what, place, hint=hint))
        progress("Recording", done, len(articles))
    if not editions:
        raise UsageError("there is no edition to record", hint=hint)
    path = context.out / FILE_NAME
    data = {"schema": SCHEMA, "tool": f"l10n-flow {__version__}", "project": project.config.name,
            "format": to, "editions": editions}  # fmt: skip
    text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    written = text.encode("utf-8", "surrogatepass")
    if bytes_of(path) != written:
        unsigned(path)
    replace_file(path, written)
    if to == "site":
        from l10n_flow.workflow.building import site  # noqa: PLC0415 - only a site needs its libraries

        replace_file(path.with_suffix(".html"), site.record_page(context, editions))
    return RecordReport(
        project.relative(path),
        len(editions),
        sum(_number(edition, "segments") for edition in editions),
        sum(_number(edition, "reviewed") for edition in editions),
        None if key is None else project.relative(signed(path, key)),
        tuple(findings),
        tuple(failures),
    )


def _number(values: Values, name: str) -> int:
    found = values[name]
    return found if isinstance(found, int) else 0


def _edition(context: BuildContext, article: Article, edition: EditionBuilt) -> Values:
    """What is recorded of one edition."""
    document = articlefiles.read(article, context.options)
    source = articlefiles.language(document, context.project.config)
    path = context.project.root / edition.path
    entries: Mapping[Key, Entry] = {}
    if edition.locale != source:
        catalog = context.project.catalog_path(article, edition.locale)
        written = bytes_of(catalog)
        entries = {} if written is None else store.parse(written, catalog, edition.locale).live
    min_state = context.rules[edition.locale].min_state
    segments: list[Values] = []
    for slot in document.slots if edition.locale != source else ():
        entry = entries.get(slot.segment.key)
        is_published = entry is not None and entry.is_published(min_state)
        segments.append(_segment(digest(*slot.segment.key), entry if is_published else None))
    counts = Counter(str(segment["state"]) for segment in segments)
    reviewers = sorted({str(s["reviewer"]) for s in segments if "reviewer" in s})
    return {
        "article": article.name,
        "locale": edition.locale,
        "source": source,
        "file": path.relative_to(context.out).as_posix(),
        "sha256": sha256(bytes_of(path) or b"").hexdigest(),
        "revision": digest(document.text.decode()),
        "status": edition.status,
        "segments": len(segments),
        "reviewed": counts["reviewed"],
        "machine": sum(s["origin"] == "machine" for s in segments),
        "machine_edited": sum(s["origin"] == "machine, edited" for s in segments),
        "reviewers": reviewers,
        "entries": segments,
    }


def _segment(id_: str, entry: Entry | None) -> Values:
    """What is recorded of one segment: never its words."""
    if entry is None:
        return {"id": id_, "state": "untranslated", "origin": "source"}
    origin = entry.origin
    found: dict[str, object] = {"id": id_, "state": entry.state.label, "origin": _origin(entry)}
    if origin is None:
        return found
    facts = {
        "engine": origin.engine,
        "model": origin.model,
        "confidence": origin.confidence if origin.confidence is not None else "",
    }
    if entry.state is State.REVIEWED:
        facts |= {"reviewer": origin.reviewer, "reviewed": origin.time, "how": origin.how}
        facts["changed"] = origin.changed or ""
    return found | {name: value for name, value in facts.items() if value != ""}


def _origin(entry: Entry) -> str:
    """The origin of the words: "machine", "machine, edited", "memory", "copied" or "person"."""
    origin = entry.origin
    if entry.is_copied:
        return "copied"
    if origin is None or not origin.kind:
        return "person"
    if origin.kind in ("mt", "sentences"):
        return "machine" if entry.is_machine_made else "machine, edited"
    return "memory"


# Verifying


def verify(folder: Path, *, signers: Path | None = None) -> VerifyReport:
    """Compare the editions in a folder with the record beside them.

    Every edition must be, byte for byte, the one that was recorded, and the signature, if there is
    one, must be that of the record. With `signers`, a file of allowed signers as git uses it, a
    signature by one of them is required. Raises `InputError` for a damaged record, and `UsageError`
    when there is no record.
    """
    path = folder / FILE_NAME
    written = bytes_of(path)
    if written is None:
        raise UsageError(f"there is no {FILE_NAME} in {folder}", hint="l10n-flow record makes it")
    found: list[L10nFlowError] = []
    good = 0
    for file, wanted in _recorded(written, path):
        place = named_in(folder, file)
        try:
            held = None if place is None else bytes_of(place)
        except FileError as failure:
            found.append(failure)
            continue
        if held is None:
            found.append(
                L10nFlowError("it is in the record, but its file is missing", Place(folder / file))
            )
        elif sha256(held).hexdigest() != wanted:
            found.append(L10nFlowError("it differs from what was recorded", Place(folder / file)))
        else:
            good += 1
    signer = None
    try:
        signer = signer_of(path, signers)
    except BadSignature as failure:
        found.append(failure)
    return VerifyReport(good, signer, tuple(found))


def _recorded(written: bytes, path: Path) -> Iterator[tuple[str, str]]:
    """Yield every edition's file and digest."""
    try:
        data = json.loads(written)
        schema, editions = data["schema"], data["editions"]
        pairs = [(str(one["file"]), str(one["sha256"])) for one in editions]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise InputError(f"this is not a record: {error}", Place(path)) from error
    if schema != SCHEMA:
        raise InputError(f"this is not a record of schema {SCHEMA}", Place(path))
    yield from pairs
