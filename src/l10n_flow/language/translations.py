"""Words of a program in the languages of its users: gettext catalogs, read by Babel."""

from __future__ import annotations

import gettext
import io
from collections.abc import Sequence

__all__ = ["messages"]


def messages(catalogs: Sequence[bytes]) -> gettext.NullTranslations:
    r"""The messages of PO files, plurals included; of two translations the first file's counts.

    Drafts (fuzzy) count as none, and a message that no file translates stands for itself. The form
    of a number is the one that a file's own header chooses (`Plural-Forms`). Raises `ValueError`
    for bytes that are no PO file.

    >>> po = b'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
    >>> po += b'msgid "one"\nmsgid_plural "many"\nmsgstr[0] "una"\nmsgstr[1] "muchas"\n'
    >>> [messages([po]).ngettext("one", "many", n) for n in (1, 2)], messages([]).gettext("Home")
    (['una', 'muchas'], 'Home')
    """
    from babel.messages.mofile import write_mo  # noqa: PLC0415 - 40 ms
    from babel.messages.pofile import PoFileError, read_po  # noqa: PLC0415

    found: gettext.NullTranslations | None = None
    for written in catalogs:
        try:
            catalog = read_po(io.BytesIO(written), abort_invalid=True)
        except PoFileError as error:
            raise ValueError(str(error)) from error
        packed = io.BytesIO()
        write_mo(packed, catalog)
        packed.seek(0)
        one = gettext.GNUTranslations(packed)
        if found is None:
            found = one
        else:
            found.add_fallback(one)
    return found or gettext.NullTranslations()
