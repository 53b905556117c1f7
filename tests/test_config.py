"""The configuration: defaults, what a file lays over them, and mistakes with their place."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from l10n_flow.config.settings import FIELDS, Config, PublishPolicy, load
from l10n_flow.errors import ConfigError
from l10n_flow.model import Severity, State

Write = Callable[[str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write(text: str) -> Path:
        file = tmp_path / "newsroom" / "l10n-flow.yaml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file

    return write


def mistake(file: Path) -> str:
    """What `load` says about the file, from the file's name on."""
    with pytest.raises(ConfigError) as caught:
        load(file)
    return str(caught.value).removeprefix(f"{file.parent.as_posix()}/")


def test_an_empty_file_is_a_project_with_the_defaults(write: Write) -> None:
    assert load(write("")) == Config(name="newsroom")


def test_a_key_without_a_value_has_its_default(write: Write) -> None:
    text = "exclude:\n  # - drafts/**\npublish:\n  locales:\npretranslate:\n"
    assert load(write(text)) == Config(name="newsroom")


def test_a_byte_order_mark_is_no_part_of_the_first_key(write: Write) -> None:
    assert load(write("\ufeffsource: fa\n")).source == "fa"


EVERY_KEY = """\
name: سه ساحل
source: fa
locales: [en, es]
content: articles
catalogs: po
output: public/editions
include: "**/*.md"
exclude: [drafts/**, "**/README.md"]
opaque: ['\\[\\[.*?\\]\\]']
fields: {location: translate, title: shared, gallery.alt: translate}
dates: [date, seen]
taxonomy: {file: data/labels.yaml, fields: {rubric: categories}}
anchors: html
fuzzy: 60
publish:
  untranslated: omit
  empty: publish
  min_state: translated
  threshold: 80
  notice: front-matter
  locales:
    es: {min_state: reviewed, untranslated: fail}
pretranslate:
  engine: fake
  beam: 1
  engines: {argos: {batch_tokens: 512, threads: 2, device: auto, compute_type: float32}}
review:
  batch_drafts: true
"""


def test_an_engines_settings_are_read_in_its_section(write: Write) -> None:
    config = load(
        write(
            "pretranslate: {engines: {argos: {threads: 2, models: [{path: m}]}, "
            "libretranslate: {url: 'https://a.example'}, other: {deep: {er: [1]}}}}\n"
        )
    )
    assert config.pretranslate.threads == 2
    assert [model.path for model in config.pretranslate.models] == ["m"]
    assert config.pretranslate.engines["libretranslate"]["url"].data == "https://a.example"
    assert config.pretranslate.engines["other"]["deep"].data == {"er": [1]}


def test_every_key_of_a_file_reaches_the_configuration(write: Write) -> None:
    config = load(write(EVERY_KEY))

    assert (config.name, config.source, config.locales) == ("سه ساحل", "fa", ("en", "es"))
    assert (config.content, config.catalogs) == ("articles", "po")
    assert config.output == "public/editions"
    assert config.include == ("**/*.md",)
    assert config.exclude == ("drafts/**", "**/README.md")
    assert config.opaque == (r"\[\[.*?\]\]",)
    assert (config.anchors, config.fuzzy) == ("html", 60)
    assert config.taxonomy.file == "data/labels.yaml"
    engine = config.pretranslate
    assert (engine.engine, engine.beam, engine.batch_tokens) == ("fake", 1, 512)
    assert (engine.threads, engine.device, engine.compute_type) == (2, "auto", "float32")
    assert config.review.batch_drafts


RARER_KEYS = """\
check:
  quotes: «»
  severity: {number: off, unit: warning, tag: false}
  ignore: [{checks: number, articles: 'a/*', locales: [es, FA], sources: 'x+'}]
site: {url: 'https://news.example/a', shortcodes: {figure: figure.html, video: false}}
languages: {'news/*': [es]}
markdown: {dialect: hugo}
workers: 04
pretranslate: {engines: {argos: {models: [{path: m, source: '*', target: ES}]}}}
"""


