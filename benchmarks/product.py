"""The side under test: `incasso` with a fresh workspace for every run."""

import csv
import io
import os
import shutil
from decimal import Decimal

import measurement
from totals import METRICS, RATE_SCALE, RATES


class UnexpectedAnswer(Exception):
    """`incasso metrics` printed something else than its contract says."""


class Product:
    """The `incasso` executable."""

    name = "incasso"

    def __init__(self, executable, folder, as_of):
        self.executable = executable
        self.workspace = os.path.join(folder, "workspace")
        self.rates = os.path.join(folder, "rates.csv")
        self.as_of = as_of

    def prepare(self):
        """A new workspace that knows the exchange rates."""
        shutil.rmtree(self.workspace, ignore_errors=True)
        with open(self.rates, "w", encoding="ascii") as file:
            file.write("date,currency,rate\n")
            for currency, rate in RATES.items():
                if currency != "EUR":
                    file.write(f"2000-01-01,{currency},{Decimal(rate) / RATE_SCALE}\n")
        self._run("init", self.workspace)
        self._run("import", "rates", self.rates, "--workspace", self.workspace)

    def load(self, ledger):
        """One measured run."""
        return self._run("import", "ledger", ledger, "--as-of", self.as_of, "--workspace", self.workspace)

    def stored_bytes(self):
        """Size of all files of the workspace."""
        return sum(
            os.path.getsize(os.path.join(folder, name)) for folder, _, names in os.walk(self.workspace) for name in names
        )

    def totals(self):
        """`{(currency, metric): cents}` of what the last run stored."""
        asked = [word for metric in METRICS for word in ("--metric", metric)]
        answer = self._run(
            "metrics", "--as-of", self.as_of, "--by", "currency", "--format", "csv", *asked, "--workspace", self.workspace
        )
        found = {}
        for row in csv.DictReader(io.StringIO(answer.output)):
            if row["scope"] != "currency" or row["metric"] not in METRICS:
                continue
            cents = Decimal(row["value"] or "NaN") * 100
            if not cents.is_finite() or cents != int(cents):
                raise UnexpectedAnswer(f"{row['metric']} of {row['key']} is {row['value']!r}, not an amount in cents ({row['reason']})")
            found[(row["key"], row["metric"])] = int(cents)
        return found

    def version(self):
        """What `incasso --version` prints."""
        return self._run("--version").output.strip()

    def _run(self, *arguments):
        return measurement.run([self.executable, *arguments])
