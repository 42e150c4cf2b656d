"""Compares the formats of reports with each other, cell by cell, without the product's code.

parity_check.py FOLDER  prints for each report and language under FOLDER, as JSON: the formats found, how many cells were compared, and
                        where they differ

A list that the page and the workbook cut short is whole in its file, and the page says how many rows it leaves out; a table without rows is
a sentence on the page and in the workbook.

A table is a file of the delimited tables, a `<table id="t-…">` of the page and a native table `tbl_…` of the workbook.
"""

import csv
import json
import os
import re
import sys
from datetime import date, datetime

import openpyxl

from page_check import read

MARKS = {"en": (",", "."), "it": (".", ",")}
NOT_AVAILABLE = {"en": "n/a", "it": "n.d."}
MONTHS = {
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(),
    "it": "gen feb mar apr mag giu lug ago set ott nov dic".split(),
}


def delimited_tables(folder):
    """Rows of the files of a folder by name, without the fields that explain others (`to`: up to which day a month goes), and how many rows at their end are sums."""
    tables, sums = {}, {}
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name), encoding="utf-8", newline="") as file:
            header, *records = csv.reader(file)
        places = [i for i, title in enumerate(header) if not re.search(r"(\.reason|\.note|\.status)$|^row\.role$|^to$", title)]
        tables[name] = [[record[i] for i in places] for record in records]
        roles = [record[-1] for record in records] if "row.role" in header else []
        sums[name] = next((count for count, role in enumerate(reversed(roles)) if role == "item"), len(roles))
    return tables, sums


def workbook_tables(path, sum_counts):
    """Cells of the native tables by name, with the sums below them; a table of nothing but sums has them inside."""
    book = openpyxl.load_workbook(path, data_only=True)
    found = {}
    for sheet in book:
        for table in sheet.tables.values():
            name, (first, last) = table.name, table.ref.split(":")
            top, end = int(re.sub(r"\D", "", first)) + 1, int(re.sub(r"\D", "", last)) + sum_counts.get(name, 0)
            width = sheet[last].column
            found[name] = [
                [sheet.cell(row, column) for column in range(1, width + 1)] for row in range(top, end + 1)
            ]
    return found


def shown_number(text, language):
    """The number a page shows, and half a unit of its last place."""
    grouping, mark = MARKS[language]
    percent = "%" in text or text.endswith(("pts", "p.p."))
    digits = "".join(c for c in text if c.isdigit() or c in "−" + mark).replace("−", "-").replace(mark, ".")
    places = len(digits.partition(".")[2])
    scale = 0.01 if percent else 1
    return float(digits) * scale, 0.5 * 10**-places * scale


def shown_day(text, language):
    if re.fullmatch(r"\d\d/\d\d/\d{4}", text):
        return date(int(text[6:]), int(text[3:5]), int(text[:2]))
    parts = text.partition(" (")[0].split(" ")  # a running month says to which day it goes
    day = int(parts[0]) if len(parts) == 3 else 1
    return date(int(parts[-1]), MONTHS[language].index(parts[-2]) + 1, day)


def plain(text):
    return re.sub(r"\s+", " ", text).strip()


def workbook_fault(cell, field, shown, language):
    """What is wrong between the workbook's cell, the file's field and the page's cell (None: not looked at); None when they agree."""
    value = cell.value
    if isinstance(value, (datetime, date)):
        day = value.date() if isinstance(value, datetime) else value
        if not day.isoformat().startswith(field) or not field:
            return "another day in the file"
        return None if shown is None or shown_day(shown, language) == day else "another day on the page"
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        if re.search(r"pts|p\.p\.", cell.number_format):
            value /= 100  # a workbook counts points in hundredths
        if not field or abs(float(field) - value) > 1e-11 * max(1, abs(value)):
            return "another number in the file"
        if shown is None:
            return None
        number, half = shown_number(shown, language)
        return None if abs(number - value) <= half * (1 + 1e-9) else "another number on the page"
    text = plain(str(value)) if value is not None else ""
    if text == NOT_AVAILABLE[language]:
        if field:
            return "a figure in the file that the workbook does not have"
    elif plain(field) not in (text, "'" + text) and field not in ("red", "amber", "green"):
        return "another text in the file"
    return None if shown is None or plain(shown) == text else "another text on the page"


