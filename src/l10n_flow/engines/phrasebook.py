"""A small model that translates only the sentences of its phrasebook, which a grammar generates.

For any other sentence, a model trained on a phrasebook returns nonsense with a high score and in
words of its vocabulary: all words of a sentence may be known while the sentence is not. Its folder
contains the phrasebook's grammar, `patterns.txt`: the name of a part, and below it, indented, its
alternatives, in words, in names of other parts, and for numbers in regular expressions. The first
part is the sentence.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from l10n_flow.engines.ctranslate import CTranslateEngine
from l10n_flow.engines.engine import EngineOptions, Hypothesis
from l10n_flow.engines.layout import Layout, damaged
from l10n_flow.engines.relay import relayed
from l10n_flow.errors import FileError
from l10n_flow.files.reading import bytes_of
from l10n_flow.language.splitting import sentences

FILE = "patterns.txt"

_WORD = re.compile(r"\w+(?:[.,:'’-]\w+)*|[^\w\s]")
"""Of a sentence: a word, a number with all its signs (1,500 is one), or a sign."""

_ITEM = re.compile(r"<[^<>\s]+>|/\S+/(?!\S)|" + _WORD.pattern)

Rule = Sequence[str]
"""Words, `<names>` of parts, and `/expressions/`."""

_ANY = ""
"""The first word where an expression generates it."""


class Patterns:
    """A grammar in which no part begins with itself."""

    def __init__(self, parts: Mapping[str, Sequence[str]]) -> None:
        """`parts` has the sentence first. Raises `ValueError` for what is not such a grammar.

        >>> known = Patterns({"sentence": ["<place> opens at <hour>."],
        ...                   "place": ["the museum", "the park"], "hour": [r"/1?[0-9]/"]})
        >>> [known.generates(text) for text in ("The park opens at 9.", "The park opens at 9,500.",
        ...                                     "The museum", "The park opens at the museum.")]
        [True, False, False, False]
        """
        self._rules = {f"<{name}>": [_rule(body) for body in parts[name]] for name in parts}
        self._sentence = next(iter(self._rules), "")
        self._by_first: dict[str, Mapping[str, Sequence[Rule]]] = {}
        for name in self._rules:
            self._sort(name, ())
        self._expressions = {
            item: re.compile(item[1:-1])
            for item in {i for rules in self._rules.values() for rule in rules for i in rule}
            if _is_expression(item)
        }

    def _sort(self, name: str, within: tuple[str, ...]) -> Mapping[str, Sequence[Rule]]:
        """Return the rules of a part by their possible first words."""
        if name in within:
            raise ValueError(f"{name} begins with itself")
        if name not in self._by_first:
            found: dict[str, list[Rule]] = defaultdict(list)
            for rule in self._rules[name]:
                if unknown := [i for i in rule if i.startswith("<") and i not in self._rules]:
                    raise ValueError(f"{unknown[0]} is not defined")
                for word in self._firsts(rule[0], (*within, name)):
                    found[word].append(rule)
            self._by_first[name] = found
        return self._by_first[name]

    def _firsts(self, item: str, within: tuple[str, ...]) -> Sequence[str]:
        if item in self._rules:
            return list(self._sort(item, within))
        return [_ANY if _is_expression(item) else item]

    def generates(self, sentence: str) -> bool:
        """Whether the grammar generates the sentence; its first letter may be a capital."""
        words = _WORD.findall(sentence)
        if not words:
            return True
        small = [words[0][0].lower() + words[0][1:], *words[1:]]
        return any(len(form) in self._ends(form) for form in (words, small))

    def _ends(self, words: Sequence[str]) -> frozenset[int]:
        """Return the possible ends of a sentence that begins with the first word."""

        @cache
        def ends(name: str, start: int) -> frozenset[int]:
            rules = self._by_first[name]
            likely = (*rules.get(words[start], ()), *rules.get(_ANY, ()))
            return frozenset(end for rule in likely for end in follow(rule, start))

        def follow(rule: Rule, start: int) -> set[int]:
            reached = {start}
            for item in rule:
                reached = {end for at in reached if at < len(words) for end in step(item, at)}
                if not reached:
                    break
            return reached

        def step(item: str, at: int) -> frozenset[int]:
            if item in self._rules:
                return ends(item, at)
            expression = self._expressions.get(item)
            is_it = expression.fullmatch(words[at]) if expression else item == words[at]
            return frozenset([at + 1] if is_it else [])

        return ends(self._sentence, 0)


def read(folder: Path) -> Patterns | None:
    """Return the grammar in a model's folder; None for a model without one.

    Raises `PackageError` with the folder when the grammar is not valid.
    """
    try:
        written = bytes_of(folder / FILE)
        if written is None:
            return None
        text = written.decode()
    except (FileError, ValueError) as error:
        raise damaged(folder, f"its {FILE} cannot be read: {error}") from error
    parts: dict[str, list[str]] = {"sentence": []}
    name = "sentence"
    for line in filter(None, text.split("\n")):
        if line.startswith("  "):
            parts[name].append(line.strip())
        else:
            name = line.removesuffix(":")
            parts.setdefault(name, [])
    try:
        return Patterns(parts)
    except (ValueError, re.error, RecursionError) as error:
        raise damaged(folder, f"its {FILE} is not a valid grammar: {error}") from error


def _rule(body: str) -> Rule:
    rule = _ITEM.findall(body)
    if not rule:
        raise ValueError("a part may not be empty")
    return rule


def _is_expression(item: str) -> bool:
    return len(item) > 1 and item[0] == item[-1] == "/"


REFUSAL = "no sentence of the model's phrasebook"


class PhraseEngine:
    """A model whose folder has its patterns, too."""

    keeps_markup = False

    def __init__(self, layout: Layout, patterns: Patterns, options: EngineOptions) -> None:
        self.identity = layout.identity
        self._language = layout.source
        self._patterns = patterns
        if options.compute_type == EngineOptions().compute_type:
            # It is small enough and, unlike int8, gives the same words on every processor.
            options = replace(options, compute_type="float32")
        # The model's maker has determined its best attention heads and written them into it.
        self._engine = CTranslateEngine(layout, options, calibrate=False)

    @property
    def model(self) -> str:
        """A digest of the model's files."""
        return self._engine.model

    @property
    def parameters(self) -> str:
        """Those of the model."""
        return self._engine.parameters

    def translate(
        self, texts: Iterable[str], *, align: Container[int] = (), beam: int | None = None
    ) -> Iterator[tuple[int, Hypothesis]]:
        """Yield every text's index and hypothesis; see `Engine`.

        A text with a sentence that the patterns do not generate is refused, with that sentence.
        """
        incoming = ((index, self._judged(text)) for index, text in enumerate(texts))
        return relayed(self._engine, incoming, align=align, beam=beam)

    def _judged(self, text: str) -> str | Hypothesis:
        for sentence in sentences(text, self._language):
            if not self._patterns.generates(sentence):
                return Hypothesis("", complete=False, refusal=f"{REFUSAL}: {sentence}")
        return text
