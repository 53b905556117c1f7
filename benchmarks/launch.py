"""Run a command and report what it and its children used; `measuring.run` starts it.

A process of its own, and a small one: a new process begins with the peak memory of the one that
it was forked from, and the benchmark is bigger than some of what it measures.
"""

from __future__ import annotations

import json
import os
import sys
import time

report, *command = sys.argv[1:]
began = time.perf_counter()
# An installed program has its byte code: it is compiled in the first round at most.
environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
child = os.posix_spawnp(command[0], command, environment)
# What `wait4` tells of a process includes the children that it has waited for, and theirs.
_, status, usage = os.wait4(child, 0)
wall = time.perf_counter() - began
with open(report, "w", encoding="utf-8") as file:  # noqa: PTH123 - pathlib would add to its size
    json.dump([usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss], file)
sys.exit(min(abs(os.waitstatus_to_exitcode(status)), 255))
