#!/usr/bin/env python3
"""Writes a simulated ledger of 300 customers as canonical files, and the same files N times larger.

`sample_times.py --incasso PATH --times N FOLDER`; with another seed or last month it is another ledger of that size. Every customer, document, activity,
promise and dispute stands N times in the larger files, with `-1` to `-N` behind its id, and belongs to the same analyst; amounts, days and rates stay. Targets
of cash and contacts are N times as high, so that they fit at any size.
"""

import argparse
import os
import shutil
import sys
import tempfile

import polars as pl

import measurement

SIMULATION = ["--customers", "300", "--months", "13", "--daily-snapshots", "5"]
SEED, LAST_MONTH = 2086, "2026-10"
# Columns that hold an id of which there are N; an empty one stays empty.
IDS = {"customer", "parent", "document", "clears", "activity", "promise", "dispute"}
# Files that are the same at any size.
COMMON = {"analysts.csv", "rates.csv", "interest.csv"}
# Targets of what adds up over customers.
ADDED_UP = ["cash.collected", "contacts"]
ROWS_AT_ONCE = 1_000_000


def copied(frame, numbers):
    """Each row once for every number, with the number behind its ids."""
    ids = [name for name in frame.columns if name in IDS]
    suffix = pl.col("number").cast(pl.String)
    rows = frame.join(pl.DataFrame({"number": numbers}), how="cross")
    return rows.with_columns([pl.col(name) + "-" + suffix for name in ids]).drop("number")


def multiply_file(source, target, times):
    """The rows of a file, each `times` times, a part of the file at a time."""
    frame = pl.read_csv(source, infer_schema=False)
    numbers = range(1, times + 1)
    step = max(1, ROWS_AT_ONCE // times)
    with open(target, "wb") as file:
        file.write((",".join(frame.columns) + "\n").encode())
        for start in range(0, frame.height, step):
            copied(frame.slice(start, step), numbers).write_csv(file, include_header=False)


def multiply_targets(source, target, times):
    """Targets, those that add up over customers as many times as high."""
    value = pl.col("value").cast(pl.Decimal(18, 2)) * times
    frame = pl.read_csv(source, infer_schema=False)
    frame.with_columns(pl.when(pl.col("metric").is_in(ADDED_UP)).then(value.cast(pl.String)).otherwise(pl.col("value")).alias("value")).write_csv(target)


def multiply(source, target, times):
    """Writes the files of a folder `times` times larger into another; gives the size of all in bytes."""
    os.makedirs(target, exist_ok=True)
    for name in sorted(os.listdir(source)):
        paths = os.path.join(source, name), os.path.join(target, name)
        if name in COMMON:
            shutil.copyfile(*paths)
        elif name == "targets.csv":
            multiply_targets(*paths, times)
        elif name.endswith(".csv"):
            multiply_file(*paths, times)
    return sum(entry.stat().st_size for entry in os.scandir(target))


def write(incasso, folder, times, seed=SEED, last_month=LAST_MONTH):
    """Simulates the sample and writes it `times` times larger; gives the size of all files in bytes."""
    with tempfile.TemporaryDirectory() as sample:
        measurement.run([incasso, "simulate", *SIMULATION, "--seed", str(seed), "--last-month", last_month, sample])
        return multiply(sample, folder, times)


def main(words):
    """Writes the files; gives the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder")
    parser.add_argument("--incasso", metavar="PATH", required=True)
    parser.add_argument("--times", type=int, default=100)
    parser.add_argument("--seed", type=int, default=SEED, help="start of the random numbers; default: the sample's")
    parser.add_argument("--last-month", default=LAST_MONTH, help="month of the last month-end; default: the sample's")
    options = parser.parse_args(words)
    print(f"{write(options.incasso, options.folder, options.times, options.seed, options.last_month):,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
