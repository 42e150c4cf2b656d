#!/usr/bin/env python3
"""Writes a workbook of a million cells as Incasso writes its reports and with a plain C program that writes the same cells with libxlsxwriter.

Exit status: 0 all goals met, 1 a goal missed or the cells differ, 2 a command failed.
"""

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from statistics import median

import measurement

MEGABYTE = 1024 * 1024
COLUMNS = 10


def arguments(words):
    """The parsed command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cells-benchmark", metavar="PATH", required=True, help="the program that writes through Incasso's renderer")
    parser.add_argument("--rows", type=int, default=100_000, help="rows of ten cells")
    parser.add_argument("--runs", type=int, default=5, help="runs of each side, at least 3")
    parser.add_argument("--goal", type=float, default=1.10, help="largest multiple of the C program's time")
    options = parser.parse_args(words)
    if options.runs < 3:
        parser.error("--runs must be at least 3")
    return options


def plain(folder):
    """The C program, compiled by the toolchain's compiler."""
    source = os.path.join(os.path.dirname(os.path.abspath(__file__)), "CellsBenchmark", "plain.c")
    program = os.path.join(folder, "plain")
    subprocess.run(["clang", "-O2", "-o", program, source, "-lxlsxwriter"], check=True, capture_output=True)
    return program


def fingerprint(path, rows):
    """A hash of the values and number formats of the table's cells, found by its first heading."""
    import openpyxl

    digest = hashlib.sha256()
    workbook = openpyxl.load_workbook(path, read_only=True)
    counted, is_body = 0, False
    for row in workbook.worksheets[0].iter_rows(max_col=COLUMNS):
        if is_body and counted < rows:
            counted += 1
            digest.update(repr([(cell.value, cell.number_format) for cell in row]).encode())
        is_body = is_body or row[0].value == "Company"
    if counted != rows:
        raise ValueError(f"{path} has {counted} of {rows} rows")
    return digest.hexdigest()


def report(options, runs, hashes):
    """Prints the outcome; gives whether every goal is met."""
    times = {name: median(run.seconds for run in found) for name, found in runs.items()}
    ratio = times["incasso"] / times["C"]
    print(f"## Cells benchmark\n\n{options.rows * COLUMNS:,} cells; {options.runs} interleaved runs, medians\n")
    print("| | median s | peak MB | cells |\n|---|---:|---:|---|")
    for name, found in runs.items():
        print(f"| {name} | {times[name]:.2f} | {max(run.peak_bytes for run in found) / MEGABYTE:.0f} | {hashes[name][:12]} |")
    same = len(set(hashes.values())) == 1
    print("\n| goal | measured | limit | |\n|---|---:|---:|---|")
    print(f"| time, incasso ÷ C | {ratio:.2f} | ≤ {options.goal:.2f} | {'pass' if ratio <= options.goal else 'FAIL'} |")
    print(f"| same cells | {'yes' if same else 'no'} | yes | {'pass' if same else 'FAIL'} |")
    return same and ratio <= options.goal


def main(words):
    """Runs the benchmark; gives the exit status."""
    options = arguments(words)
    folder = tempfile.mkdtemp(prefix="incasso-benchmark-")
    try:
        sides = {"incasso": options.cells_benchmark, "C": plain(folder)}
        runs = measurement.interleaved(
            options.runs, {name: [program, str(options.rows), os.path.join(folder, name + ".xlsx")] for name, program in sides.items()})
        hashes = {name: fingerprint(os.path.join(folder, name + ".xlsx"), options.rows) for name in sides}
        return 0 if report(options, runs, hashes) else 1
    except (measurement.CommandFailed, subprocess.CalledProcessError, OSError, ValueError) as error:
        print(f"the benchmark could not be run: {error}", file=sys.stderr)
        return 2
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
