"""Values that are seeded once: unique, kept, and written so that a diff shows what was added."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow import yamltext
from l10n_flow.editions import frozen as frozen_values
from l10n_flow.editions.frozen import Frozen, Seed, dump, load, parse, seed_all
from l10n_flow.errors import ConfigError

FILE = Path("locales/fa/frozen.yaml")
WORDS = st.one_of(st.text("abن‌-/.: #'\"0", min_size=1).filter(str.strip), st.just("no"))


def seed(
    frozen: Frozen, article: str, field: str, value: str, taken: Collection[str] = ()
) -> Frozen:
    return seed_all(frozen, [Seed(article, field, value)], taken=taken)


def test_a_value_is_seeded_once_and_then_kept() -> None:
    first = seed(Frozen(), "news/brief", "slug", "breve")
    assert first.value("news/brief", "slug") == "breve"
    assert seed(first, "news/brief", "slug", "otro") is first
    assert Frozen().value("news/brief", "slug") is None


def test_two_articles_never_have_the_same_slug_in_one_language() -> None:
    seeds = [Seed("a", "slug", "paz"), Seed("b", "slug", "paz"), Seed("c", "seo.slug", "paz")]
    found = seed_all(Frozen(), seeds)
    assert found.articles == {
        "a": {"slug": "paz"},
        "b": {"slug": "paz-2"},
        "c": {"seo.slug": "paz-3"},
    }
    assert seed_all(Frozen(), seeds) == found


def test_a_slug_that_is_in_use_elsewhere_is_not_given_again() -> None:
    found = seed(Frozen(), "a", "slug", "paz", taken={"paz", "paz-2"})
    assert found.value("a", "slug") == "paz-3"


def test_other_values_may_be_equal() -> None:
    found = seed_all(Frozen(), [Seed("a", "theme", "dark"), Seed("b", "theme", "dark")])
    assert found.value("b", "theme") == "dark"


def test_the_file_is_sorted_and_has_a_line_for_each_value() -> None:
    frozen = Frozen(
        {
            "opinion/x": {"slug": "نظر-ما", "menu": "yes: no"},
            "2024/peace": {"slug": "صلح"},
            "empty": {},
        }
    )
    assert dump(frozen).partition("articles:\n")[2].splitlines() == [
        '  "2024/peace":',
        "    slug: صلح",
        "  opinion/x:",
        '    menu: "yes: no"',
        "    slug: نظر-ما",
    ]


def test_adding_a_value_adds_its_lines_and_changes_no_other() -> None:
    before = seed_all(Frozen(), [Seed("a", "slug", "paz"), Seed("c", "slug", "paz-3")])
    after = seed(before, "b", "slug", "paz-2")
    added = set(dump(after).splitlines()) - set(dump(before).splitlines())
    assert added == {"  b:", "    slug: paz-2"}


@given(st.dictionaries(WORDS, st.dictionaries(WORDS, WORDS, min_size=1, max_size=3), max_size=5))
def test_what_is_dumped_is_parsed_back(articles: dict[str, dict[str, str]]) -> None:
    written = dump(Frozen(articles))
    assert parse(written, FILE) == Frozen(articles)
    assert yamltext.load(written, FILE).data == {"articles": articles}


PIECES = [
    "\n",
    "    ",
    "  ",
    ":",
    ": ",
    '"',
    "a",
    "slug",
    "no",
    "1",
    "null",
    "- ",
    "# x",
    "\n\n",
    "é",
]


@given(
    st.dictionaries(WORDS, st.dictionaries(WORDS, WORDS, min_size=1, max_size=2), max_size=3),
    st.data(),
)
def test_a_file_is_read_quickly_as_it_is_read_with_care(
    articles: dict[str, dict[str, str]], data: st.DataObject
) -> None:
    """What a build writes takes the quick way; what people made of it has the same values."""
    written = dump(Frozen(articles)).partition("anew from the title.\n")[2].lstrip("\n")
    slugs = [
        value for values in articles.values() for key, value in values.items() if key == "slug"
    ]
    if len(slugs) == len(set(slugs)):
        assert frozen_values._read_own_writing(written) == articles
    at = data.draw(st.integers(0, len(written)))
    end = data.draw(st.integers(at, min(len(written), at + 3)))
    spoiled = written[:at] + data.draw(st.sampled_from(["", *PIECES])) + written[end:]
    quick = frozen_values._read_own_writing(spoiled)
    if quick is not None:
        assert quick == frozen_values._read_any(spoiled, 0, FILE)


@given(st.lists(st.tuples(WORDS, st.text("اب-2", min_size=1))))
def test_seeding_gives_every_article_a_slug_of_its_own(titles: list[tuple[str, str]]) -> None:
    frozen = seed_all(Frozen(), [Seed(article, "slug", slug) for article, slug in titles])
    slugs = [values["slug"] for values in frozen.articles.values()]
    assert len(set(slugs)) == len(slugs) == len({article for article, _ in titles})
    assert parse(dump(frozen), FILE) == frozen


@pytest.mark.parametrize(
    "written",
    [
        "articles:\n  a:\n    slug: x\n  b:\n    slug: y\n",
        "articles:\r\n  a:\r\n    slug: x\r\n  b:\r\n    slug: y\r\n",
        "articles: {a: {slug: x}, b: {slug: 'y'}}",
        "---\narticles:\n    a:\n        slug: x\n\n    b:\n        slug: >-\n          y\n",
        "articles:\n  a:\n    slug: 'x'\n    other:\n  b: {slug: y}\n  c:\n",
        'articles:\n  "a":\n    slug: "x"\n  b:\n    slug: "y"',
    ],
)
def test_people_may_write_the_file_in_their_own_style(written: str) -> None:
    found = parse(written, FILE)
    assert (found.value("a", "slug"), found.value("b", "slug")) == ("x", "y")


@pytest.mark.parametrize("written", ["", "\n", "# ours\n", "articles:\n", "articles: {}\n"])
def test_a_file_without_values_is_fine(written: str) -> None:
    assert parse(written, FILE).articles == {}


def test_the_comment_at_the_top_is_the_project_s_own() -> None:
    written = "# Ask Lina before you change one.\n\narticles:\n  a:\n    slug: x\n"
    assert dump(parse(written, FILE)) == written


def test_a_new_file_says_what_it_is() -> None:
    assert dump(Frozen()).startswith("# Addresses of the editions, seeded once by l10n-flow build")
    assert dump(parse("", FILE)) == dump(Frozen())


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("articles:\n  a:\n    slug: x\n  b:\n    slug: x\n",
         "locales/fa/frozen.yaml:5:5: 'b' has the slug of 'a' (change one of them)"),
        ("articles:\n  a:\n    slug: x\n  # keep\n  b:\n    slug: y\n",
         "locales/fa/frozen.yaml:4: a comment, which the next build would lose"),
        ("# top\narticles:\n  a:\n    slug: x # keep\n",
         "locales/fa/frozen.yaml:4: a comment, which the next build would lose"),
        ("articles:\n  a: x\n",
         "locales/fa/frozen.yaml:2:3: 'articles.a' must be a mapping of keys to values, not 'x'"),
        ("articles:\n  a:\n    slug: [x]\n",
         "locales/fa/frozen.yaml:3:5: 'articles.a.slug' must be a text, not a list"),
        ("articles:\n  a:\n    slug: 12\n",
         "locales/fa/frozen.yaml:3:5: 'articles.a.slug' must be a text, not 12"),
        ("article:\n  a:\n    slug: x\n",
         "locales/fa/frozen.yaml:1:1: unknown key 'article' (did you mean 'articles'?)"),
        ("articles:\n  a:\n    slug: x\n    slug: y\n", "locales/fa/frozen.yaml:4:5: not YAML"),
        ("articles:\n  a:\n    slug: x\n  a:\n    slug: y\n", "locales/fa/frozen.yaml:4:3: not Y"),
        ("articles:\n  a:\n    slug: 'x\n", "locales/fa/frozen.yaml:4:1: not YAML"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_kept_whole_is_refused(written: str, expected: str) -> None:
    with pytest.raises(ConfigError) as caught:
        parse(written, FILE)
    assert str(caught.value).startswith(expected)


def test_a_file_that_is_not_there_has_no_values(tmp_path: Path) -> None:
    assert load(tmp_path / "frozen.yaml") == Frozen()


def test_a_file_is_loaded_as_utf_8(tmp_path: Path) -> None:
    file = tmp_path / "frozen.yaml"
    file.write_bytes("\ufeffarticles:\n  a:\n    slug: صلح\n".encode())
    assert load(file).value("a", "slug") == "صلح"
    file.write_bytes(b"articles:\n  a:\n    slug: a\xf1o\n")
    with pytest.raises(ConfigError, match="not UTF-8"):
        load(file)
