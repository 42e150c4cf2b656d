"""The landing forecast: what the open items of a day still bring by a month's end, and its error when re-run for earlier months."""

import datetime

import polars as pl

import promises
import sums
import tables
from polars_side import half_even
from source import month_end
from work_calendar import is_working_day, working_days

LOOK_BACK = datetime.timedelta(days=365)
CASES = 3
DISPUTE_DAYS = 30
ERROR_MONTHS = 6
ACCOUNT = ["customer", "currency"]
DOCUMENT = ["customer", "document"]
PARTS = [f"input.landing.{name}" for name in ("promised", "due", "disputed")]


def days_late(applied, day):
    """Whole days late of customers with payments enough in the year to a day, and of all, by what payments of it tell of the invoices they clear."""
    seen = applied.lazy().filter(
        (pl.col("posting_date") <= day) & (pl.col("posting_date") > day - LOOK_BACK) & (pl.col("invoiced_on") <= day) & pl.col("late").is_not_null()
    )
    sums_of = [pl.len().alias("payments"), (-pl.col("minor")).sum().alias("weight"), (-pl.col("minor") * pl.col("late")).sum().alias("weighted")]
    by_customer = seen.group_by("customer").agg(sums_of).collect()
    weight, weighted = by_customer["weight"].sum(), by_customer["weighted"].sum()
    habit = by_customer.filter(pl.col("payments") >= CASES).select("customer", half_even(pl.col("weighted"), pl.col("weight")).alias("habit"))
    of_all = pl.select(half_even(pl.lit(weighted), pl.lit(weight))).item() if weight else 0
    return habit, of_all


def kept_rates(books, day):
    """Kept and judged promises of the year to a day by customer, team and all, those of too few cases left out."""
    last = pl.col("due_on") + promises.TOLERANCE
    judged = books.promises.filter((pl.col("amount") > 0) & (last <= day) & (pl.col("due_on") > day - LOOK_BACK))
    judged = judged.select("customer", (pl.col("paid") >= pl.col("amount")).cast(pl.Int64).alias("kept"))
    counts = [pl.col("kept").sum(), pl.len().cast(pl.Int64).alias("judged")]
    teams = books.teams_of(day)
    rates = [
        judged.group_by("customer").agg(counts),
        judged.join(teams, on="customer", how="left").group_by("team").agg(counts),
        judged.select(counts),
    ]
    return teams, [rate.filter(pl.col("judged") >= CASES) for rate in rates]


def open_promises(books, day):
    """Promises whose tolerance is not over, with what they still lack and the share of it that is believed."""
    active = books.promises.filter((pl.col("amount") > 0) & (pl.col("made_on") <= day) & (pl.col("due_on") + promises.TOLERANCE > day))
    pairs = books.pairs.filter(pl.col("posting_date") <= day).join(active.select(ACCOUNT).unique(), on=ACCOUNT, how="semi")
    found = active.drop("paid").join(promises.shared(pairs), on="order", how="left")
    teams, (own, team, every) = kept_rates(books, day)
    found = found.join(own, on="customer", how="left").join(teams, on="customer", how="left").with_columns(pl.col("team").fill_null("house"))
    found = found.join(team, on="team", how="left", suffix="_team")
    kept, judged = (every["kept"][0], every["judged"][0]) if every.height else (1, 2)
    return found.select(
        *ACCOUNT,
        "order",
        "due_on",
        pl.col("document").alias("named"),
        (pl.col("amount") - pl.col("paid").fill_null(0)).alias("wanted"),
        pl.coalesce("kept", "kept_team", pl.lit(kept)).alias("kept"),
        pl.coalesce("judged", "judged_team", pl.lit(judged)).alias("judged"),
    ).filter(pl.col("wanted") > 0)


