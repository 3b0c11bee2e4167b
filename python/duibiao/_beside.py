"""Reports beside each other: what deserves a look, and what changed."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from typing import Any, TypedDict

from . import _native
from ._error import Error
from ._grid import Grid
from ._input import Choices, Input, RulesFrom, corrected, given, is_one, loaded
from ._row import Row
from ._table import Finding, Rows

#: A table that was extracted, a month of a ledger, a report, or a table that was exported (.csv, .json, .ndjson).
Side = Rows | Input


class Task(TypedDict):
    """A task of a report, as `duibiao explain --format json` tells it."""

    section: str
    task_no: str
    task: str
    #: Each number: text, line, start, end, role, rule, outcome and more.
    numbers: list[dict[str, Any]]
    #: Its rows of the table.
    rows: list[Row]


def check(
    reports: Side | Iterable[Side],
    /,
    *,
    against: Side | None = None,
    body: str | None = None,
    corrections: Input | Iterable[Input] | None = None,
    rules: RulesFrom = None,
    encoding: str | None = None,
) -> list[Finding]:
    """What deserves a look in reports, beside the report before, and where two numbers contradict each other.

    >>> import duibiao
    >>> found = check(duibiao.Document("全年改造小区266个。目前已完成改造108个，完成率63.4%。"))
    >>> [(finding.code, finding.name) for finding in found if finding.severity != "note"]
    [('R09', 'rate-conflict')]

    :param reports: a table, a report, an exported table, or several of these
    :param against: the report before, or a table of it
    :param body: whose reports they are, where their titles do not say it
    :param corrections: corrections files that are applied to reports first
    """
    book, choices = loaded(rules), Choices(all=True, corrections=corrected(corrections), encoding=encoding)
    several = [reports] if isinstance(reports, Rows) or is_one(reports) else list(reports)  # type: ignore[arg-type]
    new = _native.joined([_whole(one, book, choices) for one in several])  # type: ignore[arg-type]
    old = None if against is None else _whole(against, book, choices)
    return [Finding(*finding) for finding in new.check(old, body, book)]


def compare(
    old: Side,
    new: Side,
    /,
    *,
    all: bool = False,
    unchanged: bool = False,
    corrections: Input | Iterable[Input] | None = None,
    rules: RulesFrom = None,
    encoding: str | None = None,
) -> Grid:
    """What changed between two reports, or two tables of them; rows as `duibiao compare` writes them.

    >>> import duibiao
    >>> may = duibiao.Document("2024年5月进展\\n今年计划疏浚塘坝48口，截至5月底已疏浚20口。", name="may.txt")
    >>> june = duibiao.Document("2024年6月进展\\n今年计划疏浚塘坝48口，截至6月底已疏浚31口。", name="june.txt")
    >>> [(row["change"], row["indicator"], row["actual_delta"]) for row in compare(may, june).rows()]
    [('updated', '疏浚塘坝', Decimal('11'))]

    :param all: figures that no goal speaks of, too
    :param unchanged: rows that did not change, too
    """
    book, choices = loaded(rules), Choices(all=True, corrections=corrected(corrections), encoding=encoding)
    before, after = _whole(old, book, choices), _whole(new, book, choices)
    return Grid(after.compare(before, all, unchanged, book))


def explain(
    document: Input, /, *, task: str | None = None, rules: RulesFrom = None, encoding: str | None = None
) -> list[Task]:
    """Every number of a report task by task: how it was read, what it was taken for, and what came of it.

    >>> import duibiao
    >>> [task] = explain(duibiao.Document("今年计划疏浚塘坝48口，目前已疏浚31口，同比增长5.2%。"))
    >>> [(number["text"], number["role"]) for number in task["numbers"]]
    [('48口', 'goal'), ('31口', 'figure'), ('5.2%', 'change')]

    :param task: only the task of this number
    :raises Error: a document that cannot be read, or has no such task
    """
    told, sheet = _native.explain(given(document), loaded(rules), encoding)
    rows = sheet.dicts()
    tasks: list[Task] = [{**one, "rows": [rows[at] for at in one["rows"]]} for one in json.loads(told)]
    if task is None:
        return tasks
    found = [one for one in tasks if one["task_no"] == task]
    if not found:
        known = ", ".join(one["task_no"] for one in tasks) or "none"
        raise Error(given(document).name, None, f"it has no number in a task `{task}`", f"its tasks are {known}")
    return found


def _whole(side: Side, rules: _native.Rules, choices: Choices) -> _native.Side:
    """The rows of one side, those of figures without a goal among them."""
    if isinstance(side, Rows):
        return side._whole()
    if isinstance(side, (str, os.PathLike)):
        exported = _native.exported(os.fspath(side))
        if exported is not None:
            return exported
    read = _native.extract([given(side)], rules, choices, None)
    for error in read.failures():
        raise error
    return read.whole()
