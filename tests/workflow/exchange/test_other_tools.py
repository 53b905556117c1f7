"""What programs of agencies make of a file, and that it is read all the same."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from lxml import etree

from l10n_flow.project import Project
from l10n_flow.workflow.exchange.xliff import XliffImportReport, import_file
from tests.workflow.newsroom import catalog, configure, fill, synced, write

from .test_xliff import ARTICLE, NOW, WORDS, edited, handed_out, translated

MORE = "\nWar and peace\n\nRain & **mud** in `a` <b>now</b>. And more.\n"
TRANSLATED = {
    'See **[the list]({1} "of ports")** now.': 'Véase **[la lista]({1} "de puertos")** ya.',
    "War": "Guerra",
    "a": "a",
    "War and peace": "Guerra y paz",
    "Rain & **mud** in `a` <b>now</b>. And more.": "Lluvia y **lodo** en `a` <b>ya</b>. Y más.",
}
OTHERS = {
    "War and peace": "Guerra y paz", "Rain & mud in  now. And more.": "x", "Rain & ": "Lluvia y ",
    "mud": "lodo", " in ": " en ", "now": "ya", ". And more.": ". Y más.",
}  # fmt: skip


@pytest.fixture
def newsroom(project: Project) -> Project:
    project = configure(project)
    write(project, news__brief=ARTICLE + MORE)
    synced(project)
    fill(project, "es", "news/brief", {"Peace": "Paz"}.get)
    return project


_UNIT = re.compile(r'(<(?:trans-)?unit [^>]*?\bid=")([^"]*)"')


def renumbered(text: str) -> str:
    numbers = iter(range(1, 100))
    return _UNIT.sub(lambda match: f'{match[1]}{next(numbers)}"', text)


def segmented(text: str) -> str:
    """As Trados and memoQ divide units of 1.2 into sentences."""

    def both(match: re.Match[str]) -> str:
        name, attributes, words = match.groups()
        mark = f'<mrk mtype="seg" mid="0">{words}</mrk>'
        if name == "source":
            return f"{match[0]}<seg-source>{mark}</seg-source>"
        return f"<target{attributes}>{mark}</target>"

    return re.sub(r"<(source|target)([^>]*)>(.*?)</\1>", both, text)


def with_native_codes(text: str) -> str:
    """As tools that write pairs apart, each end with its code: `bpt`, `ept`."""
    for _ in range(3):  # codes within codes, from inside
        text = re.sub(
            r'<g id="(\w+)"([^>]*)>((?:(?!</?g\b).)*)</g>',
            r'<bpt id="\1"\2>&lt;b&gt;</bpt>\3<ept id="\1">&lt;/b&gt;</ept>',
            text,
        )
    return text


def laid_out(text: str) -> str:
    parser = etree.XMLParser(remove_blank_text=True)
    data: bytes = etree.tostring(etree.fromstring(text.encode(), parser), pretty_print=True)
    return data.decode()


def in_one_line(text: str) -> str:
    parser = etree.XMLParser(remove_blank_text=True)
    data: bytes = etree.tostring(etree.fromstring(text.encode(), parser))
    return data.decode()


def grouped(text: str) -> str:
    text = text.replace("<body>", '<body><group id="g"><group>')
    return text.replace("</body>", "</group></group></body>")


SAVED: dict[str, Callable[[str], str | bytes]] = {
    "a byte order mark": lambda text: b"\xef\xbb\xbf" + text.encode(),
    "UTF-16": lambda text: text.replace("UTF-8", "UTF-16").encode("utf-16"),
    "UTF-16 that is called UTF-8": lambda text: text.encode("utf-16"),
    "Latin-1": lambda text: text.replace("UTF-8", "ISO-8859-1").encode("latin-1"),
    "line ends of Windows": lambda text: text.replace("\n", "\r\n"),
    "CDATA": lambda text: re.sub(r">(War|Guerra)<", r"><![CDATA[\1]]><", text),
    "character references": lambda text: text.replace("í", "&#xED;").replace(">War", ">W&#97;r"),
    "a DOCTYPE": lambda text: text.replace("?>\n", '?>\n<!DOCTYPE xliff SYSTEM "xliff.dtd">\n', 1),
    "remarks": lambda text: text.replace(">War<", "><!-- a --><?b c?>War<"),
    "its own names": lambda text: text.replace("<xliff ", '<xliff xmlns:mq="MQXliff" ').replace(
        "unit id", 'unit mq:status="3" id'
    ),
    "a prefix for every name": lambda text: re.sub(r"<(/?)(?![?!])", r"<\1x:", text).replace(
        'xmlns="', 'xmlns:x="'
    ),
    "another layout": laid_out,
    "no layout": in_one_line,
    "words on two lines": lambda text: text.replace("War and peace", "War and\n   peace"),
    "groups": grouped,
    "sentences": segmented,
    "matches of its memory": lambda text: text.replace(
        "</trans-unit>",
        "<alt-trans><source>W</source><target>Nada</target></alt-trans></trans-unit>",
    ),
    "no states": lambda text: re.sub(r' state="[^"]*"', "", text),
    "pairs of codes apart": with_native_codes,
    "a path of Windows": lambda text: text.replace('original="', r'original="C:\Ana\de' "\\"),
    "separators of Windows": lambda text: text.replace("content/news/", "content\\news\\"),
    "an address": lambda text: text.replace('original="', 'original="file:///home/ana/a%20b/'),
    "a country": lambda text: text.replace('="es"', '="es_ES"'),
    "a prefix of ids": lambda text: _UNIT.sub(r'\1tu-\2"', text),
    "ids in capitals": lambda text: _UNIT.sub(lambda m: f'{m[1]}{m[2].upper()}"', text),
    "ids by number": renumbered,
    "ids by number, and sentences": lambda text: renumbered(segmented(text)),
}  # fmt: skip


def came_back(
    project: Project, save: Callable[[str], str | bytes], version: str
) -> XliffImportReport:
    file = handed_out(project, version, only_open=True)
    edited(file, translated({**WORDS, **OTHERS}))
    saved = save(file.read_text("utf-8"))
    file.write_bytes(saved if isinstance(saved, bytes) else saved.encode())
    return import_file(project, file, now=NOW)


@pytest.mark.parametrize("how", SAVED)
def test_a_file_that_another_program_saved_is_taken_whole(newsroom: Project, how: str) -> None:
    report = came_back(newsroom, SAVED[how], "1.2")
    assert (report.refused, report.conflicts, report.failures) == ((), (), ())
    (one,) = report.catalogs
    same = {source for source, target in TRANSLATED.items() if source == target}
    copied = same if how == "no states" else set()  # such a tool may have copied the source
    assert (one.translated, one.drafts) == (len(TRANSLATED) - len(copied), 0)
    assert one.copied == len(copied)
    entries = {
        entry.source: entry.target for entry in catalog(newsroom, "es", "news/brief").entries
    }
    assert entries == {"Peace": "Paz", **TRANSLATED, **dict.fromkeys(copied, "")}
    assert bool(one.by_source) is how.startswith("ids by number")


@pytest.mark.parametrize("how", ["no layout", "ids by number", "a prefix of ids", "UTF-16"])
def test_so_is_one_of_the_newer_version(newsroom: Project, how: str) -> None:
    report = came_back(newsroom, SAVED[how], "2.1")
    assert (report.refused, report.conflicts, report.failures) == ((), (), ())
    entries = {
        entry.source: entry.target for entry in catalog(newsroom, "es", "news/brief").entries
    }
    assert entries == {"Peace": "Paz", **TRANSLATED}


def test_ids_by_number_take_nobodys_words(newsroom: Project) -> None:
    file = handed_out(newsroom)
    edited(file, translated({**WORDS, "Peace": "La paz"}))
    file.write_text(renumbered(file.read_text("utf-8")), "utf-8")
    report = import_file(newsroom, file, now=NOW)
    (conflict,) = report.conflicts
    assert conflict.reason == "its id was changed, and its segment has other words of a person here"
    assert "Paz" in {entry.target for entry in catalog(newsroom, "es", "news/brief").entries}
    import_file(newsroom, file, now=NOW, theirs=True)
    assert "La paz" in {entry.target for entry in catalog(newsroom, "es", "news/brief").entries}
