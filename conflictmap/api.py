"""The main job from Python: `run` the sources, look at the `Result`, `save` it.

    import conflictmap
    result = conflictmap.run("article.txt", published="2021-08-10")
    result.save("out/")

Knows the pipeline, the scene and the outputs; decides nothing itself. geopandas is loaded by `Result.geodataframe`
alone.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO, IOBase
from pathlib import Path
from typing import TYPE_CHECKING, Any

from conflictmap.extractor_options import RULES, ExtractorOptions
from conflictmap.feed_layers import describe_request, feed_layer
from conflictmap.grading import choose_grades
from conflictmap.inputs import STDIN, check_folder, check_sources, input_sums
from conflictmap.options import CONTESTED_DAYS, PageOptions, ReadOptions, day_of_run, parse_day
from conflictmap.questions import Questions
from conflictmap.session import Session
from geo.errors import UsageError
from geo.gazetteer.installed import describe_gazetteer
from geo.ledger import COUNTING_RULES
from geo.model import Document
from geo.places.installed_lines import describe_boundaries
from geo.vocab import ControlBasis
from maps.language import ENGLISH, check_language

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date
    from typing import BinaryIO

    import geopandas as gpd

    from conflictmap.feeding import FeedRequest
    from conflictmap.grading import GradeChoice
    from conflictmap.outcome import Outcome
    from geo.errors import Problem
    from geo.events.extractor import Extractor
    from geo.model import Claim, ClaimCheck, Control, DayCount, Event, Incident
    from geo.review import DecisionFile
    from maps.scene import Scene

Source = str | Path


@dataclass(frozen=True, repr=False)
class Result(Questions):
    """What a run found, ready to be asked, looked at or written. Made by `run`."""

    outcome: Outcome
    sources: tuple[Source, ...]
    settings: dict[str, Any]
    decision_files: tuple[DecisionFile, ...] = ()
    graded: GradeChoice | None = None
    handed: tuple[Document, ...] = ()

    def __repr__(self) -> str:
        """What was found, in a few lines: no more than a screen, however much it is."""
        outcome = self.outcome
        span = f"{outcome.first_day} to {outcome.last_day}" if outcome.first_day else "no day"
        lines = [
            f"Result: {len(self.events)} events of {len(self.documents)} documents, {len(self.incidents)} incidents",
            f"  days: {span}; {len(self.claims)} stated counts; {len(self.problems)} problems",
        ]
        if outcome.as_of is not None:
            held = Counter(
                each.side or str(each.state)
                for each in self.who_holds(outcome.as_of)
                if each.row.basis is ControlBasis.REPORTED
            )
            counts = ", ".join(f"{who} {count}" for who, count in sorted(held.items(), key=lambda item: -item[1])[:8])
            lines.append(f"  provincial capitals on {outcome.as_of} (reported): {counts}")
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        """In a notebook: the counts, and the map."""
        from html import escape  # noqa: PLC0415 - a notebook alone asks

        from conflictmap.folium_map import conflict_map  # noqa: PLC0415 - folium loads here

        return f"<pre>{escape(repr(self))}</pre>{conflict_map(self)._repr_html_()}"

    @property
    def documents(self) -> tuple[Document, ...]:
        """The documents that were read, in the order of the sources."""
        return self.outcome.documents

    @property
    def events(self) -> tuple[Event, ...]:
        """All events, those that did not happen (feared, announced, denied) included: see `assertion_mode`."""
        return self.outcome.events

    @property
    def incidents(self) -> tuple[Incident, ...]:
        """The events put together: what several reports tell of is one incident with all of them."""
        return self.outcome.incidents

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The stated counts ("five of 34 provincial capitals")."""
        return self.outcome.claims

    @property
    def checks(self) -> tuple[ClaimCheck, ...]:
        """The stated counts, each held against the evidence."""
        return self.outcome.checks

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was wrong with the material."""
        return self.outcome.problems

    @property
    def controls(self) -> tuple[Control, ...]:
        """The ledger's rows: who holds what, since when, by which evidence."""
        return tuple(self.outcome.ledger.rows())

    @cached_property
    def counts(self) -> tuple[DayCount, ...]:
        """The counts of each day by side and state, in both layers: the rows of `control.csv`."""
        return self.outcome.counts

    @cached_property
    def scene(self) -> Scene:
        """The scene that the page and the files are made from."""
        from maps.scene import build_scene  # noqa: PLC0415 - a run that is only counted needs no map

        return build_scene(
            documents=self.documents,
            events=self.events,
            incidents=self.incidents,
            controls=self.controls,
            counts=self.counts,
            checks=self.checks,
            problems=self.problems,
            as_of=self.outcome.as_of,
            opens_on=self._opens_on(),
            rule=self.outcome.rule,
            province_rows=self.outcome.province_rows,
            title=self.settings["title"],
            opening_note=self.outcome.opening.note,
            extractor=self.settings["extractor"],
            feeds=tuple(feed_layer(each) for each in self.outcome.feeds),
            decisions=self.outcome.decisions,
        )

    def _opens_on(self) -> date | None:
        """The day that was asked for, or the last one of a ledger that is kept; else the page chooses."""
        asked = self.settings["as_of"] is not None or self.settings.get("ledger") is not None
        return self.outcome.as_of if asked else None

    def save(
        self,
        folder: str | Path,
        *,
        tiles: str | None = None,
        tiles_attribution: str | None = None,
        quotes: str = "full",
        excel: bool = False,
    ) -> list[Path]:
        """Write the page and all files of a run into `folder`, which is made if it is not there; return their paths.

        The same sources and settings give the same bytes. `map.html` opens from the file with no network. `tiles`
        asks for a base map of tiles under it: a name of xyzservices, or an address with {z}, {x} and {y} and its
        attribution. The page then asks that host for images, and says so. `quotes` is full, or short: then the page,
        and it alone, holds only the words of each quote that tell of the event, and says where the whole ones are.
        `excel` begins the CSV files with the byte order mark that Excel wants.

        Raises:
            UsageError: `folder` is a file, `quotes` is neither, or the tiles cannot be had: see
                `maps.tiles.tile_source`.
        """
        from maps.exports import write_outputs  # noqa: PLC0415
        from maps.page import render_page  # noqa: PLC0415 - folium loads here
        from maps.quotes import Quotes  # noqa: PLC0415
        from maps.tiles import tile_source  # noqa: PLC0415

        if quotes not in set(Quotes):
            raise UsageError("quotes that are full or short", repr(quotes))
        target = Path(folder)
        check_folder(target)
        base = tile_source(tiles, tiles_attribution) if tiles is not None else None
        page = render_page(self.scene, tiles=base, language=self.settings["language"], quotes=Quotes(quotes))
        settings = self.settings | ({"tiles": base.name} if base is not None else {})
        settings |= {"quotes": quotes} if quotes != Quotes.FULL else {}
        return write_outputs(self.scene, target, inputs=self._inputs(), settings=settings, page=page, excel=excel)

    def export(self, path: str | Path, format: str | None = None, *, layer: str | None = None) -> list[Path]:  # noqa: A002
        """Write the events, the ledger's rows, the stated counts and the provinces for other programs.

        `path` is a file, whose suffix says the format unless `format` does (see `maps.exports.formats.FORMATS`), or a
        folder, where `format` must be given. A file of one layer holds `layer`, by default the events. Return the
        paths. The address of a PostgreSQL database (`postgresql://...`) is a target as well: PostGIS tables are written
        in its schema `conflictmap`, and there is no path.

        Raises:
            UsageError: The format or the layer is unknown, or the target cannot be written.
            DatabaseError: The database cannot be reached, or refuses what is written.
        """
        from geo.postgres import is_database  # noqa: PLC0415
        from maps.exports.formats import export_layers  # noqa: PLC0415 - loads pyarrow
        from maps.exports.layers import scene_layers  # noqa: PLC0415

        if is_database(str(path)):
            from maps.exports.postgis import write_database  # noqa: PLC0415

            if format is not None or layer is not None:
                raise UsageError("a database without format and layer", format or layer)
            write_database(scene_layers(self.scene), str(path))
            return []
        written = export_layers(scene_layers(self.scene), Path(path), form=format, layer=layer)
        return [each.path for each in written]

    def picture(
        self,
        path: str | Path,
        *,
        as_of: date | str | None = None,
        title: str | None = None,
        events: str = "day",
        width_cm: float = 18.0,
        dpi: int = 200,
    ) -> Path:
        """Draw the map of a day and the chart of all days into one file, without a browser; return its path.

        The name says the form: .png, .svg or .pdf. `as_of` is a day at whose end in Kabul things are shown (default:
        the one on which the page opens), by the run's counting rule and in its language. `events` are those of the
        `day`, of its last 7 days (`week`), all `so-far`, or `none`. `width_cm` is the width in centimetres, the height
        follows; `dpi` counts for .png alone. The same run and options give the same bytes. Needs matplotlib.

        >>> import conflictmap, tempfile
        >>> from geo.files import seeds_folder
        >>> result = conflictmap.run(seeds_folder() / "2021-08-10-envoy.md")
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     result.picture(f"{folder}/map.svg", as_of="2021-08-10").read_bytes()[:5]
        b'<?xml'

        Raises:
            UsageError: matplotlib is missing, the name ends in no known form, an option makes no sense, or the
            material has no date.
        """
        from conflictmap.picturing import PictureOptions, save_picture  # noqa: PLC0415

        options = PictureOptions(
            events=events, width_cm=width_cm, dpi=dpi, title=title, language=self.settings["language"]
        )
        return save_picture(self.scene, Path(path), parse_day(as_of, "as_of"), options)

    def geodataframe(self) -> gpd.GeoDataFrame:
        """The events as a GeoDataFrame: flat columns as in `events.geojson`, EPSG:4326, longitude before latitude.

        Days are timestamps without a zone, instants timestamps in Kabul's time; what is unknown is missing (NaT).
        `geometry` is a point for a site, a settlement or a place near one, and None for what is known only as a
        district, a province or less.
        """
        import geopandas as gpd  # noqa: PLC0415 - heavy, and wanted here alone
        import pandas as pd  # noqa: PLC0415
        from shapely import Point  # noqa: PLC0415

        from geo.column import DAY, INSTANT  # noqa: PLC0415
        from geo.coords import CRS  # noqa: PLC0415
        from geo.dates import KABUL  # noqa: PLC0415
        from geo.vocab import POINT_PRECISIONS  # noqa: PLC0415
        from maps.exports.properties import event_properties, property_columns  # noqa: PLC0415

        events = self.scene.events
        scene, columns = self.scene, property_columns(events)
        rows = [
            event_properties(event, scene.document(event.document_id), scene.incident(event.event_id), columns)
            for event in events
        ]
        points = [
            Point(event.place.longitude, event.place.latitude)
            if event.place is not None and event.place.place_precision in POINT_PRECISIONS
            else None
            for event in events
        ]
        frame = gpd.GeoDataFrame(rows, columns=[each.name for each in columns], geometry=points, crs=CRS)
        for each in columns:
            if each.type is DAY:  # by the second: a timestamp of nanoseconds ends in 2262
                frame[each.name] = frame[each.name].astype("datetime64[s]")
            elif each.type is INSTANT:
                frame[each.name] = pd.to_datetime(frame[each.name], utc=True).dt.tz_convert(KABUL)
        return frame

    def _inputs(self) -> dict[str, str]:
        named = {each.file for each in self.documents} | {each.file for each in self.problems}
        sums = input_sums(self.sources, (file for file in named if file is not None))
        opening = self.outcome.opening
        for reading in self.outcome.feeds:
            sums |= {f"{reading.request.feed.feed_id}/{name}": digest for name, digest in reading.sums.items()}
        sums |= {f"documents/{each.document_id}": each.sha256 for each in self.handed}
        sums |= {f"decisions/{each.name}": each.sha256 for each in self.decision_files}
        if self.graded is not None and self.graded.name and self.graded.sha256:
            sums[self.graded.name] = self.graded.sha256
        return sums | ({opening.name: opening.sha256} if opening.name and opening.sha256 else {})


