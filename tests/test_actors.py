"""Who acts: names and nouns of the registry where they stand in a text, with side and class by day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.country import afghanistan, is_armed
from geo.model import Actor

if TYPE_CHECKING:
    from geo.country.actor_entries import ActorEntry

AUGUST_10, SEPTEMBER = date(2021, 8, 10), date(2021, 9, 6)


def found(text: str, on: date | None = AUGUST_10) -> list[tuple[str, str | None, str | None]]:
    """Give the actors of a text: words, side, class."""
    return [(span.actor.name, span.actor.side, span.actor.actor_class) for span in afghanistan().actors.find(text, on)]


@pytest.mark.parametrize(
    ("text", "words", "side", "actor_class"),
    [
        ("the Taliban", "Taliban", "taliban", "rebel"),
        ("Taliban fighters", "Taliban fighters", "taliban", "rebel"),
        ("the TALIBAN", "TALIBAN", "taliban", "rebel"),
        ("a Taliban spokesman", "Taliban spokesman", "taliban", "spokesperson"),
        ("a spokesman for the Taliban", "spokesman for the Taliban", "taliban", "spokesperson"),
        ("the governor's spokesman", "governor's spokesman", "government", "spokesperson"),
        ("Afghan forces", "Afghan forces", "government", "state_force"),
        ("soldiers", "soldiers", "government", "state_force"),
        ("the U.S. envoy", "U.S. envoy", "other:United States", "diplomat"),
        ("NATO troops", "NATO troops", "other:NATO", "foreign_force"),
        ("insurgents", "insurgents", None, "rebel"),
        ("two residents", "residents", None, "civilians"),
        ("the United Nations", "United Nations", None, "international_organisation"),
        ("Reuters", "Reuters", None, "media"),
        ("طالبان", "طالبان", "taliban", "rebel"),
    ],
)
def test_one_actor(text: str, words: str, side: str | None, actor_class: str) -> None:
    """A noun phrase of adjacent names and nouns is one actor: the name gives the side, the last noun the class."""
    assert found(text) == [(words, side, actor_class)]


@pytest.mark.parametrize(
    "text", ["the talibanisation of schools", "tell us", "an isolated case", "the apex", "Isisford", "an un-named man"]
)
def test_part_of_a_word_is_no_actor(text: str) -> None:
    """Names count as whole words, abbreviations only as they are written in the registry."""
    assert [name for name, _, _ in found(text) if name.lower() in {"taliban", "us", "un", "ap", "is", "isis"}] == []


@pytest.mark.parametrize("head", ["Part two", "The", "former", "Afghan", "Officials and", "US-backed", "local"])
def test_no_actor_goes_across_a_paragraph(head: str) -> None:
    """How a headline ends changes nothing of whom the next paragraph begins with."""
    body = "Taliban fighters and police met."
    actors, shift = afghanistan().actors, len(head) + 2
    alone = [(each.start + shift, each.end + shift, each.actor, each.former) for each in actors.find(body, AUGUST_10)]
    whole = [each for each in actors.find(f"{head}\n\n{body}", AUGUST_10) if each.end > shift]
    assert [(each.start, each.end, each.actor, each.former) for each in whole] == alone


def test_two_sides_are_two_actors() -> None:
    """Neighbouring names of different sides never run together."""
    assert [side for _, side, _ in found("Taliban U.S. talks")] == ["taliban", "other:United States"]


@pytest.mark.parametrize(
    ("text", "day", "side", "actor_class"),
    [
        ("the Taliban", date(2021, 8, 15), "taliban", "rebel"),
        ("the Taliban", date(2021, 8, 16), "taliban", "state_force"),
        ("the Afghan government", date(2021, 8, 15), "government", "government"),
        ("resistance fighters", date(2021, 8, 15), "nrf", "rebel"),
    ],
)
def test_allegiance_by_day(text: str, day: date, side: str, actor_class: str) -> None:
    """A period begins on its day, inclusive; what is no longer in force is not found."""
    assert [(s, c) for _, s, c in found(text, day)] == [(side, actor_class)]


def test_the_republic_ends_and_the_front_begins() -> None:
    """On 16 August 2021 there is no Afghan government of the republic; before the 15th there is no front."""
    assert "government" not in {side for _, side, c in found("the Afghan government", SEPTEMBER) if c == "government"}
    assert found("National Resistance Front", AUGUST_10) == []
    assert [side for _, side, _ in found("National Resistance Front", SEPTEMBER)] == ["nrf"]


def test_without_a_day_everybody_is_known() -> None:
    """A document without a date finds all names."""
    assert {side for _, side, _ in found("the National Resistance Front and the Afghan government", None)} >= {
        "nrf",
        "government",
    }


@pytest.mark.parametrize(
    ("actor", "armed"),
    [
        (Actor(name="Taliban", side="taliban", actor_class="rebel"), True),
        (Actor(name="soldiers", side="government", actor_class="state_force"), True),
        (Actor(name="government", side="government", actor_class="government"), True),
        (Actor(name="residents", side=None, actor_class="civilians"), False),
        (Actor(name="Reuters", side=None, actor_class="media"), False),
        (Actor(name="spokesman", side="taliban", actor_class="spokesperson"), False),
        (None, False),
    ],
)
def test_who_can_hold_ground(actor: Actor | None, *, armed: bool) -> None:
    """Fighters and governments can; residents, reporters and spokesmen cannot."""
    assert is_armed(actor) is armed


def test_sides_have_names_for_people() -> None:
    """Each side of the registry has a label; another's is what stands behind the colon."""
    label = afghanistan().sides.label
    assert label("taliban") == "Taliban"
    assert label("nrf") == "National Resistance Front"
    assert label("other:Turkey") == "Turkey"


