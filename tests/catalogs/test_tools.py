"""What other tools do to a catalog at their default settings, and that nothing is lost by it."""

from __future__ import annotations

import io
import os
import re
import subprocess
import textwrap
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import babel.messages.pofile as babel_po
import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.catalogs import store
from l10n_flow.catalogs.po import canonical, header
from l10n_flow.catalogs.provenance import origins
from l10n_flow.model import PREFIX, Catalog, Entry, How, Key, Origin

from .gettext_tools import msgcat
from .strategies import state_comments

PATH = Path("a.po")
NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
LONG = "A well-known long-distance walker wrote a twenty-first-century self-help book about it all."
ENGINE = Origin(
    "mt", "demo-en_fa-1.0", 0.81, why=("sentence-2", "mark-unsure:**"), model="3c5bda3a31cd"
)
REVIEWS: tuple[tuple[str, How, bool], ...] = (
    ("Anne-Sophie Müller", "one", True),
    ("مینو راستین", "batch", False),
    ("Jean–Luc van-der-Meer\u200b-Ó", "command", False),
)


def _entries() -> tuple[Entry, ...]:
    """One entry of every state, with the reviewers whose names broke."""
    machine = origins.drafted(Entry(LONG), "Un libro", ENGINE, NOON)
    changed = origins.drafted(
        Entry("Second"),
        "Dos",
        Origin("fuzzy", score=0.7),
        NOON,
        previous=Key(None, f"{LONG} Twice."),
    )
    vouched = [
        origins.reviewed(Entry(f"Reviewed {name}", "Visto"), name, NOON, how=how, changed=changed)
        for name, how, changed in REVIEWS
    ]
    confirmed = origins.reviewed(
        origins.drafted(Entry("Third"), "Tres", ENGINE, NOON), "Anne-Sophie Müller", NOON, how="one"
    )
    gone = replace(
        origins.reviewed(Entry("Gone", "Ido"), "Anne-Sophie Müller", NOON, how="batch"),
        obsolete=True,
    )
    suppressed = Entry(
        "Quiet",
        "Callado",
        comments=(
            "l10n-flow:ignore=arabic-letters,closing-punctuation,doubled-word;h=9c2e51d3a0b7",
        ),
    )
    return (machine, changed, *vouched, confirmed, suppressed, Entry("Plain", "Llano"), gone)


CATALOG = header.revised(Catalog("es", _entries(), header.new_headers("es", "desk")), NOON)


def _polib(text: str, tmp_path: Path) -> str:
    path = tmp_path / "a.po"
    path.write_text(text, "utf-8")
    polib.pofile(str(path)).save()
    return path.read_text("utf-8")


def _babel(text: str, tmp_path: Path) -> str:
    del tmp_path
    written = io.BytesIO()
    babel_po.write_po(written, babel_po.read_po(io.BytesIO(text.encode()), locale="es"))
    return written.getvalue().decode()


def _msgcat(text: str, tmp_path: Path) -> str:
    del tmp_path
    return msgcat(text, "--color=no")


def _msgmerge(text: str, tmp_path: Path) -> str:
    msgcat(text)  # skips where gettext is not installed
    (tmp_path / "a.po").write_text(text, "utf-8")
    live = tuple(Entry(e.source) for e in CATALOG.entries if not e.obsolete)
    template = Catalog("", live, header.new_headers("", "desk"))
    (tmp_path / "a.pot").write_text(canonical.write(template), "utf-8")
    command = ["msgmerge", "--quiet", "--previous", "a.po", "a.pot"]
    return subprocess.run(command, cwd=tmp_path, check=True, capture_output=True).stdout.decode()


def _toolkit(text: str, tmp_path: Path) -> str:
    del tmp_path
    try:
        from translate.storage import pypo
    except ImportError:
        if os.environ.get("CI"):
            pytest.fail("the Translate Toolkit is not installed")
        pytest.skip("the Translate Toolkit is not installed (pip install translate-toolkit)")
    saved: bytes = bytes(pypo.pofile(io.BytesIO(text.encode())))
    return saved.decode()


Tool = Callable[[str, Path], str]
TOOLS = [_polib, _babel, _msgcat, _msgmerge, _toolkit]


@pytest.mark.parametrize("tool", TOOLS)
def test_every_state_survives_a_tool_at_its_default_settings(tool: Tool, tmp_path: Path) -> None:
    saved = tool(canonical.write(CATALOG), tmp_path)
    read = store.parse(saved, PATH, "es")
    after = {entry.key: entry for entry in read.entries}
    for entry in CATALOG.entries:
        left = after[entry.key]
        assert (left.origin, left.state, left.target) == (entry.origin, entry.state, entry.target)
        assert left.comments == entry.comments
        assert left.previous_source == entry.previous_source
        assert left.is_machine_made == entry.is_machine_made
    tidy = canonical.write(replace(read, headers=CATALOG.headers, comments=()))
    assert re.sub("(?m)^#[.] .*\n", "", tidy) == re.sub(
        "(?m)^#[.] .*\n", "", canonical.write(CATALOG)
    )


@given(state_comments, st.integers(10, 90), st.booleans())
def test_a_comment_that_was_broken_at_any_width_is_read_back(
    origin: Origin, width: int, at_hyphens: bool
) -> None:
    comment = origins.write_comment(origin)
    rows = textwrap.wrap(comment, width, break_on_hyphens=at_hyphens)
    assert origins.separate(["see 4", *rows, "ok"]) == (("see 4", "ok"), origin)


@given(state_comments)
def test_textwrap_finds_no_place_to_break_a_state_comment(origin: Origin) -> None:
    comment = origins.write_comment(origin)
    assert textwrap.wrap(comment, 20, break_long_words=False) == [comment]
    assert "-" not in comment.removeprefix(PREFIX)


def test_our_own_name_may_be_broken() -> None:
    comment = origins.write_comment(Origin("mt", "argos-1.9"))
    rows = [comment[:5], comment[5:20], comment[20:]]
    assert origins.separate([*rows, "ok"]) == (("ok",), Origin("mt", "argos-1.9"))


def test_a_broken_line_without_its_sign_is_still_a_comment() -> None:
    comment = origins.write_comment(ENGINE)
    text = f'# {comment[:40]}\n{comment[40:]}\nmsgid "a"\nmsgstr "b"\n'
    assert store.parse(text, PATH, "es").entries[0].origin == ENGINE
