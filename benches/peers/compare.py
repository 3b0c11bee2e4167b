"""Compares `duibiao scan` with what else reads numbers out of Chinese text, and prints one Markdown table.

What is read: the lines of tests/cases/quantities (bare.txt apart: what `--bare` adds is no quantity), whose quantities were counted by hand; where ../shared is there,
the development documents and the half-year report, whose goals and figures were counted by hand for other reasons;
and for speed the half-year report of seeds/, line by line.

What counts as right, with the doubt to the peer's benefit:
- A quantity of a line is right if anything that the peer names in that line has its value: 1260亿元 is 126000000000.
  A share may be given as 6.5 or 0.065, 七成 as 7, 0.7 or 70; of a range both ends must be named, apart or together.
  What 以上, 余 or 近 say beside the value is not asked for, though `duibiao` is the only one that says it.
- "with unit" asks besides that the peer names any unit for such a value; which, and in what language, is not asked.
  Values that have no unit (111.7亿) need none.
- "money" counts only amounts of money, for a peer that reads nothing else.
- A goal or a figure of a document is right if its value is named anywhere in the document.
- "named in vain" are the lines that hold no quantity (dates, 5G, 第三名) in which something is named. Who reads
  numbers only cannot know better; the column says how much a user has to throw away.
The cases belong to `duibiao`, which passes all of them: read its own column as a check, not as a result. The
documents are the fairer question, and only of what is found.

Speed is characters per second of reading, without start and imports; for `duibiao` with both, and with the writing
of its NDJSON, over the report two hundred times. Memory is the peak of the process.
"""

import csv
import json
import subprocess
import sys
import tempfile
import time
from decimal import Decimal, InvalidOperation
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PYTHON = ROOT / "target/peers/venv/bin/python3"
PROGRAM = ROOT / "target/release/duibiao"
MONEY = ("元", "美元", "港元", "欧元")

PEERS = [
    ("`duibiao scan`", None),
    ("ms-recognizers-text-suite 1.0.1 (Python), all models", [PYTHON, "readers.py", "recognizers"]),
    ("the same, numbers only", [PYTHON, "readers.py", "recognizers-numbers"]),
    ("@microsoft/recognizers-text-suite 1.3.1 (npm), all models", ["node", "readers.js", "recognizers-js"]),
    ("the same, numbers only", ["node", "readers.js", "recognizers-js-numbers"]),
    ("chinese2digits 6.0.2 (numbers, no units)", [PYTHON, "readers.py", "chinese2digits"]),
    ("jionlp 1.5.31 (money only)", [PYTHON, "readers.py", "jionlp"]),
]


def cases():
    """Each line of the cases as (text, its quantities as (values, unit))."""
    found = []
    files = sorted((ROOT / "tests/cases/quantities").glob("*.txt"))
    for file in [file for file in files if file.name != "bare.txt"]:
        for line in file.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#") and " =>" in line:
                text, quantities = line.split(" =>", 1)
                found.append((text, [quantity(part) for part in quantities.split(";") if part.strip()]))
    return found


def quantity(text):
    """`>= 30000..50000 人` as ([30000, 50000], 人)."""
    words = text.split()
    while words and not words[0].lstrip("-")[:1].isdigit():
        words.pop(0)
    return [Decimal(value) for value in words[0].split("..")], " ".join(words[1:])


def ways(value, unit):
    """A value and what a peer may give for it."""
    hundredth = value / 100
    return {
        "%": {value, hundredth},
        "个百分点": {value, hundredth},
        "‰": {value, value / 1000},
        "成": {value, value / 10, value * 10},
    }.get(unit, {value})


def decimal(text):
    try:
        return Decimal(text.replace(",", ""))
    except InvalidOperation:
        return None


def read(command, texts):
    """What a peer names in each text, its seconds, and its peak memory in MB."""
    if command is None:
        return scan(texts)
    command = [str(part) for part in command]
    command[1] = str(ROOT / "benches/peers" / command[1])
    out, _, peak = run(command, json.dumps(texts))
    answer = json.loads(out)
    found = [[(decimal(value), unit) for value, unit in one] for one in answer["found"]]
    return found, answer["seconds"], peak


def scan(texts):
    """The quantities of `duibiao scan`, laid back into the texts by their places."""
    flat = [text.replace("\n", " ") for text in texts]
    out, seconds, peak = run([str(PROGRAM), "scan", "-"], "\n".join(flat))
    starts, at = [], 0
    for text in flat:
        starts.append(at)
        at += len(text) + 1
    found, line = [[] for _ in flat], 0
    for one in map(json.loads, out.splitlines()):
        while line + 1 < len(starts) and starts[line + 1] <= one["start"]:
            line += 1
        values = [one["value"]] if one["value"] is not None else [one["low"], one["high"]]
        found[line] += [(decimal(value), one["unit"] or "") for value in values]
    return found, seconds, peak


