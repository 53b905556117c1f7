"""Search in a site: a Pagefind index of every language, and its page.

The doorway to Pagefind, which the extra `search` installs. Only the search page has a script, and
it requests nothing from other servers.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property, partial
from pathlib import Path

from l10n_flow import extras
from l10n_flow.errors import FileError, Place
from l10n_flow.files.reading import bytes_of
from l10n_flow.site.addresses import ASSETS, search_place
from l10n_flow.site.listpages import Made
from l10n_flow.site.pageframe import Site, page_of
from l10n_flow.words.pofile import N_

__all__ = ["FOLDER", "SearchIndex", "is_there", "pages"]

FOLDER = "pagefind"
"""The folder of the index in the output folder."""

_SCRIPT = Path(__file__).parent / "search.js"

_TITLE = N_("Search")


def is_there() -> bool:
    """Whether Pagefind is installed."""
    return not extras.missing("search")


def pages(site: Site) -> Iterator[Made]:
    """Yield the search page of every language, and its script."""
    places = {locale: search_place(locale) for locale in site.languages}
    for locale, place in places.items():
        yield Made(place, locale, ("search",), partial(_page, site, place, locale, places))
    script = bytes_of(_SCRIPT) or b""
    yield Made(f"{ASSETS}/search.js", "", (script,), partial(bytes, script))


def _page(site: Site, place: str, locale: str, places: Mapping[str, str]) -> bytes:
    page = page_of(site, place, locale, "search", site.text(_TITLE, locale), others=places)
    name = site.about(locale)
    return site.theme.render("search.html", locale, page=page, site=name).encode()


class SearchIndex:
    """The index of the pages in a folder, made when one of its files is requested.

    Pagefind numbers pages in their order and names files by their content: equal pages give equal
    bytes.
    """

    def __init__(self, folder: Path, places: Sequence[str]) -> None:
        self._folder, self._places = folder, places

    @cached_property
    def files(self) -> Mapping[str, bytes]:
        """The files by their paths in the output folder; raises `FileError` when Pagefind fails."""
        try:
            with ThreadPoolExecutor(1) as apart:  # the caller may have a loop in this thread
                return apart.submit(lambda: asyncio.run(self._made())).result()
        except (OSError, RuntimeError, AssertionError) as error:
            hint = "uninstall pagefind, and the site has no search"
            what = f"Pagefind made no index: {error}"
            raise FileError(what, Place(self._folder), hint=hint) from error

    async def _made(self) -> Mapping[str, bytes]:
        # Not `PagefindIndex` itself, which writes files into the current folder when it is left.
        from pagefind.service import PagefindService  # noqa: PLC0415 - optional

        async with PagefindService() as service:
            index = await service.create_index(config={"write_playground": False})
            for place in self._places:
                html = bytes_of(self._folder / place)
                if html is not None:
                    await index.add_html_file(content=html.decode(), source_path=place)
            files = await index.get_files()
        return {
            f"{FOLDER}/{one['path']}": _ordered(one["path"], one["content"])
            for one in sorted(files, key=lambda one: one["path"])
            if not one["path"].startswith(_UNUSED)
        }


_UNUSED = ("pagefind-ui", "pagefind-modular-ui", "pagefind-component-ui", "pagefind-highlight")
"""Files of Pagefind for pages without a search box of their own."""


def _ordered(path: str, content: bytes) -> bytes:
    """Return the file; in the list of languages, Pagefind's varying order becomes one order."""
    if not path.endswith("-entry.json"):
        return content
    return json.dumps(json.loads(content), ensure_ascii=False, sort_keys=True).encode()
