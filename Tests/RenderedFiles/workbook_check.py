"""Reads workbooks for the renderer tests.

workbook_check.py dump FILE         prints what openpyxl finds in FILE as JSON
workbook_check.py audit FILE        prints what FILE lacks of what every workbook of ours has
workbook_check.py recalculate FILE  overwrites every cached formula value with a wrong one, lets LibreOffice
                                    recalculate, and prints the formulas whose value is another one than the cached one
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import zipfile
from datetime import date, datetime
from xml.sax.saxutils import unescape

import openpyxl

WRONG = "-987654321"


def plain(value):
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return value


def kind(value):
    if value is None:
        return "empty"
    if isinstance(value, bool):
        return "bool"
    if isinstance(value, (datetime, date)):
        return "date"
    if isinstance(value, (int, float)):
        return "number"
    return "text"


def number(value):
    return value if isinstance(value, (int, float)) else None


def chart_title(chart):
    if chart.title is None or chart.title.tx is None or chart.title.tx.rich is None:
        return ""
    runs = [run.t for p in chart.title.tx.rich.p for run in (p.r or [])]
    return "".join(runs)


def dump_cell(cell, formula):
    return {
        "kind": kind(cell.value),
        "value": str(plain(cell.value)) if cell.value is not None else "",
        "formula": formula.value if formula.data_type == "f" else None,
        "format": cell.number_format,
        "comment": cell.comment.text if cell.comment else None,
        "link": cell.hyperlink.location if cell.hyperlink else None,
        "color": cell.font.color.rgb if cell.font.color is not None else None,
        "bold": bool(cell.font.bold),
    }


def local_names(sheet, parts):
    found = re.findall(r"<definedName[^>]*localSheetId=\"(\d+)\"[^>]*>([^<]*)<", parts["xl/workbook.xml"])
    return [unescape(text) for index, text in found if int(index) == sheet]


def dump_sheet(values, formulas, names):
    cells = {}
    for row in values.iter_rows():
        for cell in row:
            if cell.value is not None or cell.comment:
                cells[cell.coordinate] = dump_cell(cell, formulas[cell.coordinate])
    return {
        "name": values.title,
        "frozen": values.freeze_panes,
        "paper": values.page_setup.paperSize,
        "orientation": values.page_setup.orientation,
        "fitToWidth": values.page_setup.fitToWidth if values.page_setup.fitToWidth is not None else 1,
        "fitToHeight": values.page_setup.fitToHeight if values.page_setup.fitToHeight is not None else 1,
        "fitToPage": bool(values.sheet_properties.pageSetUpPr and values.sheet_properties.pageSetUpPr.fitToPage),
        "repeatedRows": values.print_title_rows or "",
        "footer": (values.oddFooter.left.text or "") + "|" + (values.oddFooter.right.text or ""),
        "header": (values.oddHeader.left.text or "") + "|" + (values.oddHeader.right.text or ""),
        "tables": {table.name: table.ref for table in values.tables.values()},
        "headings": {table.name: [column.name for column in table.tableColumns] for table in values.tables.values()},
        "charts": [dump_chart(chart) for chart in formulas._charts],
        "widths": {name: size.width for name, size in values.column_dimensions.items()},
        "localNames": names,
        "cells": cells,
    }


def dump_chart(chart):
    anchor = chart.anchor
    axes = [chart.x_axis, chart.y_axis]
    return {
        "title": chart_title(chart),
        "top": anchor._from.row,
        "bottom": anchor.to.row,
        "left": anchor._from.col,
        "right": anchor.to.col,
        "axisTitles": ["".join(r.t for p in a.title.tx.rich.p for r in (p.r or [])) if a.title else "" for a in axes],
        "values": [series.val.numRef.f for series in chart.series],
    }


def dump(path):
    values = openpyxl.load_workbook(path, data_only=True)
    formulas = openpyxl.load_workbook(path)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}
    drawings = "".join(text for name, text in sorted(parts.items()) if name.startswith("xl/drawings/drawing"))
    properties = values.properties
    return {
        "active": values.active.title,
        "title": properties.title,
        "subject": properties.subject,
        "author": properties.creator,
        "created": re.search(r"<dcterms:created[^>]*>([^<]*)<", parts["docProps/core.xml"]).group(1),
        "names": {name: defined.attr_text for name, defined in values.defined_names.items()},
        "alternativeTexts": re.findall(r'descr="([^"]*)"', drawings),
        "parts": sorted(parts),
        "sheets": [
            dump_sheet(values[name], formulas[name], local_names(index, parts)) for index, name in enumerate(values.sheetnames)
        ],
    }


def spoil(source, target):
    """Copies a workbook with every cached formula value replaced by a wrong one; returns how many."""
    count = 0
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name.startswith("xl/worksheets/sheet"):
                text, found = re.subn(r"</f><v>[^<]*</v>", "</f><v>" + WRONG + "</v>", data.decode("utf-8"))
                data, count = text.encode("utf-8"), count + found
            new.writestr(name, data)
    return count


PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def recalculate(path):
    with tempfile.TemporaryDirectory() as folder:
        spoiled = os.path.join(folder, "spoiled.xlsx")
        spoiled_count = spoil(path, spoiled)
        os.makedirs(os.path.join(folder, "profile", "user"))
        with open(os.path.join(folder, "profile", "user", "registrymodifications.xcu"), "w") as profile:
            profile.write(PROFILE)
        output = os.path.join(folder, "out")
        subprocess.run(
            [
                "libreoffice", "-env:UserInstallation=file://" + os.path.join(folder, "profile"), "--headless",
                "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", output, spoiled,
            ],
            check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=180,
        )
        after = openpyxl.load_workbook(os.path.join(output, "spoiled.xlsx"), data_only=True)
        before = openpyxl.load_workbook(path, data_only=True)
        formulas = openpyxl.load_workbook(path)
        count = 0
        changes = []
        errors = []
        for sheet in formulas:
            for row in sheet.iter_rows():
                for cell in row:
                    value = after[sheet.title][cell.coordinate].value
                    place = sheet.title + "!" + cell.coordinate
                    if isinstance(value, str) and value.startswith("#") and cell.data_type != "s":
                        errors.append(place)
                    if cell.data_type == "f":
                        count += 1
                        cached = before[sheet.title][cell.coordinate].value
                        if not same(cached, value):
                            changes.append(f"{place} {cell.value}: {cached!r} becomes {value!r}")
        return {"spoiled": spoiled_count, "formulas": count, "changes": changes, "errors": errors}


def same(cached, value):
    if isinstance(cached, str) or isinstance(value, str):
        return cached == value
    return number(value) is not None and abs(cached - value) <= 1e-9 * max(1, abs(cached))


def is_further(name, before):
    """Whether a sheet, "Title (2)", goes on with the section of the one before it, from which it is reached."""
    title, _, number = name.rpartition(" (")
    return number.removesuffix(")").isdigit() and before in (title, f"{title} ({int(number[:-1]) - 1})")


def audit(path):
    """What a careful reader would miss in a workbook."""
    found = dump(path)
    faults = [f"no {name}" for name in ("title", "subject", "author") if not found[name]]
    faults += ["macros or links to other files" for name in found["parts"] if "vbaProject" in name or "externalLink" in name]
    charts = sum(len(sheet["charts"]) for sheet in found["sheets"])
    if charts != len([text for text in found["alternativeTexts"] if text]):
        faults.append(f"{charts} charts, {len(found['alternativeTexts'])} alternative texts")
    if not found["names"] and charts:
        faults.append("no defined names")
    names = [sheet["name"] for sheet in found["sheets"]]
    linked = set()
    for sheet in found["sheets"]:
        faults += [sheet["name"] + ": " + fault for fault in audit_sheet(sheet)]
        for coordinate, cell in sheet["cells"].items():
            if cell["link"]:
                target = cell["link"].rpartition("!")[0].strip("'").replace("''", "'")
                linked.add((sheet["name"], target))
                if target not in names:
                    faults.append(f"{sheet['name']}!{coordinate} leads to {target}, which is not there")
    for before, name in zip(names, names[1:]):
        start = before if is_further(name, before) else names[0]
        if (start, name) not in linked or (name, names[0]) not in linked:
            faults.append(f"no way from the first sheet to {name} and back")
    return {"faults": faults, "charts": charts, "tables": sum(len(sheet["tables"]) for sheet in found["sheets"])}


def audit_sheet(sheet):
    faults = []
    if not sheet["frozen"]:
        faults.append("nothing stays in view")
    if (sheet["paper"], sheet["orientation"], sheet["fitToPage"], sheet["fitToWidth"]) != (9, "landscape", True, 1):
        faults.append("not A4 landscape, one page wide")
    if not sheet["repeatedRows"] or "&P / &N" not in sheet["footer"] or not sheet["header"].strip("|"):
        faults.append("no repeated rows, page numbers or page header")
    for chart in sheet["charts"]:
        if not chart["title"] or not all(chart["axisTitles"]):
            faults.append(f"a chart without title or axis titles: {chart['title']}")
    for coordinate, cell in sheet["cells"].items():
        text = cell["value"].replace("\u2212", "-")
        # Headings, which are bold, are texts by the format's rules.
        if cell["kind"] == "text" and not cell["bold"] and re.fullmatch(r"[-+]?[\d.,]*\d[.,]\d+|\d{4}-\d\d-\d\d|\d\d/\d\d/\d{4}", text):
            faults.append(f"{coordinate} is a text that looks like a figure or a date: {text}")
        if cell["kind"] in ("number", "date") and cell["format"] == "General":
            faults.append(f"{coordinate} has no number format")
    return faults


if __name__ == "__main__":
    verbs = {"dump": dump, "recalculate": recalculate, "audit": audit}
    json.dump(verbs[sys.argv[1]](sys.argv[2]), sys.stdout)
