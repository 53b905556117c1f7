"""Some of the texts for an engine, with their indices."""

from __future__ import annotations

from collections import deque
from collections.abc import Container, Iterable, Iterator

from l10n_flow.engines.engine import Engine, Hypothesis


def relayed(
    engine: Engine,
    incoming: Iterable[tuple[int, str | Hypothesis]],
    *,
    align: Container[int] = (),
    beam: int | None = None,
) -> Iterator[tuple[int, Hypothesis]]:
    """Yield a hypothesis for each index: the engine's for a text; a given one stays as it is.

    Input is taken as the engine needs it. `align` is read with the given indices.

    >>> from l10n_flow.engines.fake import FakeEngine
    >>> answers = relayed(FakeEngine("es"), [(7, Hypothesis("Paz")), (5, "Peace")])
    >>> [(index, found.text) for index, found in answers]
    [(7, 'Paz'), (5, '⟦Þéåçé⟧')]
    """
    settled: deque[tuple[int, Hypothesis]] = deque()
    indices: dict[int, int] = {}

    def texts() -> Iterator[str]:
        number = 0
        for index, given in incoming:
            if isinstance(given, Hypothesis):
                settled.append((index, given))
            else:
                indices[number] = index
                number += 1
                yield given

    for number, hypothesis in engine.translate(texts(), align=_Renamed(indices, align), beam=beam):
        while settled:
            yield settled.popleft()
        yield indices.pop(number), hypothesis
    yield from settled


class _Renamed:
    """A container of the engine's indices, by ours."""

    def __init__(self, indices: dict[int, int], wanted: Container[int]) -> None:
        self._indices, self._wanted = indices, wanted

    def __contains__(self, number: object) -> bool:
        return isinstance(number, int) and self._indices.get(number) in self._wanted
