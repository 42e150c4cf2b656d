"""What lists say of an account: the reasons behind its points, what to do next, its oldest item and last contact, in both languages."""

import polars as pl

import texts
from figures import AGING
from source import REPORTING

# Points of the rules, in the order of their reasons; those of the worklist that ask for nothing only raise the place.
RISK = {"past-due-share": 20, "last-bucket": 25, "broken-promises": 15, "over-limit": 15, "days-late": 10, "no-contact": 5, "concentration": 10}
CALLING = {"promise-missed": 35, "follow-up": 30, "escalate": 25, "past-due": 20, "dispute": 20, "promise-due": 15}
WORK = CALLING | {"large-amount": 15, "credit": 10, "last-bucket": 10, "high-risk": 10}
RAISING = ["large-amount", "last-bucket", "high-risk"]
CALL_FROM = 250_000


def reporting(name, language):
    """An amount in the reporting currency."""
    return texts.money(pl.col(name), REPORTING, language)


def last_bucket(language):
    """What is over 90 days late."""
    return reporting(AGING[-1], language) + texts.each((" is over 90 days late", " in ritardo da oltre 90 giorni"), language)


def no_contact(language):
    """Since when nobody was in contact."""
    since = texts.each(("no contact since ", "nessun contatto "), language) + texts.with_article("dal", pl.col("last-contact"), language)
    return pl.when(pl.col("last-contact").is_null()).then(texts.each(("no contact on record", "nessun contatto registrato"), language)).otherwise(since)


def risks(language):
    """What each rule of the risk score found."""
    say = lambda english, italian: texts.each((english, italian), language)
    gross = texts.share(pl.col("ar.past-due") / pl.col("ar.gross"), language)
    above = say("exposure of ", "l’esposizione di ") + reporting("ar.net", language) + say(" above the limit of ", " supera il fido di ")
    late = texts.one_place(pl.col("late-days") / pl.col("ar.past-due"), language)
    held = texts.share(pl.col("held"), language)
    broken = texts.counted(pl.col("broken"), ("1 promise broken", "1 promessa non mantenuta"), ("# promises broken", "# promesse non mantenute"), language)
    return {
        "past-due-share": (say("", "è scaduto ") + gross + say(" of gross is past due: ", " dei crediti lordi: ") + reporting("ar.past-due", language)),
        "last-bucket": last_bucket(language),
        "broken-promises": broken + say(" in 90 days", " in 90 giorni"),
        "over-limit": above + reporting("credit-limit", language),
        "days-late": say("past-due items are ", "lo scaduto è in ritardo in media di ") + late + say(" days late on average", " giorni"),
        "no-contact": no_contact(language),
        "concentration": say("", "pesa per ") + held + say(" of all positive balances", " sui saldi positivi"),
    }


def promise(prefix, language):
    """A promise by id, amount and due day."""
    name = lambda suffix: pl.col(f"{prefix}-{suffix}")
    text = texts.each(("promise ", "promessa "), language) + name("promise") + texts.each((" of ", " di "), language)
    text += texts.money(name("amount"), name("currency"), language) + texts.each((" due ", ", scadenza "), language)
    return text + texts.date(name("due"), language)


def dispute(language):
    """The oldest dispute by id, amount, age and department."""
    text = texts.each(("dispute ", "contestazione "), language) + pl.col("old-dispute") + texts.each((" of ", " di "), language)
    text += texts.money(pl.col("old-amount"), pl.col("old-currency"), language) + texts.each((", open for ", ", aperta da "), language)
    text += texts.counted(pl.col("old-days"), ("1 day", "1 giorno"), ("# days", "# giorni"), language)
    nobody = texts.each((", no department named", ", nessun ufficio indicato"), language)
    return text + pl.coalesce(texts.each((", with ", ", in carico a "), language) + pl.col("old-department"), nobody)


