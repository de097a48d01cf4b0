"""Stories of one attack: whose it was, where and when, each deed once, and what is only told beside it."""

from __future__ import annotations

from datetime import date

import pytest

from geo.vocab import AssertionMode, EventType
from tests.reading import read

DAY = date(2018, 7, 1)
"""A Sunday."""
_SAID = frozenset({EventType.ATTRIBUTION, EventType.DIPLOMATIC_ACTION})


def _told(text: str, day: date = DAY) -> set[tuple[str, str | None, str | None]]:
    """The tag, the place and the side of each deed that happened."""
    deeds = (each for each in read(text, day).events if each.event_type not in _SAID)
    return {
        (
            each.event_type.value,
            each.place.name if each.place else None,
            each.actor.side if each.actor else None,
        )
        for each in deeds
        if each.assertion_mode is AssertionMode.ACTUAL
    }


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Gunmen stormed Herat University on Saturday, killing seven Afghans.", "Herat"),
        ("Seven Afghans were killed by gunmen who attacked the Herat University on Saturday.", "Herat"),
        ("A bomber blew himself up at Kabul University on Saturday, killing seven.", "Kabul"),
        ("A blast at Herat University killed two Afghan students on Saturday.", "Herat"),
        # who is only of such a house may be killed elsewhere
        ("A professor at Kabul University was shot dead in Herat on Saturday, Afghan police said.", "Herat"),
        ("A bomb killed two Afghan students of Herat University on Saturday.", None),
    ],
)
def test_a_house_with_the_name_of_its_town_is_where_it_is_attacked(text: str, place: str | None) -> None:
    assert {each[1] for each in _told(text)} == {place}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (
            (
                "A bomb killed two Afghan policemen in Khost on Friday. Wali Jan Zurmati, the provincial police chief, "
                "confirmed it. Zurmati told reporters that clashes were under way."
            ),
            "Khost",
        ),
        (
            (
                "A bomb hit an office in Jalalabad, eastern Afghanistan, on Friday. Abdul Qadir Chakmani, spokesman "
                "for the governor, said two had died. Chakmani added that a gun battle was going on there."
            ),
            "Jalalabad",
        ),
    ],
)
def test_the_last_name_of_somebody_named_before_is_no_place(text: str, place: str) -> None:
    assert {each[1] for each in _told(text)} == {place}


_CLAIMED = "A bomber killed 30 people in Kabul on Saturday. {claim} for the massacre. "


@pytest.mark.parametrize(
    ("text", "deeds"),
    [
        (
            _CLAIMED.format(claim="An Islamic State affiliate claimed responsibility")
            + "On Friday, militants attacked a post in Balkh province.",
            {("suicide_bombing", "Kabul", "iskp"), ("armed_clash", "Balkh", None)},
        ),
        (
            _CLAIMED.format(claim="The Taliban claimed responsibility")
            + "On Friday, militants attacked a post in Balkh province.",
            {("suicide_bombing", "Kabul", "taliban"), ("armed_clash", "Balkh", "taliban")},
        ),
        (
            (
                "Islamic State fighters raided an Afghan village in Achin. The militants killed nine policemen "
                "in Acheen."
            ),
            {("armed_clash", "Acheen", "iskp")},
        ),
        (
            (
                "A bomb killed a man in Ghor province on Friday, and the Taliban attacked a post in Herat. The bombing "
                "in Ghor has not been claimed by any group. The group denied that any fighters had been there."
            ),
            {("bombing", "Ghor", None), ("armed_clash", "Herat", "taliban")},
        ),
    ],
)
def test_rebels_of_no_name_are_not_always_those_who_claimed_another_deed(
    text: str, deeds: set[tuple[str, str | None, str | None]]
) -> None:
    assert _told(text) == deeds


_TWO = "A bomb killed nine Afghans in Khost on Friday. In Herat, a suicide bomber killed four people on Saturday. "


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        (_TWO + "The Taliban claimed both attacks.", {"Khost": "taliban", "Herat": "taliban"}),
        (_TWO + "Both bombings were claimed by Islamic State.", {"Khost": "iskp", "Herat": "iskp"}),
        (
            _TWO + "Islamic State claimed responsibility for both Friday's and Saturday's attacks.",
            {"Khost": "iskp", "Herat": "iskp"},
        ),
        (_TWO + "The Taliban claimed the attack.", {"Khost": None, "Herat": "taliban"}),
        (_TWO + "The president condemned both attacks.", {"Khost": None, "Herat": None}),
        (_TWO + "The Taliban denied involvement in both attacks.", {"Khost": None, "Herat": None}),
    ],
)
def test_a_claim_of_both_is_of_the_two_told_last(text: str, sides: dict[str, str | None]) -> None:
    assert {place: side for _, place, side in _told(text)} == sides


