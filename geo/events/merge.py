"""Many reports of one thing become one incident that keeps every report: the window of tag, place and day.

Knows which reports may tell of the same thing; refuses to decide who is right (`geo.events.incident` states what they
disagree about) and drops nothing: each event is in exactly one incident.

Two reports may belong together if
- they have the same tag, or are both a gain of the same unit of territory (seized, retaken, surrendered), and neither
  names another side as the one that took it;
- both are asserted or denied, or both have the same other mode: what is feared is never merged with what happened;
- they name the same unit or place, or points that lie closer than the larger of their radii (see `Window`);
- their days overlap, or lie as near as `Window` allows. A span longer than a week merges only with the same span.

What has no place, no day, or only a country for a place merges only inside one document, on the same day.

Chains are bounded: the place and span that most documents give is taken as an anchor, everything within the window of
the *anchor* joins it, and what joined draws in nothing more. So no incident is wider than twice the window around its
anchor, and daily fighting does not grow into one battle of a month.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.events.incident import (
    WIDE_DAYS,
    arrival,
    build_incident,
    disagreement,
    is_approximate,
    is_wide,
)
from geo.events.origins import Origins
from geo.events.spots import LASTING, WINDOW, Node, cells_around, family_of, is_gain_event, new_node
from geo.vocab import AssertionMode, Dispute

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geo.events.spots import Cell, Spot, Window
    from geo.model import Document, Event, Incident


@dataclass(slots=True)
class _Cluster:
    """An anchor and what joined it."""

    anchor: Node
    nodes: list[Node]
    side: str


def merge(
    events: Iterable[Event], *, documents: Iterable[Document] = (), window: Window = WINDOW
) -> tuple[Incident, ...]:
    """The incidents of events, by the day on which they had happened, then by arrival of their first report.

    Pure and independent of the order of the events; an event given twice counts once. `documents` are those of the
    events: their texts, agencies and sources tell which reports are independent; without them only what stands in the
    events does. A denial or a feared event without a date counts to the day of its publication.
    """
    known = {document.document_id: document for document in documents}
    once: dict[str, Event] = {}
    for event in sorted(events, key=lambda each: (*arrival(each), each.document_id)):
        once.setdefault(event.event_id, event)
    buckets: dict[Cell, dict[Spot, Node]] = defaultdict(dict)
    for event in once.values():
        node = new_node(event, window)
        held = buckets[family_of(event)].setdefault(node.spot, node)
        held.add(event, node.radius_km)
    origins = Origins(known)
    incidents = [
        build_incident([report for node in cluster.nodes for report in node.reports], origins)
        for bucket in buckets.values()
        for cluster in _clusters(list(bucket.values()), window)
    ]
    return tuple(sorted(_contradicted(incidents), key=_order))


def _order(incident: Incident) -> tuple[int, str, tuple[object, ...]]:
    day = incident.date.day if incident.date else None
    first = min(arrival(report) for report in incident.reports)
    return (day.toordinal() if day else 0, first[0].isoformat(), first[1:])


# Clusters


class _Index:
    """Nodes by cell and first day. Spans are at most a week long, or all the same in their cell."""

    def __init__(self, nodes: Iterable[Node], window: Window) -> None:
        self.km = window.km
        self._cells: dict[Cell, list[tuple[int, int, Node]]] = defaultdict(list)
        for number, node in enumerate(nodes):
            self._cells[node.cell].append((node.spot.start, number, node))
        for found in self._cells.values():
            found.sort()

    def around(self, node: Node, days: int) -> Iterator[tuple[int, Node]]:
        """The nodes of the same place within so many days, with their numbers."""
        for cell in cells_around(node, self.km):
            found = self._cells.get(cell)
            if found is None:
                continue
            low = bisect_left(found, (node.spot.start - days - WIDE_DAYS, -1))
            high = bisect_right(found, (node.spot.end + days + 1, -1))
            for _, number, other in found[low:high]:
                if node.gap(other) <= days and node.near(other, self.km):
                    yield number, other


def _clusters(nodes: Sequence[Node], window: Window) -> list[_Cluster]:
    """Exact days gather around anchors; approximate days and reports that name no side join them where they can.

    A report without a side stays apart where reports of two sides lie within its reach: it could be of either.
    """
    lasting = nodes[0].reports[0].event_type in LASTING and not nodes[0].is_gain
    days = window.lasting_days if lasting else window.days
    loose = window.lasting_days_approximate if lasting else window.days_approximate
    found: list[_Cluster] = []
    for named in (True, False):
        for approximate in (False, True):
            wave = [each for each in nodes if bool(each.spot.side) is named and each.spot.approximate is approximate]
            left = _joined(wave, found, window, days, loose) if found else wave
            by_side: dict[str, list[Node]] = defaultdict(list)
            for node in left:
                by_side[node.spot.side].append(node)
            for side in sorted(by_side):
                found += _gathered(by_side[side], window, loose if approximate else days)
    return found


def _gathered(nodes: list[Node], window: Window, days: int) -> list[_Cluster]:
    """Anchors, the best supported first, each with the free nodes in its window."""
    ranked = sorted(nodes, key=Node.rank)
    index = _Index(ranked, window)
    taken = [False] * len(ranked)
    found = []
    for number, anchor in enumerate(ranked):
        if taken[number]:
            continue
        taken[number] = True
        cluster = _Cluster(anchor=anchor, nodes=[anchor], side=anchor.spot.side)
        for other, node in index.around(anchor, days):
            if not taken[other] and not _told_apart(anchor, node):
                taken[other] = True
                cluster.nodes.append(node)
        found.append(cluster)
    return found


def _told_apart(anchor: Node, node: Node) -> bool:
    """Whether one document gives both days as exact: then it tells of two things (of a gain: of two datings)."""
    if anchor.is_gain or anchor.spot.approximate or node.spot.approximate or anchor.gap(node) == 0:
        return False
    return not anchor.documents.isdisjoint(node.documents)


def _joined(nodes: list[Node], clusters: list[_Cluster], window: Window, days: int, loose: int) -> list[Node]:
    """Let nodes join the nearest of the clusters that were there before; return those that could not."""
    index = _Index((cluster.anchor for cluster in clusters), window)
    left = []
    joining: list[tuple[_Cluster, Node]] = []
    for node in nodes:
        reachable = [
            (node.gap(anchor), not node.near(anchor, 0.0), anchor.rank(), clusters[number])
            for number, anchor in index.around(node, loose)
            if node.gap(anchor) <= (loose if node.spot.approximate or anchor.spot.approximate else days)
            and clusters[number].side
            in {node.spot.side, ""} | ({clusters[number].side} if not node.spot.side else set())
            and not _told_apart(anchor, node)
        ]
        if not reachable or len({each[3].side for each in reachable} - {""}) > 1:
            left.append(node)
        else:
            joining.append((min(reachable, key=lambda each: each[:3])[3], node))
    for cluster, node in joining:
        cluster.nodes.append(node)
    return left


# Contradictions between incidents


def _contradicted(incidents: list[Incident]) -> Iterator[Incident]:
    """Mark gains of one unit by different sides on the same day: reported both ways, or it changed hands twice."""
    by_day: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for number, incident in enumerate(incidents):
        for key in _gain_days(incident):
            by_day[key].append(number)
    against: dict[int, set[int]] = defaultdict(set)
    for numbers in by_day.values():
        for number in numbers:
            against[number].update(each for each in numbers if incidents[each].taker != incidents[number].taker)
    for number, incident in enumerate(incidents):
        if not against[number]:
            yield incident
            continue
        reports = [report for each in (number, *sorted(against[number])) for report in incidents[each].reports]
        actual = [report for report in reports if report.assertion_mode is AssertionMode.ACTUAL and report.taker]
        found = disagreement(Dispute.TAKER, sorted(actual, key=arrival), lambda report: report.taker or "")
        yield replace(incident, disagreements=(*incident.disagreements, found))


def _gain_days(incident: Incident) -> Iterator[tuple[object, ...]]:
    span, lead = incident.date, incident.lead
    if not is_gain_event(lead) or incident.assertion_mode is not AssertionMode.ACTUAL or not incident.taker:
        return
    if span is None or is_wide(span) or is_approximate(span) or span.date_start is None or span.date_end is None:
        return
    at = (lead.unit, lead.unit_id) if lead.unit_id else (None, lead.place.place_id if lead.place else lead.document_id)
    for day in range(span.date_start.toordinal(), span.date_end.toordinal() + 1):
        yield (*at, day)
