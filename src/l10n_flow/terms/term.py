"""A term and its wordings in other languages, as values; and contradictions between terms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from unicodedata import category, normalize

from l10n_flow.errors import ConfigError, Place
from l10n_flow.language.tags import inheritance, language_tag, own_name


@dataclass(frozen=True, slots=True)
class Wording:
    """The forms of a term in one language."""

    preferred: str = ""
    """The form to use; "" if only forbidden forms are known."""
    allowed: tuple[str, ...] = ()
    """Other forms that are accepted."""
    forbidden: tuple[str, ...] = ()
    note: str = ""
    place: Place | None = field(default=None, compare=False)

    @property
    def approved(self) -> tuple[str, ...]:
        """Every accepted form, the preferred one first.

        >>> Wording("alto el fuego", ("cese del fuego",)).approved
        ('alto el fuego', 'cese del fuego')
        """
        return (self.preferred, *self.allowed) if self.preferred else self.allowed


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the source, and its wordings in other languages."""

    forms: tuple[str, ...]
    """The forms in the source, the usual one first."""
    language: str = "en"
    """The language of these forms."""
    wordings: Mapping[str, Wording] = field(default_factory=dict)
    """By language tag."""
    note: str = ""
    translate: bool = True
    """False: it stays as it is in every language."""
    name: bool = False
    """A proper name: it is not inflected, so it can be corrected in a machine's draft."""
    case: bool | None = None
    """Whether case must be as in the form; None: only for a form with capitals."""
    place: Place | None = field(default=None, compare=False)

    @property
    def keys(self) -> tuple[tuple[str, str], ...]:
        """Each form in the spelling in which forms are compared, after its language."""
        tag = language_tag(self.language)
        return tuple((tag, f if is_cased(f, case=self.case) else f.lower()) for f in self.forms)

    def wording(self, locale: str) -> Wording | None:
        """The wording in a language; for a regional variant, also that of its language.

        >>> Term(("peace",), wordings={"es": Wording("paz")}).wording("es-MX").preferred
        'paz'
        """
        found = self.wordings.get(language_tag(locale))
        if found is not None:
            return found
        tags = inheritance(locale)
        return next((self.wordings[tag] for tag in tags if tag in self.wordings), None)


@dataclass(frozen=True, slots=True)
class ImportedTerms:
    """The terms in a file of another program."""

    terms: tuple[Term, ...]
    ignored: tuple[str, ...] = ()
    """What was skipped, in words for people: `column 'ID'`."""


def tidied(form: str) -> str:
    r"""The form in NFC, without space at its edges or double spaces in it.

    >>> tidied(" cafe\u0301  au lait\n")
    'café au lait'
    """
    return normalize("NFC", " ".join(form.split()))


def control(form: str) -> str:
    r"""The code point of a form's first control character, for people; "" if it has none.

    >>> control("a\x1b[31m"), control("a")
    ('U+001B', '')
    """
    return next((f"U+{ord(sign):04X}" for sign in form if category(sign) == "Cc"), "")


def is_cased(form: str, *, case: bool | None) -> bool:
    """Whether a form matches only in its own case; by default, if it has a capital.

    >>> is_cased("US", case=None), is_cased("peace", case=None), is_cased("Leader", case=False)
    (True, False, False)
    """
    return form != form.lower() if case is None else case


def contradictions(terms: Iterable[Term]) -> Iterator[ConfigError]:
    """Yield an error for each contradiction, with both places if it is between two terms.

    These are: a source form in two terms; a form that is both accepted and forbidden; a translation
    of an untranslated term; a term without content, or with a wording in its own language.
    """
    seen: dict[tuple[str, str], Term] = {}
    for term in terms:
        for form, key in zip(term.forms, term.keys, strict=True):
            first = seen.setdefault(key, term)
            if first is not term:
                yield _wrong(f"'{form}' is already a term{at(first.place)}", term.place,
                             "merge the two")  # fmt: skip
        yield from _about_one(term)


def _about_one(term: Term) -> Iterator[ConfigError]:
    name = term.forms[0]
    for form in term.forms:
        if not any(map(str.isalnum, form)):
            yield _wrong(
                f"'{form}' has neither a letter nor a digit", term.place, "write the term's words"
            )
    if term.translate and not any(w.approved or w.forbidden for w in term.wordings.values()):
        hint = "write how a language says it, such as es: …, or translate: false"
        yield _wrong(f"the term '{name}' has no wording in any language", term.place, hint)
    for tag, wording in term.wordings.items():
        where = wording.place or term.place
        if tag == language_tag(term.language):
            hint = "add other forms to 'term', or say the term's language with 'in'"
            yield _wrong(
                f"the term '{name}' is in {own_name(tag)} ({tag}) and has a translation into it",
                where,
                hint,
            )
        if not term.translate and wording.approved:
            what = f"'{name}' stays as it is{at(term.place)}, and has a translation here"
            yield _wrong(what, where, "take out one of the two")
        for form in sorted(set(wording.approved) & set(wording.forbidden)):
            what = f"'{form}' is both right and forbidden for '{name}'{at(term.place)}"
            yield _wrong(what, where, "take out one of the two")


def _wrong(what: str, place: Place | None, hint: str) -> ConfigError:
    return ConfigError(what, place, hint=hint)


def at(place: Place | None) -> str:
    """A place behind what is there, for a message."""
    return f" at {place.path.name}:{place.line}" if place else ""
