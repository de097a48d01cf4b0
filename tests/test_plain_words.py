"""Events told in plain words, beside the nearest thing that is none: returns, people led away, people found dead."""

from __future__ import annotations

from datetime import date

import pytest

from geo.vocab import AssertionMode, EventType
from tests.reading import AFGHAN_STORY, read

UNDER_THE_REPUBLIC, UNDER_THE_TALIBAN = date(2016, 6, 7), date(2023, 6, 6)
"""Both Tuesdays."""


def kinds(text: str, published: date = UNDER_THE_REPUBLIC) -> list[str]:
    """Give the tags of the events of an Afghan story that are asserted to have happened."""
    events = read(text + AFGHAN_STORY, published).events
    return sorted(event.event_type.value for event in events if event.assertion_mode is AssertionMode.ACTUAL)


@pytest.mark.parametrize(
    ("sentence", "people"),
    [
        ("Some 3,400 people returned through the Torkham crossing on Monday.", "3,400"),
        ("On Monday 2,100 families came through the gate at Torkham.", "2,100"),
        ("Islam Qala counted 2,210 arrivals on Monday.", "2,210"),
        ("At Islam Qala, 2,210 arrivals were registered on Monday.", "2,210"),
        ("Pakistan has sent back 900 Afghans through Spin Boldak.", "900"),
        ("About 90 families had left Yahyakhel district by Monday.", "90"),
    ],
)
def test_those_who_return_or_leave_are_counted_and_not_dead(sentence: str, people: str) -> None:
    """Displacement names its people with their figure, and has no toll."""
    (event,) = read(sentence + AFGHAN_STORY, UNDER_THE_TALIBAN).events
    assert event.event_type is EventType.DISPLACEMENT
    assert event.recipient is not None
    assert people in event.recipient.name
    assert event.fatalities.best is None


@pytest.mark.parametrize(
    "sentence",
    [
        "The lorries came through the gate at Torkham on Monday.",
        "Hundreds of people came through the gate of the stadium in Kabul on Monday.",
        "Some 300 pupils were sent home in Kabul on Monday.",
        "Pakistan may send back 900 Afghans through Spin Boldak.",
        "A family left a restaurant in Kabul on Monday.",
        "Some 200 people arrived at Kabul airport on Monday.",
    ],
)
def test_who_only_travels_is_not_displaced(sentence: str) -> None:
    """Goods, visitors and plans are no return."""
    assert kinds(sentence, UNDER_THE_TALIBAN) == []


