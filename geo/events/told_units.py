"""What a text has told of a name without a word for what it is, for "the town" that the name is called later.

"The rebels took X. The town fell at dawn": a bare name that a town shares with its district was told as the district,
and one thing fell. A town that is first called so ("attacked X. They took the town") stays a town.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.events.units import ground_of
from geo.vocab import TRANSFERS, Unit

if TYPE_CHECKING:
    from geo.events.units import Ground
    from geo.model import Place
    from geo.reading.predication import Participant, Predication

_TOWN = Unit.CITY.value


class ToldUnits:
    """The districts of one document that it told to have changed hands by their bare names."""

    def __init__(self) -> None:
        """Begin with none."""
        self._told: dict[int, Ground] = {}

    def ground(self, filler: Participant, predication: Predication, province: Place | None) -> Ground:
        """The unit that a filler is; `province` is the one that the text speaks of."""
        ground = ground_of(filler, province)
        if filler.resolution is None:
            return ground
        name = filler.resolution.mention.start
        if filler.anaphor:
            return self._told.get(name, ground) if filler.unit_noun == _TOWN else ground
        if ground.unit is Unit.DISTRICT and filler.unit_noun is None and predication.frame.action in TRANSFERS:
            self._told[name] = ground
        return ground
