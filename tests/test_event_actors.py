"""Who does what an event tells of, where no subject names him: owners, opponents, and those who announce it."""

from __future__ import annotations

from datetime import date

import pytest

from geo.vocab import AssertionMode, EventType
from tests.reading import read

BEFORE = date(2010, 10, 22)
_DEADLY = {EventType.ARMED_CLASH, EventType.ATTACK_ON_CIVILIANS, EventType.CIVILIAN_HARM, EventType.SUICIDE_BOMBING}
AFTER = date(2023, 10, 20)


def _sides(text: str, day: date, kind: EventType) -> list[str | None]:
    """The sides of those who act in the events of a kind that happened."""
    events = read(text + " The Afghan government spoke of war.", day).events
    found = [each for each in events if each.event_type is kind and each.assertion_mode is AssertionMode.ACTUAL]
    return [each.actor.side if each.actor else None for each in found]


@pytest.mark.parametrize(
    ("text", "kind", "side"),
    [
        ("Kabul airport was bombed by jets of the ruling Taliban.", EventType.AIR_STRIKE, "taliban"),
        ("Helicopters of the Taliban fired at villages in Kunduz province.", EventType.AIR_STRIKE, "taliban"),
        ("An airstrike of the Afghan Air Force hit a village in Kunduz province.", EventType.AIR_STRIKE, "government"),
        ("Military operations of the Afghan army went on in Kunduz province.", EventType.OFFENSIVE, "government"),
        ("Ten Taliban were killed in clashes with Afghan forces in Zabul.", EventType.ARMED_CLASH, "government"),
        ("Four soldiers were killed in fighting with the Taliban in Zabul.", EventType.ARMED_CLASH, "taliban"),
        ("Four soldiers were killed in an attack by the Taliban in Zabul.", EventType.ARMED_CLASH, "taliban"),
        ("Heavy fighting with Taliban insurgents went on in Zabul province.", EventType.ARMED_CLASH, "taliban"),
    ],
)
def test_who_owns_the_weapons_or_stands_behind_a_noun_acts(text: str, kind: EventType, side: str) -> None:
    """Whose jets they are, whose operation it is, with whom somebody fought."""
    assert _sides(text, BEFORE, kind) == [side]


@pytest.mark.parametrize(
    ("text", "kind", "side"),
    [
        ("Three men were arrested in Logar province, police said.", EventType.ARREST, "government"),
        ("The Interior Ministry announced that three men had been arrested in Logar.", EventType.ARREST, "government"),
        ("Two suspects were detained in Logar province, ISAF said.", EventType.ARREST, "other:NATO"),
        ("Ten insurgents were killed in Logar, the Defense Ministry said.", EventType.ARMED_CLASH, "government"),
        ("Ten soldiers were killed in Logar, a Taliban spokesman said.", EventType.ARMED_CLASH, "taliban"),
        ("An air strike killed ten Taliban in Logar, the Defense Ministry said.", EventType.AIR_STRIKE, "government"),
    ],
)
def test_a_side_announces_what_its_forces_did(text: str, kind: EventType, side: str) -> None:
    """Arrests by those who govern, and losses of the opponent."""
    assert _sides(text, BEFORE, kind) == [side]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ten soldiers and ten men of the Islamic State were killed in Logar.", EventType.ARMED_CLASH),
        ("Three men were arrested in Logar province, the Taliban said.", EventType.ARREST),
        ("Two Afghans were arrested in Iran, Afghan officials said.", EventType.ARREST),
        ("Two policemen were arrested in Logar province, police said.", EventType.ARREST),
    ],
)
def test_nobody_acts_where_no_side_can_be_told(text: str, kind: EventType) -> None:
    """Not where several may have done it, not by those who do not govern, not abroad; no victim acts."""
    assert set(_sides(text, BEFORE, kind)) <= {None}


