"""The quick reader reads what the writer writes, and never otherwise than the strict one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n_flow.catalogs import store
from l10n_flow.catalogs.po import canonical
from l10n_flow.errors import CatalogError
from l10n_flow.model import Catalog, Key
from tests.catalogs.gettext_tools import msgcat
from tests.catalogs.strategies import NASTY, catalogs

PO = Path("a.po")
Translations = Callable[..., list[Path]]

SNIPPETS = [
    *NASTY,
    "\n\n",
    "\\",
    '\\"',
    "#~| ",
    "#, fuzzy\n",
    "#. ",
    "#: a.md:03 a.md:3\n",
    '#| msgid "x"\n',
    'msgctxt "c"\n',
    'msgstr ""\n',
    'msgid ""\n',
    '""\n',
    "# File: a, line:3\n",
    "# l10n-flow:o=mt\n",
    "#~ # comment\n",
    "#\n",
]


@given(catalogs())
def test_what_is_written_is_read_back_by_both_readers(catalog: Catalog) -> None:
    written = canonical.write(catalog)
    assert canonical.read(written, catalog.locale) == catalog
    assert store.parse_strictly(written, PO, catalog.locale) == catalog


@settings(max_examples=80)
@given(catalogs(), st.data())
def test_what_the_quick_reader_reads_the_strict_one_reads_the_same(
    catalog: Catalog, data: st.DataObject
) -> None:
    text = canonical.write(catalog)
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, min(len(text), start + 8)))
        text = text[:start] + data.draw(st.sampled_from(["", *SNIPPETS])) + text[end:]
    quick = canonical.read(text, "es")
    if quick is not None:
        assert store.parse_strictly(text, PO, "es") == quick


@pytest.mark.parametrize(
    ("line", "text"),
    [(r'"Pa\""', 'Pa"z'), (r'"Pa\\"', "Pa\\z"), (r'"Pa\"', None), (r'"Pa\\\"', None)],
)
def test_a_line_ends_with_a_quote_that_is_not_escaped(line: str, text: str | None) -> None:
    """Joined with the next one, `\\"` and a line end were read as the escape in front of it."""
    written = f'msgid ""\nmsgstr ""\n"Language: es\\n"\n\nmsgid "Peace"\nmsgstr ""\n{line}\n"z"\n'
    found = canonical.read(written, "es")
    assert text == (found and next(iter(found.live.values())).target)


def test_real_catalogs_are_read_without_loss(translations: Translations) -> None:
    """Our own; and Tails, Wagtail and Django, 738 files: all but those with plural forms."""
    paths = [*translations("es"), *translations("fa")]
    texts = {path: store.decode(path.read_bytes(), path) for path in paths}
    singular = {path: text for path, text in texts.items() if "\nmsgid_plural" not in text}
    assert len(singular) in (4, 713)
    for path, text in singular.items():
        catalog = store.parse_strictly(text, path, "es")
        assert canonical.read(text, "es") == catalog
        assert canonical.read(canonical.write(catalog), "es") == catalog
    for text in list(singular.values())[::12]:
        assert canonical.write(store.parse(text, PO, "es")) == msgcat(text)


def test_real_catalogs_with_plural_forms_are_refused_by_line(translations: Translations) -> None:
    paths = [path for kind in ("es", "fa", "plurals") for path in translations(kind)]
    plural = [path for path in paths if b"\nmsgid_plural" in path.read_bytes()]
    assert len(plural) in (2, 25)
    for path in plural:
        with pytest.raises(CatalogError, match="plural") as caught:
            store.load(path, "es")
        assert caught.value.where is not None
        line = caught.value.where.line or 0
        assert path.read_text(encoding="utf-8").split("\n")[line - 1].startswith("msgid_plural")


@pytest.mark.parametrize("width", ["--width=20", "--width=79"])
def test_catalogs_that_another_tool_wrapped_are_read_the_same(
    translations: Translations, width: str
) -> None:
    paths = [*translations("es", "tails"), *translations("fa", "tails")]
    different = 0
    for path in paths[:: len(paths) // 15 or 1]:
        plain = msgcat(path.read_text(encoding="utf-8"))
        wrapped = msgcat(plain, width)
        different += wrapped != plain
        assert canonical.write(store.parse(wrapped, path, "fa")) == plain
    assert different > 1


def test_one_odd_line_is_enough_to_call_the_strict_reader() -> None:
    header = 'msgid ""\nmsgstr "Language: es\\n"\n'
    for odd in (
        'msgid "a"\nmsgstr "b" "c"\n',
        '#,fuzzy\nmsgid "a"\nmsgstr "b"\n',
        "\ufeff",
        "x",
        f"#. a note\n{header}",
        f"#: a place\n{header}",
        f'#| msgid "before"\n{header}',
    ):
        assert canonical.read(odd, "es") is None, odd


def test_what_is_not_in_canonical_shape_has_no_places() -> None:
    text = 'msgid ""\nmsgstr ""\n\nmsgid "a"\nmsgstr "b"\n'
    for odd in (
        text.replace("\n", "\r\n"),
        text.replace("b", "\0"),
        text.replace("b", "\4"),
        text.replace("a", "\\q"),
        text.replace('"a"', '"a" "b"'),
        f"x{text}",
    ):
        assert canonical.places(odd) is None, odd
        assert canonical.read(odd, "es") is None, odd
    assert canonical.read(f"# ends with \\\n{text}", "es") is None
    assert canonical.read(f"{text}\n{text[24:]}", "es") is None  # an entry twice


def test_each_live_entry_has_the_line_of_its_words() -> None:
    text = (
        '# one\nmsgid ""\nmsgstr ""\n"Language: es\\n"\n\n# two\n#. three\nmsgctxt "c"\nmsgid "a"\n'
        'msgstr ""\n"b\\n"\n"c"\n\nmsgid ""\n"d\\n"\n"e"\nmsgstr "f"\n\n'
        '#~ msgid "g"\n#~ msgstr "h"\n\nmsgid "i"\nmsgstr ""\n'
    )
    assert canonical.places(text) == {Key("c", "a"): 9, Key(None, "d\ne"): 14, Key(None, "i"): 22}


def test_a_state_comment_above_the_header_is_one_of_its_comments() -> None:
    found = canonical.read('# l10n-flow:o=mt;;\nmsgid ""\nmsgstr "Language: es\\n"\n', "es")
    assert found is not None
    assert (found.comments, found.headers) == (("l10n-flow:o=mt;;",), (("Language", "es"),))
