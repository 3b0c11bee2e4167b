"""A PySpark job: a folder of reports in, one table of their goals and figures out.

    spark-submit --master 'local[2]' python/examples/spark_job.py REPORTS OUT.parquet
    spark-submit --master 'local[2]' python/examples/spark_job.py REPORTS OUT.parquet --by pipe

`--by package` maps the Python package over Arrow batches (`mapInArrow`); `--by pipe` sends one document a line to the
worker of the command line (`RDD.pipe`), where executors have the program and no Python package. Both give the rows that
one process gives, and a row with `error` for each document that cannot be read.
"""

from __future__ import annotations

import argparse
import base64
import json
import os
import sys
from collections.abc import Iterator
from decimal import Decimal
from datetime import date
from typing import Any

import pyarrow
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.pandas.types import from_arrow_schema
from pyspark.sql.types import DateType, DecimalType, StructType

import duibiao

#: Documents that are measured together.
BATCH = 64
#: The worker of the command line: one job for each task, errors as rows, so that one bad file fails no task.
WORKER = "extract --input-format ndjson --errors rows --jobs 1"


def arrow_schema() -> pyarrow.Schema:
    """The columns of the table as Spark has them, and what is wrong with a document that gave no rows."""
    fields = duibiao.extract([]).to_arrow().schema
    plain = [
        pyarrow.field(field.name, pyarrow.string() if field.type == pyarrow.large_string() else field.type)
        for field in fields
    ]
    return pyarrow.schema([*plain, pyarrow.field("error", pyarrow.string())])


def session(master: str | None = None) -> SparkSession:
    """A session on this machine; `spark-submit` or the caller says on how many cores."""
    # Executors run the Python that runs this file, with the packages that are installed there.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.appName("duibiao")
    if master:
        builder = builder.master(master)
        builder = builder.config("spark.driver.bindAddress", "127.0.0.1").config("spark.driver.host", "127.0.0.1")
    return (
        builder.config("spark.sql.execution.arrow.maxRecordsPerBatch", BATCH)
        # A task has one core; the package need not know of the others.
        .config("spark.executorEnv.POLARS_MAX_THREADS", "1")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .getOrCreate()
    )


def reports(spark: SparkSession, folder: str, partitions: int) -> DataFrame:
    """The files of a folder as (name, content), spread over partitions."""
    files = spark.read.format("binaryFile").load(folder)
    return files.selectExpr("element_at(split(path, '/'), -1) AS name", "content").repartition(partitions)


def by_package(documents: DataFrame) -> DataFrame:
    """The rows, by the Python package."""
    schema = arrow_schema()

    def rows(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        for batch in batches:
            named = zip(batch.column("name").to_pylist(), batch.column("content").to_pylist())
            table = duibiao.extract([duibiao.Document(content, name) for name, content in named], jobs=1, errors="keep")
            found = table.to_arrow()
            found = found.append_column("error", pyarrow.nulls(len(found), pyarrow.string()))
            yield from found.cast(schema).to_batches()
            unread = [{"source": error.file, "error": str(error)} for error in table.errors]
            if unread:
                yield from pyarrow.Table.from_pylist(unread, schema=schema).to_batches()

    return documents.mapInArrow(rows, from_arrow_schema(schema))


def by_pipe(documents: DataFrame, program: str) -> DataFrame:
    """The rows, by the worker of the command line."""
    schema = from_arrow_schema(arrow_schema())

    def line(row: Any) -> str:
        data = base64.b64encode(row["content"]).decode()
        return json.dumps({"id": row["name"], "name": row["name"], "bytes": data}, ensure_ascii=False)

    answers = documents.rdd.map(line).pipe(f"{program} {WORKER}", checkCode=True)
    return answers.map(lambda answer: typed(answer, schema)).toDF(schema)


def typed(answer: str, schema: StructType) -> tuple[Any, ...]:
    """A line of the worker as a row, its numbers as exact as they were written."""
    record = json.loads(answer, parse_float=Decimal)
    if "error" in record:
        record = {"source": record["id"], "error": f"{record['id']}: {record['error']['message']}"}

    def value(name: str, kind: object) -> Any:
        cell = record.get(name)
        if cell is None:
            return None
        if isinstance(kind, DecimalType):
            return Decimal(cell)
        return date.fromisoformat(cell) if isinstance(kind, DateType) else cell

    return tuple(value(field.name, field.dataType) for field in schema.fields)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("reports", help="a folder of reports")
    arguments.add_argument("out", help="a Parquet data set to write")
    arguments.add_argument("--by", choices=["package", "pipe"], default="package")
    arguments.add_argument("--program", default="duibiao", help="the command line, for --by pipe")
    arguments.add_argument("--partitions", type=int, default=8)
    chosen = arguments.parse_args()
    spark = session()
    documents = reports(spark, chosen.reports, chosen.partitions)
    rows = by_package(documents) if chosen.by == "package" else by_pipe(documents, chosen.program)
    rows.write.mode("overwrite").parquet(chosen.out)
    spark.stop()


if __name__ == "__main__":
    main()
