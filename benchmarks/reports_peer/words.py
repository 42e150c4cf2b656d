"""Kinds and headings of columns, and the words of tables, in English and Italian."""

from polars_side import BUCKETS

LANGUAGES = ["en", "it"]
# Figure or column: kind, English, Italian.
COLUMNS = {
    "ar.net": ("money", "Net receivables", "Crediti netti"), "ar.gross": ("money", "Debit items", "Partite a debito"), "ar.credits": ("money", "Credit items", "Partite a credito"),
    "ar.past-due": ("money", "Past due", "Scaduto"), "ratio.past-due": ("ratio", "Past-due share", "Quota scaduta"), "past-due.days": ("days", "Average days past due", "Giorni medi di scaduto"),
    "ecl.estimate": ("money", "Expected loss (estimate)", "Perdita attesa (stima)"), "sales": ("money", "Sales", "Fatturato"),
    "input.period-days": ("count", "Days in the period", "Giorni del periodo"), "input.sales-3m": ("money", "Sales of 3 months", "Fatturato di 3 mesi"),
    "input.days-3m": ("count", "Days in 3 months", "Giorni di 3 mesi"), "input.sales-12m": ("money", "Sales of 12 months", "Fatturato di 12 mesi"),
    "dso.simple": ("days", "DSO, simple", "DSO semplice"), "dso.rolling-3m": ("days", "DSO, 3 months", "DSO a 3 mesi"), "dso.countback": ("days", "DSO, countback", "DSO a ritroso"),
    "dso.true": ("days", "DSO, by item", "DSO per partita"), "dso.best-possible": ("days", "DSO, best possible", "DSO migliore possibile"),
    "dso.delinquent": ("days", "DSO, past due", "DSO dello scaduto"), "add": ("days", "Average days delinquent", "Giorni medi di ritardo"),
    "ar.turnover": ("number", "Receivables turnover", "Rotazione dei crediti"), "cei": ("ratio", "Collection effectiveness", "Efficacia dell'incasso"),
    "cei.cash": ("ratio", "by cash", "da incassi"), "cei.credit-notes": ("ratio", "by credit notes", "da note di credito"), "cei.write-offs": ("ratio", "by write-offs", "da stralci"),
    "cei.other": ("ratio", "by other postings", "da altri movimenti"), "cei.ytd": ("ratio", "Effectiveness, year to date", "Efficacia da inizio anno"),
    "write-off.ratio": ("ratio", "Write-offs of sales", "Stralci sul fatturato"), "collect.cash": ("money", "Cash collected", "Incassato"),
    "collect.collectable": ("money", "Collectable", "Incassabile"), "collect.on-collectable": ("money", "Collected of it", "Incassato su incassabile"),
    "collect.rate": ("ratio", "Collection rate", "Tasso di incasso"), "collect.tracker-rate": ("ratio", "Cash of collectable", "Incassato su incassabile, totale"),
    "collect.attainment": ("ratio", "Target attainment", "Raggiungimento"), "cash.attributed": ("money", "Cash", "Incasso"),
    "input.target-cash": ("money", "Cash target", "Obiettivo di incasso"), "input.target-gap": ("money", "Cash above target", "Incasso oltre l'obiettivo"),
    "payment.days-to-pay": ("days", "Days to pay", "Giorni di pagamento"), "payment.days-late": ("days", "Days late", "Giorni di ritardo"),
    "payment.on-time-amount": ("ratio", "Paid on time", "Pagato puntualmente"), "bridge.opening": ("money", "Opening balance", "Saldo di apertura"),
    "bridge.invoiced": ("money", "Invoiced", "Fatturato"), "bridge.cash": ("money", "Cash", "Incassi"), "bridge.credit-notes": ("money", "Credit notes", "Note di credito"),
    "bridge.write-offs": ("money", "Write-offs", "Stralci"), "bridge.adjustments": ("money", "Adjustments", "Rettifiche"), "bridge.fx": ("money", "Exchange differences", "Differenze di cambio"),
    "bridge.unexplained": ("money", "Unexplained", "Non spiegato"), "bridge.closing": ("money", "Closing balance", "Saldo di chiusura"),
    "coverage.accounts": ("ratio", "Accounts contacted", "Clienti contattati"), "coverage.balance": ("ratio", "Balance contacted", "Saldo contattato"),
    "follow-up.on-time": ("ratio", "Follow-ups on time", "Richiami puntuali"), "contacts": ("count", "Contacts", "Contatti"), "contacts.reached": ("count", "Reached", "Raggiunti"),
    "contacts.promise-conversion": ("ratio", "Promises of reached", "Promesse su raggiunti"), "contacts.per-day": ("number", "Contacts a day", "Contatti al giorno"),
    "input.working-days": ("count", "Working days", "Giorni lavorativi"), "promise.judged": ("count", "Promises judged", "Promesse giudicate"),
    "promise.kept": ("count", "Kept", "Mantenute"), "promise.partial": ("count", "Partly kept", "Mantenute in parte"), "promise.broken": ("count", "Broken", "Non mantenute"),
    "promise.kept-rate": ("ratio", "Kept, by number", "Mantenute, per numero"), "promise.kept-amount-rate": ("ratio", "Kept, by amount", "Mantenute, per importo"),
    "input.promise.pending-count": ("count", "Within tolerance", "Entro la tolleranza"), "input.promise.pending-amount": ("money", "Promised within tolerance", "Promesso entro la tolleranza"),
    "dispute.open-count": ("count", "Open disputes", "Contestazioni aperte"), "dispute.open-amount": ("money", "Disputed", "Contestato"),
    "dispute.rate": ("ratio", "Disputed share", "Quota contestata"), "dispute.cycle-days": ("days", "Days to close", "Giorni alla chiusura"), "closed": ("count", "Closed", "Chiuse"),
    "month": ("text", "Month", "Mese"), "team": ("text", "Team", "Team"), "analyst": ("text", "Portfolio", "Portafoglio"), "company": ("text", "Company", "Società"),
    "currency": ("text", "Currency", "Divisa"), "segment": ("text", "Segment", "Segmento"), "figure": ("word", "Figure", "Dato"), "movement": ("word", "Movement", "Movimento"),
    "from": ("word", "From bucket", "Dalla fascia"), "state": ("word", "State", "Stato"), "kind": ("word", "Kind", "Tipo"), "channel": ("word", "Channel", "Canale"),
    "outcome": ("word", "Outcome", "Esito"), "status": ("word", "Status", "Stato"), "amount": ("money", "Amount", "Importo"), "customer": ("text", "Customer", "Cliente"),
    "name": ("text", "Name", "Nome"), "portfolio": ("text", "Portfolio", "Portafoglio"), "risk-score": ("count", "Risk score", "Punteggio"),
    "credit-limit": ("money", "Credit limit", "Fido"), "last-contact": ("date", "Last contact", "Ultimo contatto"), "document": ("text", "Document", "Documento"),
    "document-day": ("date", "Document date", "Data documento"), "age": ("count", "Age", "Età"), "open": ("money", "Open", "Aperto"), "converted": ("money", "Open in EUR", "Aperto in EUR"),
    "department": ("text", "Department", "Ufficio"), "reason": ("text", "Reason", "Motivo"), "oldest": ("text", "Oldest", "Più vecchia"), "dispute": ("text", "Dispute", "Contestazione"),
    "opened-on": ("date", "Opened on", "Aperta il"), "days-open": ("count", "Days open", "Giorni aperta"), "due": ("date", "Due", "Scadenza"), "made": ("date", "Made on", "Fatta il"),
    "promised": ("money", "Promised", "Promesso"), "paid": ("money", "Paid", "Pagato"), "missing": ("money", "Missing", "Mancante"), "days-late": ("count", "Days late", "Giorni di ritardo"),
    "contact": ("date", "Contact of", "Contatto del"), "language": ("text", "Language", "Lingua"), "escalated": ("date", "Escalated on", "Segnalato il"), "count": ("count", "Number", "Numero"),
    "actual": ("figure", "Actual", "Consuntivo"), "target": ("figure", "Target", "Obiettivo"),
    "target-to-date": ("figure", "Target to date", "Obiettivo a oggi"), "variance": ("figure", "Variance", "Scostamento"), "previous-month": ("figure", "Last month", "Mese precedente"),
    "change": ("figure", "Change", "Variazione"), "same-month-last-year": ("figure", "Same month last year", "Stesso mese anno precedente"), "today": ("figure", "Today", "Oggi"),
    "before": ("figure", "Snapshot before", "Situazione precedente"), "mine": ("figure", "My portfolio", "Il mio portafoglio"),
    "difference": ("figure", "Difference", "Differenza"), "settled": ("money", "Settled", "Chiuso"), "opening": ("money", "Opening total", "Totale di apertura"),
    "total": ("money", "Opening total", "Totale di apertura"), "settled-paid": ("money", "of it paid", "di cui pagato"), "settled-credited": ("money", "of it credited", "di cui accreditato"),
    "settled-written-off": ("money", "of it written off", "di cui stralciato"), "settled-other": ("money", "of it otherwise", "di cui altro"), "all": ("ratio", "All", "Tutti"),
}
BUCKET_NAMES = [("Current", "A scadere"), ("1–30 days", "1–30 giorni"), ("31–60 days", "31–60 giorni"), ("61–90 days", "61–90 giorni"), ("Over 90 days", "Oltre 90 giorni")]
for name, (english, italian) in zip(BUCKETS, BUCKET_NAMES):
    COLUMNS[f"aging.{name}"] = COLUMNS[name] = ("money", english, italian)
