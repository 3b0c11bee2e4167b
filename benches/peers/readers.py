"""Reads lines with one peer: `readers.py NAME`, a JSON list of texts on stdin, {seconds, found} on stdout.

`found` holds for each text what the peer names, as [value, unit] with the value as text. Only the reading is
timed, not the start of the program, its imports, or the first text, on which peers load what they need.
"""

import json
import sys
import time
import warnings


def recognizers(text):
    """Every model of the suite that reads amounts; the unit as the suite names it."""
    import ms_recognizers_number as number
    import ms_recognizers_number_with_unit as measure

    chinese = number.Culture.Chinese
    models = [
        number.recognize_number,
        number.recognize_percentage,
        measure.recognize_currency,
        measure.recognize_dimension,
        measure.recognize_age,
        measure.recognize_temperature,
    ]
    found = []
    for model in models:
        for result in model(text, chinese):
            resolution = result.resolution or {}
            value = resolution.get("value")
            if value is not None:
                unit = "%" if str(value).endswith("%") else resolution.get("unit") or ""
                found.append([str(value).rstrip("%"), unit])
    return found


def recognizers_numbers(text):
    """The model of numbers alone."""
    import ms_recognizers_number as number

    results = number.recognize_number(text, number.Culture.Chinese)
    return [[str(result.resolution["value"]), ""] for result in results if result.resolution]


def chinese2digits(text):
    """Numbers without units; a percentage is its hundredth."""
    import chinese2digits as peer

    return [[str(value), ""] for value in peer.takeNumberFromString(text)["digitsStringList"]]


def jionlp(text):
    """Amounts of money; of a range both ends."""
    import jionlp as peer

    found = []
    for result in peer.ner.extract_money(text, with_parsing=True):
        values = result["detail"]["num"]
        for value in values if isinstance(values, list) else [values]:
            found.append([str(value), result["detail"]["case"]])
    return found


READERS = {
    "recognizers": recognizers,
    "recognizers-numbers": recognizers_numbers,
    "chinese2digits": chinese2digits,
    "jionlp": jionlp,
}


def main():
    warnings.simplefilter("ignore")
    texts = json.load(sys.stdin)
    read = READERS[sys.argv[1]]
    out, sys.stdout = sys.stdout, sys.stderr
    read("新建桥梁17座，完成投资1260亿元以上，增长6.5%")
    before = time.perf_counter()
    found = []
    for text in texts:
        try:
            found.append(read(text))
        except Exception as error:  # A peer that fails on a text names nothing there.
            print(f"{type(error).__name__} on {text[:40]}", file=sys.stderr)
            found.append([])
    json.dump({"seconds": time.perf_counter() - before, "found": found}, out)


main()
