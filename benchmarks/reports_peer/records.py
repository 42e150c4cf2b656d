"""Sums of contacts, promises and disputes of every as-of day."""

import polars as pl

TOLERANCE = pl.duration(days=3)
REACHED = ["reached", "promise", "dispute"]


def contacts(source):
    """Contacts and follow-ups by month and the analyst who made them."""
    month = pl.col("date").dt.truncate("1mo").alias("month")
    outcome = pl.col("outcome").cast(pl.String)
    made = source.activities.group_by(month, "analyst").agg(
        (pl.col("direction") == "out").sum().cast(pl.Int64).alias("contacts"),
        outcome.is_in(REACHED).sum().cast(pl.Int64).alias("contacts.reached"),
        (outcome == "promise").sum().cast(pl.Int64).alias("input.contacts.promises"),
    )
    on_time = (pl.col("follow_up_done_on") <= pl.col("follow_up_on")).fill_null(False)
    due = (
        source.activities.filter(pl.col("follow_up_on") <= source.days[-1])
        .group_by(pl.col("follow_up_on").dt.truncate("1mo").alias("month"), "analyst")
        .agg(pl.len().cast(pl.Int64).alias("input.follow-up.due"), on_time.sum().cast(pl.Int64).alias("input.follow-up.done-on-time"))
    )
    return pl.concat([made, due], how="diagonal")


def promise_sums(judged, of, days):
    """Promises judged and within tolerance of each as-of day, by group and currency."""
    rows = judged.lazy().filter(pl.col("amount") > 0).join(of.lazy(), on="customer", how="left").join(days.lazy(), how="cross")
    last = pl.col("due_on") + TOLERANCE
    is_judged = (pl.col("due_on") >= pl.col("month")) & (last <= pl.col("day"))
    pending = (pl.col("due_on") <= pl.col("day")) & (last > pl.col("day"))
    state = {
        "promise.kept": pl.col("paid") >= pl.col("amount"),
        "promise.partial": (pl.col("paid") > 0) & (pl.col("paid") < pl.col("amount")),
        "promise.broken": pl.col("paid") == 0,
    }
    return (
        rows.filter(is_judged | pending)
        .group_by("day", "currency", "group")
        .agg(
            is_judged.sum().cast(pl.Int64).alias("promise.judged"),
            *[(is_judged & each).sum().cast(pl.Int64).alias(name) for name, each in state.items()],
            pl.col("minor").filter(is_judged).sum().alias("input.promise.promised-amount"),
            pl.col("paid-minor").filter(is_judged).sum().alias("input.promise.paid-amount"),
            pending.sum().cast(pl.Int64).alias("input.promise.pending-count"),
            pl.col("minor").filter(pending).sum().alias("input.promise.pending-amount"),
        )
        .collect()
    )


def disputes_of_day(source, of, days):
    """Disputes open on each as-of day, or closed in its month, with the amount at its rate, days open and days to close."""
    found = (
        source.disputes.join(days, how="cross")
        .filter(pl.col("opened_on") <= pl.col("day"))
        .filter(pl.col("closed_on").is_null() | (pl.col("closed_on") >= pl.col("month")))
        .with_columns(
            (pl.col("amount") * 100).round().cast(pl.Int64).alias("cents"),
            (pl.col("closed_on").is_null() | (pl.col("closed_on") > pl.col("day"))).alias("is-open"),
        )
    )
    return found.join(of, on="customer", how="left").with_columns(
        pl.when("is-open").then((pl.col("day") - pl.col("opened_on")).dt.total_days()).alias("days-open"),
        pl.when(~pl.col("is-open")).then((pl.col("closed_on") - pl.col("opened_on")).dt.total_days()).alias("cycle"),
    )


def dispute_sums():
    """Number and amount of open disputes, number and days of closed ones."""
    return [
        pl.col("is-open").sum().cast(pl.Int64).alias("dispute.open-count"),
        pl.col("minor").filter("is-open").sum().alias("dispute.open-amount"),
        (~pl.col("is-open")).sum().cast(pl.Int64).alias("closed"),
        pl.col("cycle").sum().alias("cycle-days"),
    ]