def run(command, text):
    """Output, seconds and peak memory (MB) of a command that reads the text."""
    with tempfile.TemporaryFile("w+", encoding="utf-8") as given, tempfile.TemporaryFile("w+", encoding="utf-8") as out:
        given.write(text)
        given.seek(0)
        before = time.perf_counter()
        child = subprocess.Popen(command, stdin=given, stdout=out, stderr=subprocess.DEVNULL, cwd=ROOT)
        peak = 0
        while child.poll() is None:
            peak = max(peak, memory(child.pid))
            time.sleep(0.002)
        seconds = time.perf_counter() - before
        if child.returncode:
            sys.exit(f"{command} failed with {child.returncode}")
        out.seek(0)
        return out.read(), seconds, peak


def memory(process):
    """The most memory that a process has held so far, in MB."""
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0
    return next((int(line.split()[1]) / 1000 for line in status.splitlines() if line.startswith("VmHWM:")), 0)


def right(found, expected):
    """Whether the values of a quantity are named, and whether with a unit."""
    values, unit = expected
    hits = [[named for value, named in found if value in ways(wanted, unit)] for wanted in values]
    valued = all(hits)
    return valued, valued and (not unit or all(any(named for named in hit) for hit in hits))


def documents():
    """Each document with gold rows as (lines, the values that its rows hold)."""
    shared = ROOT.parent / "shared"
    gold = {}
    for name in ["dev/prose.gold.csv", "dev/table.gold.csv", "gold/pds-2023h1.csv"]:
        if not (shared / name).exists():
            continue
        with open(shared / name, encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                if row.get("need") == "must":
                    gold.setdefault(row["doc"], []).extend(numbers(row))
    found = []
    for doc, values in sorted(gold.items()):
        for folder in ["dev/prose", "dev/table", "reports"]:
            path = shared / folder / f"{doc}.txt"
            if path.exists():
                found.append((path.read_text(encoding="utf-8").splitlines(), values))
                break
    return found


def numbers(row):
    """Goal, figure and printed rate of a gold row as (value, unit), 万 and 亿 multiplied in."""
    for value, unit in [(row["target"], row["target_unit"]), (row["actual"], row["actual_unit"]), (row["stated"], "%")]:
        value = decimal(value or "")
        if value is not None:
            times = {"万": 10**4, "亿": 10**8}.get((unit or "")[:1], 1)
            yield value * times, "%" if "%" in (unit or "") or "百分点" in (unit or "") else unit


def score(command):
    """One row of the table."""
    lines = cases()
    found, _, _ = read(command, [text for text, _ in lines])
    all_of = [(right(named, quantity), quantity[1]) for named, (_, expected) in zip(found, lines) for quantity in expected]
    share = lambda hits: f"{sum(hits)}/{len(hits)}"
    vain = [bool(named) for named, (_, expected) in zip(found, lines) if not expected]
    cells = [
        share([valued for (valued, _), _ in all_of]),
        share([united for (_, united), _ in all_of]),
        share([valued for (valued, _), unit in all_of if unit in MONEY]),
        share(vain),
    ]
    papers = documents()
    if papers:
        flat = [line for paper, _ in papers for line in paper]
        found, _, _ = read(command, flat)
        hits, at = [], 0
        for paper, values in papers:
            named = {value for one in found[at : at + len(paper)] for value, _ in one}
            at += len(paper)
            hits += [not named.isdisjoint(ways(value, unit)) for value, unit in values]
        cells.append(share(hits))
    else:
        cells.append("")
    report = (ROOT / "seeds/pds-2023h1.txt").read_text(encoding="utf-8").splitlines()
    times = 200 if command is None else 1
    _, seconds, peak = read(command, report * times)
    return cells, sum(len(line) for line in report) * times / seconds, peak


def main():
    rows = [(name, *score(command)) for name, command in PEERS]
    ours = rows[0][2]
    heads = ["", "value right", "with unit", "money right", "named in vain", "goals and figures of documents"]
    heads += ["characters/s", "of `duibiao`", "peak memory"]
    print("| " + " | ".join(heads) + " |")
    print("|" + "---|" * len(heads))
    for name, cells, speed, peak in rows:
        part = "1" if speed == ours else f"1/{ours / speed:,.0f}"
        print("| " + " | ".join([name, *cells, f"{speed:,.0f}", part, f"{peak:.0f} MB"]) + " |")


main()