def test_rarer_keys_reach_the_configuration_too(write: Write) -> None:
    config = load(write(RARER_KEYS))
    policy = config.check.policy
    assert policy.quotes == "«»"
    assert {name: policy.severity[name] for name in ("number", "unit", "tag")} == {
        "number": None,
        "unit": Severity.WARNING,
        "tag": None,
    }
    assert [tuple(one) for one in config.check.suppressions] == [
        (("number",), ("a/*",), ("es", "fa"), ("x+",))
    ]
    assert config.site.url == "https://news.example/a"
    assert config.site.shortcodes == {"figure": "figure.html", "video": ""}
    assert config.article_languages == {"news/*": ("es",)}
    assert (config.dialect, config.workers) == ("hugo", "4")
    (model,) = config.pretranslate.models
    assert (model.path, model.source, model.target) == ("m", "*", "es")
    assert load(write("workers: dask://h:1\n")).workers == "dask://h:1"


def test_fields_and_taxonomy_are_laid_over_the_defaults(write: Write) -> None:
    config = load(write(EVERY_KEY))

    assert config.fields == {
        **FIELDS,
        "location": "translate",
        "title": "shared",
        "gallery.alt": "translate",
    }
    assert config.taxonomy.fields["rubric"] == "categories"
    assert config.taxonomy.fields["interviewee"] == "people"


def test_a_language_inherits_what_it_does_not_override(write: Write) -> None:
    config = load(write(EVERY_KEY))

    assert config.policy("en") == PublishPolicy(
        "omit", State.TRANSLATED, "publish", 80, "front-matter"
    )
    assert config.policy("es") == PublishPolicy(
        "fail", State.REVIEWED, "publish", 80, "front-matter"
    )


@pytest.mark.parametrize(
    ("text", "source", "locales"),
    [
        ("source: en\nlocales: [es, en, fa]", "en", ("es", "fa")),
        ("locales: [es, fa, es]", "en", ("es", "fa")),
        ("locales: [PT-br, zh-hant, es_419]", "en", ("pt-BR", "zh-Hant", "es-419")),
        ("locales: [no]", "en", ("no",)),  # Norwegian; YAML 1.1 would read "false"
        ("locales: []", "en", ()),
    ],
)
def test_languages_are_normalized(
    write: Write, text: str, source: str, locales: tuple[str, ...]
) -> None:
    config = load(write(text))
    assert (config.source, config.locales) == (source, locales)
    assert config.languages == (source, *locales)


PAGE = Path(__file__).parents[1] / "docs" / "configuration.md"
DEFAULTS = [
    row
    for table in PAGE.read_text("utf-8").split("\n| key | default |")[1:]
    for row in re.findall(r"^\| `([a-z_.]+)` \| `(.+?)` \|", table.split("\n\n")[0], re.MULTILINE)
]


@pytest.mark.parametrize(("name", "default"), DEFAULTS, ids=[name for name, _ in DEFAULTS])
def test_to_write_what_the_page_calls_the_default_changes_nothing(
    write: Write, name: str, default: str
) -> None:
    *sections, last = name.split(".")
    text = "".join(f"{section}: {{" for section in sections)
    assert load(write(f"{text}{last}: {default}{'}' * len(sections)}\n")) == load(write(""))


def test_what_changes_no_result_makes_no_result_old(write: Write) -> None:
    """The ledger compares what `repr` shows of two configurations."""
    usual = repr(load(write("")))
    for text in ("workers: 2", "pretranslate: {engines: {libretranslate: {url: 'https://a.b'}}}"):
        assert repr(load(write(text))) == usual
    assert repr(load(write("fuzzy: 60"))) != usual


