"""Runs the commands that find, install and start what tests need: quietly, for a bounded time, and says why one failed.

Knows processes; refuses to know what is installed with them.
"""

import os
import subprocess

LONGEST_SECONDS = 600


def run_quietly(command: list[str], seconds: int = LONGEST_SECONDS) -> str | None:
    """Run a command quietly and return the end of what went wrong, or None."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        ran = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=seconds,
            check=False,
            env=environment,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    said = (ran.stderr.strip() or ran.stdout.strip()).splitlines()
    return None if ran.returncode == 0 else (said[-1] if said else f"exit status {ran.returncode}")


def is_root() -> bool:
    """Whether we may install packages, and must give up rights to run servers and browsers."""
    return hasattr(os, "geteuid") and os.geteuid() == 0
