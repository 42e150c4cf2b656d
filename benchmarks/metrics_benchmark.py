#!/usr/bin/env python3
"""Computes the figures of 13 month-ends with a million open items each: every metric and scope from the kept rollups, and beside Polars by analyst and customer.

Exit status: 0 all goals met, 1 a goal missed or the results differ, 2 a command failed.
"""

import argparse
import hashlib
import json
import os
import shutil
import sys
import tempfile

import measurement

MEGABYTE = 1024 * 1024


def arguments(words):
    """The parsed command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--incasso", metavar="PATH", required=True, help="the program, to make and import the ledgers")
    parser.add_argument("--metrics-benchmark", metavar="PATH", required=True, help="the program that computes the figures")
    parser.add_argument("--items", type=int, default=1_000_000, help="open items a month-end")
    parser.add_argument("--months", type=int, default=13, help="month-ends")
    parser.add_argument("--runs", type=int, default=3, help="runs of each side, at least 3")
    parser.add_argument("--threads", type=int, default=2, help="threads of each side")
    parser.add_argument("--python", default=sys.executable, help="the Python that runs Polars")
    parser.add_argument("--goal", type=float, default=0.10, help="largest share of Polars' time, by analyst and customer")
    parser.add_argument("--memory-growth", type=float, default=1.5, help="largest peak memory of all months as a multiple of that of three")
    parser.add_argument("--work", metavar="FOLDER", help="folder for ledgers and stores; default: a temporary one")
    options = parser.parse_args(words)
    if options.runs < 3:
        parser.error("--runs must be at least 3")
    return options


def prepared(options, folder):
    """Ledgers, store with rollups, and Parquet files; gives the store and the Parquet folder."""
    series, workspace, parquet = (os.path.join(folder, name) for name in ("series", "workspace", "parquet"))
    if not os.path.exists(parquet):
        measurement.run([options.incasso, "simulate", "--items", str(options.items), "--months", str(options.months), series])
        measurement.run([options.incasso, "init", workspace])
        measurement.run([options.incasso, "import", "--workspace", workspace, series])
        days = sorted(name[7:17] for name in os.listdir(series) if name.startswith("ledger-"))
        # The rollups of a month are made when its figures are first asked for.
        for day in days:
            measurement.run([options.incasso, "metrics", "--as-of", day, "--workspace", workspace])
        measurement.run([options.python, side_path(), "prepare", series, parquet])
    return os.path.join(workspace, "ledger.incasso"), parquet


def side_path():
    """The program of the other side."""
    return os.path.join(os.path.dirname(os.path.abspath(__file__)), "polars_side.py")


def fingerprint(path):
    """A hash of the lines of an answer in order, keys without any amount left out."""
    with open(path, encoding="utf-8") as file:
        lines = sorted(line.replace('"', "").strip() for line in file)
    kept = [line for line in lines if any(amount != "0" for amount in line.split(",")[3:])]
    return hashlib.sha256("\n".join(kept).encode()).hexdigest(), kept


def median(runs):
    """The median time of runs."""
    return measurement.Summary.of(runs, 0).median_seconds


def measure(options, store, parquet, folder):
    """Interleaved runs of every side, and the answers compared."""
    environment = dict(os.environ, POLARS_MAX_THREADS=str(options.threads))
    own = [options.metrics_benchmark, store, str(options.threads)]
    other = [options.python, side_path(), "figures", parquet]
    runs = measurement.interleaved(options.runs, {
        "every": own + [str(options.months), "every"], "few": own + ["3", "every"], "incasso": own + [str(options.months), "analyst,customer"],
        "Polars": (other, environment),
    })
    answers = [os.path.join(folder, name) for name in ("incasso.txt", "polars.txt")]
    measurement.run(own + [str(options.months), "analyst,customer", answers[0]])
    measurement.run(other + [answers[1]], environment)
    return runs, answers


def report(options, runs, answers):
    """Prints the outcome; gives whether every goal is met."""
    found = json.loads(runs["every"][-1].output)
    (own_hash, own_lines), (other_hash, other_lines) = (fingerprint(path) for path in answers)
    ratio = median(runs["incasso"]) / median(runs["Polars"])
    peaks = {name: max(run.peak_bytes for run in runs[name]) / MEGABYTE for name in runs}
    growth = peaks["every"] / peaks["few"]
    version = measurement.run([options.python, side_path(), "version"]).output.strip()
    print(f"## Figures benchmark\n\n{options.months} month-ends of {options.items:,} open items; {options.runs} interleaved runs, medians; {options.threads} threads\n")
    print("| | seconds | peak MB | what |\n|---|---:|---:|---|")
    print(f"| incasso, every scope | {median(runs['every']):.2f} | {peaks['every']:.0f} | {found['figures']:,} figures |")
    print(f"| incasso, three months | {median(runs['few']):.2f} | {peaks['few']:.0f} | the same of the latest three |")
    print(f"| incasso, analyst and customer | {median(runs['incasso']):.2f} | {peaks['incasso']:.0f} | every metric; result {own_hash[:12]} |")
    print(f"| Polars {version}, analyst and customer | {median(runs['Polars']):.2f} | {peaks['Polars']:.0f} | {runs['Polars'][-1].output.strip()} figures of fewer metrics; result {other_hash[:12]} |")
    goals = [
        ("time, incasso ÷ Polars", f"{ratio:.3f}", f"≤ {options.goal:.2f}", ratio <= options.goal),
        ("peak memory, all months ÷ three", f"{growth:.2f}", f"≤ {options.memory_growth:.2f}", growth <= options.memory_growth),
        ("same amounts", "yes" if own_hash == other_hash else "no", "yes", own_hash == other_hash),
    ]
    print("\n| goal | measured | limit | |\n|---|---:|---:|---|")
    for name, value, limit, passed in goals:
        print(f"| {name} | {value} | {limit} | {'pass' if passed else 'FAIL'} |")
    if own_hash != other_hash:
        for line in sorted(set(own_lines) ^ set(other_lines))[:10]:
            print(f"- {line}")
    return all(passed for _, _, _, passed in goals)


def main(words):
    """Runs the benchmark; gives the exit status."""
    options = arguments(words)
    folder = options.work or tempfile.mkdtemp(prefix="incasso-benchmark-")
    os.makedirs(folder, exist_ok=True)
    try:
        store, parquet = prepared(options, folder)
        runs, answers = measure(options, store, parquet, folder)
        return 0 if report(options, runs, answers) else 1
    except (measurement.CommandFailed, OSError) as error:
        print(f"the benchmark could not be run: {error}", file=sys.stderr)
        return 2
    finally:
        if options.work is None:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
