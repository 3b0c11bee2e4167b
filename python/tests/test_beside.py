"""Corrections, findings, comparisons, roll-ups, explanations and ledgers are those of the command line."""

import csv
import io
import json
import subprocess
from datetime import date
from decimal import Decimal
from pathlib import Path

import duibiao
import pytest
from test_rows import ROOT, plain, program

MAY, JUNE = (str(ROOT / f"seeds/months/2024-{month}.md") for month in ("05", "06"))
HALF = duibiao.Document("2024年上半年工作进展\n今年计划疏浚塘坝48口，截至6月底已疏浚31口。", name="half.txt")
DECISIONS = """version = 1
[[accept]]
figure = { quote = "目前已疏浚31口", number = "31口" }
by = "李敏"
on = 2026-07-08
why = "核对过"
"""
PONDS = duibiao.Document("今年计划疏浚塘坝48口，目前已疏浚31口。", name="ponds.txt")


def told(arguments: list[str], codes: tuple[int, ...] = (0,)) -> str:
    """What the command line writes."""
    run = subprocess.run([program(), *arguments], cwd=ROOT, capture_output=True, check=False)
    assert run.returncode in codes, run.stderr.decode()
    return run.stdout.decode()


def same(grid: duibiao.Grid, text: str) -> None:
    wanted = list(csv.DictReader(io.StringIO(text)))
    assert len(grid) == len(wanted) > 0
    for row, want in zip(grid.rows(), wanted):
        assert {name: plain(value) for name, value in row.items()} == {name: cell for name, cell in want.items()}


def test_decisions_are_applied_before_rows_are_measured(tmp_path: Path) -> None:
    (tmp_path / "decided.toml").write_text(DECISIONS)
    for corrections in (tmp_path / "decided.toml", duibiao.Document(DECISIONS), [DECISIONS.encode()]):
        [row] = duibiao.extract(PONDS, corrections=corrections).rows()
        assert (row["review"], row["certainty"], row["completion_ratio"]) == ("accepted", 1, Decimal("0.645833333333"))
    assert duibiao.extract(PONDS).rows()[0]["review"] is None


def test_decisions_that_fit_nothing_are_noted_and_those_with_faults_are_refused() -> None:
    stale = DECISIONS.replace("疏浚31口", "疏浚32口").replace('"31口"', '"32口"')
    [note] = duibiao.extract(PONDS, corrections=duibiao.Document(stale, name="old.toml")).notes
    assert (note.severity, note.file, note.line) == ("warning", "old.toml", 2)
    for text, line, said in [(DECISIONS.replace("by =", "bye ="), 4, "bye"), ("version = 9\n", 1, "version")]:
        with pytest.raises(duibiao.Error, match=said) as caught:
            duibiao.extract(PONDS, corrections=duibiao.Document(text, name="c.toml"))
        assert (caught.value.file, caught.value.line) == ("c.toml", line) and caught.value.__notes__
    with pytest.raises(duibiao.Error, match="no-such.toml: there is no such file"):
        duibiao.extract(PONDS, corrections="no-such.toml")
    with pytest.raises(duibiao.Error, match="no UTF-8.*save them as UTF-8"):
        duibiao.extract(PONDS, corrections=b"\xff")


@pytest.mark.parametrize("report, against", [(str(ROOT / "seeds/pds-2023h1.txt"), None), (JUNE, MAY)])
def test_findings_are_those_of_the_command_line(report: str, against: str | None) -> None:
    flags = [] if against is None else ["--against", against]
    wanted = json.loads(told(["check", report, "--format", "json", "--fail-on", "never", *flags]))
    found = duibiao.check(report, against=against)
    assert len(found) == len(wanted) > 0
    for finding, want in zip(found, wanted):
        assert vars(finding) == {name: want[name] for name in vars(finding)}
    table = duibiao.extract(report)
    assert duibiao.check(table, against=against) == found == duibiao.check([table], against=against)


def test_two_reports_that_contradict_each_other_are_told() -> None:
    one = duibiao.Document("乙市住建局2024年上半年工作总结\n改造老旧小区14个,完成年度目标30个的46.7%。", name="one.txt")
    other = duibiao.Document("乙市发改委2024年上半年计划执行情况\n改造老旧小区12个,完成年度目标30个的40%。", name="other.txt")
    codes = [finding.code for finding in duibiao.check([one, other])]
    assert "C06" in codes and "C06" not in [finding.code for finding in duibiao.check(one)]


