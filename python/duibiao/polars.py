"""duibiao inside the expressions of polars; to import it registers the namespace `duibiao`.

>>> import polars as pl
>>> import duibiao.polars
>>> frame = pl.DataFrame({"text": ["今年计划疏浚塘坝48口，目前已疏浚31口。", None]})
>>> rows = frame.select(pl.col("text").duibiao.extract().alias("rows")).explode("rows", empty_as_null=False)
>>> rows.drop_nulls().select(pl.col("rows").struct.field("indicator", "completion_ratio")).rows()
[('疏浚塘坝', Decimal('0.645833333333'))]
"""

from __future__ import annotations

from typing import Any

import polars as pl

from . import Document, Table, columns, extract, scan
from ._error import Error

_TYPES: dict[str, Any] = {"str": pl.String, "int": pl.Int64, "Decimal": pl.Decimal(38, 12), "date": pl.Date}
#: What `extract` gives for each text.
ROWS = pl.List(pl.Struct({column["name"]: _TYPES[column["type"]] for column in columns()}))
_QUANTITY = {
    "text": pl.String,
    "start": pl.Int64,
    "end": pl.Int64,
    "kind": pl.String,
    "value": pl.Decimal(38, 12),
    "low": pl.Decimal(38, 12),
    "high": pl.Decimal(38, 12),
    "unit": pl.String,
    "base_value": pl.Decimal(38, 12),
    "base_unit": pl.String,
    "bound": pl.String,
    "approx": pl.String,
}
#: What `scan` gives for each text.
QUANTITIES = pl.List(pl.Struct(_QUANTITY))


@pl.api.register_expr_namespace("duibiao")
class Expressions:
    """What `pl.col("text").duibiao` offers; the column holds texts, or the bytes of files."""

    def __init__(self, expression: pl.Expr) -> None:
        self._expression = expression

    def extract(self, *, name: str = "-", **options: Any) -> pl.Expr:
        """The rows of each text, as a list of structs with the columns of the table; null stays null.

        Each text is a report of its own. `name` tells kinds of text apart (`"x.md"`), and is the `source` of all
        rows; `options` are those of `duibiao.extract`. With `errors="keep"` a text that cannot be read is null.

        :raises polars.exceptions.ComputeError: a text that cannot be read, with the message of `duibiao.Error`
        """

        def rows(texts: pl.Series) -> pl.Series:
            try:
                return _extracted(texts, name, options)
            except Error as error:
                # polars makes exceptions anew from their message alone.
                raise pl.exceptions.ComputeError(str(error)) from error

        return self._expression.map_batches(rows, return_dtype=ROWS, is_elementwise=True)

    def scan(self, **options: Any) -> pl.Expr:
        """The quantities of each text, as a list of structs; null stays null."""

        def quantities(texts: pl.Series) -> pl.Series:
            found = [None if text is None else scan(text, **options) for text in texts]
            return pl.Series(texts.name, found, dtype=QUANTITIES)

        return self._expression.map_batches(quantities, return_dtype=QUANTITIES, is_elementwise=True)


def _extracted(texts: pl.Series, name: str, options: dict[str, Any]) -> pl.Series:
    if texts.dtype not in (pl.String, pl.Binary, pl.Null):
        raise Error(None, None, f"{texts.dtype} is no column of documents", "use one of String or Binary")
    given = [(at, text) for at, text in enumerate(texts) if text is not None]
    table = extract([Document(text, name) for _, text in given], **options)
    counts = _counts(table)
    held = pl.DataFrame({"at": [at for at, _ in given], "count": counts}, schema={"at": pl.Int64, "count": pl.Int64})
    rows = table.to_polars().select(rows=pl.struct(pl.all()))
    owner = held.select(pl.col("at").repeat_by(pl.col("count").fill_null(0)).explode(empty_as_null=False))
    lists = rows.with_columns(owner["at"]).group_by("at", maintain_order=True).agg("rows")
    empty = pl.lit([], dtype=ROWS)
    whole = pl.DataFrame({"at": range(len(texts))}, schema={"at": pl.Int64})
    whole = whole.join(held, on="at", how="left").join(lists, on="at", how="left").sort("at")
    read = pl.when(pl.col("count").is_null()).then(None).otherwise(pl.coalesce("rows", empty))
    return whole.select(read.cast(ROWS).alias(texts.name)).to_series()


def _counts(table: Table) -> list[int | None]:
    """How many rows each text has; None for those that could not be read."""
    return table._rows.counts()
