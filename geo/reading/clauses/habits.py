"""What happens again and again is background: "often attack convoys", "every week", "used to", "are common".

A habit is a clause of its own kind: nothing in it says that something happened once more now. The words are
`data/languages/en/assertion.toml`, `[habits]`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from geo.datewords.words import alternation, load_words
from geo.language.word_lists import read_words, word_sets
from geo.reading.clauses.clause_words import clause_words
from geo.reading.clauses.nouns import RANKED
from geo.text.number_words import value_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.reading.clauses.chunks import Phrase
    from geo.reading.clauses.clause import Clause, Parsed

_AHEAD = 3
"""So many words before "a series of" may say that something is one of it: "one more in a series of"."""
_CONTINUING = frozenset({"participle", "infinitive", "conjunct"})


@dataclass(frozen=True, slots=True)
class _HabitWords:
    adverbs: frozenset[str]
    phrases: re.Pattern[str]
    each: re.Pattern[str]
    rate: re.Pattern[str]
    each_time: frozenset[str]
    every_weekday: re.Pattern[str]
    lasting: re.Pattern[str]
    for_long: re.Pattern[str]
    past: frozenset[str]
    past_adverbs: frozenset[str]
    states: frozenset[str]
    being: frozenset[str]
    series: frozenset[str]
    seeing: frozenset[str]
    masses: frozenset[str]
    deeds: frozenset[str]
    since: frozenset[str]
    changing: frozenset[str]
    growing: frozenset[str]
    growing_fights: frozenset[str]
    frequent: frozenset[str]
    doing: frozenset[str]
    known_by: frozenset[str]
    known_for: frozenset[str]
    notorious: frozenset[str]
    records: frozenset[str]
    scenes: frozenset[str]
    witnessing: frozenset[str]
    months: frozenset[str]
    moving: frozenset[str]
    helping: frozenset[str]
    fights: frozenset[str]
    inside: frozenset[str]
    keeping: frozenset[str]
    as_a_rule: frozenset[str]


@cache
def _words() -> _HabitWords:
    lists = word_sets(read_words("assertion")["habits"])
    one_day = rf"(?!(?:{alternation(lists['of_one_day'])})\b)"
    each = rf"\b(?:{alternation(lists['each'])})\s+(?:{one_day}\w+\s+)?"
    rated = rf"(?!(?:{alternation(lists['parts_rate'])})\b)[a-z-]+\s+"
    return _HabitWords(
        adverbs=lists["adverbs"],
        phrases=re.compile(rf"\b(?:{alternation(lists['phrases'])})\b"),
        each=re.compile(rf"{each}(?:{alternation(lists['times'])})\b"),
        rate=re.compile(
            rf"\b(?:\d+|{alternation(load_words().amounts)})\s+(?:{rated}){{1,3}}(?:{alternation(lists['rates'])})\s+"
            rf"(?:{alternation(lists['rate_times'])})\b(?!['\u2019]|\s+(?:{alternation(lists['no_rate'])})\b)"
        ),
        each_time=lists["each_time"],
        every_weekday=re.compile(rf"{each}(?:{alternation(load_words().weekdays)})\b"),
        lasting=re.compile(rf"\bfor\s+(?:\w+\s+){{1,3}}?(?:{alternation(lists['lasting'])})\b"),
        for_long=re.compile(rf"\bfor\s+(?:{alternation(lists['long'])})\b"),
        past=lists["past"],
        past_adverbs=lists["past_adverbs"],
        states=lists["states"],
        being=lists["being"],
        series=lists["series"],
        seeing=lists["seeing"],
        masses=lists["masses"],
        deeds=lists["deeds"],
        since=lists["since"],
        changing=lists["changing"],
        growing=lists["growing"],
        growing_fights=lists["growing_fights"],
        frequent=lists["frequent"],
        doing=lists["doing"],
        known_by=lists["known_by"],
        known_for=lists["known_for"],
        notorious=lists["notorious"],
        records=lists["records"],
        scenes=lists["scenes"],
        witnessing=lists["witnessing"],
        months=lists["months"],
        moving=lists["moving"],
        helping=lists["helping"],
        fights=lists["fights"],
        inside=lists["inside"],
        keeping=lists["keeping"],
        as_a_rule=lists["as_a_rule"],
    )


def habit(clause: Clause, parsed: Parsed, phrase: Phrase | None = None) -> str | None:
    """The words by which a clause tells of what happens again and again; None where it tells of something done.

    For an event noun, `phrase`, they hold where it speaks of any of its kind ("bombings", "such attacks"): who often
    speaks of the attack tells of one attack. The fight in which somebody is helped goes on anyhow.
    """
    if phrase is not None and (cue := _standing_fight(clause, phrase)) is not None:
        return cue
    if phrase is not None and (cue := _stepped_up(clause, phrase)) is not None:
        return cue
    if phrase is not None and (phrase.determiner in {"the", "this", "that"} or phrase.possessor is not None):
        return None
    for each in _told_alike(clause):
        if (
            cue := _own(each, parsed)
            or _kept_up(each, phrase)
            or _state(each, phrase)
            or _count(each, phrase)
            or _grown(each, phrase)
            or _in_series(each, phrase)
            or _seen(each)
            or _many_since(each, parsed)
            or _for_years(each, phrase, parsed)
            or _for_months(each, phrase)
        ):
            return cue
    return None


def _standing_fight(clause: Clause, phrase: Phrase) -> str | None:
    """The verb that says only whose side somebody is on: "has backed the government in its fight against X"."""
    words, verb = _words(), clause.verb
    is_known = phrase.lemma in words.fights and phrase.determiner in clause_words().pronouns.definite
    if verb is None or verb.lemma not in words.helping or not is_known or clause.dates:
        return None
    inside = [*clause.phrases, *(pair for each in clause.objects for pair in each.attached)]
    return next((verb.lemma for word, each in inside if word in words.inside and each is phrase), None)


def _told_alike(clause: Clause) -> Iterator[Clause]:
    """A clause and those whose adverbs hold for it: what it shares its subject with, and what it goes on from."""
    each: Clause | None = clause
    for _ in range(len(clause.chain()) + 2):
        if each is None:
            return
        yield each
        each = each.shared or (each.parent if each.kind in _CONTINUING and each.connector is None else None)


def _own(clause: Clause, parsed: Parsed) -> str | None:
    words, verb = _words(), clause.verb
    if verb is None:
        return None
    for adverb in (*clause.adverbs, *verb.adverbs):
        if adverb in words.adverbs:
            return adverb
    low = [token.low for token in parsed.tokens[verb.start : verb.head]]
    if verb.perfect and (cue := next((each for each in low if each in words.past_adverbs), None)):
        return cue
    if _was_used_to(clause):
        return "used to"
    opened = (each.connector for each in parsed.clauses if each is clause or each.parent is clause)
    cue = next((each for each in opened if each in words.each_time), None)
    if cue is not None and not clause.dates:
        return cue  # not "on Friday they shot whenever a car came"
    text = _text(clause, parsed)
    if found := words.phrases.search(text):
        return found[0]
    if found := words.rate.search(text):
        return found[0]
    found = words.each.search(text)
    others = [token for token in clause.dates if found is None or token.low not in found[0].split()]  # "every autumn"
    if others or (verb.perfect and words.lasting.search(text)):
        found = None  # "every week since summer", "daily for two weeks" go on now
    found = found or words.every_weekday.search(text)
    return found[0] if found is not None else None


def described(clause: Clause) -> str | None:
    """The verb of a relative clause that only says what somebody does: "men who clear mines", "who attack convoys".

    A form in the plain present with no day, of a verb: whoever is told of did nothing now.
    """
    verb = clause.verb
    if clause.kind != "relative" or verb is None or clause.dates or clause.times:
        return None
    return verb.tokens[verb.head].text if is_plain_present(clause) else None


def carried_out(clause: Clause, phrase: Phrase) -> str | None:
    """The same of deeds without an article, the object of such a clause: "gangs that mount car bombings"."""
    told = (more for each in clause.objects for more in (each, *each.members()))
    is_object = _is_any_such(phrase) and any(each is phrase for each in told)
    is_done = clause.verb is not None and clause.verb.lemma in _words().doing
    return described(clause) if is_object and is_done else None


def known_for(clause: Clause, phrase: Phrase) -> str | None:
    """What says that deeds without an article are what somebody is known for: "a leader involved in bombings"."""
    words, verb = _words(), clause.verb
    if verb is None or not _is_any_such(phrase):
        return None
    for word, other in clause.phrases:
        if all(each is not phrase for each in (other, *other.members(), other.of)) or word not in words.known_for:
            continue
        if other.of is phrase:
            return other.lemma if other.lemma in words.records else None
        before = phrase.tokens[max(phrase.start - 2, 0)].low
        if before in words.notorious and verb.lemma not in words.being:
            return before
        above = clause.parent if clause.kind == "infinitive" else clause  # "believed to be behind bombings"
        is_description = above is not None and (
            above.kind == "relative" or (above.kind == "participle" and above.passive)
        )
        return word if is_description and verb.lemma in words.known_by and not _names_a_day(clause) else None
    return None


def _is_any_such(phrase: Phrase) -> bool:
    """Whether a plural has no article, owner or exact number: it names deeds of a kind, and no single ones."""
    is_open = phrase.determiner is None or phrase.determiner in _words().masses  # "several bombings"
    return phrase.is_plural and is_open and phrase.possessor is None and not _is_counted(phrase)


def is_plain_present(clause: Clause) -> bool:
    """Whether the verb of a clause says what somebody does as a rule: "carry out", not "are carrying out"."""
    verb = clause.verb
    if verb is None or verb.tense != "present":
        return False
    return not (verb.perfect or verb.progressive or verb.passive or verb.modal)


def _was_used_to(clause: Clause) -> bool:
    """Whether an infinitive is what somebody used to do."""
    above = clause.parent
    if clause.kind != "infinitive" or above is None or above.verb is None or above.objects:
        return False
    return above.verb.lemma in _words().past and above.verb.tense == "past" and not above.passive


def _state(clause: Clause, phrase: Phrase | None) -> str | None:
    """Of a noun that is the subject of "are common": the word that says so."""
    words, verb = _words(), clause.verb
    if phrase is None or verb is None or verb.lemma not in words.being or clause.subject is None:
        return None
    if phrase is not clause.subject and phrase not in clause.subject.members():
        return None
    said = (*clause.adjectives, *(each.lemma for each in clause.objects))
    return next((each for each in said if each in words.states), None)


def _count(clause: Clause, phrase: Phrase | None) -> str | None:
    """Of a plural that is the subject of "have doubled", "are up by half": the verb of their change in number."""
    words, verb, subject = _words(), clause.verb, clause.subject
    if phrase is None or verb is None or subject is None or verb.passive or not phrase.is_plural:
        return None
    if phrase is not subject and phrase not in subject.members():
        return None
    beside = [verb.particle, *clause.adverbs] if verb.particle else clause.adverbs
    keys = {verb.lemma, *(f"{verb.lemma}_{each}" for each in beside)}
    is_moving = any(word in words.moving and each.start > verb.start for word, each in clause.phrases)
    return verb.lemma if keys & words.changing and not is_moving else None


def _kept_up(clause: Clause, phrase: Phrase | None) -> str | None:
    """What somebody "has been" doing to people, or "also" does, if no day is told: "have been targeting the police"."""
    words, verb = _words(), clause.verb
    if phrase is not None or verb is None or verb.passive or verb.lemma not in words.keeping or clause.dates:
        return None
    if any(each.determiner in {"a", "an"} or _is_counted(each) for each in clause.objects) or not clause.objects:
        return None
    is_rule = is_plain_present(clause) and not words.as_a_rule.isdisjoint((*clause.adverbs, *verb.adverbs))
    return verb.lemma if is_rule or (verb.perfect and verb.progressive and not verb.modal) else None


def _grown(clause: Clause, phrase: Phrase | None) -> str | None:
    """Of a plural that "has" grown, that somebody "has" stepped up, or done frequently, unless a day is told: how."""
    words, verb = _words(), clause.verb
    is_done = verb is not None and verb.lemma in words.doing and is_plain_present(clause)
    if verb is None or not (verb.perfect or is_done) or _names_a_day(clause):
        return None
    told = (*clause.objects, *(more for each in clause.objects for more in each.members())) if not verb.passive else ()
    deeds = [each for each in (told if phrase is None else (phrase,)) if each.is_plural]
    if often := next((token.low for each in deeds for token in each.own if token.low in words.frequent), None):
        return often
    if phrase is None or not phrase.is_plural or not verb.perfect:
        return None
    subjects = (clause.subject, *clause.subject.members()) if clause.subject is not None else ()
    is_object = any(each is phrase for each in told)
    is_fight = phrase.lemma in words.growing_fights and not is_object
    keys = {verb.lemma, f"{verb.lemma}_{verb.particle}"} if verb.particle else {verb.lemma}
    is_told = is_object or any(each is phrase for each in subjects)
    return verb.lemma if keys & words.growing and is_told and not is_fight else None


def _stepped_up(clause: Clause, phrase: Phrase) -> str | None:
    """The verb of somebody's own deeds that grew in a stretch without a day: "stepped up their attacks this year"."""
    words, verb = _words(), clause.verb
    if verb is None or verb.passive or not phrase.is_plural or all(each is not phrase for each in clause.objects):
        return None
    keys = {verb.lemma, f"{verb.lemma}_{verb.particle}"} if verb.particle else {verb.lemma}
    is_over_time = (bool(clause.dates) or verb.perfect) and not _names_a_day(clause)
    return verb.lemma if keys & words.growing and is_over_time else None