def run(
    sources: Source | Document | Sequence[Source | Document | Mapping[str, Any]] | IOBase = (),
    *,
    published: date | str | None = None,
    today: date | str | None = None,
    source: str | None = None,
    url: str | None = None,
    columns: Mapping[str, str] | None = None,
    opening: Source | None = None,
    as_of: date | str | None = None,
    history: bool = False,
    contested_days: int = CONTESTED_DAYS,
    title: str | None = None,
    language: str = ENGLISH,
    corrections: Source | None = None,
    ledger: Source | None = None,
    extractor: str | ExtractorOptions | Extractor = RULES,
    grades: Source | None = None,
    rule: str = COUNTING_RULES[0],
    progress: Callable[[Document], None] | None = None,
    stdin: BinaryIO | None = None,
    feeds: Sequence[FeedRequest] = (),
    decisions: Source | None = None,
    text: str | None = None,
) -> Result:
    """Read documents, find what happened where, and settle who held what on each day.

    `sources` is one path or several: files of the formats of docs/inputs.md, folders, or "-" with `stdin`; an open
    file, read as standard input is; `Document` records, as `Result.documents` has them, which are taken as they are;
    or a list of records of JSON Lines (`{"text": ..., "published": ..., "source": ...}`). Days are `datetime.date` or
    ISO text. `published` is the publication day of documents that name none; without any, "on
    Sunday" cannot be dated. `today` is the day of the run (default: the clock's, in Kabul): a document that names a
    later publication day, or one before 1900, is undated. `source` and `url` are the outlet and the address of
    documents that name none, `columns` the columns of a table of articles by what they hold (`{"text": "Body"}`).
    `opening` is the file of an opening state, "none", or None for the `opening.toml` of a source folder if there is
    one. `as_of` is the day shown, at its end in Kabul (default: the last day of the material). `language` is that of
    the page: en, fa (Dari) or ps (Pashto). `corrections` is one more file of decisions, or a table of what names
    mean (docs/decisions_file.md). `ledger` is a ledger's file (.gpkg, made if it is not there) to which the documents
    are added; the result is then of all that it holds, and without sources of that alone. `extractor` is who reads the
    events: the rules, or another by its name, with `ExtractorOptions` where it needs an endpoint or a model, or an
    extractor itself. `grades` is a table of how far sources are relied on; by default the `sources.toml` of a source
    folder, else the bundled one. `rule` says what a province counts for, on the page and in the files: `capital`, who
    holds its capital, or `districts-majority`, who holds more than half of its districts.

    `decisions` is a file of what people decided (docs/decisions_file.md), "none", or None for the one beside the
    sources. `text` is one text itself, in place of sources.

    >>> from geo.files import seeds_folder
    >>> run(text="The Taliban seized Kunduz on Sunday.", published="2021-08-10").events[0].unit_id
    'AF-KDZ'
    >>> result = run(seeds_folder() / "2021-08-10-envoy.md")
    >>> [(claim.count, claim.of, claim.claimant) for claim in result.claims if not claim.ordinal]
    [(5, 34, 'AP')]
    >>> {row.unit_id: row.side for row in result.controls if row.side}
    {'AF-KDZ': 'taliban'}

    Raises:
        UsageError: A source is missing, a day is no day, the corrections are no table of them, or the extractor
        cannot be had.
        LedgerError: The ledger's file cannot be used, or was begun with another opening state or other terms.
        OpeningError: The opening state is dated after the first document.
    """
    named, stdin = _handed(sources, stdin)
    if text is not None:
        if named or stdin is not None:
            raise UsageError("text alone", "sources beside it", "Read them in two runs, or with a Session.")
        named, stdin = (STDIN,), BytesIO(text.encode("utf-8", "surrogatepass"))
    read = ReadOptions(
        published=parse_day(published, "published"),
        today=day_of_run(today, "today"),
        source=source,
        url=url,
        columns=dict(columns or {}),
        opening=opening,
        as_of=parse_day(as_of, "as_of"),
        history=history,
        contested_days=contested_days,
        ledger=Path(ledger) if ledger is not None else None,
        corrections=Path(corrections) if corrections is not None else None,
        extractor=extractor,
        grades=Path(grades) if grades is not None else None,
        decisions=decisions,
        rule=rule,
        feeds=tuple(feeds),
    )
    return run_by(named, read, PageOptions(title=title, language=language), progress=progress, stdin=stdin)


