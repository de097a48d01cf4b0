"""Layers that somebody adds to the page's map with folium: what they would load, and how their texts become inert.

Knows how folium 0.20 writes popups, tooltips and icons into a script. It puts their text between backticks, where a
backtick or `${` in a feed's row would become code, and code of the page may run: so both are written as HTML entities,
which the reader sees as the characters they are. Refuses nothing: the page decides whether a network may be asked.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import folium
from branca.element import CssLink, Element, Html, IFrame, JavascriptLink
from markupsafe import Markup, escape

from maps.policy import MarkupScan, is_foreign

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGED = frozenset({"leaflet", "leaflet_css"})
"""The names under which folium links what the page carries anyway."""
_ICON_SETS = frozenset(
    {
        "jquery",
        "bootstrap",
        "awesome_markers",
        "bootstrap_css",
        "glyphicons_css",
        "awesome_markers_font_css",
        "awesome_markers_css",
        "awesome_rotate_css",
    }
)
"""What folium's icons need of its class-wide lists, to which any map of the process may have added more."""
_ADDRESS_ATTRIBUTES = ("tiles", "url", "embed_link", "image")
_ADDRESS_OPTIONS = ("icon_url", "icon_retina_url", "shadow_url")
_ENTITIES = str.maketrans({"`": "&#96;", "\\": "&#92;", "$": "&#36;"})
_LEAVES_SCRIPT = re.compile(r"<(?=/script|!--)", re.IGNORECASE)


def every_element(element: Element) -> Iterator[Element]:
    """The element, all below it, and what stands in its popups."""
    yield element
    inside = getattr(element, "html", None)
    children = [*element._children.values()]  # noqa: SLF001 - branca has no public name for it
    if isinstance(inside, Element) and isinstance(element, folium.Popup):
        children.append(inside)
    for child in children:
        yield from every_element(child)


def make_inert(element: Element) -> None:
    """Let no text of a popup or a tooltip below `element` become code; doing it twice changes nothing more."""
    for each in every_element(element):
        if isinstance(each, Html):
            each.data = _inert(each.data, is_markup=each.script)
        elif isinstance(each, folium.Tooltip):
            each.text = _inert(each.text, is_markup=True)


def _inert(text: object, *, is_markup: bool) -> Markup:
    r"""The text as markup that means the same between backticks as in a document.

    >>> _inert("a `b` ${c} \\`", is_markup=True)
    Markup('a &#96;b&#96; &#36;{c} &#96;')
    >>> _inert("<b>`", is_markup=False)
    Markup('&lt;b&gt;&#96;')
    """
    if isinstance(text, Markup):
        return text
    own = str(text).replace("\\`", "`")  # folium has escaped the backticks of popups, which entities do better
    return Markup((own if is_markup else str(escape(own))).translate(_ENTITIES))  # noqa: S704 - the caller's markup


def inert_script(script: str) -> str:
    r"""The script with nothing in it that would end its element, in whatever string it stands.

    >>> inert_script('x("</script><!--")')
    'x("<\\/script><\\!--")'
    """
    return _LEAVES_SCRIPT.sub(r"<\\", script)


def addresses(element: Element) -> Iterator[str]:
    """The addresses that an element and those below it would make a browser load: tiles, images, remote data."""
    for each in every_element(element):
        options = getattr(each, "options", None)
        own = [getattr(each, name, None) for name in _ADDRESS_ATTRIBUTES]
        if isinstance(options, dict):
            own += [options.get(name) for name in _ADDRESS_OPTIONS]
        yield from (str(address) for address in own if is_foreign(address))
        markup = each.data if isinstance(each, Html) else each.text if isinstance(each, folium.Tooltip) else ""
        yield from MarkupScan.of(str(markup)).addresses


def icon_links(element: Element) -> list[Element]:
    """The links of folium's icon sets, which a plain folium map loads always and this one only where they are used."""
    if not any(isinstance(each, folium.Icon) for each in every_element(element)):
        return []
    scripts = [JavascriptLink(url) for name, url in folium.Map.default_js if name in _ICON_SETS]
    return [*scripts, *(CssLink(url) for name, url in folium.Map.default_css if name in _ICON_SETS)]


def has_frames(element: Element) -> bool:
    """Whether a popup holds a folium IFrame, which is a document in a data address."""
    return any(isinstance(each, IFrame) for each in every_element(element))
