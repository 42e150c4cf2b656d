"""The self-view of every analyst and the huddle: their tables, section by section."""

import polars as pl

import behind
import blocks
import evidence
import method
import migration
import tables
import words
import workings
from blocks import AGED, JUDGED, STATES
from figures import AGING
from table import Chart, Table

PRIORITIES = ["customer", "name", "ar.past-due"]
PRIORITIES += [f"{name}@{language}" for name in ("next-step", "because", "oldest-item", "last-contact") for language in words.LANGUAGES]
PRIORITIES.append("language")


def self_views(books, figures, lists):
    """The self-view of every analyst on the newest day."""
    day = lists.day
    opening = figures["all"].row(by_predicate=pl.col("day") == day, named=True)["opening"]
    moved = migration.matrices(books, opening, day)
    parts = {
        "moved": moved,
        "worklist": lists.worded_worklist(),
        "follow-ups": lists.follow_ups(),
        "due": lists.promises_of("due"),
        "broken": lists.promises_of("broken"),
        "promises": lists.promises_now(),
        "disputes": lists.disputes,
        "credits": lists.credits,
        "accounts": lists.accounts,
        "disputed": lists.named(books.disputes.filter(pl.col("day") == day)),
    }
    days = sorted({*books.source.days[-method.SNAPSHOTS :], books.source.before})
    common = [method.settings(books, day, None), method.rates(books, opening, day)]
    known = evidence.counts(books, "analyst", day)
    methods = lambda analyst, row, own: [
        *common,
        method.sources(books, days, analyst),
        method.quality(known[analyst]),
        *workings.Workings(row, evidence.Evidence(row, known[analyst], True, {"served": (own["promises"]["paid"] > 0).any()})).self_view(),
    ]
    return [self_view(figures, day, analyst, parts, methods) for analyst in books.source.analysts["analyst"].sort()]


def self_view(figures, day, analyst, parts, methods):
    """The tables of one portfolio; `methods` makes those of the section Method."""
    mine = figures["analyst"].filter(pl.col("key") == analyst)
    row, total = (frame.row(by_predicate=pl.col("day") == day, named=True) for frame in (mine, figures["all"]))
    own = {name: frame.filter(pl.col("analyst" if name == "moved" else "portfolio") == analyst) for name, frame in parts.items()}
    trend = lambda *words, **options: tables.trend(mine, day, *words, **options)
    follow_ups = own["follow-ups"].select(
        "customer", "name", pl.col("follow_up_on").alias("due"), "days-late", "ar.past-due", pl.col("date").alias("contact"), "channel", "outcome", "document"
    )
    found = [
        Table("priorities", "today", own["worklist"].select(PRIORITIES), shown=15),
        Table("follow-ups", "today", follow_ups, shown=20),
        blocks.promised(own["due"], "promises-due", "today", 20),
        blocks.promised(own["broken"], "promises-broken", "today", 20),
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
        *blocks.migrations(own["moved"], row, "aging"),
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
            own["promises"].select(
                *["state", "customer", "name", pl.col("due_on").alias("due"), pl.col("amount").alias("promised"), "paid", "currency", *blocks.both("because")]
            ),
            shown=40,
        ),
        blocks.disputes(own["disputed"], row, "disputes", "department"),
        blocks.oldest_disputes(own["disputes"], "disputes", 20),
        blocks.credits(own["credits"], "credits", "credits", 60, *blocks.both("clears")),
        *behind.of_self_view(tables.months_of(mine, day), day, own["accounts"], [own["worklist"].head(15), own["follow-ups"].head(20)]),
        *methods(analyst, row, own),
    ]
    return blocks.Report("analyst-self-view", day.isoformat(), day, found, folder=analyst)


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
    reasons = [pl.col(f"first@{language}").alias(f"because@{language}") for language in words.LANGUAGES]
    worklist, escalations = lists.worded_worklist(), lists.escalations()
    found = [
        tables.pace(row, day, "cash"),
        tables.beside(row, before, "day-change", "overdue", ["ar.past-due", AGING[-1], "ratio.past-due"], ["today", "before", "change"]),
        blocks.promised(lists.promises_of("due"), "promises-due", "promises", 8),
        blocks.promised(lists.promises_of("broken"), "promises-broken", "promises", 8),
        Table("top-accounts", "accounts", worklist.select("customer", "name", "ar.past-due", *blocks.both("next-step"), *reasons), shown=5),
        Table("escalations", "blocked", escalations.select("customer", "name", "ar.past-due", pl.col("date").alias("escalated"), "document"), shown=6),
        Table("stuck-disputes", "blocked", lists.stuck_disputes()),
        *behind.of_huddle(before, row, lists.accounts, [worklist.head(5), escalations.head(6)]),
    ]
    return blocks.Report("huddle-snapshot", day.isoformat(), day, found, is_mail=True)
