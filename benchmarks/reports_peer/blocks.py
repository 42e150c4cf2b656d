"""Blocks that several reports have."""

import datetime
from dataclasses import dataclass

import polars as pl

import migration
import tables
import words
from clearing import label
from figures import AGING
from polars_side import BUCKETS
from table import Table

AGED = [*AGING, "ar.gross", "ar.credits", "ar.net", "ar.past-due", "ratio.past-due", "past-due.days"]
JUDGED = ["promise.judged", "promise.kept", "promise.partial", "promise.broken", "promise.kept-rate", "promise.kept-amount-rate"]
STATES = ["promise.kept", "promise.partial", "promise.broken"]


@dataclass
class Report:
    """A report of a month or day; `folder`: below the output, of whom it is."""

    name: str
    period: str
    day: datetime.date
    tables: list
    folder: str = ""
    is_mail: bool = False


def migrations(found, row, section):
    """The migration matrix as amounts and as shares."""
    amounts = migration.matrix(found, row)
    return [Table("migration", section, amounts, total=True), Table("migration-shares", section, migration.shares(amounts))]


def disputes(found, row, section, by):
    """Disputes by department or reason, named as the report names them."""
    return tables.dispute_groups(found, row["ar.gross"], row["day"], f"disputes-by-{by}", section, by)


def oldest_disputes(found, section, shown):
    """The disputes open longest."""
    columns = {
        "dispute": "dispute",
        "customer": "customer",
        "name": "name",
        "document": "document",
        "amount": "minor",
        "reason": "reason",
        "department": "department",
        "portfolio": "portfolio",
        "opened-on": "opened_on",
        "days-open": "days-open",
    }
    return Table("oldest-disputes", section, found.select([pl.col(column).alias(name) for name, column in columns.items()]), shown=shown)


def credits(found, table, section, shown, *more):
    """Credit items; `more`: further columns."""
    return Table(
        table,
        section,
        found.select("customer", "name", label().alias("document"), "kind", pl.col("document_date").alias("document-day"), "age", "open", "currency", *more),
        shown=shown,
    )


def both(name):
    """A column of texts in both languages."""
    return [f"{name}@{language}" for language in words.LANGUAGES]


def unapplied_ages(found):
    """Credit items by age: number, credit notes and cash on account."""
    bucket = pl.when(pl.col("age") <= 30).then(0).when(pl.col("age") <= 60).then(1).when(pl.col("age") <= 90).then(2).otherwise(3)
    of_kind = lambda kind, name: pl.col("minor").filter(pl.col("kind") == kind).sum().alias(name)
    sums = [pl.len().cast(pl.Int64).alias("count"), of_kind("credit_note", "creditNote"), of_kind("payment", "onAccount"), pl.col("minor").sum().alias("total")]
    rows = found.group_by(bucket.alias("place")).agg(sums)
    rows = pl.DataFrame({"place": range(4)}, schema={"place": rows.schema["place"]}).join(rows, on="place", how="left").fill_null(0)
    names = pl.col("place").replace_strict(dict(enumerate(["0-30", *BUCKETS[2:]])), return_dtype=pl.String)
    return Table(
        "unapplied-ages",
        "unapplied",
        pl.concat([rows.select(names.alias("age"), *rows.columns[1:]), found.select(pl.lit("total").alias("age"), *sums)]),
        total=True,
    )


def promised(found, table, section, shown):
    """Promises of a day: what is missing."""
    return Table(
        table,
        section,
        found.select("customer", "name", pl.col("minor").alias("missing"), pl.col("due_on").alias("due"), pl.col("made_on").alias("made"), "document"),
        shown=shown,
    )
