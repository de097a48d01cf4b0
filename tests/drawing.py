"""How many examples Hypothesis draws: few in `make test`, many in `make slow`, which sets CONFLICTMAP_SWEEP."""

import os

from hypothesis import settings

SWEEP = os.environ.get("CONFLICTMAP_SWEEP") == "1"
FEW, MANY = 40, 100
"""Where a test names no number of its own."""


def examples(few: int, many: int, *, derandomize: bool = False) -> settings:
    """So many examples, and no deadline: how long one takes says how busy the machine is, not whether it is right."""
    return settings(max_examples=many if SWEEP else few, deadline=None, derandomize=derandomize)


def load_profile() -> None:
    """Make that the setting of every test that names none."""
    settings.register_profile("conflictmap", examples(FEW, MANY))
    settings.load_profile("conflictmap")
