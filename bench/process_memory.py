"""The memory of this process, as the system counts it.

Knows Linux's own figures. `ru_maxrss` is not asked where they are: it begins with what the parent process held.
"""

from __future__ import annotations

import resource
from pathlib import Path

_STATUS = Path("/proc/self/status")
_RESET = Path("/proc/self/clear_refs")


def peak_bytes() -> int:
    """Return the most that this process held at a time, since its start or the last `forget_peak`."""
    return _field("VmHWM") or resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def held_bytes() -> int:
    """Return what this process holds now."""
    return _field("VmRSS") or peak_bytes()


def forget_peak() -> None:
    """Let `peak_bytes` begin anew, where the system can."""
    if _RESET.exists():
        _RESET.write_text("5", encoding="ascii")


def _field(name: str) -> int:
    if not _STATUS.exists():
        return 0
    lines = _STATUS.read_text(encoding="ascii").splitlines()
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith(f"{name}:")), 0)
