#!/usr/bin/env python3
"""Imports one large ledger workbook with `incasso` and reads it with openpyxl and python-calamine in turn; compares time, memory and totals.

Exit status: 0 all goals met, 1 a goal missed or the totals differ, 2 a command failed.
"""

import argparse
import hashlib
import json
import os
import platform
import shlex
import shutil
import sys
import tempfile
from decimal import Decimal

import measurement
import workbook_file
from measurement import Summary
from result_table import MEGABYTE, verdict

# The most of each library's time that incasso may take: a third of openpyxl's, no more than calamine's.
GOALS = {"openpyxl": 1 / 3, "calamine": 1.0}


class Product:
    """The `incasso` executable, with a fresh workspace for every run."""

    name = "incasso"

    def __init__(self, executable, folder, as_of):
        self.executable = executable
        self.workspace = os.path.join(folder, "workbook-workspace")
        self.as_of = as_of

    def prepare(self):
        """A new workspace."""
        shutil.rmtree(self.workspace, ignore_errors=True)
        measurement.run([self.executable, "init", self.workspace])

    def load(self, path):
        """One measured run: read, check, store, roll up."""
        return measurement.run([self.executable, "import", "ledger", path, "--as-of", self.as_of, "--workspace", self.workspace])

    def totals(self, _):
        """`{currency: [debit, credit, items]}` of what the last run stored."""
        answer = measurement.run([self.executable, "snapshots", "--format", "json", "--workspace", self.workspace]).output
        return {total["currency"]: [cents(total["debit"]), cents(total["credit"]), total["items"]] for total in json.loads(answer)[0]["totals"]}

    def version(self):
        """What `incasso --version` prints."""
        return measurement.run([self.executable, "--version"]).output.strip()


def cents(amount):
    """An amount in major units as cents."""
    return int(Decimal(str(amount)) * 100)


class Library:
    """A Python library that reads workbooks, in a process of its own."""

    def __init__(self, name, python):
        self.name = name
        self.command = [python, os.path.join(os.path.dirname(os.path.abspath(__file__)), "workbook_side.py"), name]

    def prepare(self):
        """Nothing is kept between runs."""

    def load(self, path):
        """One measured run: read all rows and add up."""
        return measurement.run([*self.command, path])

    def totals(self, last):
        """What the last run printed."""
        return json.loads(last.output)

    def version(self):
        """The library's version."""
        return measurement.run([*self.command, "version"]).output.strip()


def fingerprint(totals):
    """A hash of totals."""
    return hashlib.sha256(json.dumps(totals, sort_keys=True).encode()).hexdigest()


def arguments(words):
    """The parsed command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--incasso", metavar="PATH", required=True, help="the executable under test")
    parser.add_argument("--ledger", metavar="FILE", help="a canonical ledger file; default: one that the simulator makes")
    parser.add_argument("--generate-command", metavar="COMMAND", help="makes the ledger; {incasso}, {items}, {as_of} and {folder} are filled in")
    parser.add_argument("--items", type=int, default=200_000, help="rows of the workbook")
    parser.add_argument("--as-of", default="2026-10-31", help="day of the snapshot")
    parser.add_argument("--runs", type=int, default=3, help="runs of each side, at least 3")
    parser.add_argument("--python", default=sys.executable, help="the Python that has the libraries")
    parser.add_argument("--memory-goal-mb", type=int, default=512, help="largest peak memory of incasso")
    options = parser.parse_args(words)
    if bool(options.ledger) == bool(options.generate_command):
        parser.error("give either --ledger or --generate-command")
    if options.runs < 3:
        parser.error("--runs must be at least 3")
    return options


def workbook_of(options, folder):
    """The workbook and its number of rows."""
    ledger = options.ledger
    if ledger is None:
        filled = {"incasso": shlex.quote(options.incasso), "items": options.items, "as_of": options.as_of, "folder": shlex.quote(folder)}
        measurement.run(shlex.split(options.generate_command.format(**filled)))
        ledger = os.path.join(folder, f"ledger-{options.as_of}.csv")
    path = os.path.join(folder, "ledger.xlsx")
    return path, workbook_file.write(ledger, path, options.items)


def measure(sides, path, runs):
    """Runs the sides in turn, the order changed every time; gives runs by name."""
    found = {side.name: [] for side in sides}
    for number in range(runs):
        for side in sides if number % 2 == 0 else reversed(sides):
            side.prepare()
            run = side.load(path)
            found[side.name].append(run)
            print(f"run {number + 1}: {side.name} {run.seconds:.2f} s", file=sys.stderr)
    return found


def checks(summaries, fingerprints, memory_goal_mb):
    """The goals with measured value, limit and whether it is met."""
    found = []
    for name, limit in GOALS.items():
        ratio = summaries["incasso"].median_seconds / summaries[name].median_seconds
        found.append((f"time, incasso ÷ {name}", f"{ratio:.2f}", f"≤ {limit:.2f}", ratio <= limit))
    same = len(set(fingerprints.values())) == 1
    found.append(("same totals", "yes" if same else "no", "yes", same))
    peak = summaries["incasso"].peak_bytes / MEGABYTE
    found.append(("peak memory of incasso, MB", f"{peak:.0f}", f"≤ {memory_goal_mb}", peak <= memory_goal_mb))
    return found


def markdown(rows, byte_count, runs, summaries, versions, fingerprints, goals):
    """The outcome as Markdown."""
    lines = [
        "## Workbook benchmark",
        "",
        f"{rows:,} open items in a workbook of {byte_count / MEGABYTE:.0f} MB; {runs} interleaved runs each; Python {platform.python_version()}, "
        f"{os.cpu_count()} CPUs",
        "",
        "| | median s | fastest s | slowest s | rows/s | peak MB | version | result |",
        "|---|---:|---:|---:|---:|---:|---|---|",
    ]
    for name, summary in summaries.items():
        lines.append(
            f"| {name} | {summary.median_seconds:.2f} | {summary.fastest_seconds:.2f} | {summary.slowest_seconds:.2f} "
            f"| {rows / summary.median_seconds:,.0f} | {summary.peak_bytes / MEGABYTE:.0f} | {versions[name]} | {fingerprints[name][:12]} |"
        )
    lines += ["", "| goal | measured | limit | |", "|---|---:|---:|---|"]
    lines += [f"| {name} | {value} | {limit} | {verdict(passed)} |" for name, value, limit, passed in goals]
    return "\n".join(lines) + "\n"


def main(words):
    """Runs the benchmark; gives the exit status."""
    options = arguments(words)
    folder = tempfile.mkdtemp(prefix="incasso-workbook-benchmark-")
    try:
        path, rows = workbook_of(options, folder)
        sides = [Product(options.incasso, folder, options.as_of)] + [Library(name, options.python) for name in GOALS]
        runs = measure(sides, path, options.runs)
        summaries = {side.name: Summary.of(runs[side.name], 0) for side in sides}
        fingerprints = {side.name: fingerprint(side.totals(runs[side.name][-1])) for side in sides}
        versions = {side.name: side.version() for side in sides}
        byte_count = os.path.getsize(path)
    except (measurement.CommandFailed, OSError) as error:
        print(f"the benchmark could not be run: {error}", file=sys.stderr)
        return 2
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    goals = checks(summaries, fingerprints, options.memory_goal_mb)
    print(markdown(rows, byte_count, options.runs, summaries, versions, fingerprints, goals), end="")
    return 0 if all(passed for _, _, _, passed in goals) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
