"""The colours of the sides, measured: apart by lightness, clear of the land, patterned, for every common vision."""

from __future__ import annotations

import re
from itertools import combinations

import pytest

from maps.packaged import ASSETS

MAIN = ("taliban", "government", "nrf")
CSS = (ASSETS / "page.css").read_text(encoding="utf-8")
Rgb = tuple[float, float, float]
# On linear light: Viénot, Brettel and Mollon 1999 (protan, deutan); Brettel, Viénot and Mollon 1997 (tritan).
SIMULATIONS: dict[str, tuple[Rgb, Rgb, Rgb]] = {
    "none": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": ((0.11238, 0.88762, 0), (0.11238, 0.88762, 0), (0.00401, -0.00401, 1)),
    "deutan": ((0.29275, 0.70725, 0), (0.29275, 0.70725, 0), (-0.02234, 0.02234, 1)),
    "tritan": ((1, 0.15236, -0.15236), (0, 0.86717, 0.13283), (0, 0.86717, 0.13283)),
}


def palette(scheme: str) -> dict[str, Rgb]:
    """The custom colours of a scheme as linear light; the dark one has those of the light one that it does not name."""
    blocks = re.findall(r":root \{(.*?)\}", CSS, flags=re.DOTALL)
    told = "".join(blocks[:1] if scheme == "light" else blocks[:2])
    return {name: linear(code) for name, code in re.findall(r"--([\w-]+): (#[0-9a-f]{6})\b", told)}


def linear(code: str) -> Rgb:
    """The linear light of a colour written `#rrggbb`."""
    channels = [int(code[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels)
    return red, green, blue


def seen(colour: Rgb, vision: str) -> Rgb:
    """A colour as it is seen."""
    red, green, blue = (
        min(1.0, max(0.0, sum(a * b for a, b in zip(row, colour, strict=True)))) for row in SIMULATIONS[vision]
    )
    return red, green, blue


def luminance(colour: Rgb) -> float:
    return 0.2126 * colour[0] + 0.7152 * colour[1] + 0.0722 * colour[2]


def lightness(colour: Rgb) -> float:
    """CIE L*."""
    y = luminance(colour)
    return 116 * y ** (1 / 3) - 16 if y > 216 / 24389 else y * 24389 / 27


def contrast(one: Rgb, other: Rgb) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("vision", SIMULATIONS)
def test_main_sides_differ_in_lightness(scheme: str, vision: str) -> None:
    """Any two main sides are 25 or more apart in L*, whoever looks, so a greyscale print tells them apart."""
    colours = palette(scheme)
    for one, other in combinations(MAIN, 2):
        apart = abs(lightness(seen(colours[one], vision)) - lightness(seen(colours[other], vision)))
        assert apart >= 25, (one, other, round(apart, 1))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_each_side_stands_out_from_the_land(scheme: str) -> None:
    """A side's fill, or the ink of its pattern, has 3:1 against the land; so has what changed hands today."""
    colours = palette(scheme)
    for side in ("taliban", "government", "nrf", "iskp", "other"):
        inks = [colours[name] for name in (side, f"{side}-mark") if name in colours]
        assert max(contrast(ink, colours["land"]) for ink in inks) >= 3, side
    for side in ("taliban", "government"):
        assert contrast(colours[f"{side}-deep"], colours["land"]) >= 3, side


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_changed_today_is_apart_from_what_was_held(scheme: str) -> None:
    """A side's colour for the day's gains is 15 or more in L* from what it held before, and has an outline besides."""
    colours = palette(scheme)
    for side in ("taliban", "government"):
        assert abs(lightness(colours[side]) - lightness(colours[f"{side}-deep"])) >= 15, side
    assert re.search(r"path\.province\.deep \{[^}]*stroke: var\(--edge\)", CSS)


def test_sides_differ_in_pattern() -> None:
    """All sides but one have a pattern of their own, which is drawn on the map and in every swatch."""
    template = (ASSETS / "page.html.j2").read_text(encoding="utf-8")
    marks = dict(re.findall(r'\("(\w+)", "(M[^"]+)"\)', template))
    assert set(marks) == {"government", "nrf", "iskp", "other"}
    assert len(set(marks.values())) == len(marks)
    for side in marks:
        assert f".fill-{side} {{ fill: url(#side-{side}); }}" in CSS
