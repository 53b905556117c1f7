"""Units and texts for laws."""

from __future__ import annotations

from hypothesis import strategies as st

from l10n_flow.memory.units import Unit

_WORDS = [
    *("the", "ferry", "ferries", "Ferry", "leaves", "left", "in", "of", "Doha", "**Doha**"),
    *(
        "2019",
        "2020",
        "1",
        "1,200",
        "7",
        "-7",
        "−7",
        "۷-",
        "۱۴۰۴",
        "{1}",
        "{2}",
        "[here]({1})",
        "<kbd>x</kbd>",
    ),
    *("می\u200cرود", "مي\u200cرود", "和平", "—", ".", "G20"),
]


def sentences() -> st.SearchStrategy[str]:
    """Texts of few different words, so that many resemble each other."""
    return st.lists(st.sampled_from(_WORDS), max_size=9).map(" ".join)


def texts() -> st.SearchStrategy[str]:
    """Whatever XML 1.0 can hold."""
    allowed = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
    return st.text(allowed | st.sampled_from("\t\n\r <>&\"']\u0085\u2028"), max_size=20)


def units(words: st.SearchStrategy[str] | None = None) -> st.SearchStrategy[Unit]:
    """Units of such texts, with and without what a unit may have."""
    words = texts() if words is None else words
    times = st.datetimes().map(lambda t: t.replace(microsecond=0).isoformat() + "Z")
    return st.builds(
        Unit,
        words.map(lambda text: text or "x"),
        words.map(lambda text: text or "y"),
        st.sampled_from(["", "treaty", "news/brief", "a & b"]),
        st.just("") | times,
        st.booleans(),
        st.none() | st.sampled_from(["", "title"]) | texts(),
        variant=st.sampled_from(["", "es-MX"]),
    )