def test_who_governs_changes_with_the_day() -> None:
    """After 15 August 2021 the police who announce an arrest are the Taliban's."""
    assert _sides("Three men were arrested in Logar province, police said.", AFTER, EventType.ARREST) == ["taliban"]


@pytest.mark.parametrize(
    "voice",
    [
        "the chief of police said",
        "the provincial police headquarters said",
        "the governor's office said",
        "the 203rd Corps of the army said",
        "according to a statement of the intelligence agency",
        "said Hamid Zia, a spokesman for the governor",
        "said Hamid Zia, who leads the provincial council",
    ],
)
def test_an_office_speaks_for_those_whose_it_is(voice: str) -> None:
    """Before its noun, behind "of" or "for", or by a relative clause: whose office it is did what it announces."""
    assert _sides(f"Nine Taliban were killed in Logar province, {voice}.", BEFORE, EventType.ARMED_CLASH) == [
        "government"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Hamid Zia, the governor of Logar, told of NATO aid. Nine Taliban were killed in Logar, Zia said.",
        "Hamid Zia, the governor of Logar, told of NATO aid. Nine Taliban were killed in Logar, he said.",
        "The governor of Logar told of NATO aid. Three people fled. Nine Taliban were killed in Logar, he said.",
    ],
)
def test_a_name_speaks_for_its_office_later_too(text: str) -> None:
    """A surname stands for the office it was introduced with; who is only talked of is no speaker."""
    assert _sides(text, BEFORE, EventType.ARMED_CLASH) == ["government"]


@pytest.mark.parametrize(
    "voice", ["relatives of the policemen said", "said Hamid Zia, who visited the provincial council"]
)
def test_who_is_near_an_office_does_not_speak_for_it(voice: str) -> None:
    """Kin and visitors are no voice of a side."""
    text = f"NATO troops came. Nine Taliban were killed in Logar province, {voice}."
    assert _sides(text, BEFORE, EventType.ARMED_CLASH) == [None]


def test_who_says_it_of_his_own_losses_did_not_do_it() -> None:
    """The army's word on its own dead names the army's opponent, not the army."""
    text = "Ten soldiers were killed in Logar, the Defense Ministry said."
    assert _sides(text, BEFORE, EventType.ARMED_CLASH) == ["taliban"]


@pytest.mark.parametrize(
    ("text", "kind", "day", "side"),
    [
        ("Three men were arrested in Logar on Monday.", EventType.ARREST, BEFORE, "government"),
        ("Three men were arrested in Logar on Monday.", EventType.ARREST, AFTER, "taliban"),
        ("Three men were arrested in Logar. The Taliban were near.", EventType.ARREST, BEFORE, "government"),
        ("Three men were detained in Logar. The Taliban were near.", EventType.ARREST, BEFORE, None),
        ("Three men were arrested in Logar. NATO troops were near.", EventType.ARREST, BEFORE, None),
        ("Three policemen were arrested in Logar on Monday.", EventType.ARREST, BEFORE, None),
        ("Two men were arrested in Logar. Pakistani soldiers were near.", EventType.ARREST, AFTER, None),
        ("Police found two labs for processing drugs in Logar.", EventType.ORGANISED_CRIME, AFTER, "taliban"),
        ("Four soldiers were killed in Logar on Monday.", EventType.ARMED_CLASH, BEFORE, "taliban"),
        ("Four NATO soldiers were killed in Logar on Monday.", EventType.ARMED_CLASH, BEFORE, "taliban"),
        ("Four Taliban were killed in Logar on Monday.", EventType.ARMED_CLASH, BEFORE, "government"),
        ("Four Taliban were killed in Logar. NATO troops were near.", EventType.ARMED_CLASH, BEFORE, None),
        ("Four Taliban were killed in Logar on Monday.", EventType.ARMED_CLASH, AFTER, None),
        ("Four soldiers were killed in Logar by a man dressed as one of them.", EventType.ARMED_CLASH, BEFORE, None),
    ],
)
def test_who_does_it_by_default(text: str, kind: EventType, day: date, side: str | None) -> None:
    """The state arrests where no other state's forces are told of; armed men are harmed by their one opponent."""
    assert set(_sides(text, day, kind)) <= {side}
    assert side is None or side in _sides(text, day, kind)


