"""One catalog on its way to drafts."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from l10n_flow.engines import Hypothesis
from l10n_flow.model import Catalog, Key, State
from l10n_flow.pretranslate.drafts import COPY, Draft
from l10n_flow.pretranslate.memory import Memory
from l10n_flow.pretranslate.plain import wordless
from l10n_flow.pretranslate.reasons import Reason
from l10n_flow.pretranslate.requests import Answer, Line, answer, request

__all__ = ["Work"]


@dataclass(slots=True)
class Work:
    """The untranslated segments of a catalog, each of which ends up in `drafts` or in `left`.

    A step takes what no step before has settled: `recall`, `copy`, `ask`, then `settle`.

    >>> from l10n_flow.model import Entry
    >>> work = Work.on(Catalog("es", (Entry("Peace"), Entry("1999"), Entry("so *now*"))))
    >>> work.copy()
    >>> work.ask(keeps_markup=False)
    >>> work.texts()
    ['Peace']
    >>> work.settle({"Peace": Hypothesis("Paz", 0.9)}, "e-1", otherwise=Reason.STOPPED)
    >>> [draft.target for draft in work.drafts.values()], [str(r) for r in work.left.values()]
    (['1999', 'Paz'], ['markup'])
    """

    todo: list[Key]
    """What is still to be settled, in the catalog's order."""
    drafts: dict[Key, Draft] = field(default_factory=dict)
    left: dict[Key, Reason] = field(default_factory=dict)
    requests: dict[Key, tuple[Line, ...]] = field(default_factory=dict)
    """What the engine is asked for."""

    @classmethod
    def on(cls, catalog: Catalog) -> Work:
        """Everything in `catalog` that has no words yet."""
        live = catalog.live.items()
        return cls([key for key, entry in live if entry.state is State.UNTRANSLATED])

    def recall(self, memory: Memory) -> None:
        """Texts that the memory knows are drafted."""
        found = {key: memory.find(key) for key in self.todo}
        self._draft({k: Draft(f.target, "memory", f.article) for k, f in found.items() if f})

    def copy(self) -> None:
        """Texts without words are drafted as they are."""
        same = [key for key in self.todo if wordless(key.source)]
        self._draft({key: Draft(key.source, "copy", COPY) for key in same})

    def ask(self, *, keeps_markup: bool) -> None:
        """What the engine can be given is in `requests`, everything else is left."""
        for key in self.todo:
            lines = request(key.source, keeps_markup=keeps_markup)
            if isinstance(lines, Reason):
                self.left[key] = lines
            else:
                self.requests[key] = lines
        self.todo = [key for key in self.todo if key not in self.left]

    def texts(self) -> list[str]:
        """What the engine is to translate, each text once, in the catalog's order."""
        lines = (line for asked in self.requests.values() for line in asked)
        return list(dict.fromkeys(line.text for line in lines if not line.kept))

    def promise(self, maker: str) -> None:
        """Requests count as drafted, without words: what a dry run can know."""
        self._draft({key: Draft("", "engine", maker) for key in self.todo})

    def leave(self, reason: Reason) -> None:
        """What is not settled yet is left for this reason."""
        self.left.update(dict.fromkeys(self.todo, reason))
        self.todo = []

    def settle(
        self, hypotheses: Mapping[str, Hypothesis], maker: str, *, otherwise: Reason
    ) -> None:
        """Answered requests are drafted or left for their faults; the others left `otherwise`."""
        for key in self.todo:
            found = answer(self.requests[key], hypotheses)
            if isinstance(found, Answer):
                self.drafts[key] = Draft(found.target, "engine", maker, found.score)
            else:
                self.left[key] = found or otherwise
        self.todo = []

    def keep_only(self, keys: Collection[Key]) -> None:
        """Segments that are not among these are nobody's business any more."""
        wanted = set(keys)
        self.drafts = {key: draft for key, draft in self.drafts.items() if key in wanted}
        self.left = {key: reason for key, reason in self.left.items() if key in wanted}

    def _draft(self, drafts: Mapping[Key, Draft]) -> None:
        self.drafts.update(drafts)
        self.todo = [key for key in self.todo if key not in drafts]