def test_two_counts_of_one_crossing_are_two() -> None:
    """Those of a day are not those of a month; the same count told again is one event."""
    first = "Some 90,000 people returned through the Torkham crossing in May."
    text = f"{first} On Monday 2,100 people returned through the Torkham crossing."
    assert kinds(text, UNDER_THE_TALIBAN) == ["displacement", "displacement"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Taliban fighters took away three villagers in Logar on Monday.",
        "Three villagers were led away by Taliban fighters in Logar on Monday.",
        "In Logar, the Taliban have dragged 30 people off a bus.",
    ],
)
def test_who_governs_arrests_and_who_does_not_abducts(sentence: str) -> None:
    """The Taliban of 2016 abduct whom those of 2023 arrest."""
    assert kinds(sentence, UNDER_THE_REPUBLIC) == ["abduction"]
    assert kinds(sentence, UNDER_THE_TALIBAN) == ["arrest"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Masked men snatched 24 travellers in Ghazni on Monday.", ["abduction"]),
        ("A trader was bundled into a car by gunmen in Herat on Monday.", ["abduction"]),
        ("Two reporters were detained by armed men in Herat on Monday.", ["abduction"]),
        ("Two reporters were detained in Herat on Monday.", ["arrest"]),
        ("Two reporters were detained in Herat by men from the army on Monday.", ["arrest"]),
        ("Police rounded up 30 traders in Herat on Monday.", ["arrest"]),
        ("A cameraman was locked up in Herat on Monday.", ["arrest"]),
        ("Firemen led away 31 children in Kabul on Monday.", []),
        ("The soldiers took away the barriers in Kabul on Monday.", []),
        ("Soldiers took away two wounded men to a hospital in Kabul on Monday.", []),
    ],
)
def test_people_led_away(sentence: str, expected: list[str]) -> None:
    """Light verbs tell of an abduction or an arrest only where armed people take somebody."""
    assert kinds(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Two elders were found shot dead in Nimroz on Monday.", ["attack_on_civilians"]),
        ("Police found the bullet-riddled bodies of two men in Nangarhar on Monday.", ["attack_on_civilians"]),
        ("Soldiers shot dozens of villagers in Kunar on Monday.", ["attack_on_civilians"]),
        ("Dozens of villagers were shot by soldiers in Kunar on Monday.", ["attack_on_civilians"]),
        ("Two tourists were attacked in Bamyan on Monday.", ["attack_on_civilians"]),
        ("Two climbers were found dead in Badakhshan on Monday.", []),
        ("Two tourists were attacked by dogs in Bamyan on Monday.", []),
        ("Two tourists could be attacked in Bamyan.", []),
    ],
)
def test_people_found_or_attacked(sentence: str, expected: list[str]) -> None:
    """Who is found shot was attacked; who is found dead may have frozen."""
    assert kinds(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Around fifteen women held placards in Faizabad on Monday.", ["protest_peaceful"]),
        ("Women carrying banners walked through Herat on Monday.", ["protest_peaceful"]),
        ("Guards used a water cannon on marchers in Kabul on Monday.", ["protest_intervention"]),
        ("A water cannon was used against women in Kabul on Monday.", ["protest_intervention"]),
        ("Guards fired into the air to break up a march in Kabul on Monday.", ["protest_intervention"]),
        ("Fighters used whips against a group of students in Herat on Monday.", ["protest_excessive_force"]),
        ("Firemen used a water cannon on a burning house in Kabul on Monday.", []),
        ("Fighters fired into the air in Kabul on Monday to celebrate a wedding.", []),
        ("Farmers used whips on horses in Herat on Monday.", []),
        ("Fans chanted in a stadium in Kabul on Monday.", []),
    ],
)
def test_protests(sentence: str, expected: list[str]) -> None:
    """Placards and slogans are a protest; what guards do with water, shots and whips is told by its means."""
    assert kinds(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The Taliban have closed all bakeries run by women in Herat.", ["restriction"]),
        ("All bakeries in Herat were closed by the Taliban on Monday.", ["restriction"]),
        ("Barbers in Lashkar Gah were ordered on Monday not to trim beards.", ["restriction"]),
        ("The Taliban are ordering shops in Herat to shut during prayers.", ["restriction"]),
        ("Pakistan closed the Torkham border crossing on Sunday.", ["restriction"]),
        ("The Torkham crossing was shut until further notice on Sunday.", ["restriction"]),
        ("The Torkham crossing reopened on Sunday.", []),
        ("Snow closed a border crossing in Badakhshan on Monday.", []),
        ("Pakistan may close the Torkham border crossing.", []),
        ("A doctor ordered patients in Kabul to shave on Monday.", []),
    ],
)
def test_restrictions(sentence: str, expected: list[str]) -> None:
    """Closures and orders are restrictions; what opens again is told as none."""
    assert kinds(sentence, UNDER_THE_TALIBAN) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("A checkpoint in Khost came under attack on Monday.", ["armed_clash"]),
        ("Gardez was attacked on Monday.", ["armed_clash"]),
        ("A helicopter was shot down in Kunar on Monday.", ["armed_clash"]),
        ("Insurgents have shot down an army helicopter in Kunar.", ["armed_clash"]),
        ("The downing of a helicopter in Kunar on Monday killed 17 soldiers.", ["armed_clash"]),
        ("Twenty commandos were killed in Faryab on Monday.", ["armed_clash"]),
        ("A man slammed his explosive-laden car into a base in Khost on Monday.", ["suicide_bombing"]),
        ("The minister came under attack from critics in Kabul on Monday.", []),
        ("A helicopter made a hard landing in Kunar on Monday.", []),
        ("Twenty commandos could be killed in Faryab.", []),
        ("Some 2,000 soldiers have been killed since 2014.", []),
        ("A man slammed his car into a wall in Kabul on Monday.", []),
        ("It was a battle of two spinners in Kandahar on Monday.", []),
        ("Leaders in Doha quarrel about money and talks.", []),
    ],
)
def test_attacks(sentence: str, expected: list[str]) -> None:
    """What comes under attack or is shot down is fought over; a quarrel and a match are not."""
    assert kinds(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The Taliban stormed Kunduz city on Monday and held it for two weeks.", ["capital_seized"]),
        ("The Taliban stormed Kunduz city on Monday.", ["armed_clash"]),
        ("The army stormed Kunduz city on Monday and the Taliban held it.", ["armed_clash", "control_reported"]),
        ("Bangi district in Takhar province held out until Sunday.", []),
        ("Bangi district in Takhar province held out until Sunday, when the Taliban took it.", ["district_seized"]),
        ("Some 170 border policemen crossed into Tajikistan from Darqad district in Takhar province.", []),
        ("Taliban envoys sat down with Afghan politicians in Doha on Monday.", ["talks"]),
        ("Taliban envoys and Afghan politicians met in a Doha hotel on Monday.", ["talks"]),
        ("The minister sat down with his family in Kabul on Monday.", []),
    ],
)
def test_ground_and_talks(sentence: str, expected: list[str]) -> None:
    """What is stormed and then held by the same party is taken; that it held out says nothing of its fall."""
    assert kinds(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Hundreds of prisoners walked free in Kunduz on Monday.", ["prisoners_freed"]),
        ("Some 300 inmates escaped from a prison in Ghazni on Monday.", ["prisoners_freed"]),
        ("Fighters emptied the jail in Kandahar on Monday.", ["prisoners_freed"]),
        ("The Taliban have cut off Ghazni since Monday.", ["siege"]),
        ("Ghazni has been under siege since Monday.", ["siege"]),
        ("Fighters carried off 40 sheep from a village in Ghor on Monday.", ["looting_destruction"]),
        ("Forty houses were washed away by a river in Parwan on Monday.", ["natural_disaster"]),
        ("At least 20 people were buried under snow in Panjshir on Monday.", ["natural_disaster"]),
        ("Two men escaped from a fire in Ghazni on Monday.", []),
        ("The minister opened a prison in Kandahar on Monday.", []),
        ("Snow has cut off Ghazni since Monday.", ["natural_disaster"]),
        ("Farmers drove off 40 sheep in Ghor on Monday.", []),
    ],
)
def test_releases_sieges_looting_and_floods(sentence: str, expected: list[str]) -> None:
    """Prisoners walk free, a town is cut off by somebody or by snow, fighters carry off goods, a river takes houses."""
    assert kinds(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Women working for a bank in Kunduz were told on Sunday to stay at home.",
        "The mayor told women in Kunduz on Sunday that they must stay at home.",
        "Female staff of a hospital in Kunduz were instructed not to come to work on Sunday.",
        "On Sunday the Taliban told reporters in Kunduz not to film living beings.",
        "Women were barred on Sunday from entering a park in Kunduz.",
        "Since Sunday women have no longer been allowed to enter parks in Kunduz.",
        "The Taliban did not let girls go to school in Kunduz on Sunday.",
        "The ministry revoked the licence of a radio station in Kunduz on Sunday.",
        "The governor ordered the closure of bakeries in Kunduz on Sunday.",
        "The governor decreed on Sunday that women must not enter parks in Kunduz.",
        "Broadcasters in Kunduz were ordered on Sunday to stop showing dramas.",
        "The internet was cut off by the authorities in Kunduz on Sunday.",
        "Radio Sada was taken off the air in Kunduz on Sunday.",
    ],
)
def test_an_order_is_a_restriction_where_it_holds(sentence: str) -> None:
    """Who may not, must not or must do something is restricted; the place may stand in what is ordered."""
    (event,) = read(sentence + AFGHAN_STORY, UNDER_THE_TALIBAN).events
    assert event.event_type is EventType.RESTRICTION
    assert event.assertion_mode is AssertionMode.ACTUAL
    assert event.place is not None
    assert event.place.name == "Kunduz"


