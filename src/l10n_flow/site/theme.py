"""The look of a site: Jinja2 templates and a style sheet, ours or the project's, file by file.

The doorway to Jinja2 for pages. Everything in templates is escaped except what was made as HTML;
words of the page furniture come from gettext catalogs (`site.po`), and are escaped, too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from pathlib import Path
from typing import Any

from l10n_flow.errors import ConfigError, Place
from l10n_flow.files.reading import bytes_of
from l10n_flow.language.bidi import enclosed, foreign_runs, isolate_runs
from l10n_flow.language.numerals import whole_number
from l10n_flow.language.tags import direction, listed
from l10n_flow.words import Words, filled

FOLDER = Path(__file__).parent
"""Where the default theme is: `templates/` and `assets/`."""


@dataclass(frozen=True)
class Theme:
    """The files that pages are made with."""

    templates: Mapping[str, str]
    """Their text by name: the project's files before ours."""
    assets: Mapping[str, bytes]
    """Files that pages load, by path in the site's folder `assets`."""
    places: Mapping[str, Path] = field(default_factory=dict)
    """The file of a template by name, for an error message."""
    words: Mapping[str, Words] = field(default_factory=dict)
    """The words of the page furniture, by language."""
    furniture: Mapping[str, str] = field(default_factory=dict)
    """The language of these words, by the page's language: English where there are none."""

    def __getstate__(self) -> dict[str, object]:
        """Return what is sent to workers: files and words, without Jinja2's compiled templates."""
        return {name: value for name, value in self.__dict__.items() if name != "_environment"}

    def render(self, name: str, locale: str, article: str = "", /, **values: object) -> str:
        """Return the page that a template makes from these values.

        Raises `ConfigError` with the template's file and line, and the article for which it was
        rendered, when the template is wrong.
        """
        import jinja2  # noqa: PLC0415 - optional, 100 ms

        lang = self.furniture.get(locale, locale)
        values |= {
            "words": self.words.get(locale) or Words(locale),
            "locale": locale,
            "ui": self.words_lang(lang, locale),
        }
        try:
            return str(self._environment.get_template(name).render(values))
        except jinja2.TemplateSyntaxError as error:
            where = Place(self._file(error.name or name), error.lineno)
            raise ConfigError(f"the template cannot be read: {error.message}", where) from error
        except jinja2.TemplateNotFound as error:
            raise ConfigError(
                f"there is no template '{error.name}'", self._where(error, name)
            ) from error
        except (jinja2.TemplateError, *_FAULTS) as error:
            suffix = f" (for the page of {article})" if article else ""
            what = f"the template fails{suffix}: {error}"
            raise ConfigError(what, self._where(error, name)) from error

    def words_lang(self, lang: str, locale: str) -> Any:
        """Return the attributes of words in another language than the page's; "" for its own."""
        from markupsafe import Markup  # noqa: PLC0415 - optional

        if not lang or lang == locale:
            return Markup("")
        return Markup(f' lang="{escape(lang)}" dir="{direction(lang)}"')  # noqa: S704 - escaped

    def _file(self, name: str) -> Path:
        return self.places.get(name, Path(name))

    def _where(self, error: BaseException, name: str) -> Place:
        """Return the innermost template of the error, with its line."""
        files = {str(self._file(one)) for one in self.templates}
        found, trace = Place(self._file(name)), error.__traceback__
        while trace is not None:
            if trace.tb_frame.f_code.co_filename in files:
                found = Place(Path(trace.tb_frame.f_code.co_filename), trace.tb_lineno)
            trace = trace.tb_next
        return found

    @cached_property
    def _environment(self) -> Any:
        import jinja2  # noqa: PLC0415 - optional, 100 ms

        def loaded(name: str) -> tuple[str, str, Callable[[], bool]] | None:
            text = self.templates.get(name)
            return None if text is None else (text, str(self._file(name)), lambda: True)

        made = jinja2.Environment(
            loader=jinja2.FunctionLoader(loaded),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            extensions=["jinja2.ext.i18n"],
            keep_trailing_newline=True,
        )
        made.newstyle_gettext = True  # type: ignore[attr-defined]  # added by the extension
        made.policies["ext.i18n.trimmed"] = True
        made.globals.update(_functions(self, jinja2))
        made.filters.update(_filters(self, jinja2))
        return made


