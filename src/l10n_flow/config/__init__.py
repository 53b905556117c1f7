"""l10n-flow.yaml as a frozen value: every key with its default, every mistake with its line.

`Config()` holds the defaults. `load` lays a file over them and refuses what it does not know, so
that a misspelt key is never a setting that silently does nothing. The keys are explained in
docs/configuration.md; a test keeps that page and `KEYS` the same.
"""

from l10n_flow.config.readers import AUTO, CLUSTER, WORKERS, tag, workers_in
from l10n_flow.config.settings import (
    FIELDS,
    FILE_NAME,
    KEYS,
    LABELLED,
    Anchors,
    Checking,
    CheckPolicy,
    Config,
    FieldMode,
    ModelSource,
    Notice,
    Pretranslation,
    PublishPolicy,
    Reviewing,
    Taxonomy,
    Untranslated,
    Website,
    load,
)

__all__ = [
    "AUTO",
    "CLUSTER",
    "FIELDS",
    "FILE_NAME",
    "KEYS",
    "LABELLED",
    "WORKERS",
    "Anchors",
    "CheckPolicy",
    "Checking",
    "Config",
    "FieldMode",
    "ModelSource",
    "Notice",
    "Pretranslation",
    "PublishPolicy",
    "Reviewing",
    "Taxonomy",
    "Untranslated",
    "Website",
    "load",
    "tag",
    "workers_in",
]
