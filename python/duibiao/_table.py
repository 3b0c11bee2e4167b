"""The table that `extract` gives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from . import _native
from ._error import Error

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow


@dataclass(frozen=True)
class Note:
    """Something that the reader of a document should know; it keeps no row out."""

    #: `note`, `warning` or `error`.
    severity: str
    #: The name of the document.
    file: str
    #: The line of the text, from 1, where it is about one.
    line: int | None
    #: A stable code.
    code: str
    #: What there is to know.
    message: str


class Table:
    """One row for each goal and the figure that answers it; `columns()` says what the columns mean.

    It is an Arrow table to everything that reads Arrow: `pyarrow.table(t)`, `polars.DataFrame(t)`,
    `duckdb.from_arrow(pyarrow.table(t))`. Numbers are `decimal128(38, 12)` there, never floats.

    >>> import duibiao
    >>> table = duibiao.extract(duibiao.Document("今年计划疏浚塘坝48口，目前已疏浚31口。", name="a.txt"))
    >>> len(table)
    1
    >>> [(row["indicator"], row["target"], row["actual"]) for row in table.rows()]
    [('疏浚塘坝', Decimal('48'), Decimal('31'))]
    """

    def __init__(self, rows: _native.Rows) -> None:
        self._rows = rows
        #: The documents that could not be read, in their order; empty unless `errors="keep"`.
        self.errors: list[Error] = rows.failures()
        #: What was noted on the documents, in their order.
        self.notes: list[Note] = [Note(*note) for note in rows.notes()]

    @property
    def columns(self) -> list[str]:
        """The names of the columns, in their order."""
        return [name for name, *_ in _native.columns()]

    def rows(self) -> list[dict[str, str | int | Decimal | date | None]]:
        """Each row as a dictionary; decimals are `Decimal`, dates are `date`, and what is not known is None."""
        return self._rows.dicts()

    def __len__(self) -> int:
        return len(self._rows)

    def __repr__(self) -> str:
        unread = f", {len(self.errors)} documents unread" if self.errors else ""
        return f"<duibiao.Table: {len(self)} rows{unread}>"

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """The rows as an Arrow stream, as other libraries take it (the Arrow PyCapsule interface)."""
        return self._rows.stream()

    def to_arrow(self) -> pyarrow.Table:
        """The rows as a table of pyarrow."""
        import pyarrow

        return pyarrow.table(self)

    def to_polars(self) -> polars.DataFrame:
        """The rows as a frame of polars, with its decimal and date types."""
        import polars

        return polars.DataFrame(self)

    def to_pandas(self, **options: Any) -> pandas.DataFrame:
        """The rows as a frame of pandas.

        Columns keep their Arrow types, so that decimals stay decimal. Options go to `pyarrow.Table.to_pandas`:
        `types_mapper=None` gives columns of Python objects (`Decimal`, `date`).
        """
        import pandas

        frame: pandas.DataFrame = self.to_arrow().to_pandas(**{"types_mapper": pandas.ArrowDtype, **options})
        return frame
