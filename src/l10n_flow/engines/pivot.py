"""Two models one after the other, where none translates directly: fa → en → es."""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterable, Iterator
from dataclasses import replace

from l10n_flow.engines.engine import Engine, Hypothesis
from l10n_flow.engines.relay import relayed
from l10n_flow.engines.wordalignment import composed


class Pivot:
    """An engine made of two that have a language in common.

    The second cannot correct mistakes of the first, so scores are multiplied.
    """

    keeps_markup = False

    def __init__(self, first: Engine, second: Engine) -> None:
        self._first, self._second = first, second
        self.identity = f"{first.identity}+{second.identity}"

    @property
    def model(self) -> str:
        """A digest of both models'."""
        both = f"{self._first.model}+{self._second.model}"
        return hashlib.sha256(both.encode()).hexdigest()[:12]

    @property
    def parameters(self) -> str:
        """Those of both."""
        return f"{self._first.parameters}+{self._second.parameters}"

    def translate(
        self, texts: Iterable[str], *, align: Container[int] = (), beam: int | None = None
    ) -> Iterator[tuple[int, Hypothesis]]:
        """Yield every text's index and hypothesis; see `Engine`.

        Texts that the first engine did not finish are not given to the second.
        """
        under_way: dict[int, Hypothesis] = {}

        def halfway() -> Iterator[tuple[int, str | Hypothesis]]:
            for index, found in self._first.translate(texts, align=align, beam=beam):
                if found.text and found.complete:
                    under_way[index] = found
                    yield index, found.text
                else:
                    yield index, replace(found, text="", alignment=None)

        for index, found in relayed(self._second, halfway(), align=align, beam=beam):
            half = under_way.pop(index, None)
            yield index, found if half is None else _whole(half, found)


def _whole(half: Hypothesis, found: Hypothesis) -> Hypothesis:
    first, second = half.alignment, found.alignment
    return replace(
        found,
        score=round(half.score * found.score, 2),
        alignment=composed(first, second) if first and second else None,
    )
