"""Why a figure is not available, and what is to be known of it: codes with a day, put into words by language."""

import datetime

import polars as pl

import words

# Figure: why it has no value where it has none, and the day that belongs to it: of the opening, of 31 December, of the month.
OPENED = ["bridge.opening", "collect.collectable", "collect.on-collectable", "collect.rate", "collect.tracker-rate", "coverage.accounts", "coverage.balance"]
OPENED += ["cei", "cei.cash", "cei.credit-notes", "cei.write-offs", "cei.other"]
CODES = {name: ("no-snapshot", "opening") for name in OPENED} | {
    "cei.ytd": ("no-snapshot", "year"),
    "collect.attainment": ("no-cash-target", "month"),
    "promise.kept-rate": ("no-promise", None),
    "promise.kept-amount-rate": ("no-promise", None),
    "dispute.cycle-days": ("no-closed-dispute", None),
    "contacts.promise-conversion": ("nobody-reached", None),
    "follow-up.on-time": ("no-follow-up", None),
    "past-due.days": ("nothing-past-due", None),
}
TEXTS = {
    "no-snapshot": ("no snapshot of {day}", "nessuna situazione del {day}"),
    "no-cash-target": ("no cash target for {month}", "nessun obiettivo di incasso per {month}"),
    "no-target": ("no target for {month}", "nessun obiettivo per {month}"),
    "no-target-of-whole": (
        "no target of the whole for {month}: those of its parts are not added up",
        "nessun obiettivo del totale per {month}: quelli delle parti non si sommano",
    ),
    "no-promise": ("no promise was due to be judged in the period", "nessuna promessa da giudicare nel periodo"),
    "no-closed-dispute": ("no dispute was closed in the period", "nessuna contestazione chiusa nel periodo"),
    "nobody-reached": ("nobody was reached in the period", "nessuno raggiunto nel periodo"),
    "no-follow-up": ("no follow-up was due in the period", "nessun richiamo previsto nel periodo"),
    "nothing-past-due": ("nothing past due", "niente di scaduto"),
    "empty-bucket": ("the opening bucket was empty", "la fascia di apertura era vuota"),
    "no-working-day": ("no working day is left in {month}", "in {month} non restano giorni lavorativi"),
    "of-customer": ("it is a figure of a single customer", "è un indicatore del singolo: cliente"),
    "estimate": ("An estimate from the loss rates of the settings.", "Una stima dai tassi di perdita delle impostazioni."),
    "tracker": (
        "Cash on items outside the collectable counts in the numerator only; compare with the collection rate.",
        "Gli incassi fuori dall’incassabile contano solo nel numeratore; confrontare con il tasso di incasso.",
    ),
    "above-whole": (
        "Above 100%: the balance fell by more than there was to collect. Look at credits, write-offs and what is unexplained in the bridge.",
        "Oltre il 100%: il saldo è sceso più di quanto fosse da incassare. Guardare note di credito, stralci e partite non spiegate nel raccordo.",
    ),
}
# Figures with a note: in a month's row that is the as-of day's, or wherever the figure is above one.
NOTES = {"ecl.estimate": "estimate", "collect.tracker-rate": "tracker"}


def day_of(kind, day):
    """The day that a reason names, from the as-of day of a figure."""
    first = day.replace(day=1)
    return {"opening": first - datetime.timedelta(days=1), "year": first.replace(month=1) - datetime.timedelta(days=1), "month": first}[kind]


def code(metric, day):
    """Why a figure of a day has no value; none for figures that always have one."""
    found = CODES.get(metric)
    return found and (f"{found[0]} {day_of(found[1], day)}" if found[1] else found[0])


def columns(frame, metrics):
    """Columns with the reasons of those figures of a frame that have no value somewhere; the frame has the day of its rows."""
    days = frame["day"].unique()
    found = []
    for metric in metrics:
        if metric in CODES and frame[metric].null_count():
            codes = pl.col("day").replace_strict(days, [code(metric, day) for day in days], return_dtype=pl.String)
            found.append(pl.when(pl.col(metric).is_null()).then(codes).alias(f"{metric}.reason"))
    return found


def notes(frame, metrics):
    """Columns with what is to be known of figures of a trend."""
    last = pl.col("day") == pl.col("day").max()
    found = [pl.when(last).then(pl.lit(NOTES[metric])).alias(f"{metric}.note") for metric in metrics if metric in NOTES]
    if "cei" in metrics and (frame["cei"] > 1).any():
        found.append(pl.when(pl.col("cei") > 1).then(pl.lit("above-whole")).alias("cei.note"))
    return found


def text(found, language):
    """A code in words."""
    name, _, day = found.partition(" ")
    day = datetime.date.fromisoformat(day) if day else None
    return words.of(TEXTS[name], language).format(day=day and words.date(day, language), month=day and words.month(day, language))
