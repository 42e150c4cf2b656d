"""The peer of the reports benchmark: worked checks of the metric catalogue, and how it writes."""

import datetime
import os
import sys
import unittest

import polars as pl

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "reports_peer"))

import clearing
import emulation
import formulas
import interest
import landing
import svg
import texts

DAY = datetime.date


def code(*values):
    """Codes as the peer reads them."""
    return pl.Series(values, dtype=pl.Categorical)


class Texts(unittest.TestCase):
    """Amounts, shares and days in words."""

    def text(self, expression):
        return pl.select(expression).item()

    def test_amounts_have_their_thousands_apart(self):
        amount = lambda minor, language: self.text(texts.money(pl.lit(minor), "EUR", language))
        self.assertEqual([amount(minor, "en") for minor in (5, 99_999, 100_000, 123_456_789)], ["€0.05", "€999.99", "€1,000.00", "€1,234,567.89"])
        self.assertEqual(amount(123_456_789, "it"), "1.234.567,89\N{NO-BREAK SPACE}€")

    def test_italian_articles_are_cut_before_eight_and_eleven(self):
        days = [self.text(texts.with_article("dal", pl.lit(DAY(2026, 10, day)), "it")) for day in (7, 8, 11)]
        self.assertEqual(days, ["dal 07/10/2026", "dall’08/10/2026", "dall’11/10/2026"])
        self.assertEqual([self.text(texts.share(pl.lit(share), "it")) for share in (0.5, 0.869, 0.119)], ["il 50,0%", "l’86,9%", "l’11,9%"])


class Interest(unittest.TestCase):
    """Late-payment interest, as the catalogue works it out."""

    def test_the_worked_check(self):
        rates = pl.DataFrame(
            {
                "currency": code("EUR", "EUR"),
                "from": [DAY(2025, 1, 1), DAY(2025, 7, 1)],
                "to": [DAY(2025, 6, 30), DAY(2025, 12, 31)],
                "per-cent": [1_115, 1_015],
            }
        )
        line = {"day": [DAY(2025, 8, 31)], "company": code("C"), "document": ["D"], "currency": code("EUR"), "customer": code("K"), "line": ["1"]}
        frame = pl.DataFrame(line | {"due_date": [DAY(2025, 5, 31)], "part": [1_000_000], "paid-on": [DAY(2025, 7, 31)]})
        found = interest.accrued(frame, rates, "part", pl.col("paid-on")).sort("from").collect()
        self.assertEqual(found["interest"].to_list(), [9_164, 8_621])


class Landing(unittest.TestCase):
    """What promises and disputes take of items."""

    def test_claims_take_the_earliest_items_first_and_cut_amounts_in_proportion(self):
        items = pl.DataFrame(
            {
                "customer": code("K", "K"),
                "document": ["A", "B"],
                "currency": code("GBP", "GBP"),
                "open": [1_000, 500],
                "minor": [1_151, 575],
                "cut": [0, 0],
            }
        )
        claims = pl.DataFrame({"customer": code("K", "K"), "currency": code("GBP", "GBP"), "named": [None, "B"], "wanted": [1_100, 600]})
        parts, left = landing.claimed(items, claims, landing.ACCOUNT)
        self.assertEqual([part["part"].to_list() for part in parts], [[1_151, 115], [460]])
        self.assertEqual(left["cut"].to_list(), [1_000, 500])


class Clearing(unittest.TestCase):
    """What credits could clear."""

    def test_an_exact_amount_first_then_the_oldest(self):
        rows = [("A", -300, 1, None), ("B", -500, 2, None), ("C", 500, 3, 9), ("D", 200, 4, 5), ("E", 400, 5, 7)]
        items = pl.DataFrame(
            {
                "customer": code(*["K"] * 5),
                "company": code(*["C"] * 5),
                "currency": code(*["EUR"] * 5),
                "document": [row[0] for row in rows],
                "line": [None] * 5,
                "open": [row[1] for row in rows],
                "minor": [row[1] for row in rows],
                "document_date": [DAY(2026, 1, row[2]) for row in rows],
                "due_date": [row[3] and DAY(2026, 2, row[3]) for row in rows],
            },
            schema_overrides={"line": pl.String},
        )
        found = clearing.proposals(items).sort("document")
        self.assertEqual(found["clears@en"].to_list(), ["D; E in part (€1.00)", "C"])
        self.assertEqual(found["because@en"].to_list(), ["the oldest", "exact amount"])


class OtherSystems(unittest.TestCase):
    """Columns of other systems."""

    def test_periods_of_a_month_are_counted_back(self):
        system = emulation.systems(DAY(2026, 10, 31))[1]
        self.assertEqual(system.ends, [30, 60, 91])
        self.assertEqual([place for _, place in system.columns()], [0, 1, 2, 3, 4])
        self.assertEqual([emulation.systems(day)[1].ends for day in (DAY(2026, 5, 28), DAY(2026, 6, 30))], [[29, 60, 89], [29, 60, 90]])


class Workbooks(unittest.TestCase):
    """Formulas and charts."""

    def test_formulas_name_their_figures(self):
        template, inputs = formulas.FORMULAS["cei"]
        self.assertEqual(template, "({} + {} - {}) / ({} + {} - {})")
        self.assertEqual(inputs, ["bridge.opening", "sales", "ar.net", "bridge.opening", "sales", "aging.current"])

    def test_axes_end_on_round_numbers(self):
        self.assertEqual(svg.scale(0, 2_480_452), [0, 1_000_000, 2_000_000, 3_000_000])
        self.assertEqual(svg.waterfall([10, 5, -3, 12]), [[(0, 10)], [(10, 15)], [(15, 12)], [(0, 12)]])


if __name__ == "__main__":
    unittest.main()
