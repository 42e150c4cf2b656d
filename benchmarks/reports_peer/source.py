"""The canonical files as Polars frames: days as dates, amounts in cents, the reporting currency beside them."""

import datetime
import hashlib
import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import polars as pl

from polars_side import half_even

REPORTING = "EUR"
RATE_SCALE = 1_000_000
CODE = pl.Categorical
ITEM_TYPES = {
    "company": CODE,
    "document": pl.String,
    "line": pl.String,
    "kind": CODE,
    "customer": CODE,
    "document_date": pl.Date,
    "due_date": pl.Date,
    "currency": CODE,
    "amount": pl.Float64,
    "open_amount": pl.Float64,
    "reference": pl.String,
}
POSTING_TYPES = {
    "posting_date": pl.Date,
    "company": CODE,
    "document": pl.String,
    "line": pl.String,
    "kind": CODE,
    "customer": CODE,
    "document_date": pl.Date,
    "due_date": pl.Date,
    "currency": CODE,
    "amount": pl.Float64,
    "clears": pl.String,
}
SMALL_TYPES = {
    "customers": {
        "customer": CODE,
        "name": pl.String,
        "country": pl.String,
        "language": pl.String,
        "segment": pl.String,
        "credit_limit": pl.Float64,
        "credit_limit_currency": CODE,
        "parent": pl.String,
    },
    "analysts": {"analyst": pl.String, "name": pl.String, "email": pl.String, "team": pl.String, "language": pl.String},
    "portfolios": {"customer": CODE, "analyst": pl.String, "valid_from": pl.Date, "valid_to": pl.Date},
    "activities": {
        "activity": pl.String,
        "date": pl.Date,
        "analyst": pl.String,
        "customer": CODE,
        "channel": CODE,
        "direction": CODE,
        "outcome": CODE,
        "document": pl.String,
        "follow_up_on": pl.Date,
        "follow_up_done_on": pl.Date,
    },
    "promises": {
        "promise": pl.String,
        "customer": CODE,
        "document": pl.String,
        "made_on": pl.Date,
        "due_on": pl.Date,
        "currency": CODE,
        "amount": pl.Float64,
        "analyst": pl.String,
    },
    "disputes": {
        "dispute": pl.String,
        "customer": CODE,
        "document": pl.String,
        "opened_on": pl.Date,
        "closed_on": pl.Date,
        "currency": CODE,
        "amount": pl.Float64,
        "reason": pl.String,
        "department": pl.String,
    },
    "rates": {"date": pl.Date, "currency": CODE, "rate": pl.Float64},
    "interest": {"half_year": pl.String, "rate": pl.Float64, "currency": CODE},
    "targets": {"month": pl.String, "scope": pl.String, "key": pl.String, "metric": pl.String, "value": pl.Float64, "currency": pl.String},
}


@dataclass
class Source:
    """The small tables, and where the large ones are: the ledger of each day, and the postings.

    `days` are the month-ends and the newest day, the as-of days of figures; `before` is the snapshot before the newest.
    """

    folder: str
    ledgers: dict
    movements: str
    digests: dict
    known_rates: pl.DataFrame
    rates: pl.DataFrame
    heights: dict
    days: list
    before: datetime.date
    customers: pl.DataFrame
    analysts: pl.DataFrame
    portfolios: pl.DataFrame
    activities: pl.DataFrame
    promises: pl.DataFrame
    disputes: pl.DataFrame
    interest: pl.DataFrame
    targets: pl.DataFrame


def month_end(day):
    """The last day of a day's calendar month."""
    return (day.replace(day=28) + datetime.timedelta(days=4)).replace(day=1) - datetime.timedelta(days=1)


def next_month_end(day):
    """The last day of the calendar month after a day's."""
    return month_end(month_end(day) + datetime.timedelta(days=1))


def cents(name):
    """An amount as whole cents."""
    return (pl.col(name) * 100).round().cast(pl.Int64)


