"""Runs the Spark job on this machine, checks its rows against one process, and measures one core against two.

    pip install pyspark==4.3.0 pyarrow "pandas<3"       # and the package: maturin develop -m python/Cargo.toml
    python python/examples/check_spark.py [--documents 400] [--program target/debug/duibiao]

The reports are those of `seeds/`, cut and numbered, and one that cannot be read. What is timed is a job on a session
that has run before: neither the start of Spark nor that of its Python is in the figures.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pyspark.sql import DataFrame, SparkSession

import duibiao
import spark_job

ROOT = Path(__file__).parents[2]
#: Lines of the long seed that make one report.
LINES = 60
#: Partitions of the job: a few for each core, so that no core waits for the last one.
PARTITIONS = 16

Rows = dict[str, list[dict[str, Any]]]


def write_reports(folder: Path, count: int) -> None:
    """Reports of some kilobytes, no two the same, and one that is a picture."""
    lines = (ROOT / "seeds/pds-2023h1.txt").read_text(encoding="utf-8").splitlines()
    head, body = lines[:2], lines[2:]
    for number in range(count):
        start = number * 7 % len(body)
        piece = (body + body)[start : start + LINES]
        text = "\n".join([*head, *piece, f"另:全年计划巡查{number + 100}次,截至6月底已巡查{number + 40}次。"])
        (folder / f"{number:05}.txt").write_text(text, encoding="utf-8")
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n")


def by_source(rows: list[dict[str, Any]]) -> Rows:
    grouped: Rows = defaultdict(list)
    for row in rows:
        grouped[row["source"]].append(row)
    return dict(grouped)


def single(folder: Path) -> Rows:
    """The rows of one process without Spark."""
    documents = [duibiao.Document(path.read_bytes(), path.name) for path in sorted(folder.iterdir())]
    table = duibiao.extract(documents, errors="keep")
    rows = [{**row, "error": None} for row in table.rows()]
    empty = dict.fromkeys([*table.columns, "error"])
    return by_source(rows + [{**empty, "source": error.file, "error": str(error)} for error in table.errors])


def timed(job: DataFrame) -> float:
    """Seconds of a job whose rows nobody takes."""
    start = time.monotonic()
    job.write.format("noop").mode("overwrite").save()
    return time.monotonic() - start


def measured(spark: SparkSession, folder: Path, ways: dict[str, Callable[[DataFrame], DataFrame]], wanted: Rows) -> dict[str, float]:
    seconds = {}
    documents = spark_job.reports(spark, str(folder), PARTITIONS).cache()
    documents.count()
    for way, job in ways.items():
        found = by_source([row.asDict() for row in job(documents).collect()])
        assert found == wanted, f"{way}: {difference(found, wanted)}"
        seconds[way] = min(timed(job(documents)) for _ in range(3))
    return seconds


def difference(found: Rows, wanted: Rows) -> str:
    for source in sorted({*found, *wanted}):
        ours, theirs = wanted.get(source, []), found.get(source, [])
        if len(ours) != len(theirs):
            return f"{source}: {len(theirs)} rows, wanted {len(ours)}"
        for row, want in zip(theirs, ours):
            cells = [f"{name}: {row.get(name)!r} is not {want[name]!r}" for name in want if row.get(name) != want[name]]
            if cells:
                return f"{source}: {'; '.join(cells)}"
    return "the same"


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--documents", type=int, default=400)
    arguments.add_argument("--program", type=Path, default=ROOT / "target/debug/duibiao")
    chosen = arguments.parse_args()
    ways: dict[str, Callable[[DataFrame], DataFrame]] = {"package": spark_job.by_package}
    if chosen.program.exists():
        ways["pipe"] = lambda documents: spark_job.by_pipe(documents, str(chosen.program.resolve()))
    seconds: dict[int, dict[str, float]] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_reports(folder, chosen.documents)
        wanted = single(folder)
        print(f"{len(wanted)} documents, {sum(map(len, wanted.values()))} rows; load before: {os.getloadavg()[0]:.1f}")
        for cores in (1, 2):
            spark = spark_job.session(f"local[{cores}]")
            spark.sparkContext.setLogLevel("ERROR")
            spark.sparkContext.addPyFile(spark_job.__file__)
            seconds[cores] = measured(spark, folder, ways, wanted)
            spark.stop()
            for way, took in seconds[cores].items():
                print(f"local[{cores}], {way}: the same rows as one process, {took:.2f} s")
    for way in ways:
        print(f"{way}: two cores are {seconds[1][way] / seconds[2][way]:.2f} times as fast as one; load after: {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
