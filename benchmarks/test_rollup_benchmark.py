"""What the rollups benchmark compares: both sides write the same lines, and a wrong amount is found."""

import os
import tempfile
import unittest
from decimal import Decimal

import duckdb_rollups
import rollup_benchmark


class Lines(unittest.TestCase):
    """How DuckDB's rows become lines."""

    def test_positions_are_cents_with_zero_for_nothing(self):
        row = ("IT01", "C1", "EUR", "invoice", None, Decimal("10.05"), None, None, Decimal("1.10"), Decimal("-3.00"), Decimal("70.35"), 4)
        self.assertEqual(duckdb_rollups.line_of("positions", row), "IT01,C1,EUR,invoice,0,1005,0,0,110,-300,7035,4")

    def test_migration_names_what_is_new_and_settled(self):
        self.assertEqual(duckdb_rollups.line_of("migration", ("IT01", "C1", "EUR", -1, 0, Decimal("2.00"))), "IT01,C1,EUR,new,0,200")
        self.assertEqual(duckdb_rollups.line_of("migration", ("IT01", "C1", "EUR", 4, 5, Decimal("0.01"))), "IT01,C1,EUR,4,settled,1")


class Fingerprint(unittest.TestCase):
    """The hash of an answer."""

    def hash_of(self, lines):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "answer.txt")
            with open(path, "w", encoding="utf-8") as file:
                file.write("".join(line + "\n" for line in lines))
            return rollup_benchmark.fingerprint(path)

    def test_order_does_not_matter_and_a_cent_does(self):
        lines = ["IT01,C1,EUR,0,settled,100", "IT01,C2,EUR,new,1,5"]
        self.assertEqual(self.hash_of(lines), self.hash_of(lines[::-1]))
        self.assertNotEqual(self.hash_of(lines), self.hash_of([lines[0], "IT01,C2,EUR,new,1,6"]))


if __name__ == "__main__":
    unittest.main()
