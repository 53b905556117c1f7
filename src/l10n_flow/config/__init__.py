"""l10n-flow.yaml as a frozen value: every key with its default, every mistake with its line.

`Config()` has the defaults. `load` lays a file over them and refuses unknown keys, so that a
misspelt key is never silently ignored. The keys are explained in docs/configuration.md; a test
compares that page with `KEYS`.
"""

from l10n_flow.config.readers import AUTO, CLUSTER, WORKERS, workers_in
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
from l10n_flow.yamlvalues import tag

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
