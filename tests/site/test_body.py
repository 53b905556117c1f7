"""Bodies of pages: what Markdown becomes, and that nothing breaks out of it."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.editions.anchors import HEADING_IDS, HeadingIds
from l10n_flow.site.body import BodyOptions, Region, token_of, write_body
from l10n_flow.site.sanitising import is_safe_address

from .cases_file import Case, cases

VOID = {"br", "hr", "img", "input", "wbr", "col"}


@pytest.mark.parametrize("case", cases(), ids=str)
def test_what_markdown_becomes(case: Case) -> None:
    assert write_body(case.markdown, case.body).rstrip() == case.html


class Tags(HTMLParser):
    """Which elements are open, and whether anything was closed that was not."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.names: set[str] = set()
        self.attributes: set[str] = set()
        self.addresses: list[str] = []
        self.astray: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.addresses += [value or "" for name, value in attrs if name in ("href", "src", "cite")]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1] == tag:
            self.open.pop()
        elif tag not in VOID:
            self.astray.append(tag)


PIECES = st.sampled_from(
    ["<div>", "</div>", "<b onclick=x>", "<script>", "</p>", "<!--", "-->", "*", "**", "[^1]",
     "\n\n", "[^1]: n\n", "> ", "> [!NOTE] t\n", "- ", "1. ", "| a | b |\n|--|--|\n", "`", "```\n",
     "<l10n-0>", "word", "صلح", " ", "[x](javascript:a)", "![a](b.png)", "\ufdd00\ufdd1", "{#id}",
     "# ", "\n", "<svg/onload=x>", '<a href="vbscript:x">', "<style>", "<plaintext>",
     "&lt;", "\x00"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=12).map("".join), st.sampled_from(["en", "fa"]))
def test_whatever_an_article_holds_its_body_closes_what_it_opens_and_runs_nothing(
    markdown: str, locale: str
) -> None:
    tags = Tags()
    tags.feed(write_body(markdown, BodyOptions(locale)))
    tags.close()
    assert (tags.open, tags.astray) == ([], [])
    assert not tags.names & {"script", "style", "iframe", "svg", "plaintext", "form"}
    assert not [name for name in tags.attributes if name.startswith("on")]
    assert all(map(is_safe_address, tags.addresses))


def test_a_command_of_a_generator_is_what_its_template_made_and_alone_a_block() -> None:
    regions = [Region("{{< map >}}", "<div>map</div>"), Region("{{< x >}}", "<i>x</i>")]
    text = f"{token_of(0)}\n\nHere {token_of(1)} `{token_of(1)}`.\n"
    assert write_body(text, BodyOptions("en", regions=regions)) == (
        '<div>map</div>\n<p>Here <i>x</i> <code dir="ltr">{{&lt; x &gt;}}</code>.</p>\n'
    )


def test_an_address_that_a_command_was_to_make_leads_nowhere() -> None:
    text = f"[a]({token_of(0)})\n"
    assert (
        write_body(text, BodyOptions("en", regions=[Region("{{< ref >}}", "x")]))
        == "<p><a>a</a></p>\n"
    )


@pytest.mark.parametrize(
    ("rule", "ids"),
    [
        (HEADING_IDS["github"], ["rain-and-mud", "rain-and-mud-1", "own"]),
        (HEADING_IDS["python-markdown"], ["rain-and-mud", "rain-and-mud_1", "own"]),
        (None, ["own"]),
    ],
)
def test_headings_have_the_ids_of_a_rule_or_their_own(
    rule: HeadingIds | None, ids: list[str]
) -> None:
    text = "## Rain *and* `mud`\n\n## Rain and mud\n\n## Sun {#own}\n"
    written = write_body(text, BodyOptions("en", ids=rule))
    assert re.findall(r'<h2 id="([^"]*)">', written) == ids
    assert written.count("<h2") == 3


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("/صلح/año", "/صلح/año"),  # an IRI
        ("/a\u00a0b\u3000c", "/a%C2%A0b%E3%80%80c"),
        ("/a%20b?x=1#y", "/a%20b?x=1#y"),
        ("/a\x7fb", "/a%7Fb"),
        ("/a\x80b", "/a\x80b"),
    ],
)
def test_letters_of_other_scripts_stay_in_addresses_and_blanks_do_not(
    address: str, written: str
) -> None:
    body = BodyOptions("en", raw_html="sanitise")
    assert f'href="{written}"' in write_body(f"[x](<{address}>)\n", body)