def open_disputes(books, day):
    """Disputes open on a day with the day they are expected to be closed on, by what those closed in the year to it took."""
    found = books.source.disputes.filter(pl.col("opened_on") <= day)
    closed = found.filter((pl.col("closed_on") <= day) & (pl.col("closed_on") > day - LOOK_BACK))
    cycle = (pl.col("closed_on") - pl.col("opened_on")).dt.total_days()
    mean = half_even(cycle.sum(), pl.len().cast(pl.Int64)).alias("cycle")
    by_department = closed.group_by("department").agg(mean)
    of_all = closed.select(mean).item() if closed.height else DISPUTE_DAYS
    is_open = pl.col("closed_on").is_null() | (pl.col("closed_on") > day)
    return (
        found.filter(is_open)
        .join(by_department, on="department", how="left", nulls_equal=True)
        .sort("opened_on", "dispute")
        .select(
            *DOCUMENT,
            pl.col("currency").alias("claimed"),
            (pl.col("amount") * 100).round().cast(pl.Int64).alias("wanted"),
            (pl.col("opened_on") + pl.duration(days=pl.col("cycle").fill_null(of_all))).alias("closes"),
        )
    )


def taken(items, claims, on):
    """What one claim an account takes of its items, the earliest due first, as `part`, and what is cut of each item then. Amounts are cut in proportion."""
    both = items.join(claims, on=on, how="left", maintain_order="left")
    fits = pl.col("wanted").is_not_null()
    if "named" in claims.columns:
        fits &= pl.col("named").is_null() | (pl.col("named") == pl.col("document"))
        wanted = pl.col("wanted")
    else:
        wanted = pl.when(pl.col("claimed") == pl.col("currency")).then("wanted").otherwise(pl.col("open"))
    free = pl.when(fits).then(pl.col("open") - pl.col("cut")).otherwise(0)
    both = both.with_columns(pl.min_horizontal(free, (wanted - free.cum_sum().over(on) + free).clip(lower_bound=0)).fill_null(0).alias("take"))
    level = lambda cut: pl.col("minor") * cut // pl.col("open")
    part = (level(pl.col("cut") + pl.col("take")) - level(pl.col("cut"))).alias("part")
    return both.with_columns(part), both.select(*items.columns[:-1], (pl.col("cut") + pl.col("take")).alias("cut"))


def claimed(items, claims, on):
    """All parts that claims take of items, claim after claim of each account, and the items with what is cut of them."""
    claims = claims.with_columns(pl.int_range(pl.len()).over(on).alias("round"))
    parts = []
    for number in range((claims["round"].max() if claims.height else -1) + 1):
        part, items = taken(items, claims.filter(pl.col("round") == number).drop("round"), on)
        parts.append(part.filter(pl.col("take") > 0))
    return parts, items


def placed(books, day, first):
    """Debit items of a day, and the parts of them that are expected in the month of `first`: of promises, by due day, of disputes."""
    last = month_end(first)
    habit, habit_of_all = days_late(books.applied, day)
    wanted, disputed = open_promises(books, day), open_disputes(books, day)
    items = books.large.items.lazy().filter((pl.col("day") == day) & sums.DEBIT)
    items = items.select(*DOCUMENT, "currency", "company", "line", "due_date", "open", "minor", "group", pl.lit(0, pl.Int64).alias("cut"))
    marked = lambda frame, on, name: frame.lazy().select(on).unique().with_columns(pl.lit(True).alias(name))
    items = items.join(marked(wanted, ACCOUNT, "is-wanted"), on=ACCOUNT, how="left").join(marked(disputed, DOCUMENT, "is-disputed"), on=DOCUMENT, how="left")
    every = items.collect().with_row_index("item")
    touched = pl.col("is-wanted").is_not_null() | pl.col("is-disputed").is_not_null()
    free, items = (every.filter(where).drop("is-wanted", "is-disputed").select(pl.exclude("cut"), "cut") for where in (~touched, touched))
    items = items.sort("due_date", "document", "line", nulls_last=True)
    promised, items = claimed(items, wanted, ACCOUNT)
    in_dispute, items = claimed(items, disputed, DOCUMENT)
    comes = pl.max_horizontal("due_on", pl.lit(day + datetime.timedelta(days=1)))
    believed = half_even(pl.col("part") * pl.col("kept"), pl.col("judged"))
    rest = pl.col("minor") - pl.col("minor") * pl.col("cut") // pl.col("open")
    comes_late = pl.col("due_date") + pl.duration(days=pl.col("habit").fill_null(habit_of_all))
    undisturbed = pl.concat([free, items]).lazy().filter(pl.col("cut") < pl.col("open")).join(habit.lazy(), on="customer", how="left")
    part = lambda frame, where, amount, kind: frame.lazy().filter(where).select("item", "group", amount.alias("counted"), pl.lit(kind).alias("kind"))
    parts = [part(each, comes <= last, believed, PARTS[0]) for each in promised]
    parts.append(part(undisturbed, (comes_late >= first) & (comes_late <= last), rest, PARTS[1]))
    parts += [part(each, (pl.col("closes") >= first) & (pl.col("closes") <= last), pl.col("part"), PARTS[2]) for each in in_dispute]
    return every, parts


