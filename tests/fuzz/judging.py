"""What is a fault: anything but a value or an `L10nFlowError`, a broken law, a hang, a hunger."""

from __future__ import annotations

import contextlib
import io
import os
import signal
import sys
import tempfile
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from l10n_flow.errors import L10nFlowError

if TYPE_CHECKING:
    from .kinds import Kind

MEMORY = 700 << 20
"""Bytes that the process may have beyond what it has at the start: no input is larger than 6 KB."""

_OURS = f"{os.sep}l10n_flow{os.sep}"


class Broken(Exception):  # noqa: N818 - it says what happened
    """A law does not hold; the first word of the message is the law's name."""


class _Hang(BaseException):
    """Time is up. Not an `Exception`, so that nobody takes it for a failure that they know."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with an input."""

    sign: str
    """The same for inputs that are wrong in the same way: what was raised, and where."""
    account: str
    """For people: the traceback."""


def law(holds: object, name: str, *seen: object) -> None:
    """Raise `Broken` unless the law holds; `seen` is what somebody who mends it wants to see."""
    if not holds:
        raise Broken(f"{name}: " + " | ".join(repr(one)[:300] for one in seen))


def judged(kind: Kind, data: bytes, folder: Path) -> Fault | None:
    """What is wrong with the input; None when all is well. `folder` is empty, and is left so."""
    try:
        with _timed(kind.seconds), _quiet():
            kind.judge(data, folder)
    except L10nFlowError as error:
        try:
            str(error).encode("utf-8", "surrogateescape")
        except UnicodeEncodeError:
            return None  # a lone surrogate of the input's own; the boundary shows it by name
        return None
    except Broken as error:
        name = str(error).partition(":")[0]
        return Fault(f"law-{name}", traceback.format_exc())
    except _Hang:
        return Fault(f"hang-{_place(sys.exc_info()[2])}", traceback.format_exc())
    except MemoryError:
        return Fault("memory", traceback.format_exc())
    except Exception as error:  # noqa: BLE001 - that is the question
        sign = f"{type(error).__name__}-{_place(error.__traceback__)}"
        return Fault(sign, traceback.format_exc())
    finally:
        _emptied(folder)
    return None


def _place(trace: object) -> str:
    """The innermost function of ours."""
    frames = traceback.extract_tb(trace)  # type: ignore[arg-type]
    around = [frame for frame in frames if frame.filename != __file__]
    ours = [frame for frame in around if _OURS in frame.filename] or around
    return f"{Path(ours[-1].filename).stem}-{ours[-1].name}" if ours else "nowhere"


@contextlib.contextmanager
def _timed(seconds: float) -> Iterator[None]:
    """Raises `_Hang` in the block after so much of the processor's time."""

    def ring(*_: object) -> None:
        raise _Hang

    before = signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        yield


def _emptied(folder: Path) -> None:
    for path in list(folder.iterdir()):
        if path.is_dir() and not path.is_symlink():
            _emptied(path)
            path.rmdir()
        else:
            path.unlink()


@contextlib.contextmanager
def scratch() -> Iterator[Path]:
    """A folder for what judges write; gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="l10n-flow-fuzz-") as made:
        folder = Path(made).resolve() / "scratch"
        folder.mkdir()
        yield folder


def limited() -> None:
    """From here on this process cannot take more than `MEMORY` more; on systems that can say so."""
    try:
        import resource

        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    except (ImportError, OSError):
        return
    most = pages * resource.getpagesize() + MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (most, resource.getrlimit(resource.RLIMIT_AS)[1]))
