"""Tests of the scale benchmark: a cost that grows or a wrong total fails, and the picture shows every measured point."""

import os
import tempfile
import unittest
from xml.etree import ElementTree

import curve_picture
import scale_benchmark


class ScaleBenchmarkTests(unittest.TestCase):
    def passed(self, imports, same, growing):
        return [passed for *_, passed in scale_benchmark.checks(imports, same, growing, 0.15)]

    def test_costs_within_the_band_and_right_answers_pass(self):
        imports = {100: [85, 400, 80, 30, True], 1000: [115, 150, 80, 30, True]}
        self.assertEqual(self.passed(imports, {100: [7, 50, True]}, {100: [7, 50, True], 1000: [70, 50, True]}), [True] * 5)

    def test_growing_costs_and_wrong_answers_fail(self):
        imports = {100: [85, 85, 80, 30, True], 1000: [116, 116, 80, 30, True]}
        self.assertEqual(self.passed(imports, {100: [7, 50, False]}, {100: [7, 50, True]}), [False, True, True, False, True])
        self.assertEqual(self.passed({100: [85, 85, 80, 30, False]}, {100: [7, 50, True], 1000: [14, 50, True]}, {}), [True, False, False, True])

    def test_a_series_is_multiplied_in_documents_of_its_own(self):
        with tempfile.TemporaryDirectory() as folder:
            series, copied = os.path.join(folder, "series"), os.path.join(folder, "copied")
            os.makedirs(series)
            files = {
                "ledger-2026-10-31.csv": "document,customer,amount\nA,1,2.50\n",
                "postings.csv": 'document,clears,note\nP,A,"x,y"\nQ,,\n',
                "rates.csv": "date\n2026-10-31\n",
            }
            for name, content in files.items():
                with open(os.path.join(series, name), "w", encoding="utf-8") as file:
                    file.write(content)
            scale_benchmark.multiplied(series, copied, 2)
            found = {}
            for name in sorted(os.listdir(copied)):
                with open(os.path.join(copied, name), encoding="utf-8") as file:
                    found[name] = file.read()
            self.assertEqual(found["ledger-2026-10-31.csv"], "document,customer,amount\nA,1,2.50\nA-1,1,2.50\n")
            self.assertEqual(found["postings.csv"], 'document,clears,note\nP,A,"x,y"\nQ,,\nP-1,A-1,"x,y"\nQ-1,,\n')
            self.assertEqual(found["rates.csv"], files["rates.csv"])

    def test_totals_of_a_ledger_by_currency(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "ledger.csv")
            with open(path, "w", encoding="utf-8") as file:
                file.write('currency,reference,open_amount\nEUR,"a,b",1.10\nEUR,,-0.25\nGBP,,3.00\n')
            self.assertEqual(scale_benchmark.ledger_totals(path), {"EUR": [110, -25, 2], "GBP": [300, 0, 1]})

    def test_the_picture_has_a_mark_for_every_point_and_higher_costs_stand_higher(self):
        root = ElementTree.fromstring(curve_picture.svg("A < B", "ns", {"import": {100: 20.0, 1000: 40.0}, "figures": {100: 5.0}}))
        marks = [float(mark.get("cy")) for mark in root.iter("{http://www.w3.org/2000/svg}circle")]
        self.assertEqual(len(marks), 3)
        self.assertLess(marks[1], marks[0])

    def test_labels_do_not_stand_in_each_other(self):
        placed = curve_picture.apart([(100, 50, "a"), (100, 52, "b"), (100, 90, "c"), (200, 51, "d")], 15)
        self.assertEqual(placed, [(100, 50, "a"), (100, 65, "b"), (100, 90, "c"), (200, 51, "d")])
        self.assertEqual([above for *_, above in curve_picture.beside([(1, 50, "a"), (1, 60, "b"), (1, 90, "c"), (2, 60, "d")])], [True, False, True, True])


if __name__ == "__main__":
    unittest.main()
