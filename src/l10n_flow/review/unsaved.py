"""Words that a person typed and has not saved: kept on disk, so that no crash loses them.

The page keeps each keystroke in the browser; a moment later the words are here, too, for other
browsers. They are in no catalog until the person saves them. There is one file for each catalog,
`.l10n-flow/drafts/<locale>/<article>.json`; it is safe to delete if nobody needs the words.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import Lock

from l10n_flow.files.reading import bytes_of
from l10n_flow.files.writing import delete_file, replace_file


@dataclass(frozen=True, slots=True)
class UnsavedDraft:
    """Unsaved words of a segment."""

    words: str
    etag: str
    """The version of the entry over which the words were typed: another one on disk is a
    conflict."""
    time: str
    """ISO 8601, UTC."""
    tab: str = ""
    """The browser's tab in which they were typed: what another one saves does not drop them."""


class Drafts:
    """The unsaved words of all people, below a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = Lock()
        self._read: dict[Path, dict[str, dict[str, UnsavedDraft]]] = {}

    def of(self, person: str, article: str, locale: str) -> Mapping[str, UnsavedDraft]:
        """Return this person's unsaved words in a catalog, by segment.

        A damaged file has none.
        """
        with self._lock:
            return dict(self._file(self._path(article, locale)).get(person, {}))

    def keep(
        self, person: str, article: str, locale: str, segment: str, draft: UnsavedDraft
    ) -> None:
        """Write the words to disk. Raises `FileError`, and keeps them in memory all the same."""
        with self._lock:
            path = self._path(article, locale)
            everybody = self._file(path)
            everybody.setdefault(person, {})[segment] = draft
            self._write(path, everybody)

    def drop(
        self,
        person: str,
        article: str,
        locale: str,
        segment: str,
        *,
        words: str = "",
        tab: str | None = None,
    ) -> None:
        """Delete the unsaved words of this segment. Raises `FileError`.

        With `tab` only those of this tab, or those that are the same as `words`.
        """
        with self._lock:
            path = self._path(article, locale)
            everybody = self._file(path)
            kept = everybody.get(person, {}).get(segment)
            if kept is None or not (tab is None or kept.tab == tab or kept.words == words):
                return
            del everybody[person][segment]
            if not everybody[person]:
                del everybody[person]
            self._write(path, everybody)

    def count(self) -> int:
        """Return the number of segments with unsaved words that this server has read."""
        with self._lock:
            files = self._read.values()
            return sum(len(own) for everybody in files for own in everybody.values())

    def _path(self, article: str, locale: str) -> Path:
        return self.folder / locale / f"{article}.json"

    def _file(self, path: Path) -> dict[str, dict[str, UnsavedDraft]]:
        if path not in self._read:
            self._read[path] = _parsed(bytes_of(path))
        return self._read[path]

    def _write(self, path: Path, everybody: Mapping[str, Mapping[str, UnsavedDraft]]) -> None:
        if not everybody:
            delete_file(path, if_holds=None, below=self.folder)
            return
        data = {
            name: {segment: asdict(draft) for segment, draft in own.items()}
            for name, own in everybody.items()
        }
        written = json.dumps(data, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass")
        replace_file(path, written, durable=False)


def _parsed(data: bytes | None) -> dict[str, dict[str, UnsavedDraft]]:
    """Return the contents of a file, by person and segment.

    >>> _parsed(b"{ damaged"), _parsed(None)
    ({}, {})
    """
    try:
        found = json.loads((data or b"{}").decode("utf-8", "surrogatepass"))
        return {
            str(name): {
                str(segment): UnsavedDraft(
                    str(one["words"]), str(one["etag"]), str(one["time"]), str(one.get("tab", ""))
                )
                for segment, one in own.items()
            }
            for name, own in found.items()
        }
    except (ValueError, AttributeError, TypeError, KeyError):
        return {}
