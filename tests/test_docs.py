"""The documentation says what the program does.

The blocks of help in docs/commands.md are the program's own. After a change of a command:

    python -m tests.test_docs
"""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterator
from contextlib import redirect_stdout
from pathlib import Path
from unittest import mock

from typer.core import TyperGroup

from l10n_flow.cli import commandline, entry
from l10n_flow.config.settings import FIELDS, KEYS, LABELLED, Config, load
from l10n_flow.documents import DIALECTS, ParseOptions, read
from l10n_flow.engines import libretranslate

ROOT = Path(__file__).parents[1]
COMMANDS = ROOT / "docs" / "commands.md"
CONFIGURATION = ROOT / "docs" / "configuration.md"

BLOCK = re.compile(r"<!-- help: ?(?P<path>.*?) ?-->\n(?:\n```text\n.*?\n```\n)?", re.DOTALL)


def command(path: str) -> object:
    """The command at a path such as "models install"; "" is the program itself."""
    name, _, rest = path.partition(" ")
    if not name:
        return commandline.program()
    found = commandline.command(name)
    return found.commands[rest] if rest and isinstance(found, TyperGroup) else found


def paths() -> Iterator[str]:
    """Every command, those of groups included."""
    yield ""
    for row in entry.COMMANDS:
        yield row.name
        found = commandline.command(row.name)
        if isinstance(found, TyperGroup):
            yield from (f"{row.name} {name}" for name in found.commands)


def help_of(path: str) -> str:
    """What `--help` prints in a terminal of 80 columns."""
    out = io.StringIO()
    with mock.patch.dict(os.environ, {"COLUMNS": "80"}), redirect_stdout(out):
        assert entry.run([*path.split(), "--help"]) == 0
    return out.getvalue().rstrip()


def with_help(text: str) -> str:
    """The page with every block of help as it is now."""

    def block(match: re.Match[str]) -> str:
        return f"<!-- help: {match['path']} -->\n\n```text\n{help_of(match['path'])}\n```\n"

    return BLOCK.sub(block, text)


def test_every_command_has_a_place_in_the_docs() -> None:
    documented = [match["path"] for match in BLOCK.finditer(COMMANDS.read_text("utf-8"))]
    assert sorted(documented) == sorted(paths())


def test_the_help_in_the_docs_is_what_the_commands_print() -> None:
    text = COMMANDS.read_text("utf-8")
    assert text == with_help(text), "run: python -m tests.test_docs"


def test_every_command_argument_and_option_has_a_help_text_that_fits() -> None:
    for path in paths():
        found = command(path)
        assert found.help, path  # type: ignore[attr-defined]  # typer keeps its base class private
        for parameter in found.params:  # type: ignore[attr-defined]  # as above
            assert parameter.help, f"{path}: {parameter.name} has no help"
        assert max(map(len, help_of(path).splitlines())) <= 80, path


def documented_keys() -> dict[str, str]:
    """The keys in the tables, and the second column beside them."""
    text = CONFIGURATION.read_text("utf-8").split("## Environment")[0]
    tables = re.findall(r"\| key \|.*?\n\n", text, re.DOTALL)
    row = re.compile(r"^\| `([^`]+)` \|([^|]*)\|", re.MULTILINE)
    return {key: default.strip() for table in tables for key, default in row.findall(table)}


def test_every_key_is_documented_and_every_documented_key_exists() -> None:
    existing = {f"{section}.{key}".lstrip(".") for section, keys in KEYS.items() for key in keys}
    existing |= {f"pretranslate.engines.libretranslate.{key}" for key in libretranslate.SETTINGS}
    assert set(documented_keys()) == existing


