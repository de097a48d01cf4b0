"""The seed dispatches against the tables they retell: keys, addresses, days and wording.

Nothing of the product runs here. The texts are read the way a proof-reader would, so that a wrong seed is told
apart from a wrong reader of seeds.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
import tomllib
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
SEEDS = ROOT / "seeds"
TABLES = ROOT / "data" / "tables"
STORY = ROOT.parent / "shared" / "seeds"

KABUL = dt.timezone(dt.timedelta(hours=4, minutes=30))
FIRST_DAY, LAST_DAY = dt.date(2021, 8, 6), dt.date(2021, 9, 6)
REQUIRED = {"title", "published", "source", "retold", "based_on", "reported_by", "language"}
# A claim made by the taker alone counts as a telling too: denied (Bazarak) or never confirmed (Mahmud-i-Raqi).
FALL_WORDS = re.compile(
    r"\b(?:f[ae]ll(?:s|en)?|seized?|captur(?:e|ed)|taken?|took|surrendered|handed|overrun|lost|given up)\b",
)
# Named with a word of losing before the day it fell. Each was read: a fear, a threat, the fall of another city, or a
# verb that means something else (a clinic that took in wounded).
WORDED_TRAPS = {
    ("2021-08-09-children", "AF-HEL"),
    ("2021-08-10-envoy", "AF-KAB"),
    ("2021-08-11-corps-base", "AF-KAB"),
    ("2021-08-14-gardez-maymana-mazar", "AF-KAB"),
    ("2021-08-14-gardez-maymana-mazar", "AF-NAN"),
}
# ISO code: how many days after the fall the first dispatch that tells it is published. All others: the same day.
TOLD_LATER = {"AF-DAY": 1, "AF-LAG": 2, "AF-PAR": 1, "AF-NUR": 1}
SHARED_WORDS = 8


class Seed(NamedTuple):
    """One dispatch: file stem, front matter, body and its day in Kabul."""

    stem: str
    front: dict[str, Any]
    body: str
    day: dt.date


def kabul_day(published: dt.date | dt.datetime) -> dt.date:
    """Give the day in Kabul; a plain date is one already."""
    if isinstance(published, dt.datetime):
        assert published.tzinfo is not None, "a time of publication needs its zone"
        return published.astimezone(KABUL).date()
    return published


def read_seed(path: Path) -> Seed:
    """Split one dispatch at its front matter."""
    opening, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
    assert opening == ""
    fields = yaml.safe_load(front)
    return Seed(path.stem, fields, body.strip(), kabul_day(fields["published"]))


def read_rows(name: str) -> list[dict[str, str]]:
    """Read one committed table."""
    with (TABLES / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def split_words(text: str) -> list[str]:
    """Fold to lower-case words, so that punctuation and line ends do not hide a copied run."""
    return re.findall(r"[\w']+", text.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"))


def word_runs(text: str) -> set[tuple[str, ...]]:
    """Give every run of SHARED_WORDS consecutive words."""
    words = split_words(text)
    return set(zip(*(words[start:] for start in range(SHARED_WORDS)), strict=False))


def tells_fall(seed: Seed, names: re.Pattern[str]) -> bool:
    """Say whether one sentence of the body names the place and has a word of losing."""
    sentences = re.split(r"(?<=[.!?\"])\s+(?=[\"A-Z])", seed.body)
    return any(names.search(sentence) and FALL_WORDS.search(sentence) for sentence in sentences)


ALL_SEEDS = [read_seed(path) for path in sorted(SEEDS.glob("*.md"))]
FALLS = {row["iso_3166_2"]: row for row in read_rows("capital_falls_2021.csv")}
SPELLINGS = {
    row["iso_3166_2"]: re.compile(r"\b(?:" + "|".join(map(re.escape, row["spellings"].split("|"))) + r")\b")
    for row in read_rows("capitals.csv")
}
EACH_SEED = pytest.mark.parametrize("seed", ALL_SEEDS, ids=lambda seed: seed.stem)
EACH_CAPITAL = pytest.mark.parametrize("iso", sorted(FALLS))


def test_the_run_of_dispatches_is_complete() -> None:
    """There are 22 to 30 dispatches, from the first fall to the last one."""
    assert 22 <= len(ALL_SEEDS) <= 30
    assert min(seed.day for seed in ALL_SEEDS) == FIRST_DAY
    assert max(seed.day for seed in ALL_SEEDS) == LAST_DAY
    assert {seed.front["language"] for seed in ALL_SEEDS} == {"en", "fa"}


@EACH_SEED
def test_front_matter_says_it_is_a_retelling(seed: Seed) -> None:
    """Every dispatch names its source, its reporters and that it is retold."""
    assert set(seed.front) >= REQUIRED
    assert seed.front["source"] == "conflictmap-seed"
    assert seed.front["retold"] is True
    assert seed.front["title"].strip()
    assert seed.front["reported_by"]
    assert seed.stem.startswith(seed.day.isoformat())
    assert 120 <= len(seed.body.split()) <= 350


@EACH_SEED
def test_every_address_stands_in_a_table(seed: Seed) -> None:
    """No address is invented: each is in a committed table, and none at all comes with the reason."""
    listed = "".join(
        (TABLES / name).read_text(encoding="utf-8") for name in ("capital_falls_2021.csv", "stated_totals_2021.csv")
    )
    known = set(re.findall(r"https?://[^\s;,\"]+", listed))
    assert set(seed.front["based_on"]) <= known
    assert seed.front["based_on"] or seed.front["based_on_note"]


@EACH_CAPITAL
def test_every_fall_is_told_on_time(iso: str) -> None:
    """Each capital's fall is first told on its day, or as many days later as the story has it, with its page."""
    fallen = dt.date.fromisoformat(FALLS[iso]["date"])
    telling = [seed for seed in ALL_SEEDS if seed.day >= fallen and tells_fall(seed, SPELLINGS[iso])]
    assert telling, f"Expected a dispatch that tells the fall of {FALLS[iso]['capital']}, got none"
    assert (telling[0].day - fallen).days == TOLD_LATER.get(iso, 0)
    pages = set(re.findall(r"https?://[^\s;,\"]+", FALLS[iso]["sources"]))
    cited = {page for seed in telling for page in seed.front["based_on"]}
    assert pages & cited or not pages


