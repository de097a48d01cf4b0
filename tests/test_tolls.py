"""The dead and injured as a sentence counts them: low, best and high, and never what did the killing."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.events.tolls import HARMFUL
from geo.model import Figures
from geo.text.number_words import number_of
from geo.text.quantities import find_quantities
from geo.text.tolls import Harm, find_tolls
from tests.reading import read

if TYPE_CHECKING:
    from geo.text.quantity import Quantity
    from geo.text.tolls import Toll

NONE = (None, None, None)


def counted(figures: Figures | Quantity | Toll) -> tuple[int | None, int | None, int | None]:
    """Give the three figures as a row."""
    return (figures.low, figures.best, figures.high)


@pytest.mark.parametrize(
    ("sentence", "dead", "hurt"),
    [
        ("An air strike killed 20 civilians in Kunduz.", (20, 20, 20), NONE),
        ("Six people, among them a nurse and a driver, were killed in a raid in Kunduz.", (6, 6, 6), NONE),
        ("Six men, including a captain, two clerks and a cook, were killed in a raid in Kunduz.", (6, 6, 6), NONE),
        ("The raid in Kunduz killed 12, including two women and a child, and wounded five.", (12, 12, 12), (5, 5, 5)),
        ("Four of them were killed and nine injured when a bomb went off in Kunduz.", (4, 4, 4), (9, 9, 9)),
        ("Fifteen men were hurt, four of whom were killed, in a bombing in Kunduz.", (4, 4, 4), (15, 15, 15)),
        ("Nine people were killed in a bombing in Kunduz, three of them were children.", (9, 9, 9), NONE),
        ("Ten of them were said to have died in an air strike in Kunduz.", (10, 10, 10), NONE),
        ("A bomb went off in Kunduz, and 16 of its workers embraced martyrdom.", (16, 16, 16), NONE),
        ("Of the 14 victims, nine people were killed in Ghazni province.", (9, 9, 9), NONE),
        ("Of the 14 people, nine were killed by the Taliban in Logar.", (9, 9, 9), NONE),
        ("Out of 14 hostages, nine people were killed in Logar.", (9, 9, 9), NONE),
        ("Police said that, of those 14 men, nine soldiers were killed by a bomb in Logar.", (9, 9, 9), NONE),
        ("A bomb killed all of the four soldiers, two policemen and a doctor in Logar.", (7, 7, 7), NONE),
        ("Ten militants or more have been killed in Logar.", (10, 10, None), NONE),
        ("The blast killed 12 people at least and wounded 20.", (12, 12, None), (20, 20, 20)),
        ("The blast killed 12 people at most.", (None, None, 12), NONE),
        ("The blast killed 12 people, at least two of them women.", (12, 12, 12), NONE),
        ("At least 30 men who dug for gold were killed and several hurt.", (30, 30, None), (3, None, None)),
        ("Ten men who were in the house fled when a guard was beaten.", NONE, NONE),
        ("Of the 20 wounded, six have since died.", (6, 6, 6), (20, 20, 20)),
        ("Six of them later died in a hospital.", (6, 6, 6), NONE),
        ("Six of them were women.", NONE, NONE),
        ("Five soldiers, among them two officers, and three civilians were killed in Logar.", (8, 8, 8), NONE),
        ("A bomb killed eight people, among them two officers, and a child in Logar.", (8, 8, 8), NONE),
        ("The bomb killed eight people, including a judge, two guards, and three civilians.", (8, 8, 8), NONE),
        ("None of the 12 soldiers was killed in Logar.", NONE, NONE),
        ("Not one of the 12 soldiers was hurt in Logar.", NONE, NONE),
        ("All but two of the 12 soldiers were killed in Logar.", (10, 10, 10), NONE),
        ("A bomb in Logar killed all but one of the nine policemen.", (8, 8, 8), NONE),
        ("All but two of the passengers were killed in Logar.", NONE, NONE),
        ("A bomb exploded in Logar on Tuesday but nobody was hurt.", NONE, NONE),
        ("Four of the 20 wounded later died.", (4, 4, 4), NONE),
        ("Two of the 20 dead were children.", (20, 20, 20), NONE),
        ("Soldiers met gunmen and killed a dozen of them.", (12, 12, 12), NONE),
        ("A shell with which they played blew up and killed eight boys, four of them brothers.", (8, 8, 8), NONE),
        ("Five succumbed to their injuries.", (5, 5, 5), NONE),
        ("The number of fighters killed in the operation stands at 78.", (78, 78, 78), NONE),
        ("Officials put the deaths in Badghis at eight.", (8, 8, 8), NONE),
        ("Thousands of families with children had to wait until it died down.", NONE, NONE),
        ("A roadside bomb has killed five policemen.", (5, 5, 5), NONE),
        ("Three bombs killed 12 people.", (12, 12, 12), NONE),
        ("At least 20 civilians were killed and 50 wounded in fighting.", (20, 20, None), (50, 50, 50)),
        ("20 people, including 5 children, were killed on Sunday.", (20, 20, 20), NONE),
        ("The attack went on, killing at least five soldiers and wounding 12.", (5, 5, None), (12, 12, 12)),
        ("The blast left 20 people dead and 30 injured.", (20, 20, 20), (30, 30, 30)),
        ("Dozens of civilians were killed.", (24, None, None), NONE),
        ("A dozen fighters were killed.", (12, 12, 12), NONE),
        ("Hundreds died.", (200, None, None), NONE),
        ("More than 100 people died.", (100, 100, None), NONE),
        ("Up to 15 rebels were killed.", (None, None, 15), NONE),
        ("As many as 50 were hurt.", NONE, (None, None, 50)),
        ("About 30 people were killed.", (None, 30, None), NONE),
        ("Between 20 and 30 people were killed.", (20, None, 30), NONE),
        ("It killed 1,200 people.", (1200, 1200, 1200), NONE),
        ("One soldier killed, two wounded", (1, 1, 1), (2, 2, 2)),
        ("A policeman was killed.", (1, 1, 1), NONE),
        ("27 children have been killed in three days.", (27, 27, 27), NONE),
        ("Five dead in blast at guesthouse", (5, 5, 5), NONE),
        ("They found 12 bodies.", (12, 12, 12), NONE),
        ("No one was killed.", NONE, NONE),
        ("Many people were killed.", NONE, NONE),
        ("20 people were killed or wounded.", NONE, NONE),
        ("The attack killed or wounded 20 people.", NONE, NONE),
        ("He was killed three days ago.", NONE, NONE),
        ("They were killed in three attacks.", NONE, NONE),
        ("Rebels were killed in Kunduz.", NONE, NONE),
        ("The death toll rose to 46.", (46, 46, 46), NONE),
        ("The death toll from the floods has climbed from 33 to 46.", (46, 46, 46), NONE),
        ("The toll now stands at 73, officials said.", (73, 73, 73), NONE),
        ("The number of dead reached 95 on Monday.", (95, 95, 95), NONE),
        ("There were 12 fatalities.", (12, 12, 12), NONE),
        ("Five members of a single family were killed.", (5, 5, 5), NONE),
        ("At least 33 people in the northern city were killed.", (33, 33, None), NONE),
        ("Two guards and a shopkeeper have been killed.", (3, 3, 3), NONE),
        ("The bomber killed 12 soldiers and five policemen.", (17, 17, 17), NONE),
        ("It killed 12 soldiers, four of them officers.", (12, 12, 12), NONE),
        ("Floods kill at least 60 people in the east", (60, 60, None), NONE),
        ("More than 140 militants, some of them from abroad, have been killed.", (140, 140, None), NONE),
        ("The bodies of more than 60 people were found.", (60, 60, None), NONE),
        ("The killing of over 150 fighters in raids.", (150, 150, None), NONE),
        ("At least 45 soldiers and policemen were killed.", (45, 45, None), NONE),
        ("The attack cost the lives of five soldiers.", (5, 5, 5), NONE),
        ("The flood claimed the lives of 14 to 20 villagers.", (14, None, 20), NONE),
        ("The rebels killed 200 sheep.", NONE, NONE),
        ("The army destroyed five tanks.", NONE, NONE),
        ("Three men on a motorbike killed two soldiers.", (2, 2, 2), NONE),
        ("Two gunmen killed five people.", (5, 5, 5), NONE),
        ("12 were killed and another 30 injured.", (12, 12, 12), (30, 30, 30)),
        ("Four of his sons were also killed.", (4, 4, 4), NONE),
        ("A 12-year-old boy was killed.", (1, 1, 1), NONE),
        ("Several insurgents were killed.", (3, None, None), NONE),
        ("An explosion killed a bus driver and hurt four others.", (1, 1, 1), (4, 4, 4)),
        ("Killed in the blast were three policemen.", (3, 3, 3), NONE),
        ("Eight people died when the roof fell.", (8, 8, 8), NONE),
        ("The quake left more than 1,000 dead and 1,500 injured.", (1000, 1000, None), (1500, 1500, 1500)),
        ("seven policemen and six gunmen were killed", (13, 13, 13), NONE),
        ("The soldiers killed numbered 12.", NONE, NONE),
        ("12 Afghans, six of them women, died.", (12, 12, 12), NONE),
        ("no fighters were killed", NONE, NONE),
        ("15 people were wounded.", NONE, (15, 15, 15)),
        ("a bombing killed nine and injured scores", (9, 9, 9), (40, None, None)),
        ("killing two and wounding more than a dozen others", (2, 2, 2), (12, 12, None)),
        ("deaths of 12 people", (12, 12, 12), NONE),
        ("12 people were shot dead.", (12, 12, 12), NONE),
        ("A bomber killed nine guards and scores of bystanders.", (9, None, None), NONE),
        ("Heavy fighting claimed 22 lives.", (22, 22, 22), NONE),
        ("The floods have taken at least 80 lives.", (80, 80, None), NONE),
        ("Ten lives were lost in the blast.", (10, 10, 10), NONE),
        ("Doctors saved ten lives.", NONE, NONE),
        ("The raid cost seven guards their lives.", (7, 7, 7), NONE),
        ("The repairs cost seven villages their harvest.", NONE, NONE),
        ("Six worshippers lost their lives.", (6, 6, 6), NONE),
        ("Six worshippers lost their shoes.", NONE, NONE),
        ("The drone killed a family of nine.", (9, 9, 9), NONE),
        ("The attackers killed a total of ten people.", (10, 10, 10), NONE),
        ("The mine went off, killing all 11 passengers.", (11, 11, 11), NONE),
        ("It killed between 20 and 25 on Sunday.", (20, None, 25), NONE),
        ("Ten have been confirmed dead.", (10, 10, 10), NONE),
        ("Ten are reported to be dead.", (10, 10, 10), NONE),
        ("Ten are feared dead.", NONE, NONE),
        ("Ten may have been killed.", NONE, NONE),
        ("Three travellers were found beheaded.", (3, 3, 3), NONE),
        ("73 people burned to death.", (73, 73, 73), NONE),
        ("Officials put the death toll, after three days, at 55.", (55, 55, 55), NONE),
        ("The toll rose to 46, a nurse said.", (46, 46, 46), NONE),
        ("The attack killed the governor and two of his guards.", (3, 3, 3), NONE),
        ("The attack killed a police chief and two of his guards.", (3, 3, 3), NONE),
        ("The attack killed Karim along with six of his men.", (7, 7, 7), NONE),
        ("The governor and two of his guards were killed.", (3, 3, 3), NONE),
        ("The governor said two of his guards were killed.", (2, 2, 2), NONE),
        ("The clashes ended and two of his guards were killed.", (2, 2, 2), NONE),
        ("Killing or wounding 20 people, they fled.", NONE, NONE),
    ],
)
def test_figures(sentence: str, dead: tuple[int | None, ...], hurt: tuple[int | None, ...]) -> None:
    """The number that goes with the word for killed or injured, in whole sentences, bounded as the words bound it."""
    tolls = {harm: [toll for toll in find_tolls(sentence) if toll.harm is harm] for harm in Harm}
    first = [counted(each[0]) if each else NONE for each in tolls.values()]
    assert (first, max(map(len, tolls.values()))) == ([dead, hurt], int(bool([dead, hurt] != [NONE, NONE])))


@pytest.mark.parametrize(
    ("sentence", "trigger", "dead"),
    [
        ("A bombing in Kabul killed nine; a blast in Herat killed two.", "bombing", 9),
        ("A bombing in Kabul killed nine; a blast in Herat killed two.", "blast", 2),
        ("The bombing came days after an attack killed 40 people.", "bombing", None),
        ("The bombing came days after an attack killed 40 people.", "attack", 40),
        ("31 people were killed after a bomb exploded.", "bomb exploded", 31),
        ("Nine people died weeks before the bombing.", "bombing", None),
        ("Avalanches after heavy snow have killed 74 people.", "Avalanches", 74),
        ("Six weeks after 70 miners died in Herat, the Taliban attacked Nerkh.", "attacked", None),
        ("A day after 70 miners were killed in Herat, the Taliban captured Nerkh.", "captured", None),
        ("The Taliban attacked Nerkh six weeks after 70 miners died in Herat.", "attacked", None),
        ("Hours before 20 soldiers died in Herat, the Taliban attacked Nerkh, killing five.", "attacked", 5),
        ("Days after a bombing in Herat killed 19, gunmen killed two in Farah.", "bombing", 19),
        ("Days after a bombing in Herat killed 19, gunmen killed two in Farah.", "killed two", 2),
        ("After 12 soldiers died, the Taliban captured Nerkh.", "captured", 12),
        ("A bomb went off in Herat minutes after police arrived and killed 12 officers.", "went off", 12),
    ],
)
def test_whose_toll_it_is(sentence: str, trigger: str, dead: int | None) -> None:
    """Each event has the toll of its own words, and none that the sentence tells of another."""
    at = sentence.index(trigger)
    found = read(sentence).events
    event = next(each for each in found if each.trigger[0] < at + len(trigger) and at < each.trigger[1])
    assert event.fatalities.best == dead


SIDES = "In clashes in Faryab on Monday, 14 militants were killed and two soldiers died."


@pytest.mark.parametrize(
    ("text", "dead", "hurt"),
    [
        ("A bomb went off in Kabul on Monday. At least 33 people died.", (33, 33, None), NONE),
        ("A bomb went off in Kabul on Monday. Officials met. Ten died, and 30 were hurt.", (10, 10, 10), (30, 30, 30)),
        ("A bomb killed 30 in Kabul on Monday. The death toll later rose to 46, a doctor said.", (46, 46, 46), NONE),
        ("A bomb killed 30 in Kabul on Monday. Twelve police officers were killed.", (30, 30, 30), NONE),
        ("A bomb went off in Kabul on Monday. Ten people died in a similar attack.", NONE, NONE),
        ("A bomb went off in Kabul on Monday. Ten people died in Herat.", NONE, NONE),
        ("A bomb went off in Kabul on Monday. Ten people died on 3 May.", NONE, NONE),
        ("A bomb went off in Kabul on Monday. Officials fear that ten people were killed.", NONE, NONE),
        ("The Taliban met in Kabul on Monday. At least 33 people died.", NONE, NONE),
        (SIDES, (16, 16, 16), NONE),
        ("An air strike in Ghazni on Monday killed 12 Taliban. Three civilians also died.", (15, 15, 15), NONE),
        ("A US airstrike in Ghazni on Monday killed 30 farmers, local officials said.", (30, 30, 30), NONE),
        ("Gunmen shot dead the mayor of Ghazni on Monday. A baker was killed as well.", (2, 2, 2), NONE),
        ("A bomb killed 12 people in Ghazni on Monday. The blast also killed a policeman.", (13, 13, 13), NONE),
        ("A bomb killed the mayor of Ghazni on Monday. Two men also died in Monday's blast.", (3, 3, 3), NONE),
        ("A bomb killed two men in Ghazni on Monday. One died later, bringing the dead to three.", (3, 3, 3), NONE),
        ("The Taliban killed 20 farmers in Ghazni on Monday, while six Taliban died.", (26, 26, 26), NONE),
        ("Gunmen shot two nurses and one clerk dead in Ghazni on Monday; all three were women.", (3, 3, 3), NONE),
        ("With ten people killed, Monday's bombing in Khost was the worst.", (10, 10, 10), NONE),
        ("Taliban fighters attacked an outpost in Baghlan on Monday and killed 13 soldiers.", (13, 13, 13), NONE),
    ],
)
def test_tolls_over_sentences(text: str, dead: tuple[int | None, ...], hurt: tuple[int | None, ...]) -> None:
    """What a later sentence counts goes to the event told before; a total replaces, other people's dead add up."""
    first = min(read(text).events, key=lambda each: (each.event_type not in HARMFUL, each.trigger))
    assert (counted(first.fatalities), counted(first.injured)) == (dead, hurt)