_BOMB = "A bomb killed four people in Kunduz on Sunday. "
_LATER = date(2019, 3, 5)


@pytest.mark.parametrize(
    "claim",
    [
        "The Islamic State claimed responsibility.",
        "The attack was claimed by the Islamic State.",
        "The bombing was the work of the Islamic State.",
        "Residents blamed the Islamic State for the attack.",
        "The United Nations said the Islamic State was behind the bombing. The Taliban denied involvement.",
        "The army blamed the Taliban. The Islamic State claimed the attack.",
        "The Islamic State said it had done it.",
        "The Islamic State group said it had carried it out.",
        "A man speaking for the Islamic State said his group had done it.",
    ],
)
def test_a_deed_is_whose_it_is_said_to_be(claim: str) -> None:
    """Somewhere else in the text it is claimed, or said to be somebody's; a claim goes before what others say."""
    assert _sides(_BOMB + claim, _LATER, EventType.BOMBING) == ["iskp"]


@pytest.mark.parametrize(
    "claim",
    [
        "The Taliban denied involvement.",
        "The United Nations blamed the Taliban. The Taliban denied involvement.",
        "The army blamed the Taliban for the attack.",
        "Residents blamed the Taliban. The police blamed the Islamic State.",
        "The attack may be the work of the Taliban.",
        "The army said the Taliban had done it.",
        "The Taliban denied that they had done it.",
        "The Taliban may have done it.",
        "Several attacks of the last months were claimed by the Taliban.",
        "The Taliban claimed another attack a year ago.",
        "No group claimed responsibility. The Taliban often attack there.",
        'The Taliban took no part. "It was the work of the army," their spokesman said.',
    ],
)
def test_who_is_only_accused_by_an_enemy_or_denies_it_did_nothing(claim: str) -> None:
    """An enemy's accusation, a denial, two accused, a guess: nobody did it."""
    assert _sides(_BOMB + claim, _LATER, EventType.BOMBING) == [None]


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen killed four people in Kunduz on Sunday. The Islamic State claimed the attack.",
        "Four people were shot dead in Kunduz on Sunday. The Islamic State claimed the attack.",
    ],
)
def test_a_claim_says_who_the_gunmen_were(text: str) -> None:
    """Those of no known side are of the party that claims the deed."""
    assert _sides(text, _LATER, EventType.ATTACK_ON_CIVILIANS) == ["iskp"]


@pytest.mark.parametrize(
    "text",
    [
        "An Islamic State car bomb killed four people in Kunduz on Sunday.",
        "Bombers of the Islamic State killed four people in Kunduz on Sunday.",
        "The army caught an Islamic State cell behind a deadly bombing in Kunduz on Sunday.",
    ],
)
def test_whose_bomb_it_is(text: str) -> None:
    """Who stands before the bomb or behind the bomber, and who is behind the bombing."""
    kinds = (EventType.BOMBING, EventType.SUICIDE_BOMBING)
    assert [side for kind in kinds for side in _sides(text, _LATER, kind)] == ["iskp"]


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Taliban agents detained a teacher in Logar on Monday.", "taliban"),
        ("Travel agents detained a thief in Logar. NATO troops were near.", None),
    ],
)
def test_the_agents_of_a_party_act_for_it(text: str, side: str | None) -> None:
    """Behind a party's name they are its men; by themselves they are nobody's."""
    assert set(_sides(text, AFTER, EventType.ARREST)) <= {side}
    assert side is None or side in _sides(text, AFTER, EventType.ARREST)