def calls(language):
    """What each rule of the worklist found."""
    say = lambda english, italian: texts.each((english, italian), language)
    several = lambda name, english, italian: texts.counted(pl.col(name), ("", ""), (english, italian), language)
    paid = pl.when(pl.col("missed-paid") > 0).then(say(", paid in part", ", pagata in parte")).otherwise(say(", nothing paid", ", non pagata"))
    missed = several("missed-count", "# promises missed; the latest: ", "# promesse non mantenute o solo in parte; l’ultima: ") + promise("missed", language)
    missed += paid + say(", no contact after ", ", nessun contatto dopo ") + texts.with_article("il", pl.col("missed-last"), language)
    due = texts.with_article("il", pl.col("follow-up-due"), language)
    first = texts.counted(
        pl.col("follow-up-count"), ("follow-up due ", "richiamo previsto "), ("# follow-ups due, the first ", "# richiami previsti, il primo "), language
    )
    asked = reporting("askable", language)
    credit = texts.counted(pl.col("credit-count"), ("a credit of ", "un credito di "), ("# credits of ", "# crediti per "), language)
    clears = texts.counted(
        pl.col("credit-count"),
        (" could clear open items", " può chiudere partite aperte"),
        (" could clear open items", " possono chiudere partite aperte"),
        language,
    )
    return {
        "promise-missed": missed,
        "follow-up": first + due,
        "escalate": say("risk score ", "punteggio di rischio ")
        + pl.col("risk-score").cast(pl.String)
        + say(", not escalated lately", ", nessuna escalation recente"),
        "past-due": (asked + say(" past due, neither disputed nor promised, ", " di scaduto, né contestato né promesso, ") + no_contact(language)),
        "dispute": several("old-count", "# old disputes; the oldest: ", "# contestazioni vecchie; la prima: ") + dispute(language),
        "promise-due": several("due-count", "# promises due; the first: ", "# promesse in scadenza; la prima: ") + promise("due", language),
        "large-amount": say("large amount", "importo rilevante"),
        "credit": credit + reporting("credit-amount", language) + clears,
        "last-bucket": last_bucket(language),
        "high-risk": say("on the high-risk list", "nella lista ad alto rischio"),
    }


def steps(language):
    """What each rule of the worklist asks for."""
    say = lambda english, italian: texts.each((english, italian), language)
    chase = say("Chase promise ", "Chiedere conto della promessa ")
    ask = say("Ask ", "Chiedere a ") + pl.col("old-department") + say(" about dispute ", " della contestazione ")
    find = say("Find out who has dispute ", "Scoprire chi ha in carico la contestazione ")
    call = pl.when(pl.col("askable") >= CALL_FROM).then(say("Call", "Telefonare")).otherwise(say("Send a reminder", "Inviare un sollecito"))
    return {
        "promise-missed": chase + pl.col("missed-promise"),
        "follow-up": say("Follow up (due ", "Richiamare (previsto ") + texts.with_article("il", pl.col("follow-up-due"), language) + ")",
        "escalate": say("Escalate", "Avviare l’escalation"),
        "past-due": call,
        "dispute": pl.coalesce(ask, find) + pl.col("old-dispute"),
        "promise-due": chase + pl.col("due-promise"),
        "credit": say("Clear credit ", "Abbinare il credito ") + pl.col("credit-document"),
    }


def fired(rules, points, prefix, with_points=True):
    """The texts of rules that fired, with their points."""
    return [pl.when(pl.col(f"{prefix}.{name}")).then(text + (f" ({points[name]})" if with_points else "")) for name, text in rules.items()]


def of_risk(language):
    """The reasons of the risk score, and the escalation."""
    joined = pl.concat_str(fired(risks(language), RISK, "risk"), separator="; ", ignore_nulls=True).alias(f"because@{language}")
    say = lambda english, italian: texts.each((english, italian), language)
    past = texts.with_article("il", pl.col("escalated"), language)
    is_due = (
        pl.when(pl.col("escalated").is_null()).then(say("Escalate", "Da avviare")).otherwise(say("Escalate (escalated ", "Da avviare (avviata ") + past + ")")
    )
    other = pl.when(pl.col("escalated").is_null()).then(pl.lit("No")).otherwise(say("escalated ", "Già avviata ") + past)
    return [joined, pl.when("to-escalate").then(is_due).otherwise(other).alias(f"escalation@{language}")]


