"""Reads every format of one table with other software, and compares rows and values with the CSV.

usage: check.py FOLDER   where table.csv, .xlsx, .parquet, .arrow, .json, .ndjson, .sqlite stand
       check.py --there  says whether the software is there
"""

import json
import sqlite3
import sys
from decimal import Decimal
from pathlib import Path

import duckdb
import openpyxl
import pandas
import pyarrow
import pyarrow.ipc
import pyarrow.parquet


def plain(value):
    """A value as the CSV writes it: no value is empty, decimals without trailing zeros."""
    if value is None or value != value:
        return ""
    if isinstance(value, Decimal):
        text = f"{value:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    return str(value)


def compare(name, rows, wanted, columns, close=()):
    """Every cell of every row; `close` columns are floats there, and agree to 15 digits."""
    assert len(rows) == len(wanted), f"{name}: {len(rows)} rows, the CSV has {len(wanted)}"
    for number, (row, want) in enumerate(zip(rows, wanted)):
        for column in columns:
            got, expected = plain(row[column]), want[column]
            # An apostrophe before `=` keeps a spreadsheet from calculating; other formats need none.
            same = got in (expected, expected[1:] if expected[:1] == "'" else expected)
            if not same and column in close and got and expected:
                same = abs(Decimal(got) - Decimal(expected)) <= abs(Decimal(expected)) * Decimal("1e-14")
            assert same, f"{name}: row {number}, {column}: {got!r} is not {expected!r}"
    print(f"{name}: {len(rows)} rows agree")


# Numbers of the sheet of all columns that stand in the unit of the goal, and not in the common one.
OWN = ["implied_target_low", "implied_target_high", "gap", "required_per_month", "forecast"]


def common(row, column, value):
    """A number of the sheet in the common unit of its row, as the CSV has it, with how far rounding may be off."""
    for written, known in [("target_value", "target"), ("actual_value", "actual")]:
        if row[written] and row[known] and Decimal(row[written]):
            factor = Decimal(row[known]) / Decimal(row[written])
            return value * factor, abs(factor) * Decimal("0.00005")
    return value, Decimal("0.00005")


def main(folder):
    csv = pandas.read_csv(folder / "table.csv", dtype=str, keep_default_na=False)
    columns, wanted = list(csv.columns), csv.to_dict("records")
    assert wanted, "the table has rows"
    schema = {field["name"]: field for field in json.loads((folder / "schema.json").read_text())["fields"]}
    assert list(schema) == columns, "the schema names the columns of the CSV"
    decimals = {name for name, field in schema.items() if field["type"] == "number"}

    parquet = pyarrow.parquet.read_table(folder / "table.parquet")
    with pyarrow.ipc.open_file(folder / "table.arrow") as reader:
        arrow = reader.read_all()
    for name, table in [("parquet (pyarrow)", parquet), ("arrow (pyarrow)", arrow)]:
        for column in columns:
            kind = table.schema.field(column).type
            if column in decimals:
                assert pyarrow.types.is_decimal(kind), f"{name}: {column} is {kind}"
            if schema[column]["type"] == "date":
                assert pyarrow.types.is_date(kind), f"{name}: {column} is {kind}"
        compare(name, table.to_pylist(), wanted, columns)

    duck = duckdb.sql(f"SELECT * FROM read_parquet('{folder / 'table.parquet'}')")
    compare("parquet (duckdb)", [dict(zip(duck.columns, row)) for row in duck.fetchall()], wanted, columns)

    def numbers(text):
        return json.loads(text, parse_float=Decimal, parse_int=Decimal)

    compare("json", numbers((folder / "table.json").read_text()), wanted, columns)
    lines = (folder / "table.ndjson").read_text().splitlines()
    compare("ndjson", [numbers(line) for line in lines], wanted, columns)

    base = sqlite3.connect(folder / "table.sqlite")
    base.row_factory = sqlite3.Row
    assert base.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    rows = [dict(row) for row in base.execute("SELECT * FROM fact_progress ORDER BY rowid")]
    compare("sqlite", rows, wanted, columns)
    for row in rows:
        for column in decimals:
            text, real = row[column], row[column + "_real"]
            assert (text is None) == (real is None) and (text is None or abs(float(text) - real) <= abs(real) * 1e-15)
    goals = sum(1 for row in wanted if row["target_value"])
    assert base.execute("SELECT COUNT(*) FROM goals").fetchone()[0] == goals
    codes = sum(len(row["findings"].split(";")) for row in wanted if row["findings"])
    assert base.execute("SELECT COUNT(*) FROM findings").fetchone()[0] == codes
    for view in ["v_completion", "v_open", "v_to_check", "v_section", "v_body"]:
        base.execute(f"SELECT * FROM {view}").fetchall()

    book = openpyxl.load_workbook(folder / "table.xlsx")
    names = ["汇总", "完成率", "未报数", "待核对", "说明", "明细"]
    assert [name for name in book.sheetnames if name in names] == names, book.sheetnames
    sheet = book["明细"]
    heads = [cell.value for cell in sheet[1]]
    titles = {schema[column]["title"]: column for column in columns}
    assert set(heads) <= set(titles), heads
    # Codes stand there in words; numbers, dates and the words of the report are those of the table.
    words = ["task_no", "indicator", "section", "status", "goal_text", "figure_text"]
    shown = [titles[head] for head in heads]
    typed = [name for name in shown if schema[name]["type"] != "string" and name != "target_met"]
    read = [name for name in shown if name in words or name in typed and name not in OWN]
    rows = []
    for cells in sheet.iter_rows(min_row=2):
        row = dict(zip(shown, (cell.value for cell in cells)))
        for column in [*read, *(name for name in OWN if name in shown)]:
            value, kind = row[column], schema[column]["type"]
            if kind == "date" and value is not None:
                row[column] = value.date()
            if kind in ("number", "integer") and value is not None:
                assert isinstance(value, (int, float)), f"xlsx: {column} is text: {value!r}"
                row[column] = Decimal(repr(value))
        want = wanted[len(rows)]
        for column in OWN:
            if row.get(column) is not None:
                got, close = common(want, column, row[column])
                assert abs(got - Decimal(want[column])) <= close, f"xlsx: {column}: {got} is not {want[column]}"
            else:
                assert column not in shown or not want[column], f"xlsx: {column} lacks {want[column]}"
        rows.append(row)
    # What is left out says nothing in any row, or the same in all.
    for column in set(columns) - set(shown) - {"row_id", "status_code", "rule", "unit", "target", "actual"}:
        known = {row[column] for row in wanted}
        assert len(known) == 1 or column.endswith(("_start", "_end")), f"xlsx lacks {column}: {known}"
    compare("xlsx (openpyxl)", rows, wanted, read, close=decimals)
    kinds = [row["kind"] for row in wanted]
    assert book["未报数"].max_row - 1 == kinds.count("open")
    assert book["完成率"].max_row - 1 == len(kinds) - kinds.count("figure")
    rates = book["完成率"]
    assert rates.freeze_panes and rates.auto_filter.ref and rates.conditional_formatting
    assert any(cell.hyperlink for cells in rates.iter_rows(min_row=2) for cell in cells)


if __name__ == "__main__":
    if sys.argv[1:] != ["--there"]:
        main(Path(sys.argv[1]))