NUMBERS = """\
0 to 100: fuzzy: {}
0 to 100: publish: {{threshold: {}}}
0 to 100: pretranslate: {{similar: {}}}
0 to 100: pretranslate: {{min_confidence: {}}}
0 to 100: pretranslate: {{min_confidence: {{fa: {}}}}}
1 to 64: pretranslate: {{beam: {}}}
1 to 1000000: pretranslate: {{engines: {{argos: {{batch_tokens: {}}}}}}}
0 to 1024: pretranslate: {{engines: {{argos: {{threads: {}}}}}}}
1 to 10000: check: {{title_limit: {}}}
0 to 100: check: {{fail_under: {}}}
0 to 1000000: check: {{max_unreviewed: {}}}
0 to 100: check: {{tolerance: {}}}
1 to 1000: site: {{page_size: {}}}
1 to 9999: workers: {}
""".splitlines()


@pytest.mark.parametrize("row", NUMBERS)
def test_a_number_is_taken_from_the_least_to_the_greatest(write: Write, row: str) -> None:
    bounds, _, text = row.partition(": ")
    least, greatest = map(int, bounds.split(" to "))
    for number in (least, greatest):
        load(write(text.format(number)))
    for number in (least - 1, greatest + 1):
        assert f"{bounds}, " in mistake(write(text.format(number)))


MISTAKES = [
    block.rstrip().split("\n--->\n")
    for block in Path(__file__)
    .with_name("config-mistakes.txt")
    .read_text("utf-8")
    .split("=== ")[1:]
]


@pytest.mark.parametrize("case", MISTAKES, ids=[case[0].split("\n")[0] for case in MISTAKES])
def test_a_mistake_is_told_with_its_place_and_what_to_do(write: Write, case: list[str]) -> None:
    _, _, text = case[0].partition("\n")
    assert mistake(write(text)) == case[1]


@pytest.mark.parametrize(
    ("text", "content", "roots", "output"),
    [
        ("", "content", {}, "build"),
        ("content: a\noutput: public", "a", {}, "public"),
        ("content: [a]", "a", {}, "build"),
        ("content: {a: }", "a", {}, "build"),
        ("content: [a, b]", ".", {"a": "", "b": ""}, "build"),
        ("content: {a: '{lang}/{path}'}", "a", {"a": "{lang}/{path}"}, "build"),
        ("output: '{lang}/{path}'", "content", {"content": "{lang}/{path}"}, "build"),
        (
            "content: {a: , b: 'b/{lang}/{path}'}\noutput: '{lang}/{path}'",
            ".",
            {"a": "{lang}/{path}", "b": "b/{lang}/{path}"},
            "build",
        ),
    ],
)
def test_editions_lie_in_one_folder_or_where_the_pattern_of_their_content_says(
    write: Write, text: str, content: str, roots: dict[str, str], output: str
) -> None:
    config = load(write(text))
    assert (config.content, config.roots, config.output) == (content, roots, output)


@pytest.mark.parametrize(
    "text",
    [
        "output: content/build",
        "content: .",
        "catalogs: content",
        "output: locales",
        "content: build/x",
    ],
)
def test_folders_that_lie_in_one_another_are_refused(write: Write, text: str) -> None:
    assert "overlap (give each its own folder)" in mistake(write(text))


def test_what_is_not_yaml_is_told_with_line_and_column(write: Write) -> None:
    assert mistake(write("source: en\nlocales: [es, fa\n")).startswith(
        "l10n-flow.yaml:3:1: not YAML:"
    )


def test_a_file_that_is_not_utf8_is_refused(write: Write) -> None:
    file = write("")
    file.write_bytes(b"name: caf\xe9\n")
    assert mistake(file) == "l10n-flow.yaml: not UTF-8 (save it as UTF-8)"


def test_importing_the_configuration_does_not_import_yaml_or_languages() -> None:
    code = (
        "import sys, l10n_flow.config, l10n_flow.project\n"
        "print([m for m in ('ruamel', 'babel', 'difflib') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_the_lowest_published_state_may_differ_from_language_to_language(tmp_path: Path) -> None:
    file = tmp_path / "l10n-flow.yaml"
    file.write_text(
        "locales: [es, fa]\n"
        "publish: {min_state: translated, locales: {fa: {min_state: reviewed}}}\n"
    )
    config = load(file)
    assert config.policy("es").min_state == State.TRANSLATED
    assert config.policy("fa").min_state == State.REVIEWED