def _handed(
    sources: Source | Document | Sequence[Source | Document | Mapping[str, Any]] | IOBase, stdin: BinaryIO | None
) -> tuple[tuple[Source | Document, ...], BinaryIO | None]:
    """The sources as paths and documents, and what is read as standard input.

    Raises:
        UsageError: They are something else, or an open file or records stand beside others.
    """
    if isinstance(sources, (str, Path, Document)):
        return (sources,), stdin
    if isinstance(sources, IOBase):
        content = sources.read()
        return (STDIN,), _alone("an open file", stdin, content)
    named = tuple(sources)
    if any(isinstance(each, Mapping) for each in named):
        lines = [json.dumps(each, default=str) for each in named if isinstance(each, Mapping)]
        if len(lines) < len(named):
            raise UsageError("records alone", "paths beside them", "Read them in two runs, or with a Session.")
        return (STDIN,), _alone("records", stdin, "\n".join(lines))
    found: list[Source | Document] = []
    for each in named:
        if not isinstance(each, (str, Path, Document)):
            expected = "paths, Document records, or records with a text"
            raise UsageError(expected, type(each).__name__, 'A text itself is handed in as run(text="...").')
        found.append(each)
    return tuple(found), stdin


def _alone(what: str, stdin: BinaryIO | None, content: str | bytes) -> BytesIO:
    """What is read as standard input.

    Raises:
        UsageError: There is one already.
    """
    if stdin is not None:
        expected = f"{what} alone"
        raise UsageError(expected, "stdin beside it", "Read them in two runs, or with a Session.")
    return BytesIO(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))


