"""Late-payment interest of each as-of day: of past-due debit items not in dispute, and 40 EUR a document with a claimed invoice."""

import datetime
from dataclasses import dataclass

import polars as pl

import sums
from polars_side import half_even
from source import REPORTING, converted

PERCENT_SCALE = 100
YEAR = 365 * 100 * PERCENT_SCALE
FLAT = 4_000
DOCUMENT = ["company", "document", "currency"]
LINE = ["day", *DOCUMENT, "customer", "line", "due_date"]


def half_years(source):
    """First and last day of each half-year with its rate in hundredths of a per cent, by currency; a currency without rates of its own has those of none."""
    rows = source.interest.with_columns(
        (pl.col("half_year").str.head(4) + pl.when(pl.col("half_year").str.ends_with("H1")).then(pl.lit("-01-01")).otherwise(pl.lit("-07-01")))
        .str.to_date()
        .alias("from"),
        (pl.col("rate") * PERCENT_SCALE).round().cast(pl.Int64).alias("per-cent"),
    ).with_columns(pl.col("from").dt.offset_by("6mo").dt.offset_by("-1d").alias("to"))
    own = rows.filter(pl.col("currency").is_not_null()).select("currency", "from", "to", "per-cent")
    common = rows.filter(pl.col("currency").is_null()).select("from", "to", "per-cent")
    others = pl.concat([source.rates["currency"].unique(), pl.Series("currency", [REPORTING], dtype=pl.Categorical)]).unique().to_frame()
    return pl.concat([own, others.join(own, on="currency", how="anti").join(common, how="cross")])


def accrued(frame, rates, amount, until):
    """Interest of each row's amount by half-year, from the day after the due day to `until`, summed by line."""
    first = pl.max_horizontal(pl.col("due_date") + datetime.timedelta(days=1), "from")
    days = (pl.min_horizontal(until, "to") - first).dt.total_days() + 1
    spans = frame.lazy().join(rates.lazy(), on="currency").with_columns(days.alias("days")).filter(pl.col("days") > 0)
    return spans.select(*LINE, "from", "per-cent", half_even(pl.col(amount) * pl.col("per-cent") * pl.col("days"), YEAR).alias("interest"))


@dataclass
class Claims:
    """The interest of each claimed line by half-year, the documents with a claimed invoice, and the sums of each day."""

    spans: pl.DataFrame
    documents: pl.DataFrame
    sums: pl.DataFrame


def claims(source, large):
    """The claims of each as-of day in reporting currency."""
    days = pl.LazyFrame({"day": source.days})
    open_on = days.join(source.disputes.lazy().select("customer", "document", "opened_on", "closed_on"), how="cross")
    open_on = open_on.filter((pl.col("opened_on") <= pl.col("day")) & (pl.col("closed_on").is_null() | (pl.col("closed_on") > pl.col("day"))))
    late = large.items.lazy().filter(sums.LATE & pl.col("day").is_in(source.days)).join(open_on, on=["day", "customer", "document"], how="anti")
    late = late.select(*LINE, "kind", "open", pl.col("paid").alias("gone")).collect()
    rates, parts = half_years(source), paid_parts(late, large)
    spans = pl.concat([accrued(late, rates, "open", pl.col("day")), accrued(parts, rates, "part", pl.col("paid-on"))]).collect()
    documents = late.filter(pl.col("kind") == "invoice").select("day", *DOCUMENT, "customer").unique()
    of_items = spans.lazy().group_by(LINE).agg(pl.col("interest").sum())
    priced = converted(of_items, source.rates, "day", "interest").group_by("day").agg(pl.col("minor").sum().alias("input.interest-accrued"))
    flat = documents.lazy().group_by("day").agg((pl.len() * FLAT).cast(pl.Int64).alias("input.interest-compensation"))
    both = days.join(priced, on="day", how="left").join(flat, on="day", how="left").fill_null(0)
    both = both.with_columns((pl.col("input.interest-accrued") + pl.col("input.interest-compensation")).alias("interest.claimable")).collect()
    return Claims(spans, documents, both)


def paid_parts(late, large):
    """Of items paid in part, what each day's payments of the document explain: the latest first, of the line due last first."""
    lines = late.filter(pl.col("gone") > 0).sort("due_date", "line", descending=True, nulls_last=True)
    whole = ["day", *DOCUMENT]
    lines = lines.with_columns(pl.col("gone").cum_sum().over(whole).alias("line-end")).with_columns((pl.col("line-end") - pl.col("gone")).alias("line-start"))
    paid = (
        large.payments.lazy()
        .join(lines.lazy().select(DOCUMENT).unique(), left_on=["company", "clears", "currency"], right_on=DOCUMENT, how="semi")
        .group_by("company", pl.col("clears").alias("document"), "currency", "posting_date")
        .agg(-pl.col("amount").sum())
        .join(lines.lazy().select(whole).unique(), on=DOCUMENT)
        .filter(pl.col("posting_date") <= pl.col("day"))
        .sort("posting_date", descending=True)
        .with_columns(pl.col("amount").cum_sum().over(whole).alias("paid-end"))
        .with_columns((pl.col("paid-end") - pl.col("amount")).alias("paid-start"), pl.col("posting_date").alias("paid-on"))
    )
    shared = pl.min_horizontal("line-end", "paid-end") - pl.max_horizontal("line-start", "paid-start")
    return (
        lines.lazy()
        .join(paid.select(*whole, "paid-start", "paid-end", "paid-on"), on=whole)
        .with_columns(shared.alias("part"))
        .filter(pl.col("part") > 0)
        .collect()
    )
