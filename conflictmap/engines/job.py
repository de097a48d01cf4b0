"""A whole run in parts, as one readable function: plan, tell repetitions, read the partitions, put the counts together.

Knows the order of the steps and what makes a run the same run. Refuses to know how an engine does its work, and what
stands in a source: that is the `Material`'s. Whatever is finished is not done again; whatever is missing or damaged is.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from conflictmap.engines.build import build_of
from conflictmap.engines.engine import EngineError, Failure
from conflictmap.engines.folder import FINISHED, INDEX, MANIFEST, OutputFolder, write_text
from conflictmap.engines.plan import ToCut, groups_of, partitions_of
from geo.errors import Problem, ProblemKind
from geo.records import encode_line, problem_record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from conflictmap.engines.engine import Engine
    from conflictmap.engines.folder import Record
    from conflictmap.engines.plan import Group, Partition
    from conflictmap.session import LedgerTerms
    from geo.spans import Span

    Progress = Callable[[str, int, int], None]

PROBLEMS = "problems.jsonl"
_TOTALS = ("documents", "rows", "events", "claims", "moves")


class PartWork(Protocol):
    """Work on a partition: small and picklable."""

    @property
    def partition(self) -> Partition:
        """The partition that it reads."""
        ...


Work = TypeVar("Work", bound=PartWork)
Item = TypeVar("Item")
Answer = TypeVar("Answer")


class Material(Protocol[Work]):
    """What is read: documents or a feed. What its members give is picklable."""

    @property
    def settings(self) -> Mapping[str, Any]:
        """What the results depend on beside the inputs and the program."""
        ...

    def files(self) -> Iterable[tuple[Path, str] | Problem]:
        """The files with their names for people, in their order, and what cannot be listed."""
        ...

    def cut(self) -> Callable[[Group], list[Span]]:
        """What makes stretches of files."""
        ...

    def work(self, folder: str, partition: Partition, verdicts: Mapping[int, Any]) -> Work:
        """The work on a partition; `verdicts` say what becomes of what was met before."""
        ...

    def index(self) -> Callable[[Work], Record]:
        """What writes down which things a partition holds."""
        ...

    def judge(self, indexes: Whole) -> Mapping[int, Mapping[int, Any]]:
        """The verdicts of each partition, by its number, from the indexes of all of them."""
        ...

    def read(self) -> Callable[[Work], Record]:
        """What reads a partition and writes what it says."""
        ...

    def put_together(self, whole: Whole, terms: LedgerTerms | None) -> tuple[int | None, Sequence[Problem]]:
        """Sum the counts, and settle the ledger if there is one: how many documents were new to it, and problems."""
        ...


@dataclass(frozen=True, slots=True)
class Whole:
    """All partitions of a run with a stage of theirs finished, and their records of it, in order."""

    output: OutputFolder
    partitions: Sequence[Partition]
    records: Sequence[Record]

    def files(self, kind: str, suffix: str) -> list[Path]:
        """The files of a kind, in order."""
        return [self.output.file(kind, each, suffix) for each in self.partitions]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartsResult:
    """What a run in parts has done.

    `done_before` of the `partitions` were finished when it began. `totals` counts what was read (documents, rows,
    events, claims, moves), `problems` the problems of each kind; `unread` are the first sources of each partition that
    could not be read, and the partitions that failed. `is_complete` is false where a partition is missing: then nothing
    is counted yet, and the same run again does what is missing. `posted` is how many documents were new to the ledger,
    `unused` the decisions of people that were not used.
    """

    folder: Path
    partitions: int
    done_before: int
    totals: Mapping[str, int]
    problems: Mapping[str, int]
    unread: tuple[Problem, ...]
    is_complete: bool
    posted: int | None = None
    unused: tuple[Problem, ...] = ()


def run_parts(
    material: Material[Work],
    folder: Path,
    engine: Engine,
    *,
    length: int,
    ledger: LedgerTerms | None = None,
    progress: Progress | None = None,
) -> PartsResult:
    """Read the material in partitions of about `length` bytes and write their results into `folder`.

    `progress` is called with the step's name, how many pieces are done and how many there are.

    Raises:
        UsageError: The folder holds another run.
        EngineError: The workers are another program, do not see the files, or were lost.
    """
    listed = list(material.files())
    files = [each for each in listed if not isinstance(each, Problem)]
    steps = _Steps(material, OutputFolder(folder), engine, progress or _silent)
    steps.problems += [each for each in listed if isinstance(each, Problem)]
    engine.check(folder, [str(path) for path, _ in files])
    partitions = list(partitions_of(steps.cut([ToCut(path, file, length) for path, file in files]), length))
    steps.output.agree({"program": build_of(), "settings": dict(material.settings), "plan": _plan(partitions, length)})
    steps.output.clear_parts()
    before, records = steps.finish(partitions)
    steps.output.clear_parts()
    posted = None
    if len(records) == len(partitions):
        whole = Whole(steps.output, partitions, records)
        posted, found = material.put_together(whole, ledger)
        steps.problems += found
        write_text(steps.output.path / MANIFEST, "".join(encode_line(record) + "\n" for record in records))
    lines = (encode_line(problem_record(each)) + "\n" for each in steps.problems)
    write_text(steps.output.path / PROBLEMS, "".join(lines))
    return _result(steps, partitions, records, before, posted)


class _Steps(Generic[Work]):
    """The steps of a run, and what went wrong in them."""

    def __init__(self, material: Material[Work], output: OutputFolder, engine: Engine, progress: Progress) -> None:
        self.material, self.output, self.engine, self.progress = material, output, engine, progress
        self.problems: list[Problem] = []

    def cut(self, files: Sequence[ToCut]) -> list[Span]:
        """The stretches of all files, in order; each file is read once for its sums."""
        found: dict[int, list[Span]] = {}
        for group, answer in self._run("Planning", self.material.cut(), list(groups_of(files)), 0):
            if isinstance(answer, Failure):
                raise EngineError("sources that can be planned", answer.reason)
            found[group.number] = answer
        return [span for number in sorted(found) for span in found[number]]

    def finish(self, partitions: Sequence[Partition]) -> tuple[int, list[Record]]:
        """How many were finished before, and the records of all that are finished now, in order."""
        records = self._finished(FINISHED, partitions)
        before, missing = len(records), [each for each in partitions if each.number not in records]
        if missing:
            verdicts = self._verdicts(partitions)
            if verdicts is not None:
                records |= self._do(self.material.read(), missing, verdicts, "Reading", before)
        return before, [records[number] for number in sorted(records)]

    def _verdicts(self, partitions: Sequence[Partition]) -> Mapping[int, Mapping[int, Any]] | None:
        """What becomes of what was met before; None where a partition could not be looked at: all are needed."""
        done = self._finished(INDEX, partitions)
        missing = [each for each in partitions if each.number not in done]
        done |= self._do(self.material.index(), missing, {}, "Looking for repetitions", len(done))
        if len(done) < len(partitions):
            return None
        return self.material.judge(Whole(self.output, partitions, [done[each.number] for each in partitions]))

    def _finished(self, stage: str, partitions: Sequence[Partition]) -> dict[int, Record]:
        found = ((each.number, self.output.finished(stage, each)) for each in partitions)
        return {number: record for number, record in found if record is not None}

    def _do(
        self,
        work: Callable[[Work], Record],
        partitions: Sequence[Partition],
        verdicts: Mapping[int, Mapping[int, Any]],
        label: str,
        before: int,
    ) -> dict[int, Record]:
        """Do work on some partitions; the records of those that did not fail, by number."""
        folder = str(self.output.path.absolute())
        items = [self.material.work(folder, each, verdicts.get(each.number, {})) for each in partitions]
        done: dict[int, Record] = {}
        for item, answer in self._run(label, work, items, before):
            if isinstance(answer, Failure):
                message = f"{item.partition.name} is not finished: {answer.reason}"
                self.problems.append(Problem(kind=ProblemKind.PARTITION_FAILED, message=message))
            else:
                done[item.partition.number] = answer
        return done

    def _run(
        self, label: str, work: Callable[[Item], Answer], items: Sequence[Item], before: int
    ) -> Iterator[tuple[Item, Answer | Failure]]:
        total = before + len(items)
        self.progress(label, before, total)
        for done, (item, answer) in enumerate(self.engine.run(work, items), before + 1):
            yield item, answer
            self.progress(label, done, total)


def _plan(partitions: Sequence[Partition], length: int) -> dict[str, Any]:
    """What the run reads, in a few words: equal plans read the same bytes in the same partitions."""
    digest = hashlib.sha256("".join(each.digest() for each in partitions).encode()).hexdigest()
    return {
        "partition_bytes": length,
        "partitions": len(partitions),
        "bytes": sum(each.length for each in partitions),
        "inputs_sha256": digest,
    }


def _result(
    steps: _Steps[Any], partitions: Sequence[Partition], records: Sequence[Record], before: int, posted: int | None
) -> PartsResult:
    totals, problems = Counter[str](), Counter(each.kind.value for each in steps.problems)
    for record in records:
        totals.update({name: record[name] for name in _TOTALS if name in record})
        problems.update(record["problems"])
    unread = [problem_of(each) for record in records for each in record["unread"]]
    return PartsResult(
        folder=steps.output.path,
        partitions=len(partitions),
        done_before=before,
        totals=dict(totals),
        problems=dict(sorted(problems.items())),
        unread=(*(each for each in steps.problems if each.is_fatal), *unread),
        is_complete=len(records) == len(partitions),
        posted=posted,
        unused=tuple(each for each in steps.problems if each.kind is ProblemKind.DECISION_NOT_APPLIED),
    )


def problem_of(record: Mapping[str, Any]) -> Problem:
    """A problem from its JSON form."""
    kind = ProblemKind(record["kind"])
    return Problem(kind=kind, **{name: record[name] for name in ("message", "file", "line", "document_id")})


def _silent(label: str, done: int, total: int) -> None:
    """Say nothing of the progress."""