@pytest.mark.parametrize(
    ("text", "deeds"),
    [
        (
            (
                "Two explosions killed nine Afghans in Khost on Saturday. The first blast hit a tea shop. The second "
                "explosion came as police arrived. Islamic State said it had carried out the attack."
            ),
            {("bombing", "Khost", "iskp")},
        ),
        (
            (
                "12 Afghans were killed in two bombings in Herat on Saturday. The first bomb was set off by a man "
                "on a bicycle. The Taliban said they had carried out the attack."
            ),
            {("bombing", "Herat", "taliban")},
        ),
        (
            "Twin blasts killed nine Afghans in Khost on Saturday. The first blast killed four people.",
            {("bombing", "Khost", None), ("bombing", None, None)},
        ),
        (
            "A bomb killed nine Afghans in Khost on Saturday. The first bomb of June in Herat killed two on Sunday.",
            {("bombing", "Khost", None), ("bombing", "Herat", None)},
        ),
    ],
)
def test_one_of_several_blasts_told_together_is_no_other(
    text: str, deeds: set[tuple[str, str | None, str | None]]
) -> None:
    assert _told(text) == deeds


_SHOT = "Gunmen shot dead a judge in Herat on Saturday. "
_SHOOTING = ("attack_on_civilians", "Herat", None)


@pytest.mark.parametrize(
    ("text", "deeds"),
    [
        ("Gunmen shot dead a judge in Herat, which has suffered a wave of bombings, on Saturday.", {_SHOOTING}),
        (
            "Gunmen shot dead a judge in Herat on Friday, a city that has seen a string of bombings in recent months.",
            {_SHOOTING},
        ),
        (_SHOT + "The city has been rocked by a series of bombings.", {_SHOOTING}),
        (_SHOT + "Scores of mines have gone off in Nangarhar since the new rulers arrived.", {_SHOOTING}),
        (_SHOT + "Since the spring scores of attacks have been carried out in Kunar.", {_SHOOTING}),
        # what a text may just begin with, or tells of a day
        ("The Afghan city of Herat has been hit by a series of blasts, police said.", {("bombing", "Herat", None)}),
        ("The Afghan city of Herat was hit by a wave of bombings on Saturday.", {("bombing", "Herat", None)}),
        ("A series of bombings has killed 40 Afghans in Herat.", {("bombing", "Herat", None)}),
        ("Since Friday several bombs have gone off in the Afghan city of Herat.", {("bombing", "Herat", None)}),
    ],
)
def test_what_a_place_has_seen_for_long_is_no_event_of_today(
    text: str, deeds: set[tuple[str, str | None, str | None]]
) -> None:
    assert _told(text) == deeds


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("A Danish nurse kidnapped in Kabul has been freed, the ministry said on Friday.", ["../2018-07-01"]),
        ("A Danish nurse who was abducted in Kabul was rescued on Friday.", ["../2018-07-01"]),
        ("Two Afghan engineers abducted by the Taliban in Ghazni were released on Friday.", ["../2018-07-01"]),
        ("A Danish nurse kidnapped in Kabul on Thursday was freed on Friday, the ministry said.", ["2018-06-28"]),
        ("Gunmen kidnapped a nurse in Kabul on Friday. The Taliban said they had freed two soldiers.", ["2018-06-29"]),
        ("Police said on Friday that a nurse had been abducted in Kabul.", ["2018-06-29~"]),
    ],
)
def test_an_abduction_is_not_of_the_day_of_the_release(text: str, days: list[str]) -> None:
    taken = (each for each in read(text, DAY).events if each.event_type is EventType.ABDUCTION)
    assert [each.date.date_edtf if each.date else None for each in taken] == days


_STORMED = "Gunmen stormed a bank in Herat on Saturday, killing nine Afghans. "
_RAID = ("attack_on_civilians", "Herat", None)


