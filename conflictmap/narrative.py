"""The chain of evidence in sentences: who holds a unit, since when, by which rule, and who said what, in order.

Knows the order of what is told; the words are those of the catalogues (`maps.language`), every fact comes from an
`Explanation`. Quotes stand as they were written.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from geo.dates import KABUL, end_of_day, kabul_day
from geo.ledger import Denial, Explanation, Part
from geo.vocab import ControlBasis, ControlState
from maps.decided import decision_words
from maps.language import ENGLISH, join, number, say, speaking
from maps.said import explained, side_said, unit_said
from maps.wording import VERDICT_WORDS, count_words, day_words, rule_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from geo.decision import Decision
    from geo.ledger import Testimony
    from geo.model import ClaimCheck, Control

Paragraph = tuple[int, str]
"""An indent in columns, and a text."""


@dataclass(frozen=True, kw_only=True)
class Why(Explanation):
    """An explanation that is told in a language: `print` gives its sentences."""

    language: str = ENGLISH

    @classmethod
    def of(cls, why: Explanation, language: str = ENGLISH) -> Why:
        """The same, told in a language (en, fa, ps).

        Raises:
            UsageError: No language of that code is there.
        """
        with speaking(language):
            return cls(**{each.name: getattr(why, each.name) for each in fields(Explanation)}, language=language)

    def __str__(self) -> str:
        """The sentences, a paragraph a line."""
        return "\n".join(" " * indent + text for indent, text in paragraphs(self, self.language))


def paragraphs(why: Explanation, language: str = ENGLISH) -> Iterator[Paragraph]:
    """The whole story of a unit on a day, paragraph by paragraph, in a language (en, fa, ps).

    Raises:
        UsageError: No language of that code is there.
    """
    with speaking(language):
        told = list(_paragraphs(why))
    yield from told


def _paragraphs(why: Explanation) -> Iterator[Paragraph]:
    name, day = unit_said(why.unit, why.unit_id), day_words(why.day)
    if why.known_at:
        known = day_words(kabul_day(why.known_at))
        yield 0, say("why.head_known", name=name, unit_id=why.unit_id, day=day, known=known)
    else:
        yield 0, say("why.head", name=name, unit_id=why.unit_id, day=day)
    yield 0, say("why.rule", rule=why.rule, words=rule_words(why.rule))
    yield 0, ""
    for basis in (ControlBasis.ASSESSED, ControlBasis.REPORTED):
        row = why.rows[basis]
        yield 0, say(f"why.{basis.value}", held=_held(row))
        yield 2, say("why.row", rule=row.rule, explanation=explained(row))
    if why.lag is not None:
        yield 0, say("why.lag", rule=why.lag.rule, explanation=explained(why.lag))
    yield from ((0, _decided(each)) for each in why.decisions)
    yield from _chain(why)
    if why.disagreements:
        yield 0, ""
        yield 0, say("why.contradictions")
        quotes = {each.event.event_id: each.event.evidence_text for each in why.testimonies}
        for each in why.disagreements:
            yield 2, say("why.contradiction", kind=say(f"why.kind_{each.kind}"), explanation=explained(each))
            yield from ((4, words) for words in dict.fromkeys(quotes[event] for event in each.events))
    if why.checks:
        yield 0, ""
        counted = why.checks[0].claim.as_of
        yield 0, say("why.counts", day=day_words(counted)) if counted else say("why.counts_of_no_day")
        yield from ((2, _count(each, why)) for each in why.checks)


def _held(row: Control) -> str:
    """Who holds it in which state, since when where that is known."""
    state = "last_known" if row.state is ControlState.CONTESTED and row.side else row.state.value
    since = "_since" if row.side or row.evidence else ""
    return say(f"why.{state}{since}", side=side_said(row.side), day=day_words(row.valid_from))


def _chain(why: Explanation) -> Iterator[Paragraph]:
    yield 0, ""
    if not why.testimonies:
        yield 0, say("why.no_report")
    else:
        reports = sum(not isinstance(each.said, Denial) for each in why.testimonies)
        said = say("amount.reports", n=reports)
        if len(why.testimonies) > reports:
            denials = say("why.denials", n=len(why.testimonies) - reports)
            said = say("why.reports_and_denials", reports=said, denials=denials)
        voices = why.independent_origins
        origins = say("why.origins", n=voices) if voices else say("why.no_origins")
        key = "why.chain_ordered" if len(why.testimonies) > 1 else "why.chain"
        yield 0, say(key, reports=said, origins=origins)
    for count, each in enumerate(why.testimonies, 1):
        yield 0, f"{number(count)}. {_said(each)}"
        yield 4, each.event.evidence_text
        yield from ((4, line) for line in _origin(each))
    if why.later:
        yield 0, say("why.later", n=why.later)


def _said(each: Testimony) -> str:
    event = each.event
    who = event.source_original or say("why.own_voice")
    if event.source_side:
        who = say("why.who_for", who=who, side=side_said(event.source_side))
    return say(
        "why.said",
        moment=_moment(each.recorded_at),
        outlet=event.source or say("why.no_source"),
        who=who,
        grade=each.grade,
        happened=_happened(each),
    )


def _happened(each: Testimony) -> str:
    key = f"why.change_{each.said.change.value}" + ("_by" if each.said.mover else "")
    what = say(key, side=side_said(each.said.mover))
    if not isinstance(each.said, Denial):
        return say("why.happened", what=what, day=day_words(each.said.day), role=_role(each))
    takes_back = Part.TAKES_BACK in each.parts.values()
    return say("why.takes_back" if takes_back else "why.denies", what=what)


def _role(each: Testimony) -> str:
    assessed, reported = (
        say(f"why.part_{each.parts[basis].value}") for basis in (ControlBasis.ASSESSED, ControlBasis.REPORTED)
    )
    return assessed if assessed == reported else say("why.roles", assessed=assessed, reported=reported)


def _origin(each: Testimony) -> Iterator[str]:
    """The headline, with whom it retells if it does, and the address; for a retelling the first page that it names."""
    document = each.document
    if document is None:
        return
    parts = [f"“{document.title}”"] if document.title else []
    if document.retold and document.reported_by:
        parts.append(say("why.retold_after", names=join(document.reported_by)))
    elif document.retold:
        parts.append(say("why.retold"))
    if parts:
        yield join(parts)
    address = document.url or next(iter(document.based_on), None)
    if address:
        yield address


def _count(check: ClaimCheck, why: Explanation) -> str:
    claim = check.claim
    line = say(
        "why.count",
        side=side_said(claim.side),
        count=count_words(claim),
        who=claim.claimant or claim.source or say("why.no_claimant"),
        verdict=VERDICT_WORDS[check.verdict],
        explanation=explained(check),
    )
    line = f"{line[0].upper()}{line[1:]}"
    name = unit_said(why.unit, why.unit_id)
    if why.unit_id in check.named:
        return say("why.is_named", line=line, name=name)
    if why.unit_id in check.candidates:
        return say("why.could_be_named", line=line, name=name)
    return line


def _decided(decision: Decision) -> str:
    """Who decided what, when and why, with what was decided and the decision's id."""
    reason, value = decision.reason.rstrip(". "), decision.value
    if value is not None and decision.field:
        reason = say("why.field_is", reason=reason, field=decision.field, value=value)
    elif value is not None:
        reason = say("why.with_value", reason=reason, value=value)
    return decision_words(decision, say("why.decision", reason=reason, decision_id=decision.decision_id))


def _moment(when: datetime) -> str:
    """A day, with the time in Kabul where one is known: the end of the day stands for a day without a time."""
    day = kabul_day(when)
    if when == end_of_day(day):
        return day_words(day)
    return say("why.moment", day=day_words(day), time=number(f"{when.astimezone(KABUL):%H:%M}"))