@pytest.mark.parametrize(
    "sentence",
    [
        "A doctor told women in Kunduz to stay at home because of the virus on Sunday.",
        "The embassy told citizens in Kunduz to stay at home on Sunday.",
        "A governor told a reporter in Kunduz on Sunday that he was not to be named.",
        "Elders told the Taliban on Sunday not to enter Kunduz.",
        "Women are not allowed to enter parks in Kunduz.",
        "Women in Kunduz were allowed to enter parks on Sunday.",
        "Fathers did not let girls go to school in Kunduz on Sunday.",
        "Women fear that they will be told to stay at home in Kunduz.",
        "The bank in Kunduz was closed on Sunday for the holiday.",
        "A storm cut off the internet in Kunduz on Sunday.",
        "The Taliban have not told women in Kunduz to stay at home.",
    ],
)
def test_advice_states_and_fears_restrict_nobody(sentence: str) -> None:
    """A doctor's advice, what is so anyway, what is feared or denied, and what a storm did are no restriction."""
    assert kinds(sentence, UNDER_THE_TALIBAN) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The Taliban have closed salons in Kunduz and given owners a month to leave.", ["restriction"]),
        ("Two men have fled Kunduz and been taken to Kabul.", ["displacement"]),
        ("The Taliban have seized Kunduz, looted for days, and driven the army from Taloqan.", ["capital_seized"] * 2),
    ],
)
def test_a_participle_behind_and_goes_on_with_who_has_done_so(sentence: str, expected: list[str]) -> None:
    """ "Have closed X in Kunduz and given Y a month" gives Kunduz to nobody."""
    assert kinds(sentence, date(2021, 8, 10)) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "The Taliban let go 30 prisoners in Kunduz on Sunday.",
        "The Taliban let 30 prisoners go in Kunduz on Sunday.",
        "Thirty prisoners were let out of a jail in Kunduz on Sunday.",
        "They broke into a jail on Sunday and set 30 inmates free in Kunduz.",
        "Four engineers were handed back to elders in Kunduz on Sunday.",
        "Two soldiers walked free in Kunduz on Sunday.",
        "A reporter walked out of a prison in Kunduz on Sunday.",
        "Elders secured the release of five policemen in Kunduz on Sunday.",
        "They were held for a week and released in Kunduz on Sunday.",
        "Police rescued a kidnapped boy in Kunduz on Sunday.",
    ],
)
def test_who_was_held_is_free(sentence: str) -> None:
    """Let go, set free, handed back, walked free: prisoners freed, and nobody evacuated."""
    assert kinds(sentence) == ["prisoners_freed"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Elders demanded the release of five policemen in Kunduz on Sunday.",
        "Elders are trying to secure the release of five policemen in Kunduz.",
        "The Taliban did not let 30 prisoners go in Kunduz on Sunday.",
        "The Taliban let women go to work in Kunduz on Sunday.",
        "He was freed from debt in Kunduz on Sunday.",
        "A reporter walked out of a meeting in Kunduz on Sunday.",
        "Two soldiers walked in Kunduz on Sunday.",
        "Four letters were handed back to elders in Kunduz on Sunday.",
    ],
)
def test_what_is_no_release(sentence: str) -> None:
    """Demands, attempts and other senses of the words free nobody."""
    assert "prisoners_freed" not in kinds(sentence)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("British troops flew 300 people out of Kunduz on Sunday.", ["evacuation"]),
        ("Some 300 people were taken out of Kunduz on Sunday.", ["evacuation"]),
        ("A plane with 200 passengers left Kunduz on Sunday.", []),
        ("The team was taken out of the race in Kunduz on Sunday.", []),
        ("Floods in Kunduz left 60 families homeless on Sunday.", ["displacement", "natural_disaster"]),
        ("The closure left 60 families in Kunduz without an income on Sunday.", []),
        ("Some 620 families have arrived in Kunduz from Dasht-e Archi since Sunday.", ["displacement"]),
        ("Some 620 visitors have arrived in Kunduz from Baghlan since Sunday.", []),
        ("Ten thousand people have sought refuge in Kunduz since Sunday.", ["displacement"]),
        ("Ten policemen took refuge in a house in Kunduz on Sunday.", []),
        ("Some 400 families were driven from their homes in Kunduz on Sunday.", ["displacement"]),
    ],
)
def test_who_leaves_and_who_only_travels(sentence: str, expected: list[str]) -> None:
    """Taken out, driven out, in refuge, homeless; a plane, visitors and lost wages displace nobody."""
    assert kinds(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("An earthquake has left 300 people dead and some 900 others injured in Kunduz.", ["natural_disaster"]),
        ("An avalanche struck Kunduz on Sunday; it hurt 12 people and destroyed six houses.", ["natural_disaster"]),
        ("An air strike in Kunduz on Sunday destroyed a car laden with explosives.", ["air_strike"]),
        ("The commander directs and coordinates suicide attacks in Kunduz.", []),
        ("The doctor, who called himself Hamid, spoke in Kunduz on Sunday.", []),
        ("Forty soldiers were taken captive by the Taliban in Kunduz on Sunday.", ["abduction"]),
        ("Soldiers shot an Afghan boy dead in Kunduz on Sunday.", ["attack_on_civilians"]),
        ("Two soldiers died in bomb and gun attacks in Kunduz on Sunday.", ["attack_on_civilians"]),
        ("KUNDUZ (AfNews / Wire - 5th June, 2016) On Sunday the Taliban freed 15 soldiers there.", ["prisoners_freed"]),
    ],
)
def test_one_happening_keeps_its_own_tag(sentence: str, expected: list[str]) -> None:
    """What a quake or a strike did is no attack of its own; who plans attacks for a living has made none here."""
    assert kinds(sentence) == expected


