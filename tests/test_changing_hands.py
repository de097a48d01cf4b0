"""Ground that changes hands, told of named units: whose it is now, what followed it, what is no longer held."""

from __future__ import annotations

from datetime import date

import pytest

from geo.vocab import AssertionMode
from tests.reading import OF_AFGHANISTAN, actual, read, territory

DAY = date(2021, 8, 14)
FIRST = "Aybak fell to the Taliban on Monday. "


def _told(text: str) -> set[tuple[str, str | None, str | None, date | None]]:
    """Tag, unit, taker and day of what happened."""
    return {
        (each.event_type.value, each.unit_id, each.taker, each.date.day if each.date is not None else None)
        for each in read(text, DAY).events
        if each.assertion_mode is AssertionMode.ACTUAL
    }


def _of(text: str, unit: str) -> set[tuple[str, str | None]]:
    return {(tag, taker) for tag, found, taker, _ in _told(text) if found == unit}


@pytest.mark.parametrize(
    "text",
    [
        "Farah followed suit on Tuesday.",
        "Farah went the same way on Tuesday.",
        "Farah shared its fate on Tuesday.",
        "Farah met a similar fate on Tuesday.",
        "Farah did likewise on Tuesday.",
        "Farah did the same on Tuesday.",
        "Farah had done so on Tuesday.",
        "Farah went on Tuesday.",
        "Then came Farah, on Tuesday.",
        "On Tuesday came Farah.",
        "So, on Tuesday, did Farah.",
        "The same happened to Farah on Tuesday.",
        "The same fate befell Farah on Tuesday.",
        "On Tuesday it was the turn of Farah.",
        "The next to go was Farah, on Tuesday.",
        "Farah joined it on Tuesday.",
        "The fall of Aybak on Monday was followed by that of Farah on Tuesday.",
    ],
)
def test_what_fared_likewise_changed_hands_on_its_own_day(text: str) -> None:
    assert ("capital_seized", "AF-FRA", "taliban", date(2021, 8, 10)) in _told(FIRST + text)


@pytest.mark.parametrize(
    "text",
    [
        "Farah has not followed.",
        "Farah could go the same way.",
        "Farah did not share its fate.",
        "Farah followed with air strikes.",
        "Farah went silent.",
        "Farah went to the polls on Tuesday.",
        "Farah went on to protest on Tuesday.",
        "Farah fears the same fate.",
        "Then came a statement from Farah.",
        "Officials in Farah did likewise.",
        "Farah will be next.",
    ],
)
def test_what_did_not_fare_likewise_is_left(text: str) -> None:
    assert not _of(FIRST + text, "AF-FRA") & {("capital_seized", "taliban")}


