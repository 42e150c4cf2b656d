"""What each of the three reports shows: its tables, section by section."""

from dataclasses import dataclass

import polars as pl

import behind
import migration
import tables
from figures import AGING
from lists import DayLists
from polars_side import BUCKETS
from tables import Chart, Table

AGED = [*AGING, "ar.gross", "ar.credits", "ar.net", "ar.past-due", "ratio.past-due", "past-due.days"]
DSO = ["ar.net", "aging.current", "ar.past-due", "sales", "input.period-days", "dso.simple", "dso.countback", "dso.best-possible", "dso.delinquent", "add"]
CEI_PARTS = ["cei.cash", "cei.credit-notes", "cei.write-offs", "cei.other"]
CEI = ["bridge.opening", "sales", "ar.net", "aging.current", "cei", *CEI_PARTS]
COLLECTED = ["collect.collectable", "collect.on-collectable", "collect.rate", "cash.attributed", "collect.attainment"]
BRIDGE = [f"bridge.{name}" for name in ["opening", "invoiced", "cash", "credit-notes", "write-offs", "adjustments", "fx", "unexplained", "closing"]]
JUDGED = ["promise.judged", "promise.kept", "promise.partial", "promise.broken", "promise.kept-rate", "promise.kept-amount-rate"]
PENDING = ["input.promise.pending-count", "input.promise.pending-amount"]
DISPUTED = ["dispute.open-count", "dispute.open-amount", "ar.gross", "dispute.rate", "dispute.cycle-days"]
STATES = ["promise.kept", "promise.partial", "promise.broken"]
RESULTS = ["cash.attributed", "collect.attainment", "cei", "promise.judged", "promise.kept", "promise.kept-rate"]
PRODUCTIVITY = ["contacts", "contacts.reached", "contacts.promise-conversion", "coverage.accounts", "coverage.balance", "follow-up.on-time"]


@dataclass
class Report:
    """A report of a month or day; `folder`: below the output, of whom it is."""

    name: str
    period: str
    tables: list
    folder: str = ""
    is_mail: bool = False


def migrations(found, row, section):
    """The migration matrix as amounts and as shares."""
    amounts = migration.matrix(found, row)
    return [Table("migration", section, amounts, total=True), Table("migration-shares", section, migration.shares(amounts))]


def disputes(found, row, section, by):
    """Disputes by department or reason, named as the report names them."""
    return tables.dispute_groups(found, row["ar.gross"], row["day"], f"disputes-by-{by}", section, by)


def oldest_disputes(found, section, shown):
    """The disputes open longest."""
    columns = {
        "dispute": "dispute",
        "customer": "customer",
        "name": "name",
        "document": "document",
        "amount": "minor",
        "reason": "reason",
        "department": "department",
        "portfolio": "portfolio",
        "opened-on": "opened_on",
        "days-open": "days-open",
    }
    return Table("oldest-disputes", section, found.select([pl.col(column).alias(name) for name, column in columns.items()]), shown=shown)


def credits(found, table, section, shown, *more):
    """Credit items; `more`: further columns."""
    document = pl.when(pl.col("line").is_null()).then("document").otherwise(pl.concat_str("document", "line", separator="/"))
    return Table(
        table,
        section,
        found.select("customer", "name", document.alias("document"), "kind", pl.col("document_date").alias("document-day"), "age", "open", "currency", *more),
        shown=shown,
    )


def unapplied_ages(found):
    """Credit items by age: number, credit notes and cash on account."""
    bucket = pl.when(pl.col("age") <= 30).then(0).when(pl.col("age") <= 60).then(1).when(pl.col("age") <= 90).then(2).otherwise(3)
    of_kind = lambda kind, name: pl.col("minor").filter(pl.col("kind") == kind).sum().alias(name)
    sums = [pl.len().cast(pl.Int64).alias("count"), of_kind("credit_note", "creditNote"), of_kind("payment", "onAccount"), pl.col("minor").sum().alias("total")]
    rows = found.group_by(bucket.alias("place")).agg(sums).sort("place")
    names = pl.col("place").replace_strict(dict(enumerate(["0-30", *BUCKETS[2:]])), return_dtype=pl.String)
    return Table(
        "unapplied-ages", "unapplied", pl.concat([rows.select(names.alias("age"), *rows.columns[1:]), found.select(pl.lit("total").alias("age"), *sums)]), total=True
    )


def promised(found, table, section, shown):
    """Promises of a day: what is missing."""
    return Table(
        table,
        section,
        found.select("customer", "name", pl.col("minor").alias("missing"), pl.col("due_on").alias("due"), pl.col("made_on").alias("made"), "document"),
        shown=shown,
    )


