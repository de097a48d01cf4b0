"""The one seam through which strings of documents enter the page.

Knows how to write JSON that a `<script type="application/json">` can hold and which addresses may become links.
Everything that comes from a document goes through `json_for_script`; the page's JavaScript then sets it as text,
never as markup.
"""

from __future__ import annotations

import json
import unicodedata
from typing import Any
from urllib.parse import urlsplit

_DIRECTIONS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_ESCAPES = str.maketrans(
    {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"},
)


def json_for_script(value: Any) -> str:  # noqa: ANN401 - any JSON value
    r"""Write `value` as JSON that no HTML parser can leave.

    The five characters that could end a script element or a line of script are written as \u escapes, which JSON
    reads back unchanged. Floats that are not finite are refused, as JSON has none.

    >>> json_for_script("</script>")
    '"\\u003c/script\\u003e"'
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.translate(_ESCAPES)


def plain_name(text: str | None) -> str | None:
    r"""A name from a document (an outlet, a title, a speaker) without what could turn the text around it.

    Control characters and the marks that set a direction are left out; the page isolates what is left.

    >>> plain_name("Wire\u202e\x07 \u2067News")
    'Wire News'
    """
    if text is None:
        return None
    return "".join(each for each in text if each not in _DIRECTIONS and unicodedata.category(each) != "Cc")


def safe_url(url: str | None) -> str | None:
    """The address if it is absolute http or https, else None: nothing else ever becomes a link.

    >>> safe_url("javascript:alert(1)") is None
    True
    """
    if url is None:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    return url.strip() if parts.scheme in {"http", "https"} and parts.netloc else None
