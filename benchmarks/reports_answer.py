"""The answer of a side of the reports benchmark: the cells of its CSV files, amounts to the cent and other numbers to nine digits."""

import csv
import hashlib
import os
from decimal import Decimal, InvalidOperation

CENT = Decimal("0.01")


def files(folder):
    """The CSV files below a folder by their path in it."""
    found = {}
    for place, _, names in os.walk(folder):
        for name in names:
            if name.endswith(".csv"):
                path = os.path.join(place, name)
                found[os.path.relpath(path, folder)] = path
    return found


def significant(number, digits):
    """A number to some significant digits."""
    return Decimal(f"{number:.{digits - 1}e}")


def rounded(text):
    """An amount to the cent, another number to nine significant digits; other texts as they are."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return text
    if not number.is_finite():
        return text
    # One side writes twelve digits, the other all of a double.
    amount = significant(number, 15)
    kept = amount if amount == amount.quantize(CENT) else significant(significant(number, 12), 9)
    return format(kept.normalize() + 0, "f")


def table(path):
    """Header and rows of a file."""
    with open(path, encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    return header, rows


def shared(own, other):
    """The cells that both sides show, of all tables of the other side: a line a cell for each side, and the tables that are missing on the own side."""
    lines, missing = ([], []), []
    own_files, other_files = files(own), files(other)
    for name in sorted(other_files):
        if name not in own_files:
            missing.append(name)
            continue
        tables = table(own_files[name]), table(other_files[name])
        columns = [column for column in tables[1][0] if column in tables[0][0]]
        for side, (header, rows) in zip(lines, tables):
            places = [header.index(column) for column in columns]
            side.append(f"{name}: {len(rows)} rows")
            for number, row in enumerate(rows):
                side += [f"{name}, row {number + 1}, {column}: {rounded(row[place])}" for column, place in zip(columns, places)]
    return lines[0], lines[1], missing


def left_out(own, other):
    """The columns that only the own side writes, by table, with their number of cells; a table that the other side lacks is all its columns."""
    other_files, found = files(other), {}
    for name, path in files(own).items():
        header, rows = table(path)
        known = set(table(other_files[name])[0]) if name in other_files else set()
        columns = [column for column in header if column not in known]
        if columns and rows:
            found[name] = (columns, len(columns) * len(rows))
    return found


def fingerprint(lines):
    """A hash of all lines."""
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()