def test_changes_are_those_of_the_command_line(tmp_path: Path) -> None:
    wanted = told(["compare", MAY, JUNE, "-o", str(tmp_path / "c.csv")]) or (tmp_path / "c.csv").read_text()
    changes = duibiao.compare(MAY, JUNE)
    same(changes, wanted)
    (tmp_path / "may.csv").write_text(told(["extract", MAY, "--all", "--format", "csv"]))
    for old in (tmp_path / "may.csv", duibiao.extract(MAY), Path(MAY).read_bytes()):
        assert [row["change"] for row in duibiao.compare(old, JUNE).rows()] == [row["change"] for row in changes.rows()]
    assert len(duibiao.compare(MAY, MAY)) == 0 < len(duibiao.compare(MAY, MAY, unchanged=True))
    assert changes.to_polars().schema["actual_delta"].is_decimal()
    with pytest.raises(duibiao.Error, match="gone.txt"):
        duibiao.compare("gone.txt", JUNE)
    (tmp_path / "cut.csv").write_text("row_id,source,kind\n1,a.txt,open\n")
    with pytest.raises(duibiao.Error, match="duibiao wrote"):
        duibiao.compare(tmp_path / "cut.csv", JUNE)


@pytest.mark.parametrize("how", ["rollup", "matrix", "ranking"])
def test_groups_are_those_of_the_command_line(how: str, tmp_path: Path) -> None:
    report = str(ROOT / "seeds/livelihood.html")
    flag = f"--{how}=section" if how != "rollup" else "--rollup"
    flags = [flag] if how != "rollup" else [flag, "section"]
    told(["extract", report, *flags, "-o", str(tmp_path / "g.csv")])
    table = duibiao.extract(report)
    grid = getattr(table, how)("section")
    wanted = list(csv.DictReader(io.StringIO((tmp_path / "g.csv").read_text())))
    assert len(grid) == len(wanted)
    assert [list(map(plain, row.values())) for row in grid.rows()] == [list(row.values()) for row in wanted]
    with pytest.raises(duibiao.Error, match="section, scope, source or body"):
        getattr(table, how)("colour")


def test_numbers_are_explained_as_on_the_command_line() -> None:
    wanted = json.loads(told(["explain", JUNE, "--format", "json"]))["tasks"]
    tasks = duibiao.explain(JUNE)
    assert [task["numbers"] for task in tasks] == [task["numbers"] for task in wanted]
    assert [task["task"] for task in tasks] == [task["task"] for task in wanted]
    for task, want in zip(tasks, wanted):
        assert [row["row_id"] for row in task["rows"]] == [row["row_id"] for row in want["rows"]]
    number = wanted[1]["task_no"]
    assert duibiao.explain(JUNE, task=number) == [task for task in tasks if task["task_no"] == number]
    with pytest.raises(duibiao.Error, match="no number in a task `99`: its tasks are"):
        duibiao.explain(JUNE, task="99")


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ledger") / "town.db"
    told(["ledger", "add", "--db", str(path), "--body", "清岩县", MAY, JUNE])
    return path


def test_months_of_a_ledger_are_read(ledger: Path, tmp_path: Path) -> None:
    town = duibiao.Ledger(ledger)
    assert [(month.body, month.period, month.version) for month in town.months()] == [
        ("清岩县", "2024-01/2024-05", 1),
        ("清岩县", "2024-H1", 1),
    ]
    assert town.months("无此县") == []
    told(["ledger", "export", "--db", str(ledger), "-o", str(tmp_path / "long.csv")])
    wanted = list(csv.DictReader(io.StringIO((tmp_path / "long.csv").read_text())))
    assert [row["row_id"] for row in town.rows().rows()] == [row["row_id"] for row in wanted]
    assert list(town.rows().rows()[0]) == list(wanted[0])
    june = town.month("2024-H1")
    assert len(june) == town.months()[1].rows and len(june.rollup()) > 1
    assert len(town.rows(known_on=date(2000, 1, 1))) == 0
    changes = duibiao.compare(town.month("2024-01/2024-05"), june)
    assert [row["change"] for row in changes.rows()] == [row["change"] for row in duibiao.compare(MAY, JUNE).rows()]
    assert len(town.trend("公共停车位")) == 2


def test_what_a_ledger_does_not_have_is_told(ledger: Path, tmp_path: Path) -> None:
    town = duibiao.Ledger(ledger)
    with pytest.raises(duibiao.Error, match="there is no period `2019-01`.*2024-H1"):
        town.month("2019-01")
    with pytest.raises(duibiao.Error, match="`June` is no period"):
        town.month("June")
    with pytest.raises(duibiao.Error, match="there is no goal `大熊猫`"):
        town.trend("大熊猫")
    with pytest.raises(duibiao.Error, match="there is no such file"):
        duibiao.Ledger(tmp_path / "gone.db")
    (tmp_path / "text.db").write_text("this is no database, and it is long enough to be seen as none" * 20)
    with pytest.raises(duibiao.Error, match="no ledger of duibiao"):
        duibiao.Ledger(tmp_path / "text.db")


def test_a_period_and_a_body_fill_what_reports_leave_out() -> None:
    [row] = duibiao.extract(PONDS, period="2024-06").rows()
    assert row["report_period"] == "2024-06" and duibiao.extract(PONDS).rows()[0]["report_period"] is None
    assert duibiao.extract(HALF, period="2019").rows()[0]["report_period"] == "2024-H1"
    with pytest.raises(duibiao.Error, match="`June` is no period"):
        duibiao.extract(PONDS, period="June")
