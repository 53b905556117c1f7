"""The baseline: findings that people have decided to live with, so that only new ones count.

A file in the repository, one finding a line, sorted: a diff shows what was added and what is gone,
and two branches that each remove a line can be merged. A finding is recognised by its identity,
which has no line number; several findings with one identity are counted.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from l10n_flow.errors import InputError, Place
from l10n_flow.files.reading import bytes_of
from l10n_flow.files.writing import replace_file
from l10n_flow.model import Finding
from l10n_flow.reports.jsontext import escaped

SCHEMA = 1

_EXCERPT = 60
"""Characters of the source that are shown to people who read a diff."""

_CONFLICT = re.compile(r"^(<{7}|\|{7}|={7}|>{7})(?: |$)", re.MULTILINE)


class BaselineLine(NamedTuple):
    """A line of the baseline: findings that are the same, and how many."""

    article: str
    locale: str
    check: str
    identity: str
    source: str
    """The beginning of the entry's source, for people only."""
    times: int
    cause: str
    """The identity of the finding that explains these; "" for findings without such a cause."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """The known findings. `Baseline()` is empty."""

    known: tuple[BaselineLine, ...] = ()


class Split(NamedTuple):
    """Findings, compared with a baseline."""

    new: tuple[Finding, ...]
    known: tuple[Finding, ...]
    gone: tuple[BaselineLine, ...]
    """Lines of the baseline whose findings no longer exist, each with their number."""


def everything(_: BaselineLine) -> bool:
    """Whether a line was covered by the check: always true in a check of the whole project."""
    return True


def load(path: Path) -> Baseline | None:
    """The baseline in the file; None when there is no such file.

    Raises `InputError` with the line for a file that is damaged, has merge conflicts or was
    written by a later version, and `FileError` when it cannot be read.
    """
    data = bytes_of(path)
    if data is None:
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _damaged(path, line, "it is not UTF-8") from error
    if conflict := _CONFLICT.search(text):
        line = text.count("\n", 0, conflict.start()) + 1
        hint = "keep the lines of both sides, or resolve it with --update-baseline"
        raise InputError("the baseline has a merge conflict", Place(path, line), hint=hint)
    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        raise _damaged(path, error.lineno, error.msg.lower()) from error
    except RecursionError as error:
        raise _damaged(path, None, "it is nested too deeply") from error
    return _baseline(document, path, text)


def save(path: Path, baseline: Baseline) -> bool:
    """Write the baseline to the file; False, and nothing written, when the file already has it.

    Law: `load` gives the baseline back, sorted. Raises `FileError` as `replace_file` does.
    """
    data = write(baseline).encode()
    held = bytes_of(path)
    if held == data:
        return False
    replace_file(path, data, expected=held)
    return True


def write(baseline: Baseline) -> str:
    """The text of the baseline's file.

    >>> print(write(Baseline((BaselineLine("brief", "fa", "numbers", "0f3c", "2,400 gauges", 2, ""),))), end="")
    {
    "schema": 1,
    "findings": [
    {"id": "0f3c", "check": "numbers", "locale": "fa", "article": "brief", "source": "2,400 gauges", "count": 2}
    ]
    }
    """  # noqa: E501  one finding is one line
    lines = ",\n".join(_line(known) for known in sorted(baseline.known))
    body = f"[\n{lines}\n]" if lines else "[]"
    return escaped(f'{{\n"schema": {SCHEMA},\n"findings": {body}\n}}\n')


def followed(baseline: Baseline, findings: Iterable[Finding], articles: Container[str]) -> Baseline:
    """The baseline in which articles that were renamed have their new names.

    `articles` are those that the project has. A line about any other article becomes one about the
    article that has the same finding: the same check, language, text and detail. Other lines stay
    as they are.
    """
    lost: dict[tuple[str, str], set[str]] = {}
    for line in baseline.known:
        if line.article and line.article not in articles:
            lost.setdefault((line.check, line.locale), set()).add(line.article)
    if not lost:
        return baseline
    known = {line.identity: line for line in baseline.known}
    moved: dict[str, str] = {}
    for finding in findings:
        identity = finding.identity
        names = lost.get((finding.check, finding.locale), ()) if identity not in known else ()
        for name in sorted(names):
            old = replace(finding, article=name).identity
            if old in known:
                line = known.pop(old)._replace(article=finding.article, identity=identity)
                known[identity] = line
                moved[old] = identity
                break
    lines = [line._replace(cause=moved.get(line.cause, line.cause)) for line in known.values()]
    return Baseline(tuple(sorted(lines)))


def split(
    findings: Sequence[Finding],
    baseline: Baseline,
    *,
    covers: Callable[[BaselineLine], bool] = everything,
) -> Split:
    """Which findings are new, which are known, and which lines of the baseline have no finding.

    Of several equal findings, as many as the baseline counts are known, in the order given.
    `covers` returns whether the check covered a line: only then can the line be gone. Law: `new`
    and `known` together are `findings`, both in their order.
    """
    left = Counter({known.identity: known.times for known in baseline.known})
    new, old = [], []
    for finding in findings:
        identity = finding.identity
        if left[identity] > 0:
            left[identity] -= 1
            old.append(finding)
        else:
            new.append(finding)
    gone = [
        known._replace(times=left[known.identity])
        for known in baseline.known
        if left[known.identity] > 0 and covers(known)
    ]
    return Split(tuple(new), tuple(old), tuple(gone))


def mistakes(lines: Sequence[BaselineLine]) -> int:
    """The number of mistakes in the lines: a finding whose cause is among them is not counted.

    >>> link = BaselineLine("a", "es", "link", "1", "", 1, "")
    >>> mistakes([link, BaselineLine("a", "es", "brackets", "2", "", 1, cause="1")])
    1
    """
    identities = {line.identity for line in lines}
    return sum(line.times for line in lines if line.cause not in identities)


def updated(
    baseline: Baseline,
    findings: Iterable[Finding],
    *,
    covers: Callable[[BaselineLine], bool] = everything,
) -> Baseline:
    """The baseline with exactly these findings, and with its lines about what was not checked.

    Law: with the same `covers`, `split` of the same findings has nothing new and nothing gone.
    """
    kept = {known.identity: known for known in baseline.known if not covers(known)}
    counts: Counter[str] = Counter()
    for finding in findings:
        identity = finding.identity
        counts[identity] += 1
        kept[identity] = _known(finding, identity, counts[identity])
    return Baseline(tuple(sorted(kept.values())))


def _known(finding: Finding, identity: str, count: int) -> BaselineLine:
    source = finding.key.source if finding.key else ""
    if len(source) > _EXCERPT:
        source = source[:_EXCERPT].rstrip() + "…"
    article, locale, check = finding.article, finding.locale, finding.check
    return BaselineLine(article, locale, check, identity, source, count, finding.cause)


def _line(known: BaselineLine) -> str:
    fields: dict[str, object] = {
        "id": known.identity,
        "check": known.check,
        "locale": known.locale,
        "article": known.article,
        "source": known.source,
    }
    if known.times != 1:
        fields["count"] = known.times
    if known.cause:
        fields["cause"] = known.cause
    return json.dumps({key: value for key, value in fields.items() if value}, ensure_ascii=False)


def _baseline(document: object, path: Path, text: str) -> Baseline:
    if not isinstance(document, dict) or "schema" not in document:
        raise _damaged(path, 1, "it is not a baseline of l10n-flow")
    if document["schema"] != SCHEMA:
        hint = "install that version, or write the file anew with --update-baseline"
        raise InputError(
            "the baseline was written by another version of l10n-flow", Place(path, 1), hint=hint
        )
    findings = document.get("findings", [])
    if not isinstance(findings, list):
        raise _damaged(path, _line_of(text, '"findings"'), "'findings' is not a list")
    known: dict[str, BaselineLine] = {}
    for number, item in enumerate(findings):
        line = _read_line(item)
        if line is None:
            where = _line_of_item(text, number, len(findings))
            raise _damaged(path, where, f"finding {number + 1} is malformed")
        before = known.get(line.identity, line)
        # Two branches may have written the same line; that is one finding, not two.
        known[line.identity] = line._replace(times=max(line.times, before.times))
    return Baseline(tuple(sorted(known.values())))


def _read_line(item: object) -> BaselineLine | None:
    """The finding in an item of the file; None when it is not one."""
    if not isinstance(item, dict):
        return None
    keys = ("article", "locale", "check", "id", "source", "cause")
    words = [item.get(key, "") for key in keys]
    count = item.get("count", 1)
    if not all(isinstance(word, str) for word in words) or not words[2] or not words[3]:
        return None
    if not isinstance(count, int) or isinstance(count, bool) or count < 1:
        return None
    article, locale, check, identity, source, cause = words
    return BaselineLine(article, locale, check, identity, source, count, cause)


def _line_of(text: str, word: str) -> int:
    return text.count("\n", 0, text.find(word)) + 1


def _line_of_item(text: str, number: int, total: int) -> int | None:
    """The line of a finding, if each has a line of its own."""
    first = _line_of(text, '"findings"') + 1
    lines = text.split("\n")[first - 1 :]
    return first + number if len(lines) == total + 3 else None


def _damaged(path: Path, line: int | None, why: str) -> InputError:
    hint = "take it from version control, or write it anew with --update-baseline"
    return InputError(f"the baseline cannot be read: {why}", Place(path, line), hint=hint)
