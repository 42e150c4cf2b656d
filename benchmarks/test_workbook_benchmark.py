"""Tests of the workbook benchmark: the libraries read what is written, and wrong or slow answers fail."""

import os
import tempfile
import unittest

import workbook_benchmark
import workbook_file
import workbook_side
from measurement import Summary

LEDGER = """\
company,document,line,kind,customer,document_date,due_date,currency,amount,open_amount,reference
IT01,I1,1,invoice,C1,2026-08-01,2026-10-31,EUR,100.00,60.05,
IT01,I2,1,invoice,C<2>,2026-08-01,,EUR,10.10,10.10,"a ""b"" & c"
IT01,N1,1,credit_note,C2,2026-08-01,,GBP,-3.00,-3.00,
"""


class WorkbookBenchmarkTests(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        ledger = os.path.join(self.folder.name, "ledger.csv")
        self.path = os.path.join(self.folder.name, "ledger.xlsx")
        with open(ledger, "w", encoding="utf-8") as file:
            file.write(LEDGER)
        self.assertEqual(workbook_file.write(ledger, self.path), 3)

    def test_libraries_find_the_totals_of_the_ledger(self):
        for library in workbook_benchmark.GOALS:
            with self.subTest(library):
                found = workbook_side.totals(workbook_side.rows_of(library, self.path))
                self.assertEqual(found, {"EUR": [7015, 0, 2], "GBP": [0, -300, 1]})

    def test_texts_and_days_are_written_as_they_are(self):
        rows = list(workbook_side.rows_of("openpyxl", self.path))
        self.assertEqual(rows[2][4], "C<2>")
        self.assertEqual(rows[2][10], 'a "b" & c')
        self.assertEqual(rows[1][5].isoformat(), "2026-08-01T00:00:00")

    def test_slow_large_and_different_answers_fail(self):
        def goals(seconds, peak, result):
            summaries = {
                "incasso": Summary(seconds, seconds, seconds, peak << 20, 0), "openpyxl": Summary(9, 9, 9, 1, 0), "calamine": Summary(2, 2, 2, 1, 0)
            }
            found = workbook_benchmark.checks(summaries, {"incasso": result, "openpyxl": "x", "calamine": "x"}, 100)
            return [passed for _, _, _, passed in found]

        self.assertEqual(goals(2, 100, "x"), [True, True, True, True])
        self.assertEqual(goals(2.5, 101, "y"), [True, False, False, False])
        self.assertEqual(goals(4, 1, "x"), [False, False, True, True])


if __name__ == "__main__":
    unittest.main()
