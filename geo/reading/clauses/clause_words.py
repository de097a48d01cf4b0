"""The words by which sentences are read as clauses; `data/languages/en/clauses.toml` says what each is for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from geo.language.word_lists import read_words, word_sets


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class PartyWords:
    """Who acts, and how many."""

    groups: frozenset[str]
    followers: frozenset[str]
    counting: frozenset[str]
    part_of: frozenset[str]
    men: frozenset[str]
    men_of: frozenset[str]
    known_group: frozenset[str]
    own_group: frozenset[str]
    deeds: frozenset[str]
    done_by: frozenset[str]
    used: frozenset[str]
    shots: frozenset[str]
    ceding: frozenset[str]
    bodies: frozenset[str]
    striking: frozenset[str]
    former: frozenset[str]
    deed_by: frozenset[str]
    fighting: frozenset[str]
    setting_off: frozenset[str]
    deeds_of: frozenset[str]
    setting: frozenset[str]
    kin_of: frozenset[str]
    buried: frozenset[str]
    done_in: frozenset[str]
    deed_means: frozenset[str]
    whose_deed: frozenset[str]
    mutual: frozenset[str]
    done_with: frozenset[str]
    troops: frozenset[str]
    other_than: frozenset[str]
    many: frozenset[str]
    conceding: frozenset[str]
    lawless: frozenset[str]
    regaining: frozenset[str]
    expelling: frozenset[str]
    leaving: frozenset[str]
    staying: frozenset[str]
    quitting: frozenset[str]
    reflexive: frozenset[str]
    definite: frozenset[str]
    hardly: frozenset[str]
    anybody: frozenset[str]
    nobody: frozenset[str]
    voices: frozenset[str]
    voice_of: frozenset[str]
    heading: frozenset[str]
    ranks: frozenset[str]
    shortened: frozenset[str]
    abbreviated: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class VerbWords:
    """Verbs by what may stand beside them."""

    auxiliaries: frozenset[str]
    auxiliary_forms: frozenset[str]
    epithets: frozenset[str]
    unsure_modals: frozenset[str]
    charging: frozenset[str]
    unreduced: frozenset[str]
    future_modals: frozenset[str]
    permitting: frozenset[str]
    obliging: frozenset[str]
    vouching: frozenset[str]
    decreeing: frozenset[str]
    free_particles: frozenset[str]
    returning: frozenset[str]
    bound_particles: frozenset[str]
    above: frozenset[str]
    copulas: frozenset[str]
    having: frozenset[str]
    doing: frozenset[str]
    concerning: frozenset[str]
    showing: frozenset[str]
    addressing: frozenset[str]
    owning_up: frozenset[str]
    lying_around: frozenset[str]
    in_the_singular: frozenset[str]
    refusing_modals: frozenset[str]
    doing_deeds: frozenset[str]
    issuing: frozenset[str]
    notices: frozenset[str]
    refusing: frozenset[str]
    bare_infinitive: frozenset[str]
    seeing: frozenset[str]
    object_control: frozenset[str]
    naming: frozenset[str]
    disguising: frozenset[str]
    including: frozenset[str]
    giving: frozenset[str]
    coming_about: frozenset[str]
    still_due: frozenset[str]
    done_when_due: frozenset[str]
    taking_place: frozenset[str]
    carried_out: frozenset[str]
    wreaking: frozenset[str]
    describing: frozenset[str]
    answering: frozenset[str]
    under_way: frozenset[str]
    under_way_by: frozenset[str]
    depicting: frozenset[str]
    believing: frozenset[str]
    seeming: frozenset[str]
    at_first: frozenset[str]
    taking_time: frozenset[str]
    doubting: frozenset[str]
    nearing: frozenset[str]
    preventing: frozenset[str]
    warding: frozenset[str]
    escaping: frozenset[str]
    clause_only: frozenset[str]
    supposing: frozenset[str]
    denying: frozenset[str]
    proclaiming: frozenset[str]
    repelling: frozenset[str]
    not_only: frozenset[str]
    matters: frozenset[str]
    otherwise: frozenset[str]
    coming_off: frozenset[str]
    followed: frozenset[str]
    losing: frozenset[str]
    in_turn: frozenset[str]
    going_round: frozenset[str]
    denying_both: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class NounWords:
    """Nouns and their adjectives."""

    denied: frozenset[str]
    takings: frozenset[str]
    anything: frozenset[str]
    sufferers: frozenset[str]
    known: frozenset[str]
    doubting: frozenset[str]
    hardly_any: frozenset[str]
    public: frozenset[str]
    naming: frozenset[str]
    vague_ground: frozenset[str]
    features: frozenset[str]
    held: frozenset[str]
    land: frozenset[str]
    posts: frozenset[str]
    towns: frozenset[str]
    points_in_time: frozenset[str]
    ways: frozenset[str]
    known_times: frozenset[str]
    attributive_times: frozenset[str]
    attributive_plurals: frozenset[str]
    charges: frozenset[str]
    degrees: frozenset[str]
    deeds: frozenset[str]
    versions: frozenset[str]
    earlier: frozenset[str]
    behind_noun: frozenset[str]
    before_adjective: frozenset[str]
    before_people: frozenset[str]
    daily: frozenset[str]
    passage: frozenset[str]
    barring: frozenset[str]
    on_way: frozenset[str]
    measured: frozenset[str]
    days_before: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class OpenerWords:
    """Words that open a clause, a phrase or a member of a list."""

    front: frozenset[str]
    before_gerund: frozenset[str]
    comparing: frozenset[str]
    likening: frozenset[str]
    likened_in: frozenset[str]
    presupposing: frozenset[str]
    presupposed: frozenset[str]
    no_subjects: frozenset[str]
    orderly: frozenset[str]
    temporal: frozenset[str]
    every_time: frozenset[str]
    conditions: frozenset[str]
    without: frozenset[str]
    manner: frozenset[str]
    briefly: frozenset[str]
    bounding: frozenset[str]
    parting_times: frozenset[str]
    times_alone: frozenset[str]
    coming: frozenset[str]
    at_one_time: frozenset[str]
    by_doing: frozenset[str]
    ending: frozenset[str]
    since: frozenset[str]
    during: frozenset[str]
    meant: frozenset[str]
    attributing: frozenset[str]
    listing: frozenset[str]
    singling: frozenset[str]
    adding: frozenset[str]
    company: frozenset[str]
    sequence: frozenset[str]
    following: frozenset[str]
    among: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class PrepositionWords:
    """Prepositions by what stands behind them."""

    locative: frozenset[str]
    whereabouts: frozenset[str]
    tight: frozenset[str]
    passing: frozenset[str]
    passages: frozenset[str]
    of_country: frozenset[str]
    states: frozenset[str]
    change_in: frozenset[str]
    out_of_all: frozenset[str]
    fronted: frozenset[str]
    contrasting: frozenset[str]
    opening: frozenset[str]
    roughly: frozenset[str]
    upwards: frozenset[str]
    ranging: frozenset[str]
    inside: frozenset[str]
    lying: frozenset[str]
    aside: frozenset[str]
    stative: frozenset[str]
    beyond: frozenset[str]
    over: frozenset[str]
    targeted: frozenset[str]
    aimed: frozenset[str]
    stating: frozenset[str]
    governed: frozenset[str]
    wished: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class WholeWords:
    """What takes a part away from a whole."""

    whole: frozenset[str]
    nearly: frozenset[str]
    excepting: frozenset[str]
    exceptions: frozenset[str]
    leaving: frozenset[str]
    all_but: frozenset[str]
    everything: frozenset[str]
    each: frozenset[str]
    excepted: frozenset[str]
    sides: frozenset[str]
    inside: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class DescribingWords:
    """How a sentence says what a place is or where it lies."""

    most: frozenset[str]
    being: frozenset[str]
    kinds: frozenset[str]
    lying: frozenset[str]
    it: frozenset[str]
    of_name: frozenset[str]
    before: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class PronounWords:
    """Pronouns and determiners."""

    floating: frozenset[str]
    those_counted: frozenset[str]
    both: frozenset[str]
    emphatic: frozenset[str]
    personal: frozenset[str]
    subjects: frozenset[str]
    subjects_only: frozenset[str]
    possessive_objects: frozenset[str]
    possessed_adverbs: frozenset[str]
    objects: frozenset[str]
    series: frozenset[str]
    singled: frozenset[str]
    one_more: frozenset[str]
    next_ones: frozenset[str]
    striking: frozenset[str]
    bombers: frozenset[str]
    by_bombers: frozenset[str]
    rest: frozenset[str]
    former: frozenset[str]
    latter: frozenset[str]
    definite: frozenset[str]
    one_of_many: frozenset[str]
    own: frozenset[str]
    unnamed: frozenset[str]
    personal_owners: frozenset[str]
    things: frozenset[str]
    several: frozenset[str]
    owning: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class ListWords:
    """Headings and entries of lists."""

    against: frozenset[str]
    pointing: frozenset[str]
    either: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class StateWords:
    """What is told as a state in passing: "with X in Taliban hands"."""

    beside: frozenset[str]
    within: frozenset[str]
    held: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class AlikeWords:
    """What fared as something told before did."""

    following: frozenset[str]
    joining: frozenset[str]
    next: frozenset[str]
    being: frozenset[str]
    sharing: frozenset[str]
    fates: frozenset[str]
    bare: frozenset[str]
    that_of: frozenset[str]
    known: frozenset[str]
    same: frozenset[str]
    doing: frozenset[str]
    likewise: frozenset[str]
    going: frozenset[str]
    with_it: frozenset[str]
    coming: frozenset[str]
    turns: frozenset[str]
    befalling: frozenset[str]
    befalling_to: frozenset[str]
    lists: frozenset[str]
    after: frozenset[str]
    like: frozenset[str]
    by_means: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class ClauseWords:
    """The word lists of one language, by table."""

    parties: PartyWords
    verbs: VerbWords
    nouns: NounWords
    openers: OpenerWords
    prepositions: PrepositionWords
    pronouns: PronounWords
    wholes: WholeWords
    describing: DescribingWords
    lists: ListWords
    alike: AlikeWords
    states: StateWords


@cache
def clause_words(language: str = "en") -> ClauseWords:
    """The words of a language; read once."""
    tables = read_words("clauses", language)
    return ClauseWords(
        parties=PartyWords(**word_sets(tables["parties"])),
        verbs=VerbWords(**word_sets(tables["verbs"])),
        nouns=NounWords(**word_sets(tables["nouns"])),
        openers=OpenerWords(**word_sets(tables["openers"])),
        prepositions=PrepositionWords(**word_sets(tables["prepositions"])),
        pronouns=PronounWords(**word_sets(tables["pronouns"])),
        wholes=WholeWords(**word_sets(tables["wholes"])),
        describing=DescribingWords(**word_sets(tables["describing"])),
        lists=ListWords(**word_sets(tables["lists"])),
        alike=AlikeWords(**word_sets(tables["alike"])),
        states=StateWords(**word_sets(tables["states"])),
    )