def _for_months(clause: Clause, phrase: Phrase | None) -> str | None:
    """Of a noun without an article: what a place has been the scene of, or has seen, "over the past two months"."""
    verb, words = clause.verb, _words()
    if phrase is None or verb is None or not verb.perfect or phrase.determiner is not None or _is_counted(phrase):
        return None
    is_scene = any(each.lemma in words.scenes for each in clause.objects) and verb.lemma in words.being
    long = next((each.low for each in clause.dates if not words.months.isdisjoint(each.low.split())), None)
    return long if is_scene or verb.lemma in words.witnessing else None


def _for_years(clause: Clause, phrase: Phrase | None, parsed: Parsed) -> str | None:
    """Of a noun without an article: that there has been such for so long, "has been the scene of clashes for years"."""
    verb = clause.verb
    if phrase is None or verb is None or not verb.perfect or phrase.determiner is not None:
        return None
    found = _words().for_long.search(_text(clause, parsed))
    ranked = RANKED.isdisjoint(token.low for token in phrase.own)
    return found[0] if found is not None and ranked else None


def _in_series(clause: Clause, phrase: Phrase | None) -> str | None:
    """Of a noun of what came before: "was the latest in a series of bombings", "..., the third in a wave of raids"."""
    if phrase is None:
        return None
    words, verb = _words(), clause.verb
    is_state = verb is None or verb.lemma in words.being
    for word, outer in clause.phrases:
        if outer.lemma not in words.series or outer is phrase or all(phrase is not each for each in outer.inside()):
            continue
        ahead = [token.low for token in outer.tokens[max(0, outer.start - _AHEAD) : outer.start]]
        if is_state or not RANKED.isdisjoint(ahead):
            return f"{word} a {outer.lemma}"
    return None


