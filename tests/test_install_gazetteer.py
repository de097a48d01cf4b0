"""A GeoNames dump becomes a gazetteer of the user's own that changes no bundled answer; bad rows and files are told."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
import zipfile
from datetime import date
from typing import TYPE_CHECKING

import pytest

from conflictmap import install_command
from conflictmap.cli import main
from conflictmap.geocoding import Query, geocode
from conflictmap.install_command import measure_spots
from conflictmap.pipeline import extract
from geo.archives import SourceError
from geo.errors import ProblemKind, UsageError
from geo.gazetteer import installed
from geo.gazetteer.merged import MergedGazetteer
from geo.gazetteer.table import Gazetteer, ScanRule, default_gazetteer
from geo.model import Document, OffsetMap
from geo.places import boundary_sets
from geo.vocab import PlaceKind, ResolutionStatus
from tests.geonames_files import ADMIN1, alternate_row, dump_row, write_dump, write_zip

if TYPE_CHECKING:
    from pathlib import Path

    from geo.gazetteer.installed import Installed

ROWS = [
    dump_row(9000001, "Zargaran Kalay", 68.80, 36.80, others="Zargarān Kalī,زرگران کلی,ЗАРГ", admin2="1102"),
    dump_row(9000002, "Toryali Ghondai", 68.70, 36.90, population="2400"),
    dump_row(9000003, "Kunduz", 65.70, 31.60, admin1=ADMIN1["KAN"]),
    dump_row(9000004, "March", 68.75, 36.85),
    dump_row(1135689, "Kunduz", 68.857, 36.729, others="Qunduz Ghar,Parwan,Konduz", population="161902"),
    dump_row(9000005, "Chahar Dara District", 68.60, 36.67, feature="A.ADM2", admin2="1102", others="Charderah Nawi"),
    dump_row(9000006, "Nowhere District", 68.60, 36.67, feature="A.ADM2", admin2="1199"),
    dump_row(9000007, "Kunduz River", 68.60, 36.67, feature="H.STM"),
    dump_row(9000008, "Koh-e Zard", 68.60, 36.67, feature="T.MT"),
    dump_row(9000009, "Zarghun Pass", 68.62, 36.68, feature="T.PASS"),
    dump_row(9000010, "Gulbagh Airfield", 68.62, 36.68, feature="S.AIRF"),
    dump_row(9000011, "Kabul Jan", 68.62, 36.68, population="5000"),
    dump_row(9000012, "Old Ruin", 68.62, 36.68, feature="P.PPLH"),
]
BROKEN = {
    "19 columns, got 20": dump_row(9000101, "Tab\tName", 68.8, 36.8, ascii_name="Tab Name"),
    "19 columns, got 3": "9000102\tShort\tRow",
    "got 'nan'": dump_row(9000103, "Not A Number", "nan", 36.8),
    "got 'inf'": dump_row(9000104, "Infinite", 68.8, "inf"),
    "look swapped": dump_row(9000105, "Swapped", 36.8, 68.8),
    "far outside": dump_row(9000106, "Far Away", 2.35, 48.85),
    "got '99'": dump_row(9000107, "Lost Province", 68.8, 36.8, admin1="99"),
    "control characters": dump_row(9000108, "Bell\x07Name", 68.8, 36.8),
    "geonameid": dump_row(0, "No Id", 68.8, 36.8).replace("0\t", "x\t", 1),
    "stands twice": dump_row(9000001, "Again", 68.8, 36.8),
    "of AF": dump_row(9000109, "Foreign", 68.8, 36.8, country="PK"),
    "at most 200": dump_row(9000110, "x" * 201, 68.8, 36.8),
    "population": dump_row(9000111, "Many", 68.8, 36.8, population="lots"),
    "latitude from -90": dump_row(9000112, "High", 68.8, 168.8),
}
ALTERNATES = [
    alternate_row(1, 9000001, "ps", "زرغونه کلا"),
    alternate_row(2, 9000001, "en", "Goldsmiths Village"),
    alternate_row(3, 9000001, "link", "Link Never"),
    alternate_row(4, 9000001, "", "Ancient Name", historic=True),
    alternate_row(5, 9000001, "", "Ended Name", to="1950"),
    alternate_row(6, 123, "en", "Somebody Elses"),
    "7\t9000001\ten\ttoo few",
]


def install(tmp_path: Path, rows: list[str], alternates: list[str] | None = None) -> Installed:
    """Install these rows from files in GeoNames' formats."""
    names = None
    if alternates is not None:
        texts = {"alternateNamesV2.txt": "\n".join(alternates) + "\n", "iso-languagecodes.txt": "x"}
        names = write_zip(tmp_path / "alternateNamesV2.zip", texts)
    dump = write_dump(tmp_path / "AF.zip", rows)
    return installed.install("AF", measure_spots, file=dump, alternate_names=names, day=date(2026, 1, 2))


