"""Files in the publishers' own layouts are counted as pandas counts them; HXL tags describe a table by themselves."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

import conflictmap
from conflictmap.cli import main
from geo.errors import UsageError
from tests.feed_files import columns, gdelt, text, ucdp

if TYPE_CHECKING:
    from pathlib import Path

TOWNS = {
    "AF-KDZ": (68.868, 36.728, "Kunduz province", "AF24"),
    "AF-KAN": (65.7, 31.61, "Kandahar province", "AF23"),
    "AF-HER": (62.2, 34.35, "Herat province", "AF11"),
    "AF-GHA": (68.43, 33.55, "Ghazni province", "AF08"),
}


def counted(found: pd.DataFrame, by: list[str]) -> dict[Any, tuple[int, ...]]:
    return {
        key: tuple(int(each) for each in row)
        for key, row in zip(found.set_index(by).index, found.drop(columns=by).to_numpy(), strict=True)
    }


def counts_of(result: conflictmap.Result, extra: str) -> dict[Any, tuple[int, ...]]:
    table: Any = result.scene.feeds[0].counts
    frame = table.to_pandas()
    frame["day"] = frame["day"].astype(str)
    summed = frame.groupby(["iso_3166_2", "day", "code"], as_index=False)[["rows", extra]].sum()
    return counted(summed, ["iso_3166_2", "day", "code"])


def made_ucdp() -> list[dict[str, Any]]:
    """Four hundred rows in four provinces, a quarter of them abroad, of three types of violence."""
    rows = []
    for n in range(400):
        code = list(TOWNS)[n % 4]
        lon, lat, province, _ = TOWNS[code]
        told: dict[str, Any] = {
            "longitude": lon,
            "latitude": lat,
            "adm_1": province,
            "type_of_violence": 1 + n % 3,
            "best": n % 5,
        }
        told |= {"date_start": f"2021-08-{1 + n % 9:02}", "date_end": f"2021-08-{1 + n % 9:02}", "low": 0, "high": 9}
        if n % 7 == 0:
            told |= {"country": "Pakistan", "country_id": 770, "longitude": 71.5, "latitude": 34.0, "adm_1": "NWFP"}
        rows.append(ucdp(n, **told) | {"ours": code})
    return rows


@pytest.mark.parametrize("older", [False, True])
def test_ged_is_counted_as_a_group_by_counts_it(tmp_path: Path, *, older: bool) -> None:
    """The layout of today and the names of before version 17: rows and dead by province, day and type."""
    rows, names = made_ucdp(), columns("ucdp", 1 if older else 0)
    table = pd.DataFrame(rows)
    content = text(names, rows)
    if older:
        head, _, body = content.partition("\n")
        for name in ("best", "high", "low"):
            head = head.replace(f",{name}", f",{name}_est")
        content = f"{head}\n{body}"
    (tmp_path / "GEDEvent.csv").write_text(content, encoding="utf-8")
    found = counts_of(conflictmap.feed("ucdp", tmp_path / "GEDEvent.csv"), "fatalities_best")
    home = table[table["country"] == "Afghanistan"].assign(code=lambda each: each["type_of_violence"].astype(str))
    grouped = home.groupby(["ours", "date_end", "code"], as_index=False).agg(rows=("id", "size"), dead=("best", "sum"))
    assert found == counted(grouped, ["ours", "date_end", "code"])


def test_gdelt_is_counted_as_a_group_by_counts_it(tmp_path: Path) -> None:
    """An export without a header, zipped as it is published: rows and mentions by province, day and root."""
    rows = []
    for n in range(300):
        code = list(TOWNS)[n % 4]
        lon, lat, _, fips = TOWNS[code]
        told: dict[str, Any] = {
            "ActionGeo_ADM1Code": fips,
            "ActionGeo_Long": lon,
            "ActionGeo_Lat": lat,
            "NumMentions": n % 6,
        }
        told |= {"EventRootCode": f"{1 + n % 20:02}", "SQLDATE": f"202108{1 + n % 9:02}"}
        if n % 5 == 0:
            told |= {"ActionGeo_CountryCode": "US", "ActionGeo_ADM1Code": "USDC"}
        rows.append(gdelt(n, **told) | {"ours": code})
    with zipfile.ZipFile(tmp_path / "20210808.export.CSV.zip", "w") as archive:
        archive.writestr("20210808.export.CSV", text(columns("gdelt"), rows, delimiter="\t", header=False))
    found = counts_of(conflictmap.feed("gdelt", tmp_path / "20210808.export.CSV.zip"), "mentions")
    table = pd.DataFrame(rows)
    home = table[table["ActionGeo_CountryCode"] == "AF"].assign(
        day=lambda each: pd.to_datetime(each["SQLDATE"]).astype(str)
    )
    by = ["ours", "day", "EventRootCode"]
    grouped = home.groupby(by, as_index=False).agg(rows=("NumMentions", "size"), mentions=("NumMentions", "sum"))
    assert found == counted(grouped, by)


HXL = """Fecha,Tipo,Lat,Lon,Muertos,Provincia
#date+occurred,#event+type,#geo+lat,#geo+lon,#affected+killed,#adm1+name
2021-08-08,Armed clash,36.728,68.868,3,Kunduz
2021-08-08,Armed clash,36.728,68.868,at least 2,Kunduz
2021-08-09,bombing,31.61,65.7,,Kandahar
2021-08-09,Parade,31.61,65.7,0,Kandahar
"""


def test_a_table_that_describes_itself(tmp_path: Path) -> None:
    """As HDX has them: the tags alone say what the columns are, and words of ACLED and of ours what happened."""
    (tmp_path / "hdx.csv").write_text(HXL, encoding="utf-8")
    result = conflictmap.feed("csv", tmp_path / "hdx.csv")
    table = pd.read_csv(io.StringIO(HXL), skiprows=[1])
    grouped: Any = table.groupby(["Fecha", "Tipo"]).size()
    found = {key[1:]: value[0] for key, value in counts_of(result, "fatalities_best").items()}
    assert found == {(str(day), what): int(size) for (day, what), size in grouped.items()}
    assert sorted(each.event_type.value for each in result.events) == ["armed_clash", "armed_clash", "bombing"]
    assert sorted((each.fatalities.low or 0, each.fatalities.high) for each in result.events) == [
        (0, None),
        (2, None),
        (3, 3),
    ]


def test_a_table_without_tags_wants_a_mapping(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A table that neither tags nor a mapping describe is refused with both ways out."""
    (tmp_path / "a.csv").write_text("Date,What\n2021-08-08,IED\n", encoding="utf-8")
    assert main(["feed", "csv", str(tmp_path / "a.csv"), "-o", str(tmp_path / "out")]) == 2
    said = capsys.readouterr().err
    assert "--map FILE.toml" in said
    assert "HXL" in said
    with pytest.raises(UsageError, match="--map"):
        conflictmap.feed("csv", tmp_path / "a.csv")