def test_he_is_none_of_the_officials_who_speak_of_him() -> None:
    """A bomber is not the officials; the officer whom he killed is counted once."""
    text = (
        "A bomber killed one officer in Kunduz when he blew himself up on Sunday, officials said."
        " One police officer died, the governor said."
    )
    events = [
        each
        for each in read(text + AFGHAN_STORY, UNDER_THE_REPUBLIC).events
        if each.event_type is EventType.SUICIDE_BOMBING
    ]
    assert [(each.actor, each.fatalities.best) for each in events] == [(None, 1)]


def test_where_somebody_was_killed_when_something_happened() -> None:
    """The clause that "when" opens tells where, and by whom its truck was ambushed is no guess."""
    text = "Several policemen were killed when Taliban fighters ambushed their truck in Kunduz on Sunday."
    (event,) = read(text + AFGHAN_STORY, UNDER_THE_REPUBLIC).events
    assert event.place is not None
    assert event.place.name == "Kunduz"
    assert event.actor is not None
    assert event.actor.side == "taliban"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Armed men snatched a doctor outside his clinic in Kunduz on Sunday.", ["abduction"]),
        ("Five labourers were pulled off a bus in Kunduz on Sunday.", ["abduction"]),
        ("A former officer was taken from his home in Kunduz by the Taliban on Sunday.", ["abduction"]),
        ("Insurgents took 12 villagers prisoner in Kunduz on Sunday.", ["abduction"]),
        ("The Taliban seized two engineers in Kunduz on Sunday.", ["abduction"]),
        ("Two aid workers went missing in Kunduz on Sunday after gunmen stopped their car.", ["abduction"]),
        ("Soldiers took a wounded man from his home in Kunduz to a hospital on Sunday.", []),
        ("Two climbers went missing in Kunduz on Sunday.", []),
        ("The Taliban seized two rifles in Kunduz on Sunday.", ["weapons_disrupted"]),
        ("Insurgents could seize two engineers in Kunduz.", []),
    ],
)
def test_who_was_taken(sentence: str, expected: list[str]) -> None:
    """Taken from home, off a bus, prisoner, missing after gunmen came: abducted; a patient and a rifle are not."""
    assert kinds(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("A man rammed a car packed with explosives into a gate in Kunduz on Sunday.", ["suicide_bombing"]),
        ("A bomber on a motorcycle struck a convoy in Kunduz on Sunday.", ["suicide_bombing"]),
        ("A vehicle carrying policemen hit a mine in Kunduz on Sunday.", ["bombing"]),
        ("The mayor escaped a roadside bomb in Kunduz that killed ten people on Sunday.", ["bombing"]),
        ("The US military dropped a bomb on a cave in Kunduz on Sunday.", ["air_strike"]),
        ("Commandos backed by air strikes killed 20 insurgents in Kunduz on Sunday.", ["air_strike", "armed_clash"]),
        ("The army carried out an air strike in Kunduz on Sunday and killed 20 insurgents.", ["air_strike"]),
        ("Two men on a motorcycle shot and killed a prosecutor in Kunduz on Sunday.", ["attack_on_civilians"]),
        ("A bodyguard shot the governor of Kunduz on Sunday.", ["attack_on_civilians"]),
        ("Two judges and an officer were ambushed and shot dead in Kunduz on Sunday.", ["attack_on_civilians"]),
        ("A driver rammed a car parked with care into a gate in Kunduz on Sunday.", []),
        ("A B-52 bomber flew over Kunduz on Sunday.", []),
    ],
)
def test_bombs_strikes_and_shots(sentence: str, expected: list[str]) -> None:
    """Each weapon has its tag; a strike beside fighting is one of its own, what the strike did is not."""
    assert kinds(sentence) == expected


