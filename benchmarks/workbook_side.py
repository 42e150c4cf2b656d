"""Reads a ledger workbook with a Python library and prints its totals as JSON: `workbook_side.py openpyxl|calamine FILE`.

Debit, credit and number of items by currency, in cents: what any import of the file has to find.
"""

import json
import sys


def rows_of(library, path):
    """The rows of the first sheet as values, in the library's way for large files."""
    if library == "openpyxl":
        import openpyxl

        workbook = openpyxl.load_workbook(path, read_only=True)
        return workbook.worksheets[0].iter_rows(values_only=True)
    import python_calamine

    return iter(python_calamine.load_workbook(path).get_sheet_by_index(0).to_python())


def totals(rows):
    """`{currency: [debit, credit, items]}`, amounts in cents."""
    header = list(next(rows))
    currency, amount = header.index("currency"), header.index("open_amount")
    found = {}
    for row in rows:
        cents = round(row[amount] * 100)
        sums = found.setdefault(row[currency], [0, 0, 0])
        sums[0 if cents > 0 else 1] += cents
        sums[2] += 1
    return found


def main(words):
    """Prints the totals, or the version of the library for `LIBRARY version`."""
    library, path = words
    if path == "version":
        import importlib.metadata

        print(importlib.metadata.version({"openpyxl": "openpyxl", "calamine": "python-calamine"}[library]))
        return
    print(json.dumps(totals(rows_of(library, path)), sort_keys=True))


if __name__ == "__main__":
    main(sys.argv[1:])
