"""Units as an XLIFF file. Equal units give equal bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from l10n_flow import xmltext
from l10n_flow.model import Origin, State
from l10n_flow.xliff.content import Code, Node, PairedCode
from l10n_flow.xliff.entries import Extra, XliffUnit
from l10n_flow.xliff.versions import CTYPES, DRAFT, NAMESPACES, TOOL, TYPES

_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class XliffFile(NamedTuple):
    """Units as a file."""

    data: bytes
    refused: tuple[tuple[str, XliffUnit], ...]
    """Articles and units with a character that XML excludes, which are not in the file."""


def write(
    version: str, source: str, target: str, articles: Iterable[tuple[str, Sequence[XliffUnit]]]
) -> XliffFile:
    """Return the units of each article, by its path, as a file of this version.

    Raises `UsageError` where lxml is not installed.
    """
    etree = xmltext.library("XLIFF")
    form = _FORMS[version](etree, source, target)
    refused: list[tuple[str, XliffUnit]] = []
    parts = [b'<?xml version="1.0" encoding="UTF-8"?>\n', form.opening()]
    for number, (path, units) in enumerate(articles, 1):
        before, after = form.file(number, path)
        parts.append(before)
        for unit in units:
            try:
                parts.extend(etree.tostring(one, encoding="utf-8") for one in form.unit(unit))
            except ValueError:  # lxml: all strings must be XML compatible
                refused.append((path, unit))
        parts.append(after)
    parts.append(b"</xliff>\n")
    return XliffFile(b"".join(parts), tuple(refused))


def _tag(etree: Any, name: str, attributes: Mapping[str, str]) -> bytes:
    """An opening tag, with a line break after it."""
    made: bytes = etree.tostring(etree.Element(name, dict(attributes)), encoding="utf-8")
    return made.removesuffix(b"/>") + b">\n"


def _filled(
    element: Any, nodes: Iterable[Node], pair: Callable[[Code], Any], alone: Callable[[Code], Any]
) -> Any:
    """Return the element filled with words and codes."""
    last = None
    for node in nodes:
        if isinstance(node, str):
            if last is None:
                element.text = (element.text or "") + node
            else:
                last.tail = (last.tail or "") + node
        elif isinstance(node, PairedCode):
            last = _filled(pair(node.code), node.inside, pair, alone)
            element.append(last)
        else:
            last = alone(node)
            element.append(last)
    return element


class _Form:
    """What the versions have in common."""

    def __init__(self, etree: Any, source: str, target: str) -> None:
        self.etree = etree
        self.source = source
        self.target = target

    def _opening(self, attributes: Mapping[str, str]) -> bytes:
        space = f'<xliff xmlns="{NAMESPACES[attributes["version"]]}" '
        return _tag(self.etree, "xliff", attributes).replace(b"<xliff ", space.encode())

    def _line(self, parent: Any, name: str, text: str = "\n", **attributes: str) -> Any:
        """Add an element on a line of its own, with this text, or with lines of its own."""
        element = self.etree.SubElement(parent, name, attributes)
        element.text, element.tail = text, "\n"
        return element


class _One(_Form):
    """XLIFF 1.2."""

    def opening(self) -> bytes:
        return self._opening({"version": "1.2"})

    def file(self, number: int, path: str) -> tuple[bytes, bytes]:
        """Return the text before and after the units of an article."""
        del number
        attributes = {
            "original": path,
            "source-language": self.source,
            "target-language": self.target,
            "datatype": "x-markdown",
        }
        tool = f'<header><tool tool-id="{TOOL}" tool-name="{TOOL}"/></header>\n<body>\n'
        return _tag(self.etree, "file", attributes) + tool.encode(), b"</body>\n</file>\n"

    def unit(self, unit: XliffUnit) -> Iterator[Any]:
        """Yield the unit's element, and those of the words within its codes."""
        element, attributes = self._unit(unit.id, unit.state)
        if unit.context is not None:
            element.set("resname", unit.context)
        self._words(element, "source", self.source, unit.source)
        if unit.target is not None:
            self._words(element, "target", self.target, unit.target, attributes)
        for line in unit.notes:
            self._note(element, line, "developer", "source")
        for line in unit.comments:
            self._note(element, line, "translator", "target")
        if unit.previous is not None and unit.target is not None:
            before = self._line(element, "alt-trans", alttranstype="previous-version")
            self._words(before, "source", self.source, unit.previous)
            self._words(before, "target", self.target, unit.target)
        if unit.target is not None and unit.state is State.DRAFT and unit.origin is not None:
            qualifier = _qualifier(unit.origin)
            if qualifier:
                element.find("target").set("state-qualifier", qualifier)
        yield element
        for extra in unit.extras:
            yield self._extra(extra, unit.state)

    def _unit(self, id_: str, state: State) -> tuple[Any, dict[str, str]]:
        element = self.etree.Element("trans-unit", {"id": id_, _XML_SPACE: "preserve"})
        if state is State.REVIEWED:
            element.set("approved", "yes")
        element.text = element.tail = "\n"
        return element, {"state": _STATE_NAMES_1[state]} if state in _STATE_NAMES_1 else {}

    def _extra(self, extra: Extra, state: State) -> Any:
        element, attributes = self._unit(extra.id, state if extra.target else State.UNTRANSLATED)
        self._words(element, "source", self.source, (extra.source,))
        if extra.target:
            self._words(element, "target", self.target, (extra.target,), attributes)
        self._note(element, f"within code {extra.code} of the unit above", "developer", "source")
        return element

    def _words(
        self,
        element: Any,
        name: str,
        language: str,
        nodes: Iterable[Node],
        attributes: Mapping[str, str] = {},
    ) -> None:
        child = self.etree.SubElement(element, name, {xmltext.LANGUAGE: language, **attributes})
        _filled(child, nodes, self._pair, self._alone).tail = "\n"

    def _pair(self, code: Code) -> Any:
        ctype = CTYPES[code.kind]
        attributes = {"id": code.id, "ctype": "x-image" if ctype == "image" else ctype}
        return self.etree.Element("g", attributes | {"equiv-text": code.opening})

    def _alone(self, code: Code) -> Any:
        ctype = CTYPES[code.kind]
        attributes = {"id": code.id, "ctype": f"x-{ctype}" if ctype == "link" else ctype}
        return self.etree.Element("x", attributes | {"equiv-text": code.opening})

    def _note(self, element: Any, line: str, by: str, about: str) -> None:
        self._line(element, "note", line, **{"from": by, "annotates": about})


