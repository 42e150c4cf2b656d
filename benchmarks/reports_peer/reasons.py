"""Why a figure is not available, and what is to be known of it: codes with a day, put into words by language."""

import datetime

import polars as pl

import words

CEI = ["cei", "cei.cash", "cei.credit-notes", "cei.write-offs", "cei.other"]
OPENED = [
    "bridge.opening",
    "collect.collectable",
    "collect.on-collectable",
    "collect.rate",
    "collect.tracker-rate",
    "coverage.accounts",
    "coverage.balance",
    *CEI,
]
# Figure: why it has no value where it has none, and the day that belongs to it: of the opening, of 31 December, of the month, the as-of day.
CODES = {name: ("no-snapshot", "opening") for name in OPENED} | {
    "cei.ytd": ("no-snapshot", "year"),
    "collect.attainment": ("no-cash-target", "month"),
    "promise.kept-rate": ("no-promise", None),
    "promise.kept-amount-rate": ("no-promise", None),
    "dispute.cycle-days": ("no-closed-dispute", None),
    "contacts.promise-conversion": ("nobody-reached", None),
    "follow-up.on-time": ("no-follow-up", None),
    "past-due.days": ("nothing-past-due", None),
    "payment.days-to-pay": ("no-applied", None),
    "payment.days-late": ("no-applied", None),
    "payment.on-time-amount": ("no-applied", None),
    "ratio.past-due": ("no-debit", None),
    "dispute.rate": ("no-debit", None),
    "input.target-daily": ("no-working-day", "month"),
}
CODES |= {name: ("no-sales", "day") for name in ("dso.simple", "dso.best-possible", "dso.delinquent", "add", "write-off.ratio")}
# The same where the opening is there.
CODES_OPENED = {name: "nothing-to-collect" for name in CEI} | dict.fromkeys(("collect.rate", "collect.tracker-rate"), "nothing-collectable")
CODES_OPENED |= dict.fromkeys(("coverage.accounts", "coverage.balance"), "no-late-account")
TEXTS = {
    "no-snapshot": ("no snapshot of {day}", "nessuna situazione {of_day}"),
    "no-cash-target": ("no cash target for {month}", "nessun obiettivo di incasso per {month}"),
    "no-target": ("no target for {month}", "nessun obiettivo per {month}"),
    "no-target-of-whole": (
        "no target of the whole for {month}: those of its parts are not added up",
        "nessun obiettivo del totale per {month}: quelli delle parti non si sommano",
    ),
    "no-late-account": ("no customer was past due at opening", "nessun cliente era scaduto all’apertura"),
    "nothing-to-collect": (
        "opening balance plus sales less what is not due is not above zero",
        "apertura più fatturato meno quanto non è scaduto non è sopra zero",
    ),
    "nothing-collectable": ("what was due by month end is not above zero", "quanto scadeva entro fine mese non è sopra zero"),
    "no-applied": ("no payments applied to known invoices", "nessun pagamento abbinato a fatture note"),
    "no-debit": ("no debit items", "nessuna partita a debito"),
    "no-sales": ("sales are not above zero from {first} to {day}", "il fatturato non è sopra zero {span}"),
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
    "negative": (
        "Negative: credits are so large that the balance stands below what is not yet due.",
        "Negativo: i crediti a favore dei clienti sono tali che il saldo è sotto l’importo non ancora scaduto.",
    ),
}
# Figures with a note in the row of the as-of day, and those with one where their value asks for it.
NOTES = {"ecl.estimate": "estimate", "collect.tracker-rate": "tracker"}
NOTES_OF_VALUES = {"cei": ("above-whole", pl.col("cei") > 1), "add": ("negative", pl.col("add") < 0)}


def day_of(kind, day):
    """The day that a reason names, from the as-of day of a figure."""
    first = day.replace(day=1)
    return {"day": day, "opening": first - datetime.timedelta(days=1), "year": first.replace(month=1) - datetime.timedelta(days=1), "month": first}[kind]


def code(metric, day, is_opened=True):
    """Why a figure of a day has no value; none for figures that always have one. `is_opened`: the day's month has its opening."""
    found = (CODES_OPENED[metric], None) if is_opened and metric in CODES_OPENED else CODES.get(metric)
    return found and (f"{found[0]} {day_of(found[1], day)}" if found[1] else found[0])


def columns(frame, metrics):
    """Columns with the reasons of those figures of a frame that have no value somewhere; the frame has the day of its rows."""
    days = dict(frame.select("day", pl.col("opening").is_not_null() if "opening" in frame.columns else pl.lit(True)).rows())
    found = []
    for metric in metrics:
        if metric in CODES and frame[metric].null_count():
            codes = pl.col("day").replace_strict({day: code(metric, day, is_opened) for day, is_opened in days.items()}, return_dtype=pl.String)
            if metric == "input.target-daily":
                months = {day: f"no-cash-target {day_of('month', day)}" for day in days}
                codes = pl.when(pl.col("input.target-cash").is_null()).then(pl.col("day").replace_strict(months, return_dtype=pl.String)).otherwise(codes)
            found.append(pl.when(pl.col(metric).is_null()).then(codes).alias(f"{metric}.reason"))
    return found


def notes(frame, metrics):
    """Columns with what is to be known of figures of a trend."""
    last = pl.col("day") == pl.col("day").max()
    found = [pl.when(last).then(pl.lit(NOTES[metric])).alias(f"{metric}.note") for metric in metrics if metric in NOTES]
    return found + notes_of_values(frame, metrics)


def notes_of_values(frame, metrics):
    """Columns with what is to be known of values of figures, wherever there are such values."""
    named = [(metric, *NOTES_OF_VALUES[metric]) for metric in metrics if metric in NOTES_OF_VALUES]
    return [pl.when(holds).then(pl.lit(note)).alias(f"{metric}.note") for metric, note, holds in named if frame.select(holds.any()).item()]


def text(found, language):
    """A code in words."""
    name, _, day = found.partition(" ")
    if not day:
        return words.of(TEXTS[name], language)
    day = datetime.date.fromisoformat(day)
    first = day.replace(day=1)
    span = f"{words.preposition('dal', first)} {words.preposition('al', day)}"
    of = {"day": words.date(day, language), "first": words.date(first, language), "of_day": words.preposition("del", day), "span": span}
    return words.of(TEXTS[name], language).format(month=words.month(day, language), **of)
