"""Buckets of other systems beside ours: the columns of each, and what causes the differences, item by item."""

from dataclasses import dataclass

import polars as pl

from polars_side import BUCKETS
from table import Table

PLACES = [*BUCKETS, "credits", "none"]
SECTION = "other-systems"
OURS, THEIRS = ("In Incasso", "In Incasso"), ("In the system", "Nel sistema")
CAUSES = {
    "credits": ("Credits treated otherwise", "Crediti trattati diversamente"),
    "undated": ("No due date", "Senza scadenza"),
    "not-yet-due": ("Not yet due", "Non ancora scadute"),
    "due-today": ("Due today (day 0)", "In scadenza oggi (giorno 0)"),
    "ranges": ("Ranges end on other days", "Fasce che finiscono in altri giorni"),
}


@dataclass
class System:
    """How a system ages an item by its due day. `ends`: the last day past due of each range; `first`: the first day of the first one.

    `waiting`: the column of what is not late, none when it is in no column. `undated`: by document date, like what is not late, or in the last column.
    """

    name: str
    report: str
    rule: tuple
    source: str
    first: int
    ends: list
    waiting: tuple | None
    undated: str

    def columns(self):
        """Names of the columns in both languages, each with the place of ours that it is compared with: where the middle of its ages lies."""
        found = [(self.waiting, 0)] if self.waiting else []
        for start, end in zip([self.first, *[each + 1 for each in self.ends]], self.ends):
            middle = (start + end) // 2
            found.append(((f"{start}–{end} days", f"{start}–{end} giorni"), 1 if middle <= 30 else 2 if middle <= 60 else 3 if middle <= 90 else 4))
        found.append(((f"Over {self.ends[-1]} days", f"Oltre {self.ends[-1]} giorni"), 4))
        return found if self.waiting else [*found, (("In no column", "In nessuna colonna"), PLACES.index("none"))]

    def column(self, day):
        """The place of an item's column among all of them; credits are aged by their own day."""
        by_document = pl.col("due_date").is_null() & ((pl.col("open") < 0) | pl.lit(self.undated == "document"))
        age = (day - pl.when(by_document).then("document_date").otherwise("due_date")).dt.total_days()
        shift = 1 if self.waiting else 0
        last, waiting = len(self.ends) + shift, 0 if self.waiting else len(self.ends) + 1
        found = pl.when(age.is_null()).then(last if self.undated == "last" else waiting).when(age < self.first).then(waiting)
        for place, end in enumerate(self.ends):
            found = found.when(age <= end).then(place + shift)
        return found.otherwise(last)


def systems(day):
    """The systems a report compares with, on a day."""
    text = lambda waiting, today, ranges, undated: (
        f"Ages each item by its due date. Not yet due: {waiting[0]}. Due today: {today[0]}. Ranges: {ranges} days; older: in a last column. "
        f"Without a due date: {undated[0]}. Credits: with their sign in the column of their own date.",
        f"Calcola l’anzianità di ogni partita dalla scadenza. Non ancora scadute: {waiting[1]}. In scadenza oggi: {today[1]}. Fasce: {ranges} giorni; "
        f"oltre: in un’ultima colonna. Senza scadenza: {undated[1]}. Crediti: con il loro segno nella colonna della propria data.",
    )
    own, first = ("in a column of its own", "in una colonna propria"), ("in the first range", "nella prima fascia")
    # A period begins a month before the day after its end.
    ends, start = [], day + day.resolution
    for _ in range(3):
        start = pl.select(pl.lit(start).dt.offset_by("-1mo")).item()
        ends.append((day - start).days)
    nowhere, by_document = ("in no column", "in nessuna colonna"), ("by document date", "dalla data documento")
    return [
        System(
            "ERPNext",
            "Accounts Receivable, ageing based on due date, ranges 30, 60, 90, 120",
            text(nowhere, first, "0–30, 31–60, 61–90, 91–120", by_document),
            "https://github.com/frappe/erpnext/issues/51596, https://github.com/frappe/erpnext/issues/37444",
            0,
            [30, 60, 90, 120],
            None,
            "document",
        ),
        System(
            "Business Central, 1M",
            "120 Aged Accounts Receivable, aging by due date, period length 1M",
            text(own, first, f"0–{ends[0]}, {ends[0] + 1}–{ends[1]}, {ends[1] + 1}–{ends[2]}", ("in the last column", "nell’ultima colonna")),
            "https://github.com/microsoft/BCApps/pull/10412",
            0,
            ends,
            ("Not due", "Non scaduto"),
            "last",
        ),
        System(
            "OCA",
            "account-financial-reporting, Aged Partner Balance",
            text(own, ("not late", "non in ritardo"), "1–30, 31–60, 61–90, 91–120", ("like not yet due", "come le non ancora scadute")),
            "https://github.com/OCA/account-financial-reporting/pull/383",
            1,
            [30, 60, 90, 120],
            ("Current", "A scadere"),
            "waiting",
        ),
    ]


