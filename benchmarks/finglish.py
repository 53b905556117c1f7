"""Persian in Latin letters, as people type it in chats where no other keyboard is at hand.

There are no catalogs of it, so it is made: of good Persian, which does not write its short vowels.
Common words are spelled as they are said; in others a vowel is put in wherever two consonants
would begin a syllable. It reads as one who types quickly writes, not as a phonetician would.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from random import Random

_LETTERS: Mapping[str, str] = {
    "ا": "a", "آ": "a", "ب": "b", "پ": "p", "ت": "t", "ث": "s", "ج": "j", "چ": "ch", "ح": "h",
    "خ": "kh x", "د": "d", "ذ": "z", "ر": "r", "ز": "z", "ژ": "zh j", "س": "s", "ش": "sh",
    "ص": "s", "ض": "z", "ط": "t", "ظ": "z", "ع": "a", "غ": "gh q", "ف": "f", "ق": "gh q", "ک": "k",
    "گ": "g",
    "ل": "l", "م": "m", "ن": "n", "ه": "h", "ئ": "'", "أ": "a", "ؤ": "o", "ء": "", "ۀ": "eye",
}  # fmt: skip
"""What stands for a letter; where people differ, each has the choice."""

_WORDS: Mapping[str, str] = {
    words[0]: " ".join(words[1:])
    for words in map(
        str.split,
        """
        از az
        است ast hast e
        این in
        آن an oon
        با ba
        باید bayad
        بر bar
        برای baraye
        به be
        بود bood bud
        پس pas
        پیش pish
        تا ta
        تمام tamame tamam
        چه che
        خود khod khode
        در dar
        دارد darad dare
        دوباره dobare
        دیگر digar dige
        را ra ro
        روی rooye ruye
        شد shod
        شده shode shodeh
        شما shoma
        شود shavad beshe
        فقط faghat
        کرد kard
        کردن kardan
        کن kon
        کند konad kone
        کنید konid
        که ke
        ما ma
        من man
        نه na
        نیست nist
        هر har
        هم ham
        همه hame
        هیچ hich
        و va o
        وجود vojood vojud
        یا ya
        یک yek ye
        استفاده estefade estefadeh
        انتخاب entekhab
        اگر agar age
        تغییر taghyir taghir
        جدید jadid
        حذف hazf
        خطا khata
        صفحه safhe
        لطفا lotfan
        لطفاً lotfan
        ممکن momken
        می mi
        نام name esme nam
        نمی nemi
        ها ha
        های haye
        """.strip().splitlines(),
    )
}
_POINTS = re.compile("[\u064b-\u0655\u0670]")
_WORD = re.compile("[\u0620-\u06cf\u200c]+")
_SIGNS = str.maketrans({"،": ",", "؛": ";", "؟": "?", "«": '"', "»": '"', "٪": "%", "٫": "."})


def in_latin_letters(text: str, chance: Random) -> str:
    """The text as a chat has it; words that are Latin already stay.

    >>> in_latin_letters("این پرونده را حذف کنید؟", Random(1))
    'in paroonde ra hazf konid?'
    """
    spelling = {letter: chance.choice(ways.split() or [""]) for letter, ways in _LETTERS.items()}
    plain = _POINTS.sub("", text)
    found = _WORD.sub(lambda word: _said(word[0], spelling, chance), plain).translate(_SIGNS)
    return found.translate({ord("۰") + value: str(value) for value in range(10)})


def _said(word: str, spelling: Mapping[str, str], chance: Random) -> str:
    known = _WORDS.get(word)
    if known is not None:
        return chance.choice(known.split())
    pieces = [piece for piece in word.split("\u200c") if piece]
    if len(pieces) > 1:
        return "".join([_said(piece, spelling, chance) for piece in pieces])
    return _spelled(word, spelling) if pieces else ""


_VOWELS = ("a", "e", "i", "o", "u")


def _spelled(word: str, spelling: Mapping[str, str]) -> str:
    """Letter by letter, with a vowel where a syllable could not begin without one."""
    found = ""
    for at, letter in enumerate(word):
        before, after = word[at - 1 : at], word[at + 1 : at + 2]
        if letter == "و":
            said = "v" if not at or after in _LONG or before in _LONG else "oo"
        elif letter == "ی":
            said = "y" if not at or before in _LONG or (after and after in "او") else "i"
        elif letter == "ه" and not after and at > 1:
            said = "e"
        else:
            said = spelling.get(letter, "")
        is_crowded = found[-1:] not in _VOWELS and said[:1] not in _VOWELS
        found += said
        if is_crowded and after and after not in _VOCALIC and word[at + 1 :] != "ه":
            found += "a" if (ord(letter) + ord(after)) % 3 else "e"
    return found


_LONG = ("ا", "آ")
_VOCALIC = "اآویع"
