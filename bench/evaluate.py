"""Measure quality on hand-coded sets and write `docs/accuracy.md`.

    python bench/evaluate.py FOLDER

Knows how to run the commands on each set of the folder, to have its `score.py` score them, and to put the words of
`docs/accuracy_notes.toml` beside what is still missed. The sets are not part of this repository: where the folder is
not there it says so and leaves the page as it is. No sentence of a set is written anywhere, ids only.
"""

from __future__ import annotations

import csv
import importlib.util
import json
import re
import subprocess
import sys
import tempfile
import tomllib
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from story_accuracy import story_lines, territory_lines

from conflictmap.geocoding import geocode
from geo.files import reference_file

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import ModuleType

    from geo.model import Place

DOCS = Path(__file__).resolve().parent.parent / "docs"
PAGE, NOTES = DOCS / "accuracy.md", DOCS / "accuracy_notes.toml"
_SHARE = re.compile(
    r"^(?P<label>.+): (?P<hits>\d+)/(?P<n>\d+) = (?P<share>[\d.]+) \[(?P<low>[\d.]+), (?P<high>[\d.]+)\]$"
)
_CLASS = re.compile(r"^\s+(?P<label>[A-Z_]+)\s+F1 (?P<f1>[\d.]+) n=(?P<n>\d+)$")
_WEIGHTED = re.compile(r"^(?P<label>.+): weighted F1 (?P<weighted>[\d.]+), macro F1 (?P<macro>[\d.]+), n=(?P<n>\d+)$")
_TERRITORY = ("GOV_REGAINS_TERIT", "NON_STATE_ACTOR_OVERTAKES_TER", "NON_VIOL_TERRIT_TRANSFER")
_CONFUSIONS = 12


class Scored(NamedTuple):
    """What one run of the scorer printed, and the ids of what it counts as missed, by measure."""

    lines: list[str]
    missed: dict[str, list[str]]


