"""What a number looks like in the folded, masked text that stated counts are read in."""

from __future__ import annotations

NUMBER_WORD = (
    r"(?:\d{1,3}(?:,\d{3})+|\d+"
    r"|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:\s(?:one|two|three|four|five|six|seven|eight|nine))?"
    r"|half a dozen|(?:a|two|three|four) dozen|a hundred"
    r"|an?(?!\s(?:estimated|number|total|further|few|handful|couple|group|third|quarter)\b)"
    r"|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    r"|eighteen|nineteen"
    r"|dozens|scores|hundreds|thousands|several|many)"
)
"""A pattern for one number. "A" and "an" are one, but not where they only open a phrase ("a number of")."""
