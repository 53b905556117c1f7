"""Find mistakes in the words for a message, such as a missing or an unknown `{gap}`."""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterator

from l10n_flow.words.pofile import Message, MessageFile

_GAP = re.compile(r"%\(\w+\)s|\{\w+\}")

_NUMBERS = range(201)
"""All rules of CLDR for whole numbers repeat within this range, except for whole millions."""


def faults(written: MessageFile) -> Iterator[tuple[Message, str]]:
    r"""Yield each message whose words cannot be used as they are, and why.

    Words have to keep the gaps of their message, `{language}` and `%(shown)s`. A form for a single
    number, such as one and two in Arabic, may leave out the number.

    >>> from pathlib import Path
    >>> from l10n_flow.words.pofile import read
    >>> po = b'msgid "In {language}"\nmsgstr "En castellano"\n'
    >>> [why for _, why in faults(read(po, Path("site.po"), "es"))]
    ['{language} is lost']
    """
    served: dict[int, int] = {}
    form_of = gettext.c2py(written.rule)
    for number in _NUMBERS:
        form = form_of(number)
        served[form] = served.get(form, 0) + 1
    for message in filter(lambda one: any(one.forms), written.messages):
        why = _fault(message, written.plurals, served)
        if why:
            yield message, why


def _fault(message: Message, plurals: int, served: dict[int, int]) -> str:
    if message.plural and not (all(message.forms) and len(message.forms) >= plurals):
        filled = sum(map(bool, message.forms))
        return f"{filled} of {plurals} plural forms are there"
    known = {*_GAP.findall(message.text), *_GAP.findall(message.plural)}
    wanted = set(_GAP.findall(message.plural or message.text))
    for form, text in enumerate(message.forms):
        found = set(_GAP.findall(text))
        is_for_one = bool(message.plural) and served.get(form, 0) <= 1
        lost = sorted(wanted - found)
        if lost and not (is_for_one and len(lost) == 1):
            return f"{' and '.join(lost)} {'is' if len(lost) == 1 else 'are'} lost"
        if strange := sorted(found - known):
            are = "is not a value" if len(strange) == 1 else "are not values"
            return f"{' and '.join(strange)} {are} of this message"
    return ""