@pytest.mark.parametrize(
    ("text", "tag", "taker"),
    [
        ("Herat is theirs, the Taliban said.", "control_reported", "taliban"),
        ("Herat is the Taliban's.", "control_reported", "taliban"),
        ("Herat is now Taliban territory.", "capital_seized", "taliban"),
        ("Herat belongs to the Taliban.", "control_reported", "taliban"),
        ("Herat became the Taliban's eleventh provincial capital on Thursday.", "capital_seized", "taliban"),
        ("Herat ended up in Taliban hands on Thursday.", "capital_seized", "taliban"),
        ("Herat slid into the Taliban's possession on Thursday.", "capital_seized", "taliban"),
        ("The Taliban brought Herat under their control on Thursday.", "capital_seized", "taliban"),
        ("Herat was prised from the Afghan government on Thursday.", "capital_seized", "taliban"),
        ("The Afghan government was deprived of Herat on Thursday.", "capital_seized", "taliban"),
        ("The Afghan army prised Herat away from the Taliban on Thursday.", "territory_retaken", "government"),
        ("Herat crumbled on Thursday before the Taliban.", "capital_seized", "taliban"),
        ("Herat was overwhelmed by the Taliban on Thursday.", "capital_seized", "taliban"),
        ("Herat is out of Afghan government hands.", "capital_seized", "taliban"),
        ("Herat is no longer under Afghan government control.", "capital_seized", "taliban"),
        ("The Afghan government no longer holds Herat.", "capital_seized", "taliban"),
        ("Herat is no longer in Taliban hands.", "territory_retaken", "government"),
        ("Herat is back with the Afghan government.", "territory_retaken", "government"),
        ("The Afghan army had Herat back by Thursday.", "territory_retaken", "government"),
        ("Herat was restored to Afghan government control on Thursday.", "territory_retaken", "government"),
        ("Herat reverted to the Afghan government on Thursday.", "territory_retaken", "government"),
        ("The Taliban were thrown out of Herat by the Afghan army on Thursday.", "territory_retaken", "government"),
        ("The Taliban flag was raised over Herat on Thursday.", "capital_seized", "taliban"),
        ("The Taliban flag is flying over Herat.", "control_reported", "taliban"),
        ("Herat was the third Afghan provincial capital to go.", "capital_seized", "taliban"),
        ("Herat was left to the Taliban on Thursday.", "capital_seized", "taliban"),
        ("Herat opened its gates to the Taliban on Thursday.", "capital_seized", "taliban"),
        ("The Taliban moved into Herat on Thursday without bloodshed.", "capital_seized", "taliban"),
        ("Herat is run by the Taliban.", "control_reported", "taliban"),
        ("The Taliban hold sway over Herat.", "control_reported", "taliban"),
        ("The Taliban still have Herat.", "control_reported", "taliban"),
        ("The Taliban have had Herat since Thursday.", "capital_seized", "taliban"),
        ("Herat is no longer theirs, the Taliban admitted.", "territory_retaken", "government"),
    ],
)
def test_whose_a_unit_is_now_is_read(text: str, tag: str, taker: str) -> None:
    assert _of(text, "AF-HER") == {(tag, taker)}


@pytest.mark.parametrize(
    "text",
    [
        "Herat is not the Taliban's.",
        "Herat is the Taliban's goal.",
        "Herat is the Taliban's next target.",
        "Herat is no longer the Taliban's target.",
        "Herat was left to its fate, the Taliban said.",
        "Herat opened its doors to refugees, the Taliban said.",
        "The prison in Herat opened its gates to the Taliban's families.",
        "The Taliban have had Herat under siege since Monday.",
        "The Taliban run a court in Herat.",
        "The Taliban moved into Herat on Monday without their leader.",
        "Herat belongs to all Afghans, the Taliban said.",
        "The house in Herat belongs to the Taliban.",
        "Herat became the Taliban's target on Monday.",
        "Herat could soon be out of government hands, the Taliban said.",
        "The Taliban flag does not fly over Herat.",
        "A flag was raised over Herat on Monday as the Taliban watched.",
        "Herat was the third Afghan city to go without power on Monday.",
        "The Taliban were deprived of sleep in Herat.",
        "The Taliban have Herat in their sights.",
        "Floods overwhelmed Herat on Monday, the Taliban said.",
        "Herat yields saffron, the Taliban say.",
    ],
)
def test_what_is_not_said_of_whose_a_unit_is_is_not_read(text: str) -> None:
    assert not _of(text, "AF-HER") & {(tag, "taliban") for tag in ("capital_seized", "control_reported")}


@pytest.mark.parametrize(
    "text",
    [
        "All of Helmand but Lashkar Gah is in Taliban hands.",
        "The Taliban hold all of Helmand but Lashkar Gah.",
        "The Taliban took every town in Helmand but Lashkar Gah.",
    ],
)
def test_what_is_taken_from_the_whole_is_not_taken(text: str) -> None:
    assert not _of(text, "AF-HEL") & {("control_reported", "taliban"), ("capital_seized", "taliban")}


def test_what_fared_so_before_has_no_day_of_its_own() -> None:
    for text in ("Aybak, like Farah before it, fell to the Taliban on Monday.", FIRST[:-2] + ", a day after Farah."):
        told = _told(text)
        assert ("capital_seized", "AF-FRA", "taliban", date(2021, 8, 9)) not in told
        assert _of(text, "AF-FRA") == {("capital_seized", "taliban")}