def test_what_sounds_like_a_fall_too_early_is_a_known_trap() -> None:
    """A sentence with a capital and a word of losing before its day is listed, so no early fall slips in unseen."""
    early = {
        (seed.stem, iso)
        for seed in ALL_SEEDS
        for iso, row in FALLS.items()
        if seed.day < dt.date.fromisoformat(row["date"]) and tells_fall(seed, SPELLINGS[iso])
    }
    assert early == WORDED_TRAPS


def test_stated_totals_are_carried() -> None:
    """The totals that the press stated are in the dispatches of their day, the two that disagree included."""
    by_day: dict[dt.date, str] = {}
    for seed in ALL_SEEDS:
        by_day[seed.day] = by_day.get(seed.day, "") + "\n" + seed.body
    wordings = {
        "2021-08-06": ["first provincial capital"],
        "2021-08-07": ["second provincial capital"],
        "2021-08-08": ["five provincial capitals"],
        "2021-08-09": ["sixth provincial capital"],
        "2021-08-10": ["seventh and eighth provincial capitals", "five of the 34"],
        "2021-08-11": ["Nine of the 34"],
        "2021-08-12": ["11 of 34"],
        "2021-08-13": ["Eighteen of the 34"],
        "2021-08-14": ["20 of the country's 34", "22 of 34"],
        "2021-08-15": ["25 of the 34", "28 of 34"],
        "2021-08-17": ["33 of the 34"],
        "2021-09-06": ["all 34"],
    }
    for day, phrases in wordings.items():
        for phrase in phrases:
            assert phrase in by_day[dt.date.fromisoformat(day)], (day, phrase)


def test_opening_state_names_all_34() -> None:
    """The opening state is dated the day before the first fall and gives every capital one holder."""
    opening = tomllib.loads((SEEDS / "opening.toml").read_text(encoding="utf-8"))
    assert opening["day"] == "2021-08-05"
    assert opening["unit"] == "provincial_capital"
    assert opening["denominator"] == 34
    assert set(opening["holders"]) == set(FALLS)
    assert set(opening["holders"].values()) == {"government"}
    assert opening["source"]["url"] in FALLS["AF-NIM"]["sources"]


@EACH_SEED
def test_no_run_of_words_is_copied(seed: Seed) -> None:
    """No eight words in a row stand in the news story that the product starts from."""
    stories = sorted(STORY.glob("*.txt")) if STORY.is_dir() else []
    if not stories:
        pytest.skip(f"the news story is not here ({STORY.name}/*.txt beside the checkout): copying not checked")
    for story in stories:
        copied = word_runs(seed.front["title"] + "\n" + seed.body) & word_runs(story.read_text(encoding="utf-8"))
        assert not copied
