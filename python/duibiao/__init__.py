"""duibiao (对标) reads Chinese progress reports, finds which figure answers which goal, and gives completion ratios.

>>> import duibiao
>>> report = duibiao.Document("今年计划疏浚塘坝48口，目前已疏浚31口。", name="july.txt")
>>> duibiao.extract(report)
<duibiao.Table: 1 rows>
>>> duibiao.scan("新建桥梁17座以上")[0]["low"]
Decimal('17')

`extract` gives the rows of `duibiao extract` on the command line: the same columns, values and order.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Literal, TypedDict

from . import _native
from ._beside import Task, check, compare, explain
from ._error import Error
from ._grid import Grid
from ._input import Choices, Document, Input, RulesFrom, corrected, documents, given, is_one, loaded
from ._ledger import Ledger, Month
from ._native import Rules
from ._table import Finding, Note, Rows, Table

__all__ = [
    "Column",
    "Document",
    "Error",
    "Finding",
    "Grid",
    "Ledger",
    "Month",
    "Note",
    "Quantity",
    "Rows",
    "Rules",
    "Table",
    "Task",
    "check",
    "columns",
    "compare",
    "documents",
    "explain",
    "extract",
    "read_text",
    "scan",
]

__version__ = "0.1.0"


class Quantity(TypedDict):
    """A quantity of a text, as `scan` gives it."""

    #: As written, with the words of its bound.
    text: str
    #: Its place: `text[start:end]` of the text that was scanned.
    start: int
    end: int
    #: number, count, money, measure, percent, points, multiple, tenths, fraction or range.
    kind: str
    #: The number with its 万 or 亿 multiplied in; None for a range.
    value: Decimal | None
    #: What the words allow at least and at most: 17座以上 has a low and no high.
    low: Decimal | None
    high: Decimal | None
    #: The unit without its 万 or 亿.
    unit: str | None
    #: The value, of a range its low end, in the unit in which all units of its kind are counted.
    base_value: Decimal | None
    base_unit: str | None
    #: exactly, at_least, more_than, at_most, less_than, about or between.
    bound: str
    #: over, nearly or about.
    approx: str | None


class Column(TypedDict):
    """A column of the table."""

    name: str
    #: Its header for people.
    zh: str
    #: str, int, Decimal or date.
    type: str
    meaning: str


def extract(
    documents: Input | Iterable[Input],
    /,
    *,
    name: str | None = None,
    all: bool = False,
    goals: Input | None = None,
    corrections: Input | Iterable[Input] | None = None,
    growth_ratio: bool = False,
    at_most: Literal["inverse", "linear"] | None = None,
    pace: str | os.PathLike[str] = "months",
    profile: str | os.PathLike[str] = "default",
    period: str | None = None,
    body: str | None = None,
    rules: RulesFrom = None,
    encoding: str | None = None,
    jobs: int | None = None,
    progress: Callable[[int, int], object] | None = None,
    errors: Literal["raise", "keep"] = "raise",
) -> Table:
    """One row for each goal and the figure that answers it.

    A `str` is a path, never a text: text is `Document(text)`. Rows have the order of the documents, and are the
    same for any number of jobs. Other threads of Python run meanwhile.

    >>> table = extract([Document("计划修路5公里，已完成2公里。"), Document("计划植树30亩，已完成12亩。")])
    >>> [str(row["completion_ratio"]) for row in table.rows()]
    ['0.4', '0.4']

    :param documents: a path, the bytes of a file, a `Document`, or several of these
    :param name: what a single document is called; its ending tells kinds of text apart
    :param all: rows of figures that no goal speaks of, too
    :param goals: measure against the goals of this document (January's plan, July's figures)
    :param corrections: corrections files, or their texts as `Document`; what fits nothing any more is in `Table.notes`
    :param growth_ratio: a ratio for growth goals, too, where goal and figure are above zero
    :param at_most: the ratio of ceilings: `"inverse"` is T/A, `"linear"` is 2 - A/T
    :param pace: what expected progress follows: `"months"`, `"days"`, or a CSV file with month,expected[,indicator]
    :param profile: how rows are judged: a built-in name, or a file like `rules/profiles.toml`
    :param period: what reports cover that do not say it: `"2024-06"`, `"2024-Q2"`, `"2024-H1"`, `"2024"`
    :param body: whose reports they are, where their titles do not say it
    :param rules: a folder of rule files beside the built-in ones, or `Rules` that were loaded before
    :param encoding: the encoding of bytes and files, where it is not found by itself
    :param jobs: how many documents are read at once; all cores without it
    :param progress: called as `progress(done, all)` after each document, in this thread; what it raises stops the work
    :param errors: `"raise"` stops at the first document that cannot be read, `"keep"` lists them in `Table.errors`
    :raises Error: a document, a rule file or a choice that cannot be used, with what to do
    """
    if errors not in ("raise", "keep"):
        raise Error(None, None, f"errors={errors!r}", 'use "raise" or "keep"')
    if is_one(documents):
        native = [given(documents, name)]  # type: ignore[arg-type]
    elif name is not None:
        raise Error(None, None, "one name for several documents", "give each its own: Document(content, name=...)")
    else:
        native = [given(document) for document in documents]  # type: ignore[union-attr, arg-type]
    choices = Choices(
        all=all,
        goals=None if goals is None else given(goals),
        corrections=corrected(corrections),
        growth_ratio=growth_ratio,
        at_most=at_most,
        pace=os.fspath(pace),
        profile=os.fspath(profile),
        period=period,
        body=body,
        encoding=encoding,
        jobs=jobs or 0,
    )
    table = Table(_native.extract(native, loaded(rules), choices, progress))
    if errors == "raise" and table.errors:
        raise table.errors[0]
    return table


def scan(text: str, /, *, rules: RulesFrom = None) -> list[Quantity]:
    """Every quantity of a text, left to right, with no opinion on what it means.

    `start` and `end` are places in the `str` that was given:

    >>> text = "投资1.26亿元，占23.4%"
    >>> [(text[q["start"] : q["end"]], q["value"], q["unit"]) for q in scan(text)]
    [('1.26亿元', Decimal('126000000'), '元'), ('23.4%', Decimal('23.4'), '%')]
    """
    return _native.scan(text, loaded(rules))


def read_text(document: Input, /, *, name: str | None = None, encoding: str | None = None) -> str:
    """The text of a document as it is read.

    The places in the rows (`goal_start`, `figure_end` …) count in it, so that `text[start:end]` shows the words:

    >>> july = Document("计划修路5公里，已完成2公里。")
    >>> row = extract(july).rows()[0]
    >>> read_text(july)[row["figure_start"] : row["figure_end"]]
    '已完成2公里'
    """
    return _native.read_text(given(document, name), loaded(None), encoding)


def columns() -> list[Column]:
    """The columns of the table, in their order.

    >>> [column["name"] for column in columns()][:3]
    ['row_id', 'source', 'report_title']
    """
    return [Column(name=name, zh=zh, type=kind, meaning=meaning) for name, zh, kind, meaning in _native.columns()]
