"""The project's taxonomy: what its categories, authors and tags are called in each language."""

from __future__ import annotations

from functools import partial

from l10n_flow.editions.taxonomy import TaxonomyLabels, as_json, from_json, parse
from l10n_flow.files import bytes_of
from l10n_flow.project import Project
from l10n_flow.workflow.incremental.kept import Form, kept

__all__ = ["taxonomy_of"]


def taxonomy_of(project: Project) -> TaxonomyLabels:
    """The project's taxonomy; one without labels when there is no such file.

    What was read is kept in the project's state, as terms are: a second call is quick, however
    many labels there are. Raises `ConfigError` for a damaged taxonomy, `FileError` for one that
    cannot be read.
    """
    file = project.taxonomy
    written = bytes_of(file)
    if written is None:
        return TaxonomyLabels()
    parts = tuple(dict.fromkeys(project.config.taxonomy.fields.values()))
    form = Form(as_json, partial(from_json, file=file))
    place = project.state / "taxonomy.json"
    return kept(place, written, parts, form, lambda: parse(written, file, parts))
