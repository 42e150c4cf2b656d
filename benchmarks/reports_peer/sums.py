"""Sums of every as-of day by company, currency, segment and owner: everything the figures of all scopes are made from.

Customers of the same ownership history and segment are one group; all that is large is summed by group once, and owners of a day are looked up for groups.
"""

from dataclasses import dataclass

import polars as pl

from polars_side import BUCKETS
from source import month_end

DEBIT = pl.col("open") > 0
LATE = DEBIT & (pl.col("late") > 0)
ACCOUNT = ["company", "currency", "group"]
FLOWS = {
    "sales": "invoice",
    "bridge.cash": "payment",
    "bridge.credit-notes": "credit_note",
    "bridge.write-offs": "write_off",
    "bridge.adjustments": "adjustment",
}
DAYS = 1_000_000
NO_DAY = DAYS - 1


@dataclass
class Groups:
    """`of`: the group of each customer; `owners`: analyst, team and segment of each group on each as-of day; `posted`: its analyst on any day."""

    of: pl.DataFrame
    owners: pl.DataFrame
    posted: pl.DataFrame


@dataclass
class Large:
    """Items and postings with the group of their customers, and the payments among the postings."""

    items: pl.DataFrame
    postings: pl.DataFrame
    payments: pl.DataFrame


def groups(source):
    """The customers by ownership history and segment."""
    span = pl.concat_str("analyst", "valid_from", "valid_to", separator="|", ignore_nulls=True)
    history = source.portfolios.sort("customer", "valid_from").group_by("customer").agg(span.str.join(";").alias("history"))
    known = pl.concat([source.customers.select("customer"), source.portfolios.select("customer")]).unique()
    found = known.join(source.customers.select("customer", "segment"), on="customer", how="left").join(history, on="customer", how="left")
    found = found.with_columns(pl.col("segment").fill_null("unknown"), pl.col("history").fill_null(""))
    found = found.with_columns(pl.struct("history", "segment").rank("dense").cast(pl.Int32).alias("group"))
    examples = found.group_by("group").agg(pl.col("customer").first(), pl.col("segment").first())
    spans = examples.join(source.portfolios, on="customer", how="inner").select("group", "analyst", "valid_from", "valid_to")
    days = pl.DataFrame({"day": sorted({*source.days, source.before})})
    held = spans.join(days, how="cross").filter((pl.col("valid_from") <= pl.col("day")) & (pl.col("valid_to").fill_null(pl.date(9999, 1, 1)) >= pl.col("day")))
    owners = examples.select("group", "segment").join(days, how="cross").join(held.select("group", "day", "analyst"), on=["group", "day"], how="left")
    return Groups(of=found.select("customer", "group"), owners=with_team(owners, source), posted=spans)


def with_team(frame, source):
    """A frame with the team of its analyst; without an analyst both are the house account."""
    teams = source.analysts.select("analyst", pl.col("team").fill_null("unknown"))
    house = pl.col("analyst").is_null() | (pl.col("analyst") == "house")
    return frame.join(teams, on="analyst", how="left").with_columns(
        pl.col("analyst").fill_null("house"), pl.when(house).then(pl.lit("house")).otherwise(pl.col("team").fill_null("unknown")).alias("team")
    )


def as_of_days(source):
    """Each as-of day with its month and the snapshot its month opened with, when there is one."""
    rows = [(day, day.replace(day=1), opening(source, day)) for day in source.days]
    return pl.DataFrame(rows, schema={"day": pl.Date, "month": pl.Date, "opening": pl.Date}, orient="row")


def opening(source, day):
    """The snapshot day before a day's month; none when there is no such snapshot."""
    found = [each for each in source.days if each < day.replace(day=1) and month_end(each) == each and (day.replace(day=1) - each).days == 1]
    return found[0] if found else None


def number(expression, name):
    """A count as a column that may be added up."""
    return expression.cast(pl.Int64).alias(name)


def positions(items, first):
    """Balances by day and account; `first`: the month that sales are known from."""
    minor, debit = pl.col("minor"), pl.col("place") < len(BUCKETS)
    cells = (
        items.lazy()
        .group_by("day", *ACCOUNT, pl.when(DEBIT).then("bucket").otherwise(len(BUCKETS)).alias("place"))
        .agg(
            minor.sum(),
            (minor * pl.col("late")).sum().alias("late-days"),
            minor.filter("due_next").sum().alias("due-next"),
            pl.col("open").sum(),
            number(pl.len(), "items"),
            number(pl.col("due_next").sum(), "n.due-next"),
            number(pl.col("due_date").null_count(), "n.undated"),
            number((pl.col("document_date") < first).fill_null(True).sum(), "n.without-sales"),
        )
        .collect()
    )
    sums = [minor.sum().alias("ar.net"), minor.filter(debit).sum().alias("ar.gross"), minor.filter(~debit).sum().alias("ar.credits")]
    sums += [
        pl.col("late-days").filter(debit & (pl.col("place") > 0)).sum(),
        pl.col("due-next").filter(debit).sum(),
        pl.col("open").sum().alias("net-documents"),
    ]
    items = pl.col("items")
    for place, name in enumerate(BUCKETS):
        is_there = pl.col("place") == place
        sums += [minor.filter(is_there).sum().alias(f"aging.{name}"), items.filter(is_there).sum().alias(f"n.aging.{name}")]
    sums += [
        items.filter(debit).sum().alias("n.ar.gross"),
        items.filter(~debit).sum().alias("n.ar.credits"),
        pl.col("n.due-next", "n.undated", "n.without-sales").filter(debit).sum(),
    ]
    return cells.group_by("day", *ACCOUNT).agg(sums)