_STATE_NAMES_1 = {
    State.DRAFT: "needs-review-translation",
    State.TRANSLATED: "translated",
    State.REVIEWED: "final",
}


def _qualifier(origin: Origin) -> str:
    """Return 1.2's name for a draft's origin; "" for an unknown one."""
    if origin.kind == "tm" and origin.score == 1:
        return "exact-match"
    if origin.kind in ("tm", "fuzzy"):
        return "fuzzy-match"
    return "mt-suggestion" if origin.kind in ("mt", "sentences") else ""


class _Two(_Form):
    """XLIFF 2.1."""

    def __init__(self, etree: Any, source: str, target: str) -> None:
        super().__init__(etree, source, target)
        self.data: dict[str, str] = {}
        self.flows: dict[str, list[str]] = {}

    def opening(self) -> bytes:
        languages = {"srcLang": self.source, "trgLang": self.target}
        return self._opening({"version": "2.1", **languages})

    def file(self, number: int, path: str) -> tuple[bytes, bytes]:
        """Return the text before and after the units of an article."""
        opening = _tag(self.etree, "file", {"id": f"f{number}", "original": path})
        return opening, b"</file>\n"

    def unit(self, unit: XliffUnit) -> Iterator[Any]:
        """Yield the unit's element, and those of the words within its codes."""
        self.data, self.flows = {}, {}
        for extra in unit.extras:
            self.flows.setdefault(extra.code, []).append(extra.id)
        segment = self._segment(unit.state, unit.source, unit.target)
        notes = [
            *[(line, "developer") for line in unit.notes],
            *[(line, "translator") for line in unit.comments],
        ]
        if unit.previous is not None:
            notes.append((_plain(unit.previous), "previous source"))
        element = self._unit(unit.id, notes)
        if unit.context is not None:
            element.set("name", unit.context)
        if self.data:
            original = self._line(element, "originalData")
            for written, id_ in self.data.items():
                self._line(original, "data", written, id=id_)
        element.append(segment)
        yield element
        for extra in unit.extras:
            yield self._extra(extra, unit.state)

    def _unit(self, id_: str, notes: Sequence[tuple[str, str]]) -> Any:
        element = self.etree.Element("unit", {"id": id_, "canResegment": "no"})
        element.text = element.tail = "\n"
        if notes:
            group = self._line(element, "notes")
            for line, category in notes:
                self._line(group, "note", line, category=category)
        return element

    def _extra(self, extra: Extra, state: State) -> Any:
        element = self._unit(
            extra.id, [(f"within code {extra.code} of the unit above", "developer")]
        )
        target = (extra.target,) if extra.target else None
        element.append(self._segment(state, (extra.source,), target))
        return element

    def _segment(self, state: State, source: Iterable[Node], target: Iterable[Node] | None) -> Any:
        segment = self.etree.Element("segment")
        segment.text = segment.tail = "\n"
        if target is not None:
            segment.set("state", _STATE_NAMES_2[state])
            if state is State.DRAFT:
                segment.set("subState", DRAFT)
        for name, nodes in (("source", source), ("target", target)):
            if nodes is not None:
                child = self.etree.SubElement(segment, name, {_XML_SPACE: "preserve"})
                _filled(child, nodes, self._pair, self._alone).tail = "\n"
        return segment

    def _pair(self, code: Code) -> Any:
        attributes = {"id": code.id, **_typed(code.kind)}
        attributes["dataRefStart"] = self._reference(code.opening)
        attributes["dataRefEnd"] = self._reference(code.closing or "")
        flows = self.flows.get(code.id)
        if flows:
            attributes["subFlowsEnd" if code.kind != "tag" else "subFlowsStart"] = " ".join(flows)
        return self.etree.Element("pc", attributes)

    def _alone(self, code: Code) -> Any:
        attributes = {"id": code.id, **_typed(code.kind)}
        attributes |= {"dataRef": self._reference(code.opening), "disp": code.opening}
        flows = self.flows.get(code.id)
        if flows:
            attributes["subFlows"] = " ".join(flows)
        return self.etree.Element("ph", attributes)

    def _reference(self, written: str) -> str:
        return self.data.setdefault(written, f"d{len(self.data) + 1}")


_STATE_NAMES_2 = {
    State.UNTRANSLATED: "initial",
    State.DRAFT: "initial",
    State.TRANSLATED: "translated",
    State.REVIEWED: "final",
}


def _typed(kind: str) -> dict[str, str]:
    type_, sub = TYPES.get(kind, ("other", f"l10nflow:{kind}"))
    return {"type": type_, "subType": sub}


def _plain(nodes: Iterable[Node]) -> str:
    """Return the text with its codes as they are written."""
    found = []
    for node in nodes:
        if isinstance(node, PairedCode):
            found.append(f"{node.code.opening}{_plain(node.inside)}{node.code.closing}")
        else:
            found.append(node if isinstance(node, str) else node.opening)
    return "".join(found)


_FORMS: Mapping[str, Callable[[Any, str, str], _One | _Two]] = {"1.2": _One, "2.1": _Two}
