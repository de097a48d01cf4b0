"""What a clause only says of a person or a place has its own day, and lends it to nothing around it."""

from __future__ import annotations

from datetime import date

import pytest

from tests.reading import read

DAY = date(2013, 1, 26)
MONDAY = "2013-01-21"
TODAY = "2013-01-26~"


def _days(text: str) -> dict[str, str]:
    events = read(text + " The Afghan government spoke of war.", DAY).events
    return {each.event_type.value: str(each.date.date_edtf) for each in events if each.date is not None}


@pytest.mark.parametrize(
    "text",
    [
        "Afghan forces retook Sangin, which fell to the Taliban on Monday.",
        "Sangin, which fell to the Taliban on Monday, has been retaken by Afghan forces.",
        "Sangin, which the Taliban captured on Monday, was retaken by Afghan forces.",
        "Sangin, captured by the Taliban on Monday, was retaken by Afghan forces.",
        "Afghan forces have retaken Sangin, where the Taliban captured the district centre on Monday.",
    ],
)
def test_what_was_lost_on_monday_was_not_retaken_then(text: str) -> None:
    assert _days(text) == {"district_seized": MONDAY, "territory_retaken": TODAY}


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("Men arrested on Monday in Farah have been released by Afghan police.", ("arrest", "prisoners_freed")),
        ("Two men who were abducted in Farah on Monday have been set free.", ("abduction", "prisoners_freed")),
        ("Two judges abducted on Monday in Farah were found dead.", ("abduction", "attack_on_civilians")),
        (
            "Two judges whom the Taliban had abducted on Monday in Farah were killed.",
            ("abduction", "attack_on_civilians"),
        ),
        ("Afghan police arrested three men who kidnapped a judge in Farah on Monday.", ("abduction", "arrest")),
        ("The Taliban hanged a man who was arrested on Monday in Farah.", ("arrest", "attack_on_civilians")),
    ],
)
def test_what_befell_somebody_before_has_its_own_day(text: str, tags: tuple[str, str]) -> None:
    assert _days(text) == {tags[0]: MONDAY, tags[1]: TODAY}


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("A governor appointed on Monday was killed in Farah by the Taliban.", "attack_on_civilians"),
        ("The Taliban killed the governor of Farah, who took office on Monday.", "attack_on_civilians"),
        ("A bomb which the Taliban planted on Monday killed nine people in Farah.", "bombing"),
    ],
)
def test_what_was_before_dates_nothing(text: str, tag: str) -> None:
    assert _days(text) == {tag: TODAY}


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("A bomb that went off in Farah on Monday killed nine people.", "bombing"),
        ("The drone strike that killed a Taliban leader on Monday took place in Farah.", "air_strike"),
        ("A flood that struck Farah on Monday has killed 30 people.", "natural_disaster"),
        ("Fighting that began on Monday in Farah has killed 30 soldiers.", "armed_clash"),
        ("Taliban fighters stormed a base in Sangin, killing nine soldiers on Monday.", "armed_clash"),
        ("Taliban fighters stormed a base in Sangin on Monday, killing nine soldiers.", "armed_clash"),
    ],
)
def test_what_tells_of_the_happening_itself_dates_it(text: str, tag: str) -> None:
    assert _days(text) == {tag: MONDAY}
