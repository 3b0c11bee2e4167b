"""The months that `duibiao ledger` keeps in one file, read."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date

from . import _native
from ._grid import Grid
from ._input import RulesFrom, loaded
from ._table import Rows


@dataclass(frozen=True)
class Month:
    """A month of a ledger."""

    #: Whose report it is.
    body: str
    #: What it covers: `2024-06`, `2024-H1`.
    period: str
    year: int
    #: 1, and one more each time it was replaced.
    version: int
    #: False where a later version replaced it.
    current: bool
    #: How many rows it has.
    rows: int
    #: The file that it was read from.
    source: str


class Ledger:
    """A ledger that `duibiao ledger add` made. It is only read; each call opens the file by itself.

    ```python
    town = duibiao.Ledger("town.db")
    changes = duibiao.compare(town.month("2024-05"), town.month("2024-06"))
    ```

    :raises Error: a file that is not there or is no ledger
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self._ledger = _native.Ledger(os.fspath(path))
        self._path = os.fspath(path)

    def __repr__(self) -> str:
        return f"<duibiao.Ledger: {self._path}>"

    def months(self, body: str | None = None, *, replaced: bool = False) -> list[Month]:
        """The months by body and period; those that were replaced only with `replaced`."""
        return [Month(*month) for month in self._ledger.months(body, replaced)]

    def month(self, period: str, *, body: str | None = None) -> Rows:
        """The rows of a month, those of figures that no goal speaks of among them.

        :raises Error: a period that is not there, or that several bodies have where none is named
        """
        return Rows(*self._ledger.month(period, body))

    def trend(self, indicator: str, *, body: str | None = None, rules: RulesFrom = None) -> Grid:
        """Every month of the goals whose name holds `indicator`, one goal after the other.

        :raises Error: an indicator that is not there; what is there is said
        """
        return Grid(self._ledger.trend(indicator, body, loaded(rules)))

    def rows(
        self,
        *,
        body: str | None = None,
        period: str | None = None,
        replaced: bool = False,
        known_on: date | None = None,
    ) -> Grid:
        """Every row of every month, with the versions of the goals.

        :param replaced: rows of replaced versions, too
        :param known_on: the months as they were known at the end of this day
        """
        day = None if known_on is None else known_on.isoformat()
        return Grid(self._ledger.rows(body, period, replaced, day))
