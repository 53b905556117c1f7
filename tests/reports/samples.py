"""Reports for tests: one of a newsroom, and one that is out to do harm.

What the reports of the newsroom look like is in `golden/`. After a change:

    python -m tests.reports.samples
"""

from __future__ import annotations

from pathlib import Path

from l10n_flow.errors import CatalogError, L10nFlowError, Place
from l10n_flow.model import Finding, Key, Severity, Span
from l10n_flow.reports import REPORTS, Completeness, Missed, Report, Rule

GOLDEN = Path(__file__).parent / "golden"
ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO
ARTICLE = "briefs/velan-gauges-open"


def finding(
    check: str = "numbers",
    severity: Severity = WARNING,
    locale: str = "es",
    message: str = "2,400 is missing",
    line: int | None = 12,
    source: str = "Peace",
    target: str = "Paz",
    span: Span | None = None,
    source_span: Span | None = None,
    suggestion: str = "",
    article: str = ARTICLE,
    path: Path | None = None,
    detail: str = "",
    cause: str = "",
) -> Finding:
    if path is None:
        path = Path(f"locales/{locale}/LC_MESSAGES/{article}.po")
    return Finding(
        check, severity, article, locale, message, path, line, Key(None, source), target, span,
        source_span, suggestion, detail, cause=cause,
    )  # fmt: skip


def at(words: str, text: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


ENGLISH = (
    "The river authority of Velan has opened 2,400 gauges along the coast, and every one of them "
    "sends its values each quarter of an hour."
)
PERSIAN = (
    "سازمان رودخانهٔ ولان ۲۴۰ ایستگاه در امتداد ساحل گشوده است و هر یک از آن‌ها هر ربع ساعت "
    "مقدارهای خود را می‌فرستد."
)

NEWSROOM = Report(
    project="Three Shores",
    version="0.3.0",
    rules={
        "numbers": Rule("A number differs", "A number of the source is not in the words.", WARNING),
        "links": Rule("A link differs", "A link of the source is not in the words.", ERROR),
    },
    findings=(
        finding(
            message="2,400 is in the source and not in the translation",
            source=ENGLISH,
            target="La autoridad fluvial de Velan ha abierto los medidores de la costa.",
            source_span=at("2,400", ENGLISH),
        ),
        finding(
            "double-space",
            INFO,
            message="two spaces",
            line=20,
            target="Los niños  juegan.",
            span=Span(9, 11),
            suggestion="Los niños juegan.",
        ),
        finding(
            "nfc",
            message="not in normal form C",
            line=21,
            target="cafe\u0301 con leche",
            span=Span(3, 5),
            suggestion="café con leche",
        ),
        finding(
            locale="fa",
            message="the translation has '۲۴۰' where the source has '2,400'",
            source=ENGLISH,
            target=PERSIAN,
            span=at("۲۴۰", PERSIAN),
            source_span=at("2,400", ENGLISH),
        ),
        finding(
            "arabic-letters",
            ERROR,
            "fa",
            "Arabic code points 'ك' and 'ي' in Persian",
            14,
            target="كتاب خوبي است",
            span=Span(0, 1),
            suggestion="کتاب خوبی است",
        ),
        finding(
            "half-space",
            locale="fa",
            message="a space where a half-space belongs, and a message that goes on for so long "
            "that it does not fit into one line",
            line=15,
            target="هیچ‌کس آن را نمی خواند.",
            suggestion="هیچ‌کس آن را نمی‌خواند.",
        ),
        finding(
            "editions",
            ERROR,
            "fa",
            "the edition has another date than the source",
            None,
            target="",
            path=Path(f"content/{ARTICLE}.md"),
        ),
    ),
    completeness=(
        Completeness("es", ARTICLE, (3, 4, 20, 200), (40, 50, 300, 3000)),
        Completeness("es", "briefs/complete", (0, 0, 0, 2), (0, 0, 0, 20)),
        Completeness("es", "", (3, 4, 20, 202), (40, 50, 300, 3020)),
        Completeness("fa", "", (60, 40, 20, 10), (900, 500, 300, 100)),
        Completeness("", "", (63, 44, 40, 212), (940, 550, 600, 3120)),
    ),
    missed=(Missed("fa", "of the words translated", 80, 22.2222),),
    spared=(Missed("es", "of the words translated", 98, 97.36),),
    failures=(
        CatalogError(
            "'msgstr' without closing quote",
            Place(Path("locales/fa/LC_MESSAGES/features/harbour-pilots.po"), 7),
            hint="close the string with a double quote",
        ),
    ),
    known=48,
    gone=2,
)

HOSTILE = (
    "\x1b[31mred\x1b[0m\x07\x00",
    "line\n::set-output name=x::y\r\n::error::gone\r",
    "##[add-mask]x ##vso[task.setvariable variable=a]b",
    "]]>&<script>alert(1)</script><!--",
    "| a | `b` ``c`` **d** _e_ [f](http://g) ![h](i) <kbd>j</kbd> ~~k~~ \\| $l$",
    "@everyone #12 www.example.org https://example.org mailto:a@b.org ana@example.org",
    "\u202eoverride\u202d \u2066isolate \u2069\u2069\u200f \u2028line\u2029 \ufeff \x85 \x9b31m",
    "half \udcff \ud800 and none \ufffe \uffff",
    "%0A%0D%25,: a=b::c",
    "صلح‌ها ۲۴۰ \u202b",
)


def hostile() -> Report:
    """Every place that may hold words of others holds some that are out to do harm."""
    findings = tuple(
        finding(
            severity=Severity(1 + number % 3),
            message=words,
            source=words,
            target=words,
            suggestion=words[::-1] if number % 2 else "",
            span=Span(2, 9),
            source_span=Span(0, 4),
            article=words.replace("\x00", ""),
            locale="fa" if number % 3 else "es",
        )
        for number, words in enumerate(HOSTILE)
    )
    failures: list[L10nFlowError] = [
        CatalogError(words, Place(Path(f"locales/{words}.po"), 3), hint=words) for words in HOSTILE
    ]
    return Report(
        project=HOSTILE[4],
        findings=findings,
        completeness=tuple(Completeness("fa", words, (1,) * 4, (1,) * 4) for words in HOSTILE),
        missed=(Missed("fa", "of the words translated", 80, 10),),
        failures=tuple(failures),
        since="a\x1b[31m",
    )


if __name__ == "__main__":
    for form in ("text", "github", "markdown", "junit"):
        (GOLDEN / f"newsroom.{form}.txt").write_text(REPORTS[form](NEWSROOM), encoding="utf-8")