@pytest.mark.parametrize(
    ("text", "kind", "day", "side"),
    [
        ("The army said its jets had bombed a village in Kunar.", EventType.AIR_STRIKE, BEFORE, "government"),
        ("NATO said one of its helicopters fired on men in Kunar.", EventType.AIR_STRIKE, BEFORE, "other:NATO"),
        ("The Taliban said their bomber attacked a post in Kunduz.", EventType.SUICIDE_BOMBING, BEFORE, "taliban"),
        ("Pakistan said its jets had bombed a village in Khost.", EventType.AIR_STRIKE, AFTER, None),
        (
            "The Defense Ministry said its helicopters had evacuated families from Logar.",
            EventType.EVACUATION,
            AFTER,
            "taliban",
        ),
        ("The army said its drone was shot down by the Taliban in Kunar.", EventType.ARMED_CLASH, BEFORE, "taliban"),
    ],
)
def test_whose_things_do_it_by_a_possessive(text: str, kind: EventType, day: date, side: str | None) -> None:
    """Who says that "its jets" did it sent them; whose drone is shot down did nothing."""
    assert _sides(text, day, kind) == [side]


@pytest.mark.parametrize("who", ["him", "her"])
def test_one_person_is_no_troops(who: str) -> None:
    """Who is sent somewhere is nobody's force, whichever party was told of before."""
    text = f"The boy's uncle serves in the Afghan police. The father sent {who} to Panjwayi district on Monday."
    assert _sides(text, BEFORE, EventType.GROUP_CHANGE) == []


@pytest.mark.parametrize(
    "body", ["rulers", "regime", "leadership", "administration", "supreme court", "foreign ministry", "vice police"]
)
def test_a_body_acts_for_the_party_before_it(body: str) -> None:
    """Whatever stands between them; not one that is no more, nor those who are only against the party."""
    assert _sides(f"The Taliban {body} detained four men in Herat.", AFTER, EventType.ARREST) == ["taliban"]
    assert _sides(f"A former Taliban {body} member detained four men in Herat.", AFTER, EventType.ARREST) != ["taliban"]
    assert _sides("Taliban opponents detained four men in Herat.", AFTER, EventType.ARREST) == [None]


@pytest.mark.parametrize(
    "text",
    [
        "Pakistan, in rare airstrikes, targeted hideouts in Khost province.",
        "In rare airstrikes, Pakistan targeted hideouts in Khost province.",
        "Hideouts in Khost province were targeted by Pakistan in airstrikes.",
    ],
)
def test_who_strikes_does_what_the_noun_tells(text: str) -> None:
    """The subject of the verb beside it; who loses men in attacks did nothing."""
    assert _sides(text, AFTER, EventType.AIR_STRIKE) == ["other:Pakistan"]
    assert _sides("The army lost ten men in airstrikes in Khost.", BEFORE, EventType.AIR_STRIKE) == [None]


def test_a_standing_fight_sends_no_bomber() -> None:
    """Who is backed in his fight against those who claim a bombing did not do it; he fought nobody that day."""
    text = (
        "The Islamic State claimed responsibility for a suicide bombing in eastern Afghanistan on Tuesday. The attack"
        " killed 12 people.\n\nThe coalition has backed the Afghan government in its fight against IS and the Taliban."
        "\n\nMost of the victims were close to the suicide bombing site in Jalalabad, Nangarhar province."
    )
    assert _sides(text, date(2018, 7, 10), EventType.SUICIDE_BOMBING) == ["iskp"]
    assert _sides(text, date(2018, 7, 10), EventType.ARMED_CLASH) == []
    fought = "American planes helped Afghan forces in a battle with the Taliban in Helmand on Monday."
    assert len(_sides(fought, date(2018, 7, 10), EventType.ARMED_CLASH)) == 1


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("A NATO raid left seven Taliban dead and one foreign soldier wounded in Helmand.", "other:NATO"),
        ("A Taliban attack left seven Afghan soldiers dead and one insurgent wounded in Helmand.", "taliban"),
        ("A coalition air and ground attack killed six Afghan policemen in Logar.", "other:NATO"),
    ],
)
def test_whose_attack_it_was_stays_so(text: str, side: str) -> None:
    """Whoever was wounded besides, and by whatever means."""
    assert _sides(text, BEFORE, EventType.ARMED_CLASH) == [side]