def review(books, figures, day):
    """The monthly target review."""
    every, row = figures["all"], figures["all"].row(by_predicate=pl.col("day") == day, named=True)
    lists = DayLists(books, day)
    scoped = lambda *words, **options: tables.by_scope(figures, day, *words, **options)
    trend = lambda *words, **options: tables.trend(every, day, *words, **options)
    disputed = books.disputes.filter(pl.col("day") == day)
    high_risk = lists.high_risk()
    found = [
        tables.headline(
            every,
            day,
            "summary-headline",
            "summary",
            ["ar.net", "ar.past-due", "ratio.past-due", "dso.simple", "cei", "cei.ytd", "sales", "collect.cash", "collect.rate", "write-off.ratio"],
        ),
        scoped("targets-by-team", "targets", "team", COLLECTED, ["cash.attributed"]),
        scoped(
            "targets-by-portfolio",
            "targets",
            "analyst",
            COLLECTED,
            ["cash.attributed"],
            charts=[Chart("column", ["cash.attributed", "cash.attributed-target"])],
        ),
        trend(
            "targets-trend",
            "targets",
            [
                "collect.cash",
                "input.target-cash",
                "collect.collectable",
                "collect.on-collectable",
                "collect.rate",
                "collect.tracker-rate",
                "payment.days-to-pay",
                "payment.days-late",
                "payment.on-time-amount",
            ],
            charts=[Chart("column", ["collect.cash"]), Chart("line", ["collect.rate"])],
        ),
        trend(
            "dso-trend",
            "dso",
            [
                "ar.net",
                "sales",
                "input.period-days",
                "input.sales-3m",
                "input.days-3m",
                "dso.simple",
                "dso.rolling-3m",
                "dso.countback",
                "dso.true",
                "dso.best-possible",
                "dso.delinquent",
                "add",
                "ar.turnover",
            ],
            targets=["dso.simple"],
            charts=[Chart("line", ["dso.simple", "dso.rolling-3m", "dso.countback", "dso.best-possible"])],
        ),
        scoped("dso-by-team", "dso", "team", DSO, ["dso.simple"]),
        scoped("dso-by-company", "dso", "company", DSO),
        trend("cei-trend", "cei", [*CEI, "cei.ytd"], targets=["cei"], charts=[Chart("stacked", CEI_PARTS)]),
        scoped("cei-by-team", "cei", "team", CEI, ["cei"]),
        scoped("cei-by-portfolio", "cei", "analyst", CEI),
        trend("aging-trend", "aging", [*AGED, "ecl.estimate", "interest.claimable"], charts=[Chart("stacked", AGING), Chart("line", ["ratio.past-due"])]),
        tables.trend_by(figures, day, "past-due-by-company", "aging", "ratio.past-due", "company"),
        *[scoped(f"aging-by-{scope}", "aging", scope, AGED) for scope in ("team", "company", "currency", "segment")],
        *migrations(migration.matrices(books, row["opening"], day), row, "aging"),
        tables.bridge(row, "bridge"),
        scoped("bridge-by-company", "bridge", "company", BRIDGE),
        scoped("bridge-by-portfolio", "bridge", "analyst", BRIDGE),
        scoped("results-by-portfolio", "productivity", "analyst", RESULTS, ["cash.attributed"]),
        scoped("productivity-by-portfolio", "productivity", "analyst", PRODUCTIVITY, ["contacts"]),
        trend(
            "productivity-trend",
            "productivity",
            [
                "contacts",
                "input.working-days",
                "contacts.per-day",
                "contacts.reached",
                "contacts.promise-conversion",
                "coverage.accounts",
                "coverage.balance",
                "follow-up.on-time",
            ],
        ),
        trend("promises-trend", "promises", [*JUDGED, *PENDING], charts=[Chart("stacked", STATES)]),
        scoped("promises-by-portfolio", "promises", "analyst", [*JUDGED, *PENDING]),
        trend("disputes-trend", "disputes", DISPUTED, charts=[Chart("column", ["dispute.open-amount"])]),
        disputes(disputed, row, "disputes", "department"),
        disputes(disputed, row, "disputes", "reason"),
        oldest_disputes(lists.disputes, "disputes", 10),
        scoped("disputes-by-portfolio", "disputes", "analyst", DISPUTED),
        Table(
            "high-risk-accounts",
            "high-risk",
            high_risk.select("customer", "name", "risk-score", "ar.net", "ar.past-due", "credit-limit", "last-contact", "portfolio"),
            shown=40,
        ),
        unapplied_ages(lists.credits),
        credits(lists.credits, "unapplied-credits", "unapplied", 100, pl.col("minor").alias("converted")),
        *behind.of_review(figures, day, lists, [high_risk.head(40)]),
    ]
    return Report("monthly-target-review", day.strftime("%Y-%m"), found)


def self_views(books, figures, lists):
    """The self-view of every analyst on the newest day."""
    day = lists.day
    opening = figures["all"].row(by_predicate=pl.col("day") == day, named=True)["opening"]
    moved = migration.matrices(books, opening, day)
    parts = {
        "moved": moved,
        "worklist": lists.worklist(),
        "follow-ups": lists.follow_ups(),
        "due": lists.promises_of("due"),
        "broken": lists.promises_of("broken"),
        "promises": lists.promises_now(),
        "disputes": lists.disputes,
        "credits": lists.credits,
        "accounts": lists.accounts,
        "disputed": lists.named(books.disputes.filter(pl.col("day") == day)),
    }
    return [self_view(figures, day, analyst, parts) for analyst in books.source.analysts["analyst"].sort()]


