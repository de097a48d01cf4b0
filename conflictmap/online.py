"""The options of `geocode --online`, and the chain they make: the gazetteer first, then one service.

Knows which options belong together; what is sent and what is believed stands in `geo.places.online`. Loaded only where
the user asks to go online.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from conflictmap.geocoding import READER, geocode
from geo.places.geocode import Gazetteer
from geo.places.online import Chain, OnlineService

if TYPE_CHECKING:
    from conflictmap.geocode_command import OnlineOptions
    from conflictmap.geocoding import Answer, Query
    from geo.places.corrections import Corrections


class _Corrected(Gazetteer):
    """The offline geocoder as the command has it: with the readers of text and the user's corrections."""

    def __init__(self, corrections: Corrections | None) -> None:
        super().__init__(reader=READER)
        self.corrections = corrections

    def ask(self, query: Query) -> Answer:
        """Answer as the command does without a network."""
        return geocode(query, corrections=self.corrections)


def open_chain(options: OnlineOptions, corrections: Corrections | None) -> Chain:
    """The gazetteer and, for what it leaves unresolved, the service that the user named.

    Raises:
        UsageError: An option is missing or wrong; nothing has been sent.
    """
    service = OnlineService(
        options.service or "",
        endpoint=options.endpoint,
        user_agent=options.user_agent,
        username=options.username,
        cache=options.cache,
    )
    service.cache.open()
    return Chain([_Corrected(corrections), service])
