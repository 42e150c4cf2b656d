"""Renders the self-views of 200 analysts on one core and on two, and compares time, memory and bytes.

`make bench` runs it; `python3 benchmarks/self_view_benchmark.py --incasso .build/release/incasso`. Exit status 1 when two cores
are less than 1.7 times as fast as one, when memory passes the goal or when a byte differs; 2 when a command failed.
"""

import argparse
import csv
import hashlib
import os
import shutil
import sys
import tempfile
from pathlib import Path

from measurement import CommandFailed, Summary, run


def write_ledger(incasso, folder, customers, analysts):
    """A simulated ledger whose customers are shared out among many analysts, each with a cash target."""
    run([incasso, "simulate", "--customers", str(customers), "--months", "13", "--seed", "7", str(folder)])
    names = [f"A{number:03}" for number in range(1, analysts + 1)]
    with open(folder / "analysts.csv", "w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["analyst", "name", "email", "team", "language"])
        for number, name in enumerate(names):
            rows.writerow([name, f"Person {number}", f"{name.lower()}@example.com", f"Team {number // 10}", "en"])
    with open(folder / "customers.csv", newline="", encoding="utf-8") as file:
        ids = [row["customer"] for row in csv.DictReader(file)]
    with open(folder / "portfolios.csv", "w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["customer", "analyst", "valid_from", "valid_to"])
        for number, customer in enumerate(ids):
            rows.writerow([customer, names[number % analysts], "2020-01-01", ""])


def content_hash(folder):
    """One hash over names and bytes of all files in a folder."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            digest.update(str(path.relative_to(folder)).encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def measure(incasso, workspace, folder, cores, rounds):
    """Interleaved runs on one core and on some cores; returns the runs and content hashes of each."""
    sides = {1: [], cores: []}
    hashes = set()
    files = 0
    for turn in range(rounds):
        for count in [1, cores] if turn % 2 == 0 else [cores, 1]:
            output = folder / f"output-{count}"
            shutil.rmtree(output, ignore_errors=True)
            pinned = ["taskset", "-c", ",".join(str(core) for core in sorted(os.sched_getaffinity(0))[:count])]
            command = [incasso, "report", "analyst-self-view", "--analyst", "all", "--workspace", str(workspace)]
            sides[count].append(run(pinned + command + ["--output", str(output)]))
            hashes.add(content_hash(output))
            files = sum(1 for path in output.rglob("*") if path.is_file())
    return sides, hashes, files


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--incasso", required=True)
    parser.add_argument("--analysts", type=int, default=200)
    parser.add_argument("--customers", type=int, default=4000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--cores", type=int, default=2)
    parser.add_argument("--goal", type=float, default=1.7, help="how many times as fast the cores must be as one")
    parser.add_argument("--memory-goal-mb", type=int, default=1024)
    options = parser.parse_args()
    incasso = str(Path(options.incasso).resolve())
    try:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            write_ledger(incasso, folder / "ledger", options.customers, options.analysts)
            workspace = folder / "workspace"
            run([incasso, "init", str(workspace)])
            run([incasso, "import", "--quiet", "--workspace", str(workspace), str(folder / "ledger")])
            # The first report makes the rollups, which are kept.
            run([incasso, "report", "analyst-self-view", "--analyst", "A001", "--workspace", str(workspace)])
            sides, hashes, files = measure(incasso, workspace, folder, options.cores, options.rounds)
    except CommandFailed as failure:
        print(failure, file=sys.stderr)
        return 2
    one, many = Summary.of(sides[1], 0), Summary.of(sides[options.cores], 0)
    ratio = one.median_seconds / many.median_seconds
    peak = max(one.peak_bytes, many.peak_bytes) / 1e6
    print(f"self-views of {options.analysts} analysts, {options.customers} customers, 13 months: {files} files")
    print(f"1 core    {one.median_seconds:6.2f} s   {one.peak_bytes / 1e6:6.0f} MB")
    print(f"{options.cores} cores   {many.median_seconds:6.2f} s   {many.peak_bytes / 1e6:6.0f} MB   {ratio:.2f} times as fast")
    print(f"bytes: {'the same in all runs' if len(hashes) == 1 else 'DIFFERENT'} ({min(hashes)[:16]})")
    met = ratio >= options.goal and peak <= options.memory_goal_mb and len(hashes) == 1
    print("goals met" if met else f"GOAL MISSED: {options.goal} times, {options.memory_goal_mb} MB, same bytes")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
