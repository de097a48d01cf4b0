"""What stands beside a word: the questions that the tags of its neighbours answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.language import default_language
from geo.reading.clauses.clause_words import clause_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.reading.clauses.tokens import Token


OPENS_PHRASE = frozenset({"DT", "PRP$", "JJ", "NN", "NNP", "CD", "PRP"})

FINITE = frozenset({"VBD", "VBZ", "MD"})
"""Tags of finite verbs, the base form left out, which is no less a noun."""
BEFORE_NOUN = frozenset({"DT", "PRP$", "JJ", "CD", "POS"})
"""Tags of what stands right before a noun."""

_STOPS = frozenset({".", ";", ":", "?", "-"})
_PARTING_TIMES = clause_words().openers.parting_times
_AUXILIARY_FORMS = clause_words().verbs.auxiliary_forms
_EVERY_TIME = clause_words().openers.every_time
_DEEDS = clause_words().nouns.deeds
_LISTED = 6
"""So many words a deed in a list has around it: "of murder, kidnapping and extortion"."""
_PARTIES = clause_words().parties
_SEEING = clause_words().verbs.seeing


def word_before(tokens: Sequence[Token], i: int) -> Token | None:
    """The nearest token before that is no adverb or quotation mark."""
    for k in range(i - 1, -1, -1):
        if tokens[k].tag not in {"RB", '"', "NEG"}:
            return tokens[k]
    return None


def word_behind(tokens: Sequence[Token], i: int) -> Token | None:
    """The nearest token behind that is no adverb or quotation mark."""
    for k in range(i + 1, len(tokens)):
        if tokens[k].tag != '"' and tokens[k].tags != {"RB"}:
            return tokens[k]
    return None


def auxiliary_of(tokens: Sequence[Token], i: int) -> str | None:
    """The base form of the auxiliary that governs a verb at `i`; adverbs, "all", "both" or a time may stand between."""
    parted = False  # "were on Monday arrested", "has for three days attacked"
    for k in range(i - 1, max(-1, i - 7), -1):
        token = tokens[k]
        if token.tag in {"RB", "NEG", '"'} or token.low in {"all", "both", "each"}:
            continue  # also 'have "captured the town"'
        if token.kind == "date" or (
            not parted and token.kind == "word" and token.lemma in default_language().time_nouns
        ):
            parted = True
            continue
        if parted and (token.tag in {"DT", "CD", "JJ"} or token.low in _PARTING_TIMES):
            continue
        if token.lemma in {"be", "have", "get", "do"} and token.tag.startswith("VB"):
            return token.lemma
        if token.tag == "MD":
            return "modal"
        return None
    return None


def is_existential(behind: Token | None) -> bool:
    """Whether the word behind "there" makes it a subject: "there was", "there could be", "there have been"."""
    return behind is not None and (
        "MD" in behind.tags or behind.low in {"is", "are", "was", "were", "has", "have", "had", "'s", "seems", "remain"}
    )


def is_told_to_exist(tokens: Sequence[Token], i: int) -> bool:
    """Whether "there" and a form of "be" stand right before: "there was fighting", "there had been shelling"."""
    k = i - 1
    if k < 1 or tokens[k].lemma != "be":
        return False
    while k >= 0 and (tokens[k].lemma in {"be", "have"} or tokens[k].tag == "MD"):
        k -= 1
    return k >= 0 and tokens[k].low == "there"


def is_deed_of(tokens: Sequence[Token], i: int) -> bool:
    """Whether a word in "-ing" is the deed of the party whose name stands right before it: "U.S. bombing in X killed".

    So it is behind a day that has a determiner.

    Behind those who fight ("soldiers shelling X") it is what they are doing.
    """
    before = tokens[i - 1] if i else None
    if before is not None and before.kind == "date" and i > 1 and tokens[i - 2].tag in {"DT", "PRP$", "POS"}:
        return True  # "the May 5 bombing in X"
    if before is None or before.kind != "actor" or tokens[i].low not in _DEEDS:
        return False
    last = before.text.split()[-1]
    if last.islower() and last.endswith(("s", "men", "people")):
        return False
    behind = tokens[i + 1] if i + 1 < len(tokens) else None
    return behind is not None and not has_object(behind) and has_finite(tokens, i + 1)


def is_listed_deed(tokens: Sequence[Token], i: int) -> bool:
    """Whether a word in "-ing" is one of the deeds behind "of": "accused them of murder, kidnapping and extortion"."""
    around = tokens[max(0, i - 3) : i + 3]
    if len(around) < _LISTED:
        return False
    opening, first, comma, _, behind, last = around
    is_list = comma.low == "," and behind.low in {",", "and", "or"} and last.tags & {"NN", "VBG"} == {"NN"}
    return opening.low == "of" and "NN" in first.tags and is_list


def is_behind_help(tokens: Sequence[Token], i: int) -> bool:
    """Whether a verb of helping stands right before a word, which may then be its infinitive: "helped retake"."""
    before = tokens[i - 1] if i else None
    return before is not None and before.lemma == "help" and before.tag.startswith("VB")


def is_seen_doing(tokens: Sequence[Token], i: int, behind: Token | None) -> bool:
    """Whether a word may be what somebody or something is seen to do: "saw the city fall", "saw men gun down a judge".

    Those seen are several or go by the name of a place, so that the word is no noun beside theirs.
    """
    before = tokens[i - 1] if i else None
    if before is None or not (before.is_nominal or before.kind in {"place", "actor"}):
        return False
    last = before.text.split()[-1]
    are_many = last.islower() and last.endswith(("s", "men", "people")) and before.kind != "place"
    k = i - 1
    while k >= 0 and (tokens[k].is_nominal or tokens[k].tag in {"DT", "JJ", "CD", "PRP$"} or tokens[k].low == "of"):
        are_many = are_many or (tokens[k].kind == "place" and k >= i - 2)
        k -= 1
    seeing = k >= 0 and tokens[k].lemma in _SEEING and tokens[k].tag.startswith("VB")
    follows = {"DT", "CD", "PRP$", "IN", "RB", "TO"} | ({"NN"} if before.kind == "actor" else set())
    is_verb = behind is None or behind.kind != "word" or bool(behind.tags & follows)
    if "VBN" in tokens[i].tags and behind is not None and "IN" in behind.tags:
        return False  # "saw the camp overrun by rebels"
    return seeing and are_many and is_verb


def has_past_behind(tokens: Sequence[Token], i: int) -> bool:
    """Whether a past form and its object follow a word in "-ing", their subject: "the shelling wounded two"."""
    verb, behind = (tokens[k] if k < len(tokens) else None for k in (i + 1, i + 2))
    return verb is not None and "VBD" in verb.tags and behind is not None and opens_object(behind)


def opens_fronted(tokens: Sequence[Token], i: int) -> bool:
    """Whether a word in "-ing" without an object opens a clause behind its day or "where", and a verb follows it.

    "On Tuesday morning fighting had broken out", "in Kunar, where fighting near the border was reported"; also behind
    the place and the comma that open the sentence: "In Kunar, fighting displaced 200 families", "In Kunar, shelling by
    soldiers killed two".
    """
    before = tokens[i - 1] if i else None
    behind = tokens[i + 1] if i + 1 < len(tokens) else None
    if before is None or has_object(behind) or not has_finite(tokens, i + 1):
        return False
    if before.low == "where":
        return True
    if before.tag == ",":
        goes_on = behind is not None and (
            bool(behind.tags & FINITE) or (tokens[i].low in _DEEDS and "IN" in behind.tags)
        )
        return goes_on and is_behind_fronted(tokens, i)
    return _is_behind_day(tokens, i)


def is_behind_fronted(tokens: Sequence[Token], i: int) -> bool:
    """Whether only a phrase or an adverb and their comma, or a day, stand before a word: "In Kunar, ..."."""
    if not i or tokens[i - 1].tag != ",":
        return _is_behind_day(tokens, i)
    opening = tokens[: i - 1]
    opens = bool(opening) and (opening[0].tag in {"IN", "RB"} or opening[0].kind == "date")
    if opens and all(_is_nominal(each) for each in opening):
        return True
    is_clause = any(
        each.tag == "SC" for each in opening[:_FRONT]
    )  # "As shops opened, ...", "Hours after he spoke, ..."
    return is_clause and sum(each.tag in FINITE for each in opening) == 1


_SAYING = 2
_FRONT = 3
"""So many words at most stand before the word that opens a clause in front: "two hours after"."""


def opens_what_is_said(tokens: Sequence[Token], i: int) -> bool:
    """Whether a noun that may be a verb opens what somebody says: "said that control of X passed to", "that fighting".

    "That" stands right behind the verb of saying, its day, or what it is said in ("in a statement"); a verb follows.
    """
    if i < _SAYING or tokens[i - 1].low != "that" or not has_finite(tokens, i + 1):
        return False
    k = i - 2
    while k > 0 and (tokens[k].kind == "date" or tokens[k].tag in {"IN", "DT", "NN", "JJ"}):
        k -= 1
    said_in = tokens[k + 1 : i - 1]
    is_own = not said_in or said_in[-1].kind == "date" or said_in[-1].tag == "IN" or said_in[0].tag == "IN"
    return is_own and _says(tokens[k])


def _is_behind_day(tokens: Sequence[Token], i: int) -> bool:
    """Whether a day opens the clause right before a word."""
    k = i - 1
    while k >= 0 and (tokens[k].kind == "date" or tokens[k].tag in {"IN", "RB"}):
        k -= 1
    opens = k < 0 or tokens[k].kind == "mark" or tokens[k].tag in {"CC", "SC", "THAT"} or _says(tokens[k])
    return bool(i) and tokens[i - 1].kind == "date" and opens


def _says(token: Token) -> bool:
    """Whether a word is a verb of saying: "said on Monday fighting went on"."""
    return token.tag in {"VBD", "VBZ"} and default_language().says("saying", token.lemma) is not None


def _is_nominal(token: Token) -> bool:
    """Whether a word may stand in a prepositional phrase or a day."""
    return token.kind in {"date", "place"} or token.tag in {"IN", "DT", "JJ", "NN", "NNP", "CD", "RB"}


def has_object(behind: Token | None) -> bool:
    """Whether what stands behind a gerund may be its object."""
    return behind is not None and (
        behind.kind in {"place", "actor"}
        or (bool(behind.tags & (OPENS_PHRASE | {"POS"})) and not behind.tags & (FINITE | {"IN"}))
    )


def has_finite(tokens: Sequence[Token], i: int) -> bool:
    """Whether a finite verb that can be nothing else follows before the clause ends."""
    for k in range(i, len(tokens)):
        token = tokens[k]
        if token.kind == "mark" and token.tag in _STOPS:
            return False
        if token.low in {"who", "which", "that", "as", "after", "when", "while", "where", "because", "before"}:
            return False
        if token.kind != "word":
            continue
        if "MD" in token.tags or (token.tags & {"VBD", "VBZ"} and not token.tags & {"NN", "JJ"} and token.low != "'s"):
            return True
    return False


def opens_clause(tokens: Sequence[Token], i: int) -> bool:
    """Whether only a noun phrase stands between a word and what opened its clause: "which many call", "if X falls"."""
    seen = False
    for k in range(i - 1, -1, -1):
        token = tokens[k]
        if seen and token.low in {"day", "moment", "night", "minute", "hour"} and k and tokens[k - 1].low == "the":
            return True
        if seen and k and f"{tokens[k - 1].low} {token.low}" in _EVERY_TIME:
            return True
        if token.is_nominal or token.tag in {"DT", "JJ", "CD", "PRP$", "RB", "PRP"}:
            seen = True
            continue
        return seen and (token.tag == "WP" or (token.tag == "SC" and "IN" not in token.tags))
    return False


def auxiliary_before_subject(tokens: Sequence[Token], i: int) -> bool:
    """Whether an auxiliary stands before the noun phrase that precedes: "should the city fall", "did they capture"."""
    for k in range(i - 1, -1, -1):
        token = tokens[k]
        if token.is_nominal or token.tag in {"DT", "JJ", "CD", "PRP$", "PRP", "POS"} or token.low == "of":
            continue
        return token.tag == "MD" or (token.lemma == "do" and token.tag in {"VBD", "VBZ", "VB"})
    return False


def singular_before(tokens: Sequence[Token], i: int) -> bool:
    """Whether the phrase before has an article of the singular: "an Afghan border", "this attack"."""
    for k in range(i - 1, -1, -1):
        if tokens[k].low in {"a", "an", "this", "that", "each", "every", "another"}:
            return True
        if not (tokens[k].is_nominal or tokens[k].tag in {"JJ", "CD"}):
            return False
    return False


def opens_object(behind: Token | None) -> bool:
    """Whether a token may begin an object: a name, an article, a number."""
    return behind is not None and (behind.kind in {"place", "actor"} or bool(behind.tags & {"DT", "PRP$", "CD"}))


def earlier_verb(tokens: Sequence[Token], i: int) -> bool:
    """Whether a finite verb stands before in the same stretch."""
    for k in range(i - 1, -1, -1):
        if tokens[k].kind == "mark" and tokens[k].tag in {*_STOPS, ","}:
            return False
        if tokens[k].tag in FINITE or (tokens[k].tag == "VB" and tokens[k].low in _AUXILIARY_FORMS):
            return True
        if tokens[k].tag in {"SC", "WP", "CC", "THAT"} and tokens[k + 1].kind != "date":  # not "since Monday"
            return False
    return False


def any_verb_before(tokens: Sequence[Token], i: int) -> bool:
    """Whether a verb stands before in the same sentence or behind the last colon, semicolon or dash."""
    for k in range(i - 1, -1, -1):
        if tokens[k].kind == "mark" and tokens[k].tag in _STOPS:
            return False
        if tokens[k].tag in FINITE | {"VB"}:
            return True
    return False


def in_prepositional(tokens: Sequence[Token], i: int) -> bool:
    """Whether the noun phrase before stands behind a preposition."""
    for k in range(i - 1, -1, -1):
        token = tokens[k]
        if token.is_nominal or token.tag in {"DT", "JJ", "CD", "PRP$", "POS", "RB"} or token.low == "of":
            continue
        if token.kind == "date" and tokens[k + 1].tag == "POS":
            continue  # "after Monday's drone strike"
        return token.tag in {"IN", "SC"}
    return False


def disagrees(tokens: Sequence[Token], i: int) -> bool:
    """Whether a base form is no verb of the noun before it, a thing in the singular: "the rocket attack in X"."""
    noun, k = tokens[i - 1], i - 1
    if noun.kind == "word" and noun.low[-1:].isdigit() and noun.low[:1].isalpha():
        return True  # a model: "17 AK-47 assault rifles", "an F-16 strike"
    if noun.kind != "word" or noun.tag != "NN" or not noun.low.isalpha() or noun.capital or noun.low.endswith("s"):
        return False
    if noun.low != noun.lemma or noun.low in _PARTIES.many | _PARTIES.groups:
        return False
    while k > 0 and (tokens[k - 1].is_nominal or tokens[k - 1].tag in {"JJ", "CD"}):
        k -= 1
    opener = tokens[k - 1] if k else None
    has_article = opener is not None and opener.tag in {"DT", "PRP$", "POS"}
    before = tokens[k - 2] if has_article and k > 1 else None if has_article else opener
    return has_article and (before is None or before.kind == "mark" or before.tag in {"IN", "SC"})
