"""The monthly target review: its tables, section by section."""

import polars as pl

import behind
import blocks
import emulation
import evidence
import interest
import landing
import method
import migration
import tables
import workings
from blocks import AGED, JUDGED, STATES
from figures import AGING
from lists import DayLists
from table import Chart, Table

DSO = ["ar.net", "aging.current", "ar.past-due", "sales", "input.period-days", "dso.simple", "dso.countback", "dso.best-possible", "dso.delinquent", "add"]
CEI_PARTS = ["cei.cash", "cei.credit-notes", "cei.write-offs", "cei.other"]
CEI = ["bridge.opening", "sales", "ar.net", "aging.current", "cei", *CEI_PARTS]
COLLECTED = ["collect.collectable", "collect.on-collectable", "collect.rate", "cash.attributed", "collect.attainment"]
BRIDGE = [f"bridge.{name}" for name in ["opening", "invoiced", "cash", "credit-notes", "write-offs", "adjustments", "fx", "unexplained", "closing"]]
PENDING = ["input.promise.pending-count", "input.promise.pending-amount"]
DISPUTED = ["dispute.open-count", "dispute.open-amount", "ar.gross", "dispute.rate", "dispute.cycle-days"]
RESULTS = ["cash.attributed", "collect.attainment", "cei", "promise.judged", "promise.kept", "promise.kept-rate"]
PRODUCTIVITY = ["contacts", "contacts.reached", "contacts.promise-conversion", "coverage.accounts", "coverage.balance", "follow-up.on-time"]


def review(books, figures, day):
    """The monthly target review."""
    every, row = figures["all"], figures["all"].row(by_predicate=pl.col("day") == day, named=True)
    lists = DayLists(books, day)
    scoped = lambda *words, **options: tables.by_scope(figures, day, *words, **options)
    trend = lambda *words, **options: tables.trend(every, day, *words, **options)
    disputed = books.disputes.filter(pl.col("day") == day)
    high_risk, moved = lists.high_risk(), migration.matrices(books, row["opening"], day)
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
        *blocks.migrations(moved, row, "aging"),
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
        blocks.disputes(disputed, row, "disputes", "department"),
        blocks.disputes(disputed, row, "disputes", "reason"),
        blocks.oldest_disputes(lists.disputes, "disputes", 10),
        scoped("disputes-by-portfolio", "disputes", "analyst", DISPUTED),
        Table(
            "high-risk-accounts",
            "high-risk",
            high_risk.select(
                *["customer", "name", "risk-score", *blocks.both("because"), *blocks.both("next-step"), *blocks.both("escalation")],
                *["ar.net", "ar.past-due", "credit-limit", "last-contact", "portfolio"],
            ),
            shown=40,
        ),
        blocks.unapplied_ages(lists.credits),
        blocks.credits(
            lists.credits, "unapplied-credits", "unapplied", 100, pl.col("minor").alias("converted"), *blocks.both("clears"), *blocks.both("because")
        ),
        *behind.of_review(figures, day, lists, [high_risk.head(40)]),
        *methods(books, row, lists, moved),
    ]
    return blocks.Report("monthly-target-review", day.strftime("%Y-%m"), day, found)


def methods(books, row, lists, moved):
    """The section Method, other systems' buckets and the workings of the whole catalogue."""
    day, opening = row["day"], row["opening"]
    error, hindcasts = landing.error(books, day)
    balances = lists.accounts["ar.net"]
    positive = balances.filter(balances > 0)
    claimed = books.claims.spans.filter(pl.col("day") == day)
    others = {
        "hindcasts": hindcasts,
        "positive": positive.len(),
        "negative": (balances < 0).sum(),
        "input.interest-accrued": claimed.select(pl.struct(interest.LINE).n_unique()).item(),
        "input.interest-compensation": books.claims.documents.filter(pl.col("day") == day).height,
    }
    whole = positive.sum()
    found = row | {
        "input.concentration.positive-balance": whole,
        "input.concentration.top-10-balance": positive.top_k(10).sum(),
        "concentration.top-10": positive.top_k(10).sum() / whole,
        "concentration.hhi": ((positive / whole) ** 2).sum() * 10_000,
        "landing.gap": row["landing.forecast"] - row["input.target-cash"],
        "landing.error": error,
        "input.working-days-left": 0,
    }
    counts = evidence.counts(books, "all", day)[""]
    behind_it = evidence.Evidence(found, counts, False, others)
    house = books.rows.filter((pl.col("day") == day) & (pl.col("analyst") == "house"))["ar.net"].sum()
    return [
        method.settings(books, day, method.interest_rates(books, day)),
        method.sources(books, [each for each in books.source.days if each <= day]),
        method.imports(books, opening, day),
        method.rates(books, opening, day),
        method.quality(counts, house),
        *emulation.blocks(lists.items, day),
        workings.Workings(found, behind_it, moved).review(),
    ]