def test_who_is_wounded_set_off_no_bomb() -> None:
    """A passive without its auxiliary is one also where it is reported behind."""
    text = "Nine people were killed and two soldiers injured in a bombing at a market in Khost, officials said."
    assert _sides(text, BEFORE, EventType.BOMBING) == [None]


def test_who_is_accused_last_does_not_own_what_another_uses() -> None:
    """ "Its jets" are those of whoever says it, known or not."""
    text = "The Afghan government accused NATO of recklessness. The pact said its jets had struck a camp in Kunar."
    assert _sides(text, BEFORE, EventType.AIR_STRIKE) != ["government"]


@pytest.mark.parametrize(
    ("text", "side", "recipient", "dead"),
    [
        ("Smugglers shot dead two Taliban border guards in Zaranj.", None, "taliban", 2),
        ("Taliban border guards shot dead two smugglers in Zaranj.", "taliban", None, 2),
        ("Two smugglers were shot dead in Zaranj by Iranian border guards, the Taliban said.", "other:Iran", None, 2),
        ("Afghan security forces killed two armed robbers in Zaranj.", "taliban", None, 2),
        ("Robbers killed two Afghan policemen in Zaranj.", None, "taliban", 2),
    ],
)
def test_smugglers_and_robbers_kill_and_die(text: str, side: str | None, recipient: str | None, dead: int) -> None:
    """A fight with them is one, whoever tells of it; it is no smuggling."""
    (event,) = read(text, date(2023, 6, 16)).events
    assert event.event_type is EventType.ARMED_CLASH
    assert event.actor is not None
    assert event.recipient is not None
    assert (event.actor.side, event.recipient.side, event.fatalities.best) == (side, recipient, dead)


def test_smugglers_do_not_act_for_the_state() -> None:
    """What is told of them by their noun alone was done by nobody on a side."""
    (event,) = read("Smugglers carried 20 Afghans across the border from Zaranj.", date(2023, 6, 16)).events
    assert event.actor is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "The killing of a police chief by the Taliban in Ghazni city shocked the town.",
            [("attack_on_civilians", "taliban", "government")],
        ),
        (
            "The killing of two teachers by the Taliban in Ghazni city angered the town.",
            [("attack_on_civilians", "taliban", None)],
        ),
        ("The minister condemned the killing of a judge by the Taliban in Ghazni city.", []),
        ("The brother of a policeman killed by the Taliban fled to Ghazni city on Friday.", []),
        (
            "The family of a teacher killed by the Taliban in Ghazni city is poor.",
            [("attack_on_civilians", "taliban", None)],
        ),
        ("A policeman killed by the Taliban in Ghazni city was buried.", [("armed_clash", "taliban", "government")]),
        ("Seven people, plus the bomber, died in a suicide attack in Ghazni city.", [("suicide_bombing", None, None)]),
    ],
)
def test_who_killed_and_who_was_killed(text: str, told: list[tuple[str, str | None, str | None]]) -> None:
    """The noun for a killing has its doer; whose kin are told of was not killed then; the dead did not bomb."""
    events = read(f"{text} Afghanistan is at war.", BEFORE).events
    found = [each for each in events if each.event_type in _DEADLY]
    assert [(e.event_type, e.actor and e.actor.side, e.recipient and e.recipient.side) for e in found] == told


@pytest.mark.parametrize("title", ["Policeman killed by Taliban in Ghor", "Judge shot dead by Taliban in Ghor"])
def test_a_headline_without_an_article_tells_of_one(title: str) -> None:
    """The singular is one person."""
    (event,) = read("Afghan officials spoke of it.", BEFORE, title=title).events
    assert event.fatalities.best == 1
