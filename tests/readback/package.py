"""Validates a folder of `extract -o out/` with frictionless: every resource of its datapackage.json.

usage: package.py FOLDER   where datapackage.json stands
       package.py --there  says whether the software is there
"""

import sys
from pathlib import Path

import frictionless


def main(folder):
    package = frictionless.Package(str(folder / "datapackage.json"))
    report = package.validate()
    faults = report.flatten(["title", "rowNumber", "fieldNumber", "message"])
    assert report.valid, faults[:10]
    for task in report.tasks:
        print(f"{task.name}: valid")


if __name__ == "__main__" and sys.argv[1] != "--there":
    main(Path(sys.argv[1]))
