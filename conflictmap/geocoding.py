"""The `geocode` command's function: `geo.places.lookup` with the readers of phrases and context behind it.

Knows which stage reads running text for the gazetteer's lookup, and the JSON shape of a question; ranks and chooses
nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.model import Document, OffsetMap, Sentence
from geo.places.lookup import Answer, Query
from geo.places.lookup import geocode as look_up
from geo.vocab import PlaceKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.gazetteer.table import Gazetteer
    from geo.model import Mention
    from geo.places.corrections import Corrections

__all__ = ["READER", "Answer", "Query", "geocode", "parse_query"]


def parse_query(fields: Mapping[str, Any]) -> Query | None:
    """A query from a JSON object: `name`, and if wanted `id`, `admin1`, `country`, `district`, `kind`, `context`.

    None if it has no name. Unknown members, members of another type and unknown kinds are ignored; an empty string
    counts as not given.
    """
    name = _text(fields, "name")
    if name is None:
        return None
    query_id, kind = fields.get("id"), _text(fields, "kind")
    return Query(
        name=name,
        query_id=query_id if isinstance(query_id, (str, int)) else None,
        admin1=_text(fields, "admin1"),
        country=_text(fields, "country"),
        district=_text(fields, "district"),
        kind=PlaceKind(kind) if kind in set(PlaceKind) else None,
        context=_text(fields, "context"),
    )


def _text(fields: Mapping[str, Any], member: str) -> str | None:
    value = fields.get(member)
    return value if isinstance(value, str) and value.strip() else None


def geocode(
    query: Query | str, gazetteer: Gazetteer | None = None, *, corrections: Corrections | None = None
) -> Answer:
    """Place one name, with no network.

    The whole name is looked up first; a phrase ("Andar district, Ghazni", "20 km south of Ghazni") is then read as
    the text of an article would be. Without a country Afghanistan is assumed, unless the context speaks of another.
    `corrections` override the answer for a whole name.

    >>> geocode("20 km south of Ghazni").place.place_precision.value
    'near'
    """
    answer = look_up(query, gazetteer, READER)
    return answer if corrections is None else corrections.answer(answer, gazetteer)


class _TextReader:
    """Reads phrases and context with the stages that read articles."""

    def read_phrase(self, text: str) -> tuple[Mention, ...]:
        """The place names of a few words, taken as one sentence."""
        from geo.mentions import find_mentions  # noqa: PLC0415 - most names are found without reading text

        document = _bare_document(text)
        return find_mentions(document, (Sentence(index=0, start=0, end=len(text), paragraph=0),))

    def read_context(self, text: str) -> tuple[Mention, ...]:
        """The place names of the text around a name."""
        from geo.documents import split_sentences  # noqa: PLC0415
        from geo.mentions import find_mentions  # noqa: PLC0415

        document = _bare_document(text)
        sentences, _ = split_sentences(document)
        return find_mentions(document, sentences)


READER = _TextReader()
"""What `geo.places.lookup.geocode` and `geo.places.geocode.Gazetteer` take as their `reader`."""


def _bare_document(text: str) -> Document:
    """A text without provenance, for the stages that look at the text alone."""
    from geo.documents.surrogates import replace_lone  # noqa: PLC0415 - as above

    whole = replace_lone(text)  # a command line or JSON can carry what no encoding can write
    return Document(document_id="", text=whole, offsets=OffsetMap.identity(len(text)), sha256="")
