"""The section Method: settings, snapshots, imported files, rates, what is to be known of the data."""

import csv
import os

import polars as pl

import texts
import words
from source import ITEM_TYPES, POSTING_TYPES, RATE_SCALE, SMALL_TYPES
from table import Table

SECTION = "method"
# Those of 13 months, and the opening of the first of them.
SNAPSHOTS = 14
FILES = ["rates", "interest", "customers", "analysts", "portfolios", "targets", "activities", "promises", "disputes", "postings"]
NO_TOTALS = ("none in the file", "assenti nel file")
NOTES = [
    ("Debit items without a due date (counted as current)", "Partite a debito senza scadenza (contate come a scadere)"),
    ("Debit items of months without sales on record (outside the true DSO)", "Partite a debito di mesi senza fatturato noto (fuori dal DSO per partita)"),
    (
        "Payments that name no known invoice (outside payment behaviour)",
        "Pagamenti che non indicano una fattura nota (fuori dal comportamento di pagamento)",
    ),
    ("Net balance of customers without an owner (house account)", "Saldo netto dei clienti senza assegnazione"),
]
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "settings.csv"), encoding="utf-8", newline="") as file:
    SETTINGS = list(csv.DictReader(file))


def settings(books, day, rates):
    """What shapes the figures; `rates`: those of late-payment interest that were used, in both languages, or none."""
    first, start = day.replace(day=1), books.monthly["month"].min()
    rows = []
    for setting in SETTINGS:
        found = []
        for language in words.LANGUAGES:
            found.append(
                setting[f"value_{language}"].format(
                    first=words.date(first, language),
                    last=words.date(day, language),
                    until=words.preposition("al", day),
                    days=words.days(day.day, language),
                    months=(day.year - start.year) * 12 + day.month - start.month + 1,
                    start=words.month(start, language),
                    interest=rates and words.of(rates, language),
                )
            )
        if found[0] != "None":
            rows.append((setting["en"], setting["it"], *found))
    return Table("settings", SECTION, pl.DataFrame(rows, schema=["setting@en", "setting@it", "value@en", "value@it"], orient="row"))


def interest_rates(books, day):
    """The rates of late-payment interest that claims of a day were made with, in both languages."""
    used = books.claims.spans.filter(pl.col("day") == day).select("currency", "from", "per-cent").unique().sort(pl.col("currency").cast(pl.String), "from")
    name = lambda first: f"{first.year}-H{1 if first.month == 1 else 2}"
    found = ["; ".join(f"{name(row['from'])} {row['currency']}: {row['per-cent'] / 100:g}%" for row in used.iter_rows(named=True))]
    return found[0], found[0].replace(".", ",")


def sources(books, days, owner=None):
    """Snapshots with their number of items; `owner`: of one portfolio."""
    counted = books.items_by_day if owner is None else books.items_by_day.filter(pl.col("analyst") == owner)
    counted = counted.group_by("day").agg(pl.col("items").sum())
    rows = pl.DataFrame({"day": days}).join(counted, on="day", how="left").sort("day")
    name = pl.lit("ledger-") + pl.col("day").cast(pl.String) + ".csv"
    frame = rows.select(pl.col("day").alias("snapshot"), pl.lit(1).alias("version"), pl.col("items").fill_null(0), name.alias("file"))
    return Table("sources", SECTION, frame)


def rates(books, opening, day):
    """The exchange rates of both snapshots, with the day each is of."""
    rows = []
    known = books.source.known_rates
    for currency in sorted(known["currency"].cast(pl.String).unique()):
        of_currency = known.filter(pl.col("currency") == currency)
        for at in (opening, day):
            found = of_currency.filter(pl.col("date") <= at).sort("date").row(-1, named=True)
            rows.append((currency, found["date"], f"{found['rate'] / RATE_SCALE:.6f}".rstrip("0")))
    frame = pl.DataFrame(rows, schema=["currency", "from", "rate"], orient="row").unique(maintain_order=True)
    return Table("rates", SECTION, frame)


def written(types):
    """How a canonical file is written."""
    found = [f"{name} iso" for name, kind in types.items() if kind == pl.Date] + [f"{name} point" for name, kind in types.items() if kind == pl.Float64]
    return ", ".join(['UTF-8, ","', *found])


def findings(size, newest, undated, is_ledger, language):
    """What an import found in a file."""
    is_italian = language == "it"
    found = [f"{texts.whole(size, language)} byte" + ("" if is_italian else "s")]
    if newest:
        day = words.date(newest, language)
        in_it = f"ultima data presente {day}" if is_italian else f"newest day in it {day}"
        named = "giorno dal nome del file, " if is_italian else "day from the file’s name, "
        found.append((named if is_ledger else "") + in_it)
    if undated:
        found.append(texts.whole(undated, language) + (" senza scadenza" if is_italian else " without due date"))
    return "; ".join(found)


def imports(books, opening, day):
    """The files a report rests on as they were imported."""
    source, rows = books.source, []
    ledgers = books.large.items.filter(pl.col("day").is_in([opening, day])).group_by("day")
    ledgers = ledgers.agg(pl.len(), pl.col("document_date").max().alias("newest"), pl.col("due_date").null_count().alias("undated")).sort("day")
    for found in ledgers.iter_rows(named=True):
        rows.append((source.ledgers[found["day"]], found["day"], ITEM_TYPES, found["len"], found["newest"], found["undated"]))
    for name in FILES[:-1]:
        rows.append((os.path.join(source.folder, name + ".csv"), None, SMALL_TYPES[name], source.heights[name], None, 0))
    posted = books.large.postings.select(pl.len(), pl.col("posting_date").max(), pl.col("due_date").null_count()).row(0)
    rows.append((source.movements, None, POSTING_TYPES, *posted))
    lines = []
    for path, at, types, count, newest, undated in rows:
        found = [findings(os.path.getsize(path), newest, undated, at is not None, language) for language in words.LANGUAGES]
        lines.append((os.path.basename(path), at, "canonical", source.digests[path].result(), written(types), count, count, 0, 0, *NO_TOTALS, *found))
    names = ["file", "snapshot", "profile", "sha256", "dialect", "read", "kept", "dropped", "rejected"]
    names += [f"{name}@{language}" for name in ("control-totals", "findings") for language in words.LANGUAGES]
    return Table("imports", SECTION, pl.DataFrame(lines, schema=names, orient="row"))


def quality(counts, house=None):
    """What is to be known of the data; `house`: what customers without an owner owe."""
    values = [counts["n.undated"], counts["n.without-sales"], counts["n.bridge.cash"] - counts["n.matched"]] + ([] if house is None else [house / 100])
    rows = [(*pair, float(value)) for pair, value in zip(NOTES, values)]
    return Table("data-quality", SECTION, pl.DataFrame(rows, schema=["note@en", "note@it", "value"], orient="row"))
