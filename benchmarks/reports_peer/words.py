"""Kinds and headings of columns, and the words of tables, in English and Italian; figures and columns are listed in `words.csv`."""

import csv
import os

LANGUAGES = ["en", "it"]
MONTHS = {"en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), "it": "gen feb mar apr mag giu lug ago set ott nov dic".split()}
UNITS = {"money": (" (EUR)", " (EUR)"), "days": (" (days)", " (giorni)")}
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "words.csv"), encoding="utf-8", newline="") as file:
    # Figure or column: kind, English, Italian.
    COLUMNS = {row["id"]: (row["kind"], row["en"], row["it"]) for row in csv.DictReader(file)}
BUCKETS = ["current", "1-30", "31-60", "61-90", "over-90"]
COLUMNS |= {name: COLUMNS[f"aging.{name}"] for name in BUCKETS}
WORDS = {
    "all": ("Total", "Totale"),
    "house": ("House account", "Senza assegnazione"),
    "unknown": ("Unknown", "Sconosciuto"),
    "new": ("New", "Nuovo"),
    "total": ("Total", "Totale"),
    "green": ("green", "verde"),
    "amber": ("amber", "giallo"),
    "red": ("red", "rosso"),
    "invoice": ("Invoice", "Fattura"),
    "credit_note": ("Credit note", "Nota di credito"),
    "payment": ("Payment on account", "Pagamento in acconto"),
    "debit_note": ("Debit note", "Nota di debito"),
    "other": ("Other", "Altro"),
    "phone": ("phone", "telefono"),
    "email": ("e-mail", "e-mail"),
    "letter": ("letter", "lettera"),
    "meeting": ("meeting", "incontro"),
    "reached": ("reached", "raggiunto"),
    "no_answer": ("no answer", "nessuna risposta"),
    "left_message": ("left a message", "lasciato un messaggio"),
    "promise": ("promise", "promessa"),
    "dispute": ("dispute", "contestazione"),
    "escalated": ("escalated", "escalation"),
    "kept": ("Kept", "Mantenuta"),
    "partial": ("Kept in part", "Mantenuta in parte"),
    "broken": ("Broken", "Non mantenuta"),
    "paid": ("Paid", "Pagata"),
    "pending": ("Within tolerance", "In tolleranza"),
    "due-today": ("Due today", "Scade oggi"),
    "due-this-week": ("Due this week", "Scade in settimana"),
    "later": ("Due later", "Scade più avanti"),
    "0-30": ("0–30 days", "0–30 giorni"),
    "closed-gap": ("Gap with these items", "Scarto con queste partite"),
    "target-to-date": ("Target to date", "Obiettivo a oggi"),
}
REPORTS = {
    "monthly-target-review": ("Monthly target review", "Revisione mensile degli obiettivi"),
    "analyst-self-view": ("My portfolio", "Il mio portafoglio"),
    "huddle-snapshot": ("Huddle", "Huddle"),
}
SECTIONS = {
    "summary": ("Summary", "Sintesi"),
    "targets": ("Targets", "Obiettivi"),
    "dso": ("DSO", "DSO"),
    "cei": ("CEI", "CEI"),
    "aging": ("Aging", "Scadenzario"),
    "bridge": ("Bridge", "Raccordo"),
    "productivity": ("Productivity", "Produttività"),
    "promises": ("Promises", "Promesse"),
    "disputes": ("Disputes", "Contestazioni"),
    "high-risk": ("High risk", "Alto rischio"),
    "unapplied": ("Unapplied", "Da abbinare"),
    "today": ("Today", "Oggi"),
    "month": ("My month", "Il mio mese"),
    "trend": ("Trend", "Andamento"),
    "credits": ("Credits to clear", "Crediti da abbinare"),
    "cash": ("Cash", "Incassi"),
    "overdue": ("Past due", "Scaduto"),
    "accounts": ("Accounts to move today", "Conti da muovere oggi"),
    "blocked": ("In the way", "Ostacoli"),
    "method": ("Method", "Metodo"),
    "other-systems": ("Other systems", "Altri sistemi"),
    "workings": ("Workings", "Calcoli"),
    "ratio-inputs": ("Figures behind the ratios", "Dati dietro i rapporti"),
}
SUFFIXES = {
    "-target": ("Target", "Obiettivo"),
    "-target-to-date": ("Target to date", "Obiettivo a oggi"),
    "-variance": ("Variance", "Scostamento"),
    "-status": ("Status", "Stato"),
}


def of(pair, language):
    """A pair's word in a language."""
    return pair[LANGUAGES.index(language)]


def word(name, language):
    """The word of a state, a figure or a key; keys that are no words stay as they are."""
    if name in WORDS:
        return of(WORDS[name], language)
    return of(COLUMNS[name][1:], language) if name in COLUMNS else name


def with_unit(name, language):
    """The word of a figure with its unit."""
    return word(name, language) + (of(UNITS[COLUMNS[name][0]], language) if COLUMNS[name][0] in UNITS else "")


def month(day, language):
    """The month of a day."""
    return f"{MONTHS[language][day.month - 1]} {day.year}"


def days(number, language):
    """A number of days."""
    return f"{number} " + of(("day", "giorno") if number == 1 else ("days", "giorni"), language)


def date(day, language):
    """A day."""
    return f"{day:%d/%m/%Y}" if language == "it" else f"{day.day} {month(day, language)}"


def preposition(word, day):
    """An Italian preposition with an article before a day."""
    short = {"il": "l’", "dal": "dall’", "del": "dell’", "al": "all’"}[word]
    return (short if day.day in (8, 11) else word + " ") + date(day, "it")


def column(name):
    """Kind and headings of a column; those beside a figure with a target follow the figure."""
    if name in COLUMNS:
        kind, *pair = COLUMNS[name]
        return kind, pair
    if name.startswith("key."):
        return "ratio", (name[4:], name[4:])
    suffix = next(each for each in sorted(SUFFIXES, key=len, reverse=True) if name.endswith(each))
    kind, *pair = COLUMNS[name.removesuffix(suffix)]
    return "status" if suffix == "-status" else kind, [f"{figure}: {heading.lower()}" for figure, heading in zip(pair, SUFFIXES[suffix])]
