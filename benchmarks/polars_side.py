"""The reference side of the figures benchmark: Polars computes the figures of month-ends by analyst and customer from Parquet files.

Run as a program it is one measured run: `polars_side.py figures FOLDER ANSWER`; `polars_side.py prepare SERIES FOLDER` turns the CSV files of `incasso simulate
--items N --months M` into Parquet, and `polars_side.py version` prints the version; neither is timed. Threads: POLARS_MAX_THREADS.
"""

import os
import sys

import polars as pl

RATE_SCALE = 10_000
LIMITS = [("current", None, 0), ("1-30", 1, 30), ("31-60", 31, 60), ("61-90", 61, 90), ("over-90", 91, None)]
BUCKETS = [name for name, _, _ in LIMITS]
# The amounts compared with the other side, in minor units.
COMPARED = (
    ["ar.net", "ar.gross", "ar.credits", "ar.past-due"]
    + [f"aging.{name}" for name in BUCKETS]
    + ["sales", "bridge.opening", "bridge.cash", "bridge.credit-notes", "bridge.write-offs", "bridge.adjustments"]
    + ["collect.cash", "collect.collectable", "collect.on-collectable"]
)


def prepare(series, folder):
    """Parquet files with days as dates, amounts in cents and codes as categories where a data person would have them."""
    os.makedirs(folder, exist_ok=True)
    texts = {name: pl.String for name in ["company", "document", "line", "kind", "customer", "currency", "clears", "reference"]}
    money = {name: pl.Decimal(18, 2) for name in ["amount", "open_amount"]}
    for name in sorted(os.listdir(series)):
        if not name.endswith(".csv"):
            continue
        types = texts | money | {"rate": pl.Decimal(18, 4)}
        frame = pl.read_csv(os.path.join(series, name), schema_overrides=types, try_parse_dates=True)
        for column in ("amount", "open_amount"):
            if column in frame.columns:
                frame = frame.with_columns((pl.col(column) * 100).cast(pl.Int64))
        frame.write_parquet(os.path.join(folder, name.replace(".csv", ".parquet")))


def rate_on(rates, day):
    """The latest rate of each currency on or before a day, in ten-thousandths; one for the reporting currency."""
    known = rates.filter(pl.col("date") <= day).sort("date").group_by("currency").last()
    found = {row["currency"]: int(row["rate"] * RATE_SCALE) for row in known.iter_rows(named=True)}
    return found | {"EUR": RATE_SCALE}


def half_even(product, scale=RATE_SCALE):
    """product ÷ scale in whole numbers, rounded half to even."""
    whole, rest = product // scale, product % scale
    up = (rest * 2 > scale) | ((rest * 2 == scale) & (whole % 2 == 1))
    return whole + up.cast(pl.Int64)


def ratio(part, whole):
    """A quotient, or nothing when the divisor is not positive."""
    return pl.when(pl.col(whole) > 0 if isinstance(whole, str) else whole > 0).then(part / (pl.col(whole) if isinstance(whole, str) else whole))


def items_of(folder, day, rates):
    """The open items of a day with converted amount, days past due and bucket."""
    found = rate_on(rates, day)
    rate = pl.col("currency").replace_strict(found, return_dtype=pl.Int64)
    days = (pl.lit(day) - pl.col("due_date")).dt.total_days().fill_null(0)
    bucket = pl.when(days <= 0).then(0).when(days <= 30).then(1).when(days <= 60).then(2).when(days <= 90).then(3).otherwise(4)
    return pl.scan_parquet(os.path.join(folder, f"ledger-{day.isoformat()}.parquet")).select(
        "company", "document", "line", "customer", "due_date", "document_date", "open_amount", "currency",
        half_even(pl.col("open_amount") * rate).alias("minor"), days.alias("days"), bucket.alias("bucket"), rate.alias("rate"),
    )


def balances(items):
    """Sums of a day's items by customer."""
    debit = pl.col("open_amount") > 0
    columns = [
        pl.col("minor").sum().alias("ar.net"),
        pl.col("minor").filter(debit).sum().alias("ar.gross"),
        pl.col("minor").filter(~debit).sum().alias("ar.credits"),
        (pl.col("minor") * pl.col("days")).filter(debit & (pl.col("days") > 0)).sum().alias("past-due-minor-days"),
    ]
    columns += [pl.col("minor").filter(debit & (pl.col("bucket") == number)).sum().alias(f"aging.{name}") for number, name in enumerate(BUCKETS)]
    return items.group_by("customer").agg(columns)


