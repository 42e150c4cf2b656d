"""Tests of the harness: `python -m unittest discover -s benchmarks` with the packages of requirements.txt."""

import contextlib
import io
import json
import os
import stat
import sys
import tempfile
import textwrap
import unittest

import import_benchmark
from totals import differences, fingerprint

LEDGER = """\
company,document,line,kind,customer,document_date,due_date,currency,amount,open_amount,reference
IT01,I1,1,invoice,C1,2026-08-01,2026-10-31,EUR,100.00,60.05,
IT01,I2,1,invoice,C1,2026-08-01,2026-10-30,EUR,10.00,10.00,
IT01,I3,1,invoice,C2,2026-08-01,2026-10-01,GBP,1.00,1.00,
IT01,I4,1,invoice,C2,2026-08-01,,GBP,5.00,5.00,
IT01,I5,1,invoice,C2,2026-01-01,2026-02-01,USD,500.00,500.00,
IT01,N1,1,credit_note,C2,2026-08-01,,EUR,-3.00,-3.00,
"""

# By hand: 1.00 GBP = 116.437 cents → 116; 5.00 GBP = 582.185 → 582; 500.00 USD = 45626.5 → 45626, the even one.
EXPECTED = """\
scope,key,metric,unit,value,reason
currency,EUR,ar.net,EUR,67.05,
currency,EUR,ar.gross,EUR,70.05,
currency,EUR,ar.credits,EUR,-3.00,
currency,EUR,aging.current,EUR,60.05,
currency,EUR,aging.1-30,EUR,10.00,
currency,GBP,ar.net,EUR,6.98,
currency,GBP,ar.gross,EUR,6.98,
currency,GBP,aging.current,EUR,5.82,
currency,GBP,aging.1-30,EUR,1.16,
currency,USD,ar.net,EUR,456.26,
currency,USD,ar.gross,EUR,456.26,
currency,USD,aging.over-90,EUR,456.26,
"""


class ImportBenchmarkTests(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.ledger = self.write("ledger.csv", LEDGER)

    def write(self, name, text):
        path = os.path.join(self.folder.name, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    def fake(self, metrics, status=0, stored=0):
        """A stand-in for `incasso` that answers `metrics` with the given text and stores so many bytes."""
        answer = self.write("answer.csv", metrics)
        path = self.write(
            "incasso",
            textwrap.dedent(f"""\
                #!{sys.executable}
                import os, shutil, sys
                if sys.argv[1] == "init":
                    os.makedirs(sys.argv[2])
                elif sys.argv[1] == "metrics":
                    shutil.copyfileobj(open({answer!r}), sys.stdout)
                elif sys.argv[1] == "--version":
                    print("0.0")
                elif sys.argv[2] == "ledger":
                    with open(os.path.join(sys.argv[sys.argv.index("--workspace") + 1], "store"), "wb") as file:
                        file.truncate({stored})
                    sys.exit({status})
                """),
        )
        os.chmod(path, os.stat(path).st_mode | stat.S_IXUSR)
        return path

    def bench(self, *words):
        output, messages = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(output), contextlib.redirect_stderr(messages):
            status = import_benchmark.main(["--ledger", self.ledger, *words])
        return status, output.getvalue(), messages.getvalue()

    def test_the_right_answer_in_time_passes(self):
        record = os.path.join(self.folder.name, "outcome.json")
        # A process that was just begun has the memory of the one that began it, which tests make large.
        goals = ["--goal", "1000", "--memory-goal", "1000"]
        status, output, _ = self.bench("--incasso", self.fake(EXPECTED), *goals, "--json", record)
        self.assertEqual(status, 0, output)
        self.assertIn("| same totals | yes | yes | pass |", output)
        with open(record, encoding="utf-8") as file:
            outcome = json.load(file)
        self.assertEqual(outcome["items"], 6)
        self.assertEqual(len(set(outcome["fingerprints"].values())), 1)

    def test_a_wrong_cent_fails_however_fast(self):
        wrong = EXPECTED.replace("aging.1-30,EUR,1.16", "aging.1-30,EUR,1.17")
        status, output, _ = self.bench("--incasso", self.fake(wrong), "--goal", "1000")
        self.assertEqual(status, 1)
        self.assertIn("GBP aging.1-30: 117 against 116 cents", output)

    def test_a_slow_run_misses_the_goal(self):
        status, output, _ = self.bench("--incasso", self.fake(EXPECTED), "--goal", "0")
        self.assertEqual(status, 1)
        self.assertIn("FAIL", output)

    def test_too_much_memory_misses_the_goal(self):
        status, output, _ = self.bench("--incasso", self.fake(EXPECTED), "--goal", "1000", "--memory-goal", "0.01")
        self.assertEqual(status, 1)
        self.assertRegex(output, r"\| peak memory, incasso ÷ DuckDB \| \d\.\d\d \| ≤ 0\.01 \| FAIL \|")

    def test_a_store_that_is_too_large_misses_the_goal(self):
        status, output, _ = self.bench("--incasso", self.fake(EXPECTED, stored=50_000_000), "--goal", "1000")
        self.assertEqual(status, 1)
        self.assertRegex(output, r"\| stored, incasso ÷ DuckDB \| \d+\.\d\d \| ≤ 1\.00 \| FAIL \|")

    def test_an_import_that_fails_is_no_measurement(self):
        status, output, messages = self.bench("--incasso", self.fake(EXPECTED, status=65))
        self.assertEqual(status, 2)
        self.assertEqual(output, "")
        self.assertIn("ended with 65", messages)

    def test_a_figure_that_is_not_available_is_no_answer(self):
        missing = EXPECTED.replace("ar.net,EUR,456.26,", "ar.net,EUR,,no rate")
        status, _, messages = self.bench("--incasso", self.fake(missing))
        self.assertEqual(status, 2)
        self.assertIn("no rate", messages)

    def test_duckdb_can_be_measured_alone(self):
        status, output, _ = self.bench("--only", "duckdb")
        self.assertEqual(status, 0)
        self.assertIn("| DuckDB |", output)

    def test_the_ledger_can_be_generated(self):
        generated = f"cp {self.ledger} {{path}}"
        output = io.StringIO()
        with contextlib.redirect_stdout(output), contextlib.redirect_stderr(io.StringIO()):
            status = import_benchmark.main(["--generate-command", generated, "--only", "duckdb"])
        self.assertEqual(status, 0)
        self.assertIn("6 open items", output.getvalue())


class TotalsTests(unittest.TestCase):
    def test_a_missing_total_is_zero(self):
        self.assertEqual(fingerprint({("EUR", "ar.net"): 5, ("EUR", "ar.credits"): 0}), fingerprint({("EUR", "ar.net"): 5}))
        self.assertEqual(differences({("EUR", "ar.credits"): 0}, {}), [])

    def test_another_total_has_another_fingerprint(self):
        self.assertNotEqual(fingerprint({("EUR", "ar.net"): 5}), fingerprint({("EUR", "ar.net"): 6}))


if __name__ == "__main__":
    unittest.main()
