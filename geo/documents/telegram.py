"""A Telegram channel as its own program exports it: `result.json`, a name and a list of messages.

Knows messages: their text in pieces, when they were sent, and whom they were forwarded from. Passes over what is no
message (joins, pins) and what has no words (a picture alone).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def is_export(loaded: object) -> bool:
    """Whether a JSON value is an export of a channel or a group.

    >>> is_export({"name": "Wire", "type": "public_channel", "messages": []}), is_export({"messages": []})
    (True, False)
    """
    return isinstance(loaded, dict) and isinstance(loaded.get("messages"), list) and {"name", "type"} <= set(loaded)


def messages(loaded: Mapping[str, Any]) -> Iterator[dict[str, object]]:
    """The messages with words, as fields of the JSON Lines contract, in the order of the export.

    The source is the channel, and the day that of the instant at which the message was sent.
    """
    channel = loaded.get("name")
    for message in loaded["messages"]:
        if not isinstance(message, dict) or message.get("type", "message") != "message":
            continue
        text = _words(message.get("text"))
        if not text.strip():
            continue
        found: dict[str, object] = {"text": text, "source": channel, "published": _sent(message)}
        if message.get("id") is not None:
            found["id"] = f"{channel}/{message['id']}" if channel else str(message["id"])
        if isinstance(message.get("forwarded_from"), str):
            found["reported_by"] = [message["forwarded_from"]]
        yield found


def _words(text: object) -> str:
    """The words of a message: a text, or pieces that are texts or objects with a text."""
    pieces = text if isinstance(text, list) else [text]
    return "".join(
        str(each.get("text", "")) if isinstance(each, dict) else each if isinstance(each, str) else ""
        for each in pieces
    )


def _sent(message: Mapping[str, Any]) -> object:
    """The instant by seconds since 1970, else the local time as it is written."""
    seconds = message.get("date_unixtime")
    return int(seconds) if isinstance(seconds, str) and seconds.isdecimal() else message.get("date")
