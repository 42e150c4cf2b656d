"""Starts `duckdb_side.py` in processes of its own, so that its memory is measured alone."""

import json
import os

import measurement
from totals import METRICS


class Reference:
    """DuckDB in a given Python."""

    name = "DuckDB"

    def __init__(self, python, packages, folder, as_of, threads):
        self.command = [python, os.path.join(os.path.dirname(os.path.abspath(__file__)), "duckdb_side.py")]
        self.env = dict(os.environ)
        if packages:
            self.env["PYTHONPATH"] = packages
        self.database = os.path.join(folder, "reference.duckdb")
        self.as_of = as_of
        self.threads = threads

    def prepare(self):
        """Removes the database of the run before."""
        for path in (self.database, self.database + ".wal"):
            if os.path.exists(path):
                os.remove(path)

    def load(self, ledger):
        """One measured run."""
        return measurement.run(self.command + ["load", ledger, self.database, self.as_of, str(self.threads)], self.env)

    def stored_bytes(self):
        """Size of what the last run left."""
        return os.path.getsize(self.database)

    def totals(self):
        """`{(currency, metric): cents}` of what the last run stored."""
        rows = json.loads(measurement.run(self.command + ["totals", self.database, self.as_of], self.env).output)
        return {(row[0], metric): cents for row in rows for metric, cents in zip(METRICS, row[1:])}

    def version(self):
        """DuckDB's version."""
        return measurement.run(self.command + ["version"], self.env).output.strip()
