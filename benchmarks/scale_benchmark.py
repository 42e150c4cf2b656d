#!/usr/bin/env python3
"""Cost of an item at import, and of the figures of 13 month-ends, as ledgers grow; draws the curve.

Of an import the start is told apart: what it takes to import one item, measured in the same rounds. Figures are measured with items that grow while accounts stay
the same, which is what their cost is to be independent of, and with accounts that grow along.

Exit status: 0 all goals met, 1 a cost is not flat or a total is wrong, 2 a command failed.
"""

import argparse
import csv
import json
import os
import shutil
import sys
import tempfile
from statistics import median

import polars as pl

import curve_picture
import measurement
from workbook_benchmark import Product, cents


def sizes(text):
    """Comma-separated whole numbers."""
    return [int(part) for part in text.split(",") if part]


def arguments(words):
    """The parsed command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--incasso", metavar="PATH", required=True, help="the program that makes and imports the ledgers")
    parser.add_argument("--metrics-benchmark", metavar="PATH", required=True, help="the program that computes the figures")
    parser.add_argument("--items", type=sizes, default=sizes("100000,1000000,10000000"), help="items of the imported ledgers")
    parser.add_argument("--month-items", type=sizes, default=sizes("100000,1000000"), help="items of each of 13 months, with a customer for a hundred")
    parser.add_argument("--copies", type=sizes, default=sizes("1,10"), help="how many times 100,000 items each of 13 months has of the same 1,000 customers")
    parser.add_argument("--runs", type=int, default=3, help="runs of each size, at least 3")
    parser.add_argument("--threads", type=int, default=2, help="threads of the figures")
    parser.add_argument("--band", type=float, default=0.15, help="how far a cost may be from the middle of all")
    parser.add_argument("--processor", action="store_true", help="count processor time of all threads: for a machine with other work")
    parser.add_argument("--picture", metavar="FILE", help="where the SVG goes")
    options = parser.parse_args(words)
    if options.runs < 3:
        parser.error("--runs must be at least 3")
    return options


def seconds(options, run):
    """The time of a run that counts."""
    return run.processor_seconds if options.processor else run.seconds


def ledger_totals(path):
    """`{currency: [debit, credit, items]}` of a canonical ledger, read with the csv module."""
    found = {}
    with open(path, encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        header = next(rows)
        currency, amount = header.index("currency"), header.index("open_amount")
        for row in rows:
            total = found.setdefault(row[currency], [0, 0, 0])
            value = cents(row[amount])
            total[0 if value >= 0 else 1] += value
            total[2] += 1
    return found


def stored_bytes(workspace):
    """Size of all files of a workspace."""
    return sum(os.path.getsize(os.path.join(folder, name)) for folder, _, names in os.walk(workspace) for name in names)


def imported(options, folder):
    """`{items: [ns beyond the start, ns, bytes read, bytes stored, totals are right]}` a row, and the seconds of the start; the sizes take turns."""
    as_of, ledgers, runs, facts = "2026-10-31", {}, {size: [] for size in [1, *options.items]}, {}
    for size in runs:
        measurement.run([options.incasso, "simulate", "--items", str(size), "--as-of", as_of, os.path.join(folder, str(size))])
        ledgers[size] = os.path.join(folder, str(size), f"ledger-{as_of}.csv")
    product = Product(options.incasso, folder, as_of)
    for number in range(options.runs):
        for size in runs if number % 2 == 0 else reversed(runs):
            product.prepare()
            run = product.load(ledgers[size])
            runs[size].append(seconds(options, run))
            print(f"run {number + 1}: {size:,} items {runs[size][-1]:.3f} s", file=sys.stderr)
            if size not in facts:
                right = product.totals(run) == ledger_totals(ledgers[size])
                facts[size] = [os.path.getsize(ledgers[size]) / size, stored_bytes(product.workspace) / size, right]
    start = median(runs[1])
    found = {size: [(median(runs[size]) - start) / size * 1e9, median(runs[size]) / size * 1e9, *facts[size]] for size in options.items}
    return found, start


def multiplied(series, target, copies):
    """Writes a series whose ledgers and postings have every row so many times, from the second on in documents of their own: the accounts are the same."""
    os.makedirs(target)
    number = pl.when(pl.col("number") == 0).then(pl.lit("")).otherwise(pl.concat_str(pl.lit("-"), "number"))
    for name in sorted(os.listdir(series)):
        source = os.path.join(series, name)
        if not name.startswith(("ledger-", "postings")):
            shutil.copy(source, target)
            continue
        frame = pl.read_csv(source, infer_schema=False)
        documents = [pl.col(column) + number for column in ("document", "clears") if column in frame.columns]
        with open(os.path.join(target, name), "wb") as file:
            file.write((",".join(frame.columns) + "\n").encode())
            for copy in range(copies):
                frame.with_columns(pl.lit(copy).alias("number")).with_columns(documents).drop("number").write_csv(file, include_header=False)


def store_of_months(options, series, workspace):
    """Imports a series and keeps the rollups of its days; gives the path of the store."""
    measurement.run([options.incasso, "init", workspace])
    measurement.run([options.incasso, "import", "--workspace", workspace, series])
    for name in sorted(os.listdir(series)):
        if name.startswith("ledger-"):
            measurement.run([options.incasso, "metrics", "--as-of", name[7:17], "--workspace", workspace])
    shutil.rmtree(series)
    return os.path.join(workspace, "ledger.incasso")


def stores_of_growing_accounts(options, folder):
    """`{items of a month: store}`, with a customer for a hundred items."""
    stores = {}
    for size in options.month_items:
        series = os.path.join(folder, f"series-{size}")
        measurement.run([options.incasso, "simulate", "--items", str(size), "--months", "13", series])
        stores[size] = store_of_months(options, series, os.path.join(folder, f"months-{size}"))
    return stores


def stores_of_same_accounts(options, folder):
    """`{items of a month: store}`, with the same customers."""
    stores, items = {}, 100_000
    series, copied = os.path.join(folder, "series"), os.path.join(folder, "series-copied")
    measurement.run([options.incasso, "simulate", "--items", str(items), "--months", "13", series])
    for copies in options.copies:
        multiplied(series, copied, copies)
        stores[items * copies] = store_of_months(options, copied, os.path.join(folder, f"copies-{copies}"))
    return stores


def figured(options, stores):
    """`{items of a month: [ns a figure, figures, every run gave the same]}` of the stores, in turn."""
    runs = {size: [] for size in stores}
    for number in range(options.runs):
        for size in stores if number % 2 == 0 else reversed(stores):
            runs[size].append(measurement.run([options.metrics_benchmark, stores[size], str(options.threads), "13", "every"]))
            print(f"run {number + 1}: 13 × {size:,} items {seconds(options, runs[size][-1]):.2f} s", file=sys.stderr)
    found = {}
    for size, measured in runs.items():
        answers = [json.loads(run.output) for run in measured]
        same = len({(answer["figures"], answer["hash"]) for answer in answers}) == 1
        found[size] = [median(seconds(options, run) for run in measured) / answers[0]["figures"] * 1e9, answers[0]["figures"], same]
    return found


def spread(costs):
    """How far the costs are from their middle: 0.15 for 85 to 115."""
    low, high = min(costs), max(costs)
    return (high - low) / (high + low)


def checks(imports, same, growing, band):
    """The goals with measured value, limit and whether it is met."""
    goals = []
    names = {"an item at import beyond the start": imports, "the figures of 13 months of the same accounts": same}
    for name, found in names.items():
        if found:
            away = spread([values[0] for values in found.values()])
            goals.append((f"cost of {name}, around its middle", f"± {away:.0%}", f"± {band:.0%}", away <= band))
    for name, found in {**names, "the figures of 13 months": growing}.items():
        if found:
            right = all(values[-1] for values in found.values())
            goals.append((f"right answer, {name}", "yes" if right else "no", "yes", right))
    return goals


def figures_table(title, found):
    """Prints the figures of some stores."""
    print(f"\n| items of each of 13 months, {title} | seconds | ns a figure | figures |\n|---:|---:|---:|---:|")
    for size, (cost, count, _) in found.items():
        print(f"| {size:,} | {cost * count / 1e9:.3f} | {cost:.0f} | {count:,} |")


def main(words):
    """Runs the benchmark; gives the exit status."""
    options = arguments(words)
    folder = tempfile.mkdtemp(prefix="incasso-scale-benchmark-")
    try:
        imports, start = imported(options, folder)
        same = figured(options, stores_of_same_accounts(options, folder))
        growing = figured(options, stores_of_growing_accounts(options, folder))
    except (measurement.CommandFailed, OSError) as error:
        print(f"the benchmark could not be run: {error}", file=sys.stderr)
        return 2
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    kind = "processor" if options.processor else "elapsed"
    print(f"## Scale benchmark\n\nMedians of {options.runs} runs in turn, {kind} time; the start, an import of one item: {start * 1e3:.0f} ms\n")
    print("| items | ns a row | beyond the start | bytes a row, file | bytes a row, stored |\n|---:|---:|---:|---:|---:|")
    for size, (beyond, cost, read, kept, _) in imports.items():
        print(f"| {size:,} | {cost:.0f} | {beyond:.0f} | {read:.1f} | {kept:.1f} |")
    figures_table("the same accounts", same)
    figures_table("a customer for a hundred", growing)
    goals = checks(imports, same, growing, options.band)
    print("\n| goal | measured | limit | |\n|---|---:|---:|---|")
    for name, value, limit, passed in goals:
        print(f"| {name} | {value} | {limit} | {'pass' if passed else 'FAIL'} |")
    if options.picture:
        curves = {
            "import, an item": {size: values[1] for size, values in imports.items()},
            "beyond the start": {size: values[0] for size, values in imports.items()},
            "a figure, accounts grow": {size: values[0] for size, values in growing.items()},
            "a figure, same accounts": {size: values[0] for size, values in same.items()},
        }
        with open(options.picture, "w", encoding="utf-8") as file:
            file.write(curve_picture.svg("Cost as ledgers grow", f"nanoseconds, {kind} time", {name: points for name, points in curves.items() if points}))
    return 0 if all(passed for *_, passed in goals) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
