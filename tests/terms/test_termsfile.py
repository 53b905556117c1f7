# ruff: noqa: E501 - an error stands beside what causes it
"""terms.yaml: what it may say, and how a mistake is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from l10n_flow.errors import ConfigError
from l10n_flow.terms.term import Term, Wording
from l10n_flow.terms.termsfile import load, parse

FILE = Path("terms.yaml")

EXAMPLE = """\
terms:
- term: JCPOA
  fa: برجام
  es: PAIC
- term: [ceasefire, cease-fire]
  note: not a truce
  es:
    preferred: alto el fuego
    allowed: cese del fuego
    forbidden: [tregua]
    note: tregua is shorter
  fa: [آتش‌بس, توقف جنگ]
- term: Tehran Times
  translate: false
- term: برجام
  in: fa
  name: true
  case: true
  en: JCPOA
"""


def test_a_term_says_as_little_or_as_much_as_people_want() -> None:
    truce = Wording("alto el fuego", ("cese del fuego",), ("tregua",), "tregua is shorter")
    peace = Wording("آتش‌بس", ("توقف جنگ",))
    assert parse(EXAMPLE, FILE, "en", ["es", "fa"]).all == (
        Term(("JCPOA",), "en", {"fa": Wording("برجام"), "es": Wording("PAIC")}),
        Term(("ceasefire", "cease-fire"), "en", {"es": truce, "fa": peace}, "not a truce"),
        Term(("Tehran Times",), translate=False),
        Term(("برجام",), "fa", {"en": Wording("JCPOA")}, name=True, case=True),
    )


@pytest.mark.parametrize("written", ["", "# nothing yet\n", "terms:\n", "terms: []\n"])
def test_a_file_may_have_no_terms_yet(written: str, tmp_path: Path) -> None:
    file = tmp_path / "terms.yaml"
    file.write_text(written, "utf-8")
    assert not load(file)


MISTAKES = [
    ("terms: x", "terms.yaml:1:1: 'terms' must be a list, not 'x'"),
    ("term: x", "terms.yaml:1:1: unknown key 'term' (did you mean 'terms'?)"),
    ("terms:\n- es: paz", "terms.yaml:2:3: this entry has no 'term' (write the term in the source language: term: …)"),
    ("terms:\n- term: peace\n  es: 5", "terms.yaml:3:3: 'terms.es' must be a text, not 5 (put it in quotes)"),
    ("terms:\n- term: peace\n  ed: paz", "terms.yaml:3:3: 'ed' is neither a language nor a key of a term (known are term, in, note, translate, name, case, en, es, fa)"),
    ("terms:\n- term: peace\n  es: paz\n  ES: paz", "terms.yaml:4:3: this term has es twice (keep one of the two)"),
    ("terms:\n- term: peace\n  es: []", "terms.yaml:3:3: 'terms.es' must be a form or a list of forms, not a list"),
    ("terms:\n- term: peace\n  es: [paz, paz]", "terms.yaml:3:13: 'paz' is twice in 'terms.es' (keep one of the two)"),
    ("terms:\n- term: peace\n  es: {allowed: paz}", "terms.yaml:3:8: there are allowed forms, but no preferred one (name the preferred form: preferred: …)"),
    ("terms:\n- term: peace\n  es: {prefered: paz}", "terms.yaml:3:8: unknown key 'terms.es.prefered' (did you mean 'preferred'?)"),
    ("terms:\n- term: peace\n  in: xx\n  es: paz", "terms.yaml:3:3: 'xx' is not a language (such as en, es or fa)"),
    ("terms:\n- term: peace\n  name: maybe\n  es: paz", "terms.yaml:3:3: 'terms.name' must be true or false, not 'maybe'"),
    ("terms:\n- term: Kyiv Post\n  translate: no", "terms.yaml:3:3: 'terms.translate' must be true or false, not 'no' (yes and no are words in YAML 1.2; write true or false, without quotes)"),
    ("terms:\n- term: \"a\\e[31m\"\n  es: x", "terms.yaml:2:3: a control character (U+001B) is in 'terms.term' (take it out)"),
    ("terms:\n- term: café\n  es: x\n- term: cafe\u0301\n  es: y", "terms.yaml:4:3: 'café' is already a term at terms.yaml:2 (merge the two)"),
    ("terms:\n- term: peace", "terms.yaml:2:3: the term 'peace' has no wording in any language (write how a language says it, such as es: …, or translate: false)"),
    ("terms:\n- term: '™'\n  es: x", "terms.yaml:2:3: '™' has neither a letter nor a digit (write the term's words)"),
    ("terms:\n- term: peace\n  en: x", "terms.yaml:3:3: the term 'peace' is in English (en) and has a translation into it (add other forms to 'term', or say the term's language with 'in')"),
    ("terms:\n- term: [peace, pax]\n  es: {preferred: paz, forbidden: [paz, pazes]}", "terms.yaml:3:3: 'paz' is both right and forbidden for 'peace' at terms.yaml:2 (take out one of the two)"),
    ("terms:\n- term: peace\n  es: {preferred: paz, forbidden: [paz]}", "terms.yaml:3:3: 'paz' is both right and forbidden for 'peace' at terms.yaml:2 (take out one of the two)"),
    ("terms:\n- term: Peace\n  translate: false\n  es: paz", "terms.yaml:4:3: 'Peace' stays as it is at terms.yaml:2, and has a translation here (take out one of the two)"),
    ("terms:\n- term: peace\n  es: paz\n- term: [war, PEACE]\n  case: false\n  es: guerra", "terms.yaml:4:3: 'PEACE' is already a term at terms.yaml:2 (merge the two)"),
]  # fmt: skip


@pytest.mark.parametrize(("written", "said"), MISTAKES)
def test_a_mistake_is_told_with_its_line(written: str, said: str) -> None:
    with pytest.raises(ConfigError) as caught:
        parse(written, FILE, "en", ["es", "fa"])
    assert str(caught.value) == said


def test_a_word_and_a_name_that_differ_by_capitals_are_two_terms() -> None:
    written = "terms:\n- term: US\n  es: EE. UU.\n- term: us\n  es: nosotros"
    assert len(parse(written, FILE).all) == 2


def test_a_shared_glossary_may_have_languages_that_the_project_has_not() -> None:
    written = "terms:\n- term: peace\n  es: paz\n  de: Frieden\n  zh-Hant: 和平"
    assert set(parse(written, FILE, "en", ["es"]).all[0].wordings) == {"es", "de", "zh-Hant"}


def test_the_example_in_the_documentation_is_read() -> None:
    page = (Path(__file__).parents[2] / "docs" / "terms.md").read_text("utf-8")
    example = page.split("```yaml\n")[1].split("```")[0]
    found = parse(example, FILE, "en", ["es", "fa"])
    assert len(found.all) == example.count("- term:") == 6
    assert found.found("the JCPOA's ceasefires and the Tehran Times")
