"""The values of a YAML file, each with its place, so that errors can point to it.

A reader is a function from a `Value` to a typed value; it raises `ConfigError` with file, line and
column for a value of another kind. Configuration, taxonomy and site profiles are read with the same
readers, so that they report mistakes in the same words.

A section of such a file is a frozen dataclass, and a key of it is a field that declares its reader
(`key`). The list of keys (`keys`) and the settings of a file (`laid_over`) follow from that.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, get_args

from l10n_flow.errors import ConfigError, Place
from l10n_flow.files.fences import OWN_FOLDER, is_kept
from l10n_flow.files.reading import bytes_of
from l10n_flow.language.tags import is_language_tag, language_tag

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    from l10n_flow.yamltext import YamlPath

_T = TypeVar("_T")
_Section = TypeVar("_Section", bound="DataclassInstance")


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a YAML file, and its place."""

    data: object
    path: YamlPath
    file: Path
    places: Mapping[YamlPath, Place]

    @property
    def name(self) -> str:
        """The keys that lead to this value, as people write them: `publish.locales.fa`."""
        return ".".join(step for step in self.path if isinstance(step, str))

    def wrong(self, what: str, hint: str = "") -> ConfigError:
        """An error at this value's place, for the caller to raise."""
        return ConfigError(what, self.places.get(self.path, Place(self.file)), hint=hint)

    def expected(self, what: str, hint: str = "") -> ConfigError:
        """An error with the expected and the actual value, for the caller to raise."""
        name = f"'{self.name}'" if self.path else "the file"
        return self.wrong(f"{name} must be {what}, not {_described(self.data)}", hint)

    def items(self) -> tuple[Value, ...]:
        """The items of a list. Raises `ConfigError` when this is not one."""
        if not isinstance(self.data, list):
            raise self.expected("a list")
        return tuple(self._inner(number, item) for number, item in enumerate(self.data))

    def section(
        self, known: Iterable[str] | None, elsewhere: Mapping[str, str] = MappingProxyType({})
    ) -> Mapping[str, Value]:
        """The values of a mapping by key, in order, without those that are empty.

        Raises `ConfigError` when this is not a mapping or, unless `known` is None, when a key is
        unknown; the hint names where it belongs if `elsewhere` has it, or suggests a similar key.
        """
        if not isinstance(self.data, Mapping):
            raise self.expected("a mapping of keys to values")
        values = {str(key): self._inner(str(key), data) for key, data in self.data.items()}
        if known is not None:
            words = tuple(known)
            for key, value in values.items():
                if key not in words:
                    hint = f"it belongs under '{elsewhere[key]}'" if key in elsewhere else ""
                    hint = hint or suggestion(key, words)
                    raise value.wrong(f"unknown key '{value.name}'", hint)
        return {key: value for key, value in values.items() if value.data is not None}

    def _inner(self, step: str | int, data: object) -> Value:
        return Value(data, (*self.path, step), self.file, self.places)


Reader = Callable[[Value], _T]
"""What turns a value of a file into a typed one, or raises `ConfigError`."""


def top(file: Path) -> Value:
    """The whole of a YAML file, as `top_of` reads it.

    Also raises `FileNotFoundError`, and `FileError` for what is not a plain file.
    """
    data = bytes_of(file)
    if data is None:
        raise FileNotFoundError(file)
    return top_of(data, file)


def top_of(data: bytes, file: Path) -> Value:
    """The whole of a YAML file that holds these bytes; an empty file is an empty mapping.

    Raises `ConfigError` with file, line and column for what is not YAML or not UTF-8.
    """
    from l10n_flow import yamltext  # noqa: PLC0415 - ruamel costs 30 ms: only who reads pays

    if len(data) > yamltext.LARGEST:
        what = f"larger than {yamltext.LARGEST >> 20} MB"
        raise ConfigError(what, Place(file), hint="split it, or remove what is not needed")
    try:
        written = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigError("not UTF-8", Place(file), hint="save it as UTF-8") from error
    located = yamltext.load(written, file)
    return Value({} if located.data is None else located.data, (), file, located.places)


def read(section: Mapping[str, Value], key: str, reader: Reader[_T], default: _T) -> _T:
    """What `reader` makes of the value under `key`; `default` when there is none."""
    return reader(section[key]) if key in section else default


