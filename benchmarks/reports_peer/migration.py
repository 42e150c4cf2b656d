"""The migration matrix: where the debit items of each opening bucket stand now, how the rest was settled, and what is new."""

import polars as pl

import sums
from polars_side import BUCKETS, half_even
from source import RATE_SCALE, REPORTING

KEY = ["company", "document", "line"]
DOCUMENT = ["company", "document", "currency"]
SETTLED = {"paid": "payment", "credited": "credit_note", "written-off": "write_off"}


def at_rate(amount):
    """An amount in the reporting currency, at the rate of its row."""
    return pl.when(pl.col("currency") == REPORTING).then(amount).otherwise(half_even(amount * pl.col("rate"), RATE_SCALE))


def settlements(postings, month):
    """What each kind of posting settled of each document in a month, at least 0."""
    moved = postings.lazy().filter((pl.col("month") == month) & pl.col("kind").cast(pl.String).is_in(list(SETTLED.values())))
    moved = moved.with_columns(pl.coalesce("clears", "document").alias("document"))
    return moved.group_by(DOCUMENT).agg(
        [(-pl.col("amount").filter(pl.col("kind") == kind).sum()).clip(lower_bound=0).alias(name) for name, kind in SETTLED.items()]
    )


def settled_parts(items):
    """Each item's settled amount cut into paid, credited, written off, in the order in which the lines of a document fall due."""
    items = items.sort("due_date", "line", nulls_last=True)
    rest = pl.col("open") - pl.col("stays")
    level, columns = pl.col("stays"), []
    items = items.with_columns(rest.alias("rest"))
    for name in SETTLED:
        before = pl.col("rest").cum_sum().over(DOCUMENT) - pl.col("rest")
        part = pl.min_horizontal("rest", (pl.col(name).fill_null(0) - before).clip(lower_bound=0))
        items = items.with_columns(part.alias(f"part.{name}")).with_columns((pl.col("rest") - pl.col(f"part.{name}")).alias("rest"))
        columns.append((at_rate(level + pl.col(f"part.{name}")) - at_rate(level)).alias(f"settled-{name}"))
        level = level + pl.col(f"part.{name}")
    return items.with_columns(*columns, at_rate(pl.col("stays")).alias("stays-minor"), (pl.col("minor") - at_rate(level)).alias("settled-other"))


def counted(name, condition):
    """How many rows there are of which a condition holds, and whether one of them is in another currency."""
    is_foreign = pl.col("currency").cast(pl.String) != REPORTING
    return [condition.sum().cast(pl.Int64).alias(f"n.{name}"), (condition & is_foreign).sum().cast(pl.Int64).alias(f"foreign.{name}")]


def matrices(books, opening, day):
    """Sums of both days by owner on the day: `from` and `to` are buckets, `to` empty for what is settled; without `from`: what is new."""
    items = books.large.items.lazy()
    columns = [*KEY, "customer", "group", "currency", "due_date", "open", "minor", "rate", "bucket"]
    before = items.filter((pl.col("day") == opening) & sums.DEBIT).select(columns)
    after = items.filter((pl.col("day") == day) & sums.DEBIT).select(columns)
    same = [*KEY, "currency"]
    standing = before.join(after.select(*same, pl.col("open").alias("after"), pl.col("bucket").alias("to")), on=same, how="left")
    standing = standing.with_columns(pl.when(pl.col("after").is_null()).then(0).otherwise(pl.min_horizontal("open", "after")).alias("stays"))
    known = standing.join(settlements(books.large.postings, day.replace(day=1)), on=DOCUMENT, how="left").collect()
    split = settled_parts(known)
    moved = (
        split.lazy()
        .group_by("group", pl.col("bucket").alias("from"), "to")
        .agg(
            pl.col("stays-minor").sum(),
            pl.col("minor").sum().alias("opening"),
            pl.col("settled-paid", "settled-credited", "settled-written-off", "settled-other").sum(),
            *counted("stays", pl.col("stays") > 0),
            *counted("settled", pl.col("open") > pl.col("stays")),
            *[each for name in SETTLED for each in counted(name, pl.col(f"part.{name}") > 0)],
        )
    )
    grown = after.join(before.select(*same, pl.col("open").alias("before")), on=same, how="left").with_columns(
        (pl.col("open") - pl.col("before").fill_null(0)).clip(lower_bound=0).alias("new")
    )
    new = grown.group_by("group", pl.col("bucket").alias("to")).agg(at_rate(pl.col("new")).sum().alias("new"), *counted("new", pl.col("new") > 0))
    owners = books.groups.owners.filter(pl.col("day") == day).select("group", "analyst")
    return pl.concat([moved.collect(), new.collect()], how="diagonal").join(owners, on="group", how="left")


def matrix(found, closing):
    """The amounts of one portfolio, or of all: a row a bucket, new items, exchange differences, the total. `closing`: what each bucket holds now."""
    kinds = ["settled-paid", "settled-credited", "settled-written-off", "settled-other"]
    old = found.filter(pl.col("from").is_not_null())
    to = [pl.col("stays-minor").filter(pl.col("to") == place).sum().alias(name) for place, name in enumerate(BUCKETS)]
    rows = old.group_by("from").agg(*to, pl.sum_horizontal(kinds).sum().alias("settled"), pl.col("opening").sum(), *[pl.col(kind).sum() for kind in kinds])
    rows = pl.DataFrame({"from": range(len(BUCKETS))}, schema={"from": pl.Int8}).join(rows, on="from", how="left").fill_null(0)
    rows = rows.select(pl.Series("from", BUCKETS), pl.exclude("from"))
    new = found.select(pl.lit("new").alias("from"), *[pl.col("new").filter(pl.col("to") == place).sum().alias(name) for place, name in enumerate(BUCKETS)])
    both = pl.concat([rows, new], how="diagonal")
    exchange = {"from": "bridge.fx"} | {name: closing[f"aging.{name}"] - both[name].sum() for name in BUCKETS}
    both = pl.concat([both, pl.DataFrame([exchange])], how="diagonal_relaxed")
    return pl.concat([both, both.select(pl.lit("total").alias("from"), pl.exclude("from").sum())], how="diagonal_relaxed")


def shares(amounts):
    """The same as shares of the opening buckets, and what is new as shares of all that is new."""
    rows = amounts.head(len(BUCKETS)).rename({"opening": "total"})
    whole = pl.col("total")
    rows = rows.with_columns(pl.when(whole > 0).then(pl.exclude("from") / whole))
    new = amounts.filter(pl.col("from") == "new").select("from", *BUCKETS, pl.sum_horizontal(BUCKETS).cast(pl.Float64).alias("total"))
    found = pl.concat([rows, new.with_columns(pl.when(whole > 0).then(pl.exclude("from") / whole))], how="diagonal_relaxed")
    empty = pl.col("total").is_null()
    if not found.select(empty.any()).item():
        return found
    return found.with_columns(pl.when(empty).then(pl.lit("empty-bucket")).alias(f"{name}.reason") for name in found.columns[1:])
