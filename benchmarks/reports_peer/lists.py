"""The lists of a day: accounts with their risk and what they call for, promises, disputes, credits, follow-ups. Amounts are cents."""

import datetime

import polars as pl

import figures
import sums
from source import converted
from work_calendar import working_day_before

ITEM_NAME = ["company", "document", "line"]
TOLERANCE = datetime.timedelta(days=3)


def flag(condition, points):
    """The points of a rule where it fires."""
    return pl.when(condition.fill_null(False)).then(points).otherwise(0)


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
        """Credit items, the oldest first, each with whether a debit item is left that it could clear."""
        account = ["customer", "company", "currency"]
        credits = self.items.filter(pl.col("open") < 0).sort("document_date", *ITEM_NAME)
        debits = self.items.join(credits.select(account).unique(), on=account, how="semi").filter(sums.DEBIT)
        debits = debits.sort("due_date", pl.col("minor"), *ITEM_NAME, descending=[False, True, False, False, False], nulls_last=True)
        place = lambda frame, amount: frame.with_columns(amount.alias("whole"), pl.int_range(pl.len()).over(*account, "open").alias("place"))
        credits = place(credits, -pl.col("open"))
        exact = credits.join(
            place(debits, pl.col("open")).select(*account, "whole", "place", pl.lit(True).alias("exact")), on=[*account, "whole", "place"], how="left"
        )
        exact = exact.sort("document_date", *ITEM_NAME).with_columns(pl.col("exact").fill_null(False))
        left = debits.group_by(account).agg(pl.col("open").sum().alias("debit"))
        others = pl.when("exact").then(0).otherwise("whole")
        found = exact.join(left, on=account, how="left", maintain_order="left").with_columns(
            (pl.col("debit").fill_null(0) - pl.col("whole").filter("exact").sum().over(account) - others.cum_sum().over(account) + others).alias("left")
        )
        found = found.with_columns((pl.col("exact") | (pl.col("left") > 0)).alias("clears"), (self.day - pl.col("document_date")).dt.total_days().alias("age"))
        return self.named(found).sort("age", "minor", pl.col("customer").cast(pl.String), *ITEM_NAME, descending=[True, *[False] * 5])

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
            pl.col("late").filter(sums.LATE).max().alias("oldest-days"),
        )
        contact = self.activities.group_by("customer").agg(
            pl.col("date").max().alias("last-contact"),
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
        net, late = pl.col("ar.net"), pl.col("ar.past-due")
        score = (
            flag((late >= 100_000) & (late * 2 >= pl.col("ar.gross")), 20)
            + flag(pl.col(figures.AGING[-1]) >= 500_000, 25)
            + flag(pl.col("broken") >= 1, 15)
            + flag(net > pl.col("credit-limit"), 15)
            + flag((late > 0) & (pl.col("late-days") >= 60 * late), 10)
            + flag((late > 0) & (pl.col("last-contact").is_null() | (pl.col("last-contact") <= day - datetime.timedelta(days=14))), 5)
            + flag((net > 0) & (net * 20 >= net.filter(net > 0).sum()), 10)
        )
        return self.named(found.with_columns(score.alias("risk-score")))

    def high_risk(self):
        """Accounts with a score of 40 or more: by score, then past due, then id."""
        high = self.accounts.filter(pl.col("risk-score") >= 40)
        return high.sort("risk-score", "ar.past-due", pl.col("customer").cast(pl.String), descending=[True, True, False])

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

    def worklist(self):
        """Accounts that call for something: most points first, then the larger past due, then id."""
        after = working_day_before(self.day, 10)
        askable = (pl.col("ar.past-due") - pl.col("disputed") - pl.col("promised")).clip(lower_bound=0)
        disputed = self.items.filter(sums.LATE).join(self.disputes.select("customer", "document").unique(), on=["customer", "document"], how="semi")
        waiting = self.promises.filter(pl.col("state").is_in(["pending", "due-today", "due-this-week", "later"]))
        missing = converted(waiting.drop("minor").lazy(), self.source.rates, self.day, "missing").collect()
        missed = self.promises.filter(pl.col("state").is_in(["broken", "partial"]) & (pl.col("due_on") + TOLERANCE > after))
        missed = converted(missed.drop("minor").lazy(), self.source.rates, self.day, "missing").collect().filter(pl.col("minor") >= 10_000)
        missed = missed.group_by("customer").agg((pl.col("due_on") + TOLERANCE).max().alias("missed"))
        cleared = self.credits.filter("clears").group_by("customer").agg((-pl.col("minor").sum()).alias("credit"))
        found = self.accounts
        for frame in (
            disputed.group_by("customer").agg(pl.col("minor").sum().alias("disputed")),
            missing.group_by("customer").agg(pl.col("minor").sum().alias("promised")),
            missed,
            self.standing().select("customer").unique().with_columns(pl.lit(True).alias("follow-up")),
            self.disputes.filter(pl.col("opened_on") <= after).select("customer").unique().with_columns(pl.lit(True).alias("old-dispute")),
            waiting.filter(pl.col("state").is_in(["pending", "due-today"])).select("customer").unique().with_columns(pl.lit(True).alias("promise-due")),
            cleared,
        ):
            found = found.join(frame, on="customer", how="left")
        found = found.with_columns(pl.col("disputed", "promised").fill_null(0)).with_columns(askable.alias("askable"))
        ask = pl.col("askable")
        calling = (
            flag(
                (pl.col("ar.past-due") > 0)
                & (pl.col("last-contact").is_null() | (pl.col("last-contact") <= pl.col("missed")))
                & pl.col("missed").is_not_null(),
                35,
            )
            + flag(pl.col("follow-up"), 30)
            + flag((pl.col("risk-score") >= 60) & (pl.col("escalated").is_null() | (pl.col("escalated") <= working_day_before(self.day, 20))), 25)
            + flag((ask >= 50_000) & (pl.col("last-contact").is_null() | (pl.col("last-contact") <= after)), 20)
            + flag(pl.col("old-dispute"), 20)
            + flag(pl.col("promise-due"), 15)
            + flag(pl.col("credit") >= 10_000, 10)
        )
        raising = flag(ask >= 1_000_000, 15) + flag(pl.col(figures.AGING[-1]) >= 100_000, 10) + flag(pl.col("risk-score") >= 40, 10)
        found = found.with_columns(calling.alias("calling"), (calling + raising).alias("points")).filter(pl.col("calling") > 0)
        return found.sort("points", "ar.past-due", pl.col("customer").cast(pl.String), descending=[True, True, False])

    def promises_now(self):
        """Promises judged in the period and those not judged: by state, due day and id."""
        order = ["pending", "due-today", "due-this-week", "later", "paid", "broken", "partial", "kept"]
        judged = pl.col("state").is_in(["broken", "partial", "kept"])
        found = self.promises.filter(~judged | ((pl.col("due_on") >= self.day.replace(day=1)) & (pl.col("due_on") <= self.day)))
        return self.named(found.sort(pl.col("state").replace_strict(order, range(len(order)), return_dtype=pl.Int8), "due_on", "promise"))

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
