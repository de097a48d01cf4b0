"""Where a visitor's talks were, and who is met by being called on."""

from __future__ import annotations

from datetime import date

import pytest

from geo.vocab import AssertionMode, EventType
from tests.reading import read

DAY = date(2016, 3, 19)


def _talks(text: str) -> list[tuple[str, str | None]]:
    """Tag and place of the talks, the demands and nothing else that a text tells as having happened."""
    kinds = {EventType.TALKS, EventType.DEMAND}
    actual = (each for each in read(text, DAY).events if each.assertion_mode is AssertionMode.ACTUAL)
    return [
        (str(each.event_type), each.place.name if each.place else None) for each in actual if each.event_type in kinds
    ]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("The Turkish foreign minister arrived in Kabul on Monday. He met President Ghani at the palace.", "Kabul"),
        ("The Turkish foreign minister arrived in Kabul on Monday. He met President Ghani on Tuesday.", "Kabul"),
        ("An Uzbek delegation arrived in Kabul on Monday. The two sides held talks on trade.", "Kabul"),
        ("A Chinese delegation paid a visit to Kabul on Monday. Then the delegation met Abdullah Abdullah.", "Kabul"),
        ("The Uzbek envoy flew to Doha on Tuesday. Later he met with Taliban leaders.", "Doha"),
        ("The Turkish minister came to Kabul on Monday. Girls sang for him. He met President Ghani.", "Kabul"),
        ("The Turkish foreign minister came to Kabul on Monday. President Ghani met the Turkish minister.", "Kabul"),
        ("The Turkish minister came to Kabul on Monday. The talks, held the same day, dealt with trade.", "Kabul"),
        ("The Turkish minister came to Kabul on Monday. Talks on a truce were held in the meantime.", None),
        ("The Turkish minister came to Kabul on Monday. Meanwhile, President Ghani met the envoy of Japan.", None),
        ("The Turkish minister visited Kabul and Tashkent this week. He met President Ghani on Monday.", None),
        (
            "The Turkish minister came to Kabul on Monday. In Istanbul, a school opened. He met the envoy of Japan.",
            None,
        ),
        ("The Turkish minister visited Kabul last month. He met the Iranian ambassador on Tuesday.", None),
        ("The Turkish minister came to Kabul on Monday. He had met President Ghani in January.", None),
        ("The Turkish minister will fly to Kabul on Friday. He met the Iranian ambassador on Tuesday.", None),
    ],
)
def test_a_visitor_talks_where_he_is(text: str, place: str | None) -> None:
    """Only the visitor, within the days of his stay, and only where no other place is named in between."""
    assert _talks(text) == [("talks", place)]


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("The Turkish ambassador called on the Afghan foreign minister in Kabul on Sunday.", "talks"),
        ("The Turkish ambassador called upon President Ashraf Ghani in Kabul on Sunday.", "talks"),
        ("Pakistan's army chief called on President Ashraf Ghani in Kabul on Sunday.", "talks"),
        ("The US envoy called on Afghan leaders for unity in Kabul on Sunday.", "demand"),
        ("The US envoy called on President Ashraf Ghani in Kabul on Sunday to sign the law.", "demand"),
        ("President Ghani called on Taliban leaders in Kabul on Sunday not to attack voters.", "demand"),
    ],
)
def test_who_is_called_on_is_met_or_asked(text: str, tag: str) -> None:
    """An infinitive, or what is called for, says that something is asked of him."""
    assert _talks(text) == [(tag, "Kabul")]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The two sides must act as per the agreement signed in Doha, a spokesman said.", "../2016-03-19"),
        ("Under the pact signed in Doha, troops would leave.", "../2016-03-19"),
        ("The two sides signed an agreement in Doha.", "2016-03-19~"),
        ("The agreement was signed in Doha on Monday.", "2016-03-14"),
        ("Ministers met in Doha on Monday, where they signed the agreement.", "2016-03-14~"),
    ],
)
def test_a_pact_that_is_known_was_signed_some_day(text: str, day: str) -> None:
    """What only says which pact is meant dates it by no day of the sentence."""
    pacts = [each for each in read(text, DAY).events if each.event_type is EventType.AGREEMENT]
    assert [each.date.date_edtf for each in pacts if each.date is not None] == [day]