@pytest.fixture
def gazetteer(own_folder: Path, tmp_path: Path) -> Gazetteer:
    """The bundled gazetteer with the rows above beside it."""
    install(tmp_path, ROWS, ALTERNATES)
    assert own_folder.is_dir()
    return default_gazetteer()


def ids(found: Gazetteer, name: str) -> list[str]:
    return [hit.entry.place_id for hit in found.lookup(name)]


def test_villages_are_found_by_all_their_names(gazetteer: Gazetteer) -> None:
    """Own name, the column of alternates and the alternate names; no codes, no links, no historic names."""
    for name in (
        "Zargaran Kalay",
        "zargaran  kalay",
        "Zargarān Kalī",
        "زرگران کلی",
        "زرغونه کلا",
        "Goldsmiths Village",
    ):
        assert ids(gazetteer, name) == ["geonames:9000001"], name
    for name in ("ЗАРГ", "Link Never", "Ancient Name", "Ended Name", "Somebody Elses"):
        assert ids(gazetteer, name) == [], name
    entry = gazetteer.lookup("Zargaran Kalay")[0].entry
    assert (entry.kind, entry.iso_3166_2, entry.admin1_pcode) == (PlaceKind.VILLAGE, "AF-KDZ", "AF19")
    assert (entry.admin2_pcode, entry.admin2_name, entry.population) == ("AF1902", "Chahar Dara", None)
    assert (entry.longitude, entry.latitude, entry.is_installed) == (68.8, 36.8, True)
    assert entry.border_km is not None
    assert 5 < entry.border_km < 60


def test_bundled_places_keep_their_rank_and_gain_names(gazetteer: Gazetteer) -> None:
    """The same geonameid is one place with more names; a namesake elsewhere stands behind; Parwan stays a province."""
    assert ids(gazetteer, "Kunduz") == ["geonames:1135689", "AF-KDZ", "district:AF1901", "geonames:9000003"]
    assert ids(gazetteer, "Qunduz Ghar") == ["geonames:1135689"]
    assert gazetteer.lookup("Qunduz Ghar")[0].entry.capital_of == "AF-KDZ"
    assert "geonames:1135689" not in ids(gazetteer, "Parwan")
    assert ids(gazetteer, "Charderah Nawi") == ["district:AF1902"]
    assert not gazetteer.lookup("Qunduz Ghar")[0].entry.is_installed


def test_rivers_mountains_and_ruins_are_left_out_and_sites_are_sites(gazetteer: Gazetteer) -> None:
    """A river is no town; a pass and an airfield are sites."""
    for name in ("Kunduz River", "Koh-e Zard", "Old Ruin", "Nowhere District"):
        assert ids(gazetteer, name) == [], name
    for name in ("Zarghun Pass", "Gulbagh Airfield"):
        assert gazetteer.lookup(name)[0].entry.kind is PlaceKind.SITE


def test_scan_rules_keep_running_text_as_it_was(gazetteer: Gazetteer) -> None:
    """Only a place of some size is searched for; small ones beside a unit word, words and capitals' names never."""
    rules = {}
    for index, name in enumerate(gazetteer.folded_names()):
        rules[name] = gazetteer.scan_rule(index)  # of a name that stands twice, the added row
    assert rules["toryali ghondai"] is ScanRule.FREE
    assert rules["zargaran kalay"] is ScanRule.BESIDE_UNIT
    assert rules["march"] is ScanRule.NEVER
    assert rules["kabul jan"] is ScanRule.NEVER
    assert rules["kunduz"] is ScanRule.NEVER
    bundled = Gazetteer.load()
    count = len(bundled.folded_names())
    assert list(gazetteer.folded_names()[:count]) == list(bundled.folded_names())
    for index in (bundled.folded_names().index(name) for name in ("kunduz", "march", "farah", "doha")):
        assert [hit.entry for hit in gazetteer.hits(index)] == [hit.entry for hit in bundled.hits(index)]
        assert gazetteer.scan_rule(index) is bundled.scan_rule(index)


