"""From a mention to a place, and from a point to its province."""