def shown_rows(rows, count, sums):
    """The rows of a file that a table of so many rows shows: the others stand before the sums."""
    return rows[: count - sums] + rows[len(rows) - sums :]


def compare(stem, language):
    result = {"report": os.path.basename(stem) + "." + language, "formats": [], "compared": 0, "faults": []}
    folder, page, book = (f"{stem}.{language}.{ending}" for ending in ("csv", "html", "xlsx"))
    result["formats"] = [os.path.splitext(path)[1][1:] for path in (folder, page, book) if os.path.exists(path)]
    if len(result["formats"]) < 3:
        return result
    files, sums = delimited_tables(folder)
    read_page = read(page)
    shown = {identifier: rows for identifier, rows in read_page["tables"].items() if identifier}
    if not shown:
        # The page of a message: its tables are layout, and its figures are compared with the message's plain text elsewhere.
        result["formats"].remove("html")
    spec = re.sub(r"-\d{4}-\d\d(-\d\d)?$", "", os.path.basename(stem))
    by_name = {name[len(spec) + 1 : -len(".csv")]: rows for name, rows in files.items() if rows}
    sums = {name[len(spec) + 1 : -len(".csv")]: count for name, count in sums.items()}
    if shown and set(shown) != set(by_name):
        result["faults"].append(f"tables of the page and the files differ: {sorted(set(shown) ^ set(by_name))}")
        return result
    native = {"tbl_" + re.sub(r"[^A-Za-z0-9]", "_", identifier): identifier for identifier in by_name}
    cells = workbook_tables(book, {name: sums[identifier] % len(by_name[identifier]) for name, identifier in native.items()})
    for name, identifier in native.items():
        rows, book_rows = by_name[identifier], cells.get(name) or []
        left_out = len(rows) - len(book_rows)
        if left_out > 0:
            rows = shown_rows(rows, len(book_rows), sums[identifier])
            grouped = f"{left_out:,}".replace(",", MARKS[language][0])
            if left_out > 1 and shown and not re.search(rf"(?<![\d.,]){re.escape(grouped)}(?![\d.,]\d)", read_page["text"]):
                result["faults"].append(f"{identifier}: the page does not say that {left_out} rows are left out")
        page_rows = shown.get(identifier) or [[None] * len(record) for record in rows]
        if not len(rows) == len(page_rows) == len(book_rows):
            result["faults"].append(f"{identifier}: {len(rows)} rows in the file, {len(page_rows)} on the page, {len(book_rows)} in the workbook")
            continue
        for position, (record, page_row, book_row) in enumerate(zip(rows, page_rows, book_rows)):
            if not len(record) == len(page_row) == len(book_row):
                result["faults"].append(f"{identifier} row {position}: {len(record)}, {len(page_row)} and {len(book_row)} cells")
                continue
            for column, (field, on_page, cell) in enumerate(zip(record, page_row, book_row)):
                text = on_page and (on_page["text"] or "".join(on_page["badges"]))
                fault = workbook_fault(cell, field, text, language)
                result["compared"] += 1
                if fault:
                    result["faults"].append(
                        f"{identifier} row {position} column {column}: {fault}: {cell.value!r}, {field!r}, {text!r}")
    return result


def main(folder):
    stems = set()
    for place, folders, names in os.walk(folder):
        for name in names + folders:
            match = re.fullmatch(r"(.+)\.(en|it)\.(csv|html|xlsx)", name)
            if match:
                stems.add((os.path.join(place, match.group(1)), match.group(2)))
    json.dump([compare(stem, language) for stem, language in sorted(stems)], sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1])