def test_text_finds_villages_and_nothing_else_changes(gazetteer: Gazetteer) -> None:
    """In a story the village is found where the text says village, and Kunduz stays the city."""
    text = "The Taliban seized Kunduz on Sunday. Fighting in the village of Zargaran Kalay went on. March was cold."
    document = Document(document_id="a", text=text, offsets=OffsetMap.identity(len(text)), sha256="")
    found = {r.mention.surface: r for r in extract(document).resolutions}
    assert isinstance(gazetteer, MergedGazetteer)
    assert set(found) == {"Kunduz", "Zargaran Kalay"}
    village, city = found["Zargaran Kalay"], found["Kunduz"]
    assert village.place is not None
    assert village.place.place_id == "geonames:9000001"
    assert city.place is not None
    assert city.place.place_id == "geonames:1135689"
    assert {"from an installed gazetteer", "no population on record"} <= set(village.candidates[0].reasons)


def test_geocode_tells_namesakes_apart(gazetteer: Gazetteer) -> None:
    """The village Kunduz of Kandahar is there for who asks for it, and in nobody's way."""
    answer = geocode("Kunduz", gazetteer)
    assert answer.place is not None
    assert answer.place.place_id == "geonames:1135689"
    assert answer.status is ResolutionStatus.RESOLVED
    asked = geocode(Query(name="Kunduz", admin1="AF-KAN"), gazetteer)
    assert asked.place is not None
    assert asked.place.place_id == "geonames:9000003"
    assert geocode("Zargaran Kalay, Kunduz", gazetteer).place is not None


def test_every_broken_row_is_told_and_the_rest_goes_on(own_folder: Path, tmp_path: Path) -> None:
    """Each kind of broken row is a problem with its line; the good row between them is installed."""
    done = install(tmp_path, [ROWS[0], *BROKEN.values(), ROWS[1]])
    assert own_folder.is_dir()
    broken = {problem.line: problem for problem in done.problems}
    for line, words in enumerate(BROKEN, start=2):
        assert words in broken[line].message, (line, words)
        assert broken[line].kind is ProblemKind.BROKEN_ROW
        assert broken[line].file == "AF.txt"
    assert len(done.problems) == len(BROKEN)
    assert done.receipt.counts["new"] == 2
    assert default_gazetteer().check() == ()
    assert ids(default_gazetteer(), "Toryali Ghondai") == ["geonames:9000002"]


def test_receipt_names_source_licence_and_sums(own_folder: Path, tmp_path: Path) -> None:
    """SOURCES.toml says what was made from what; the same dump gives the same files."""
    first = install(tmp_path, ROWS, ALTERNATES)
    folder = own_folder / "gazetteer" / "AF"
    assert first.folder == folder
    said = tomllib.loads((folder / "SOURCES.toml").read_text(encoding="utf-8"))
    assert (said["licence"], said["day"], said["source"]) == ("CC BY 4.0", "2026-01-02", "AF.zip")
    assert "GeoNames" in said["attribution"]
    assert len(said["sha256"]) == 64
    assert said["counts"]["districts"] == 1
    again = install(tmp_path, ROWS, ALTERNATES)
    assert again.receipt.digest == first.receipt.digest
    assert [each.name for each in (own_folder / "gazetteer").iterdir()] == ["AF"]
    assert installed.describe_gazetteer() == ["bundled", f"AF {first.receipt.digest}"]


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"../../AF.txt": "x"}, "inside"),
        ({"/etc/AF.txt": "x"}, "inside"),
        ({"AF.txt": "x", "..\\evil.txt": "x"}, "inside"),
        ({"readme.txt": "nothing"}, "AF.txt"),
        ({"one.txt": "x", "two.txt": "x"}, "AF.txt"),
    ],
)
def test_poisoned_archives_are_refused(own_folder: Path, tmp_path: Path, files: dict[str, str], words: str) -> None:
    """An archive that names a path outside itself, or holds no table, is refused; nothing is left behind."""
    path = write_zip(tmp_path / "AF.zip", files)
    with pytest.raises(SourceError, match=words):
        installed.install("AF", measure_spots, file=path)
    assert list((own_folder / "gazetteer").iterdir()) == []
    assert not (tmp_path.parent / "AF.txt").exists()


