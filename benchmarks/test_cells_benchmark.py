"""What the cells benchmark compares: a value or a number format that differs is found."""

import os
import tempfile
import unittest

import cells_benchmark
import openpyxl


class Fingerprint(unittest.TestCase):
    """The hash of a workbook's table."""

    def hash_of(self, value, number_format="0.00", above=0):
        with tempfile.TemporaryDirectory() as folder:
            workbook = openpyxl.Workbook()
            sheet = workbook.active
            for _ in range(above):
                sheet.append(["title"])
            sheet.append(["Company"] + [f"h{column}" for column in range(9)])
            sheet.append(["IT01"] * 9 + [value])
            sheet.cell(sheet.max_row, 10).number_format = number_format
            path = os.path.join(folder, "cells.xlsx")
            workbook.save(path)
            return cells_benchmark.fingerprint(path, 1)

    def test_what_stands_above_does_not_matter(self):
        self.assertEqual(self.hash_of(1.5), self.hash_of(1.5, above=3))

    def test_values_and_formats_do(self):
        self.assertNotEqual(self.hash_of(1.5), self.hash_of(1.51))
        self.assertNotEqual(self.hash_of(1.5), self.hash_of(1.5, "0.0"))


if __name__ == "__main__":
    unittest.main()