def compared(items, day, system):
    """Rows of the columns of a system, and of what causes the differences."""
    columns = system.columns()
    is_credit = pl.col("open") < 0
    ours = pl.when(is_credit).then(PLACES.index("credits")).otherwise("bucket").cast(pl.Int64)
    found = items.select(
        "minor",
        ours.alias("ours"),
        system.column(day).cast(pl.Int64).alias("column"),
        pl.when(is_credit)
        .then(0)
        .when(pl.col("due_date").is_null())
        .then(1)
        .when(pl.col("due_date") > day)
        .then(2)
        .when(pl.col("due_date") == day)
        .then(3)
        .otherwise(4)
        .alias("cause"),
    ).with_columns(pl.col("column").replace_strict(dict(enumerate(place for _, place in columns)), return_dtype=pl.Int64).alias("theirs"))
    cells = found.group_by("ours", "theirs", "column", "cause").agg(pl.len().cast(pl.Int64).alias("items"), pl.col("minor").sum())
    held = cells.group_by("column").agg(pl.col("items", "minor").sum()).sort("column").rows()
    shown = [
        (system.name, *columns[place][0], items, minor / 100, BUCKETS[columns[place][1]] if columns[place][1] < 5 else None) for place, items, minor in held
    ]
    total = cells["items"].sum()
    moved = cells.filter(pl.col("ours") != pl.col("theirs"))
    lines = [(OURS, total, placed(cells, "ours"), "item")]
    for number, cause in enumerate(CAUSES.values()):
        part = moved.filter(pl.col("cause") == number)
        if part.height:
            amounts = [new - old for new, old in zip(placed(part, "theirs"), placed(part, "ours"))]
            lines.append((cause, part["items"].sum(), amounts, "item"))
    lines.append((THEIRS, total, placed(cells, "theirs"), "subtotal"))
    return shown, [(system.name, *cause, items, *[amount / 100 for amount in amounts], role) for cause, items, amounts, role in lines]


def placed(cells, side):
    """The amounts at each place."""
    sums = dict(cells.group_by(side).agg(pl.col("minor").sum()).rows())
    return [sums.get(place, 0) for place in range(len(PLACES))]


def blocks(items, day):
    """The differences, the columns and the rules of all systems."""
    items = items.filter(pl.col("open") != 0)
    found, both = systems(day), lambda name: [f"{name}@en", f"{name}@it"]
    parts = [compared(items, day, system) for system in found]
    frame = lambda rows, names: pl.DataFrame(rows, schema=names, orient="row")
    return [
        Table("other-systems", SECTION, frame([row for _, rows in parts for row in rows], ["system", *both("cause"), "items", *PLACES, "row.role"])),
        Table(
            "other-systems-columns", SECTION, frame([row for rows, _ in parts for row in rows], ["system", *both("column"), "items", "amount", "compared-with"])
        ),
        Table(
            "other-systems-rules",
            SECTION,
            frame([(each.name, each.report, *each.rule, each.source) for each in found], ["system", "report", *both("rule"), "source"]),
        ),
    ]