@pytest.mark.parametrize(
    ("sentence", "dead"),
    [
        ("One person was killed in Farkhar and two in Warsaj.", [1, 2]),
        ("The floods killed five people in Ghazni and another nine in Logar.", [5, 9]),
        ("Five people were killed in Ghazni and two men fled.", [5]),
        ("Five people were killed in Ghazni and two houses in Logar burnt down.", [5]),
    ],
)
def test_a_toll_that_goes_on_elsewhere(sentence: str, dead: list[int]) -> None:
    """The second number of "... in A and two in B" counts the same harm elsewhere, and is no part of the first."""
    assert [toll.best for toll in find_tolls(sentence)] == dead


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("at least 33 people", (33, None, None, "people")),
        ("more than 1,200 fighters", (1200, None, None, "fighters")),
        ("up to 33", (None, None, 33, None)),
        ("33 or more", (33, None, None, None)),
        ("30 or so", (None, 30, None, None)),
        ("14-20 men", (14, None, 20, "men")),
        ("between five and ten people", (5, None, 10, "people")),
        ("half a dozen", (6, 6, 6, None)),
        ("two dozen soldiers", (24, 24, 24, "soldiers")),
        ("several hundred families", (300, None, None, "families")),
        ("tens of thousands of people", (20_000, None, None, "people")),
        ("one hundred and five people", (105, 105, 105, "people")),
        ("two thousand three hundred", (2300, 2300, 2300, None)),
        ("1.5 million people", (1_500_000, 1_500_000, 1_500_000, "people")),
        ("a third of the country's 421 districts", (140, 140, 141, "districts")),
        ("two-thirds of the country", (None, None, None, "country")),
        ("65% of 34 provinces", (22, 22, 23, "provinces")),
        ("the twenty-first capital", (21, 21, 21, "capital")),
        ("the 3rd district", (3, 3, 3, "district")),
        ("five Afghan police officers were killed", (5, 5, 5, "Afghan police officers")),
    ],
)
def test_number_phrases(text: str, expected: tuple[int | None, int | None, int | None, str | None]) -> None:
    """What a number phrase allows, and the words that it counts."""
    (found,) = find_quantities(text)
    assert (found.low, found.best, found.high, found.noun and text[slice(*found.noun)]) == expected