def test_two_attacks_in_two_provinces_are_two() -> None:
    """A bomb in one province is not the bomber of another, whose dead are his."""
    text = "A bomb on a bus killed seven people in Kunduz on Sunday, and a suicide bomber killed 30 in Herat on Monday."
    events = read(text + AFGHAN_STORY, UNDER_THE_REPUBLIC).events
    assert sorted((each.event_type.value, each.fatalities.best) for each in events) == [
        ("bombing", 7),
        ("suicide_bombing", 30),
    ]


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        ("Three judges were shot dead in Kunduz on their way from Baghlan to Kabul on Sunday.", "Kunduz"),
        ("Three judges were shot dead on their way from Baghlan to Kabul on Sunday.", None),
    ],
)
def test_a_journey_is_at_neither_end(sentence: str, place: str | None) -> None:
    """Who was on the way from one town to another was killed in neither."""
    (event,) = read(sentence + AFGHAN_STORY, UNDER_THE_REPUBLIC).events
    assert (event.place.name if event.place is not None else None) == place


@pytest.mark.parametrize(
    ("sentence", "side"),
    [
        ("An American drone struck a car in Kunduz on Sunday.", "other:United States"),
        ("Pakistani jets bombed Kunduz on Sunday.", "other:Pakistan"),
    ],
)
def test_whose_aircraft_struck(sentence: str, side: str) -> None:
    """Aircraft with a nation before them act for it; a helicopter that crashes is no party."""
    (event,) = read(sentence + AFGHAN_STORY, UNDER_THE_TALIBAN).events
    assert event.event_type is EventType.AIR_STRIKE
    assert event.actor is not None
    assert event.actor.side == side
    assert kinds("A US helicopter crashed in Kunduz on Sunday.") == ["industrial_disaster"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "A quake shook Faryab on Monday. Thirty people died in Andkhoy, while seven died in Garziwan.",
            [("Andkhoy", 30), ("Gurziwan", 7)],
        ),
        (
            "Floods hit Baghlan on Monday. At least 30 people were killed in Nahrin, and 12 died in Doshi.",
            [("Dōshī", 12), ("Nahrīn", 30)],
        ),
        ("Floods hit Baghlan on Monday. Nine people died in an attack in Nahrin.", [("Baghlan", None)]),
        ("Fighting went on in Baghlan on Monday. Nine people died in Nahrin.", []),
        ("Nine people died in Nahrin on Monday.", []),
    ],
)
def test_the_dead_of_a_disaster_place_by_place(text: str, expected: list[tuple[str, int | None]]) -> None:
    """What goes on from a disaster tells of it at another place; what names another cause, or none, does not."""
    events = read(text + AFGHAN_STORY, UNDER_THE_TALIBAN).events
    disasters = [each for each in events if each.event_type is EventType.NATURAL_DISASTER]
    found = [(each.place.name, each.fatalities.best) for each in disasters if each.place is not None]
    assert [each for each in sorted(found) if each[1] is not None or len(found) == 1] == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "An ambush laid by the Taliban in Kunduz on Sunday killed three soldiers.",
        "A suicide bomber from the Taliban struck a convoy in Kunduz on Sunday.",
        "A bombing carried out by the Taliban in Kunduz on Sunday killed three people.",
        "Three reporters were detained in Kunduz on Sunday by the Taliban's intelligence department.",
    ],
)
def test_who_laid_an_ambush(sentence: str) -> None:
    """Whose an attack is may stand in what describes it; an office of a party acts for it."""
    (event,) = read(sentence + AFGHAN_STORY, UNDER_THE_REPUBLIC).events
    assert event.actor is not None
    assert event.actor.side == "taliban"


