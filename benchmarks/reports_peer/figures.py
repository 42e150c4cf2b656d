"""The figures of every as-of day for the keys of a scope, named as the metric catalogue names them. Amounts are cents, shares are fractions."""

from dataclasses import dataclass

import polars as pl

import dso
import interest
import landing
import promises
import records
import sums
from polars_side import BUCKETS, ratio
from source import converted, load as load_large
from work_calendar import working_days

AGING = [f"aging.{name}" for name in BUCKETS]
LOSS_RATES = [0.005, 0.02, 0.05, 0.15, 0.50]
# Figures that are added up over groups; all others are made from these.
ADDED = [
    "ar.net",
    "ar.gross",
    "ar.credits",
    "late-days",
    *AGING,
    *sums.FLOWS,
    "invoiced-due",
    "flow-documents",
    "net-documents",
    "collect.on-collectable",
    "applied",
    "pay-days",
    "input.payment.dated-amount",
    "applied-late-days",
    "input.payment.punctual-amount",
    "input.payment.dated-count",
    "input.payment.punctual-count",
    "input.coverage.past-due-accounts",
    "input.coverage.contacted-accounts",
    "input.coverage.past-due-balance",
    "input.coverage.contacted-balance",
    "contacts",
    "contacts.reached",
    "input.contacts.promises",
    "input.follow-up.due",
    "input.follow-up.done-on-time",
    "cash.attributed",
    "promise.judged",
    "promise.kept",
    "promise.partial",
    "promise.broken",
    "input.promise.promised-amount",
    "input.promise.paid-amount",
    "input.promise.pending-count",
    "input.promise.pending-amount",
    "dispute.open-count",
    "dispute.open-amount",
    "closed",
    "cycle-days",
    "bridge.opening",
    "opening-due",
    "opening-documents",
    "input.year-opening",
    "input.sales-3m",
    "input.sales-12m",
    "input.sales-ytd",
    "unexplained",
    *landing.PARTS,
]
# What stands behind a rate, which is not available when the rate is not.
BEHIND = {
    "coverage.accounts": ["input.coverage.past-due-accounts", "input.coverage.contacted-accounts"],
    "coverage.balance": ["input.coverage.past-due-balance", "input.coverage.contacted-balance"],
    "follow-up.on-time": ["input.follow-up.due", "input.follow-up.done-on-time"],
    "contacts.promise-conversion": ["input.contacts.promises"],
    "promise.kept-amount-rate": ["input.promise.promised-amount", "input.promise.paid-amount"],
    "cei.ytd": ["input.year-opening", "input.sales-ytd"],
}


@dataclass
class Ledger:
    """The sums of all as-of days, and what lists and single tables are made from."""

    source: object
    large: sums.Large
    groups: sums.Groups
    days: pl.DataFrame
    rows: pl.DataFrame
    monthly: pl.DataFrame
    promises: pl.DataFrame
    pairs: pl.DataFrame
    applied: pl.DataFrame
    disputes: pl.DataFrame
    before: pl.DataFrame
    claims: interest.Claims
    items_by_day: pl.DataFrame

    def teams_of(self, day):
        """The team of each customer's owner on a day."""
        owners = self.groups.owners.filter(pl.col("day") == day).select("group", "team")
        return self.groups.of.join(owners, on="group", how="left").select("customer", "team")


def load(source):
    """The large tables with their customers' groups."""
    found = sums.groups(source)
    items, postings = load_large(source, found.of)
    payments = postings.lazy().filter((pl.col("kind") == "payment") & (pl.col("amount") < 0)).collect()
    return found, sums.Large(items, postings, payments)


