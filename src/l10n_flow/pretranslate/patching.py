"""A draft for a text that changed, of a translator's sentences and a few new ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from l10n_flow.model import State
from l10n_flow.pretranslate import confidence
from l10n_flow.pretranslate.asks import Pair, Spoken
from l10n_flow.pretranslate.carrylexicon import Lexicon
from l10n_flow.pretranslate.carryover import Carried, Wanted, assembled, carried
from l10n_flow.pretranslate.drafts import Draft
from l10n_flow.pretranslate.tasks import Task

__all__ = ["Patch", "patched"]


@dataclass(frozen=True, slots=True)
class Patch:
    """What stays of a translation, and what is wanted for the rest."""

    task: Task
    plan: Carried
    languages: tuple[str, str]

    @property
    def wanted(self) -> tuple[str, ...]:
        """The sentences to be translated, in order."""
        return tuple([part.source for part in self._wanted()])

    def draft(self, pieces: Sequence[Spoken], maker: str, model: str) -> Draft:
        """The draft that the translations of `wanted` make."""
        numbers = [part.number for part in self._wanted()]
        words = {number: piece.target for number, piece in zip(numbers, pieces, strict=True)}
        why = [*self._looks(), *(code for piece in pieces for code in piece.why)]
        donor = self.task.donor
        return Draft(
            assembled(self.plan, words),
            "sentences",
            maker,
            model,
            min((piece.score for piece in pieces), default=1.0),
            confidence.patched(pieces, self.wanted, self.languages),
            tuple(dict.fromkeys(why)),
            donor.key if donor else None,
        )

    def _wanted(self) -> Iterator[Wanted]:
        return (part for part in self.plan.parts if isinstance(part, Wanted))

    def _looks(self) -> Iterator[str]:
        """Yield what a person should look at; never nothing, since the text did change."""
        for number in self.plan.look:
            yield f"{'sentence' if number in self.plan.changed else 'seam'}-{number}"
        if not self.plan.look:
            yield "sentences-gone"


def patched(task: Task, pair: Pair, lexicon: Lexicon | None = None) -> Patch | None:
    """How the translation of the text that changed can stay, sentence by sentence.

    None when nobody has confirmed the former translation, or when there is no telling which of its
    sentences is which.
    """
    if task.donor is None or task.donor.state < State.TRANSLATED:
        return None
    plan = carried(
        task.donor.source,
        task.donor.target,
        task.key.source,
        source_locale=pair.source,
        target_locale=pair.target,
        lexicon=lexicon,
    )
    return None if plan is None else Patch(task, plan, pair.languages)