def expected(books, day, first):
    """What items of a day bring in the month of `first`, by group: of promises, by due day, of disputes, and of how many items each."""
    _, parts = placed(books, day, first)
    amounts = [pl.col("counted").filter(pl.col("kind") == kind).sum().alias(kind) for kind in PARTS]
    numbers = [pl.col("item").filter((pl.col("kind") == kind) & (pl.col("counted") != 0)).n_unique().cast(pl.Int64).alias(f"n.{kind}") for kind in PARTS]
    return pl.concat(parts).group_by("group").agg(*amounts, *numbers).collect()


def hindcasts(books, day):
    """What the forecast of each of six months missed, by group, and the snapshots they were made from.

    They are the months before the day's while working days of that are left, each forecast on the same working day, else its own and those before it, each from
    the month-end before it.
    """
    running, parts, made_on = tables.is_running(day), [], []
    months = books.days.filter((pl.col("day") < day if running else pl.col("day") <= day) & pl.col("opening").is_not_null()).tail(ERROR_MONTHS)
    gone = working_days(day.replace(day=1), day)
    for row in months.iter_rows(named=True):
        # A month whose end is no later than that working day is forecast when all its cash is known.
        whole = working_days(row["month"], row["day"])
        known_all = running and (whole < gone or (whole == gone and is_working_day(row["day"])))
        made_on.append(row["day"] if known_all else row["opening"])
        if not known_all:
            parts.append(
                expected(books, row["opening"], row["month"]).select(pl.lit(row["day"]).alias("day"), "group", pl.sum_horizontal(PARTS).alias("missed"))
            )
            parts.append(books.rows.filter(pl.col("day") == row["day"]).group_by("day", "group").agg(pl.col("bridge.cash").sum().alias("missed")))
    return pl.concat(parts), made_on[::-1]


def errors(made, number, books, day, scope):
    """The mean error of a number of forecasts by key of a scope, all by the owners of a day."""
    by = [] if scope == "all" else [scope]
    owners = books.groups.owners.filter(pl.col("day") == day).select("group", *by)
    missed = made.join(owners, on="group", how="left").group_by("day", *by).agg(pl.col("missed").sum())
    key = pl.col(scope) if by else pl.lit("")
    return missed.group_by(key.alias("key")).agg(half_even(pl.col("missed").abs().sum(), pl.lit(number)).alias("landing.error"))


def closing_items(books, lists, day, number):
    """The items due in the month, or before it, that would bring most beyond what is expected of them."""
    last = month_end(day)
    items, parts = placed(books, day, day.replace(day=1))
    counted = pl.concat([pl.LazyFrame(schema={"item": pl.UInt32, "counted": pl.Int64}), *[part.select("item", "counted") for part in parts]]).group_by("item")
    named = (
        lists.disputes.sort("days-open", "dispute", descending=[True, False])
        .unique(DOCUMENT, keep="first")
        .select(*DOCUMENT, pl.col("department").alias("dispute"))
    )
    found = items.lazy().filter(pl.col("due_date") <= last).join(counted.agg(pl.col("counted").sum()), on="item", how="left")
    found = found.with_columns(pl.col("counted").fill_null(0)).with_columns((pl.col("minor") - pl.col("counted")).alias("adds"))
    found = (
        found.sort("adds", "due_date", "document", descending=[True, False, False])
        .head(number)
        .collect()
        .join(named, on=DOCUMENT, how="left", maintain_order="left")
    )
    late = (day - pl.col("due_date")).dt.total_days().clip(lower_bound=0)
    return lists.named(found).select(
        *["customer", "name", "portfolio", "document", pl.col("due_date").alias("due"), late.alias("days-late"), "dispute"],
        *[pl.col("minor").alias("open"), "counted", "adds"],
    )