Languages = tuple[str, ...]
"""The languages of a project, the source first: some values may name only these."""


class _Key(NamedTuple):
    """How a field is written in a file."""

    name: str
    part: str
    is_merged: bool
    read: Callable[[Languages], Reader[Any]] | None
    """None for a key that a hand-written reader reads."""


def key(
    default: _T,
    reader: Reader[_T] | None = None,
    *,
    of_languages: Callable[[Languages], Reader[_T]] | None = None,
    name: str = "",
    part: str = "",
    merged: bool = False,
    in_repr: bool = True,
) -> _T:
    """A field of a dataclass that is a key of a YAML file; to mypy it is its default.

    `reader` reads it, or the reader that `of_languages` returns for a project's languages; without
    both, the code that reads the file does. `name` is the key if it is not the field's name,
    `part` the section below the dataclass's own that contains the key. With `merged` the file's
    mapping is laid over the default one. `in_repr` says whether `repr` shows it.

    >>> @dataclass(frozen=True)
    ... class Site:
    ...     page_size: int = key(13, whole(1, 1000))
    ...     taglines: Mapping[str, str] = key({}, name="tagline")
    >>> Site().page_size, keys(Site)
    (13, ('page_size', 'tagline'))
    """
    reading = of_languages or (None if reader is None else lambda _: reader)
    about = {"key": _Key(name, part, merged, reading)}
    if isinstance(default, Mapping):
        made: Any = field(default_factory=lambda: dict(default), metadata=about, repr=in_repr)
    else:
        made = field(default=default, metadata=about, repr=in_repr)
    return made  # type: ignore[no-any-return]


def section(plain: _Section) -> _Section:
    """A field that is a section of a YAML file, with the keys of its own dataclass."""

    def of_languages(languages: Languages) -> Reader[_Section]:
        return lambda value: laid_over(plain, value.section(keys(type(plain))), languages)

    return key(plain, of_languages=of_languages)


def _keys(settings: type[DataclassInstance]) -> Iterable[tuple[str, _Key]]:
    for one in fields(settings):
        found: _Key | None = one.metadata.get("key")
        if found is not None:
            yield one.name, found._replace(name=found.name or one.name)


def keys(settings: type[DataclassInstance], part: str = "") -> tuple[str, ...]:
    """The keys of a dataclass, or of a part of it, in its order."""
    found = [one for _, one in _keys(settings)]
    if part:
        names = [one.name for one in found if one.part == part]
    else:
        names = [one.part.partition(".")[0] or one.name for one in found]
    return tuple(dict.fromkeys(names))


def laid_over(
    plain: _Section, values: Mapping[str, Value], languages: Languages = (), part: str = ""
) -> _Section:
    """`plain` with the values of a section, or of a part of it, in place of its own.

    Raises `ConfigError` as the readers of its keys do.
    """
    found: dict[str, object] = {}
    for name, one in _keys(type(plain)):
        if one.part != part:
            continue
        value = values.get(one.name)
        if value is None or one.read is None:
            continue
        data = one.read(languages)(value)
        found[name] = {**getattr(plain, name), **data} if one.is_merged else data
    return replace(plain, **found)


def text(value: Value) -> str:
    """Read a text that is not empty."""
    if not isinstance(value.data, str) or not value.data.strip():
        raise value.expected("a text")
    return value.data


def texts(value: Value) -> tuple[str, ...]:
    """Read a list of texts; a single text is a list of one."""
    if isinstance(value.data, str):
        return (text(value),)
    if not isinstance(value.data, list):
        raise value.expected("a list of texts")
    return tuple(text(item) for item in value.items())


