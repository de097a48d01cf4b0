"""The frames as data: their examples are tests, and a broken frame is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geo.errors import LexiconError
from geo.reading.clauses.needs import NAMED_NEEDS
from geo.reading.frames import default_frames, read_frames
from geo.vocab import AssertionMode, EventType
from tests.reading import read

if TYPE_CHECKING:
    from pathlib import Path

SOMEWHERE = " The road leads to Ghazni province."
"""Another place, so that what happened need not be at the one that the text names."""
FRAMES = {frame.frame_id: frame for frame in default_frames().frames}
EXAMPLES = [(frame_id, text) for frame_id, frame in FRAMES.items() for text in frame.examples]
COUNTER_EXAMPLES = [(frame_id, text) for frame_id, frame in FRAMES.items() for text in frame.counter_examples]
MADE = """
[words]
strongholds = ["fort"]
[[frame]]
id = "made.frame"
action = "seized"
verbs = ["take"]
needs = { object = "$strongholds!" }
examples = ["The army took the fort."]
source = "made"
"""


@pytest.mark.parametrize(("frame_id", "text"), EXAMPLES)
def test_example_fires_its_frame(frame_id: str, text: str) -> None:
    """Each example yields an event by its own frame, in the mode that the frame expects; a scene places one."""
    events = read(text + (SOMEWHERE if FRAMES[frame_id].sets_scene else "")).events
    if FRAMES[frame_id].sets_scene:
        assert [each.place.name for each in events if each.place is not None and each.retellings] == ["Zhari"]
        return
    found = {(event.rule_id, event.assertion_mode) for event in events}
    assert (frame_id, FRAMES[frame_id].expects) in found


@pytest.mark.parametrize(("frame_id", "text"), COUNTER_EXAMPLES)
def test_counter_example_does_not(frame_id: str, text: str) -> None:
    """No counter-example yields what its frame stands for: nothing by that frame that is asserted as it would be."""
    expects = FRAMES[frame_id].expects
    if FRAMES[frame_id].sets_scene:
        assert [each.place for each in read(text + SOMEWHERE).events if each.place is not None] == []
    assert [event for event in read(text).events if event.rule_id == frame_id and event.assertion_mode is expects] == []


def test_every_frame_can_be_checked() -> None:
    """Each frame has words, an example, a source and exactly one of tag and action, but a scene neither."""
    for frame in FRAMES.values():
        assert frame.verbs or frame.nouns or frame.adjectives, frame.frame_id
        assert frame.examples, frame.frame_id
        assert frame.source.strip(), frame.frame_id
        told = (frame.event_type is not None) + (frame.action is not None)
        assert told == (0 if frame.sets_scene else 1), frame.frame_id


def test_every_need_has_a_meaning() -> None:
    """A need that a frame names is one that the reader knows."""
    named = {
        each
        for frame in FRAMES.values()
        for table in (frame.needs, frame.noun_needs)
        for wanted, _, ruled_out in table.values()
        for alternative in (*wanted, *ruled_out)
        for each in alternative
        if isinstance(each, str)
    }
    assert named <= NAMED_NEEDS


def test_every_frame_says_what_it_is_not() -> None:
    """Each frame has a counter-example: the nearest thing that it must not be taken for."""
    assert [frame_id for frame_id, frame in FRAMES.items() if not frame.counter_examples] == []


def test_frames_with_a_mode_of_their_own_never_assert() -> None:
    """A frame for control or comment sets a mode only to say that what its words speak of has not happened.

    The one exception is no change of control: a force in contact that calls for air support asks for what then comes.
    """
    asserting = {frame.frame_id for frame in FRAMES.values() if frame.mode is AssertionMode.ACTUAL}
    assert asserting <= {"air_strike.called_in"}


def test_shared_words_are_words_of_every_file(tmp_path: Path) -> None:
    """A list of `words.toml` may be named in any file of its folder, and inside other lists."""
    (tmp_path / "words.toml").write_text('[words]\ntowers = ["tower"]\nbuildings = ["$towers", "hall"]\n', "utf-8")
    (tmp_path / "made.toml").write_text(MADE.replace("$strongholds", "$buildings"), "utf-8")
    (frame,) = read_frames(tmp_path).frames
    assert frame.needs["object"][0] == ((frozenset({"tower", "hall"}),),)


def test_alternatives_may_ask_for_two_things_at_once(tmp_path: Path) -> None:
    """What "&" joins is one alternative, bars go between alternatives."""
    (tmp_path / "made.toml").write_text(MADE.replace("$strongholds!", "ground&$strongholds|place!"), "utf-8")
    (frame,) = read_frames(tmp_path).frames
    assert frame.needs["object"] == ((("ground", frozenset({"fort"})), ("place",)), True, ())


@pytest.mark.parametrize(
    ("wrong", "clue"),
    [
        (("seized", "swallowed"), "swallowed"),
        (('action = "seized"', 'tag = "no_such_tag"'), "no_such_tag"),
        (("$strongholds!", "$nowhere!"), "nowhere"),
        (("{ object", "{ victim"), "victim"),
        (('source = "made"', ""), "source"),
        (('examples = ["The army took the fort."]', ""), "examples"),
        (('id = "made.frame"', ""), "id"),
        (('verbs = ["take"]', 'verbs = ["take"]\nmode = "perhaps"'), "perhaps"),
    ],
)
def test_a_broken_frame_is_named(tmp_path: Path, wrong: tuple[str, str], clue: str) -> None:
    """The error says which file and which frame, and what is wrong with it."""
    (tmp_path / "made.toml").write_text(MADE.replace(*wrong), "utf-8")
    with pytest.raises(LexiconError, match=rf"made\.toml.*{clue}"):
        read_frames(tmp_path)


def test_two_frames_of_one_name_are_refused(tmp_path: Path) -> None:
    """A frame's id stands in every record that it made: it must mean one frame."""
    (tmp_path / "made.toml").write_text(MADE, "utf-8")
    (tmp_path / "twin.toml").write_text(MADE, "utf-8")
    with pytest.raises(LexiconError, match=r"made\.frame"):
        read_frames(tmp_path)


def test_every_tag_has_a_frame() -> None:
    """Each tag is a frame's or follows from an action of a frame."""
    tagged = {frame.event_type for frame in FRAMES.values() if frame.event_type is not None}
    derived = {
        EventType.CAPITAL_SEIZED,
        EventType.DISTRICT_SEIZED,
        EventType.TERRITORY_SEIZED,
        EventType.TERRITORY_RETAKEN,
        EventType.WITHDRAWAL,
        EventType.SIEGE,
        EventType.CONTROL_REPORTED,
    }
    assert set(EventType) - tagged - derived == set()
