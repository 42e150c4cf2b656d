"""What was paid of each promise: payments from the day it was made to its due day and three days, shared by the earliest first."""

import polars as pl

from source import converted

TOLERANCE = pl.duration(days=3)
ORDER = ["due_on", "made_on", "promise"]


def judged(source, payments):
    """The pairs of promises and payments, and all promises with `paid`, at most what was promised.

    Both amounts stand beside it in reporting currency, at the due day's rate, at the latest the newest day's.
    """
    newest = source.days[-1]
    promises = source.promises.with_columns((pl.col("amount") * 100).round().cast(pl.Int64)).sort(ORDER).with_row_index("order")
    due = pl.min_horizontal(pl.col("due_on"), pl.lit(newest)).alias("rate-day")
    pairs = candidates(promises, payments)
    paid = shared(pairs)
    found = promises.lazy().with_columns(due).join(paid.lazy(), on="order", how="left").with_columns(pl.col("paid").fill_null(0))
    whole = converted(found, source.rates, "rate-day", "amount").drop("rate")
    in_part = converted(whole.rename({"minor": "promised-minor"}), source.rates, "rate-day", "paid")
    return pairs, in_part.rename({"minor": "paid-minor", "promised-minor": "minor"}).drop("rate").collect()


def candidates(promises, payments):
    """Pairs of a promise and a payment that may serve it, in the order of service."""
    wanted = promises.lazy().filter(pl.col("amount") > 0).select("order", "customer", "currency", "document", "made_on", "due_on", "amount")
    paid = (
        payments.lazy()
        .with_row_index("payment")
        .select(
            "payment",
            "customer",
            "currency",
            "clears",
            "posting_date",
            pl.col("document").alias("paid_by"),
            "line",
            "company",
            (-pl.col("amount")).alias("left"),
        )
    )
    named = wanted.filter(pl.col("document").is_not_null()).join(
        paid, left_on=["customer", "currency", "document"], right_on=["customer", "currency", "clears"]
    )
    unnamed = wanted.filter(pl.col("document").is_null()).join(paid, on=["customer", "currency"])
    in_time = (pl.col("posting_date") >= pl.col("made_on")) & (pl.col("posting_date") <= pl.col("due_on") + TOLERANCE)
    pairs = pl.concat([named, unnamed], how="diagonal").filter(in_time).sort("order", "posting_date", "paid_by", "line", pl.col("company").cast(pl.String))
    kept = ["place", "order", "customer", "currency", "amount", "payment", "posting_date", "left"]
    return pairs.with_row_index("place").select(kept).collect()


def served(pairs):
    """What each payment gives to its promise when all of it is left; `pairs` have no payment twice."""
    before = pl.col("left").cum_sum().over("order") - pl.col("left")
    return pairs.with_columns(pl.min_horizontal(pl.col("left"), (pl.col("amount") - before).clip(lower_bound=0)).alias("taken"))


def shared(pairs):
    """What was paid of each promise. Where promises want the same payment, the earliest of each customer is served, then the next, until none is left."""
    contended = pairs.filter((pl.len().over("payment") > 1).any().over("customer", "currency"))
    simple = pairs.join(contended.select("order").unique(), on="order", how="anti")
    done = [served(simple).select("order", "taken")]
    while contended.height:
        is_first = pl.col("order") == pl.col("order").min().over("customer", "currency")
        now = served(contended.filter(is_first))
        done.append(now.select("order", "taken"))
        rest = contended.filter(~is_first).join(now.select("payment", "taken"), on="payment", how="left")
        contended = rest.with_columns(pl.col("left") - pl.col("taken").fill_null(0)).drop("taken").sort("place")
    return pl.concat(done).group_by("order").agg(pl.col("taken").sum().alias("paid"))
