#!/usr/bin/env python3
"""Computes the positions of a snapshot and the migration between two, from the store, beside DuckDB on tables of its own.

Exit status: 0 all goals met, 1 a goal missed or the results differ, 2 a command failed.
"""

import argparse
import hashlib
import json
import os
import shutil
import sys
import tempfile
from statistics import median

import measurement

MEGABYTE = 1024 * 1024
KINDS = {"positions": "positions of one snapshot, scanned", "migration": "migration between two snapshots"}


def arguments(words):
    """The parsed command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--incasso", metavar="PATH", required=True, help="the program, to make and import the ledgers")
    parser.add_argument("--rollup-benchmark", metavar="PATH", required=True, help="the program that computes the rollups")
    parser.add_argument("--items", type=int, default=5_000_000, help="open items of a snapshot")
    parser.add_argument("--runs", type=int, default=3, help="runs of each side, at least 3")
    parser.add_argument("--threads", type=int, default=2, help="threads of each side")
    parser.add_argument("--python", default=sys.executable, help="the Python that runs DuckDB")
    parser.add_argument("--kept-goal", type=float, default=0.20, help="largest share of DuckDB's time for kept positions")
    parser.add_argument("--scan-goal", type=float, default=0.20, help="largest share of DuckDB's time for scanned positions")
    parser.add_argument("--migration-goal", type=float, default=0.33, help="largest share of DuckDB's time for the migration")
    parser.add_argument("--work", metavar="FOLDER", help="folder for ledgers and stores; default: a temporary one")
    options = parser.parse_args(words)
    if options.runs < 3:
        parser.error("--runs must be at least 3")
    return options


def side_path():
    """The program of the other side."""
    return os.path.join(os.path.dirname(os.path.abspath(__file__)), "duckdb_rollups.py")


def prepared(options, folder):
    """Two snapshots in the store and in DuckDB; gives the store and the database."""
    series, workspace, database = (os.path.join(folder, name) for name in ("series", "workspace", "rollups.duckdb"))
    if not os.path.exists(database):
        measurement.run([options.incasso, "simulate", "--items", str(options.items), "--months", "2", series])
        measurement.run([options.incasso, "init", workspace])
        rates = os.path.join(folder, "rates.csv")
        with open(rates, "w", encoding="ascii") as file:
            file.write("date,currency,rate\n2000-01-01,GBP,1\n2000-01-01,USD,1\n")
        ledgers = sorted(os.path.join(series, name) for name in os.listdir(series) if name.startswith("ledger-"))
        measurement.run([options.incasso, "import", "--workspace", workspace, rates, *ledgers])
        measurement.run([options.python, side_path(), "prepare", database, *ledgers])
    return os.path.join(workspace, "ledger.incasso"), database


def seconds(run):
    """The time that a side measured itself, from opening its store to the result: starting Python is not the point."""
    return json.loads(run.output)["seconds"]


def measure(options, store, database, folder):
    """Interleaved runs of both sides, and the answers compared; gives runs by name and hashes by kind."""
    own = [options.rollup_benchmark, store]
    other = [options.python, side_path()]
    commands = {f"{side} {kind}": command for kind in KINDS for side, command in (
        ("incasso", [*own, kind, str(options.threads)]), ("DuckDB", [*other, kind, database, str(options.threads)]))}
    commands["incasso kept"] = [*own, "kept", str(options.threads)]
    runs = measurement.interleaved(options.runs, commands, told=seconds)
    hashes = {}
    for kind in [*KINDS, "kept"]:
        paths = [os.path.join(folder, f"{kind}-{side}.txt") for side in ("incasso", "duckdb")]
        measurement.run([*own, kind, str(options.threads), paths[0]])
        measurement.run([*other, "positions" if kind == "kept" else kind, database, str(options.threads), paths[1]])
        hashes[kind] = [fingerprint(path) for path in paths]
    return runs, hashes


def fingerprint(path):
    """A hash of the lines of an answer, in order."""
    with open(path, encoding="utf-8") as file:
        return hashlib.sha256("".join(sorted(file)).encode()).hexdigest()


def report(options, runs, hashes, sizes):
    """Prints the outcome; gives whether every goal is met."""
    times = {name: median(seconds(run) for run in found) for name, found in runs.items()}
    version = measurement.run([options.python, side_path(), "version"]).output.strip()
    print(f"## Rollups benchmark\n\nSnapshots of {options.items:,} open items; {options.runs} interleaved runs, medians; {options.threads} threads; DuckDB {version}\n")
    print("| | incasso s | DuckDB s | ratio | goal | peak MB, incasso | DuckDB | result |\n|---|---:|---:|---:|---:|---:|---:|---|")
    passed = True
    rows = [("kept", "kept", "positions of one snapshot, kept", "positions", options.kept_goal)]
    rows += [(kind, kind, KINDS[kind], kind, goal) for kind, goal in (("positions", options.scan_goal), ("migration", options.migration_goal))]
    for kind, own, text, other, goal in rows:
        ratio = times[f"incasso {own}"] / times[f"DuckDB {other}"]
        peaks = [max(run.peak_bytes for run in runs[name]) / MEGABYTE for name in (f"incasso {own}", f"DuckDB {other}")]
        same = hashes[kind][0] == hashes[kind][1]
        passed = passed and ratio <= goal and same
        result = hashes[kind][0][:12] if same else "DIFFERENT"
        print(f"| {text} | {times[f'incasso {own}']:.3f} | {times[f'DuckDB {other}']:.3f} | {ratio:.2f} | ≤ {goal:.2f} "
              f"{'pass' if ratio <= goal else 'FAIL'} | {peaks[0]:.0f} | {peaks[1]:.0f} | {result} |")
    share = sizes[0] / sizes[1]
    passed = passed and share <= 1.0
    print(f"\nStored: {sizes[0] / MEGABYTE:.0f} MB, DuckDB {sizes[1] / MEGABYTE:.0f} MB, {share:.2f} (≤ 1.00 {'pass' if share <= 1 else 'FAIL'})")
    return passed


def main(words):
    """Runs the benchmark; gives the exit status."""
    options = arguments(words)
    folder = options.work or tempfile.mkdtemp(prefix="incasso-benchmark-")
    os.makedirs(folder, exist_ok=True)
    try:
        store, database = prepared(options, folder)
        runs, hashes = measure(options, store, database, folder)
        return 0 if report(options, runs, hashes, [os.path.getsize(store), os.path.getsize(database)]) else 1
    except (measurement.CommandFailed, OSError) as error:
        print(f"the benchmark could not be run: {error}", file=sys.stderr)
        return 2
    finally:
        if options.work is None:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