@pytest.mark.parametrize(
    ("text", "deeds"),
    [
        (_STORMED + "The assault was finally halted as guards killed three raiders.", {_RAID}),
        (_STORMED + "The siege ended after three hours when commandos killed four attackers.", {_RAID}),
        (_STORMED + "The battle with the remaining attackers lasted a few hours.", {_RAID}),
        (
            (
                "Nine Afghans were killed by gunmen who stormed a bank in Herat before engaging police in an hours-long"
                " battle on Saturday."
            ),
            {_RAID},
        ),
        (
            _STORMED + "In Ghazni, the army fought an hours-long battle with the Taliban.",
            {_RAID, ("armed_clash", "Ghazni", "government")},
        ),
        (
            "Police said they abducted 85 people in Baghlan on Tuesday.",
            {("abduction", "Baghlan", None)},
        ),
        (
            "The Taliban stopped three buses in Baghlan on Tuesday. Police said they abducted 85 people.",
            {("abduction", "Baghlan", "taliban")},
        ),
        (
            "The Taliban said they abducted 85 policemen in Baghlan on Tuesday.",
            {("abduction", "Baghlan", "taliban")},
        ),
    ],
)
def test_the_parts_of_an_attack_are_no_records_of_their_own(
    text: str, deeds: set[tuple[str, str | None, str | None]]
) -> None:
    assert _told(text) == deeds


def test_a_headline_of_an_attack_and_the_bomb_of_its_dead_are_one() -> None:
    text = "Kabul: A Taliban suicide bomber blew up near an embassy in Kabul on Saturday, killing nine people."
    found = read(text, DAY, title="Nine die in Taliban attack on embassy").events
    assert [(each.event_type, each.fatalities.best) for each in found] == [(EventType.SUICIDE_BOMBING, 9)]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (
            (
                "The Taliban have abducted 40 people in Baghlan, Afghan officials said. Last week they killed six "
                "passengers and took dozens of others hostage, also in Baghlan."
            ),
            [("2018-06-18/2018-06-24", 6), ("2018-06-18/2018-06-24", None), ("2018-07-01~", None)],
        ),
        (
            "Gunmen have killed a judge in Herat, Afghan police said. Last month, gunmen killed a clerk in the city.",
            [("2018-06", 1), ("2018-07-01~", 1)],
        ),
        (
            "Gunmen have killed a judge in Herat, Afghan police said. The attack took place last week.",
            [("2018-06-18/2018-06-24", 1)],
        ),
    ],
)
def test_what_a_sentence_goes_back_to_is_another_happening(text: str, days: list[tuple[str, int | None]]) -> None:
    deeds = (each for each in read(text, DAY).events if each.event_type not in _SAID and each.date is not None)
    found = [(each.date.date_edtf, each.fatalities.best) for each in deeds if each.date is not None]
    assert sorted(found, key=str) == sorted(days, key=str)


@pytest.mark.parametrize(
    ("claim", "side"),
    [
        ("The Islamic State issued a statement claiming the attack.", "iskp"),
        ("The Islamic State posted a statement online claiming responsibility.", "iskp"),
        ("The Islamic State issued a claim of responsibility.", "iskp"),
        ("A claim of responsibility was issued by the Taliban.", "taliban"),
        ("The Taliban were quick to claim responsibility.", "taliban"),
        ("A spokesman for the Taliban phoned reporters to claim the attack.", "taliban"),
        ("The Taliban owned up to the attack.", "taliban"),
        ("The Taliban boasted of the attack on their website.", "taliban"),
        ("In a statement, the Islamic State claimed that a bomber named Abu Asim had carried out the attack.", "iskp"),
        ("A claim came from the Taliban hours later.", "taliban"),
        ("A claim of responsibility came from the Islamic State.", "iskp"),
        ("A Taliban spokesman called reporters to claim responsibility.", "taliban"),
        ("The Taliban telephoned two agencies to claim the blast.", "taliban"),
        ("The Taliban said they had planted the bomb.", "taliban"),
        ("The attackers belonged to the Islamic State.", "iskp"),
        ("The Taliban released a statement. The group claimed that attack.", "taliban"),
        ("The Taliban, who often strike there, claimed it.", "taliban"),
        ("A spokesman for the Taliban said one of their men had carried out the attack.", "taliban"),
        # nobody's claim
        ("A man on a motorcycle carried out the attack, police said.", None),
        ("No claim came from the Taliban.", None),
        ("The Taliban did not call reporters to claim the blast.", None),
        ("The attackers were Pakistanis.", None),
        ("The attackers were not Taliban.", None),
        ("It is not known whether the attackers were Taliban.", None),
        ("Police said that a bomber had carried out the attack.", None),
        ("The Taliban have yet to issue a claim of responsibility.", None),
        ("The Taliban received a statement claiming the attack.", None),
        ("The Taliban were slow to condemn the attack.", None),
    ],
)
def test_how_a_deed_is_claimed(claim: str, side: str | None) -> None:
    text = "An explosion at a wedding hall in Kabul killed 63 people late on Saturday. "
    assert _told(text + claim) == {("bombing", "Kabul", side)}


