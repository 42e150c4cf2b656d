"""Live formulas of a workbook: which cell holds which figure, and how figures are made from others."""

import csv
import datetime
import os
import re
from dataclasses import dataclass

import polars as pl
from xlsxwriter.utility import xl_rowcol_to_cell

import words
from polars_side import BUCKETS
from source import month_end

INPUT = re.compile(r"[a-z]+(?:[-.][a-z0-9]+(?:-[a-z0-9]+)*)+|sales|contacts|cei|add")
SCOPES = {"team", "analyst", "company", "currency", "segment", "department", "reason"}
# Figures whose whole-ledger value stands in for that of a group of disputes.
OF_WHOLE = {"ar.gross"}
MORE = {"input.target-gap": "cash.attributed − input.target-cash", "bridge.invoiced": "sales"}
# Columns of figures that are not to be added up.
NOT_ADDED = {"input.period-days", "days-open", "age", "oldest", "landing.error", "input.target-daily"}
NOT_SUMMED = {"bridge-all"}


def parsed(formula):
    """A formula as a template, and the figures it names in their order."""
    template = INPUT.sub("{}", formula.translate(str.maketrans("−×÷", "-*/")))
    return template, INPUT.findall(formula)


with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "definitions.csv"), encoding="utf-8", newline="") as file:
    DEFINED = {row["id"]: row["formula"] for row in csv.DictReader(file) if "*" not in row["id"]}
CATALOGUE = {*DEFINED, *(name for name in words.COLUMNS if name.startswith("input."))}
TEXTS = {name: formula for name, formula in DEFINED.items() if formula and ";" not in formula} | MORE
# An estimate is rounded half to even, which no formula does.
FORMULAS = {name: found for name, found in ((name, parsed(text)) for name, text in TEXTS.items()) if found[1] and name != "ecl.estimate"}


@dataclass
class Placed:
    """A table at its place: the sheet, the line of its headings, the names of its columns, the rows it shows, and the figure of each cell that holds one."""

    table: object
    sheet: str
    top: int
    names: list
    rows: list
    figures: list

    def cell(self, row, name):
        """The cell of a row in a column."""
        return (self.sheet, self.top + 1 + row, self.names.index(name))


def figures_of(table, day, names, number):
    """The figure and what it is of, for each cell of some rows that holds one."""
    first, iso, frame = names[0], day.isoformat(), table.frame
    if first in ("figure", "movement"):
        ids = frame["id" if "id" in frame.columns else "figure" if first == "figure" and "figure" in frame.columns else first].to_list()
        ends = dict.fromkeys(("actual", "mine", "today", "value", "amount"), iso)
        ends["previous-month"] = (day.replace(day=1) - datetime.timedelta(days=1)).isoformat()
        ends["same-month-last-year"] = month_end(day.replace(day=1, year=day.year - 1)).isoformat()
        ends["before"] = table.before and table.before.isoformat()
        of_column = [("all", ends[name]) if ends.get(name) else None for name in names]
        return [[of and (figure, of) for of in of_column] for figure in ids[:number]]
    if first not in frame.columns:
        return [[None] * len(names)] * number
    keys = frame[first].cast(pl.String).to_list()
    if "month" in names:
        months = [month_end(datetime.date.fromisoformat(f"{month}-01")).isoformat() for month in frame["month"].to_list()]
        until = frame["to"].cast(pl.String).to_list() if "to" in frame.columns else months
        of_row = [(f"{first}:{key}" if first in SCOPES else "all", at) for key, at in zip(keys, until)]
    elif first in SCOPES or first == "customer":
        of_row = [("all" if key == "all" and first in SCOPES else f"{first}:{key}", iso) for key in keys]
    else:
        return [[None] * len(names)] * number
    if table.figure:
        by_key = [None if name == "month" else "all" if name == "all" else f"company:{name[4:]}" for name in names]
        return [[key and (table.figure, (key, of[1])) for key in by_key] for of in of_row[:number]]
    held = [name if name in CATALOGUE else None for name in names]
    return [[name and (name, of) for name in held] for of in of_row[:number]]


