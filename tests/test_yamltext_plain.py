"""The YAML that we write ourselves means what we meant, to any reader of YAML."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from l10n_flow import yamltext

TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"])),
    st.text("aنn~-?:,[]{}#&*!|>'\"%@`.+/ \t\n\\=<0123456789eExoyYN_\u200c\u2028\x85\ufeff"),
    st.sampled_from(["no", "NO", "Yes", "y", "off", "null", "~", "<<", "=", ".inf", ".NaN", "---",
                     "...", "- a", "? a", "a: b", "a #b", "1e3", "0x1F", "0o17", "017", "1_000",
                     "12:30:45", "2020-09-29", "+1", "۱۳۹۹", "true", "", " ", "a ", "!tag"]),
)  # fmt: skip
VALUES = st.one_of(TEXTS, st.integers(), st.booleans(), st.none(), st.lists(TEXTS))
DATA = st.dictionaries(
    TEXTS, st.one_of(VALUES, st.dictionaries(TEXTS, VALUES, max_size=3)), max_size=4
)


@given(DATA)
@example({"a": [], "b": {}, "c": {"d": {}, "e": []}})
def test_what_is_written_is_read_back_by_yaml_1_2(data: dict[str, object]) -> None:
    assert yamltext.load(yamltext.plain_dump(data), Path("a.yaml")).data == data or not data


@given(DATA)
def test_what_is_written_is_read_back_by_yaml_1_1(data: dict[str, object]) -> None:
    yaml = YAML(typ="safe", pure=True)
    yaml.version = (1, 1)
    written = yamltext.plain_dump(data)
    assert (yaml.load(io.StringIO(written)) or {}) == data


@given(TEXTS)
def test_a_text_takes_one_line(text: str) -> None:
    assert len(yamltext.plain_scalar(text).splitlines()) == 1


def test_ordinary_words_of_every_script_stand_without_quotes() -> None:
    for text in ("Análisis", "گفت‌وگو", "۸ مهر ۱۳۹۹", "September 29, 2020", "訪談", "Don't (yet)"):
        assert yamltext.plain_scalar(text) == text


def test_a_value_of_another_type_is_refused() -> None:
    with pytest.raises(TypeError, match="float is not a value"):
        yamltext.plain_dump({"share": 0.5})
