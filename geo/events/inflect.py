"""The forms of English verbs, so that a rule names a verb once.

Knows regular inflection and a table of irregular verbs; refuses to know meaning. A verb may carry a particle: "take
over" inflects its first word.
"""

from __future__ import annotations

from typing import Literal

Form = Literal["base", "s", "past", "ed", "ing"]
FORMS: tuple[Form, ...] = ("base", "s", "past", "ed", "ing")
_VOWELS = "aeiou"
_IRREGULAR: dict[str, tuple[str, str]] = {
    "be": ("was", "been"),
    "beat": ("beat", "beaten"),
    "become": ("became", "become"),
    "begin": ("began", "begun"),
    "blow": ("blew", "blown"),
    "break": ("broke", "broken"),
    "bring": ("brought", "brought"),
    "come": ("came", "come"),
    "cut": ("cut", "cut"),
    "die": ("died", "died"),
    "drive": ("drove", "driven"),
    "fall": ("fell", "fallen"),
    "fight": ("fought", "fought"),
    "flee": ("fled", "fled"),
    "fly": ("flew", "flown"),
    "get": ("got", "got"),
    "give": ("gave", "given"),
    "go": ("went", "gone"),
    "hit": ("hit", "hit"),
    "hold": ("held", "held"),
    "keep": ("kept", "kept"),
    "lay": ("laid", "laid"),
    "leave": ("left", "left"),
    "lie": ("lay", "lain"),
    "lose": ("lost", "lost"),
    "make": ("made", "made"),
    "meet": ("met", "met"),
    "overrun": ("overran", "overrun"),
    "overtake": ("overtook", "overtaken"),
    "pay": ("paid", "paid"),
    "put": ("put", "put"),
    "retake": ("retook", "retaken"),
    "run": ("ran", "run"),
    "see": ("saw", "seen"),
    "send": ("sent", "sent"),
    "set": ("set", "set"),
    "shoot": ("shot", "shot"),
    "slip": ("slipped", "slipped"),
    "storm": ("stormed", "stormed"),
    "strike": ("struck", "struck"),
    "sweep": ("swept", "swept"),
    "take": ("took", "taken"),
    "tell": ("told", "told"),
    "win": ("won", "won"),
    "travell": ("travelled", "travelled"),
    "withdraw": ("withdrew", "withdrawn"),
}
_DOUBLING = frozenset({"grab", "slip", "plan", "stop", "ram", "blockad", "kidnap", "equip", "rob", "trap"})


def inflect(verb: str) -> dict[Form, str]:
    """All forms of a verb, its particle kept behind each.

    >>> inflect("take over")["ed"], inflect("seize")["ing"], inflect("capture")["s"]
    ('taken over', 'seizing', 'captures')
    """
    head, _, particle = verb.partition(" ")
    tail = f" {particle}" if particle else ""
    past, participle = _IRREGULAR.get(head) or (_with_ed(head), _with_ed(head))
    forms: dict[Form, str] = {"base": head, "s": _with_s(head), "past": past, "ed": participle, "ing": _with_ing(head)}
    return {form: word + tail for form, word in forms.items()}


def _with_s(verb: str) -> str:
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")


def _with_ed(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return verb[:-1] + "ied"
    return verb + (verb[-1] if _doubles(verb) else "") + "ed"


def _with_ing(verb: str) -> str:
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")) and verb != "be":
        return verb[:-1] + "ing"
    return verb + (verb[-1] if _doubles(verb) else "") + "ing"


def _doubles(verb: str) -> bool:
    if verb in _DOUBLING:
        return True
    short = len(verb) in {3, 4} and verb[-1] not in "aeiouwxyrnkdl" and verb[-2] in _VOWELS and verb[-3] not in _VOWELS
    return short or verb in {
        "run",
        "win",
        "get",
        "set",
        "cut",
        "put",
        "overrun",
        "begin",
        "hit",
        "repel",
        "expel",
        "compel",
        "control",
        "permit",
        "admit",
    }