def test_the_documented_defaults_are_the_defaults(tmp_path: Path) -> None:
    defaults = {key: d.strip("`") for key, d in documented_keys().items() if d.startswith("`")}
    assert len(defaults) > 15
    file = tmp_path / "l10n-flow.yaml"
    for key, default in defaults.items():
        *sections, name = key.split(".")
        line = "".join(f"{section}: {{" for section in sections) + f"{name}: {default}"
        line += "}" * len(sections)
        file.write_text(line, encoding="utf-8")
        assert load(file) == Config(name=tmp_path.name), line


def test_the_documented_modes_of_fields_are_the_defaults() -> None:
    text = CONFIGURATION.read_text("utf-8")
    for mode in ("translate", "copy-once", "derived"):
        row = re.search(rf"^\| `{mode}` \|[^|]*\|(.*)\|$", text, re.MULTILINE)
        assert row is not None
        fields = {field for field, its in FIELDS.items() if its == mode}
        assert set(re.findall(r"`([^`]+)`", row[1])) == fields


def test_the_documented_fields_with_labels_are_the_defaults() -> None:
    text = CONFIGURATION.read_text("utf-8").split("| fields | part |")[1].split("\n\n")[0]
    rows = [re.findall(r"`([^`]+)`", line) for line in text.splitlines() if "`" in line]
    assert {field: row[-1] for row in rows for field in row[:-1]} == LABELLED


def test_the_example_configuration_loads(tmp_path: Path) -> None:
    example = re.search(r"```yaml\n(.*?)```", CONFIGURATION.read_text("utf-8"), re.DOTALL)
    assert example is not None
    file = tmp_path / "l10n-flow.yaml"
    file.write_text(example[1], encoding="utf-8")
    config = load(file)
    assert config.fields["location"] == "translate"
    assert config.policy("fa").threshold == 80


def test_this_repositorys_own_configuration_loads() -> None:
    assert load(ROOT / "l10n-flow.yaml").languages == ("en", "es", "fa")


if __name__ == "__main__":
    COMMANDS.write_text(with_help(COMMANDS.read_text("utf-8")), encoding="utf-8")


def test_the_documented_attributes_of_commands_are_the_dialects() -> None:
    text = (ROOT / "docs" / "dialects.md").read_text("utf-8").split("| dialect | attributes |")[1]
    rows = [re.findall(r"`([^`]+)`", row) for row in text.split("\n\n")[0].splitlines()]
    documented = {row[0]: tuple(row[1:]) for row in rows if row}
    assert documented == {one.name: one.attributes for one in DIALECTS.values() if one.attributes}


def documented_lines() -> list[str]:
    """The examples in the table of lines that are no prose."""
    text = (ROOT / "docs" / "markdown.md").read_text("utf-8").split("| line | for whom |")[1]
    firsts = [row.split(" | ")[0] for row in text.split("\n\n")[0].splitlines()]
    return [line for first in firsts for line in re.findall(r"`([^`]+)`", first)]


def test_a_line_that_is_documented_as_no_prose_ends_a_paragraph() -> None:
    lines = documented_lines()
    assert len(lines) > 20
    for line in lines:
        text = f"Words above\n{line}\nWords below\n".encode()
        own = "myst" if line.startswith(("(", "%", "+")) else "jekyll" if line == "^" else ""
        for name in [own] if own else ["commonmark", "myst"]:
            document = read(text, Path("a.md"), ParseOptions(dialect=DIALECTS[name]))
            assert document.segments[0].source == "Words above", (name, line)


def test_every_line_that_is_no_prose_is_documented() -> None:
    lines = [line.removeprefix("> ") for line in documented_lines()]
    for dialect in DIALECTS.values():
        for row in dialect.lines:
            if row.kind != "abbreviation":
                assert any(re.match(row.pattern, line) for line in lines), row


def test_every_dialect_has_its_row_in_the_docs() -> None:
    text = (ROOT / "docs" / "dialects.md").read_text("utf-8")
    for one in DIALECTS.values():
        ids = one.ids or "–"
        row = f"| `{one.name}` | {one.generators} | {ids} | `{one.anchors}` | {one.mark} |"
        assert row in text, row