@pytest.mark.parametrize(
    ("claim", "actors"),
    [
        (
            "The Islamic State claimed Tuesday's attack, after a bomb last Friday killed five in Khost.",
            {"Gardez"},
        ),
        (
            "The Islamic State claimed the attack, which came two days after a bomb killed four in Khost.",
            {"Gardez"},
        ),
        ("On Friday a bomb killed five pupils in Khost. The Islamic State claimed that attack.", {"Khost"}),
    ],
)
def test_which_of_two_deeds_is_claimed(claim: str, actors: set[str]) -> None:
    told = _told("Gunmen killed nine students at a college in Gardez on Tuesday. " + claim)
    assert {place for _, place, side in told if side == "iskp"} == actors


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The president condemned Monday's suicide blast on clerics in Gardez.", {("suicide_bombing", "Gardez", None)}),
        ("The president condemned Monday's bombing in Gardez.", {("bombing", "Gardez", None)}),
        ("The president condemned suicide blasts in Gardez.", set()),
        ("The Taliban said the bomber was from Gardez.", set()),
        ("The car of a senator's aide was blown up in Gardez on Monday.", {("bombing", "Gardez", None)}),
        ("Two people died when their van was blown up in Gardez on Monday.", {("bombing", "Gardez", None)}),
        ("A tanker blew up on a road in Gardez on Monday.", {("industrial_disaster", "Gardez", None)}),
        ("Monday's ambush of a police patrol in Gardez killed nine.", {("armed_clash", "Gardez", "taliban")}),
        ("An ambush of Taliban fighters by police in Gardez killed nine.", {("armed_clash", "Gardez", "government")}),
        ("The ambush of an army convoy took place in Gardez on Monday.", {("armed_clash", "Gardez", "taliban")}),
    ],
)
def test_what_was_done_to_whom(text: str, told: set[tuple[str, str, str | None]]) -> None:
    assert _told(text) == told


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Nine died in Gardez on Monday after a suicide bombing at the gate of a bank.", [("2018-06-25", 9)]),
        ("Nine died in Gardez on Monday after a suicide bomber struck the gate of a bank.", [("2018-06-25", 9)]),
        ("Nine died on Monday following a bombing in Gardez.", [("2018-06-25", 9)]),
        ("Nine died in hospital on Monday following a bombing in Gardez.", [("../2018-06-25", 9)]),
        ("A man died of his wounds on Monday after a bombing in Gardez.", [("../2018-06-25", 1)]),
        ("A bombing in Gardez last week killed at least nine during a rally.", [("2018-06-18/2018-06-24", 9)]),
    ],
)
def test_the_day_of_the_dead_is_that_of_the_attack(text: str, days: list[tuple[str, int]]) -> None:
    deeds = (each for each in read(text, DAY).events if each.fatalities.best is not None and each.date is not None)
    assert [(each.date.date_edtf, each.fatalities.best) for each in deeds if each.date is not None] == days


IN_ZABUL = "The Taliban have attacked an outpost in Zabul province, killing five police, officials say."


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (IN_ZABUL + " Three insurgents were killed in it late on Friday.", {("armed_clash", "Zabul", "taliban")}),
        (
            IN_ZABUL + " The attack on Friday in Shajoy district also hurt two.",
            {("armed_clash", "Shahjoy", "taliban")},
        ),
        (
            "A bomb killed nine in Gardez on Friday. The Islamic State claimed most of the attacks.",
            {("bombing", "Gardez", None)},
        ),
    ],
)
def test_who_attacked_stays_who_did(text: str, told: set[tuple[str, str, str | None]]) -> None:
    assert _told(text) == told


AT_BASE = "A bomb killed 12 soldiers at a base in Gardez on Friday. "


@pytest.mark.parametrize(
    ("told", "attacks"),
    [
        ("The Taliban claimed to have killed 90.", [("Gardez", "taliban", 12)]),
        ("The Taliban said in a statement that they had killed 90 soldiers.", [("Gardez", "taliban", 12)]),
        ("The Taliban said they had killed nine policemen in Zabul.", [("Gardez", None, 12), ("Zabul", "taliban", 9)]),
        ("The army said it had killed nine rebels.", [("Gardez", None, 21)]),
    ],
)
def test_a_boast_is_no_second_attack(told: str, attacks: list[tuple[str, str | None, int]]) -> None:
    deeds = [each for each in read(AT_BASE + told, DAY).events if each.fatalities.best is not None]
    found = [(each.place and each.place.name, each.actor and each.actor.side, each.fatalities.best) for each in deeds]
    assert found == attacks