def flows(postings):
    """Movements by month and account."""
    due = (pl.col("kind") == "invoice") & (pl.col("due_date") <= pl.col("posting_date").dt.month_end())
    kinds = (
        postings.lazy()
        .group_by("month", *ACCOUNT, "kind")
        .agg(
            pl.col("minor").sum(),
            pl.col("minor").filter(due).sum().alias("invoiced-due"),
            pl.col("amount").sum().alias("flow-documents"),
            number(pl.len(), "postings"),
            number(due.sum(), "n.invoiced-due"),
        )
        .collect()
    )
    sums = [
        pl.col(column).filter(pl.col("kind") == kind).sum().alias(prefix + name)
        for name, kind in FLOWS.items()
        for column, prefix in (("minor", ""), ("postings", "n."))
    ]
    return kinds.group_by("month", *ACCOUNT).agg(*sums, pl.col("invoiced-due", "flow-documents", "n.invoiced-due").sum())


def collected(large, days):
    """Payments of each month applied to what was collectable in it, by month and account."""
    document = ["month", "company", "document"]
    opened = days.select("month", "opening").drop_nulls().lazy()
    due_items = large.items.lazy().filter(DEBIT & pl.col("due_next")).join(opened, left_on="day", right_on="opening").select(document)
    invoiced = large.postings.lazy().filter((pl.col("kind") == "invoice") & (pl.col("due_date") <= pl.col("posting_date").dt.month_end())).select(document)
    applied = (
        large.payments.lazy()
        .filter(pl.col("clears").is_not_null())
        .join(pl.concat([due_items, invoiced]), left_on=["month", "company", "clears"], right_on=document, how="semi")
    )
    return (
        applied.group_by("month", *ACCOUNT)
        .agg((-pl.col("minor").sum()).alias("collect.on-collectable"), number(pl.len(), "n.collect.on-collectable"))
        .collect()
    )


def earliest_due(name):
    """Due day and document day of the line of a document that is due first (no due day last), then by document day; both in one number, the least of all."""
    due, document = (pl.col(column).to_physical().cast(pl.Int64) for column in ("due_date", "document_date"))
    return (due.fill_null(NO_DAY) * DAYS + document.fill_null(NO_DAY)).min().alias(name)


def days_of(name):
    """Due day and document day of such a number."""
    due, document = pl.col(name) // DAYS, pl.col(name) % DAYS
    as_day = lambda day: pl.when(day < NO_DAY).then(day.cast(pl.Int32)).cast(pl.Date)
    return as_day(due).alias("due_date"), as_day(document).alias("document_date")


def applied(large):
    """Payments that clear a document, with the day and the line due first of its invoice, when its posting is known."""
    invoices = large.postings.lazy().filter(pl.col("kind") == "invoice").with_columns(pl.col("document_date").fill_null(pl.col("posting_date")))
    first = invoices.group_by("company", "document").agg(earliest_due("first"), pl.col("posting_date").min().alias("invoiced_on"))
    return (
        large.payments.lazy()
        .filter(pl.col("clears").is_not_null())
        .select("month", *ACCOUNT, "customer", "posting_date", "clears", "minor")
        .join(first, left_on=["company", "clears"], right_on=["company", "document"], how="left")
        .with_columns(days_of("first"))
        .with_columns((pl.col("posting_date") - pl.col("due_date")).dt.total_days().alias("late"))
        .collect()
    )


def payment_behaviour(large, applied, days):
    """Days to pay, days late and on-time payments, by month and account, of payments that name a known invoice."""
    known = (pl.col("invoiced_on") <= pl.col("posting_date").dt.month_end()).fill_null(False)
    opened = days.select("month", "opening").drop_nulls().lazy()
    others = applied.lazy().filter(~known).drop("first", "due_date", "document_date", "late")
    items = large.items.lazy().filter(DEBIT).join(opened, left_on="day", right_on="opening")
    items = items.join(others.select("company", pl.col("clears").alias("document")), on=["company", "document"], how="semi")
    others = others.join(
        items.group_by("month", "company", "document").agg(earliest_due("first")),
        left_on=["month", "company", "clears"],
        right_on=["month", "company", "document"],
    ).with_columns(days_of("first"))
    others = others.with_columns((pl.col("posting_date") - pl.col("due_date")).dt.total_days().alias("late"))
    both = pl.concat([applied.lazy().filter(known), others], how="diagonal")
    cash, late = -pl.col("minor"), pl.col("late")
    to_pay = (pl.col("posting_date") - pl.col("document_date")).dt.total_days()
    return (
        both.group_by("month", *ACCOUNT)
        .agg(
            cash.filter(to_pay.is_not_null()).sum().alias("applied"),
            number(pl.len(), "n.matched"),
            number(to_pay.is_not_null().sum(), "n.payment.days-to-pay"),
            (cash * to_pay).sum().alias("pay-days"),
            cash.filter(late.is_not_null()).sum().alias("input.payment.dated-amount"),
            (cash * late).sum().alias("applied-late-days"),
            cash.filter(late <= 0).sum().alias("input.payment.punctual-amount"),
            number(late.is_not_null().sum(), "input.payment.dated-count"),
            number((late <= 0).sum(), "input.payment.punctual-count"),
        )
        .collect()
    )


