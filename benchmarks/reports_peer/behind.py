"""The figures behind the ratios: what the ratios of a report are made from and no other of its tables shows, some columns a table."""

import polars as pl

import tables
from figures import AGING
from source import month_end
from table import Table

SECTION = "ratio-inputs"
LATE_BUCKETS = AGING[1:]
CONTACTED = ["input.coverage.contacted-accounts", "input.coverage.past-due-accounts", "input.coverage.contacted-balance", "input.coverage.past-due-balance"]
FOLLOWED = ["input.follow-up.done-on-time", "input.follow-up.due"]
PROMISED = ["input.promise.paid-amount", "input.promise.promised-amount"]
LANDING = ["input.landing.promised", "input.landing.due", "input.landing.disputed"]
FLOWS = [
    "bridge.cash",
    "bridge.credit-notes",
    "bridge.write-offs",
    "bridge.adjustments",
    "bridge.fx",
    "bridge.closing",
    "bridge.invoiced",
    "bridge.unexplained",
]
# Of these a month needs its opening; the bridge has them all for the month of the report.
NEED_OPENING = FLOWS[1:2] + FLOWS[3:]
WIDTH = 8
REVIEW = [
    "input.year-opening",
    "input.sales-ytd",
    "bridge.cash",
    "bridge.write-offs",
    "input.payment.punctual-amount",
    "input.payment.dated-amount",
    "input.sales-12m",
    "bridge.credit-notes",
    *FLOWS[3:],
    *["input.interest-accrued", "input.interest-compensation", "input.contacts.promises"],
    *[*CONTACTED, *FOLLOWED, *PROMISED],
]
OF_REVIEW_MONTH = [
    *[f"input.credits.{name.removeprefix('aging.')}" for name in AGING],
    *["input.payment.punctual-count", "input.payment.dated-count", "input.concentration.top-10-balance", "input.concentration.positive-balance"],
]
SELF_MONTHS = [
    [CONTACTED[2], CONTACTED[3], "collect.cash", "bridge.cash", *LANDING, CONTACTED[0]],
    [CONTACTED[1], *FOLLOWED, "input.contacts.promises", *PROMISED, "dispute.open-amount"],
]
# In the self-view only the running month's are behind a figure shown.
OF_LAST_MONTH = ["collect.cash", "bridge.cash", *LANDING, "dispute.open-amount"]


def name_of(number, scope=""):
    """The id of a table: the first of several has no number."""
    return SECTION + (f"-{scope}" if scope else "") + (f"-{number + 1}" if number else "")


def months(rows, day, columns, number, shown_elsewhere):
    """Figures by month; `shown_elsewhere`: the columns that another table has, of which months."""
    blank = [pl.when(~where).then(pl.col(name)).alias(name) for name, where in shown_elsewhere.items() if name in columns]
    rows = rows.with_columns(blank)
    last = [] if day == month_end(day) else [pl.col("day").alias("to")]
    return Table(name_of(number), SECTION, rows.filter(~pl.all_horizontal(pl.col(columns).is_null())).select("month", *columns, *last))


def by_key(rows, scope, columns, number):
    """Figures of a day by key, those without any left out."""
    return Table(name_of(number, scope), SECTION, rows.select(pl.col("key").alias(scope), *columns).filter(~pl.all_horizontal(pl.col(columns).is_null())))


def of_customers(accounts, shown, columns):
    """Figures of the customers that lists show, in the order in which they do."""
    customers = pl.concat([frame.select("customer") for frame in shown]).unique(maintain_order=True)
    rows = customers.join(accounts, on="customer", how="left", maintain_order="left").select("customer", *columns)
    return [Table(name_of(0, "customer"), SECTION, rows)] if rows.height else []


def of_review(figures, day, lists, shown):
    """Those of the monthly target review; forecasts of a running month stand beside its cash."""
    rows, is_last = tables.months_of(figures["all"], day), pl.col("day") == day
    balances = lists.accounts["ar.net"].filter(lists.accounts["ar.net"] > 0)
    rows = rows.with_columns(
        pl.lit(balances.top_k(10).sum()).alias("input.concentration.top-10-balance"),
        pl.lit(balances.sum()).alias("input.concentration.positive-balance"),
        *[pl.lit(0).alias(name) for name in OF_REVIEW_MONTH[: len(AGING)]],
    )
    elsewhere = {name: is_last | pl.col("bridge.opening").is_null() for name in NEED_OPENING} | {"bridge.cash": is_last, "bridge.write-offs": is_last}
    elsewhere |= {name: ~is_last for name in OF_REVIEW_MONTH}
    names = [*REVIEW, *OF_REVIEW_MONTH]
    if day == month_end(day):
        names += [*LANDING, "landing.forecast"]
        elsewhere |= {name: ~is_last for name in (*LANDING, "landing.forecast")}
    else:
        names[3:3] = LANDING
        compared = tables.compared_days(figures["all"], day)
        elsewhere |= {name: ~pl.col("day").is_in(compared) for name in LANDING}
    found = [months(rows, day, names[start : start + WIDTH], number, elsewhere) for number, start in enumerate(range(0, len(names), WIDTH))]
    of_day = lambda scope: figures[scope].filter(pl.col("day") == day)
    found.append(by_key(of_day("analyst"), "analyst", ["ar.credits", "input.contacts.promises", *CONTACTED, *FOLLOWED], 0))
    promised = by_key(of_day("analyst"), "analyst", PROMISED, 1)
    found += [promised] if promised.frame.height else []
    in_cei = [pl.when(pl.col("cei").is_not_null()).then(pl.col(name)).alias(name) for name in FLOWS[day != month_end(day) :]]
    found.append(by_key(of_day("team").with_columns(in_cei), "team", FLOWS, 0))
    before = figures["company"].filter((pl.col("day") < day) & (pl.col("day") >= rows["day"].min())).sort("key", "day")
    before = before.select(pl.col("key").alias("company"), pl.col("day").dt.strftime("%Y-%m").alias("month"), "ar.past-due", *LATE_BUCKETS, "ar.gross")
    found.append(Table(name_of(0, "company"), SECTION, before))
    return [*found, *of_customers(lists.accounts, shown, ["ar.gross", "ar.credits", *LATE_BUCKETS])]


def of_self_view(rows, day, accounts, shown):
    """Those of an analyst's self-view."""
    elsewhere = {name: pl.col("day") != day for name in OF_LAST_MONTH}
    found = [months(rows, day, columns, number, elsewhere) for number, columns in enumerate(SELF_MONTHS)]
    return [*found, *of_customers(accounts, shown, LATE_BUCKETS)]


def of_huddle(before, row, accounts, shown):
    """Those of the huddle: of the snapshot before and of the day."""
    names = [*LATE_BUCKETS, "ar.past-due", "ar.gross"]
    rows = pl.DataFrame([{"month": f"{found['day']:%Y-%m}"} | {name: found[name] for name in names} | {"to": found["day"]} for found in (before, row)])
    return [Table(name_of(0), SECTION, rows), *of_customers(accounts, shown, LATE_BUCKETS)]
