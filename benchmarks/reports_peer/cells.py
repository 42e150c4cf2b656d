"""Cells of the migration one by one: amounts, shares, and the items behind them."""

from dataclasses import dataclass

import polars as pl

import words
from polars_side import BUCKETS

SETTLED = ["paid", "credited", "written-off", "other"]
NAMES = {
    "settled": ("settled", "chiuso"),
    "paid": ("paid", "pagato"),
    "credited": ("credited", "accreditato"),
    "written-off": ("written off", "stralciato"),
    "other": ("settled otherwise", "chiuso altrimenti"),
    "stayed": ("stayed", "rimasto"),
    "improved": ("improved", "migliorato"),
    "jumped": ("jumped", "saltato avanti"),
}
SETTINGS = "Conversion, Ownership, Bucket limits"
WITH_PERIOD = "Conversion, Ownership, Period, Bucket limits"


@dataclass
class Cell:
    """An amount in cents or a share with its names: a formula, or rows with the snapshots and files they rest on."""

    names: tuple
    value: float
    formula: str = ""
    rows: tuple = ("", "")
    rests: frozenset = frozenset()
    settings: str = SETTINGS


def bucket(name, language, is_start=False):
    """The name of a bucket within a phrase."""
    text = words.word(f"aging.{name}", language)
    return text if is_start else text[0].lower() + text[1:]


def of(moved, evidence):
    """All cells that hold something, with the shares made from them; `moved`: the sums of the whole ledger."""
    found = {}

    def add(name, pair, value, number, foreign, settings=SETTINGS):
        files = {"rates.csv"} if foreign else set()
        files |= {"postings.csv"} if settings == WITH_PERIOD else set()
        rows = tuple(evidence.text("migrated", number, evidence.opening, evidence.day))
        found[f"input.migration.{name}"] = Cell(tuple(pair), value, rows=rows, rests=frozenset({evidence.opening, evidence.day, *files}), settings=settings)

    old = moved.filter(pl.col("from").is_not_null()).drop("group", "analyst", "new", "n.new", "foreign.new")
    sums = pl.all().sum()
    stays = {(row["from"], row["to"]): row for row in old.filter(pl.col("to").is_not_null()).group_by("from", "to").agg(sums).iter_rows(named=True)}
    settled = {row["from"]: row for row in old.drop("to").group_by("from").agg(sums).iter_rows(named=True)}
    arrow = lambda start, pair: tuple(f"{bucket(start, language, True)} → {text}" for language, text in zip(words.LANGUAGES, pair))
    for place, start in enumerate(BUCKETS):
        for to, end in enumerate(BUCKETS):
            row = stays.get((place, to))
            if row and row["stays-minor"]:
                add(
                    f"{start}.{end}",
                    arrow(start, [bucket(end, language) for language in words.LANGUAGES]),
                    row["stays-minor"],
                    row["n.stays"],
                    row["foreign.stays"],
                )
        row = settled.get(place)
        whole = row and sum(row[f"settled-{kind}"] for kind in SETTLED)
        if whole:
            add(f"{start}.settled", arrow(start, NAMES["settled"]), whole, row["n.settled"], row["foreign.settled"])
    for place, start in enumerate(BUCKETS):
        row = settled.get(place)
        for kind in SETTLED if row else []:
            if row[f"settled-{kind}"]:
                add(f"{start}.{kind}", arrow(start, NAMES[kind]), row[f"settled-{kind}"], row.get(f"n.{kind}", 0), row.get(f"foreign.{kind}", 0), WITH_PERIOD)
        if f"input.migration.{start}.other" in found:
            parts = " + ".join(f"input.migration.{start}.{kind}" for kind in SETTLED[:-1])
            found[f"input.migration.{start}.other"].formula = f"input.migration.{start}.settled − ({parts})"
    new = moved.filter(pl.col("from").is_null()).group_by("to").agg(pl.col("new", "n.new", "foreign.new").sum())
    for to, value, number, foreign in new.sort("to").rows():
        if value:
            pair = tuple(text + bucket(BUCKETS[to], language) for text, language in zip(("New in ", "Nuovo in "), words.LANGUAGES))
            add(f"new.{BUCKETS[to]}", pair, value, number, foreign)
    shares(found, settled)
    return found


def shares(found, settled):
    """Opening buckets, and the shares of them that have each outcome."""
    amount = lambda start, end: found[f"input.migration.{start}.{end}"].value if f"input.migration.{start}.{end}" in found else 0
    for place, start in enumerate(BUCKETS):
        if place not in settled:
            continue
        opening, whole = f"input.migration.{start}", settled[place]["opening"]
        formula = " + ".join(f"{opening}.{end}" for end in [*BUCKETS, "settled"])
        names = [bucket(start, language, True) + text for language, text in zip(words.LANGUAGES, (" at opening", " all’apertura"))]
        found[opening] = Cell(tuple(names), whole, formula)

        def add(name, pair, ends, settings=SETTINGS):
            value = sum(amount(start, end) for end in ends)
            if value:
                parts = " + ".join(f"{opening}.{end}" for end in ends)
                formula = f"({parts}) ÷ {opening}" if len(ends) > 1 else f"{parts} ÷ {opening}"
                found[f"roll.{name}"] = Cell(tuple(pair), value / whole, formula, settings=settings)

        if start != BUCKETS[-1]:
            texts = zip(words.LANGUAGES, ("Roll rate, ", "Scivolamento, "))
            add(start, [text + bucket(start, language) for language, text in texts], [BUCKETS[place + 1]])
        outcomes = {"stayed": [start], "improved": BUCKETS[:place], "jumped": BUCKETS[place + 2 :]} | {kind: [kind] for kind in SETTLED}
        for kind, ends in outcomes.items():
            pair = [f"{bucket(start, language, True)}: {words.of(NAMES[kind], language)}" for language in words.LANGUAGES]
            if ends:
                add(f"{start}.{kind}", pair, ends, WITH_PERIOD if kind in SETTLED else SETTINGS)


def members(family, found):
    """The cells of a family, in the order in which they are shown."""
    if "*" not in family:
        return []
    prefix, depth = family.split("*")[0], family.count(".")
    names = [name for name in found if name.startswith(prefix) and name.count(".") == depth]
    return [name for name in names if family.startswith("input.migration.new") or not name.startswith("input.migration.new")]
