"""Properties of the clause reader: they hold for any capitals, in any list, in any of the forms of one fact.

The names are drawn from the table of provincial capitals, so that no sentence here is one that the reader was made for.
"""

from __future__ import annotations

import csv
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.files import reference_file
from geo.ledger import province_ids
from geo.reading.clauses import series
from geo.reading.clauses.build import build
from geo.reading.clauses.clause import MOST_CLAUSES
from geo.reading.clauses.tokens import MOST_TOKENS
from tests.drawing import examples
from tests.reading import read, taken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.language import LanguagePack
    from geo.reading.clauses.chunks import Chunk
    from geo.reading.clauses.clause import Parsed
    from geo.reading.clauses.tokens import Token

PUBLISHED = date(2021, 8, 10)
cheap = examples(20, 60, derandomize=True)

NAMESAKES = frozenset({"Faizabad", "Fayzabad", "Feyzabad"})
"""Spellings that towns of other provinces share: the other names of a list may decide for one of those."""


class Capital(NamedTuple):
    """One spelling of a capital, its unit and its province."""

    name: str
    unit_id: str
    province: str


@cache
def capitals() -> tuple[Capital, ...]:
    """All spellings of the 34 capitals, but for a province's name that is not its capital's own ("Samangan")."""
    with reference_file("tables/provinces.csv").open(encoding="utf-8", newline="") as lines:
        provinces = {row["iso_3166_2"]: row for row in csv.DictReader(lines)}
    found = []
    with reference_file("tables/capitals.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            province = provinces[row["iso_3166_2"]]
            only_province = {province["name"], *province["variants"].split("|")} - {row["capital"]}
            names = dict.fromkeys([row["capital"], *row["spellings"].split("|")])
            found += [Capital(name, row["iso_3166_2"], province["name"]) for name in names if name not in only_province]
    return tuple(found)


def some_capitals(least: int, most: int) -> st.SearchStrategy[list[Capital]]:
    """Lists of capitals of different provinces, each in any of its spellings but for namesakes."""
    names = [capital for capital in capitals() if capital.name not in NAMESAKES]
    return st.lists(st.sampled_from(names), min_size=least, max_size=most, unique_by=lambda capital: capital.unit_id)


def described_capitals() -> st.SearchStrategy[list[Capital]]:
    """Three capitals that do not bear a province's name: behind another name "Herat" may be where that one lies."""
    provinces = {capital.province for capital in capitals()}
    names = [each for each in capitals() if each.name not in NAMESAKES | provinces]
    return st.lists(st.sampled_from(names), min_size=3, max_size=3, unique_by=lambda capital: capital.unit_id)


def joined(members: Sequence[str], last: str = " and ") -> str:
    """A coordination of the members: commas, and `last` before the last one."""
    return members[0] if len(members) == 1 else ", ".join(members[:-1]) + last + members[-1]


def filled(form: str, members: Sequence[str], last: str = " and ") -> str:
    """The form with the members as `{x}`, its verb in the number of the members, and a full stop."""
    one = len(members) == 1
    text = form.format(x=joined(members, last), was="was" if one else "were", has="has" if one else "have")
    return (text[0].upper() + text[1:] + ".").replace(",.", ".").replace(",,", ",")


def gains(text: str) -> set[tuple[str | None, str | None]]:
    """Unit and taker of each asserted change of control."""
    return {(unit_id, taker) for _, unit_id, taker in taken(text, PUBLISHED)}


def by_taliban(drawn: Sequence[Capital]) -> set[tuple[str | None, str | None]]:
    """What a text says that gives these capitals to the Taliban."""
    return {(capital.unit_id, "taliban") for capital in drawn}


LASTS = st.sampled_from([" and ", ", and ", " as well as "])
ACTIVE = (
    "the Taliban captured {x} on Sunday",
    "the Taliban have captured {x}",
    "the Taliban had captured {x}",
    "the Taliban have now seized {x}",
    "Taliban fighters seized {x} on Sunday",
    "Taliban insurgents overran {x}",
    "the Taliban took {x} overnight",
    "the Taliban took over {x}",
    "the Taliban conquered {x}",
    "the Taliban also captured {x}",
    "the Taliban did capture {x} on Sunday",
    "the Taliban captured {x} without a fight",
    "the Taliban wrested {x} from the army",
)
LIGHT = (
    "the Taliban managed to capture {x}",
    "the Taliban succeeded in capturing {x}",
    "the Taliban have been able to capture {x}",
    "the Taliban are reported to have captured {x}",
    "having captured {x}, the Taliban freed prisoners",
    "it was the Taliban who captured {x}",
    "the Taliban swept through the country, capturing {x}",
    "the Taliban marched into and captured {x} on Sunday",
)
PASSIVE = (
    "{x} {was} captured by the Taliban on Sunday",
    "{x} {has} been captured by the Taliban",
    "{x} {has} been seized by Taliban fighters",
    "{x} {was} overrun by the Taliban",
    "{x} {was} taken over by the Taliban",
    "{x} had been taken by the Taliban",
)
LOST = (
    "{x} fell to the Taliban on Sunday",
    "{x} {has} fallen to the Taliban",
    "{x} {has} fallen into the hands of the Taliban",
    "{x} fell into Taliban hands",
    "{x} {was} lost to the Taliban",
    "{x} {was} handed over to the Taliban",
    "{x} {was} surrendered to the Taliban",
    "{x} surrendered to the Taliban",
    "{x} passed into the hands of the Taliban",
    "{x} came under Taliban control on Sunday",
    "Afghan forces lost {x} to the Taliban",
    "the government ceded {x} to the Taliban",
)
OF_ONE = (
    "the Taliban took control of {x} on Sunday",
    "the Taliban have gained control of {x}",
    "the Taliban have taken full control of {x}",
    "the Taliban completed the capture of {x} on Sunday",
    "Afghan forces have ceded control of {x} to the Taliban",
    "the capture of {x} by the Taliban was confirmed",
    "the fall of {x} to the Taliban stunned the government",
)
APPOSITIONS = (
    "{c}",
    "{c} city",
    "the city of {c}",
    "the town of {c}",
    "the strategic city of {c}",
    "the northern city of {c}",
    "{c} in {p} province",
    "{c} (the capital of {p})",
    "{c}, capital of {p},",
    "{c}, the capital of {p} province,",
    "{c}, a provincial capital,",
    "{p}'s capital {c}",
    "{p}'s capital, {c},",
    "the {p} capital {c}",
    "the {p} capital, {c},",
    "the provincial capital of {c}",
    "the provincial capital, {c},",
    "the capital of {p}, {c},",
    "the capital of {p} province, {c},",
)
CLEAR_IN_LISTS = (
    "{c}",
    "{c} in {p} province",
    "{c} (the capital of {p})",
    "{c}, capital of {p},",
    "{c}, the capital of {p} province,",
    "{c}, a provincial capital,",
    "the {p} capital {c}",
)
"""Of the appositions those that cannot be taken for more or fewer members ("the capital of Ghor, A, B and C")."""
REPORTED = (
    "officials said that {}",
    "the army confirmed that {}",
    "according to the police, {}",
    "a provincial councillor told reporters on Monday that {}",
    "the governor admitted on Monday that {}",
    "the Taliban claimed that {}",
    "two police officers and a lawmaker said on condition of anonymity that {}",
    "the ministry said in a statement that {}",
    "it was reported that {}",
    "witnesses told Reuters by phone that {}",
    "on Monday the police said that {}",
    "{}, officials said",
    "{}, according to residents",
    "{}, a police officer told Reuters",
    "{}, Zabihullah Mujahid said",
    "{}, the army confirmed on Monday",
    "{}, said a member of the provincial council",
    "“{},” a police officer told AFP",
)


def test_names_are_of_all_34_capitals() -> None:
    """The drawing leaves out no capital, and each spelling alone is read as its capital."""
    assert {capital.unit_id for capital in capitals()} == set(province_ids())
    wrong = [
        each.name for each in capitals() if gains(f"The Taliban captured {each.name} on Sunday.") != by_taliban([each])
    ]
    assert wrong == []


@cheap
@given(some_capitals(2, 12), LASTS, st.sampled_from(ACTIVE + LIGHT + PASSIVE + LOST))
def test_a_list_is_read_whole_in_every_form(drawn: list[Capital], last: str, form: str) -> None:
    """Two to twelve capitals, in any order, with any tense, voice or light verb: each of them is the Taliban's."""
    text = filled(form, [capital.name for capital in drawn], last)
    assert gains(text) == by_taliban(drawn), text


@cheap
@given(st.sampled_from(capitals()), st.sampled_from(ACTIVE + PASSIVE + LOST), st.sampled_from(APPOSITIONS))
def test_a_capital_is_read_under_every_apposition(capital: Capital, form: str, apposition: str) -> None:
    """However the text describes the city, that city is what was taken."""
    text = filled(form, [apposition.format(c=capital.name, p=capital.province)])
    assert gains(text) == by_taliban([capital]), text


@cheap
@given(st.sampled_from(capitals()), st.sampled_from(OF_ONE), st.sampled_from(CLEAR_IN_LISTS))
def test_a_capital_is_read_as_what_control_is_of(capital: Capital, form: str, apposition: str) -> None:
    """A light verb or an event noun governs the city by "of", and it is the city that changes hands."""
    text = filled(form, [apposition.format(c=capital.name, p=capital.province)])
    assert gains(text) == by_taliban([capital]), text


@cheap
@given(described_capitals(), st.lists(st.sampled_from(CLEAR_IN_LISTS), min_size=3, max_size=3), st.sampled_from(ACTIVE))
def test_an_apposition_does_not_end_a_list(drawn: list[Capital], appositions: list[str], form: str) -> None:
    """Each member may have its own apposition, commas and all: no member is lost, and no province is added."""
    text = filled(
        form, [each.format(c=city.name, p=city.province) for each, city in zip(appositions, drawn, strict=True)]
    )
    assert gains(text) == by_taliban(drawn), text


@cheap
@given(some_capitals(1, 5), st.sampled_from(ACTIVE + PASSIVE + LOST), st.sampled_from(REPORTED))
def test_who_reports_changes_nothing(drawn: list[Capital], form: str, report: str) -> None:
    """A reporting clause before or behind leaves the units and the taker: whoever speaks takes nothing."""
    text = filled(report.format(form), [capital.name for capital in drawn])
    assert gains(text) == by_taliban(drawn), text


TAKERS = {"the Taliban": "taliban", "government forces": "government", "Islamic State fighters": "iskp"}
ROLES = (
    "{t} captured {x} from {f} on Sunday",
    "{x} {was} captured by {t} on Sunday, and {f} fled",
    "{x} {has} fallen to {t}, who drove out {f}",
    "{f} lost {x} to {t}",
    "{t} have driven {f} out of {x}",
)


@cheap
@given(some_capitals(1, 1), st.permutations(sorted(TAKERS)), st.sampled_from(ROLES))
def test_the_taker_is_read_from_its_role(drawn: list[Capital], parties: list[str], form: str) -> None:
    """With the parties exchanged the taker is exchanged: what decides is the role, not the name or the order."""
    taker, former, _ = parties
    text = filled(form.replace("{t}", taker).replace("{f}", former), [capital.name for capital in drawn])
    assert gains(text + " Afghan officials said so.") == {(capital.unit_id, TAKERS[taker]) for capital in drawn}, text


NOT_ASSERTED = {
    "doubt and what must come first": (
        "perhaps the Taliban have captured {x}",
        "possibly {x} fell to the Taliban",
        "the Taliban will stop once they have captured {x}",
        "the Taliban will move on when they have captured {x}",
        "once the Taliban capture {x}, the road will be open",
    ),
    "reports called untrue": (
        "the report that the Taliban captured {x} is false",
        "the claim that the Taliban had captured {x} was untrue",
        "reports of the fall of {x} to the Taliban were denied by officials",
    ),
    "modal": (
        "the Taliban may capture {x}",
        "the Taliban might capture {x}",
        "the Taliban could capture {x}",
        "the Taliban would capture {x}",
        "the Taliban should capture {x}",
        "the Taliban can capture {x}",
        "the Taliban will capture {x}",
        "the Taliban must capture {x}",
        "the Taliban may have captured {x}",
        "the Taliban would have captured {x}",
        "the Taliban are likely to capture {x}",
        "the Taliban are about to capture {x}",
        "the Taliban are going to capture {x}",
        "the Taliban are expected to capture {x}",
        "the Taliban could soon take control of {x}",
        "{x} may fall to the Taliban",
        "{x} could be captured by the Taliban",
    ),
    "negation": (
        "the Taliban did not capture {x}",
        "the Taliban have not captured {x}",
        "the Taliban haven't captured {x}",
        "the Taliban never captured {x}",
        "the Taliban have yet to capture {x}",
        "the Taliban failed to capture {x}",
        "the Taliban were unable to capture {x}",
        "the Taliban were stopped from capturing {x}",
        "the Taliban left without capturing {x}",
        "the Taliban have neither captured nor attacked {x}",
        "neither the Taliban nor anybody else captured {x}",
        "no fighters of the Taliban captured {x}",
        "nobody captured {x}, the Taliban said",
        "it is not true that the Taliban captured {x}",
        "{x} {was} not captured by the Taliban",
        "{x} {has} not fallen to the Taliban",
    ),
    "condition": (
        "if the Taliban capture {x}, the road is cut",
        "if the Taliban captured {x}, the road would be cut",
        "even if the Taliban captured {x}, the road would stay open",
        "the road is cut if the Taliban capture {x}",
        "should the Taliban capture {x}, the road is cut",
        "had the Taliban captured {x}, the road would be cut",
        "were the Taliban to capture {x}, the road would be cut",
        "unless the Taliban capture {x}, the road stays open",
        "in case the Taliban capture {x}, the road is closed",
        "as long as the Taliban have not captured {x}, the road is open",
        "whether the Taliban captured {x} is unknown",
    ),
    "non-factive verb": (
        "officials warned that the Taliban would capture {x}",
        "residents feared that the Taliban had captured {x}",
        "residents imagined that the Taliban had captured {x}",
        "officials doubted that the Taliban had captured {x}",
        "officials could not confirm that the Taliban had captured {x}",
        "analysts predicted that the Taliban would capture {x}",
        "nobody knows whether the Taliban captured {x}",
        "the police asked if the Taliban had captured {x}",
        "rumours that the Taliban had captured {x} spread",
        "the ministers debated the fall of {x} to the Taliban",
        "elders negotiated the surrender of {x} with the Taliban",
        "the Taliban demanded the surrender of {x}",
        "the Taliban threatened to capture {x}",
        "the Taliban vowed to capture {x}",
        "the Taliban tried to capture {x}",
        "the Taliban hope to capture {x}",
        "the Taliban were ordered to capture {x}",
        "the Taliban are fighting to capture {x}",
        "the Taliban launched an offensive to capture {x}",
        "the Taliban dream of capturing {x}",
    ),
    "denial": (
        "officials denied that the Taliban had captured {x}",
        "the army rejected reports that the Taliban had captured {x}",
        "the governor refuted claims that the Taliban had captured {x}",
        "the ministry dismissed reports that {x} had fallen to the Taliban",
        "the Taliban deny having captured {x}",
        "the Taliban falsely claimed that they had captured {x}",
        "the paper retracted its report that the Taliban had captured {x}",
        "it is a lie that the Taliban captured {x}",
    ),
    "fiction": (
        "in the novel, the Taliban capture {x}",
        "in the film, the Taliban captured {x}",
        "in a war game, the Taliban captured {x}",
        "in a video game the Taliban capture {x}",
        "in the television series, the Taliban seize {x}",
        "in his dream the Taliban captured {x}",
        "in an imagined scenario the Taliban captured {x}",
        "the novel tells how the Taliban captured {x}",
    ),
}
DENIED_OF_ONE = (
    "the report that the Taliban captured {x} is false",
    "the claim that the Taliban captured {x} is a lie",
    "reports of the fall of {x} to the Taliban were denied by officials",
)
PAIRS = (
    ("the Taliban captured {x}", "the Taliban nearly captured {x}"),
    ("the Taliban managed to capture {x}", "the Taliban failed to capture {x}"),
    ("the army confirmed that the Taliban had captured {x}", "the army denied that the Taliban had captured {x}"),
    ("officials said that the Taliban had captured {x}", "officials warned that the Taliban would capture {x}"),
    ("the Taliban attacked and captured {x}", "the Taliban attacked and shelled {x}"),
    ("{x} fell to the Taliban on Sunday", "{x} could fall to the Taliban on Sunday"),
    ("after the Taliban captured {x}, the road was cut", "if the Taliban captured {x}, the road would be cut"),
    ("the fall of {x} to the Taliban was a blow", "the fall of {x} to the Taliban would be a blow"),
    ("having captured {x}, the Taliban marched on", "hoping to capture {x}, the Taliban marched on"),
    ("the Taliban captured {x}", "the Taliban captured parts of {x}"),
    ("the Taliban captured {x}", "the Taliban captured a police chief in {x}"),
    ("the Taliban captured {x}", "the Taliban captured the road to {x}"),
    ("the Taliban captured {x}", "the Taliban captured a village near {x}"),
    ("the Taliban captured {x}", "the Taliban captured the outskirts of {x}"),
    ("the Taliban entered and took {x}", "the Taliban entered {x} and took hostages"),
    ("officials surrendered {x} to the Taliban", "officials in {x} surrendered to the Taliban"),
    ("the Taliban seized {x}", "the Taliban seized weapons in {x}"),
    ("the Taliban overran {x}", "the Taliban overran a checkpoint in {x}"),
    ("the Taliban have captured {x}", "the Taliban have not captured {x}"),
    ("the Taliban captured {x} on Sunday", "the Taliban will capture {x} on Sunday"),
    ("the Taliban are known to have captured {x}", "the Taliban are feared to be close to {x}"),
    ("it is clear that the Taliban captured {x}", "it is unclear whether the Taliban captured {x}"),
    ("the Taliban captured {x} again", "the Taliban captured {x} in the film"),
    ("the Taliban released a video after they captured {x}", "the Taliban released a video before they reached {x}"),
    ("{x} {was} taken by the Taliban", "{x} {was} besieged by the Taliban"),
    ("the army announced the loss of {x} to the Taliban", "the army ruled out the loss of {x} to the Taliban"),
    ("the Taliban left after capturing {x}", "the Taliban left without capturing {x}"),
    ("officials acknowledged the fall of {x} to the Taliban", "officials feared the fall of {x} to the Taliban"),
)
"""What holds, and its nearest neighbour that does not."""


@pytest.mark.parametrize("kind", NOT_ASSERTED)
@examples(15, 40, derandomize=True)
@given(drawn=some_capitals(1, 6), chosen=st.data())
def test_what_is_not_asserted_is_no_gain(kind: str, drawn: list[Capital], chosen: st.DataObject) -> None:
    """Under a modal, a negation, a condition, a non-factive verb, a denial or in fiction nothing changes hands."""
    text = filled(chosen.draw(st.sampled_from(NOT_ASSERTED[kind])), [capital.name for capital in drawn])
    assert gains(text) == set(), text


@examples(15, 30, derandomize=True)
@given(st.sampled_from(capitals()), st.sampled_from(DENIED_OF_ONE))
def test_a_report_that_is_called_untrue_is_no_gain(capital: Capital, form: str) -> None:
    """What stands in a report or a claim that its own sentence calls false did not happen."""
    text = filled(form, [capital.name])
    assert gains(text) == set(), text


@pytest.mark.parametrize(("holds", "does_not"), PAIRS)
@examples(5, 20, derandomize=True)
@given(capital=st.sampled_from(capitals()))
def test_the_nearest_neighbour_does_not_hold(holds: str, does_not: str, capital: Capital) -> None:
    """Of two sentences a few words apart one takes the capital and the other does not."""
    assert gains(filled(holds, [capital.name])) == by_taliban([capital])
    assert capital.unit_id not in {unit_id for unit_id, _ in gains(filled(does_not, [capital.name]))}


LONG = {
    "no punctuation": "the Taliban captured Kunduz and the army said that it retook Taloqan ",
    "nested quotes": "the Taliban said “officials told me ‘the army said “Kunduz fell’ ” ",
    "runs of quote marks": "captured \"\"\"'''“““””” Kunduz ",
    "runs of commas": "captured Kunduz ,,,,,,,, ",
}


@pytest.mark.parametrize("size", [20_000, pytest.param(100_000, marks=[pytest.mark.slow, pytest.mark.timeout(240)])])
@pytest.mark.parametrize("name", LONG)
def test_a_sentence_of_many_characters_costs_bounded_work(
    name: str, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No piece is parsed twice, no parse holds more words or clauses than the limits, and the beginning is read."""
    parses: list[tuple[int, int]] = []

    def counted(tokens: Sequence[Token], chunks: Sequence[Chunk], language: LanguagePack) -> Parsed:
        parsed = build(tokens, chunks, language)
        parses.append((len(parsed.tokens), len(parsed.clauses)))
        return parsed

    monkeypatch.setattr(series, "build", counted)
    start = "Taloqan fell to the Taliban, "
    text = start + LONG[name] * (size // len(LONG[name]))
    extraction = read(text, PUBLISHED)
    assert 1 < len(parses) <= len(extraction.sentences)
    assert max(words for words, _ in parses) <= MOST_TOKENS
    assert max(clauses for _, clauses in parses) <= MOST_CLAUSES
    assert sum(words for words, _ in parses) <= len(text)
    assert ("AF-TAK", "taliban") in {(event.unit_id, event.taker) for event in extraction.events}
