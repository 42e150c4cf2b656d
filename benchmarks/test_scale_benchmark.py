"""Tests of the scale benchmark: a cost that grows or a wrong total fails, and the picture shows every measured point."""

import os
import tempfile
import unittest
from xml.etree import ElementTree

import curve_picture
import scale_benchmark


class ScaleBenchmarkTests(unittest.TestCase):
    def passed(self, imports, figures):
        return [passed for *_, passed in scale_benchmark.checks(imports, figures, 0.15)]

    def test_costs_within_the_band_and_right_answers_pass(self):
        imports = {100: [85, 80, 30, True], 1000: [115, 80, 30, True]}
        self.assertEqual(self.passed(imports, {100: [7, 50, True]}), [True, True, True, True])

    def test_growing_costs_and_wrong_answers_fail(self):
        imports = {100: [85, 80, 30, True], 1000: [116, 80, 30, True]}
        self.assertEqual(self.passed(imports, {100: [7, 50, False]}), [False, True, True, False])
        self.assertEqual(self.passed({100: [85, 80, 30, False]}, {}), [True, False])

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


if __name__ == "__main__":
    unittest.main()