@pytest.mark.parametrize("text", ["9" * 40 + " people", "M-16", "at 8:30", "28/09/2015", "$500", "few men", "5km", ""])
def test_what_is_no_number_phrase(text: str) -> None:
    """Times, models, money, dates and numbers beyond all counting."""
    assert find_quantities(text) == ()


def test_dates_count_nothing() -> None:
    """The figures of a date are left out where its span is given."""
    text = "On 28 September 2015 nine men died."
    assert [each.best for each in find_quantities(text, [(3, 20)])] == [9]


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("5", 5),
        ("1,200", 1200),
        ("eleven", 11),
        ("twenty", 20),
        ("twenty seven", 27),
        ("ninety-nine", 99),
        ("a dozen", 12),
        ("half a dozen", 6),
        ("dozens", 24),
        ("many", None),
        ("lots", None),
        ("9" * 30, None),
        ("", None),
    ],
)
def test_number_words(word: str, number: int | None) -> None:
    """Figures, words and vague words; what is no number is None, not zero."""
    assert number_of(word) == number


@given(st.integers(0, 999_999))
def test_figures_written_with_or_without_commas(number: int) -> None:
    """The thousands comma changes nothing."""
    assert number_of(str(number)) == number_of(f"{number:,}") == number


WORDS = (
    *(
        "killed",
        "wounded",
        "died",
        "people",
        "and",
        "or",
        "of",
        "them",
        "a",
        "5",
        "12",
        "two",
        "dozen",
        "hundred",
        "to",
    ),
    *(
        "-",
        ",",
        ".",
        "were",
        "at least",
        "up to",
        "about",
        "toll",
        "from",
        "half",
        "third",
        "percent",
        "men",
        "including",
    ),
)


