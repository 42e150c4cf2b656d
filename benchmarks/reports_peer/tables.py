"""The tables of the reports, as frames with values to show: amounts in whole units, shares as fractions."""

import re

import polars as pl

import reasons
import words
from polars_side import half_even
from work_calendar import working_days
from source import month_end
from table import Chart, Table

# Figures that are better when lower; the others with targets are better when higher.
LOWER = {"dso.simple"}
# Figures that add up from the first of the month, and those whose targets are judged at its end only.
FLOWING = {"sales", "collect.cash", "cash.attributed", "contacts"}
LATE_JUDGED = {"cei"}
# Figures that do not build up over a month: within one the others have no change against a whole month.
STANDING = {"ar.net", "ar.past-due", "ratio.past-due", "dso.countback"}
AMBER = 0.05
TARGETS = {
    "cash.attributed": "input.target-cash",
    "collect.cash": "input.target-cash",
    "landing.forecast": "input.target-cash",
    "contacts": "target.contacts",
    "cei": "target.cei",
    "dso.simple": "target.dso.simple",
}


def total_last(rows, total, scope):
    """Rows of keys with the figures of all below."""
    return pl.concat([rows.with_columns(pl.col("key").alias(scope)), total.with_columns(pl.lit("all").alias(scope))], how="diagonal")


def target_columns(rows, metric, scope, day):
    """Target, variance and status of a figure, and why there is none; within a month, what adds up over it is held against the part of the days gone."""
    target, running = pl.col(TARGETS[metric]), is_running(day)
    goal = to_date(metric, target, day) if running and metric in FLOWING else target
    variance = pl.col(metric) - goal
    missed = variance if metric in LOWER else -variance
    status = pl.when(missed <= 0).then(pl.lit("green")).when(missed <= AMBER * goal.abs()).then(pl.lit("amber")).when(missed.is_not_null()).then(pl.lit("red"))
    if running and metric in LATE_JUDGED:
        status = pl.lit(None, pl.String)
    found = [
        target.alias(f"{metric}-target"),
        variance.alias(f"{metric}-variance"),
        status.alias(f"{metric}-status"),
    ]
    names = ["target", "variance"]
    if not (running and metric in LATE_JUDGED):
        found.append(status.alias(f"{metric}-variance.status"))
    if running and metric in FLOWING:
        found.insert(1, goal.alias(f"{metric}-target-to-date"))
        names.append("target-to-date")
    if rows[TARGETS[metric]].null_count():
        why = pl.when(pl.col(scope) == "all").then(pl.lit("no-target-of-whole")).otherwise(pl.lit("no-target")) + f" {day.replace(day=1)}"
        found += [pl.when(target.is_null()).then(why).alias(f"{metric}-{name}.reason") for name in names]
    return found


def by_scope(figures, day, table, section, scope, metrics, targets=(), **options):
    """Figures of a day by the keys of a scope, with the whole ledger below; targets beside those named."""
    keys, total = (figures[each].filter(pl.col("day") == day) for each in (scope, "all"))
    rows = total_last(keys, total, scope)
    columns = [column for metric in metrics for column in [pl.col(metric), *(target_columns(rows, metric, scope, day) if metric in targets else [])]]
    return Table(table, section, rows.select(scope, *columns, *reasons.columns(rows, metrics), *reasons.notes_of_values(rows, metrics)), total=True, **options)


def months_of(figures, day, months=13):
    """The rows of the months up to a day, the oldest first."""
    return figures.filter(pl.col("day") <= day).sort("day").tail(months).with_columns(pl.col("day").dt.strftime("%Y-%m").alias("month"))


def trend(figures, day, table, section, metrics, targets=(), **options):
    """Figures of one key by month; the month's targets beside those named."""
    columns = [column for metric in metrics for column in [pl.col(metric), *([pl.col(TARGETS[metric]).alias(f"{metric}-target")] if metric in targets else [])]]
    rows = months_of(figures, day).with_columns(pl.when(pl.col("day") == day).then("landing.forecast").alias("landing.forecast"))
    details = [*reasons.columns(rows, metrics), *reasons.notes(rows, metrics)]
    if day != month_end(day):
        details.append(pl.col("day").alias("to"))
    return Table(table, section, rows.select("month", *columns, *details), **options)


def trend_by(figures, day, table, section, metric, scope):
    """One figure by month with a column a key, and the whole ledger."""
    keyed = figures[scope].filter(pl.col("day") <= day).sort("day", "key").select("day", "key", metric)
    keys = keyed["key"].unique().sort().to_list()
    wide = keyed.pivot("key", index="day", values=metric).rename({key: f"key.{key}" for key in keys})
    rows = months_of(wide.join(figures["all"].select("day", pl.col(metric).alias("all")), on="day"), day)
    return Table(
        table, section, rows.select("month", *[f"key.{key}" for key in keys], "all"), figure=metric, charts=[Chart("line", [f"key.{key}" for key in keys])]
    )


def value(row, name):
    """A figure of a row in the unit it is shown in."""
    found = row.get(name)
    return found / 100 if found is not None and unit_of(name) == "money" else found


def unit_of(name):
    """How a figure is shown."""
    return words.column(name)[0]


def minus(left, right):
    """A difference; none where one side is missing."""
    return None if left is None or right is None else left - right


def is_running(day):
    """Whether working days of the month are left after a day."""
    return working_days(day, month_end(day)) > working_days(day, day)


def to_date(metric, target, day):
    """The part of a month's target that belongs to the days gone, of a number or a column; all of it for what does not add up by day."""
    if target is None or metric not in FLOWING:
        return target
    first = day.replace(day=1)
    gone, whole = working_days(first, day), working_days(first, month_end(day))
    if not isinstance(target, pl.Expr):
        part = target * gone / whole
        return round(part, 2) if unit_of(metric) == "money" else part
    return half_even(target * gone, whole) if unit_of(metric) == "money" else target * gone / whole