def converted_postings(folder, rates):
    """All postings with the amount converted at the rate of their day."""
    postings = pl.scan_parquet(os.path.join(folder, "postings.parquet"))
    table = rates.select("date", "currency", (pl.col("rate") * RATE_SCALE).cast(pl.Int64).alias("rate")).sort("date").lazy()
    priced = postings.sort("posting_date").join_asof(
        table, left_on="posting_date", right_on="date", by="currency", strategy="backward", check_sortedness=False)
    rate = pl.col("rate").fill_null(RATE_SCALE)
    return priced.with_columns(half_even(pl.col("amount") * rate).alias("minor")).collect()


def month_figures(folder, day, opening_day, postings, rates, owners):
    """Sums by customer of one month-end, everything the figures are made from."""
    month = postings.lazy().filter((pl.col("posting_date") >= day.replace(day=1)) & (pl.col("posting_date") <= day))
    closing = items_of(folder, day, rates)
    kinds = {"sales": "invoice", "bridge.cash": "payment", "bridge.credit-notes": "credit_note", "bridge.write-offs": "write_off",
             "bridge.adjustments": "adjustment"}
    flows = month.group_by("customer").agg([pl.col("minor").filter(pl.col("kind") == kind).sum().alias(name) for name, kind in kinds.items()])
    sums = [balances(closing), flows]
    if opening_day is not None:
        opening = items_of(folder, opening_day, rates)
        due = (pl.col("open_amount") > 0) & (pl.col("due_date") <= day)
        sums.append(opening.group_by("customer").agg(
            pl.col("minor").sum().alias("bridge.opening"), pl.col("minor").filter(due).sum().alias("opening-due")))
        invoiced = month.filter((pl.col("kind") == "invoice") & (pl.col("due_date") <= day))
        sums.append(invoiced.group_by("customer").agg(pl.col("minor").sum().alias("invoiced-due")))
        collectable = pl.concat([opening.filter(due).select("company", "document"), invoiced.select("company", "document")]).unique()
        paid = month.filter((pl.col("kind") == "payment") & pl.col("clears").is_not_null())
        applied = paid.join(collectable, left_on=["company", "clears"], right_on=["company", "document"], how="semi")
        sums.append(applied.group_by("customer").agg((-pl.col("minor").sum()).alias("collect.on-collectable")))
        sums.append(rolled(opening, closing))
    sums.append(payment_behaviour(month))
    joined = sums[0]
    for other in sums[1:]:
        joined = joined.join(other, on="customer", how="full", coalesce=True)
    return joined.join(owners.lazy(), on="customer", how="left").with_columns(pl.col("analyst").fill_null("house")).fill_null(0).collect()


def payment_behaviour(month):
    """Days to pay, days late and on-time payments by customer; the series carries the invoice's days on its payments."""
    paid = month.filter((pl.col("kind") == "payment") & (pl.col("amount") < 0))
    cash = -pl.col("minor")
    to_pay = (pl.col("posting_date") - pl.col("document_date")).dt.total_days()
    late = (pl.col("posting_date") - pl.col("due_date")).dt.total_days()
    return paid.group_by("customer").agg(
        cash.sum().alias("applied"), (cash * to_pay).sum().alias("pay-days"), (cash * late).sum().alias("late-days"),
        cash.filter(late <= 0).sum().alias("on-time"), pl.len().cast(pl.Int64).alias("paid-count"),
        (late <= 0).sum().cast(pl.Int64).alias("on-time-count"))


def rolled(opening, closing):
    """What of each opening bucket stands in the next worse one, matched on the item key, and the opening buckets."""
    key = ["company", "document", "line"]
    after = closing.filter(pl.col("open_amount") > 0).select(*key, pl.col("open_amount").alias("after"), pl.col("bucket").alias("to"))
    matched = opening.filter(pl.col("open_amount") > 0).join(after, on=key, how="left")
    stays = half_even(pl.min_horizontal("open_amount", "after") * pl.col("rate"))
    return matched.group_by("customer").agg(
        [stays.filter((pl.col("bucket") == number) & (pl.col("to") == number + 1)).sum().alias(f"rolled.{number}") for number in range(4)]
        + [pl.col("minor").filter(pl.col("bucket") == number).sum().alias(f"from.{number}") for number in range(4)])


