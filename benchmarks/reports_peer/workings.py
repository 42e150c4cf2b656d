"""How each figure came about: definition, formula or rows, the settings that shape it, the snapshots and files it rests on; in both languages."""

import csv
import os
import re

import polars as pl

import cells
import reasons
import words
from evidence import CALENDAR, COVERED
from table import Table

SECTION = "workings"
UNITS = {"money": ("EUR", "EUR"), "ratio": ("%", "%"), "days": ("days", "giorni")}
INDENT = "\N{EM SPACE}"
FILES_SHOWN = 4
SETTINGS = {
    "Conversion": "Conversione",
    "Ownership": "Assegnazione",
    "Period": "Periodo",
    "Bucket limits": "Limiti delle fasce",
    "Credits": "Crediti del cliente",
    "Sales": "Fatturato",
    "Look-back of sales": "Storico del fatturato",
    "Loss rates (estimate)": "Tassi di perdita (stima)",
    "Attributed cash": "Incasso attribuito",
    "Tolerance of promises": "Tolleranza delle promesse",
    "Work calendar": "Calendario di lavoro",
    "Landing forecast": "Previsione di fine mese",
    "Risk score": "Punteggio di rischio",
}
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "definitions.csv"), encoding="utf-8", newline="") as file:
    DEFINITIONS = {row["id"]: row for row in csv.DictReader(file)}
OF_REVIEW = [name for name, row in DEFINITIONS.items() if row["review"]]
OF_SELF_VIEW = sorted((name for name, row in DEFINITIONS.items() if row["self"]), key=lambda name: int(DEFINITIONS[name]["self"].split(":")[0]))
DEFINED_ONLY = sorted((name for name, row in DEFINITIONS.items() if row["defs"]), key=lambda name: int(DEFINITIONS[name]["defs"]))
INPUT = re.compile(r"[a-z]+(?:[-.][a-z0-9]+(?:-[a-z0-9]+)*)+|sales|contacts|cei|add")
# Figures that have no value on purpose: why.
WITHOUT = {"risk.score": "of-customer", "input.target-daily": "no-working-day {month}"}
NOTES = reasons.NOTES
# Sums that are 0 where no row is behind them, though the ratio made from them is not available then.
COUNTED_FROM_NONE = {
    "input.promise.paid-amount",
    "input.promise.promised-amount",
    "input.contacts.promises",
    "input.follow-up.due",
    "input.follow-up.done-on-time",
}


def kind_of(name):
    """How a figure is shown; cells of the migration are amounts, and shares of them."""
    if name in words.COLUMNS:
        return words.COLUMNS[name][0]
    return "ratio" if name.startswith("roll.") else "money"