def test_a_participle_with_its_own_subject_tells_of_that() -> None:
    told = _told("Aybak fell to the Taliban on Monday, Farah having fallen on Sunday.")
    assert ("capital_seized", "AF-FRA", "taliban", date(2021, 8, 8)) in told
    assert ("capital_seized", "AF-SAM", "taliban", date(2021, 8, 8)) not in told


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("Three cities fell to the Taliban on Tuesday: Farah, Aybak and Kunduz.", "FRA SAM KDZ"),
        ("Farah, Aybak, Kunduz: three cities fell to the Taliban on Tuesday.", "FRA SAM KDZ"),
        ("Three cities fell to the Taliban on Tuesday. One is Farah. Aybak is another.", "FRA SAM"),
        ("Three cities fell to the Taliban on Tuesday. Among them are Farah and Aybak.", "FRA SAM"),
        ("Farah is one of three cities that the Taliban took on Tuesday.", "FRA"),
        ("Farah is among the cities captured by the Taliban on Tuesday.", "FRA"),
        ("Farah is one of three cities to have fallen to the Taliban on Tuesday.", "FRA"),
        (
            "Farah is one of three cities that the Taliban took on Tuesday. The others are Aybak and Kunduz.",
            "FRA SAM KDZ",
        ),
        ("Farah, and with it Aybak, fell to the Taliban on Tuesday.", "FRA SAM"),
        ("Fallen on Tuesday to the Taliban: Farah and Aybak.", "FRA SAM"),
        ("Farah has been in Taliban hands since Tuesday.", "FRA"),
        ("The Taliban have held Farah since Tuesday.", "FRA"),
        ("Farah was in Taliban hands by Tuesday.", "FRA"),
        ("Farah surrendered itself to the Taliban on Tuesday.", "FRA"),
        ("On Tuesday Farah gave up the fight against the Taliban.", "FRA"),
        ("The Taliban became masters of Farah on Tuesday.", "FRA"),
        ("Tuesday found the Taliban in possession of Farah.", "FRA"),
    ],
)
def test_each_of_several_changed_hands(text: str, units: str) -> None:
    taken = {unit for tag, unit, taker, _ in _told(text) if tag == "capital_seized" and taker == "taliban"}
    assert taken == {f"AF-{each}" for each in units.split()}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Aybak fell to the Taliban on Monday; Farah, on Tuesday.", 10),
        ("The Taliban took Aybak on Monday; on Tuesday, Farah.", 10),
    ],
)
def test_a_name_with_its_day_stands_for_a_clause(text: str, day: int) -> None:
    assert ("capital_seized", "AF-FRA", "taliban", date(2021, 8, day)) in _told(text)


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("The army took the latter back on Sunday.", "KDZ"),
        ("The second was retaken by the army on Sunday.", "KDZ"),
        ("The former was retaken by the army on Sunday.", "HER"),
        ("The army took every one of them back on Sunday.", "HER KDZ"),
        ("From Herat and Kunduz, troops drove the Taliban out again on Sunday.", "HER KDZ"),
        ("The second attack was repelled by the army on Sunday.", ""),
    ],
)
def test_words_of_order_pick_one_of_those_told_before(text: str, units: str) -> None:
    told = _told("The Taliban captured Herat and Kunduz. " + text)
    assert {unit for tag, unit, _, _ in told if tag == "territory_retaken"} == {f"AF-{each}" for each in units.split()}


@pytest.mark.parametrize(
    "text",
    [
        "Herat is not one of the cities captured by the Taliban on Sunday.",
        "Herat may be one of the cities captured by the Taliban on Sunday.",
        "Herat is one of three cities that the Taliban have not captured.",
        "Herat is one of the cities whose people fear the Taliban.",
        "Herat is quiet, and so is Kunduz, the Taliban said.",
        "Herat has been under Afghan government control since Sunday.",
    ],
)
def test_what_is_none_of_them_did_not_change_hands(text: str) -> None:
    assert not {tag for tag, _ in _of(text, "AF-HER")} & {"capital_seized", "territory_retaken"}