def test_an_archive_that_declares_ten_gigabytes_is_refused(own_folder: Path, tmp_path: Path) -> None:
    """The declared size is believed when it is too large, before a byte is unpacked."""
    path = write_dump(tmp_path / "AF.zip", ROWS)
    content = bytearray(path.read_bytes())
    entry = content.index(b"PK\x01\x02")
    content[entry + 24 : entry + 28] = (3_999_999_999).to_bytes(4, "little")
    path.write_bytes(content)
    with pytest.raises(SourceError, match="declared"):
        installed.install("AF", measure_spots, file=path)
    assert list((own_folder / "gazetteer").iterdir()) == []


def test_an_archive_that_holds_more_than_allowed_is_refused(
    own_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The limit holds for what is read, too, and for plain text."""
    monkeypatch.setattr(installed, "MOST_DUMP_BYTES", 1000)
    plain = tmp_path / "AF.txt"
    plain.write_text("\n".join(ROWS) + "\n", encoding="utf-8")
    with pytest.raises(SourceError, match="1,000 bytes"):
        installed.install("AF", measure_spots, file=plain)
    plain.write_bytes(b"x" * 2_000_000)
    monkeypatch.setattr(installed, "MOST_DUMP_BYTES", 10_000_000)
    with pytest.raises(SourceError, match="lines of text"):
        installed.install("AF", measure_spots, file=plain)
    assert list((own_folder / "gazetteer").iterdir()) == []


def test_damaged_and_foreign_files_are_refused(own_folder: Path, tmp_path: Path) -> None:
    """A broken archive, a file of another kind, another country and a missing file are errors, and change nothing."""
    before = install(tmp_path, ROWS).receipt.digest
    path = write_dump(tmp_path / "bad.zip", ROWS * 50)
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(SourceError):
        installed.install("AF", measure_spots, file=path)
    other = tmp_path / "other.txt"
    other.write_text("name,lon,lat\nKunduz,68,36\n", encoding="utf-8")
    with pytest.raises(UsageError, match="19"):
        installed.install("AF", measure_spots, file=other)
    with pytest.raises(UsageError, match="AF"):
        installed.install("PK", measure_spots, file=other)
    with pytest.raises(UsageError, match="existing file"):
        installed.install("AF", measure_spots, file=tmp_path / "missing.zip")
    assert [each.receipt.digest for each in installed.list_installed()] == [before]
    assert own_folder.is_dir()


def test_the_dump_is_fetched_from_the_address_given(
    own_folder: Path, tmp_path: Path, server: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--url` is asked for the country's file; list shows it, remove takes it away."""
    write_dump(tmp_path / "served" / "AF.zip", ROWS)
    assert main(["gazetteer", "install", "AF", "--url", f"{server}/{{country}}.zip"]) == 0
    out = capsys.readouterr().out
    assert "CC BY 4.0" in out
    assert sorted(each.name for each in (own_folder / "gazetteer" / "AF").iterdir()) == [
        "SOURCES.toml", "names.tsv", "places.tsv",
    ]  # fmt: skip
    assert main(["gazetteer", "list"]) == 0
    assert f"{server}/AF.zip" in capsys.readouterr().out
    assert main(["geocode", "Zargaran Kalay"]) == 0
    assert json.loads(capsys.readouterr().out)["place"]["place_id"] == "geonames:9000001"
    assert main(["geocode", "Zargaran Kalay", "--no-installed"]) == 0
    assert json.loads(capsys.readouterr().out)["place"] is None
    assert main(["gazetteer", "remove", "af"]) == 0
    assert main(["gazetteer", "remove", "af"]) == 2
    assert main(["gazetteer", "list"]) == 0
    assert "Nothing is installed" in capsys.readouterr().out


@pytest.mark.parametrize("address", ["{server}/missing.zip", "{server}/away", "file:///etc/passwd", "ftp://127.0.0.1/"])
def test_addresses_that_do_not_answer_or_lead_away_are_errors(
    own_folder: Path, server: str, address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """No file, no FTP, no redirect out of the web: one line, nothing installed."""
    assert main(["gazetteer", "install", "AF", "--url", address.format(server=server)]) == 2
    assert capsys.readouterr().err.startswith("conflictmap: Expected")
    assert list((own_folder / "gazetteer").iterdir()) == []


def test_the_addresses_in_help_are_the_installers_own() -> None:
    """The command shows addresses without loading the installers; they are the same."""
    assert install_command.GEONAMES_URL == installed.DUMP_URL
    assert install_command.GEOBOUNDARIES_URL == boundary_sets.API_URL


def test_bad_rows_are_exit_status_1(own_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A dump with broken rows is installed, and the command says what was not read."""
    path = write_dump(tmp_path / "AF.zip", [*ROWS, BROKEN["look swapped"]])
    assert main(["gazetteer", "install", "AF", "--file", str(path)]) == 1
    assert "AF.txt:14: broken_row" in capsys.readouterr().err
    assert own_folder.is_dir()


def test_a_broken_installed_set_is_named(own_folder: Path, tmp_path: Path) -> None:
    """A damaged folder says which one it is and how to be rid of it."""
    install(tmp_path, ROWS)
    (own_folder / "gazetteer" / "AF" / "names.tsv").unlink()
    with pytest.raises(UsageError, match="gazetteer remove AF"):
        default_gazetteer()


def test_the_switch_and_its_spelling(own_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """CONFLICTMAP_INSTALLED=none shuts the installed set off; another value is misuse, not a silent yes."""
    install(tmp_path, ROWS)
    monkeypatch.setenv("CONFLICTMAP_INSTALLED", "none")
    assert ids(default_gazetteer(), "Zargaran Kalay") == []
    assert installed.describe_gazetteer() == ["bundled"]
    monkeypatch.setenv("CONFLICTMAP_INSTALLED", "off")
    with pytest.raises(UsageError, match="CONFLICTMAP_INSTALLED"):
        default_gazetteer()
    assert own_folder.is_dir()


def test_the_manifest_says_which_gazetteer_answered(own_folder: Path, tmp_path: Path) -> None:
    """Two machines with other gazetteers differ in the manifest too, and the page credits what was installed."""
    (tmp_path / "a.md").write_text("KABUL, Aug. 8, 2021 - The Taliban seized Kunduz on Sunday.", encoding="utf-8")
    done = install(tmp_path, ROWS)
    for name, more in (("with", []), ("without", ["--no-installed"])):
        assert main(["map", str(tmp_path / "a.md"), "-o", str(tmp_path / name), *more]) == 0
    settings = {
        name: json.loads((tmp_path / name / "manifest.json").read_text(encoding="utf-8"))["settings"]
        for name in ("with", "without")
    }
    assert settings["with"]["gazetteer"] == ["bundled", f"AF {done.receipt.digest}"]
    assert settings["without"]["gazetteer"] == ["bundled"]
    assert settings["without"]["boundaries"] == ["bundled"]
    pages = {name: (tmp_path / name / "map.html").read_text(encoding="utf-8") for name in settings}
    assert "Village names: GeoNames" in pages["with"]
    assert "Village names: GeoNames" not in pages["without"]
    assert own_folder.is_dir()


def test_a_large_dump_loads_quickly(own_folder: Path, tmp_path: Path) -> None:
    """40,000 villages: the merged gazetteer answers its first name, with all names indexed, in about 0.4 s of work."""
    rows = [dump_row(19_100_000 + n, f"Kalay{n // 26} {chr(97 + n % 26)}gul", 68.8, 36.8) for n in range(40_000)]
    assert install(tmp_path, rows).receipt.counts["new"] == 40_000
    code = (
        "import time; from geo.gazetteer.table import default_gazetteer as d; start = time.process_time();"
        "g = d(); assert g.lookup('Kalay7 bgul') and g.index_of('kalay7 bgul'); print(time.process_time() - start)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert float(ran.stdout) < 0.8  # twice what is wanted: other work may share the machine
    assert own_folder.is_dir()


def test_an_encrypted_archive_is_refused(own_folder: Path, tmp_path: Path) -> None:
    """An archive that needs a password is told as such."""
    path = write_dump(tmp_path / "AF.zip", ROWS)
    content = bytearray(path.read_bytes())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)
    assert zipfile.is_zipfile(path)
    with pytest.raises(SourceError, match="encrypted"):
        installed.install("AF", measure_spots, file=path)
    assert list((own_folder / "gazetteer").iterdir()) == []