class Workings:
    """What stands behind the figures of one key on a day."""

    def __init__(self, row, evidence, moved=None):
        self.row, self.evidence, self.known = row, evidence, {}
        self.cells = cells.of(moved, evidence) if moved is not None else {}

    def formula(self, name):
        """The formula of a figure; none where rows stand behind it."""
        return self.cells[name].formula if name in self.cells else DEFINITIONS[name]["formula"]

    def rests_on(self, name):
        """Snapshots and files behind a figure: those of its rows, or of all that its formula names."""
        if name not in self.known:
            formula = self.formula(name)
            if name in self.cells and not formula:
                found = self.cells[name].rests
            elif not formula or formula == CALENDAR[0] or name in self.evidence.fixed:
                found = self.evidence.rests_on(name)
            else:
                parts = [self.rests_on(each) for each in INPUT.findall(formula) if each in DEFINITIONS or each in self.cells]
                found = set().union(*parts) if parts else self.evidence.rests_on(name)
                if name in self.cells and self.cells[name].settings == cells.WITH_PERIOD:
                    found = found | {"postings.csv"}
            self.known[name] = found
        return self.known[name]

    def sources(self, name, language):
        """Snapshots and files as text; of many files the first three and their number."""
        found = self.rests_on(name)
        days = sorted(each for each in found if not isinstance(each, str))
        files = sorted(each for each in found if isinstance(each, str))
        version = " (versione 1)" if language == "it" else " (version 1)"
        shown = files if len(files) <= FILES_SHOWN else [*files[: FILES_SHOWN - 1], f"… ({len(files)})"]
        return ", ".join([*[words.date(day, language) + version for day in days], *shown])

    def made_from(self, name, language):
        """The formula or the rows behind a figure."""
        if name in self.cells:
            return self.cells[name].formula or words.of(self.cells[name].rows, language)
        formula = DEFINITIONS[name]["formula"]
        if formula == CALENDAR[0]:
            return words.of(CALENDAR, language)
        if formula:
            return formula.replace("0.5%", "0,5%") if language == "it" else formula
        return words.of(self.evidence.rows(name), language)

    def value(self, name):
        """A figure in the unit it is shown in."""
        found = self.cells[name].value if name in self.cells else self.row.get(name)
        if found is None and (name in COUNTED_FROM_NONE or (name in COVERED and self.evidence.opening)):
            found = 0
        return found / 100 if found is not None and kind_of(name) == "money" else found

    def line(self, name, level, has_evidence=True, has_sources=True):
        """The row of a figure; one that is only defined has no evidence."""
        kind = kind_of(name)
        names_of = self.cells[name].names if name in self.cells else words.COLUMNS[name][1:]
        known = DEFINITIONS.get(name, {"settings": "Conversion, Ownership, Bucket limits", "en": "", "it": ""})
        settings = self.cells[name].settings if name in self.cells else known["settings"]
        names = settings.split(", ")
        value = self.value(name)
        why = WITHOUT.get(name) or reasons.code(name, self.evidence.day, self.evidence.opening is not None) if value is None and "*" not in name else None
        unit = UNITS.get(kind, ("", ""))
        found = {
            "figure@en": INDENT * level + names_of[0],
            "figure@it": INDENT * level + names_of[1],
            "id": name,
            "value": None if value is None else float(value),
            "value.reason": why and why.format(month=self.evidence.day.replace(day=1)),
            "value.note": NOTES.get(name),
            "row.unit": kind,
            "unit@en": unit[0],
            "unit@it": unit[1],
            "definition@en": known["en"],
            "definition@it": known["it"],
        }
        for language in words.LANGUAGES if has_evidence else []:
            found[f"from@{language}"] = self.made_from(name, language)
            found[f"settings@{language}"] = settings if language == "en" else ", ".join(SETTINGS[each] for each in names)
        for language in words.LANGUAGES if has_sources else []:
            found[f"sources@{language}"] = self.sources(name, language)
        return found

    def review(self):
        """The whole catalogue, cells of the migration behind their families."""
        lines = []
        for name in OF_REVIEW:
            lines.append(self.line(name, int(DEFINITIONS[name]["review"])))
            lines += [self.line(each, 1) for each in cells.members(name, self.cells)]
        return table("workings", lines)

    def self_view(self):
        """The figures of a portfolio with what stands behind them, and the definitions of the others that are shown."""
        lines = [self.line(name, int(DEFINITIONS[name]["self"].split(":")[1]), has_sources=False) for name in OF_SELF_VIEW]
        defined = [self.line(name, 0, has_evidence=False, has_sources=False) for name in DEFINED_ONLY]
        for row in defined:
            if "*" in row["id"]:
                row["unit@en"] = row["unit@it"] = ""
        return [table("workings", lines), table("definitions", defined)]


def table(name, lines):
    """A table of lines, without details that none of them has."""
    schema = {key: pl.Float64 if key == "value" else pl.String for key in lines[0]}
    frame = pl.DataFrame(lines, schema=schema, orient="row")
    return Table(name, SECTION, frame.drop(key for key in ("value.reason", "value.note") if frame[key].null_count() == frame.height))