def test_a_copula_is_left_out_with_what_it_says() -> None:
    for text in ("Kunduz is in Taliban hands, as is Herat.", "Kunduz is under Taliban control. So is Herat."):
        assert _of(text, "AF-HER") == {("control_reported", "taliban")}


@pytest.mark.parametrize("verb", ["The Taliban took {}.", "{} fell to the Taliban."])
def test_a_day_before_one_member_of_a_list_is_no_day_of_the_others(verb: str) -> None:
    days = {
        each.unit_id: each.date.date_edtf if each.date is not None else None
        for each in read(verb.format("Aybak, Farah and, on Tuesday, Kunduz"), DAY).events
    }
    assert days["AF-KDZ"] == "2021-08-10"
    assert {days["AF-SAM"], days["AF-FRA"]}.isdisjoint({"2021-08-10"})


@pytest.mark.parametrize(
    ("text", "actions"),
    [
        ("The attackers were driven out of Tarinkot on Friday.", ["repelled"]),
        (
            "The Taliban took Tarinkot on Thursday. The attackers were driven out of Tarinkot on Friday.",
            ["seized", "retaken"],
        ),
        ("The insurgents were driven out of Tarinkot on Friday.", ["retaken"]),
        ("Police were driven out of Tarinkot on Friday.", ["seized"]),
    ],
)
def test_who_is_driven_out_by_nobody_knows_whom(text: str, actions: list[str]) -> None:
    """Where neither side is known they held it only if the text says so."""
    found = actual(text + OF_AFGHANISTAN, date(2016, 9, 10))
    assert [each.action.value for each in found if each.action is not None] == actions


def test_a_house_lies_where_its_clause_begins() -> None:
    """ "In X, militants seized the police headquarters": a part of X, and no part of where somebody speaks."""
    told = "In Nad Ali, Taliban fighters have seized the police headquarters."
    assert [each.place.name for each in actual(told + OF_AFGHANISTAN) if each.place is not None] == ["Nad Ali"]
    assert actual("In Kabul, officials said that the Taliban had seized a police headquarters." + OF_AFGHANISTAN) == []


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("The Taliban captured the government's last stronghold, Taloqan, on Sunday.", "AF-TAK"),
        ("The Taliban captured the northern stronghold of Sheberghan on Sunday.", "AF-JOW"),
        ("The Taliban took Dostum's bastion, the city of Sheberghan, some 60 miles west of Mazar-e-Sharif.", "AF-JOW"),
        ("The Taliban captured a government stronghold in Sheberghan on Sunday.", None),
        ("The Taliban captured the stronghold of Sheberghan on Sunday.", None),
    ],
)
def test_a_town_that_is_called_a_stronghold_is_taken_whole(text: str, unit: str | None) -> None:
    """By its name behind what it is called; a fort in it, or one of its name, is not the town."""
    (event,) = actual(text + OF_AFGHANISTAN)
    is_capital = event.event_type.value == "capital_seized"
    assert (event.place.iso_3166_2 if event.place is not None and is_capital else None) == unit


@pytest.mark.parametrize("since", ["since", "ever since", "shortly after", "soon after", "even after", "just after"])
def test_what_is_presupposed_has_a_bound(since: str) -> None:
    """However near the words put it."""
    for text in (
        f"An official resigned {since} the Taliban took Kunduz.",
        f"{since.title()} Kunduz fell, an official left.",
    ):
        (event,) = actual(text + OF_AFGHANISTAN)
        assert event.date is not None
        assert event.date.date_edtf == "../2021-08-10"


@pytest.mark.parametrize("then", ["Shortly after", "Soon after", "Shortly before"])
def test_an_adverb_of_time_opens_no_clause(then: str) -> None:
    """What stands behind its comma is told, and not presupposed."""
    events = read(
        f"A bomb went off in Kunduz on Sunday. {then}, the Taliban took Khanabad district." + OF_AFGHANISTAN
    ).events
    (event,) = [each for each in events if each.action is not None]
    assert event.date is not None
    assert event.date.date_start is not None