def test_the_registry_is_sound() -> None:
    """No name belongs to two entries on one day, the spells of an entry do not overlap, and nothing is empty."""
    owners: dict[str, list[ActorEntry]] = {}
    for entry in afghanistan().actors.entries:
        assert entry.names, entry
        for name in entry.names:
            owners.setdefault(name, []).append(entry)
    days = {
        end
        for entry in afghanistan().actors.entries
        for spell in entry.spells
        for end in (spell.period.start, spell.period.until)
        if end is not None
    }
    for day in (date(1980, 1, 1), *sorted(days)):
        for entry in afghanistan().actors.entries:
            assert sum(spell.period.covers(day) for spell in entry.spells) <= 1, (entry.label, day)
        for name, entries in owners.items():
            assert sum(entry.spell(day) is not None for entry in entries) <= 1, (name, day)


@given(st.text(max_size=300))
def test_spans_stand_in_the_text(text: str) -> None:
    """Any text is read; spans are ordered, lie in the text and do not overlap."""
    spans = afghanistan().actors.find(text, AUGUST_10)
    positions = [(span.start, span.end) for span in spans]
    assert all(0 <= start < end <= len(text) for start, end in positions)
    assert positions == sorted(positions)
    assert all(spans[i].actor.name in text[span[0] : span[1]] for i, span in enumerate(positions))


@pytest.mark.parametrize(
    "text",
    [
        "Pakistan's army",
        "the Pakistan army",
        "the army of Pakistan",
        "Pakistani security forces",
        "Pakistan's security forces",
        "the security forces of Pakistan",
        "the Pakistani government",
        "Pakistan's government",
        "the government of Pakistan",
        "Pakistan's interior ministry",
        "Pakistan officials",
        "police of Pakistan",
        "troops from Pakistan",
    ],
)
def test_what_another_country_has_is_not_of_here(text: str) -> None:
    """Forces and bodies that every state has are those of the country that owns them, in each way of saying so."""
    day = date(2015, 3, 1)
    (span,) = afghanistan().actors.find(text, day)
    assert afghanistan().sides.side_of(span, day).side == "other:Pakistan"


@pytest.mark.parametrize(
    "text",
    ["the army of the neighbouring country", "the neighboring country's army", "troops of the neighbour"],
)
def test_the_army_of_a_country_without_a_name_is_nobodys(text: str) -> None:
    """The country beside this one is not this one."""
    day = date(2015, 3, 1)
    (span,) = afghanistan().actors.find(text, day)
    assert afghanistan().sides.side_of(span, day).side is None


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("the army said in Pakistan", "government"),
        ("Afghanistan's army", "government"),
        ("the Afghan government", "government"),
        ("Pakistan's Taliban", "other:Tehrik-i-Taliban Pakistan"),
        ("security forces near the border with Pakistan", "government"),
    ],
)
def test_a_country_beside_them_owns_no_forces(text: str, side: str) -> None:
    """Only an owner right before them, or behind "of" and "from", does."""
    day = date(2015, 3, 1)
    (span,) = afghanistan().actors.find(text, day)
    assert afghanistan().sides.side_of(span, day).side == side


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Islamabad's troops", "other:Pakistan"),
        ("Rawalpindi's soldiers", "other:Pakistan"),
        ("Tehran's forces", "other:Iran"),
        ("the army of Moscow", "other:Russia"),
        ("police near Islamabad", "government"),
        ("officials from Tehran", "government"),
        ("the shadow governor", "taliban"),
        ("the shadow police chief", "taliban"),
        ("shadow district governors", "taliban"),
        ("the governor", "government"),
        ("the police chief", "government"),
    ],
)
def test_a_capital_owns_forces_and_insurgents_have_shadow_posts(text: str, side: str) -> None:
    """A capital stands for its state beside a noun for forces only; a shadow post is none of the state's."""
    day = date(2012, 3, 1)
    (span,) = afghanistan().actors.find(text, day)
    assert afghanistan().sides.side_of(span, day).side == side


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Pakistan's army attacked a post in Barmal. The army killed six.", "other:Pakistan"),
        ("Iranian troops crossed the border. The troops left on Monday.", "other:Iran"),
        ("Pakistan's security forces shelled it. The security forces killed ten.", "other:Pakistan"),
        ("Pakistani forces shelled Barmal. The army fired back.", None),
        ("Afghan and Pakistani forces clashed. The army killed six.", None),
        ("The Afghan army fought Pakistani soldiers. Soldiers died.", None),
        ("Iran's police shot four men. Police held three.", None),
        ("The Afghan army fought Pakistani troops. The army killed six.", "government"),
        ("The army fought Pakistani troops. The army killed six.", "government"),
        ("Pakistani troops left. It rained. It snowed. It thawed. Police held three.", "government"),
        ("Danish soldiers left Nawzad. Troops pulled out of Sangin too.", "other:Denmark"),
        ("NATO said that a bomb killed two soldiers", "other:NATO"),
        ("Danish soldiers left Nawzad. The army entered it.", "government"),
        ("Danish soldiers left Nawzad. Police pulled out of Sangin too.", "government"),
        ("Afghan and Danish soldiers left Nawzad. Troops pulled out of Sangin too.", "government"),
        ("Danish troops came to help Afghan forces. Soldiers entered Sangin.", "government"),
        ("The Taliban left Nawzad. Soldiers entered it.", "government"),
    ],
)
def test_bare_forces_behind_those_of_another_country(text: str, side: str | None) -> None:
    """ "The army" behind another country's army is that one, or nobody's where the text has told of both."""
    day = date(2012, 3, 1)
    spans = [each for each in afghanistan().actors.find(text, day) if each.actor.actor_class != "civilians"]
    assert afghanistan().sides.side_of(spans[-1], day).side == side
