"""The rows behind figures: how many there are, and which snapshots and files they are from."""

import datetime

import polars as pl

import words
from source import REPORTING

CALENDAR = ("the calendar", "il calendario")
AGED = ["aging.current", "aging.1-30", "aging.31-60", "aging.61-90", "aging.over-90"]
LATE = [f"n.{name}" for name in AGED[1:]]
COUNTED = ["promise.judged", "promise.kept", "promise.partial", "promise.broken", "input.promise.pending-count", "dispute.open-count", "closed"]
COUNTED += ["input.payment.dated-count", "input.payment.punctual-count", "foreign.late", "foreign.contacted"]
NOUNS = {
    "items": (("open item of {day}", "partita {of_day}"), ("open items of {day}", "partite {of_day}")),
    "postings": (("posting from {first} to {last}", "registrazione {span}"), ("postings from {first} to {last}", "registrazioni {span}")),
    "matched": (
        ("payment from {first} to {last}, matched with invoices", "pagamento abbinato a fatture {span}"),
        ("payments from {first} to {last}, matched with invoices", "pagamenti abbinati a fatture {span}"),
    ),
    "promises": (("promise", "promessa"), ("promises", "promesse")),
    "disputes": (("dispute", "contestazione"), ("disputes", "contestazioni")),
    "activities": (("activity", "attività"), ("activities", "attività")),
    "targets": (("target", "obiettivo"), ("targets", "obiettivi")),
    "late": (("customer past due on {day}", "cliente con scaduto {at_day}"), ("customers past due on {day}", "clienti con scaduto {at_day}")),
    "contacted": (
        ("customer past due on {day} and contacted since", "cliente con scaduto {at_day} e contattato dopo"),
        ("customers past due on {day} and contacted since", "clienti con scaduto {at_day} e contattati dopo"),
    ),
    "balances": (("customer by its balance of {day}", "cliente per saldo {of_day}"), ("customers by their balances of {day}", "clienti per saldo {of_day}")),
    "accounts": (("account that does not tie out", "conto che non quadra"), ("accounts that do not tie out", "conti che non quadrano")),
    "migrated": (
        ("debit item matched between {first} and {last}", "partita a debito confrontata tra {between}"),
        ("debit items matched between {first} and {last}", "partite a debito confrontate tra {between}"),
    ),
}
# Figure: what its rows are, their counts, the day or span they are of, and the files beside the snapshot.
ITEMS = {"ar.gross": ["n.ar.gross"], "ar.credits": ["n.ar.credits"], "past-due.days": LATE, "dso.true": ["n.ar.gross"]} | {name: [f"n.{name}"] for name in AGED}
POSTED = {f"bridge.{name}": f"n.bridge.{name}" for name in ("cash", "credit-notes", "write-offs", "adjustments")}
POSTED |= {"sales": "n.sales", "bridge.invoiced": "n.sales", "cash.attributed": "n.cash.attributed"}
SPANS = {"input.sales-3m": 2, "input.sales-12m": 11, "input.sales-ytd": None}
MATCHED = {
    "collect.on-collectable": "n.collect.on-collectable",
    "payment.days-to-pay": "n.payment.days-to-pay",
    "payment.days-late": "input.payment.dated-count",
    "input.payment.dated-count": "input.payment.dated-count",
    "input.payment.dated-amount": "input.payment.dated-count",
    "input.payment.punctual-count": "input.payment.punctual-count",
    "input.payment.punctual-amount": "input.payment.punctual-count",
}
PROMISED = {name: name for name in ("promise.judged", "promise.kept", "promise.partial", "promise.broken", "input.promise.pending-count")}
PROMISED |= {"input.promise.pending-amount": "input.promise.pending-count"}
PROMISED |= {"input.promise.paid-amount": "promise.judged", "input.promise.promised-amount": "promise.judged"}
DISPUTED = {"dispute.open-count": "dispute.open-count", "dispute.open-amount": "dispute.open-count", "dispute.cycle-days": "closed"}
# Figures of rows that have no value without any.
OF_ROWS = {"past-due.days", "payment.days-to-pay", "payment.days-late", "dispute.cycle-days"}
DONE = ["contacts", "contacts.reached", "input.contacts.promises", "input.follow-up.due", "input.follow-up.done-on-time"]
COVERED = {f"input.coverage.{who}-{what}": who for who in ("past-due", "contacted") for what in ("accounts", "balance")}
FORECAST = {"analysts.csv", "disputes.csv", "portfolios.csv", "postings.csv", "promises.csv", "rates.csv"}


