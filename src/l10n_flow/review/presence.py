"""Who is at which segment: kept in memory for some seconds, and shown to the others."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock

STAYS = 12.0
"""The seconds after which a person whose page sent no request has left: three polls."""


@dataclass(frozen=True, slots=True, order=True)
class Here:
    """A tab, and the segment that is open in it."""

    segment: str
    name: str


class Presence:
    """The people in each catalog."""

    def __init__(self) -> None:
        self._seen: dict[tuple[str, str, str], tuple[float, Here]] = {}
        self._lock = Lock()

    def others(
        self, catalog: tuple[str, str], tab: str, name: str, segment: str, at: float
    ) -> tuple[Here, ...]:
        """Record that this tab is at a segment at a time; return who else is in the catalog.

        >>> room = Presence()
        >>> room.others(("news", "fa"), "tab 1", "Ana", "s1", 0.0)
        ()
        >>> room.others(("news", "fa"), "tab 2", "Bo", "s2", 1.0)
        (Here(segment='s1', name='Ana'),)
        >>> room.others(("news", "fa"), "tab 2", "Bo", "s2", 60.0)
        ()
        """
        with self._lock:
            self._seen[(*catalog, tab)] = (at, Here(segment, name))
            gone = [key for key, (seen, _) in self._seen.items() if at - seen > STAYS]
            for key in gone:
                del self._seen[key]
            return tuple(
                sorted(
                    here
                    for key, (_, here) in self._seen.items()
                    if key[:2] == catalog and key[2] != tab and here.segment
                )
            )