def ledger(source, found, large):
    """Adds up everything once."""
    days = sums.as_of_days(source)
    balances, moved = sums.positions(large.items, large.postings["month"].min()), sums.flows(large.postings)
    pairs, served = promises.judged(source, large.payments)
    applied = sums.applied(large)
    disputed = converted(records.disputes_of_day(source, found.of, days).lazy(), source.rates, "day", "cents").collect()
    by_month = [moved, sums.collected(large, days), sums.payment_behaviour(large, applied, days), sums.coverage(source, large, found.of, days)]
    by_day = [
        balances.filter(pl.col("day").is_in(source.days)),
        sums.openings(balances, days),
        sums.year_openings(balances, days),
        sums.over_months(moved, days),
        records.promise_sums(served, found.of, days),
        disputed.group_by("day", "currency", "group").agg(records.dispute_sums()),
    ]
    months = days.select("day", "month")
    grouped = pl.concat([*by_day, *[frame.join(months, on="month").drop("month") for frame in by_month]], how="diagonal")
    by_person = pl.concat([records.contacts(source), sums.attributed(large.payments, found)], how="diagonal").join(months, on="month").drop("month")
    rows = pl.concat([grouped.join(found.owners, on=["group", "day"], how="left"), sums.with_team(by_person, source)], how="diagonal")
    rows = pl.concat([rows, unexplained(rows, source)], how="diagonal")
    before = balances.filter(pl.col("day") == source.before)
    held = balances.select("day", "group", (pl.col("n.ar.gross") + pl.col("n.ar.credits")).alias("items"))
    held = held.join(found.owners, on=["group", "day"], how="left").group_by("day", "analyst").agg(pl.col("items").sum())
    claims = interest.claims(source, large)
    books = Ledger(
        source, large, found, days, rows, moved.select("month", *sums.ACCOUNT, "sales", "n.sales"), served, pairs, applied, disputed, before, claims, held
    )
    newest = source.days[-1]
    coming = landing.expected(books, newest, newest.replace(day=1)).with_columns(pl.lit(newest).alias("day"))
    books.rows = pl.concat([rows, coming.join(found.owners, on=["group", "day"], how="left")], how="diagonal")
    return books


def unexplained(rows, source):
    """What openings and movements do not explain of the closing balance, in each document currency, converted at the day."""
    rest = pl.col("net-documents").sum() - pl.col("opening-documents").sum() - pl.col("flow-documents").sum()
    keys = ["company", "currency", "segment", "analyst", "team"]
    found = rows.filter(pl.col("company").is_not_null()).group_by("day", *keys).agg(rest.alias("rest"))
    return converted(found.filter(pl.col("rest") != 0).lazy(), source.rates, "day", "rest").select("day", *keys, pl.col("minor").alias("unexplained")).collect()


def targets(source, scope):
    """Targets by day and key: cash in cents, contacts, percentages as fractions, days."""
    keyed = source.targets.filter(pl.col("scope") == scope).with_columns((pl.col("month") + "-01").str.to_date().alias("month"), pl.col("key").fill_null(""))
    money = (pl.col("value") * 100).round().filter(pl.col("metric") == "cash.collected").first().cast(pl.Int64).alias("input.target-cash")
    others = {"contacts": 1.0, "cei": 100.0, "dso.simple": 1.0}
    return keyed.group_by("month", "key").agg(
        money, *[(pl.col("value") / unit).filter(pl.col("metric") == name).first().alias(f"target.{name}") for name, unit in others.items()]
    )


def of_scope(books, scope):
    """All figures by day and key; `all` has one key, which is empty."""
    by = [] if scope == "all" else [scope]
    rows = books.rows.filter(pl.col(scope).is_not_null()) if by else books.rows
    added = rows.group_by("day", *by).agg([pl.col(name).sum() for name in ADDED])
    found = added.join(books.days, on="day").join(dso.countback(added, by, books), on=["day", *by], how="left")
    key = pl.col(scope).cast(pl.String) if by else pl.lit("")
    found = found.with_columns(key.alias("key")).join(targets(books.source, scope), on=["month", "key"], how="left")
    if not by:
        found = found.join(dso.true(books), on="day", how="left").join(books.claims.sums, on="day", how="left")
    return derived(found, books).sort("day", pl.col("key").is_in(["house", "unknown"]), "key")


def calendar(books):
    """Lengths of each as-of day's periods: calendar days and working days."""
    rows = books.days.with_columns(
        pl.col("day").dt.day().cast(pl.Int64).alias("input.period-days"),
        ((pl.col("day") - pl.col("month").dt.offset_by("-2mo")).dt.total_days() + 1).alias("input.days-3m"),
    )
    gone = [working_days(day.replace(day=1), day) for day in rows["day"]]
    return rows.select("day", "input.period-days", "input.days-3m").with_columns(pl.Series("input.working-days", gone, dtype=pl.Int64))