def next_step(language):
    """The step of the rule with the most points."""
    return pl.coalesce(fired(steps(language), WORK, "work", with_points=False)).alias(f"next-step@{language}")


def no_step(language):
    """The step, or why there is none: an escalation is under way, or nothing is called for."""
    say = lambda english, italian: texts.each((english, italian), language)
    under_way = say("Under way: escalated ", "In corso: escalation ") + texts.with_article("del", pl.col("escalated"), language)
    nothing = pl.when("escalated-lately").then(under_way).otherwise(say("No step called for today", "Nessun passo richiesto oggi"))
    return pl.coalesce(f"next-step@{language}", nothing).alias(f"next-step@{language}")


def of_work(language):
    """The reasons and steps of the worklist; the first two without points for the huddle."""
    asked = pl.concat_str(fired(steps(language), WORK, "work", with_points=False), separator="; ", ignore_nulls=True)
    found = calls(language)
    first = pl.concat_list(fired(found, WORK, "work", with_points=False)).list.drop_nulls().list.head(2).list.join("; ")
    return [
        asked.alias(f"next-step@{language}"),
        pl.concat_str(fired(found, WORK, "work"), separator="; ", ignore_nulls=True).alias(f"because@{language}"),
        first.alias(f"first@{language}"),
    ]


def oldest_item(language):
    """The past-due item that is late longest."""
    say = lambda english, italian: texts.each((english, italian), language)
    late = texts.counted(pl.col("oldest-late"), ("1 day late", "1 giorno di ritardo"), ("# days late", "# giorni di ritardo"), language)
    text = pl.col("oldest-label") + say(", due ", ", scadenza ") + texts.date(pl.col("oldest-due"), language) + ", " + late + ", "
    return (text + texts.money(pl.col("oldest-open"), pl.col("oldest-currency"), language)).alias(f"oldest-item@{language}")


CHANNELS = {"phone": ("phone", "telefono"), "email": ("mail", "e-mail"), "letter": ("letter", "lettera"), "meeting": ("meeting", "incontro")}
OUTCOMES = {
    "reached": ("reached", "raggiunto"),
    "no_answer": ("no answer", "nessuna risposta"),
    "left_message": ("left a message", "lasciato un messaggio"),
    "promise": ("promised", "ha promesso"),
    "dispute": ("disputed", "ha contestato"),
    "escalated": ("escalated", "escalation"),
}


def contact(language):
    """The last contact with its channel and outcome."""
    word = lambda name, pairs: (
        pl.col(name).cast(pl.String).replace_strict({key: pair[language == "it"] for key, pair in pairs.items()}, return_dtype=pl.String)
    )
    found = pl.concat_str(texts.date(pl.col("last-contact"), language), word("channel", CHANNELS), word("outcome", OUTCOMES), separator=", ")
    return found.alias(f"last-contact@{language}")


def of_promise(language):
    """What is to be said of a promise in its state."""
    say = lambda english, italian: texts.each((english, italian), language)
    due, last = texts.date(pl.col("due_on"), language), pl.col("due_on") + pl.duration(days=3)
    until = texts.with_article("il", last, language)
    missing = texts.money(pl.col("missing"), pl.col("currency"), language)
    lacks = missing + " missing" if language == "en" else pl.lit("mancano ") + missing
    on_last = missing + " missing on " + until if language == "en" else until + " mancavano " + missing
    state, due = pl.col("state"), say("due ", "scadenza ") + due
    return (
        pl.when(state == "broken")
        .then(due + say("; nothing paid by ", "; nulla pagato entro ") + until)
        .when(state == "partial")
        .then(due + "; " + on_last)
        .when(state.is_in(["kept", "paid"]))
        .then(say("paid in full (", "pagata per intero (") + due + ")")
        .when(state == "pending")
        .then(due + say("; counts as kept if paid by ", "; vale come mantenuta se pagata entro ") + until + "; " + lacks)
        .when(state == "due-today")
        .then(say("due today; ", "scade oggi; ") + lacks)
        .otherwise(due + pl.when(pl.col("paid") > 0).then("; " + lacks).otherwise(pl.lit("")))
        .alias(f"because@{language}")
    )
