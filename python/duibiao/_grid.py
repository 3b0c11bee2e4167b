"""Rows under columns, as other libraries take them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import _native
from ._html import page
from ._row import Row

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow


class Grid:
    """Rows under typed columns: what changed, what groups amount to, a trend, or the rows of a table.

    It is an Arrow table to everything that reads Arrow: `pyarrow.table(g)`, `polars.DataFrame(g)`,
    `duckdb.from_arrow(pyarrow.table(g))`. Numbers are `decimal128(38, 12)` there, never floats.
    """

    def __init__(self, sheet: _native.Sheet) -> None:
        self._sheet = sheet

    @property
    def columns(self) -> list[str]:
        """The names of the columns, in their order."""
        return [name for name, *_ in self._sheet.columns()]

    def rows(self) -> list[Row]:
        """Each row as a dictionary; decimals are `Decimal`, dates are `date`, and what is not known is None."""
        return self._sheet.dicts()

    def __len__(self) -> int:
        return len(self._sheet)

    def __repr__(self) -> str:
        return f"<duibiao.{type(self).__name__}: {len(self)} rows>"

    def _repr_html_(self) -> str:
        """The first rows as a table of a notebook, under Chinese headers."""
        return page(self._sheet.columns(), self.rows())

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """The rows as an Arrow stream, as other libraries take it (the Arrow PyCapsule interface)."""
        return self._sheet.stream()

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
