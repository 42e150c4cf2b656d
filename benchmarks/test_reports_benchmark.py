"""The reports benchmark: files grow with their ids, cells are compared as they should, and both sides agree on the sample."""

import contextlib
import csv
import io
import os
import tempfile
import unittest

import reports_answer
import reports_benchmark
import sample_times

REPOSITORY = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PROGRAMS = [os.path.join(REPOSITORY, ".build", configuration, "incasso") for configuration in ("release", "debug")]


def incasso():
    """The program that was built last; none without a build."""
    return max(filter(os.path.exists, PROGRAMS), key=os.path.getmtime, default=None)


class SampleTimes(unittest.TestCase):
    """The sample N times larger."""

    def rows_of(self, name, text, times):
        with tempfile.TemporaryDirectory() as folder:
            small, large = os.path.join(folder, "small"), os.path.join(folder, "large")
            os.mkdir(small)
            with open(os.path.join(small, name), "w", encoding="utf-8") as file:
                file.write(text)
            sample_times.multiply(small, large, times)
            with open(os.path.join(large, name), encoding="utf-8", newline="") as file:
                return list(csv.reader(file))[1:]

    def test_ids_are_numbered_and_empty_ones_stay_empty(self):
        rows = self.rows_of("postings.csv", "posting_date,document,customer,amount,clears\n2026-01-02,I1,C1,10.00,\n2026-01-03,P1,C1,-10.00,I1\n", 2)
        self.assertEqual(
            sorted(rows),
            [
                ["2026-01-02", "I1-1", "C1-1", "10.00", ""],
                ["2026-01-02", "I1-2", "C1-2", "10.00", ""],
                ["2026-01-03", "P1-1", "C1-1", "-10.00", "I1-1"],
                ["2026-01-03", "P1-2", "C1-2", "-10.00", "I1-2"],
            ],
        )

    def test_targets_of_what_adds_up_grow(self):
        rows = self.rows_of("targets.csv", "month,scope,key,metric,value,currency\n2026-10,all,,cash.collected,1000.50,EUR\n2026-10,all,,cei,72,\n", 3)
        self.assertEqual([row[4] for row in rows], ["3001.50", "72"])


class Answer(unittest.TestCase):
    """How cells are compared."""

    def shared(self, own, other):
        with tempfile.TemporaryDirectory() as folder:
            for side, text in (("own", own), ("other", other)):
                os.mkdir(os.path.join(folder, side))
                if text:
                    with open(os.path.join(folder, side, "table.csv"), "w", encoding="utf-8") as file:
                        file.write(text)
            return reports_answer.shared(os.path.join(folder, "own"), os.path.join(folder, "other"))

    def test_amounts_to_the_cent_and_others_to_nine_digits(self):
        self.assertEqual(reports_answer.rounded("26837822.740000002"), "26837822.74")
        self.assertEqual(reports_answer.rounded("1234567.10"), "1234567.1")
        self.assertEqual(reports_answer.rounded("0.306427100612345"), reports_answer.rounded("0.306427100612"))
        self.assertNotEqual(reports_answer.rounded("0.123456789"), reports_answer.rounded("0.123456788"))
        self.assertEqual(reports_answer.rounded("-0.00"), "0")
        self.assertEqual(reports_answer.rounded("AN01"), "AN01")

    def test_columns_of_one_side_do_not_count_and_a_cent_does(self):
        own, other, missing = self.shared("team,because,ar-net\nMilano,late,1.00\n", "team,ar-net\nMilano,1\n")
        self.assertEqual((own, missing), (other, []))
        own, other, _ = self.shared("team,ar-net\nMilano,1.01\n", "team,ar-net\nMilano,1\n")
        self.assertEqual(reports_benchmark.differences(own, other), ["table.csv, row 1, ar-net: 1.01, peer 1"])

    def test_missing_rows_and_tables_are_found(self):
        own, other, _ = self.shared("team,ar-net\nMilano,1\n", "team,ar-net\nMilano,1\nDublin,2\n")
        self.assertNotEqual(reports_answer.fingerprint(own), reports_answer.fingerprint(other))
        self.assertEqual(self.shared("", "team,ar-net\n")[2], ["table.csv"])

    def test_columns_of_one_side_are_counted(self):
        with tempfile.TemporaryDirectory() as folder:
            for side, name, text in (("own", "a", "x,y\n1,2\n3,4\n"), ("own", "b", "x\n1\n"), ("other", "a", "x\n1\n3\n")):
                os.makedirs(os.path.join(folder, side), exist_ok=True)
                with open(os.path.join(folder, side, name + ".csv"), "w", encoding="utf-8") as file:
                    file.write(text)
            found = reports_answer.left_out(os.path.join(folder, "own"), os.path.join(folder, "other"))
        self.assertEqual(found, {"a.csv": (["y"], 2), "b.csv": (["x"], 1)})


class Sides(unittest.TestCase):
    """Both sides on the sample."""

    def assert_same_cells(self, *words):
        self.assertIsNotNone(incasso(), "build incasso first: swift build --build-tests")
        output = io.StringIO()
        with contextlib.redirect_stdout(output), contextlib.redirect_stderr(io.StringIO()):
            status = reports_benchmark.main(["--incasso", incasso(), "--times", "1", "--runs", "1", "--goal", "1000", *words])
        self.assertEqual(status, 0, output.getvalue())

    def test_both_sides_show_the_same_cells_of_a_month_that_is_over(self):
        self.assert_same_cells("--closed-month")

    def test_they_do_of_another_ledger_and_within_a_month(self):
        self.assert_same_cells("--seed", "8", "--last-month", "2026-04")


if __name__ == "__main__":
    unittest.main()
