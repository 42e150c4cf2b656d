"""The lists of a day: accounts with their risk and what they call for, promises, disputes, credits, follow-ups. Amounts are cents."""

import datetime
from functools import cache

import polars as pl

import clearing
import figures
import sentences
import sums
import words
from source import converted
from work_calendar import working_day_before

PROMISE = ["promise", "amount", "currency", "due_on"]
NAMES = {"due_on": "due", "due_date": "due", "cents": "amount", "days-open": "days"}
TOLERANCE = datetime.timedelta(days=3)


def scored(frame, rules, points, prefix, name):
    """A frame with which rules fire, and the points of those that do."""
    frame = frame.with_columns(rule.fill_null(False).alias(f"{prefix}.{key}") for key, rule in rules.items())
    return frame.with_columns(pl.sum_horizontal(pl.col(f"{prefix}.{key}") * points[key] for key in rules).alias(name))


def first_of(frame, prefix, columns, *more):
    """The first row of each customer and how many there are, under names that start with a word."""
    named = [pl.col(column).first().alias(f"{prefix}-{NAMES.get(column, column)}") for column in columns]
    return frame.group_by("customer", maintain_order=True).agg(*named, pl.len().alias(f"{prefix}-count"), *more)


class DayLists:
    """What lists of one day are made from."""

    def __init__(self, books, day):
        self.books, self.source, self.day = books, books.source, day
        owners = books.groups.owners.filter(pl.col("day") == day).select("group", pl.col("analyst").alias("portfolio"))
        self.owners = books.groups.of.join(owners, on="group", how="left").select("customer", "portfolio")
        self.items = books.large.items.filter(pl.col("day") == day)
        self.activities = self.source.activities.filter(pl.col("date") <= day)
        self.promises = self.promises_of_day()
        self.disputes = self.open_disputes()
        self.credits = self.unapplied()
        self.accounts = self.scored()

    def named(self, frame):
        """A frame with name and portfolio of its customers."""
        names = self.source.customers.select("customer", "name", "language")
        return frame.join(names, on="customer", how="left").join(self.owners, on="customer", how="left").with_columns(pl.col("portfolio").fill_null("house"))

    def promises_of_day(self):
        """Promises made by the day with their state and what is missing."""
        day, due = self.day, pl.col("due_on")
        sunday = day + datetime.timedelta(days=6 - day.weekday())
        paid, whole = pl.col("paid"), pl.col("paid") >= pl.col("amount")
        judged = due + TOLERANCE <= day
        state = (
            pl.when(judged & whole)
            .then(pl.lit("kept"))
            .when(judged & (paid > 0))
            .then(pl.lit("partial"))
            .when(judged)
            .then(pl.lit("broken"))
            .when(whole)
            .then(pl.lit("paid"))
            .when(due < day)
            .then(pl.lit("pending"))
            .when(due == day)
            .then(pl.lit("due-today"))
            .when(due <= sunday)
            .then(pl.lit("due-this-week"))
            .otherwise(pl.lit("later"))
        )
        found = self.books.promises.filter((pl.col("made_on") <= day) & (pl.col("amount") > 0))
        return found.with_columns(state.alias("state"), (pl.col("amount") - paid).alias("missing"))

    def open_disputes(self):
        """Disputes open on the day, the oldest first, then the larger, then by id."""
        found = self.books.disputes.filter((pl.col("day") == self.day) & pl.col("is-open"))
        return self.named(found.sort("days-open", "minor", "dispute", descending=[True, True, False]))

    def unapplied(self):
        """Credit items, the oldest first, each with the debit items it could clear."""
        age = (self.day - pl.col("document_date")).dt.total_days().alias("age")
        found = self.named(clearing.proposals(self.items).with_columns(age))
        return found.sort("age", "minor", pl.col("customer").cast(pl.String), *clearing.ITEM_NAME, descending=[True, *[False] * 5])

    def scored(self):
        """Balances, limits, last contacts and the risk score of each customer."""
        day = self.day
        balances = self.items.group_by("customer").agg(
            pl.col("minor").sum().alias("ar.net"),
            pl.col("minor").filter(sums.DEBIT).sum().alias("ar.gross"),
            pl.col("minor").filter(sums.LATE).sum().alias("ar.past-due"),
            (pl.col("minor") * pl.col("late")).filter(sums.LATE).sum().alias("late-days"),
            pl.col("minor").filter(~sums.DEBIT).sum().alias("ar.credits"),
            *[pl.col("minor").filter(sums.DEBIT & (pl.col("bucket") == place)).sum().alias(name) for place, name in enumerate(figures.AGING)],
        )
        latest = pl.col("channel", "outcome").sort_by("date", "activity").last()
        contact = self.activities.group_by("customer").agg(
            pl.col("date").max().alias("last-contact"),
            latest,
            pl.col("date").filter(pl.col("direction") == "out").max().alias("outbound"),
            pl.col("date").filter(pl.col("outcome") == "escalated").max().alias("escalated"),
        )
        recent = self.promises.filter((pl.col("state") == "broken") & (pl.col("due_on") > day - datetime.timedelta(days=90)))
        broken = recent.group_by("customer").agg(pl.len().alias("broken"))
        limited = self.source.customers.lazy().with_columns(
            (pl.col("credit_limit") * 100).round().cast(pl.Int64), pl.col("credit_limit_currency").alias("currency")
        )
        limits = converted(limited, self.source.rates, day, "credit_limit").select("customer", pl.col("minor").alias("credit-limit")).collect()
        found = balances
        for frame in (contact, broken, limits):
            found = found.join(frame, on="customer", how="left")
        net, late, whole = pl.col("ar.net"), pl.col("ar.past-due"), pl.col("ar.net").filter(pl.col("ar.net") > 0).sum()
        last = pl.col("last-contact")
        rules = {
            "past-due-share": (late >= 100_000) & (late * 2 >= pl.col("ar.gross")),
            "last-bucket": pl.col(figures.AGING[-1]) >= 500_000,
            "broken-promises": pl.col("broken") >= 1,
            "over-limit": net > pl.col("credit-limit"),
            "days-late": (late > 0) & (pl.col("late-days") >= 60 * late),
            "no-contact": (late > 0) & (last.is_null() | (last <= day - datetime.timedelta(days=14))),
            "concentration": (net > 0) & (net * 20 >= whole),
        }
        found = self.named(scored(found.with_columns((net / whole).alias("held")), rules, sentences.RISK, "risk", "risk-score"))
        found = found.with_columns((pl.col("escalated") > working_day_before(day, 20)).fill_null(False).alias("escalated-lately"))
        return found.with_columns(((pl.col("risk-score") >= 60) & ~pl.col("escalated-lately")).alias("to-escalate"))

    def high_risk(self):
        """Accounts with a score of 40 or more: by score, then past due, then id; with the step that today calls for."""
        high = self.accounts.filter(pl.col("risk-score") >= 40)
        steps = self.worklist().select("customer", *[sentences.next_step(language) for language in words.LANGUAGES])
        texts = [text for language in words.LANGUAGES for text in sentences.of_risk(language)]
        found = high.with_columns(texts).join(steps, on="customer", how="left")
        found = found.with_columns(sentences.no_step(language) for language in words.LANGUAGES)
        return found.sort("risk-score", "ar.past-due", pl.col("customer").cast(pl.String), descending=[True, True, False])

    def standing(self):
        """Follow-ups that are due and not done, the earliest first."""
        open_accounts = self.accounts.filter(pl.col("ar.gross") > 0).select("customer", "name", "portfolio", "ar.past-due", "outbound")
        due = self.activities.filter(pl.col("follow_up_on") <= self.day).join(open_accounts, on="customer", how="inner")
        undone = pl.col("follow_up_done_on").is_null() | (pl.col("follow_up_done_on") > self.day)
        untouched = pl.col("outbound").is_null() | (pl.col("outbound") < pl.col("follow_up_on"))
        return due.filter(undone & untouched).sort("follow_up_on", "ar.past-due", "activity", descending=[False, True, False])

    def follow_ups(self):
        """The oldest standing follow-up of each customer."""
        return (
            self.standing()
            .unique("customer", keep="first", maintain_order=True)
            .with_columns((self.day - pl.col("follow_up_on")).dt.total_days().alias("days-late"))
        )

    @cache
    def worklist(self):
        """Accounts that call for something: most points first, then the larger past due, then id."""
        after = working_day_before(self.day, 10)
        askable = (pl.col("ar.past-due") - pl.col("disputed") - pl.col("promised")).clip(lower_bound=0)
        disputed = self.items.filter(sums.LATE).join(self.disputes.select("customer", "document").unique(), on=["customer", "document"], how="semi")
        waiting = self.promises.filter(pl.col("state").is_in(["pending", "due-today", "due-this-week", "later"]))
        missing = converted(waiting.drop("minor").lazy(), self.source.rates, self.day, "missing").collect()
        found = self.accounts
        for frame in (
            disputed.group_by("customer").agg(pl.col("minor").sum().alias("disputed")),
            missing.group_by("customer").agg(pl.col("minor").sum().alias("promised")),
            self.missed(after),
            self.standing().group_by("customer").agg(pl.col("follow_up_on").min().alias("follow-up-due"), pl.len().alias("follow-up-count")),
            first_of(self.disputes.filter(pl.col("opened_on") <= after), "old", ["dispute", "cents", "currency", "days-open", "department"]),
            first_of(waiting.filter(pl.col("state").is_in(["pending", "due-today"])).sort("due_on", "promise"), "due", PROMISE),
            first_of(self.credits.filter("clears"), "credit", ["document"], (-pl.col("minor").sum()).alias("credit-amount")),
            first_of(self.oldest_items(), "oldest", ["label", "due_date", "late", "open", "currency"]),
        ):
            found = found.join(frame, on="customer", how="left")
        found = found.with_columns(pl.col("disputed", "promised").fill_null(0)).with_columns(askable.alias("askable"))
        ask, last = pl.col("askable"), pl.col("last-contact")
        rules = {
            "promise-missed": (pl.col("ar.past-due") > 0) & (pl.col("missed-count") > 0),
            "follow-up": pl.col("follow-up-count") > 0,
            "escalate": pl.col("to-escalate"),
            "past-due": (ask >= 50_000) & (last.is_null() | (last <= after)),
            "dispute": pl.col("old-count") > 0,
            "promise-due": pl.col("due-count") > 0,
            "large-amount": ask >= 1_000_000,
            "credit": pl.col("credit-amount") >= 10_000,
            "last-bucket": pl.col(figures.AGING[-1]) >= 100_000,
            "high-risk": pl.col("risk-score") >= 40,
        }
        found = scored(found, rules, sentences.WORK, "work", "points")
        found = found.filter(pl.any_horizontal(f"work.{name}" for name in rules if name not in sentences.RAISING))
        return found.sort("points", "ar.past-due", pl.col("customer").cast(pl.String), descending=[True, True, False])

    @cache
    def worded_worklist(self):
        """The worklist with its sentences."""
        texts = [text for language in words.LANGUAGES for text in (*sentences.of_work(language), sentences.oldest_item(language), sentences.contact(language))]
        return self.worklist().with_columns(texts)

    def missed(self, after):
        """The latest promise of each customer that came out broken or partial lately, with no contact since its last day, and how many did."""
        found = self.promises.filter(pl.col("state").is_in(["broken", "partial"]) & (pl.col("due_on") + TOLERANCE > after)).drop("minor")
        found = converted(found.lazy(), self.source.rates, self.day, "missing").collect().filter(pl.col("minor") >= 10_000)
        found = found.with_columns((pl.col("due_on") + TOLERANCE).alias("last")).join(
            self.accounts.select("customer", "last-contact"), on="customer", how="left"
        )
        found = found.filter(pl.col("last-contact").is_null() | (pl.col("last-contact") <= pl.col("last")))
        found = found.sort("due_on", "promise", descending=[True, False])
        return first_of(found, "missed", [*PROMISE, "paid", "last"])

    def oldest_items(self):
        """Past-due items, those late longest first."""
        found = self.items.filter(sums.LATE).with_columns(clearing.label().alias("label"))
        return found.sort("due_date", "minor", *clearing.ITEM_NAME, descending=[False, True, False, False, False])

    def promises_now(self):
        """Promises judged in the period and those not judged: by state, due day and id."""
        order = ["pending", "due-today", "due-this-week", "later", "paid", "broken", "partial", "kept"]
        judged = pl.col("state").is_in(["broken", "partial", "kept"])
        found = self.promises.filter(~judged | ((pl.col("due_on") >= self.day.replace(day=1)) & (pl.col("due_on") <= self.day)))
        found = found.sort(pl.col("state").replace_strict(order, range(len(order)), return_dtype=pl.Int8), "due_on", "promise")
        return self.named(found.with_columns(sentences.of_promise(language) for language in words.LANGUAGES))

    def promises_of(self, choice):
        """Promises due today that miss something, or broken yesterday: the largest first."""
        before = working_day_before(self.day)
        last, missing = pl.col("due_on") + TOLERANCE, pl.col("missing") > 0
        if choice == "due":
            found = self.promises.filter(missing & (pl.col("due_on") > before) & (pl.col("due_on") <= self.day))
        else:
            found = self.promises.filter((pl.col("state") == "broken") & (last >= before) & (last < self.day))
        found = found.with_columns(pl.min_horizontal("due_on", pl.lit(self.day)).alias("rate-day")).drop("minor")
        found = converted(found.lazy(), self.source.rates, "rate-day", "missing").collect()
        return self.named(found.sort("minor", "promise", descending=[True, False]))

    def escalations(self):
        """Accounts escalated in the last 14 days with something past due: the largest amount first."""
        recent = self.activities.filter((pl.col("outcome") == "escalated") & (pl.col("date") >= self.day - datetime.timedelta(days=14)))
        latest = recent.sort("date", "activity").unique("customer", keep="last")
        found = latest.join(self.accounts.filter(pl.col("ar.past-due") > 0).select("customer", "name", "ar.past-due"), on="customer", how="inner")
        return found.sort("ar.past-due", "date", pl.col("customer").cast(pl.String), descending=[True, True, False])

    def stuck_disputes(self):
        """Disputes open for 30 days or more by department, the largest amount first."""
        stuck = (
            self.disputes.filter(pl.col("days-open") >= 30)
            .group_by("department")
            .agg(pl.len().cast(pl.Int64).alias("count"), pl.col("minor").sum().alias("amount"), pl.col("days-open").max().alias("oldest"))
        )
        return stuck.sort("amount", "department", descending=[True, False])
