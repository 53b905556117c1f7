"""What an optional part of l10n-flow needs, and the one command that installs it.

pyproject.toml declares the same extras (tests/test_extras.py compares them). Without an extra,
everything works except the part that needs it, which prints one line about it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.util import find_spec

EXTRAS: Mapping[str, Sequence[str]] = {
    "argos": ("ctranslate2", "numpy", "sentencepiece"),
    "html": ("lxml", "lxml_html_clean", "trafilatura"),
    "docx": ("lxml", "lxml_html_clean", "mammoth"),
    "exchange": ("lxml",),
    "site": ("jinja2", "lxml", "nh3"),
    "search": ("pagefind", "pagefind_bin"),
    "review": ("jinja2", "nh3", "starlette", "uvicorn"),
    "dask": ("distributed",),
}
"""By extra, the modules that we import; each is in the package of the same name."""


def missing(extra: str) -> tuple[str, ...]:
    """The packages of an extra that are not installed.

    >>> [missing(extra) for extra in EXTRAS if extra not in ("search", "dask")]
    [(), (), (), (), (), ()]
    """
    return tuple(name for name in EXTRAS[extra] if not _is_there(name))


def lacking(purpose: str, extra: str, error: ImportError | None = None) -> tuple[str, str]:
    """The message and the hint for a missing import: the missing packages, and the remedy.

    >>> lacking("TMX", "exchange", ModuleNotFoundError("No module named 'x'", name="x.y"))[0]
    'TMX needs x, which is not installed'
    """
    named = (getattr(error, "name", None) or "").split(".")[0]
    names = missing(extra) or (named,)
    if not names[0]:
        return f"{purpose} cannot load a library: {error}", install(extra)
    verb = "is" if len(names) == 1 else "are"
    listed = " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
    return f"{purpose} needs {listed}, which {verb} not installed", install(extra)


def install(extra: str) -> str:
    """The command that adds an extra to this installation, from the same origin.

    If l10n-flow was installed from a folder or a file, the command names that (PEP 610,
    direct_url.json).
    """
    from shlex import quote  # noqa: PLC0415 - only a failure needs it, like all that follows

    where = origin()
    option = "-e " if where.startswith("-e ") else ""
    return f"pip install {option}{quote(f'{where.removeprefix(option)}[{extra}]')}"


def origin() -> str:
    """The argument with which pip installed l10n-flow: a name, a path, or `-e` and a path."""
    import json  # noqa: PLC0415
    from importlib import metadata  # noqa: PLC0415 - 15 ms
    from pathlib import Path  # noqa: PLC0415
    from urllib.parse import urlsplit  # noqa: PLC0415
    from urllib.request import url2pathname  # noqa: PLC0415 - 30 ms

    try:
        record = metadata.distribution("l10n-flow").read_text("direct_url.json")
        found = json.loads(record or "{}")
        address = urlsplit(found.get("url", ""))
    except (metadata.PackageNotFoundError, ValueError, AttributeError):
        return "l10n-flow"
    path = Path(url2pathname(address.path))
    if address.scheme != "file" or not path.exists():
        return "l10n-flow"
    editable = found.get("dir_info", {}).get("editable", False)
    return f"{'-e ' if editable else ''}{path}"


def _is_there(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except ValueError:  # a module that somebody put into sys.modules, or took out of it
        return False
