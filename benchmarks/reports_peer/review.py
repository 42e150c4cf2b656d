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
import words
import workings
from blocks import AGED, JUDGED, STATES
from figures import AGING
from polars_side import half_even
from source import month_end
from table import Chart, Table
from work_calendar import working_days

DSO = ["ar.net", "aging.current", "ar.past-due", "sales", "input.period-days", "dso.simple", "dso.countback", "dso.best-possible", "dso.delinquent", "add"]
CEI_PARTS = ["cei.cash", "cei.credit-notes", "cei.write-offs", "cei.other"]
CEI = ["bridge.opening", "sales", "ar.net", "aging.current", "cei", *CEI_PARTS]
COLLECTED = ["collect.collectable", "collect.on-collectable", "collect.rate", "cash.attributed", "collect.attainment"]
BRIDGE = [f"bridge.{name}" for name in ["opening", "invoiced", "cash", "credit-notes", "write-offs", "adjustments", "fx", "unexplained", "closing"]]
# Items that would close the gap.
CLOSING = 5
PENDING = ["input.promise.pending-count", "input.promise.pending-amount"]
DISPUTED = ["dispute.open-count", "dispute.open-amount", "ar.gross", "dispute.rate", "dispute.cycle-days"]
RESULTS = ["cash.attributed", "collect.attainment", "cei", "promise.judged", "promise.kept", "promise.kept-rate"]
HEADLINE = ["ar.net", "ar.past-due", "ratio.past-due", "dso.simple", "cei", "cei.ytd", "sales", "collect.cash"]
EXPECTED = ["collect.cash", *landing.PARTS, "landing.forecast"]
PRODUCTIVITY = ["contacts", "contacts.reached", "contacts.promise-conversion", "coverage.accounts", "coverage.balance", "follow-up.on-time"]


def review(books, figures, lists):
    """The monthly target review of the day of some lists; within a month with the forecast of its end."""
    day, is_over = lists.day, lists.day == month_end(lists.day)
    made, hindcasts = landing.hindcasts(books, day)
    figures = figures | {
        scope: with_landing(figures[scope], landing.errors(made, len(hindcasts), books, day, scope), day) for scope in ("all", "team", "analyst")
    }
    every, row = figures["all"], figures["all"].row(by_predicate=pl.col("day") == day, named=True)
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
            [*HEADLINE, *([] if is_over else ["landing.forecast"]), "collect.rate", "write-off.ratio"],
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
        *([] if is_over else forecasts(books, figures, lists, row)),
        trend(
            "targets-trend",
            "targets",
            [
                "collect.cash",
                "input.target-cash",
                *([] if is_over else ["landing.forecast"]),
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
        *methods(books, row, lists, moved, hindcasts),
    ]
    return blocks.Report("monthly-target-review", day.strftime("%Y-%m") if is_over else day.isoformat(), day, found)


def with_landing(frame, errors, day):
    """Figures with the error of the forecast, and what is needed on each working day that is left of a day's month."""
    left = working_days(day, month_end(day)) - working_days(day, day)
    missing = (pl.col("input.target-cash") - pl.col("cash.attributed")).clip(lower_bound=0)
    daily = half_even(missing, left) if left else pl.lit(None, pl.Int64)
    return frame.join(errors, on="key", how="left").with_columns(
        daily.alias("input.target-daily"),
        pl.lit(left).alias("input.working-days-left"),
        (pl.col("landing.forecast") - pl.col("input.target-cash")).alias("landing.gap"),
    )


def forecasts(books, figures, lists, row):
    """The forecast of the month's end by team and portfolio, and the items that would close the gap."""
    day, total = lists.day, row["landing.gap"]
    scoped = lambda name, scope, metrics: tables.by_scope(figures, day, name, "targets", scope, metrics, ["landing.forecast"])
    items = landing.closing_items(books, lists, day, CLOSING)
    named = lambda name: [pl.lit(words.word(name, language)).alias(f"customer@{language}") for language in words.LANGUAGES]
    last = [named("total"), named("landing.gap"), named("closed-gap")]
    adds = pl.col("adds").sum()
    sums = [[pl.col("open", "counted", "adds").sum()], [pl.lit(total, pl.Int64).alias("adds")], [(adds + total).alias("adds")]]
    own = items.select(*[pl.col("customer").cast(pl.String).alias(f"customer@{language}") for language in words.LANGUAGES], pl.exclude("customer"))
    rows = [own.with_columns(pl.lit("item").alias("row.role"))]
    rows += [items.select(*texts, *amounts, pl.lit("total").alias("row.role")) for texts, amounts in zip(last, sums)]
    return [
        scoped("landing-by-team", "team", [*EXPECTED, "landing.error", "input.target-daily"]),
        scoped("landing-by-portfolio", "analyst", [*EXPECTED, "input.target-daily"]),
        Table("closing-items", "targets", pl.concat(rows, how="diagonal")),
    ]


def methods(books, row, lists, moved, hindcasts):
    """The section Method, other systems' buckets and the workings of the whole catalogue."""
    day, opening = row["day"], row["opening"]
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
    }
    counts = evidence.counts(books, "all", day)[""]
    behind_it = evidence.Evidence(found, counts, False, others)
    house = books.rows.filter((pl.col("day") == day) & (pl.col("analyst") == "house"))["ar.net"].sum()
    return [
        method.settings(books, day, method.interest_rates(books, day)),
        method.sources(books, [each for each in books.source.days if each <= day][-method.SNAPSHOTS :]),
        method.imports(books, opening, day),
        method.rates(books, opening, day),
        method.quality(counts, house),
        *emulation.blocks(lists.items, day),
        workings.Workings(found, behind_it, moved).review(),
    ]
