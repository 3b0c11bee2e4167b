"""Notebooks, progress, folders, and the expressions of polars."""

from decimal import Decimal
from pathlib import Path

import duibiao
import duibiao.polars
import polars as pl
import pytest
from test_rows import ROOT

TEXTS = ["今年计划疏浚塘坝48口，目前已疏浚31口。", None, "没有数字。", "计划修路5公里，已完成2公里。计划植树30亩，已完成12亩。"]


def test_a_notebook_shows_people_what_they_look_at_and_nothing_runs_in_it() -> None:
    report = duibiao.Document("今年计划疏浚<script>塘坝48口，目前已疏浚31口。", name="x.txt")
    page = duibiao.extract(report)._repr_html_()
    assert page.startswith("<table") and "64.6%" in page and ">完成率<" in page
    assert "<script>" not in page and "row_id" not in page
    many = duibiao.extract(ROOT / "seeds/pds-2023h1.txt")
    assert many._repr_html_().count("<tr>") == 31 and f"{len(many) - 30} more rows" in many._repr_html_()
    assert ">组" not in many.rollup()._repr_html_() and "合计" in many.rollup()._repr_html_()
    assert duibiao.extract([])._repr_html_().startswith("<table")


def test_progress_is_told_in_this_thread_and_can_stop_the_work() -> None:
    documents = [duibiao.Document(TEXTS[0])] * 5
    heard: list[tuple[int, int]] = []
    table = duibiao.extract(documents, jobs=2, progress=lambda done, whole: heard.append((done, whole)))
    assert heard == [(done, 5) for done in range(1, 6)] and len(table) == 5

    def stop(done: int, whole: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        duibiao.extract(documents * 20, jobs=1, progress=stop)
    with pytest.raises(TypeError):
        duibiao.extract(documents, progress=5)  # type: ignore[arg-type]


def test_a_folder_is_walked_as_by_the_command_line(tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    for name in ("b.txt", "below/c.md", ".hidden.txt", "picture.png", "a.zzz"):
        (tmp_path / name).write_text(TEXTS[0] or "")
    (tmp_path / "own.csv").write_text("row_id,source,report_title\n")
    found = duibiao.documents(tmp_path)
    assert [Path(str(path)).name for path in found] == ["b.txt", "c.md", "own.csv", "picture.png"]
    table = duibiao.extract(found, errors="keep")
    assert len(table) == 3 and "duibiao wrote" in table.errors[0].reason
    with pytest.raises(duibiao.Error, match="the pattern fits no file"):
        duibiao.documents(tmp_path / "*.docx")


def test_an_expression_gives_the_rows_of_each_text() -> None:
    frame = pl.DataFrame({"at": range(4), "text": TEXTS})
    for given in (frame, frame.with_columns(pl.col("text").cast(pl.Binary))):
        rows = given.with_columns(rows=pl.col("text").duibiao.extract())
        assert rows.schema["rows"] == duibiao.polars.ROWS
        assert rows["rows"].list.len().to_list() == [1, None, 0, 2]
        flat = rows.explode("rows").unnest("rows").filter(pl.col("indicator").is_not_null())
        assert flat.select("at", "completion_ratio").rows() == [
            (0, Decimal("0.645833333333")),
            (3, Decimal("0.4")),
            (3, Decimal("0.4")),
        ]
    whole = duibiao.extract(duibiao.Document(TEXTS[3] or "")).to_polars()
    assert rows["rows"][3].struct.unnest().equals(whole)


def test_an_expression_works_lazily_in_groups_and_on_nothing() -> None:
    lazy = pl.LazyFrame({"group": ["a", "b", "a", "b"], "text": TEXTS})
    query = lazy.select("group", pl.col("text").duibiao.extract(all=True).list.len().alias("rows"))
    assert query.collect()["rows"].to_list() == [1, None, 0, 2]
    summed = query.group_by("group", maintain_order=True).agg(pl.col("rows").sum()).collect()
    assert summed.rows() == [("a", 1), ("b", 2)]
    over = lazy.select(pl.col("text").duibiao.extract().list.len().over("group")).collect()
    assert over["text"].to_list() == [1, None, 0, 2]
    none = pl.DataFrame({"text": []}, schema={"text": pl.String}).select(pl.col("text").duibiao.extract())
    assert none.shape == (0, 1) and none.schema["text"] == duibiao.polars.ROWS


def test_quantities_are_an_expression_too() -> None:
    found = pl.DataFrame({"text": ["投资1.26亿元", None, ""]}).select(pl.col("text").duibiao.scan())["text"]
    assert found.dtype == duibiao.polars.QUANTITIES
    assert found.list.len().to_list() == [1, None, 0]
    assert found[0].struct.field("value").to_list() == [Decimal(126_000_000)]


def test_a_text_that_cannot_be_read_stops_the_query_or_is_null() -> None:
    frame = pl.DataFrame({"text": [TEXTS[0], " "]})
    with pytest.raises(pl.exceptions.ComputeError, match="it is empty"):
        frame.select(pl.col("text").duibiao.extract())
    kept = frame.select(pl.col("text").duibiao.extract(errors="keep"))["text"]
    assert kept.list.len().to_list() == [1, None]
    with pytest.raises(pl.exceptions.ComputeError, match="no column of documents"):
        pl.DataFrame({"n": [1]}).select(pl.col("n").duibiao.extract())
    with pytest.raises(pl.exceptions.ComputeError, match="inverse or linear"):
        frame.head(1).select(pl.col("text").duibiao.extract(at_most="half"))