def run_by(
    sources: Sequence[Source | Document],
    read: ReadOptions,
    page: PageOptions | None = None,
    *,
    progress: Callable[[Document], None] | None = None,
    stdin: BinaryIO | None = None,
) -> Result:
    """Do what `run` does, with its options as records.

    Raises:
        UsageError: As `run`.
        LedgerError: As `run`.
        OpeningError: As `run`.
    """
    page = page or PageOptions()
    paths = tuple(each for each in sources if not isinstance(each, Document))
    documents = tuple(each for each in sources if isinstance(each, Document))
    if paths or not documents:
        _check_asked(paths, read)
    check_language(page.language)
    graded = choose_grades(paths, read.grades)
    with Session.by(read, paths, graded) as session:
        session.add(sources, stdin=stdin, progress=progress)
        for request in read.feeds:
            session.add_feed(request)
        outcome = session.outcome(as_of=read.as_of, rule=read.rule)
    return Result(
        outcome=outcome,
        sources=paths,
        handed=documents,
        settings=_settings(read, page, session, graded),
        decision_files=session.decision_files,
        graded=graded,
    )


def _check_asked(sources: Sequence[Source], read: ReadOptions) -> None:
    """See that there is something to read.

    Raises:
        UsageError: There is not.
    """
    if sources or not (read.feeds or read.ledger is not None):
        check_sources(sources)
    elif read.ledger is not None and not (read.feeds or read.ledger.is_file()):
        hint = "Check the spelling of the path."
        raise UsageError("an existing ledger, or sources to begin one", repr(str(read.ledger)), hint)