def coverage(source, large, of, days):
    """Customers past due when a month opened, and those of them with an outbound contact in it, by month and account."""
    opened = days.select("month", "opening").drop_nulls().lazy()
    contacts = source.activities.lazy().filter(pl.col("direction") == "out").select("customer", pl.col("date").dt.truncate("1mo").alias("month")).unique()
    late = (
        large.items.lazy()
        .filter(LATE)
        .join(opened, left_on="day", right_on="opening")
        .group_by("month", "customer")
        .agg(pl.col("minor").sum().alias("late"), (pl.col("currency") != "EUR").any().alias("foreign"))
    )
    touched = late.join(contacts.with_columns(touched=pl.lit(True)), on=["month", "customer"], how="left").join(of.lazy(), on="customer", how="left")
    touch = pl.col("touched").is_not_null()
    return (
        touched.group_by("month", "group")
        .agg(
            pl.len().cast(pl.Int64).alias("input.coverage.past-due-accounts"),
            touch.sum().cast(pl.Int64).alias("input.coverage.contacted-accounts"),
            pl.col("late").sum().alias("input.coverage.past-due-balance"),
            pl.col("late").filter(touch).sum().alias("input.coverage.contacted-balance"),
            number(pl.col("foreign").sum(), "foreign.late"),
            number((touch & pl.col("foreign")).sum(), "foreign.contacted"),
        )
        .collect()
    )


def attributed(payments, found):
    """Payments by month and the analyst who owned the customer on the posting day."""
    sums = [(-pl.col("minor").sum()).alias("cash.attributed"), number(pl.len(), "n.cash.attributed")]
    daily = payments.group_by("month", "posting_date", "group", "currency").agg(sums)
    owned = daily.join(found.posted, on="group", how="left").filter(
        (pl.col("valid_from") <= pl.col("posting_date")) & (pl.col("valid_to").fill_null(pl.date(9999, 1, 1)) >= pl.col("posting_date"))
    )
    columns = pl.col("cash.attributed", "n.cash.attributed")
    by_owner = owned.group_by("month", "analyst", "currency").agg(columns.sum())
    house = daily.join(owned, on=["posting_date", "group"], how="anti").group_by("month", "currency").agg(columns.sum())
    return pl.concat([by_owner, house.with_columns(pl.lit("house").alias("analyst"))], how="diagonal")


def openings(balances, days):
    """What stood when each as-of day's month opened, with the day it belongs to."""
    columns = {"ar.net": "bridge.opening", "due-next": "opening-due", "net-documents": "opening-documents"}
    columns |= {"n.ar.gross": "n.opening-debits", "n.ar.credits": "n.opening-credits", "n.due-next": "n.opening-due"}
    rows = days.drop_nulls("opening").join(balances, left_on="opening", right_on="day")
    return rows.select("day", *ACCOUNT, *[pl.col(name).alias(alias) for name, alias in columns.items()])


def year_openings(balances, days):
    """The balance of 31 December before each as-of day, with the day it belongs to."""
    starts = days.with_columns((pl.col("day").dt.truncate("1y") - pl.duration(days=1)).alias("start"))
    return starts.join(balances, left_on="start", right_on="day").select(
        "day", *ACCOUNT, pl.col("ar.net").alias("input.year-opening"), (pl.col("n.ar.gross") + pl.col("n.ar.credits")).alias("n.input.year-opening")
    )


def over_months(moved, days):
    """Sales over several months of each as-of day: the last three, twelve, and those of the year."""
    months = days.join(moved.select("month", *ACCOUNT, "sales", "n.sales"), how="cross").filter(pl.col("month_right") <= pl.col("month"))
    back = lambda number: pl.col("month_right") > pl.col("month").dt.offset_by(f"-{number}mo")
    spans = {"input.sales-3m": back(3), "input.sales-12m": back(12), "input.sales-ytd": pl.col("month_right") >= pl.col("month").dt.truncate("1y")}
    return months.group_by("day", *ACCOUNT).agg(
        pl.col(column).filter(span).sum().alias(prefix + name) for name, span in spans.items() for column, prefix in (("sales", ""), ("n.sales", "n."))
    )
