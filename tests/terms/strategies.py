"""Glossaries for laws: terms that do not contradict one another."""

from __future__ import annotations

from hypothesis import strategies as st

from l10n_flow.terms.term import Term, Wording

_LETTERS = "abc éñÁ برجام‌ کی =+-@'\",;<&#:|*"
_WITHOUT_BAR = _LETTERS.replace("|", "")


def _tidy(text: str) -> str:
    return " ".join(text.split())


FORMS = st.text(_WITHOUT_BAR, min_size=1, max_size=12).map(_tidy).filter(
    lambda form: any(map(str.isalnum, form))
)  # fmt: skip
NOTES = st.text(_WITHOUT_BAR, max_size=12).map(_tidy)


@st.composite
def wordings(draw: st.DrawFn, *, stays: bool) -> Wording:
    """A wording; of what stays as it is only forbidden forms are known."""
    forms = draw(st.lists(FORMS, min_size=2, max_size=5, unique=True))
    cut = 0 if stays else draw(st.integers(1, len(forms)))
    approved, forbidden = forms[:cut], forms[cut:]
    preferred, allowed = (approved[0], tuple(approved[1:])) if approved else ("", ())
    return Wording(preferred, allowed, tuple(forbidden), draw(NOTES))


@st.composite
def glossaries(draw: st.DrawFn) -> tuple[Term, ...]:
    """Terms whose forms differ even in lower case, most of them in English."""
    forms = draw(st.lists(FORMS, max_size=6, unique_by=str.lower))
    found = []
    for form in forms:
        language = draw(st.sampled_from(["en", "en", "en", "fa"]))
        stays = draw(st.booleans())
        tags = draw(st.lists(st.sampled_from(["es", "ar", "zh-Hant"]), unique=True))
        said = {tag: draw(wordings(stays=stays)) for tag in tags}
        if not stays and not said:
            said = {"es": Wording("forma")}
        name, case, note = draw(st.booleans()), draw(st.sampled_from([None, True, False])), NOTES
        found.append(Term((form,), language, said, draw(note), not stays, name, case))
    return tuple(found)
