"""Names folded, loaded and looked up. Mentions and places both stand on it; it imports neither."""

from __future__ import annotations
