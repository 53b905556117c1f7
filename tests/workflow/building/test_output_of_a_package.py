"""What a package's output gives is checked before it is used."""

from __future__ import annotations

from typing import cast

import pytest

from l10n_flow.editions import Edition, Output, Written
from l10n_flow.entrypoints import Addition
from l10n_flow.errors import PluginError
from l10n_flow.workflow.building.outputs import OUTPUTS, OutputRow, _accepted

ADDITION = Addition("outputs", "pdf", "papers:PDF", "papers", "1.0")
EDITION = cast("Edition", None)


def row(given: object) -> OutputRow:
    return _accepted(ADDITION, given)


@pytest.mark.parametrize("suffix", ["", ".pdf", ".7z"])
def test_what_it_writes_is_used_as_it_is(suffix: str) -> None:
    written = Written(b"%PDF")
    output = row(Output(lambda _: written, suffix)).output
    assert (output.suffix, output.bare) == (suffix, None)
    assert output.write(EDITION) is written
    bare = row(Output(lambda _: Written(b""), suffix, lambda _: written)).output.bare
    assert bare is not None
    assert bare(EDITION) is written


@pytest.mark.parametrize("given", [b"%PDF", None, Written("%PDF")])  # type: ignore[arg-type]
def test_another_thing_than_an_edition_s_bytes_is_the_package_s_mistake(given: object) -> None:
    output = row(Output(lambda _: cast("Written", given), ".pdf")).output
    with pytest.raises(PluginError, match=r"gives something else than l10n_flow\.plugins\.Written"):
        output.write(EDITION)


def test_an_error_of_its_code_names_the_package() -> None:
    def write(_: Edition) -> Written:
        raise KeyError("font")

    with pytest.raises(PluginError, match="papers"):
        row(Output(write, ".pdf")).output.write(EDITION)


@pytest.mark.parametrize("suffix", ["pdf", ".PDF", ".tar.gz", "/pdf", ". "])
def test_a_suffix_that_files_may_not_have_is_refused(suffix: str) -> None:
    with pytest.raises(PluginError, match="as the suffix of its files"):
        row(Output(lambda _: Written(b""), suffix))


def test_what_is_no_output_is_refused() -> None:
    with pytest.raises(PluginError, match=r"is no l10n_flow\.plugins\.Output"):
        row(lambda _: Written(b""))


def test_only_the_site_has_pages() -> None:
    assert [name for name in OUTPUTS if OUTPUTS[name].has_pages] == ["site"]