class Formulas:
    """The formulas of a workbook's cells: `first`: the first cell of each figure; `sheets`: sheets as formulas write them."""

    def __init__(self, placed):
        self.first, self.sheets = {}, {each.sheet: quoted(each.sheet) for each in placed}
        self.placed = {each.table.id: each for each in placed}
        for each in placed:
            for row, (figures, values) in enumerate(zip(each.figures, each.rows)):
                for place, (figure, value) in enumerate(zip(figures, values)):
                    if figure and value is not None:
                        self.first.setdefault(figure, (each.sheet, each.top + 1 + row, place))

    def reference(self, cell, sheet):
        """A cell as formulas of a sheet write it."""
        found = xl_rowcol_to_cell(cell[1], cell[2])
        return found if cell[0] == sheet else f"{self.sheets[cell[0]]}!{found}"

    def of_row(self, placed, row):
        """The formulas of a row by column."""
        line, found, values = placed.top + 1 + row, {}, placed.rows[row]
        here = {figure: (placed.sheet, line, place) for place, figure in enumerate(placed.figures[row]) if figure and values[place] is not None}
        for place, figure in enumerate(placed.figures[row]):
            if figure and values[place] is not None:
                text = self.of_figure(figure, here, (placed.sheet, line, place))
                if text:
                    found[place] = text
        beside = lambda name: xl_rowcol_to_cell(line, placed.names.index(name))
        for place, name in enumerate(placed.names):
            text = values[place] is not None and between(name, placed.names, values, beside)
            if text:
                found[place] = "=" + text
        if placed.table.total and row == placed.table.frame.height - 1:
            found = self.total(placed, row, place_names=placed.names) | found
        return found | self.of_table(placed, row)

    def of_figure(self, figure, here, cell):
        """A figure made from others, or the cell it stands in first."""
        name, of = figure
        if name in FORMULAS:
            template, inputs = FORMULAS[name]
            parts = [here.get((each, of)) or self.first.get((each, of)) or (each in OF_WHOLE and self.first.get((each, ("all", of[1])))) for each in inputs]
            if all(parts):
                return "=" + template.format(*[self.reference(part, cell[0]) for part in parts])
        first = self.first.get(figure)
        return "=" + self.reference(first, cell[0]) if first and first != cell else None

    def total(self, placed, row, place_names):
        """Sums of the rows above, of what adds up."""
        found, kinds = {}, list(placed.table.kinds.values())
        for place, (name, value) in enumerate(zip(place_names, placed.rows[row])):
            adds_up = kinds[place] in ("money", "count") and name not in NOT_ADDED and not name.endswith(("-target", "-target-to-date", "-variance"))
            if adds_up and value is not None and row and place and placed.table.id not in NOT_SUMMED:
                found[place] = f"=SUM({xl_rowcol_to_cell(placed.top + 1, place)}:{xl_rowcol_to_cell(placed.top + row, place)})"
        return found

    def of_table(self, placed, row):
        """Formulas of tables that hold no figures of the catalogue."""
        line, names = placed.top + 1 + row, placed.names
        at = lambda name: xl_rowcol_to_cell(line, names.index(name))
        if placed.table.id == "migration" and placed.rows[row][names.index("opening")] is not None and row < len(BUCKETS):
            settled = [name for name in names if name.startswith("settled-")]
            whole = f"=SUM({at(BUCKETS[0])}:{at(BUCKETS[-1])})+{at('settled')}"
            return {names.index("settled"): f"=SUM({at(settled[0])}:{at(settled[-1])})", names.index("opening"): whole}
        if placed.table.id == "migration-shares" and row < len(BUCKETS):
            amounts = self.placed["migration"]
            of = lambda name: self.reference(amounts.cell(row, "opening" if name == "total" else name), placed.sheet)
            return {place: f"={of(name)}/{of('total')}" for place, name in enumerate(names) if place and placed.rows[row][place] is not None}
        if placed.table.id == "unapplied-ages" and row < placed.table.frame.height - 1:
            return {names.index("total"): f"={at('creditNote')}+{at('onAccount')}"}
        if placed.table.id == "other-systems" and placed.rows[row][-1] == "subtotal":
            above = [each[0] for each in placed.rows[:row]].index(placed.rows[row][0])
            top = lambda place: xl_rowcol_to_cell(placed.top + 1 + above, place)
            return {place: f"=SUM({top(place)}:{xl_rowcol_to_cell(line - 1, place)})" for place in range(names.index(BUCKETS[0]), len(names))}
        return {}


def between(name, names, values, beside):
    """What a column is of others in its row: variances, changes, differences."""
    has = lambda other: other in names and values[names.index(other)] is not None
    if name.endswith("-variance"):
        figure = name.removesuffix("-variance")
        goal = f"{figure}-target-to-date" if f"{figure}-target-to-date" in names else f"{figure}-target"
        return f"{beside(figure)}-{beside(goal)}"
    if name == "variance":
        goal = "target-to-date" if has("target-to-date") else "target"
        return f"{beside('actual')}-{beside(goal)}" if has(goal) else None
    pairs = {"change": ("actual", "previous-month") if "actual" in names else ("today", "before"), "difference": ("mine", "all")}
    if name in pairs and all(has(each) for each in pairs[name]):
        return "-".join(beside(each) for each in pairs[name])
    return None


def quoted(sheet):
    """A sheet as formulas write it."""
    return "'" + sheet.replace("'", "''") + "'"
