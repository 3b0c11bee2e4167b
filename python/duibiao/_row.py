"""A row as Python holds it: a value a column, None where it is not known."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

Row = dict[str, str | int | Decimal | date | None]
