"""The suite with other versions of what l10n-flow depends on.

python -m tests.matrix lowest    with the lowest that pyproject.toml allows, on Python 3.11
python -m tests.matrix newest    with the newest that there are, on the newest Python here
"""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from tests.test_installed import pythons

ROOT = Path(__file__).parents[1]
EXTRAS = ("argos", "html", "exchange")
FOLDER = ROOT / "build" / "matrix"


def lowest() -> Iterator[str]:
    """A constraint for each lower bound: `babel>=2.16` becomes `babel==2.16`."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    optional = project["optional-dependencies"]
    for wanted in (*project["dependencies"], *(one for extra in EXTRAS for one in optional[extra])):
        bound = re.match(r"([\w.-]+)>=([\w.]+)", wanted)
        if bound:
            yield f"{bound[1]}=={bound[2]}"


def main(which: str) -> int:
    """Set up an environment and run the suite in it; return pytest's exit code."""
    python = pythons()[0 if which == "lowest" else -1]
    environment = FOLDER / which
    runs = str(environment / "bin" / "python")
    FOLDER.mkdir(parents=True, exist_ok=True)
    constraints = FOLDER / "lowest.txt"
    constraints.write_text("".join(f"{line}\n" for line in lowest()), "utf-8")
    limited = ["--constraint", str(constraints)] if which == "lowest" else []
    subprocess.run([python, "-m", "venv", "--clear", environment], check=True)
    pip = [runs, "-m", "pip", "install", "--quiet", "--only-binary=:all:"]
    everything = ",".join((*EXTRAS, "dev"))
    subprocess.run([*pip, *limited, "--editable", f"{ROOT}[{everything}]"], check=True)
    subprocess.run([*pip, "--no-deps", "argostranslate"], check=True)
    sys.stdout.write(f"the suite with the {which} versions, on {python}\n")
    sys.stdout.flush()
    suite = [runs, "-m", "pytest", "-n", "auto"]
    return subprocess.run(suite, cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in ("lowest", "newest"):
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
