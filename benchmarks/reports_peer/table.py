"""A table of a report: values to show, and what is told beside them."""

import datetime
from dataclasses import dataclass, field
from itertools import repeat

import polars as pl

import reasons
import words

# What belongs to a column.
DETAILS = (".reason", ".note", ".status")


@dataclass
class Chart:
    """A chart of some columns of a table: line, column, stacked or waterfall."""

    kind: str
    columns: list


@dataclass
class Table:
    """A table of a section. `kinds` tells how each column is shown; a column `row.unit` is not shown: it tells the kind of a row's figures.

    `shown`: rows at most outside of CSV. `total`: the last row adds up the others. `figure`: of all columns. `before`: the day of a column of that name.
    Columns `name.reason`, `name.note` and `name.status` belong to the column they are named after, `to` to the row; texts that differ by
    language are columns `name@language`.
    """

    id: str
    section: str
    frame: pl.DataFrame
    shown: int = 250
    charts: list = field(default_factory=list)
    total: bool = False
    figure: str = ""
    before: datetime.date | None = None
    kinds: dict = field(init=False)

    def __post_init__(self):
        self.schema = dict(self.frame.schema)
        names = dict.fromkeys(name.split("@")[0] for name in self.schema if not name.endswith(DETAILS) and name not in ("row.unit", "to", "row.role"))
        self.kinds = {name: self.kind(name) for name in names}
        money = [name for name, kind in self.kinds.items() if kind == "money" and name in self.schema and self.schema[name].is_integer()]
        if money:
            self.frame = self.frame.with_columns((pl.col(name) / 100) for name in money)
        self.views = {}

    def kind(self, name):
        """How a column is shown: as its name says, unless it holds figures of several kinds, shares only, or numbers or keys where others do not."""
        if name not in self.schema:
            return "text"
        if self.schema[name] == pl.Date:
            return "date"
        kind, is_number = words.column(name)[0], self.schema[name].is_numeric()
        if is_number and "row.unit" in self.schema:
            return "figure"
        if is_number and self.id.endswith("-shares"):
            return "ratio"
        if self.schema[name] == pl.String and kind in ("money", "count"):
            return "key"
        return "count" if is_number and kind == "text" else kind

    def view(self, language):
        """All rows in a language under the names of CSV files: the columns shown, then what belongs to them and to rows."""
        if language not in self.views:
            self.views[language] = self.frame.select(self.columns_of(language))
        return self.views[language]

    def rows(self, language):
        """The rows shown outside of CSV."""
        return self.view(language).head(self.shown).rows()

    def drawn(self, chart):
        """How many rows a chart shows: not the total, unless it leads to it."""
        return self.frame.height - (1 if self.total and chart.kind != "waterfall" else 0)

    def reasons(self, language):
        """The place of the reason or note of each column shown that has one."""
        names = self.view(language).columns
        return {
            place: names.index(column_id(name + detail))
            for place, name in enumerate(self.kinds)
            for detail in (".note", ".reason")
            if name + detail in self.schema
        }

    def row_kinds(self):
        """How the columns of each row are shown: tables of several figures tell it by row."""
        kinds = list(self.kinds.values())
        if "row.unit" not in self.schema:
            return repeat(kinds)
        return [[unit if kind == "figure" else kind for kind in kinds] for unit in self.frame["row.unit"].to_list()]

    def columns_of(self, language):
        """The columns of a view."""
        found, details = [], []
        for name, kind in self.kinds.items():
            if name not in self.schema:
                column = pl.col(f"{name}@{language}")
            else:
                column = self.worded(name, language) if kind in ("word", "key") else pl.col(name)
            found.append(column.alias(column_id(name)))
            for detail in (name + each for each in DETAILS):
                if detail in self.schema:
                    told = pl.col(detail) if detail.endswith(".status") else self.replaced(detail, lambda code: reasons.text(code, language))
                    details.append(told.alias(column_id(detail)))
        if self.total:
            details.append(pl.when(pl.int_range(pl.len()) == pl.len() - 1).then(pl.lit("total")).otherwise(pl.lit("item")).alias("row.role"))
        return found + details + [pl.col(name) for name in ("to", "row.role") if name in self.schema]

    def worded(self, name, language):
        """A column of words or keys in a language; figures of several kinds with their units."""
        with_unit = name == "figure" and self.id.endswith(("headline", "comparison"))
        return self.replaced(name, lambda word: (words.with_unit if with_unit else words.word)(word, language))

    def replaced(self, name, text):
        """A column with other texts."""
        found = [each for each in set(self.frame[name].cast(pl.String).to_list()) if each is not None]
        return pl.col(name).cast(pl.String).replace_strict(found, [text(each) for each in found], return_dtype=pl.String)


def column_id(name):
    """A column as CSV files call it: hyphens in ids, details of a column behind a point."""
    detail = next((each for each in DETAILS if name.endswith(each)), "")
    return name if name.startswith("key.") else name.removesuffix(detail).replace(".", "-") + detail