def compared_days(figures, day):
    """The end of the month before a day's, and that of the same month a year before, as far as there are figures of them."""
    ends = figures.filter(pl.col("day") < day.replace(day=1)).sort("day")["day"].to_list()
    return [ends[-1], *[each for each in ends if (each.year, each.month) == (day.year - 1, day.month)]]


def headline(figures, day, table, section, metrics):
    """Headline figures beside target, last month and the same month last year."""
    rows = {row["day"]: row for row in figures.iter_rows(named=True)}
    ends = sorted(each for each in rows if each < day.replace(day=1))
    previous, last_year = rows.get(ends[-1], {}), rows.get(next((each for each in ends if (each.year, each.month) == (day.year - 1, day.month)), None), {})
    running = is_running(day)
    found = []
    for metric in metrics:
        actual, target = value(rows[day], metric), rows[day].get(TARGETS.get(metric))
        target = target / 100 if target is not None and unit_of(metric) == "money" else target
        goal = to_date(metric, target, day) if running else target
        variance = minus(actual, goal)
        missed = None if variance is None else variance if metric in LOWER else -variance
        early = missed is None or (running and metric in LATE_JUDGED)
        status = None if early else "green" if missed <= 0 else "amber" if missed <= AMBER * abs(goal) else "red"
        date_column = {"target-to-date": goal if metric in FLOWING else None} if running else {}
        found.append(
            {"figure": metric, "row.unit": unit_of(metric), "actual": actual, "target": target}
            | date_column
            | {
                "variance": variance,
                "variance.status": status,
                "status": status,
                "previous-month": value(previous, metric),
                "change": None if day != month_end(day) and metric not in STANDING else minus(actual, value(previous, metric)),
                "same-month-last-year": value(last_year, metric),
                "actual.reason": reasons.code(metric, day, rows[day]["opening"] is not None) if actual is None else None,
                "same-month-last-year.reason": (
                    reasons.code(metric, last_year["day"], last_year["opening"] is not None) if last_year and value(last_year, metric) is None else None
                ),
            }
        )
    return Table(table, section, figure_frame(found))


def figure_frame(rows):
    """A frame of rows of figures; numbers are of one type whatever they count."""
    texts = ("figure", "row.unit", "status", ".reason")
    found = pl.DataFrame(rows, schema={name: pl.String if name.endswith(texts) else pl.Float64 for name in rows[0]}, strict=False)
    return found.drop(name for name in found.columns if name.endswith(".reason") and found[name].null_count() == found.height)


def beside(left, right, table, section, metrics, names):
    """Figures of two rows beside each other, with the difference."""
    rows = [
        {
            "figure": metric,
            "row.unit": unit_of(metric),
            names[0]: value(left, metric),
            names[1]: value(right, metric),
            names[2]: minus(value(left, metric), value(right, metric)),
        }
        | {
            f"{name}.reason": reasons.code(metric, left["day"], left.get("opening") is not None) if value(left, metric) is None else None
            for name in (names[0], names[2])
        }
        for metric in metrics
    ]
    return Table(table, section, figure_frame(rows), before=right["day"])


def pace(row, day, section):
    """Cash of the month beside the target to date and the month's."""
    target = value(row, "input.target-cash")
    rows = [("cash.attributed", value(row, "cash.attributed")), ("target-to-date", to_date("cash.attributed", target, day)), ("input.target-cash", target)]
    return Table("pace", section, pl.DataFrame(rows, schema={"figure": pl.String, "amount": pl.Float64}, orient="row"))


def bridge(row, section):
    """The roll-forward of the whole ledger."""
    names = ["opening", "invoiced", "cash", "credit-notes", "write-offs", "adjustments", "fx", "unexplained", "closing"]
    rows = [(f"bridge.{name}", value(row, f"bridge.{name}")) for name in names]
    frame = pl.DataFrame(rows, schema={"movement": pl.String, "amount": pl.Float64}, orient="row")
    return Table("bridge-all", section, frame, total=True, charts=[Chart("waterfall", ["amount"])])


def name_order(name):
    """What names are ordered by: small and capital letters alike, numbers by their size."""
    return re.sub(r"[0-9]+", lambda number: number.group().lstrip("0").zfill(20), name.lower())


def dispute_groups(found, gross, day, table, section, by):
    """Disputes of a day by department or reason, with the oldest open one, and all of them below."""
    sums = [
        pl.col("is-open").sum().cast(pl.Int64).alias("dispute.open-count"),
        pl.col("minor").filter("is-open").sum().alias("dispute.open-amount"),
        (pl.col("minor").filter("is-open").sum() / gross).alias("dispute.rate"),
        (~pl.col("is-open")).sum().cast(pl.Int64).alias("closed"),
        pl.col("cycle").mean().alias("dispute.cycle-days"),
    ]
    oldest = {"oldest": "dispute", "customer": "customer", "opened-on": "opened_on", "days-open": "days-open"}
    sums += [pl.col(column).filter("is-open").first().alias(name) for name, column in oldest.items()]
    rows = found.sort("days-open", "minor", "dispute", descending=[True, True, False], nulls_last=True)
    order = pl.col(by).map_elements(name_order, return_dtype=pl.String)
    grouped = rows.group_by(by).agg(sums).sort(order, by, nulls_last=True)
    found = pl.concat([grouped, rows.select(pl.lit("all").alias(by), *sums)], how="vertical_relaxed").with_columns(pl.lit(day).alias("day"))
    return Table(table, section, found.select(pl.exclude("day"), *reasons.columns(found, ["dispute.cycle-days"])), total=True)
