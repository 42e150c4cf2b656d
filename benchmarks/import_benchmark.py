#!/usr/bin/env python3
"""Imports one large ledger with `incasso` and with DuckDB in turn and compares time, memory and results.

Exit status: 0 all goals met, 1 a goal missed or the results differ, 2 a command failed.
"""

import argparse
import json
import os
import platform
import shlex
import shutil
import sys
import tempfile

import measurement
import result_table
from product import Product, UnexpectedAnswer
from reference import Reference
from totals import differences, fingerprint


def arguments(words):
    """The parsed command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--incasso", metavar="PATH", help="the executable under test")
    parser.add_argument("--ledger", metavar="FILE", help="a canonical ledger file to import")
    parser.add_argument(
        "--generate-command", metavar="COMMAND", help="makes the ledger; {incasso}, {items}, {as_of}, {folder} and {path} are filled in"
    )
    parser.add_argument("--items", type=int, default=5_000_000, help="items to generate")
    parser.add_argument("--as-of", default="2026-10-31", help="day of the snapshot")
    parser.add_argument("--runs", type=int, default=3, help="runs of each side, at least 3")
    parser.add_argument("--threads", type=int, default=2, help="threads DuckDB may use")
    parser.add_argument("--python", default=sys.executable, help="the Python that runs DuckDB")
    parser.add_argument("--python-packages", metavar="FOLDER", help="folder with DuckDB's package (pip install --target)")
    parser.add_argument("--only", choices=["incasso", "duckdb"], help="measure one side and compare nothing")
    parser.add_argument("--goal", type=float, default=0.35, help="largest share of DuckDB's time")
    parser.add_argument("--memory-goal", type=float, default=0.5, help="largest share of DuckDB's peak memory")
    parser.add_argument("--stored-goal", type=float, default=1.0, help="largest share of what DuckDB stores")
    parser.add_argument("--work", metavar="FOLDER", help="folder for databases; default: a temporary one")
    parser.add_argument("--json", metavar="FILE", help="also write the outcome as JSON")
    options = parser.parse_args(words)
    if bool(options.ledger) == bool(options.generate_command):
        parser.error("give either --ledger or --generate-command")
    if options.runs < 3:
        parser.error("--runs must be at least 3")
    if not options.incasso and options.only != "duckdb":
        parser.error("--incasso is needed unless --only duckdb")
    return options


def ledger_file(options, folder):
    """The ledger to import, generated when asked for, read once so that no run finds it cold."""
    path = options.ledger
    if path is None:
        path = os.path.join(folder, f"ledger-{options.as_of}.csv")
        filled = {
            "incasso": shlex.quote(options.incasso or "incasso"),
            "items": options.items,
            "as_of": options.as_of,
            "folder": shlex.quote(folder),
            "path": shlex.quote(path),
        }
        measurement.run(shlex.split(options.generate_command.format(**filled)))
    lines = 0
    with open(path, "rb") as file:
        while block := file.read(1 << 20):
            lines += block.count(b"\n")
    return path, lines - 1


def measure(sides, ledger, runs):
    """Runs the sides in turn, the order changed every time; gives runs by name."""
    found = {side.name: [] for side in sides}
    for number in range(runs):
        for side in sides if number % 2 == 0 else reversed(sides):
            side.prepare()
            run = side.load(ledger)
            found[side.name].append(run)
            print(f"run {number + 1}: {side.name} {run.seconds:.2f} s", file=sys.stderr)
    return found


def outcome_of(options, sides, ledger, items):
    """Measures all sides and compares what they stored."""
    runs = measure(sides, ledger, options.runs)
    totals = {side.name: side.totals() for side in sides}
    compared = len(sides) == 2
    return {
        "items": items,
        "ledger_bytes": os.path.getsize(ledger),
        "as_of": options.as_of,
        "runs": options.runs,
        "environment": f"Python {platform.python_version()}, {os.cpu_count()} CPUs, DuckDB with {options.threads} threads",
        "goal": options.goal,
        "memory_goal": options.memory_goal,
        "stored_goal": options.stored_goal,
        "versions": {side.name: side.version() for side in sides},
        "summaries": {side.name: measurement.Summary.of(runs[side.name], side.stored_bytes()) for side in sides},
        "fingerprints": {name: fingerprint(found) for name, found in totals.items()},
        "differences": differences(totals["incasso"], totals["DuckDB"]) if compared else [],
    }


def main(words):
    """Runs the benchmark; gives the exit status."""
    options = arguments(words)
    folder = options.work or tempfile.mkdtemp(prefix="incasso-benchmark-")
    os.makedirs(folder, exist_ok=True)
    try:
        ledger, items = ledger_file(options, folder)
        sides = []
        if options.only != "duckdb":
            sides.append(Product(options.incasso, folder, options.as_of))
        if options.only != "incasso":
            sides.append(Reference(options.python, options.python_packages, folder, options.as_of, options.threads))
        outcome = outcome_of(options, sides, ledger, items)
    except (measurement.CommandFailed, UnexpectedAnswer, OSError) as error:
        print(f"the benchmark could not be run: {error}", file=sys.stderr)
        return 2
    finally:
        if options.work is None:
            shutil.rmtree(folder, ignore_errors=True)
    print(result_table.markdown(outcome), end="")
    if options.json:
        with open(options.json, "w", encoding="utf-8") as file:
            json.dump(result_table.plain(outcome), file, indent=2, ensure_ascii=False)
            file.write("\n")
    return 0 if all(passed for _, _, _, passed in result_table.checks(outcome)) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
