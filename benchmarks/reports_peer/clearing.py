"""Credit items and the debit items they could clear: one of exactly the amount, else the oldest; no part of a debit item is offered twice."""

import polars as pl

import sums
import texts
import words

ACCOUNT = ["customer", "company", "currency"]
ITEM_NAME = ["company", "document", "line"]


def label():
    """An item by its document and line."""
    return pl.when(pl.col("line").is_null()).then("document").otherwise(pl.concat_str("document", "line", separator="/"))


def spans(frame, amount):
    """A frame with where each row's amount begins and ends among those of its account that have no exact partner."""
    end = amount.filter(pl.col("partner").is_null()).cum_sum()
    free = frame.filter(pl.col("partner").is_null())
    return free.with_columns(end.over(ACCOUNT).alias("end")).with_columns((pl.col("end") - amount).alias("start"))


def proposals(items):
    """Credit items with `clears` in both languages, whether anything is cleared, and why."""
    credits = items.filter(pl.col("open") < 0).sort("document_date", *ITEM_NAME).with_row_index("credit").with_columns(label().alias("label"))
    debits = items.join(credits.select(ACCOUNT).unique(), on=ACCOUNT, how="semi").filter(sums.DEBIT)
    debits = debits.sort("due_date", pl.col("minor"), *ITEM_NAME, descending=[False, True, False, False, False], nulls_last=True)
    debits = debits.with_row_index("debit").with_columns(label().alias("label"))
    # Of items of the same amount the first credit takes the first debit item.
    placed = lambda frame, amount: frame.with_columns(amount.alias("whole"), pl.int_range(pl.len()).over(*ACCOUNT, "open").alias("place"))
    partner = [*ACCOUNT, "whole", "place"]
    credits, debits = placed(credits, -pl.col("open")), placed(debits, pl.col("open"))
    exact = credits.join(debits.select(*partner, "debit", pl.col("label").alias("partner")), on=partner, how="left", maintain_order="left")
    debits = debits.join(exact.select("debit", pl.col("credit").alias("partner")).drop_nulls(), on="debit", how="left", maintain_order="left")
    left = spans(exact, pl.col("whole")).select(*ACCOUNT, "credit", "start", "end")
    offered = spans(debits, pl.col("open")).select(*ACCOUNT, "debit", "open", "label", pl.col("start").alias("from"), pl.col("end").alias("to"))
    part = pl.min_horizontal("end", "to") - pl.max_horizontal("start", "from")
    both = left.join(offered, on=ACCOUNT).with_columns(part.alias("part")).filter(pl.col("part") > 0).sort("credit", "debit")
    named = []
    for language in words.LANGUAGES:
        partly = " in parte (" if language == "it" else " in part ("
        text = (
            pl.when(pl.col("part") == pl.col("open"))
            .then("label")
            .otherwise(pl.col("label") + partly + texts.money(pl.col("part"), pl.col("currency"), language) + ")")
        )
        named.append(text.str.join("; ").alias(f"oldest@{language}"))
    found = exact.join(both.group_by("credit").agg(named), on="credit", how="left", maintain_order="left")
    for language in words.LANGUAGES:
        why = pl.when(pl.col("partner").is_not_null()).then(texts.each(("exact amount", "importo esatto"), language))
        why = why.when(pl.col(f"oldest@{language}").is_not_null()).then(texts.each(("the oldest", "le più vecchie"), language))
        why = why.otherwise(texts.each(("no debit item", "nessuna partita a debito"), language))
        found = found.with_columns(pl.coalesce("partner", f"oldest@{language}").alias(f"clears@{language}"), why.alias(f"because@{language}"))
    return found.with_columns(pl.col("clears@en").is_not_null().alias("clears"))
