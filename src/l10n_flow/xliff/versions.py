"""Names in the versions of XLIFF: one table for reading and writing.

Sources: XLIFF 1.2, 2.3 (states, `ctype`),
https://docs.oasis-open.org/xliff/v1.2/os/xliff-core.html; XLIFF 2.1, 4.2 and 4.7,
https://docs.oasis-open.org/xliff/xliff-core/v2.1/xliff-core-v2.1.html.
"""

from __future__ import annotations

from collections.abc import Mapping

from l10n_flow.model import State

TOOL = "l10n-flow"

NAMESPACES: Mapping[str, str] = {
    "1.2": "urn:oasis:names:tc:xliff:document:1.2",
    "2.1": "urn:oasis:names:tc:xliff:document:2.0",
}
VERSIONS = tuple(NAMESPACES)
"""The versions that are written; agencies' tools support the first one best."""

STATES_1: Mapping[str, State] = {
    "new": State.DRAFT,
    "needs-adaptation": State.DRAFT,
    "needs-l10n": State.DRAFT,
    "needs-review-adaptation": State.DRAFT,
    "needs-review-l10n": State.DRAFT,
    "needs-review-translation": State.DRAFT,
    "needs-translation": State.DRAFT,
    "translated": State.TRANSLATED,
    "final": State.REVIEWED,
    "signed-off": State.REVIEWED,
}
STATES_2: Mapping[str, State] = {
    "initial": State.DRAFT,
    "translated": State.TRANSLATED,
    "reviewed": State.REVIEWED,
    "final": State.REVIEWED,
}
DRAFT = "l10nflow:draft"
"""The `subState` that distinguishes a draft from a segment without words."""

CTYPES: Mapping[str, str] = {
    "strong": "bold",
    "emphasis": "italic",
    "strike": "x-strike",
    "link": "link",
    "image": "image",
    "tag": "x-tag",
    "code": "x-code",
    "placeholder": "x-placeholder",
    "footnote": "x-footnote",
    "comment": "x-comment",
    "address": "x-address",
    "break": "lb",
}
"""The `ctype` of each kind of code in 1.2."""

KINDS: Mapping[str, str] = {ctype: kind for kind, ctype in CTYPES.items()}

TYPES: Mapping[str, tuple[str, str]] = {
    "strong": ("fmt", "xlf:b"),
    "emphasis": ("fmt", "xlf:i"),
    "strike": ("fmt", "l10nflow:strike"),
    "link": ("link", "l10nflow:link"),
    "image": ("image", "l10nflow:image"),
    "break": ("fmt", "xlf:lb"),
}
"""The `type` and `subType` of kinds of codes in 2.1; the others are `other` with their own name."""