def derived(sums, days):
    """The ratios and days made from the sums."""
    past_due = pl.col("ar.gross") - pl.col("aging.current")
    frame = sums.with_columns(past_due.alias("ar.past-due"), (-pl.col("bridge.cash")).alias("collect.cash"))
    if "bridge.opening" not in frame.columns:
        frame = frame.with_columns([pl.lit(0, dtype=pl.Int64).alias(name) for name in ["bridge.opening", "opening-due", "invoiced-due", "collect.on-collectable"]])
    frame = frame.with_columns((pl.col("opening-due") + pl.col("invoiced-due")).alias("collect.collectable"))
    could = pl.col("bridge.opening") + pl.col("sales") - pl.col("aging.current")
    columns = [
        ratio(pl.col("aging.current"), "ar.gross").alias("ratio.current"), ratio(pl.col("ar.past-due"), "ar.gross").alias("ratio.past-due"),
        ratio(pl.col("aging.over-90"), "ar.gross").alias("ratio.over-90"), ratio(pl.col("past-due-minor-days"), "ar.past-due").alias("past-due.days"),
        ratio(pl.col("ar.net") * days, "sales").alias("dso.simple"), ratio(pl.col("aging.current") * days, "sales").alias("dso.best-possible"),
        ratio(pl.col("ar.past-due") * days, "sales").alias("dso.delinquent"),
        ratio((pl.col("ar.net") - pl.col("aging.current")) * days, "sales").alias("add"),
        ratio(pl.col("bridge.opening") + pl.col("sales") - pl.col("ar.net"), could).alias("cei"),
        ratio(-pl.col("bridge.cash"), could).alias("cei.cash"), ratio(-pl.col("bridge.credit-notes"), could).alias("cei.credit-notes"),
        ratio(-pl.col("bridge.write-offs"), could).alias("cei.write-offs"),
        ratio(-pl.col("bridge.write-offs"), "sales").alias("write-off.ratio"),
        ratio(pl.col("collect.on-collectable"), "collect.collectable").alias("collect.rate"),
        ratio(pl.col("collect.cash"), "collect.collectable").alias("collect.tracker-rate"),
        ratio(pl.col("pay-days"), "applied").alias("payment.days-to-pay"), ratio(pl.col("late-days"), "applied").alias("payment.days-late"),
        ratio(pl.col("on-time"), "applied").alias("payment.on-time-amount"),
        ratio(pl.col("on-time-count"), "paid-count").alias("payment.on-time-count"),
    ]
    if "from.0" in frame.columns:
        columns += [ratio(pl.col(f"rolled.{number}"), f"from.{number}").alias(f"roll.{BUCKETS[number]}") for number in range(4)]
    return frame.with_columns(columns)


def figures(folder, answer):
    """All month-ends by customer and by analyst; writes the compared amounts as sorted lines."""
    import datetime

    days = sorted(datetime.date.fromisoformat(name[7:17]) for name in os.listdir(folder) if name.startswith("ledger-"))
    rates = pl.read_parquet(os.path.join(folder, "rates.parquet"))
    owners = pl.read_parquet(os.path.join(folder, "portfolios.parquet")).select("customer", "analyst")
    postings = converted_postings(folder, rates)
    lines, count = [], 0
    for place, day in enumerate(days):
        sums = month_figures(folder, day, days[place - 1] if place else None, postings, rates, owners)
        for scope in ("customer", "analyst"):
            grouped = sums if scope == "customer" else sums.group_by("analyst").agg(pl.selectors.integer().sum())
            found = derived(grouped, day.day)
            count += found.height * (found.width - 1)
            lines.append(found.select(pl.lit(f"{day.isoformat()},{scope}").alias("at"), pl.col(scope).alias("key"), *COMPARED))
    if answer:
        pl.concat(lines).sort("at", "key").write_csv(answer, include_header=False)
    print(count)


if __name__ == "__main__":
    if sys.argv[1] == "prepare":
        prepare(sys.argv[2], sys.argv[3])
    elif sys.argv[1] == "figures":
        figures(sys.argv[2], sys.argv[3] if len(sys.argv) > 3 else None)
    else:
        print(pl.__version__)
