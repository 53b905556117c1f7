"""What a template may not hold: under the page's policy it would fail, mostly in silence."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import l10n_flow.review

PACKAGE = Path(l10n_flow.review.__file__).parent
TEMPLATES = sorted((PACKAGE / "templates").glob("*.html"))
SCRIPTS = sorted((PACKAGE / "static" / "js").glob("*.js"))

FORBIDDEN = {
    "htmx runs it with `new Function`": r"hx-on[:\-]|hx-live|\bjs:|javascript:",
    "a filter of a trigger is run with `new Function`": r'hx-trigger="[^"]*\[',
    "an inline handler": r"<[^>]*\son\w+\s*=",
    "an inline style": r"<[^>]*\sstyle\s*=|<style",
    "a script that is not a file": r"<script(?![^>]*\bsrc=)(?![^>]*application/json)",
    "an address of another host": r"""(?:src|href|action|hx-\w+)=["'](?:https?:)?//""",
    "what is not escaped": r"\|\s*safe",
}
UNESCAPED = {
    "' hx-swap-oob=\"true\"' | safe": "an attribute of our own",
    "body | safe": "the preview: sanitised below, shown in a frame that runs nothing",
}


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: str(file.name))
def test_a_template_holds_nothing_that_the_policy_forbids(file: Path) -> None:
    text = file.read_text("utf-8")
    for allowed in UNESCAPED:
        text = text.replace(allowed, "")
    for what, pattern in FORBIDDEN.items():
        assert not re.search(pattern, text), what


def test_the_patterns_find_what_they_forbid() -> None:
    bad = [
        '<a hx-on:click="x">', '<a hx-trigger="click[ctrlKey]">', "<a onclick=x>", "<p style=x>",
        "<script>x</script>", '<img src="https://a.b/">', "{{ x | safe }}",
    ]  # fmt: skip
    for text, pattern in zip(bad, FORBIDDEN.values(), strict=True):
        assert re.search(pattern, text)


@pytest.mark.parametrize("file", SCRIPTS, ids=lambda file: str(file.name))
def test_a_script_asks_nobody_else_and_makes_no_code_of_text(file: Path) -> None:
    text = file.read_text("utf-8")
    assert not re.search(
        r"https?://|\beval\b|new Function|insertAdjacentHTML|document\.write", text
    )
    assert text.startswith("//"), "a script says what it is for"