def _seen(clause: Clause) -> str | None:
    """What there has been for some time: "has seen a wave of bombings", "has been rocked by a series of blasts".

    Not where the text may just begin with it: "Herat has been rocked by a series of blasts".
    """
    words, verb = _words(), clause.verb
    subject = clause.subject
    is_the = subject is not None and subject.determiner == "the" and subject.of is None
    is_known = clause.kind == "relative" or is_the
    if verb is None or not verb.perfect or verb.lemma not in words.seeing or _names_a_day(clause):
        return None
    if verb.passive and not is_known and not clause.dates:
        return None
    seen = [each for word, each in clause.phrases if word == "by"] if verb.passive else clause.objects
    return next((f"{verb.lemma} a {each.lemma}" for each in seen if each.lemma in words.series), None)


def _many_since(clause: Clause, parsed: Parsed) -> str | None:
    """What many of a thing have done since a time: "dozens of bombs have been set off since the spring"."""
    words, verb, subject = _words(), clause.verb, clause.subject
    if verb is None or subject is None or not verb.perfect or _names_a_day(clause):
        return None
    told = {token.low for token in subject.tokens[subject.start : subject.end]}
    mass = next(iter(sorted(told & words.masses)), None)
    is_deeds = any(each.lemma in words.deeds for each in subject.inside())
    opened = {each.connector for each in parsed.clauses if each.parent is clause}
    is_since = not words.since.isdisjoint({*opened, *(word for word, _ in clause.phrases)})
    return f"{mass} since" if mass is not None and is_deeds and is_since else None


def _is_counted(phrase: Phrase) -> bool:
    """Whether a number says how many there were: "two bombings", not "several bombings", "dozens of clashes"."""
    values = (value_of(token.low) for token in phrase.own if token.tag == "CD")
    return any(each is not None and not each.is_vague for each in values)


def _names_a_day(clause: Clause) -> bool:
    """Whether a date of a clause is no mere number of months: "on Friday", "today", not "in recent months"."""
    units = load_words().units
    return any(units.keys().isdisjoint(token.low.split()) for token in clause.dates)


def _text(clause: Clause, parsed: Parsed) -> str:
    """The words of a clause without those of the clauses that hang on it."""
    inner = [(each.start, each.end) for each in parsed.clauses if each is not clause and each.start > clause.start]
    own = (
        token.low
        for k, token in enumerate(parsed.tokens[clause.start : clause.end], clause.start)
        if not any(start <= k < end for start, end in inner)
    )
    return " ".join(own)