@pytest.mark.parametrize(
    "text",
    [
        "Aybak fell on Monday, after Zaranj on Friday and Sheberghan on Saturday.",
        "Aybak was captured by the Taliban on Monday, following Zaranj on Friday and Sheberghan on Saturday.",
        "The Taliban took Aybak on Monday, after Zaranj on Friday and Sheberghan on Saturday.",
        "Aybak is the third capital taken by the Taliban, after Zaranj on Friday and Sheberghan on Saturday.",
    ],
)
def test_each_town_has_its_own_day_behind_after(text: str) -> None:
    """That of none is given to another, and none falls on several days."""
    found = [
        (each.place.name, each.date.date_edtf if each.date is not None else None)
        for each in actual(text + OF_AFGHANISTAN)
        if each.place is not None
    ]
    assert sorted(name for name, _ in found) == ["Aybak", "Sheberghan", "Zaranj"]
    assert {("Zaranj", "2021-08-06"), ("Sheberghan", "2021-08-07")} < set(found)


def test_who_takes_stands_behind_what_the_place_was() -> None:
    """ "By" twice: the second is of the verb around."""
    text = "Taliban fighters were driven from Tora Bora, a fort once used by Bin Laden, by Islamic State militants."
    assert [each.taker for each in actual(text, date(2017, 6, 10))] == ["iskp"]


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("The Taliban were in control of Kunduz until Wednesday.", "historical"),
        ("The Taliban held Kunduz until Wednesday, when the army attacked it.", "historical"),
        ("Until last week Kunduz was under Taliban control.", "historical"),
        ("Kunduz was in Taliban hands until Wednesday.", "historical"),
        ("The Taliban have held Kunduz until now.", "actual"),
        ("The Taliban were in control of Kunduz on Wednesday.", "actual"),
    ],
)
def test_what_was_held_until_a_day_is_held_no_more(text: str, mode: str) -> None:
    """A state that has ended says nothing of who holds the place now."""
    (held,) = (each for each in territory(text + OF_AFGHANISTAN) if each.taker == "taliban")
    assert held.assertion_mode.value == mode


def _actions(text: str) -> list[tuple[str, str | None, str | None]]:
    return [(each.action.value, each.unit_id, each.taker) for each in territory(text + OF_AFGHANISTAN) if each.action]


@pytest.mark.parametrize("who", ["The army", "Officials", "Residents", "The ministry"])
@pytest.mark.parametrize("out", ["driven out", "pushed out", "expelled"])
def test_the_takers_are_those_driven_out(who: str, out: str) -> None:
    """Of the takers whom somebody speaks of, not of himself, it is told that "they" were driven out."""
    told = _actions(f"{who} said the Taliban captured Kunduz, but they were {out}.")
    assert told == [("seized", "AF-KDZ", "taliban"), ("retaken", "AF-KDZ", "government")]


def test_they_who_hold_it_are_the_takers() -> None:
    """Takers hold what they took; attackers need not."""
    taken = _actions("The army says the Taliban took Kunduz and they hold the airport.")
    assert taken == [("seized", "AF-KDZ", "taliban"), ("held", None, "taliban")]
    attacked = _actions("The army said the Taliban attacked Kunduz but they still hold the city.")
    assert attacked == [("held", "AF-KDZ", "government")]


@pytest.mark.parametrize("left", ["left", "fled", "abandoned", "lost"])
@pytest.mark.parametrize(("one", "other", "side"), [("army", "Taliban", "taliban"), ("Taliban", "army", "government")])
def test_who_leaves_a_town_does_not_take_it(one: str, other: str, side: str, left: str) -> None:
    """Those who came do."""
    told = _actions(f"The {one} {left} Kunduz when the {other} attacked and they took the city.")
    assert {(unit, taker) for action, unit, taker in told if action in {"seized", "retaken"}} == {("AF-KDZ", side)}


@pytest.mark.parametrize("whose", ["army", "police", "government", "military"])
def test_a_base_is_no_verb_of_those_whose_it_is(whose: str) -> None:
    """The attackers capture the town; nobody bases anything."""
    told = _actions(f"Taliban attack the {whose} base in Kunduz and capture Taloqan.")
    assert [each for each in told if each[0] == "seized"] == [("seized", "AF-TAK", "taliban")]