def derived(found, books):
    """Shares, days and rates from the sums."""
    column, days = pl.col, pl.col("input.period-days")
    first = books.monthly["month"].min()
    has_opening = column("opening").is_not_null()
    opened = lambda expression: pl.when(has_opening).then(expression)
    found = found.join(calendar(books), on="day", how="left").with_columns(
        (column("ar.gross") - column("aging.current")).alias("ar.past-due"),
        (-column("bridge.cash")).alias("collect.cash"),
        (-column("bridge.cash") + pl.sum_horizontal(landing.PARTS)).alias("landing.forecast"),
        column("sales").alias("bridge.invoiced"),
        opened(column("bridge.opening")).alias("bridge.opening"),
        column("ar.net").alias("bridge.closing"),
        opened(column("opening-due") + column("invoiced-due")).alias("collect.collectable"),
        opened(column("collect.on-collectable")).alias("collect.on-collectable"),
        opened(column("unexplained")).alias("bridge.unexplained"),
    )
    moved = column("sales") + column("bridge.cash") + column("bridge.credit-notes") + column("bridge.write-offs") + column("bridge.adjustments")
    found = found.with_columns((column("bridge.closing") - column("bridge.opening") - moved - column("bridge.unexplained")).alias("bridge.fx"))
    year_could = column("input.year-opening") + column("input.sales-ytd") - column("aging.current")
    has_year = column("day").dt.truncate("1y") - pl.duration(days=1)
    found = found.with_columns(
        (column("bridge.opening") + column("sales") - column("aging.current")).alias("could"),
        pl.when(has_year.is_in(books.source.days)).then(year_could).alias("year-could"),
    )
    history = lambda months: pl.when(column("month").dt.offset_by(f"-{months}mo") >= first)
    quarter, year = history(2).then(column("input.sales-3m")), history(11).then(column("input.sales-12m"))
    found = found.with_columns(quarter.alias("input.sales-3m"), year.alias("input.sales-12m"))
    rates = {
        "ratio.current": (column("aging.current"), "ar.gross"),
        "ratio.past-due": (column("ar.past-due"), "ar.gross"),
        "ratio.over-90": (column(AGING[-1]), "ar.gross"),
        "payment.on-time-count": (column("input.payment.punctual-count"), "input.payment.dated-count"),
        "past-due.days": (column("late-days"), "ar.past-due"),
        "dso.simple": (column("ar.net") * days, "sales"),
        "dso.rolling-3m": (column("ar.net") * column("input.days-3m"), "input.sales-3m"),
        "dso.best-possible": (column("aging.current") * days, "sales"),
        "dso.delinquent": (column("ar.past-due") * days, "sales"),
        "add": ((column("ar.net") - column("aging.current")) * days, "sales"),
        "ar.turnover": (column("input.sales-12m"), "ar.net"),
        "cei": (column("bridge.opening") + column("sales") - column("ar.net"), "could"),
        "cei.cash": (-column("bridge.cash"), "could"),
        "cei.credit-notes": (-column("bridge.credit-notes"), "could"),
        "cei.write-offs": (-column("bridge.write-offs"), "could"),
        "cei.other": (-(column("bridge.adjustments") + column("bridge.fx") + column("bridge.unexplained")), "could"),
        "cei.ytd": (column("input.year-opening") + column("input.sales-ytd") - column("ar.net"), "year-could"),
        "write-off.ratio": (-column("bridge.write-offs"), "sales"),
        "collect.rate": (column("collect.on-collectable"), "collect.collectable"),
        "collect.tracker-rate": (column("collect.cash"), "collect.collectable"),
        "collect.attainment": (column("cash.attributed"), "input.target-cash"),
        "payment.days-to-pay": (column("pay-days"), "applied"),
        "payment.days-late": (column("applied-late-days"), "input.payment.dated-amount"),
        "payment.on-time-amount": (column("input.payment.punctual-amount"), "input.payment.dated-amount"),
        "coverage.accounts": (column("input.coverage.contacted-accounts"), "input.coverage.past-due-accounts"),
        "coverage.balance": (column("input.coverage.contacted-balance"), "input.coverage.past-due-balance"),
        "follow-up.on-time": (column("input.follow-up.done-on-time"), "input.follow-up.due"),
        "contacts.promise-conversion": (column("input.contacts.promises"), "contacts.reached"),
        "contacts.per-day": (column("contacts"), "input.working-days"),
        "promise.kept-rate": (column("promise.kept"), "promise.judged"),
        "promise.kept-amount-rate": (column("input.promise.paid-amount"), "input.promise.promised-amount"),
        "dispute.rate": (column("dispute.open-amount"), "ar.gross"),
        "dispute.cycle-days": (column("cycle-days"), "closed"),
    }
    losses = pl.sum_horizontal([column(name) * rate for name, rate in zip(AGING, LOSS_RATES)])
    found = found.with_columns(
        [ratio(part, whole).alias(name) for name, (part, whole) in rates.items()]
        + [
            losses.round(mode="half_to_even").cast(pl.Int64).alias("ecl.estimate"),
            (column("cash.attributed") - column("input.target-cash")).alias("input.target-gap"),
        ]
    )
    return found.with_columns(pl.when(pl.col(rate).is_not_null()).then(pl.col(name)).alias(name) for rate, names in BEHIND.items() for name in names)