def inside(value: Value) -> str:
    """Read a path that stays in the project's folder, with `/`."""
    path = PurePosixPath(text(value).replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or _DRIVE.match(str(path)):
        raise value.expected("inside the project's folder", "write it relative to this file")
    if any(is_kept(part) or part == OWN_FOLDER for part in path.parts):
        raise value.expected("a place of its own", "version control or l10n-flow uses it")
    return path.as_posix()


_DRIVE = re.compile("[A-Za-z]:")


def whole(lowest: int, highest: int) -> Reader[int]:
    """Return a reader of whole numbers from `lowest` to `highest`."""

    def reader(value: Value) -> int:
        data = value.data
        if isinstance(data, bool) or not isinstance(data, int) or not lowest <= data <= highest:
            raise value.expected(f"a whole number from {lowest} to {highest}")
        return data

    return reader


def yes_or_no(value: Value) -> bool:
    """Read a boolean."""
    if not isinstance(value.data, bool):
        raise value.expected("true or false")
    return value.data


def words(literal: object) -> Mapping[str, Any]:
    """The words of a `Literal` as choices for `one_of`, without the empty word."""
    return {word: word for word in get_args(literal) if word}


def one_of(choices: Mapping[str, _T]) -> Reader[_T]:
    """Return a reader of one of the words that are the keys of `choices`."""

    def reader(value: Value) -> _T:
        if isinstance(value.data, str) and value.data in choices:
            return choices[value.data]
        hint = _meant(value.data, choices) if isinstance(value.data, str) else ""
        raise value.expected("one of " + ", ".join(choices), hint)

    return reader


def suggestion(word: str, known: Iterable[str]) -> str:
    """A hint for somebody who wrote `word` where only `known` words are allowed.

    >>> suggestion("sorce", ["source", "locales"])
    "did you mean 'source'?"
    >>> suggestion("x", ["source", "locales"])
    'known are source, locales'
    """
    words = tuple(known)
    return _meant(word, words) or "known are " + ", ".join(words)


def _meant(word: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches  # noqa: PLC0415 - needed only on the way out

    matches = get_close_matches(word, list(known))
    return f"did you mean '{matches[0]}'?" if matches else ""


def _described(data: object) -> str:
    if isinstance(data, Mapping):
        return "a mapping"
    if isinstance(data, list):
        return "a list"
    return f"'{data}'" if isinstance(data, str) else str(data).lower()


# Languages


def tag(written: str) -> str | None:
    """The language tag `written` in its usual spelling; None if it is not a language tag.

    >>> tag("FA"), tag("zh-hant-tw"), tag("es_MX"), tag("español")
    ('fa', 'zh-Hant-TW', 'es-MX', None)
    """
    return language_tag(written) if is_language_tag(written) else None


def tag_of(value: Value) -> str:
    """Read a language tag."""
    written = text(value)
    found = tag(written)
    if found is None:
        raise value.wrong(f"'{written}' is not a language tag", "such as es, fa or pt-BR")
    return found


def tag_or_any(value: Value) -> str:
    """Read a language tag or "*"."""
    return "*" if value.data == "*" else tag_of(value)


def tags_of(value: Value) -> tuple[str, ...]:
    """Read a list of language tags, without duplicates."""
    if not isinstance(value.data, list):
        raise value.expected("a list of language tags", "such as [es, fa]")
    return tuple(dict.fromkeys(tag_of(item) for item in value.items()))


def known_tag(value: Value, key: str, languages: Languages) -> str:
    """The language of the project that a mapping's key means; `value` is the key's value."""
    locale = tag(key)
    if locale is None or locale not in languages:
        hint = "it has " + ", ".join(languages)
        raise value.wrong(f"'{key}' is not a language of this project", hint)
    return locale


def by_locale(reader: Reader[_T]) -> Callable[[Languages], Reader[Mapping[str, _T]]]:
    """Make a reader of one value for all languages (under ""), or of one value for each."""

    def of_languages(languages: Languages) -> Reader[Mapping[str, _T]]:
        def read(value: Value) -> Mapping[str, _T]:
            if not isinstance(value.data, Mapping):
                return {"": reader(value)}
            found = value.section(None).items()
            return {known_tag(one, key, languages): reader(one) for key, one in found}

        return read

    return of_languages


def some_languages(languages: Languages) -> Reader[Mapping[str, tuple[str, ...]]]:
    """Return a reader of a mapping from patterns to languages of the project."""

    def reader(value: Value) -> Mapping[str, tuple[str, ...]]:
        return {
            glob: tuple([known_tag(one, written, languages) for written in texts(one)])
            for glob, one in value.section(None).items()
        }

    return reader