WORDS = {
    "all": ("All", "Tutti"), "house": ("House account", "Senza assegnazione"), "unknown": ("Unknown", "Sconosciuto"), "new": ("New", "Nuove"), "total": ("Total", "Totale"),
    "green": ("green", "verde"), "amber": ("amber", "giallo"), "red": ("red", "rosso"), "invoice": ("Invoice", "Fattura"), "credit_note": ("Credit note", "Nota di credito"),
    "payment": ("Payment", "Pagamento"), "debit_note": ("Debit note", "Nota di debito"), "other": ("Other", "Altro"), "phone": ("phone", "telefono"), "email": ("e-mail", "e-mail"),
    "letter": ("letter", "lettera"), "meeting": ("meeting", "incontro"), "reached": ("reached", "raggiunto"), "no_answer": ("no answer", "nessuna risposta"),
    "left_message": ("left a message", "lasciato un messaggio"), "promise": ("promise", "promessa"), "dispute": ("dispute", "contestazione"), "escalated": ("escalated", "segnalato"),
    "kept": ("kept", "mantenuta"), "partial": ("partly kept", "mantenuta in parte"), "broken": ("broken", "non mantenuta"), "paid": ("paid", "pagata"),
    "pending": ("within tolerance", "entro la tolleranza"), "due-today": ("due today", "in scadenza oggi"), "due-this-week": ("due this week", "in scadenza questa settimana"),
    "later": ("later", "più avanti"), "target-to-date": ("Target to date", "Obiettivo a oggi"),
}
REPORTS = {
    "monthly-target-review": ("Monthly target review", "Revisione mensile degli obiettivi"), "analyst-self-view": ("My portfolio", "Il mio portafoglio"),
    "huddle-snapshot": ("Huddle", "Huddle"),
}
SECTIONS = {
    "summary": ("Summary", "Sintesi"), "targets": ("Targets", "Obiettivi"), "dso": ("DSO", "DSO"), "cei": ("CEI", "CEI"), "aging": ("Aging", "Scadenzario"),
    "bridge": ("Bridge", "Raccordo"), "productivity": ("Productivity", "Produttività"), "promises": ("Promises", "Promesse"), "disputes": ("Disputes", "Contestazioni"),
    "high-risk": ("High risk", "Alto rischio"), "unapplied": ("Unapplied", "Da abbinare"), "today": ("Today", "Oggi"), "month": ("My month", "Il mio mese"),
    "trend": ("Trend", "Andamento"), "credits": ("Credits to clear", "Crediti da abbinare"), "cash": ("Cash", "Incassi"), "overdue": ("Past due", "Scaduto"),
    "accounts": ("Accounts to move today", "Conti da muovere oggi"), "blocked": ("In the way", "Ostacoli"),
}
SUFFIXES = {"-target": ("Target", "Obiettivo"), "-target-to-date": ("Target to date", "Obiettivo a oggi"), "-variance": ("Variance", "Scostamento"), "-status": ("Status", "Stato")}


def of(pair, language):
    """A pair's word in a language."""
    return pair[LANGUAGES.index(language)]


def word(name, language):
    """The word of a state, a figure or a key; keys that are no words stay as they are."""
    if name in WORDS:
        return of(WORDS[name], language)
    return of(COLUMNS[name][1:], language) if name in COLUMNS else name


def column(name):
    """Kind and headings of a column; those beside a figure with a target follow the figure."""
    if name in COLUMNS:
        kind, *pair = COLUMNS[name]
        return kind, pair
    if name.startswith("key."):
        return "ratio", (name[4:], name[4:])
    suffix = next(each for each in sorted(SUFFIXES, key=len, reverse=True) if name.endswith(each))
    kind, *pair = COLUMNS[name.removesuffix(suffix)]
    return "word" if suffix == "-status" else kind, [f"{figure}: {heading.lower()}" for figure, heading in zip(pair, SUFFIXES[suffix])]
