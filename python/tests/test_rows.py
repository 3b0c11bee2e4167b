"""The rows are those of the command line, in every kind of table."""

import csv
import io
import os
import subprocess
from datetime import date
from decimal import Decimal
from pathlib import Path

import duibiao
import pandas
import polars
import pyarrow
import pytest

ROOT = Path(__file__).parents[2]
SEEDS = ["pds-2023h1.txt", "livelihood.html", "news.txt", "self-evaluation.csv", "months/2024-06.md"]
OPTIONS = {
    "plain": ([], {}),
    "all": (["--all", "--growth-ratio", "--at-most", "linear"], {"all": True, "growth_ratio": True, "at_most": "linear"}),
    "days": (["--pace", "days", "--profile", "binary"], {"pace": "days", "profile": "binary"}),
}


def program() -> Path:
    """The command line that `cargo build` made."""
    path = Path(os.environ.get("DUIBIAO", ROOT / "target/debug/duibiao"))
    if not path.exists():
        pytest.skip("no duibiao: cargo build, or name one in DUIBIAO")
    return path


def exported(arguments: list[str]) -> list[dict[str, str]]:
    """The rows of a CSV that the command line writes in the folder of the project."""
    run = subprocess.run([program(), "extract", "--format", "csv", *arguments], cwd=ROOT, capture_output=True, check=True)
    return list(csv.DictReader(io.StringIO(run.stdout.decode())))


def plain(value: object) -> str:
    """A value as the CSV writes it."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        text = f"{value:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    return str(value)


def same(rows: list[dict[str, object]], wanted: list[dict[str, str]]) -> None:
    assert len(rows) == len(wanted) > 0
    for row, want in zip(rows, wanted):
        assert list(row) == list(want)
        # An apostrophe keeps a spreadsheet from calculating; other tables need none.
        unquoted = {name: cell[1:] if cell[:2] in ("'=", "'+", "'-", "'@") else cell for name, cell in want.items()}
        assert {name: plain(value) for name, value in row.items()} == unquoted


@pytest.mark.parametrize("choice", OPTIONS)
def test_rows_are_those_of_the_command_line(choice: str, monkeypatch: pytest.MonkeyPatch) -> None:
    flags, options = OPTIONS[choice]
    monkeypatch.chdir(ROOT)
    paths = [f"seeds/{name}" for name in SEEDS]
    wanted = exported([*flags, *paths])
    for jobs in (1, 3):
        table = duibiao.extract(paths, jobs=jobs, **options)
        same(table.rows(), wanted)
    same(duibiao.extract(Path(paths[0]), **options).rows(), exported([*flags, paths[0]]))


def test_goals_of_a_plan_are_measured_as_on_the_command_line(tmp_path: Path) -> None:
    plan, report = "2024年工作计划\n1.全年新建桥梁17座。\n", "2024年上半年工作进展\n1.截至6月底,新建桥梁9座。\n"
    (tmp_path / "plan.txt").write_text(plan)
    (tmp_path / "report.txt").write_text(report)
    wanted = exported(["--goals", str(tmp_path / "plan.txt"), str(tmp_path / "report.txt")])
    assert [row["kind"] for row in wanted] == ["paired"]
    table = duibiao.extract(tmp_path / "report.txt", goals=tmp_path / "plan.txt")
    same(table.rows(), wanted)
    texts = duibiao.extract(duibiao.Document(report, name="r.txt"), goals=duibiao.Document(plan, name="p.txt"))
    assert texts.rows()[0]["completion_ratio"] == table.rows()[0]["completion_ratio"]
    assert texts.rows()[0]["goal_source"] == "p.txt"


def test_a_path_its_bytes_and_its_text_give_the_same_rows() -> None:
    path = ROOT / "seeds/livelihood.html"
    from_path = duibiao.extract(path, name="livelihood.html").rows()
    assert from_path
    assert duibiao.extract(path.read_bytes(), name="livelihood.html").rows() == from_path
    assert duibiao.extract(bytearray(path.read_bytes()), name="livelihood.html").rows() == from_path
    text = duibiao.Document(path.read_text(encoding="utf-8"), name="livelihood.html")
    assert duibiao.extract(text).rows() == from_path
    assert duibiao.extract(iter([text])).rows() == from_path


def test_a_text_in_another_encoding_is_read_where_it_is_named() -> None:
    text = "今年计划疏浚塘坝48口，目前已疏浚31口。"
    assert duibiao.extract(text.encode("gb18030"), encoding="gb18030").rows() == duibiao.extract(text.encode()).rows()
    with pytest.raises(duibiao.Error, match="klingon"):
        duibiao.extract(text.encode(), encoding="klingon")


def test_every_kind_of_table_holds_the_same_exact_values() -> None:
    table = duibiao.extract(ROOT / "seeds/pds-2023h1.txt")
    rows = table.rows()
    kinds = {column["name"]: column["type"] for column in duibiao.columns()}
    assert list(kinds) == table.columns == list(rows[0])

    arrow = table.to_arrow()
    assert arrow.to_pylist() == rows
    for field in arrow.schema:
        wanted = {
            "str": pyarrow.large_string(),
            "int": pyarrow.int64(),
            "Decimal": pyarrow.decimal128(38, 12),
            "date": pyarrow.date32(),
        }
        assert field.type == wanted[kinds[field.name]], field

    frame = table.to_polars()
    assert frame.to_dicts() == rows
    assert frame.schema["completion_ratio"] == polars.Decimal(38, 12)

    data = table.to_pandas()
    assert data["completion_ratio"].dtype == pandas.ArrowDtype(pyarrow.decimal128(38, 12))
    assert data["completion_ratio"].sum() == sum(row["completion_ratio"] or 0 for row in rows)
    objects = table.to_pandas(types_mapper=None)
    assert isinstance(objects["completion_ratio"].dropna().iloc[0], Decimal)
    assert isinstance(objects["as_of"].dropna().iloc[0], date)
    # A table can be taken as often as one likes.
    assert pyarrow.table(table).equals(arrow)


def test_no_rows_are_a_table_with_every_column() -> None:
    for documents in ([], [duibiao.Document("没有数字。")]):
        table = duibiao.extract(documents)
        assert len(table) == 0 and table.rows() == []
        assert table.to_arrow().shape == (0, len(table.columns))
        assert table.to_polars().columns == table.columns