def self_view(figures, day, analyst, parts):
    """The tables of one portfolio."""
    mine = figures["analyst"].filter(pl.col("key") == analyst)
    row, total = (frame.row(by_predicate=pl.col("day") == day, named=True) for frame in (mine, figures["all"]))
    own = {name: frame.filter(pl.col("analyst" if name == "moved" else "portfolio") == analyst) for name, frame in parts.items()}
    trend = lambda *words, **options: tables.trend(mine, day, *words, **options)
    follow_ups = own["follow-ups"].select(
        "customer", "name", pl.col("follow_up_on").alias("due"), "days-late", "ar.past-due", pl.col("date").alias("contact"), "channel", "outcome", "document"
    )
    found = [
        Table("priorities", "today", own["worklist"].select("customer", "name", "ar.past-due", "language"), shown=15),
        Table("follow-ups", "today", follow_ups, shown=20),
        promised(own["due"], "promises-due", "today", 20),
        promised(own["broken"], "promises-broken", "today", 20),
        tables.headline(
            mine,
            day,
            "month-headline",
            "month",
            ["cash.attributed", "collect.rate", "ar.net", "ar.past-due", "ratio.past-due", "cei", "promise.kept-rate", "dso.countback", "contacts"],
        ),
        tables.beside(
            row,
            total,
            "comparison",
            "month",
            ["collect.attainment", "collect.rate", "cei", "ratio.past-due", "past-due.days", "promise.kept-rate", "coverage.balance"],
            ["mine", "all", "difference"],
        ),
        trend("aging-trend", "aging", AGED, charts=[Chart("stacked", AGING)]),
        *migrations(own["moved"], row, "aging"),
        trend(
            "cash-trend",
            "trend",
            [
                "cash.attributed",
                "input.target-cash",
                "landing.forecast",
                "input.target-gap",
                "collect.attainment",
                "collect.collectable",
                "collect.on-collectable",
                "collect.rate",
                "payment.days-late",
            ],
            charts=[Chart("column", ["cash.attributed"])],
        ),
        trend("results-trend", "trend", ["bridge.opening", "sales", "ar.net", "aging.current", "cei", "dso.countback"], charts=[Chart("line", ["cei"])]),
        trend(
            "contacts-trend",
            "trend",
            ["coverage.accounts", "coverage.balance", "follow-up.on-time", "contacts", "contacts.reached", "contacts.promise-conversion"],
        ),
        trend("promises-trend", "promises", JUDGED, charts=[Chart("stacked", STATES)]),
        Table(
            "promises-list",
            "promises",
            own["promises"].select("state", "customer", "name", pl.col("due_on").alias("due"), pl.col("amount").alias("promised"), "paid", "currency"),
            shown=40,
        ),
        disputes(own["disputed"], row, "disputes", "department"),
        oldest_disputes(own["disputes"], "disputes", 20),
        credits(own["credits"], "credits", "credits", 60),
        *behind.of_self_view(tables.months_of(mine, day), day, own["accounts"], [own["worklist"].head(15), own["follow-ups"].head(20)]),
    ]
    return Report("analyst-self-view", day.isoformat(), found, folder=analyst)


def huddle(books, figures, lists):
    """The huddle of the newest day."""
    day, total = lists.day, figures["all"]
    row = total.row(by_predicate=pl.col("day") == day, named=True)
    sums = books.before.select(pl.col("ar.gross").sum(), *[pl.col(name).sum() for name in AGING])
    before = (
        sums.with_columns((pl.col("ar.gross") - pl.col("aging.current")).alias("ar.past-due"))
        .with_columns((pl.col("ar.past-due") / pl.col("ar.gross")).alias("ratio.past-due"))
        .row(0, named=True)
    )
    before["day"] = books.source.before
    worklist, escalations = lists.worklist(), lists.escalations()
    found = [
        tables.pace(row, day, "cash"),
        tables.beside(row, before, "day-change", "overdue", ["ar.past-due", AGING[-1], "ratio.past-due"], ["today", "before", "change"]),
        promised(lists.promises_of("due"), "promises-due", "promises", 8),
        promised(lists.promises_of("broken"), "promises-broken", "promises", 8),
        Table("top-accounts", "accounts", worklist.select("customer", "name", "ar.past-due"), shown=5),
        Table("escalations", "blocked", escalations.select("customer", "name", "ar.past-due", pl.col("date").alias("escalated"), "document"), shown=6),
        Table("stuck-disputes", "blocked", lists.stuck_disputes()),
        *behind.of_huddle(before, row, lists.accounts, [worklist.head(5), escalations.head(6)]),
    ]
    return Report("huddle-snapshot", day.isoformat(), found, is_mail=True)
