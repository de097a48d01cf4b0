"""Where the user's district lines stand, if there are any: a question that must cost nothing.

Knows folders and receipts. The lines themselves are read by `geo.places.districts`, which loads shapely.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.user_folder import installed_sets, read_receipt

if TYPE_CHECKING:
    from pathlib import Path

KIND = "boundaries"
SET_NAME = "AFG_admin2"
FILE_NAME = "districts.geojson"


def installed_folder() -> Path | None:
    """Return the folder of the user's district polygons, or None if there are none or they are shut off."""
    return next((folder for folder in installed_sets(KIND) if folder.name == SET_NAME), None)


def describe_boundaries() -> list[str]:
    """Return what the boundaries are made of, for a manifest: "bundled", then each installed set and its sum."""
    return ["bundled", *(f"{folder.name} {read_receipt(folder).digest}" for folder in installed_sets(KIND))]