def _settings(read: ReadOptions, page: PageOptions, session: Session, graded: GradeChoice) -> dict[str, Any]:
    """What the manifest says of the run."""
    extractor = session.reader.extractor
    corrections = session.decision_files[-1] if read.corrections else None
    return {
        "as_of": _iso(read.as_of),
        "boundaries": describe_boundaries(),
        "contested_days": read.contested_days,
        "corrections": read.corrections.name if read.corrections else None,
        "decisions": next((each.name for each in session.decision_files if each is not corrections), None),
        "extractor": extractor.name if extractor else RULES,
        "feeds": [describe_request(each) for each in read.feeds],
        "gazetteer": describe_gazetteer(),
        "grades": graded.name,
        "history": read.history,
        "language": page.language,
        "ledger": read.ledger.name if read.ledger else None,
        "opening": session.opening.name,
        "pipeline": read.extractor.pipeline if isinstance(read.extractor, ExtractorOptions) else None,
        "published": _iso(read.published),
        "rule": read.rule,
        "title": page.title,
        "today": _iso(read.today),
    }


def feed(
    name: str,
    files: Source | Sequence[Source],
    *,
    mapping: Source | None = None,
    first_day: date | str | None = None,
    last_day: date | str | None = None,
    all_countries: bool = False,
    i_may_redistribute: bool = False,
    published: date | str | None = None,
    table: str | None = None,
    query: str | None = None,
    **options: Any,  # noqa: ANN401 - as in `run`
) -> Result:
    """Read the event tables of a feed: `acled`, `ucdp`, `gdelt`, or `csv` with a `mapping` of its columns.

    `files` are CSV, TSV, Excel or Parquet, also zipped. Rows outside Afghanistan (unless `all_countries`) and outside
    the days from `first_day` to `last_day` (both inclusive) are counted and left out. Rows of ACLED are counted, and
    post to the ledger by their ids, but are shown only with `i_may_redistribute`. `published` is the day of rows that
    do not say when they were recorded. A file may be the address of a PostgreSQL database (`postgresql://...`), read by
    `table` or by `query`. `options` are those of `run`: `opening`, `as_of`, `ledger`, `title` ...

    Raises:
        UsageError: No such feed, no such file, or a file without the feed's columns.
    """
    from conflictmap.feed_database import local_files  # noqa: PLC0415
    from conflictmap.feeding import request_feed  # noqa: PLC0415 - Arrow loads here

    named = [files] if isinstance(files, (str, Path)) else files
    with local_files(named, table=table, query=query) as found:
        request = request_feed(
            name,
            found,
            mapping=Path(mapping) if mapping is not None else None,
            first_day=parse_day(first_day, "first_day"),
            last_day=parse_day(last_day, "last_day"),
            all_countries=all_countries,
            i_may_redistribute=i_may_redistribute,
            published=parse_day(published, "published"),
        )
        return run((), feeds=(request,), **options)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