def converted(frame, rates, day, amount):
    """A frame with `minor`: the amount at the rate of a day column, or of one day, each row rounded half to even."""
    if isinstance(day, str):
        priced = frame.join(rates.lazy(), left_on=[day, "currency"], right_on=["date", "currency"], how="left")
    else:
        priced = frame.join(rates.lazy().filter(pl.col("date") == day).drop("date"), on="currency", how="left")
    minor = pl.when(pl.col("currency") == REPORTING).then(pl.col(amount)).otherwise(half_even(pl.col(amount) * pl.col("rate"), RATE_SCALE))
    return priced.with_columns(minor.alias("minor"))


def daily_rates(known, last):
    """The rate of every day and currency: the latest on or before it."""
    days = pl.DataFrame({"date": pl.date_range(known["date"].min(), last, eager=True)}).join(known.select("currency").unique(), how="cross").sort("date")
    return days.join_asof(known, on="date", by="currency", strategy="backward", check_sortedness=False)


def bucket(days_past_due):
    """The place of a bucket by days past due."""
    days = days_past_due
    return pl.when(days <= 0).then(0).when(days <= 30).then(1).when(days <= 60).then(2).when(days <= 90).then(3).otherwise(4).cast(pl.Int8)


def items_of(path, day):
    """The open items of one file, not yet converted."""
    late = (pl.lit(day) - pl.col("due_date")).dt.total_days().fill_null(0)
    return pl.scan_csv(path, schema=ITEM_TYPES).select(
        pl.lit(day).alias("day"),
        "company",
        "document",
        "line",
        "kind",
        "customer",
        "document_date",
        "due_date",
        "currency",
        cents("open_amount").alias("open"),
        (cents("amount") - cents("open_amount")).alias("paid"),
        late.alias("late"),
        bucket(late).alias("bucket"),
        (pl.col("due_date") <= next_month_end(day)).alias("due_next"),
    )


def digest(path):
    """The start of a file's SHA-256."""
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:12]


def read(folder, is_running):
    """Reads the small tables of a folder of canonical files, and which days it has; the files that reports name are hashed beside it.

    `is_running`: the review is of the running month.
    """
    ledgers = {datetime.date.fromisoformat(name[7:17]): os.path.join(folder, name) for name in os.listdir(folder) if name.startswith("ledger-")}
    snapshots = sorted(ledgers)
    newest, before = snapshots[-1], snapshots[-2]
    days = [day for day in snapshots if day == month_end(day) or day == newest]
    small = {name: os.path.join(folder, name + ".csv") for name in SMALL_TYPES}
    movements = os.path.join(folder, "postings.csv")
    hashing = ThreadPoolExecutor(1)
    digests = {
        path: hashing.submit(digest, path) for path in (*[ledgers[day] for day in (days[-2:] if is_running else days[-3:-1])], *small.values(), movements)
    }
    hashing.shutdown(wait=False)
    small = {name: pl.read_csv(path, schema=SMALL_TYPES[name]) for name, path in small.items()}
    heights = {name: table.height for name, table in small.items()}
    known = small.pop("rates").with_columns((pl.col("rate") * RATE_SCALE).round().cast(pl.Int64)).sort("date")
    return Source(folder, ledgers, movements, digests, known, daily_rates(known, newest), heights, days, before, **small)


def load(source, of):
    """Reads what the reports need of items (month-ends, the newest day and the one before it) and all postings, with the group of each customer."""
    items = pl.concat([items_of(source.ledgers[day], day) for day in sorted({*source.days, source.before})])
    postings = pl.scan_csv(source.movements, schema=POSTING_TYPES).with_columns(cents("amount"), pl.col("posting_date").dt.month_start().alias("month"))
    priced = [converted(items, source.rates, "day", "open"), converted(postings, source.rates, "posting_date", "amount")]
    items, postings = pl.collect_all([frame.join(of.lazy(), on="customer", how="left") for frame in priced])
    if postings.filter((pl.col("kind") == "payment") & (pl.col("amount") > 0)).height:
        raise ValueError("reversed payments are not served")
    return items, postings
