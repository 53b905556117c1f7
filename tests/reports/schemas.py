"""Documents held against the schemas of those who read them; `schemas/README.md` tells of these."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
from lxml import etree

FOLDER = Path(__file__).parent / "schemas"


def complaints(document: object, schema: str) -> list[str]:
    """What a JSON schema finds wrong, as `where: what`."""
    return [
        f"{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}"
        for error in _validator(schema).iter_errors(document)
    ]


def xml_complaints(document: str, schema: str) -> list[str]:
    """What an XML schema finds wrong; a document that is no XML raises."""
    validator = etree.XMLSchema(etree.parse(FOLDER / schema))
    validator.validate(etree.fromstring(document.encode()))
    return [str(error) for error in validator.error_log]


@cache
def _validator(schema: str) -> Any:
    data = json.loads((FOLDER / schema).read_text("utf-8"))
    kind = jsonschema.validators.validator_for(data)
    kind.check_schema(data)
    return kind(data)
