import pathlib
import tempfile
import unittest

from dialect_benchmark import italian_amount, italian_date, write_italian


class DialectTests(unittest.TestCase):
    def test_amounts_and_dates(self):
        self.assertEqual(italian_amount("-1234567.5"), "1.234.567,5-")
        self.assertEqual(italian_amount("0.05"), "0,05")
        self.assertEqual(italian_amount(""), "")
        self.assertEqual(italian_date("2026-10-31"), "31/10/2026")
        self.assertEqual(italian_date(""), "")

    def test_a_ledger_is_written_row_by_row(self):
        with tempfile.TemporaryDirectory() as name:
            source, target = pathlib.Path(name, "a.csv"), pathlib.Path(name, "b.csv")
            source.write_text("document,due_date,open_amount\nF1,2026-10-31,-1234.50\n", encoding="utf-8")
            write_italian(source, target)
            self.assertEqual(target.read_bytes(), b"document;due_date;open_amount\r\nF1;31/10/2026;1.234,50-\r\n")


if __name__ == "__main__":
    unittest.main()