@given(st.lists(st.sampled_from(WORDS) | st.text(max_size=6), max_size=40).map(" ".join))
def test_bounds_are_in_order(text: str) -> None:
    """Whatever is read, low never exceeds high, best lies between, spans are inside the text and in order."""
    for found in (find_quantities(text), find_tolls(text)):
        for each in found:
            known = [value for value in counted(each) if value is not None]
            assert known == sorted(known)
            assert 0 <= each.start < each.end <= len(text)
    numbers = find_quantities(text)
    assert all(first.end <= second.start or first.start < second.start for first, second in pairwise(numbers))


def test_events_carry_the_figures_of_their_sentence() -> None:
    """An event that did harm carries the count; it is never summed over sentences."""
    text = "A roadside bomb killed five civilians in Ghazni. Another blast in Kabul killed at least seven people."
    found = {
        event.place.name: event.fatalities
        for event in read(text).events
        if event.place and event.event_type == "bombing"
    }
    assert (found["Ghazni"].best, found["Kabul"].low, found["Kabul"].best, found["Kabul"].high) == (5, 7, 7, None)


def test_what_did_not_happen_kills_nobody() -> None:
    """A feared attack carries no dead."""
    events = read("Officials fear that a bomb will kill five people in Kabul.").events
    assert all(event.fatalities == Figures() for event in events)


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("Eleven of the 20 passengers died when a bus hit a mine.", 11),
        ("Six members of one family were killed by a mortar shell.", 6),
        ("Seven people from three families were killed by a mortar shell.", 7),
        ("Two of the 20 dead in the blast were children.", 20),
        ("A family of six was killed by a mortar shell.", 6),
        ("A blast killed a girl and her brother.", 2),
        ("A blast killed a man and his brother was wounded.", 1),
        ("A blast killed a man and his house was destroyed.", 1),
        ("A blast killed a man and his sons.", None),
        ("A suicide bomber killed himself and four guards.", 4),
        ("Four journalists were pulled from their cars and shot dead.", 4),
        ("Two protesters were shot and killed.", 2),
        ("Two bombings killed five civilians last week.", 5),
    ],
)
def test_parts_of_a_whole_kin_and_what_came_before(text: str, killed: int | None) -> None:
    """A part counts and not its whole; kin are counted with somebody; other verbs may stand before the harm."""
    assert [each.best for each in find_tolls(text) if each.harm is Harm.KILLED] == [killed]


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("A magnetic bomb killed Freshta Habib in Logar on Monday.", 1),
        ("The commander was killed by an American drone in Nangarhar on Monday.", 1),
        ("The governor and his guards were killed by a bomb in Logar on Monday.", None),
        ("The officials were killed by a bomb in Logar on Monday.", None),
        ("A bomb wounded Freshta Habib in Logar on Monday.", None),
        ("An avalanche in Panjshir killed 171 people in February 2010.", 171),
        ("More than 1,000 people died in Paktika last June, and tremors shook villages in Ghor on Monday.", None),
    ],
)
def test_somebody_by_name_and_the_dead_of_long_ago(text: str, killed: int | None) -> None:
    """One who is named or has an office is one dead; the dead of a province are not those of the next."""
    tolls = {each.fatalities.best for each in read(text, date(2021, 6, 14)).events if each.event_type in HARMFUL}
    assert tolls <= {killed, None}
    assert killed in tolls or not tolls


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("A rocket hit a house in Kabul on Monday, killing nine men. Another 25 civilians lost their lives.", 34),
        ("A rocket hit a house in Kabul on Monday, killing nine men. Nine men lost their lives.", 9),
        ("A bomb wounded 20 people in Kabul on Monday. Six of them died in a hospital.", 6),
        ("A bomb killed 20 people in Kabul on Monday. Six of them were women.", 20),
        ("A bomb killed the police chief of a district and his driver in Kabul on Monday.", 2),
        ("A bomb killed the police chief of a district and his family in Kabul on Monday.", None),
    ],
)
def test_the_dead_of_later_words_belong_to_what_was_told(text: str, dead: int | None) -> None:
    """Another 25 come on top, those who died later are the first dead; a driver is counted, a family is not."""
    found = [each for each in read(text).events if each.event_type in HARMFUL]
    assert [each.fatalities.low for each in found] == [dead]


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("Taliban gunmen stopped a bus in Ghor province and shot dead 14 passengers.", [14]),
        ("Gunmen attacked a hotel and gunned down six guests.", [6]),
        ("A judge and a guard were shot dead.", [2]),
        ("A judge was ambushed and shot dead.", [1]),
        ("A bomber killed at least six outside a ministry in Kabul.", [6]),
        ("A gunman killed over 20 people in Kabul.", [20]),
        ("One soldier killed in Kabul, at least six hurt in Logar.", [1, 6]),
    ],
)
def test_what_and_links_harms_those_behind_it(text: str, killed: list[int]) -> None:
    """The bus that was stopped is nobody, nor is he who kills; the judge who was ambushed and shot dead is one."""
    assert [each.best for each in find_tolls(text)] == killed


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("A boy of six died when a mine went off in Zabul province of Afghanistan on Sunday.", 1),
        ("A family of six died when a mine went off in Zabul province of Afghanistan on Sunday.", 6),
    ],
)
def test_an_age_counts_nobody(text: str, killed: int) -> None:
    """What stands behind "a boy of" is how old he is; behind "a family of" it is how many they are."""
    (event,) = read(text, date(2021, 7, 5)).events
    assert event.fatalities.low == killed


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("Ten people died in separate attacks in Afghanistan on Monday. A bomb went off in Kabul.", None),
        ("Ten people died in an attack in Kabul on Monday. A bomb went off in Kabul.", 10),
        (
            "Nine were killed as bombs went off in different parts of Kabul. Some fled. The second device hit a bus.",
            None,
        ),
    ],
)
def test_the_dead_of_several_happenings_are_no_single_ones(text: str, killed: int | None) -> None:
    """What a lead counts for separate attacks goes to none of them."""
    last = max(read(text).events, key=lambda each: max((each.trigger, *each.retold_at)))
    assert last.fatalities.best == killed


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("13 people including four women and three children died in floods.", 13),
        ("13 people including four women were killed and 20 injured.", 13),
        ("13 people including four women, three children and a teacher were killed.", 13),
        ("13 people, including four women and three children, were killed.", 13),
        ("13 people including women and children have died in floods.", 13),
        ("20 people including four women fled and 13 were killed.", 13),
        ("At least five people including a policeman died and 12 others including two women were wounded.", 5),
    ],
)
def test_parts_of_those_counted_are_no_toll_of_their_own(text: str, killed: int) -> None:
    """Whether commas stand around them or not, and however many they are."""
    assert [each.best for each in find_tolls(text) if each.harm is Harm.KILLED] == [killed]


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("A bomb in Ghazni killed five people, among them two officers and three civilians.", 5),
        ("A bomb in Ghazni killed nine, among them four policemen and two soldiers.", 9),
        ("Five soldiers, among them two officers, and three civilians were killed by a bomb in Ghazni.", 8),
        ("A bomb in Ghazni killed five soldiers and three civilians.", 8),
        ("Gunmen attacked a journalist in Ghazni and killed her and her driver.", 2),
        ("A bomb killed her and her two guards in Ghazni.", 3),
        ("A bomb in Ghazni killed six people and wounded 20, and four of the wounded later died.", 10),
        ("A bomb in Ghazni killed six people and wounded 20. Four of the wounded later died.", 10),
        ("A bomb hit a bus with 12 soldiers in Ghazni. None of the 12 soldiers was killed.", None),
        ("All but two of the passengers were killed by a bomb in Ghazni.", None),
    ],
)
def test_each_of_the_dead_counts_once(text: str, dead: int | None) -> None:
    """Some of those counted add nothing, others beside them do, and those who die later come on top."""
    (event,) = (each for each in read(f"News of the war.\n\n{text}", date(2019, 5, 16)).events if each.place)
    assert event.fatalities.best == dead


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("The toll of the blast rose to 14 after five of the wounded died.", [14]),
        ("The death toll from the blast rose to 11 when two more bodies were found.", [11]),
        ("The toll of the blast rose to 14, and five more people were killed in a raid.", [14, 5]),
        ("A father of five was killed by a blast.", [1]),
        ("A mother of six died in a blast.", [1]),
        ("A commander of 200 men was killed by a blast.", []),
        ("A shopkeeper whose three sons serve in the army was killed by gunmen.", []),
        ("A shopkeeper whose three sons were killed by gunmen fled.", [3]),
        ("The fathers of two policemen were shot dead.", [2]),
        ("A team of five was shot dead.", [5]),
        ("A man in police uniform shot dead two soldiers.", [2]),
        ("Three men in army uniform shot dead two soldiers.", [2]),
        ("Three men in army uniform were shot dead.", [3]),
    ],
)
def test_a_total_has_its_last_dead_and_who_has_many_is_one(text: str, killed: list[int]) -> None:
    """What raised a total is in it; children and men that somebody has do not die with him, nor does the killer."""
    assert [each.best for each in find_tolls(text) if each.harm is Harm.KILLED] == killed


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("Soldiers attacked a Taliban post in Ghazni, killing five and losing two men.", 7),
        ("Soldiers repelled a Taliban attack in Ghazni, killing 12 and losing two of their own.", 14),
        ("The army killed 12 Taliban in Ghazni for the loss of two soldiers.", 14),
        ("The army killed 12 Taliban in Ghazni and lost contact with two soldiers.", 12),
        ("The army killed 12 Taliban in Ghazni and lost two checkpoints.", 12),
    ],
)
def test_who_kills_others_and_loses_men(text: str, dead: int) -> None:
    """Both are dead of the fight."""
    events = (each for each in read(text, date(2019, 5, 16)).events if each.fatalities.best is not None)
    assert [each.fatalities.best for each in events] == [dead]


@pytest.mark.parametrize(
    ("sentence", "want"),
    [
        ("Forty were wounded, while a nurse put the figure at 53.", [("injured", 40), ("injured", 53)]),
        ("Forty people were hurt, but the number has risen to 53.", [("injured", 40), ("injured", 53)]),
        ("Nine were killed, while a nurse put the figure at 11.", [("killed", 9), ("killed", 11)]),
        ("Nine were killed and 40 hurt, but the figure rose to 11.", [("killed", 9), ("injured", 40), ("killed", 11)]),
        ("Forty were hurt and the death toll rose to 11.", [("injured", 40), ("killed", 11)]),
        ("The figure rose to 11.", [("killed", 11)]),
    ],
)
def test_a_new_figure_counts_what_was_counted(sentence: str, want: list[tuple[str, int]]) -> None:
    """Those hurt, where the sentence has counted nobody else; else the dead."""
    assert [(each.harm.value, each.best) for each in find_tolls(sentence)] == want
