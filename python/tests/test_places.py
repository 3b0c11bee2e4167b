"""Places are places in a `str`, whatever its characters need in bytes."""

from decimal import Decimal
from pathlib import Path

import duibiao
import pytest

ROOT = Path(__file__).parents[2]
TEXT = "😀 新建桥梁17座以上，\r\n完成投资1.26亿元，１２００户，约三成五，3至5万人，\U00020000 23.4%。"


def test_quantities_stand_where_they_say() -> None:
    quantities = duibiao.scan(TEXT)
    assert [TEXT[q["start"] : q["end"]] for q in quantities] == [q["text"] for q in quantities]
    assert [q["text"] for q in quantities] == ["17座以上", "1.26亿元", "１２００户", "约三成五", "3至5万人", "23.4%"]
    by_text = {q["text"]: q for q in quantities}
    assert by_text["1.26亿元"]["value"] == Decimal(126_000_000)
    bridges = by_text["17座以上"]
    assert (bridges["low"], bridges["high"], bridges["unit"], bridges["bound"]) == (17, None, "座", "at_least")
    people = by_text["3至5万人"]
    assert (people["value"], people["low"], people["high"]) == (None, 30_000, 50_000)
    assert set(bridges) == set(duibiao.Quantity.__annotations__)
    assert duibiao.scan("") == [] == duibiao.scan("没有数字。")


@pytest.mark.parametrize("seed", ["pds-2023h1.txt", "livelihood.html", "self-evaluation.csv"])
def test_rows_stand_where_they_say(seed: str) -> None:
    path = ROOT / "seeds" / seed
    text = duibiao.read_text(path)
    checked = 0
    for row in duibiao.extract(path, all=True).rows():
        for side in ("goal", "figure"):
            if row[f"{side}_text"] is not None:
                start, end = row[f"{side}_start"], row[f"{side}_end"]
                assert text[start:end].strip() == row[f"{side}_text"]
                assert text[:start].count("\n") + 1 == row[f"{side}_line"]
                checked += 1
    assert checked > 5


def test_a_text_that_python_cannot_encode_is_refused() -> None:
    with pytest.raises(UnicodeEncodeError):
        duibiao.scan("\ud800 3公里")
