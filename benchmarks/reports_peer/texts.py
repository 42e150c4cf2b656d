"""Amounts, shares, numbers and days as texts of a language, as expressions over whole columns."""

import polars as pl

SYMBOLS = {"en": {"EUR": "€", "GBP": "£", "USD": "$"}, "it": {"EUR": "€", "GBP": "£", "USD": "USD"}}


def grouped(number, language):
    """A whole number with its thousands apart."""
    separator = "." if language == "it" else ","
    return number.cast(pl.String).str.reverse().str.replace_all(r"(\d{3})", f"${{1}}{separator}").str.strip_suffix(separator).str.reverse()


def whole(number, language):
    """A whole number as text."""
    return f"{number:,}".replace(",", "." if language == "it" else ",")


def decimal(tens, language):
    """A number of tenths with one decimal."""
    return grouped(tens // 10, language) + ("," if language == "it" else ".") + (tens % 10).cast(pl.String)


def one_place(number, language):
    """A number with one decimal."""
    return decimal((number * 10).round(mode="half_to_even").cast(pl.Int64), language)


def money(minor, currency, language):
    """An amount in cents with the sign of its currency."""
    signs = SYMBOLS[language]
    sign = currency.cast(pl.String).replace_strict(signs, return_dtype=pl.String) if isinstance(currency, pl.Expr) else pl.lit(signs[currency])
    number = grouped(minor // 100, language) + ("," if language == "it" else ".") + (minor % 100).cast(pl.String).str.zfill(2)
    return number + "\N{NO-BREAK SPACE}" + sign if language == "it" else sign + number


def date(day, language):
    """A day."""
    return day.dt.strftime("%d/%m/%Y" if language == "it" else "%-d %b %Y")


def with_article(article, day, language):
    """A day behind an Italian article or preposition, which loses its vowel before eight and eleven; elsewhere the day alone."""
    if language != "it":
        return date(day, language)
    short = {"il": "l’", "dal": "dall’", "del": "dell’"}[article]
    return pl.when(day.dt.day().is_in([8, 11])).then(pl.lit(short)).otherwise(pl.lit(article + " ")) + date(day, language)


def share(number, language):
    """A share in per cent; in Italian with its article."""
    tenths = (number * 1000).round(mode="half_to_even").cast(pl.Int64)
    text, whole = decimal(tenths, language) + "%", tenths // 10
    if language != "it":
        return text
    return pl.when((whole == 8) | (whole == 11) | whole.is_between(80, 89)).then(pl.lit("l’")).otherwise(pl.lit("il ")) + text


def each(pair, language):
    """The text of a pair in a language."""
    return pl.lit(pair[language == "it"])


def counted(number, one, many, language):
    """A text for one, another for more of which the number stands in the place of `#`."""
    found = [pair[language == "it"] for pair in (one, many)]
    before, mark, behind = found[1].partition("#")
    several = pl.lit(before) + number.cast(pl.String) + pl.lit(behind) if mark else pl.lit(before)
    return pl.when(number == 1).then(pl.lit(found[0])).otherwise(several)