def counts(books, scope, day):
    """Numbers of rows of a day by key, of all of them and of those in another currency."""
    rows = books.rows.filter(pl.col("day") == day)
    names = [name for name in rows.columns if name.startswith("n.")] + COUNTED
    is_foreign = pl.col("currency").cast(pl.String) != REPORTING
    found = [pl.col(name).sum() for name in names] + [pl.col(name).filter(is_foreign).sum().alias(f"foreign:{name}") for name in names]
    if scope == "all":
        return {"": rows.select(found).row(0, named=True)}
    return {row[scope]: row for row in rows.filter(pl.col(scope).is_not_null()).group_by(scope).agg(found).iter_rows(named=True)}


class Evidence:
    """The rows behind the figures of one key on a day; `others`: numbers that only the whole ledger has."""

    def __init__(self, row, counts, is_portfolio, others=None):
        self.day, self.opening, self.row, self.counts, self.others = row["day"], row["opening"], row, counts, others or {}
        self.first = self.day.replace(day=1)
        self.owned = {"portfolios.csv"} if is_portfolio else set()
        self.fixed = set() if is_portfolio else {"landing.forecast", "landing.gap"}

    def number(self, *names):
        """How many rows there are."""
        return sum(self.counts[name] or 0 for name in names)

    def priced(self, *names):
        """The rates, when rows in another currency are among those counted."""
        return {"rates.csv"} if sum(self.counts[f"foreign:{name}"] or 0 for name in names) else set()

    def text(self, noun, number, first=None, last=None):
        """A number of rows with what they are."""
        first, last = first or self.first, last or self.day
        one, many = NOUNS[noun]
        found = []
        for language in words.LANGUAGES:
            written = f"{number:,}" if language == "en" else f"{number:,}".replace(",", ".")
            text = words.of(one if number == 1 else many, language)
            span = f"{words.preposition('dal', first)} {words.preposition('al', last)}"
            between = f"{words.preposition('il', first)} e {words.preposition('il', last)}"
            of = {"of_day": words.preposition("del", last), "at_day": words.preposition("al", last), "span": span, "between": between}
            found.append(written + " " + text.format(day=words.date(last, language), first=words.date(first, language), last=words.date(last, language), **of))
        return found

    def rows(self, name):
        """The rows behind a figure, in both languages."""
        if name in OF_ROWS and self.row[name] is None:
            return "", ""
        found = self.rows_of_balance(name) or self.rows_of_cash(name)
        if found:
            return found
        if name in PROMISED:
            return self.text("promises", self.number(PROMISED[name]))
        if name in DISPUTED:
            return self.text("disputes", self.number(DISPUTED[name]))
        if name in DONE:
            return self.text("activities", self.row[name] or 0)
        if name in COVERED:
            who = COVERED[name]
            return self.text("late" if who == "past-due" else who, self.row[f"input.coverage.{who}-accounts"] or 0, last=self.opening)
        if name == "input.target-cash":
            return self.text("targets", int(self.row[name] is not None))
        if name == "landing.error":
            days = self.others["hindcasts"]
            english = f"{len(days)} earlier months, re-run from the snapshots of {', '.join(words.date(day, 'en') for day in days)}"
            return english, f"{len(days)} mesi precedenti, con ricalcolo dalle situazioni {', '.join(words.preposition('del', day) for day in days)}"
        return self.rows_of_customers(name)

    def rows_of_balance(self, name):
        """The items behind a figure."""
        if name in ITEMS:
            return self.text("items", self.number(*ITEMS[name]))
        if name == "bridge.opening":
            return self.text("items", self.number("n.opening-debits", "n.opening-credits"), last=self.opening)
        if name == "input.year-opening":
            return self.text("items", self.number("n.input.year-opening"), last=self.year_opening())
        if name.startswith("input.landing"):
            return self.text("items", self.number(f"n.{name}"))
        if name in ("input.interest-accrued", "input.interest-compensation"):
            return self.text("items", self.others[name])
        return None

    def rows_of_cash(self, name):
        """The postings behind a figure."""
        if name in POSTED:
            return self.text("postings", self.number(POSTED[name]))
        if name in SPANS:
            return self.text("postings", self.number(f"n.{name}"), first=self.span_start(name))
        if name == "dso.countback":
            postings = self.text("postings", self.row["n.dso.countback"], first=self.row["from.dso.countback"])
            return [f"ar.net; {text}" for text in postings]
        if name == "collect.collectable":
            items = self.text("items", self.number("n.opening-due"), last=self.opening)
            return [f"{left}; {right}" for left, right in zip(items, self.text("postings", self.number("n.invoiced-due")))]
        if name in MATCHED:
            unknown = self.number("n.bridge.cash") - self.number("n.matched")
            english, italian = self.text("matched", self.number(MATCHED[name]))
            left_out = (f"; {unknown} without a known invoice left out", f"; {unknown} senza fattura nota: fuori dal calcolo") if unknown else ("", "")
            return english + left_out[0], italian + left_out[1]
        if name == "bridge.unexplained":
            return self.text("accounts", 0)
        return None

    def rows_of_customers(self, name):
        """The customers behind a figure of concentration."""
        if not name.startswith(("concentration", "input.concentration")):
            return "", ""
        number, out = (10 if "top-10" in name else self.others["positive"]), self.others["negative"]
        english, italian = self.text("balances", number)
        if not out:
            return english, italian
        return f"{english}; {out} with a credit balance left out", f"{italian}; {out} con saldo a credito: fuori dal calcolo"

    def year_opening(self):
        """31 December before the day."""
        return self.first.replace(month=1) - datetime.timedelta(days=1)

    def span_start(self, name):
        """The first day of sales over several months."""
        back = SPANS[name]
        month = self.first.year * 12 + self.first.month - 1 - (self.first.month - 1 if back is None else back)
        return datetime.date(month // 12, month % 12 + 1, 1)

    def rests_on(self, name):
        """Snapshots and files of the rows behind a figure."""
        opened = {self.opening, *self.owned}
        if name in ITEMS:
            return {self.day, *self.owned, *self.priced(*ITEMS[name]), *({"postings.csv"} if name == "dso.true" else ())}
        if name == "bridge.opening":
            return opened | self.priced("n.opening-debits", "n.opening-credits")
        if name == "input.year-opening":
            return {self.year_opening(), *self.owned, *self.priced("n.input.year-opening")}
        if name in POSTED or name in SPANS:
            return {"postings.csv", *self.owned, *self.priced(POSTED.get(name, f"n.{name}"))}
        if name == "dso.countback":
            rates = {"rates.csv"} if self.row["foreign:n.dso.countback"] else set()
            return {self.day, "postings.csv", *self.owned, *rates, *self.priced("n.ar.gross", "n.ar.credits")}
        if name == "collect.collectable":
            return opened | {"postings.csv"} | self.priced("n.opening-due", "n.invoiced-due")
        if name in MATCHED:
            return opened | {"postings.csv"} | self.priced("n.opening-debits", MATCHED[name])
        if name == "bridge.unexplained":
            return opened | {self.day, "postings.csv"}
        if name in PROMISED:
            served = {"postings.csv"} if self.number("promise.judged") or self.others.get("served", True) else set()
            return {"promises.csv", *self.owned, *served, *self.priced(PROMISED[name])}
        if name in DISPUTED:
            missing = name == "dispute.cycle-days" and not self.number("closed")
            return self.owned | (set() if missing else {"disputes.csv", *self.priced(DISPUTED[name])})
        if name in DONE:
            return {"activities.csv", *self.owned}
        if name in COVERED:
            who = COVERED[name]
            rates = {"rates.csv"} if self.counts["foreign.late" if who == "past-due" else "foreign.contacted"] else set()
            return opened | rates | ({"activities.csv"} if who == "contacted" else set())
        if name == "input.target-cash":
            return {"targets.csv", *self.owned}
        return self.rests_of_rest(name)

    def rests_of_rest(self, name):
        """Those of figures of the whole ledger."""
        if name.startswith(("landing", "input.landing")):
            days = set(self.others["hindcasts"]) if name == "landing.error" else {self.day}
            return days | FORECAST | ({"targets.csv"} if name == "landing.gap" else set())
        if name.startswith("input.interest"):
            return {self.day, "disputes.csv", "interest.csv", "postings.csv"} | self.priced(*LATE)
        if name.startswith(("concentration", "input.concentration")):
            return {self.day} | self.priced("n.ar.gross", "n.ar.credits")
        if "*" in name:
            return {self.opening, self.day}
        return set()
