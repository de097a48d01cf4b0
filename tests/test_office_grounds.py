"""What "the city" is that an official gives up: it is his own, wherever he is."""

from __future__ import annotations

import pytest

from geo.vocab import Action, AssertionMode
from tests.reading import OF_AFGHANISTAN, territory


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Police in Wardak arrested the governor of Ghazni for handing over the province to the Taliban.", "AF-GHA"),
        ("The governor of Herat fled to Farah after he had surrendered the city to the Taliban.", "Herat"),
        ("Herat's governor fled to Farah after he handed the city over to the Taliban.", "Herat"),
        ("In Farah police arrested the governor of Herat, who had surrendered the city to the Taliban.", "Herat"),
        ("Officials in Farah said that the governor of Ghazni had handed over the province to the Taliban.", "AF-GHA"),
        ("Haji Gul, the governor of Ghazni, handed over the province to the Taliban and left for Wardak.", "AF-GHA"),
    ],
)
def test_an_official_gives_up_what_is_his(text: str, unit: str) -> None:
    """Not the place that was named last."""
    (event,) = [each for each in territory(text + OF_AFGHANISTAN) if each.assertion_mode is AssertionMode.ACTUAL]
    assert event.place is not None
    assert unit in {event.place.name, event.place.place_id}
    assert event.taker == "taliban"


def test_an_official_of_a_name_that_is_not_read_gives_up_no_other_place() -> None:
    """What stands before his title is not read as a place."""
    text = "The Herat police chief fled to Farah after he had surrendered the city to the Taliban."
    assert [event.unit_id for event in territory(text + OF_AFGHANISTAN)] == [None]


@pytest.mark.parametrize(
    "text",
    [
        "After the governor of Herat had visited Farah, the army surrendered the city to the Taliban.",
        "The governor of Herat said that the army in Farah had surrendered the city to the Taliban.",
    ],
)
def test_others_give_up_what_was_told_of(text: str) -> None:
    """An official who is only named beside them has nothing to do with it."""
    assert [each.place.name for each in territory(text + OF_AFGHANISTAN) if each.place is not None] == ["Farah"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("The governor of Kunar was in Jalalabad when his provincial capital fell to the Taliban.", "Asadabad"),
        ("The governor of Kunar was in Jalalabad when his province fell to the Taliban.", "Kunar"),
        ("In Kabul, lawmakers from Baghlan said that the capital of their province had fallen.", "Pul-e Khumri"),
        ("The mayor of Herat said the governor of Ghor had fled and the province had been surrendered.", "Ghor"),
        ("The district governor of Khwahan fled to Faizabad, leaving it to the Taliban.", "Khwahan"),
    ],
)
def test_what_is_his_is_where_he_holds_office_or_comes_from(text: str, place: str) -> None:
    """Whoever is named last before, and wherever he is."""
    found = [each.place.name for each in territory(text + OF_AFGHANISTAN) if each.place is not None]
    assert found == [place]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Kandahar's mayor arrived in Kabul on Friday, a day after the Taliban took the city.", "Kandahar"),
        ("Farah's governor fled to Herat before the Taliban captured the city.", "Farah"),
        ("The Taliban entered Farah on Monday. The governor fled to Herat and the city fell.", "Farah"),
        ("Families from Kunduz who had sheltered in Taloqan said the army had retaken the city.", "Kunduz"),
        ("The army left Kunduz for Taloqan before the Taliban captured the city.", "Kunduz"),
        ("The governor visited Farah before the Taliban captured the city.", "Farah"),
        ("Police left their posts in Faizabad before the Taliban took the city.", "Fayzabad"),
        ("The Taliban entered Ghazni. Its mayor was arrested on the way to Kabul. The city has fallen.", "Ghazni"),
        ("The Taliban entered Ghazni. Officials were flown to Kabul. The city fell without a fight.", "Ghazni"),
        ("Fighting broke out in Herat. Soldiers came from Kabul. The Taliban took the city at dusk.", "Herat"),
        ("Taliban fighters were on the way to Ghazni on Wednesday. The city fell on Thursday.", "Ghazni"),
        ("Fighters came from Ghazni and stormed Sharana. The city fell to the Taliban on Thursday.", "Sharana"),
    ],
)
def test_where_somebody_only_went_did_not_fall(text: str, place: str) -> None:
    """ "The city" is where it was fought for; who visits a town, or leaves posts in it, has not run there."""
    found = {each.place.name for each in territory(text + OF_AFGHANISTAN) if each.place is not None}
    assert found == {place}


@pytest.mark.parametrize("border", ["bordering Iran", "on the border with Iran"])
def test_no_country_falls_by_a_pronoun(border: str) -> None:
    """The nearest thing told before is a country that the town borders on."""
    text = (
        f"Zaranj, a city {border}, was attacked on Thursday and the army lost control of it to the Taliban on Friday."
    )
    assert {each.place.name for each in territory(text + OF_AFGHANISTAN) if each.place is not None} == {"Zaranj"}


@pytest.mark.parametrize("rank", ["second", "third", "last"])
def test_one_of_several_has_no_name_by_its_owner(rank: str) -> None:
    """A province's third district is not the district that bears the province's name."""
    text = f"The governor of Balkh said the Taliban captured their {rank} district on Monday.{OF_AFGHANISTAN}"
    assert [(each.action, each.unit_id) for each in territory(text)] == [(Action.SEIZED, None)]
    own = f"The governor of Balkh district said the Taliban captured his district on Monday.{OF_AFGHANISTAN}"
    assert [each.place.name for each in territory(own) if each.place and each.unit_id] == ["Balkh"]
