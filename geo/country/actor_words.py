"""The words around the names and nouns of those who act; `data/languages/en/actors.toml` says what each is for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from geo.language.stems import any_word
from geo.language.word_lists import read_words


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class ActorWords:
    """The word lists of one language as patterns; `article`, `former` and `name_before` end where an actor begins."""

    own: re.Pattern[str]
    speakers_own: re.Pattern[str]
    its: re.Pattern[str]
    article: re.Pattern[str]
    former: re.Pattern[str]
    former_of: re.Pattern[str]
    of_another: re.Pattern[str]
    of_next_door: re.Pattern[str]
    next_doors: re.Pattern[str]
    men: re.Pattern[str]
    name_before: re.Pattern[str]
    collectives: frozenset[str]
    any_army: frozenset[str]
    known: re.Pattern[str]
    split_off: re.Pattern[str]
    against: re.Pattern[str]
    against_name: re.Pattern[str]
    changed_sides: re.Pattern[str]
    joined: re.Pattern[str]
    opposing: re.Pattern[str]
    suffered: re.Pattern[str]
    retired: re.Pattern[str]
    of_the_past: re.Pattern[str]
    commanding: re.Pattern[str]
    deed_behind: re.Pattern[str]
    own_deed: re.Pattern[str]
    speaking: re.Pattern[str]
    harming: re.Pattern[str]


@cache
def actor_words(language: str = "en") -> ActorWords:
    """The words of a language; read once."""
    table = read_words("actors", language)["words"]
    words = {name: any_word(each) for name, each in table.items()}
    who_had = rf",?\s+(?:{words['who']})\s+(?:(?:{words['have']})\s+)?(?:[a-z]+ly\s+)?"
    past = rf"(?:{words['past']})\s+(?:[a-z]+\s+)?(?:{words['rule']})"
    deed = rf"(?:(?:{words['deed_kinds']})\s+)?(?:{words['state_deeds']})\b"
    no_name = any_word(word.capitalize() for word in table["no_name"])
    return ActorWords(
        own=re.compile(rf"(?:{words['own']})\s", re.IGNORECASE),
        speakers_own=re.compile(rf"(?:{words['speakers_own']})\s", re.IGNORECASE),
        its=re.compile(rf"(?:{words['its']})\s", re.IGNORECASE),
        article=re.compile(rf"\b(?:{words['articles']})\s+$"),
        former=re.compile(rf"\b(?:{words['former']})\s+$"),
        former_of=re.compile(
            rf"\b(?:{words['former']})\s+(?:[a-z]+\s+)?(?:{words['in_service']})\s+(?:of|in|with)\s+(?:the\s+)?$"
        ),
        of_another=re.compile(
            rf"\s+(?:{words['loyal_to']}|(?:{words['led_by']})\s+(?:the |an? )?(?:[a-z]+ )?(?:{words['titles']}))\b"
        ),
        of_next_door=re.compile(rf"\s+(?:of|from)\s+(?:the|a|its)\s+(?:{words['next_door']})\b"),
        next_doors=re.compile(rf"\b(?:{words['next_door']})['’]s\s+$"),  # noqa: RUF001
        men=re.compile(rf"\b(?:{words['men']})\b"),
        name_before=re.compile(rf"(?<![\w'’-])(?!(?:{no_name})\b)[A-Z][\w'’-]*\s+$"),  # noqa: RUF001
        collectives=frozenset(table["collectives"]),
        known=re.compile(rf"(?:{words['known']})\s", re.IGNORECASE),
        any_army=frozenset(table["any_army"]),
        split_off=re.compile(rf"\b(?:{words['split_off']})\s+$"),
        against=re.compile(rf"\b(?:{words['against']})\s+$"),
        against_name=re.compile(rf"\b(?i:{words['against']})[- ][A-Z][\w-]*\s+$"),
        changed_sides=re.compile(rf"{who_had}(?:{words['changed_sides']})\b"),
        joined=re.compile(rf"{who_had}(?:{words['joined']})\s+(?:the\s+)?"),
        deed_behind=re.compile(rf"\s+{deed}"),
        own_deed=re.compile(rf"['\u2019]s?\s+{deed}"),
        speaking=re.compile(rf"\s+(?:(?:{words['have']}|[a-z]+ly|later|also)\s+)?(?:{words['speaking']})\b"),
        harming=re.compile(rf"\b(?:{words['harming']})\b"),
        retired=re.compile(rf"\b(?:{words['retired']})[\s-]+(?:(?:{words['of_service']})[\s-]+){{0,2}}$"),
        of_the_past=re.compile(rf"\s+(?:of|in|with|under|for)\s+(?:the|a)\s+{past}\b"),
        commanding=re.compile(rf"{words['commanding']}"),
        suffered=re.compile(rf"(?:'s)?\s+(?:{words['suffered']})\b"),
        opposing=re.compile(rf"\s+(?:{words['opposing']})\s+(?:the\s+)?"),
    )
