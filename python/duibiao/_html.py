"""Rows as a notebook shows them."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ._row import Row

#: So many rows are shown.
MOST = 30
#: Columns of the table of findings that people look at first; another table shows all of its own.
FIRST = [
    "task_no",
    "indicator",
    "scope",
    "target_value",
    "target_unit",
    "actual_value",
    "actual_unit",
    "completion_ratio",
    "stated_ratio",
    "status",
    "findings",
]


def page(columns: list[tuple[str, str, str, str]], rows: list[Row]) -> str:
    """A table of HTML without styles of its own; what the reports say is escaped."""
    names = {name for name, *_ in columns}
    shown = [column for column in columns if not names.issuperset(FIRST) or column[0] in FIRST]
    if names.issuperset(FIRST):
        shown.sort(key=lambda column: FIRST.index(column[0]))
    filled = [column for column in shown if any(row[column[0]] is not None for row in rows)] or shown
    head = "".join(f'<th title="{escape(meaning)}">{escape(zh)}</th>' for _, zh, _, meaning in filled)
    lines = ["".join(_cell(name, row[name]) for name, *_ in filled) for row in rows[:MOST]]
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    more = f"<p>… {len(rows) - MOST} more rows</p>" if len(rows) > MOST else ""
    return f'<table class="dataframe"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}'


def _cell(name: str, value: object) -> str:
    if value is None:
        return "<td></td>"
    if isinstance(value, Decimal):
        ratio = name.endswith("ratio") or name == "coverage"
        return f'<td style="text-align:right">{_percent(value) if ratio else f"{value.normalize():f}"}</td>'
    return f"<td>{escape(str(value))}</td>"


def _percent(ratio: Decimal) -> str:
    return f"{(ratio * 100).quantize(Decimal('0.1'), ROUND_HALF_UP)}%"