@pytest.mark.parametrize(
    "sentence",
    [
        "The elders appealed to Islamabad on Sunday.",
        "The governor blamed Islamabad for the attack on Sunday.",
        "Kabul urged Islamabad on Sunday to halt the returns.",
    ],
)
def test_who_is_spoken_to_is_no_place(sentence: str) -> None:
    """A capital that is asked or blamed is a government; nothing happened in it."""
    events = read(sentence + AFGHAN_STORY, UNDER_THE_REPUBLIC).events
    assert events
    assert all(each.place is None for each in events if each.event_type is not EventType.ATTACK_ON_CIVILIANS)


def test_a_bombing_of_a_town_is_not_by_it() -> None:
    """The town before the noun is where it happened."""
    (event,) = read("The Kunduz bombing killed 20 people on Sunday." + AFGHAN_STORY, UNDER_THE_REPUBLIC).events
    assert event.actor is None
    assert event.place is not None


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The Islamic State has claimed an explosion in Kunduz on Sunday.", ["attribution", "bombing"]),
        ("The Islamic State claimed responsibility for an explosion on Sunday.", ["attribution", "bombing"]),
        ("Who the suicide bomber was has not been made public in Kunduz.", []),
        ("The suicide bomber was in Kunduz on Sunday and killed five people there.", ["suicide_bombing"]),
    ],
)
def test_what_is_claimed_happened_and_what_is_asked_is_no_news(sentence: str, expected: list[str]) -> None:
    """A claimed explosion went off; who somebody was is no attack of his."""
    assert kinds(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "side"),
    [
        ("In Sunday's raid insurgents killed nine soldiers in Kunduz.", "taliban"),
        ("During a border clash insurgents killed two soldiers in Kunduz on Sunday.", "taliban"),
        ("In the raid commandos killed nine insurgents in Kunduz on Sunday.", "government"),
    ],
)
def test_those_behind_a_fronted_deed_are_who_did_it(sentence: str, side: str) -> None:
    """ "In Sunday's raid insurgents killed": the insurgents act, and are no part of the raid's name."""
    events = read(sentence + AFGHAN_STORY, UNDER_THE_REPUBLIC).events
    clashes = [each for each in events if each.event_type is EventType.ARMED_CLASH]
    assert [each.actor.side if each.actor is not None else None for each in clashes] == [side]
