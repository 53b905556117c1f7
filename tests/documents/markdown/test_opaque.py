"""What a site generator reads before Markdown does."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.documents import ParseOptions, read, render
from l10n_flow.documents.markdown.opaque import edits, hide, regions, within

DEFAULT = ParseOptions()


def found(text: str) -> list[str]:
    data = text.encode()
    return [data[start:end].decode() for start, end in regions(data, DEFAULT.opaque_pattern(data))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("no", []),
        ("{no} { {no} } {%", []),
        ('a {{< ref "x" >}} b {{< y >}}', ['{{< ref "x" >}}', "{{< y >}}"]),
        ("{{% notice %}} words {{% /notice %}}", ["{{% notice %}}", "{{% /notice %}}"]),
        (
            "{{< highlight go >}}\nno >}} no\n{{< /highlight >}} yes",
            ["{{< highlight go >}}\nno >}} no\n{{< /highlight >}}"],
        ),
        ("{% if x %}words{% endif %}", ["{% if x %}", "{% endif %}"]),
        (
            "{%- raw -%} {{ no }} {%- endraw -%} {{ x }}",
            ["{%- raw -%} {{ no }} {%- endraw -%}", "{{ x }}"],
        ),
        (
            "{% raw %}{{{% endraw %} opens, {% raw %} }} {% endraw %} closes {{ x }}",
            ["{% raw %}{{{% endraw %}", "{% raw %} }} {% endraw %}", "{{ x }}"],
        ),
        (
            "{% raw %}Write {{ x }} or {{ alone{% endraw %} here, }} there",
            ["{% raw %}", "{{ x }}", "{% endraw %}"],
        ),
        (
            "{% raw %}{% if x %}{{ y }}{% endif %}{% endraw %}",
            ["{% raw %}{% if x %}{{ y }}{% endif %}{% endraw %}"],
        ),
        ("{% raw %}۱{% endraw %}", ["{% raw %}", "{% endraw %}"]),
        (
            "{% highlight python %}\n# no\n{% endhighlight %}",
            ["{% highlight python %}\n# no\n{% endhighlight %}"],
        ),
        (
            "{% comment %} no {% endraw %} no {% endcomment %}",
            ["{% comment %} no {% endraw %} no {% endcomment %}"],
        ),
        ("{{ user | t: '}' }}", ["{{ user | t: '}' }}"]),
        ("{{< unclosed", []),
        ("{{ سلام }}", ["{{ سلام }}"]),
    ],
)
def test_the_default_patterns_find_shortcodes_tags_and_values(
    text: str, expected: list[str]
) -> None:
    assert found(text) == expected


def test_without_a_pattern_nothing_is_opaque() -> None:
    assert regions(b"{{ x }}", None) == []


def test_an_empty_match_is_no_region() -> None:
    pattern = ParseOptions(opaque=("x*",)).opaque_pattern(b"axxb")
    assert regions(b"axxb", pattern) == [(1, 3)]


@given(
    text=st.lists(
        st.sampled_from(["a", " ", "\t", "\n", "\r\n", "\r", "> ", "- ", "é", "{{", "}}", "# "]),
        max_size=12,
    ).map("".join),
    data=st.data(),
)
def test_hiding_keeps_every_length_every_line_end_and_every_indentation(
    text: str, data: st.DataObject
) -> None:
    raw = text.encode()
    start = data.draw(st.integers(0, len(raw)))
    end = data.draw(st.integers(start, len(raw)))
    hidden = hide(raw, [(start, end)])
    assert len(hidden) == len(raw)
    assert hidden[:start] == raw[:start]
    assert hidden[end:] == raw[end:]
    assert [i for i, c in enumerate(raw) if c in b"\r\n"] == [
        i for i, c in enumerate(hidden) if c in b"\r\n"
    ]
    assert set(hidden[start:end]) <= set(b"x \t\r\n")


def test_regions_are_cut_to_the_range_that_is_asked_for() -> None:
    hidden = [(0, 4), (6, 8), (10, 20)]
    assert within(hidden, 2, 12) == [(2, 4), (6, 8), (10, 12)]
    assert within(hidden, 4, 6) == []
    assert within(hidden, 12, 15) == [(12, 15)]
    assert within([], 0, 9) == []


def test_an_edit_shows_a_region_as_one_placeholder() -> None:
    (edit,) = edits(b"a {{ b }} c", [(2, 9)])
    assert (edit.start, edit.end) == (2, 9)
    assert edit.placeholder is not None
    assert (edit.placeholder.value, edit.placeholder.kind) == ("{{ b }}", "opaque")


@pytest.mark.parametrize("suffix", [".md", ".txt"])
@pytest.mark.parametrize("eol", ["\n", "\r\n"])
def test_a_pattern_that_swallows_the_rest_of_an_article_is_told_with_its_line(
    suffix: str, eol: str
) -> None:
    words = eol.join(["Words.", "", "{: open", *["", "More words."] * 20, "", "}", ""])
    options = ParseOptions(opaque=(r"\{:[^}]*\}",))
    document = read(words.encode(), Path("a" + suffix), options)
    (warned,) = document.warnings
    assert document.line(warned.offset) == 3
    assert warned.message.startswith(
        r"the pattern '\{:[^}]*\}' of 'opaque' hides 43 lines from here"
    )
    meant = ParseOptions(opaque=(r"(?s:\{:.*?\})",))
    assert read(words.encode(), Path("a" + suffix), meant).warnings == ()


def test_a_pattern_of_a_line_hides_that_line_only() -> None:
    options = ParseOptions(opaque=("(?m:^@@@.*$)",))
    document = read(b"One.\n\n@@@ x\n\nTwo.\n\nThree.\n", Path("a.md"), options)
    assert [segment.source for segment in document.segments] == ["One.", "Two.", "Three."]
    assert document.warnings == ()


@pytest.mark.parametrize("pattern", ["x.", ".y", "[^a]", r"\W", r"\xc3", "caf.", "(?:.|x)y", "[é]"])
@pytest.mark.parametrize("text", ["café xé z — «برجام» éy\n", "# é\n\n- zé\n\n| é |\n|---|\n"])
def test_a_pattern_that_matches_a_part_of_a_letter_takes_all_of_it(pattern: str, text: str) -> None:
    """Articles are searched as bytes; a `.` is one, and a letter beyond ASCII has several."""
    for suffix in (".md", ".txt"):
        document = read(text.encode(), Path(f"a{suffix}"), ParseOptions(opaque=(pattern,)))
        sources = {segment.key: segment.source for segment in document.segments}
        assert render(document, sources).text == document.text
        for value in (p.value for s in document.segments for p in s.placeholders):
            assert value in text
        render(document, dict.fromkeys(sources, "é xé éy café"))


def test_brackets_that_are_escaped_are_no_sign_of_a_formula() -> None:
    assert ParseOptions().opaque_pattern(rb"See \[1\] and \[2\].") is None
    assert ParseOptions().opaque_pattern(b"\\[\nx = y\n\\]\n") is not None
