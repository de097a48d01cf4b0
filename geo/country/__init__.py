"""What is true for one country: its units, sides by period, actors, demonyms, time zone, projection and denominators.

A `CountryPack` is a value: the session loads it (`load_country`) and passes it in; no stage reaches for one.
"""

from geo.country.actors import ActorIndex, ActorSpan
from geo.country.classes import ARMED_CLASSES, SPEAKER_CLASSES, STATE_CLASSES, is_armed
from geo.country.denominators import Denominator
from geo.country.load import afghanistan, load_country
from geo.country.pack import AdminLevel, CountryPack, Projection
from geo.country.side_records import SideReading
from geo.country.sides import Sides

__all__ = [
    "ARMED_CLASSES",
    "SPEAKER_CLASSES",
    "STATE_CLASSES",
    "ActorIndex",
    "ActorSpan",
    "AdminLevel",
    "CountryPack",
    "Denominator",
    "Projection",
    "SideReading",
    "Sides",
    "afghanistan",
    "is_armed",
    "load_country",
]