_FAULTS = (ArithmeticError, AttributeError, LookupError, RuntimeError, TypeError, ValueError)
"""Errors of templates besides Jinja2's own."""


def _functions(theme: Theme, jinja2: Any) -> Mapping[str, object]:
    """The functions for every template."""
    from markupsafe import Markup  # noqa: PLC0415 - optional

    plain: dict[tuple[str, str], str] = {}
    """By language and message, words without values: the furniture of every page."""

    @jinja2.pass_context  # type: ignore[untyped-decorator]
    def gettext(context: Any, message: str, /, **values: object) -> str:
        if not values:
            key = context["locale"], message
            if key not in plain:
                plain[key] = Markup(filled(escape(context["words"].text(message)), {}))  # noqa: S704 - escaped
            return plain[key]
        return Markup(filled(escape(context["words"].text(message)), _escaped(values)))  # noqa: S704 - escaped

    @jinja2.pass_context  # type: ignore[untyped-decorator]
    def ngettext(context: Any, one: str, many: str, number: int, /, **values: object) -> str:
        message = escape(context["words"].counted(one, many, number))
        return Markup(filled(message, _escaped({"num": number, **values})))  # noqa: S704 - escaped

    @jinja2.pass_context  # type: ignore[untyped-decorator]
    def number(context: Any, value: int) -> str:
        """Return a number in the digits of the words of pages, which may be English."""
        return whole_number(value, theme.furniture.get(context["locale"], context["locale"]))

    return {"gettext": gettext, "ngettext": ngettext, "number": number}


def _escaped(values: Mapping[str, object]) -> Mapping[str, object]:
    """Escape values, except those that were made as HTML."""
    from markupsafe import escape as as_html  # noqa: PLC0415 - optional

    return {name: as_html(value) for name, value in values.items()}


def with_isolated_runs(text: str, locale: str) -> str:
    """Return words as HTML, with each run of the other direction in an element of its own."""
    within = direction(locale)
    opening = '<bdi dir="ltr">' if within == "rtl" else '<bdi dir="rtl">'
    runs = foreign_runs(text, within)
    return enclosed(text, runs, opening, "</bdi>", lambda words: escape(words, quote=False))


def _filters(theme: Theme, jinja2: Any) -> Mapping[str, object]:
    from markupsafe import Markup  # noqa: PLC0415 - optional

    @jinja2.pass_context  # type: ignore[untyped-decorator]
    def bidi(context: Any, text: str) -> str:
        """Return words with each run of the other direction in an element of its own."""
        return Markup(with_isolated_runs(text, context["locale"]))  # noqa: S704 - escaped

    @jinja2.pass_context  # type: ignore[untyped-decorator]
    def plain(context: Any, text: str) -> str:
        """Return words for a place without elements."""
        return isolate_runs(text, context["locale"])

    @jinja2.pass_context  # type: ignore[untyped-decorator]
    def joined(context: Any, names: Sequence[str]) -> object:
        return bidi(context, listed(names, context["locale"]))

    @jinja2.pass_context  # type: ignore[untyped-decorator]
    def words_lang(context: Any, lang: str) -> object:
        return theme.words_lang(lang, context["locale"])

    @jinja2.pass_context  # type: ignore[untyped-decorator]
    def own(context: Any, words: str) -> object:
        """Return words in the page's language, marked where those of pages are in another one."""
        if not context["ui"]:
            return words
        locale = context["locale"]
        start = f'<span lang="{escape(locale)}" dir="{direction(locale)}">'
        return Markup(f"{start}{Markup.escape(words)}</span>")  # noqa: S704 - escaped

    return {"bidi": bidi, "plain": plain, "listed": joined, "words_lang": words_lang, "own": own}


def own_files() -> tuple[Mapping[str, str], Mapping[str, bytes], Mapping[str, Path]]:
    """Return the default theme: its templates, its assets, and the templates' place."""
    templates = {path.name: path for path in sorted((FOLDER / "templates").glob("*.html"))}
    assets = {path.name: _own(path) for path in sorted((FOLDER / "assets").iterdir())}
    assets["site.css"] = _own(FOLDER / "templates" / "site.css")
    return {name: _own(path).decode() for name, path in templates.items()}, assets, templates


def _own(path: Path) -> bytes:
    """Return a file of this package."""
    return bytes_of(path) or b""
