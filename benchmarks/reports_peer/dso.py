"""Days of sales: counted back month by month, and item by item."""

import polars as pl

import sums


def countback(found, by, books):
    """Days of sales that cover the balance, newest month first, by day and key."""
    months = books.days.join(books.monthly, how="cross").filter(pl.col("month_right") <= pl.col("month"))
    months = months.join(books.groups.owners, on=["group", "day"], how="left").group_by("day", *by, "month_right")
    posted, is_foreign = pl.col("n.sales"), pl.col("currency").cast(pl.String) != "EUR"
    months = months.agg(pl.col("sales").sum(), posted.sum(), posted.filter(is_foreign).sum().alias("foreign"))
    # Months without sales of a key count as well.
    first = books.monthly["month"].min()
    grid = books.days.select("day", "month").join(
        pl.DataFrame({"month_right": pl.date_range(first, books.days["month"].max(), "1mo", eager=True)}), how="cross"
    )
    grid = grid.filter(pl.col("month_right") <= pl.col("month")).drop("month").join(found.select("day", *by, "ar.net"), on="day")
    months = grid.join(months, on=["day", *by, "month_right"], how="left").with_columns(pl.col("sales").fill_null(0).clip(lower_bound=0).alias("counted"))
    months = months.sort("month_right", descending=True)
    ends = pl.min_horizontal(pl.col("month_right").dt.month_end(), pl.col("day"))
    length = (ends - pl.col("month_right")).dt.total_days() + 1
    left = pl.col("ar.net") - pl.col("counted").cum_sum().over("day", *by) + pl.col("counted")
    months = months.with_columns((left > 0).alias("used"))
    days = pl.when(left <= 0).then(0.0).when(left > pl.col("counted")).then(length.cast(pl.Float64)).otherwise(left / pl.col("counted") * length)
    counted = (
        months.with_columns(days.alias("days"))
        .group_by("day", *by)
        .agg(
            pl.col("days").sum().alias("dso.countback"),
            (pl.col("counted").sum() < pl.col("ar.net").first()).alias("exhausted"),
            posted.filter("used").sum().alias("n.dso.countback"),
            pl.col("foreign").filter("used").sum().alias("foreign:n.dso.countback"),
            pl.col("month_right").filter("used").min().alias("from.dso.countback"),
        )
    )
    return counted.with_columns(pl.when(~pl.col("exhausted")).then("dso.countback").alias("dso.countback")).drop("exhausted")


def true(books):
    """Days of each open item weighted by amount over the sales of its own month, of the whole ledger."""
    age = (pl.col("day") - pl.col("document_date")).dt.total_days()
    aged = (
        books.large.items.filter(sums.DEBIT)
        .group_by("day", pl.col("document_date").dt.truncate("1mo").alias("sold"))
        .agg((pl.col("minor") * age).sum().alias("aged"))
    )
    sales = books.monthly.group_by("month").agg(pl.col("sales").sum())
    both = aged.join(sales, left_on="sold", right_on="month").filter(pl.col("sales") > 0)
    return both.group_by("day").agg((pl.col("aged") / pl.col("sales")).sum().alias("dso.true"))
