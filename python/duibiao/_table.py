"""The table that `extract` gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from . import _native
from ._error import Error
from ._grid import Grid

#: What rows are gathered by: the section of the report, the district or part, the report, the body in charge.
By = Literal["section", "scope", "source", "body"]


@dataclass(frozen=True)
class Note:
    """Something that the reader of a document should know; it keeps no row out."""

    #: `note`, `warning` or `error`.
    severity: str
    #: The name of the document, or of the corrections file.
    file: str
    #: The line of the text, from 1, where it is about one.
    line: int | None
    #: A stable code.
    code: str
    #: What there is to know.
    message: str


@dataclass(frozen=True)
class Finding:
    """Something that deserves a look: R01 to R18, and C01 to C08 where numbers contradict each other."""

    #: `R09`, `C03`; `duibiao rules show findings.toml` lists them.
    code: str
    #: Its name in English: `rate-conflict`.
    name: str
    #: `note`, `warning` or `error`.
    severity: str
    #: One sentence for a person.
    message: str
    #: What is counted in its row.
    indicator: str
    #: The id of its row.
    row_id: str
    #: File and line of its row.
    place: str
    #: Those of the row before it, or of the one that it contradicts.
    other_place: str | None
    #: Names the same trouble in every month.
    fingerprint: str


class Rows(Grid):
    """Rows in the columns of the table: of reports that were read, or of a month in a ledger."""

    def __init__(self, sheet: _native.Sheet, side: _native.Side | None = None) -> None:
        super().__init__(sheet)
        self._side = side

    def _whole(self) -> _native.Side:
        """As checking and comparing need it, with the figures that no goal speaks of."""
        assert self._side is not None
        return self._side

    def rollup(self, by: By = "section") -> Grid:
        """What groups of rows amount to: coverage, median and mean ratio, rows by status; all rows together last.

        >>> import duibiao
        >>> table = duibiao.extract(duibiao.Document("一、水利\\n今年计划疏浚塘坝48口，目前已疏浚31口。"))
        >>> [(row["section"], row["goals"], row["answered"]) for row in table.rollup("section").rows()]
        [('水利', 1, 1), ('合计', 1, 1)]
        """
        return Grid(self._whole().gathered("rollup", by))

    def matrix(self, by: By = "scope") -> Grid:
        """Completion ratios: a row for each group, a column for each indicator that two groups share."""
        return Grid(self._whole().gathered("matrix", by))

    def ranking(self, by: By = "scope") -> Grid:
        """The places of the groups for each indicator that several share; equal ones share a place."""
        return Grid(self._whole().gathered("ranking", by))


class Table(Rows):
    """One row for each goal and the figure that answers it; `columns()` says what the columns mean.

    >>> import duibiao
    >>> table = duibiao.extract(duibiao.Document("今年计划疏浚塘坝48口，目前已疏浚31口。", name="a.txt"))
    >>> len(table)
    1
    >>> [(row["indicator"], row["target"], row["actual"]) for row in table.rows()]
    [('疏浚塘坝', Decimal('48'), Decimal('31'))]
    """

    def __init__(self, rows: _native.Rows) -> None:
        super().__init__(rows.sheet())
        self._rows = rows
        #: The documents that could not be read, in their order; empty unless `errors="keep"`.
        self.errors: list[Error] = rows.failures()
        #: What was noted on the documents, in their order; then decisions of the corrections that fit nothing.
        self.notes: list[Note] = [Note(*note) for note in rows.notes()]

    def _whole(self) -> _native.Side:
        if self._side is None:
            self._side = self._rows.whole()
        return self._side

    def __repr__(self) -> str:
        unread = f", {len(self.errors)} documents unread" if self.errors else ""
        return f"<duibiao.Table: {len(self)} rows{unread}>"