class Evaluation:
    """The sets of one folder, run and scored in a scratch folder."""

    def __init__(self, folder: Path, scratch: Path) -> None:
        """Load the folder's scorer."""
        self.folder, self.scratch = folder, scratch
        self.scorer = _module(folder / "score.py")

    def isaf(self) -> Scored:
        """Press releases: focus province, date of the main event, air strikes."""
        gold = self.folder / "isaf_dev.jsonl"
        lines = self._score("isaf", gold, self.extracted(gold), "--errors")
        missed: dict[str, list[str]] = {}
        for line in lines:
            if found := re.match(r"(province|date) (\S+) .*got", line):
                missed.setdefault(f"isaf.{found[1]}", []).append(found[2])
            elif found := re.match(r"air strike (\S+) gold (True|False)", line):
                kind = "missed" if found[2] == "True" else "beyond_gold"
                missed.setdefault(f"isaf.air_strike_{kind}", []).append(found[1])
        return Scored(lines, missed)

    def case(self) -> tuple[Scored, Counter[tuple[str, str]], str]:
        """News snippets by class: the scores, the confusions (gold, ours), and the territory classes pooled."""
        gold = self.folder / "case_dev.jsonl"
        out = self.extracted(gold)
        lines = self._score("case", gold, out)
        mains = {row["document"]["id"]: (row["events"] or [None])[0] for row in _rows(out)}
        confusions: Counter[tuple[str, str]] = Counter()
        pooled: Counter[str] = Counter()
        missed = []
        for row in _rows(gold):
            label, ours = row["label"], self._code(mains[str(row["id"])])
            if label != ours:
                confusions[label, ours or "nothing"] += 1
                missed.append(str(row["id"]))
            for name in _TERRITORY:
                pooled[f"{label == name}{ours == name}"] += 1
        hits, extra, lost = pooled["TrueTrue"], pooled["FalseTrue"], pooled["TrueFalse"]
        territory = f"{2 * hits / max(1, 2 * hits + extra + lost):.3f} (n={hits + lost})"
        return Scored(lines, {"case": missed}), confusions, territory

    def ucdp(self, *, blind: bool) -> Scored:
        """Place names of UCDP's Afghan events, with or without the province in the question."""
        gold = self.folder / "ucdp_ged_afg_dev.csv"
        options = ["--blind"] if blind else []
        asked = self.scratch / "names.jsonl"
        asked.write_text("\n".join(self._score("ucdp-names", gold, *options)) + "\n", encoding="utf-8")
        answered = self.scratch / "answers.jsonl"
        _conflictmap(answered, "geocode", "--from", str(asked), "--format", "jsonl")
        return Scored(self._score("ucdp", gold, answered), {})

    def plover(self) -> Scored:
        """Sentences by PLOVER event."""
        gold = self.folder / "plover_gsr.json"
        texts = self.scratch / "plover.jsonl"
        texts.write_text("\n".join(self._score("plover-texts", gold)) + "\n", encoding="utf-8")
        return Scored(self._score("plover", gold, self.extracted(texts)), {})

    def extracted(self, source: Path) -> Path:
        """The records of a set; a document that gave none gets an empty one, which can only be scored as a miss."""
        out = self.scratch / f"{source.stem}.out.jsonl"
        _conflictmap(out, "extract", str(source))
        there = {row["document"]["id"] for row in _rows(out)}
        absent = {str(row["id"]) for row in _rows(source)} - there
        with out.open("a", encoding="utf-8") as file:
            file.writelines(json.dumps({"document": {"id": each}, "events": []}) + "\n" for each in sorted(absent))
        return out

    def _score(self, *words: str | Path) -> list[str]:
        command = [sys.executable, str(self.folder / "score.py"), *map(str, words)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - the sets' own scorer
        return done.stdout.splitlines()

    def _code(self, event: dict[str, Any] | None) -> str | None:
        if event is None:
            return None
        scorer: Any = self.scorer
        code = scorer.TAG_CODE.get(event["event_type"]) or scorer.CASE_CODE.get(event["acled_sub_event_type"])
        return None if code is None else str(code)


def main(folder: Path) -> None:
    """Run everything and write the page."""
    if not (folder / "score.py").is_file():
        print(f"No evaluation sets at {folder}: nothing was measured, docs/accuracy.md stays as it is.")
        return
    with NOTES.open("rb") as file:
        notes = tomllib.load(file)
    with tempfile.TemporaryDirectory() as scratch:
        evaluation = Evaluation(folder, Path(scratch))
        parts = [notes["introduction"].strip(), "", *_capitals(), *_isaf(evaluation, notes), *_case(evaluation, notes)]
        parts += [*_ucdp(evaluation, notes), *_plover(evaluation, notes)]
        parts += [*story_lines(folder, evaluation.extracted(folder / "stories_dev.jsonl"))]
        parts += [*territory_lines(folder, evaluation.extracted(folder / "territory_dev.jsonl"))]
    PAGE.write_text("\n".join(parts).rstrip() + "\n", encoding="utf-8")
    print("\n".join(line for line in parts if line.startswith(("|", "#"))))
    print("docs/accuracy.md")


def _isaf(evaluation: Evaluation, notes: dict[str, Any]) -> list[str]:
    scored = evaluation.isaf()
    found = [line for line in scored.lines if line.startswith("air strike: ")]
    return [
        "## Press releases (ISAF)",
        "",
        "    conflictmap extract isaf_dev.jsonl > out.jsonl && python score.py isaf isaf_dev.jsonl out.jsonl",
        "",
        *_table(scored.lines),
        "",
        *(f"{line.partition(' (')[0].capitalize()}." for line in found),
        "",
        *_explained(notes, scored.missed, "isaf."),
    ]


def _case(evaluation: Evaluation, notes: dict[str, Any]) -> list[str]:
    scored, confusions, territory = evaluation.case()
    rows = [found for line in scored.lines if (found := _CLASS.match(line))]
    totals = [found for line in scored.lines if (found := _WEIGHTED.match(line))]
    return [
        "## News snippets (CASE 2021, task 2)",
        "",
        "    conflictmap extract case_dev.jsonl > out.jsonl && python score.py case case_dev.jsonl out.jsonl",
        "",
        "| | weighted F1 | macro F1 | n |",
        "|---|--:|--:|--:|",
        *(f"| {each['label']} | {each['weighted']} | {each['macro']} | {each['n']} |" for each in totals),
        "",
        f"The three territory classes pooled: F1 {territory}.",
        "",
        "| class | F1 | n |",
        "|---|--:|--:|",
        *(f"| {each['label']} | {each['f1']} | {each['n']} |" for each in rows),
        "",
        "The commonest confusions:",
        "",
        "| gold | ours | snippets |",
        "|---|---|--:|",
        *(f"| {gold} | {ours} | {count} |" for (gold, ours), count in confusions.most_common(_CONFUSIONS)),
        "",
        *_explained(notes, scored.missed, "case"),
    ]


def _ucdp(evaluation: Evaluation, notes: dict[str, Any]) -> list[str]:
    return [
        "## Place names (UCDP GED, Afghanistan)",
        "",
        "    python score.py ucdp-names ucdp_ged_afg_dev.csv [--blind] > names.jsonl",
        "    conflictmap geocode --from names.jsonl --format jsonl > out.jsonl",
        "    python score.py ucdp ucdp_ged_afg_dev.csv out.jsonl",
        "",
        "Asked blind, with the country alone:",
        "",
        *_table(evaluation.ucdp(blind=True).lines),
        "",
        "Asked with the province (the province is then given, and is not scored):",
        "",
        *_table(line for line in evaluation.ucdp(blind=False).lines if not line.startswith("right province")),
        "",
        notes["ucdp"]["words"].strip(),
        "",
    ]


def _plover(evaluation: Evaluation, notes: dict[str, Any]) -> list[str]:
    return [
        "## Single sentences (PLOVER gold standard records)",
        "",
        "    python score.py plover-texts plover_gsr.json > plover.jsonl",
        "    conflictmap extract plover.jsonl > out.jsonl",
        "    python score.py plover plover_gsr.json out.jsonl",
        "",
        *_table(evaluation.plover().lines),
        "",
        notes["plover"]["words"].strip(),
        "",
    ]


def _capitals() -> list[str]:
    """The spellings of the 34 capitals, each asked bare and, where that is not the city, as a city."""
    with reference_file("tables/capitals.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    asked = [(name, row["iso_3166_2"], "{} city") for row in rows for name in row["spellings"].split("|")]
    asked += [(row["dari"], row["iso_3166_2"], "شهر {}") for row in rows]
    bare = [name for name, code, _ in asked if _is_capital(geocode(name).place, code)]
    left = [each for each in asked if each[0] not in bare]
    worded = [name for name, code, form in left if _is_capital(geocode(form.format(name)).place, code)]
    wrong = [name for name, _, _ in left if name not in worded]
    counts = f"{len(bare)} right as they stand, {len(worded)} more with the word for city, {len(wrong)} not."
    lines = ["## Capital spellings", "", "    make evaluate", ""]
    lines += [f"{len(asked)} spellings of the 34 capitals in both scripts (`data/tables/capitals.csv`): {counts}", ""]
    lines += [f"With the word: {', '.join(worded)}.", ""] if worded else []
    return lines + ([f"Not: {', '.join(wrong)}.", ""] if wrong else [])


def _is_capital(place: Place | None, code: str) -> bool:
    return place is not None and place.capital_of == code


def _table(lines: Iterable[str]) -> list[str]:
    found = [match for line in lines if (match := _SHARE.match(line))]
    return [
        "| | right | of | share | 95 % interval |",
        "|---|--:|--:|--:|--:|",
        *(f"| {m['label']} | {m['hits']} | {m['n']} | {m['share']} | {m['low']} to {m['high']} |" for m in found),
    ]


def _explained(notes: dict[str, Any], missed: dict[str, list[str]], prefix: str) -> list[str]:
    """The reasons of the notes with the ids that are still missed, and the ids that nobody has explained yet."""
    lines: list[str] = []
    for measure in sorted(name for name in missed if name.startswith(prefix)):
        left = list(missed[measure])
        section: Any = notes
        for key in measure.split("."):
            section = section.get(key, {})
        lines += [section.get("title", f"Missed: {measure}"), ""]
        for reason in section.get("reason", ()):
            ids = [each for each in left if each in reason["ids"]]
            left = [each for each in left if each not in reason["ids"]]
            if ids:
                lines.append(f"- {' '.join(reason['words'].split())} ({len(ids)}: {', '.join(ids)})")
        if left:
            lines.append(f"- Not explained yet ({len(left)}: {', '.join(left)})")
        lines.append("")
    return lines


def _conflictmap(out: Path, *words: str) -> None:
    """Run the command line as a user would; a set may hold documents that cannot be read (exit status 1)."""
    with out.open("w", encoding="utf-8") as file:
        done = subprocess.run([sys.executable, "-m", "conflictmap", *words], stdout=file, check=False)  # noqa: S603
    if done.returncode > 1:
        sys.exit(f"Expected conflictmap {words[0]} to finish, got exit status {done.returncode}.")


def _rows(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", path)
    if spec is None or spec.loader is None:
        sys.exit(f"Expected a scorer at {path}, got a file that is no module.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    if len(sys.argv) != 2:  # noqa: PLR2004 - the script and the folder
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
