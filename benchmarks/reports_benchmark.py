#!/usr/bin/env python3
"""Writes all three reports in all formats and languages from canonical files, in turn with a script of Polars and XlsxWriter that writes the same tables.

A run of incasso is a fresh workspace, the import of all files and all reports of the workspace with one command, those of the running month; one of the peer
(`reports_peer/`) a process that reads the same files and writes its own. With `--closed-month` the review is of the last month that is over, as managers read it: that is
a command of its own. Every cell that both show in their CSV files must be the same. Exit status: 0 goal met, 1 goal missed or answers differ, 2 a command failed.
"""

import argparse
import json
import os
import shutil
import sys
import tempfile
from statistics import median

import measurement
import reports_answer
import sample_times
from result_table import MEGABYTE, verdict

PEER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "reports_peer")
MULTIPLIER = sample_times.__file__
REVIEW = "monthly-target-review"
OTHERS = ["analyst-self-view", "huddle-snapshot"]


def arguments(words):
    """The parsed command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--incasso", metavar="PATH", required=True)
    parser.add_argument("--times", type=int, default=100, help="how many times the sample's customers and documents")
    parser.add_argument("--seed", type=int, default=sample_times.SEED, help="of another ledger than the sample")
    parser.add_argument("--last-month", default=sample_times.LAST_MONTH, help="of another ledger than the sample")
    parser.add_argument("--closed-month", action="store_true", help="the review is of the last month that is over, by a command of its own")
    parser.add_argument("--runs", type=int, default=3, help="runs of each side")
    parser.add_argument("--threads", type=int, default=2, help="threads of each side")
    parser.add_argument("--python", default=sys.executable, help="the Python that runs the peer")
    parser.add_argument("--goal", type=float, default=0.33, help="largest share of the peer's time")
    parser.add_argument("--work", metavar="FOLDER", help="folder for files and reports, whose files are used when they are there; default: a temporary one")
    options = parser.parse_args(words)
    if options.runs < 1 or options.times < 1:
        parser.error("--runs and --times must be at least 1")
    return options


def pinned(threads):
    """The first processors this process may run on, as `taskset` takes them."""
    return ["taskset", "-c", ",".join(str(core) for core in sorted(os.sched_getaffinity(0))[:threads])]


def own_run(options, files, folder):
    """A fresh workspace, all files imported, all reports written; the output tells the seconds of each step."""
    workspace, output = os.path.join(folder, "workspace"), os.path.join(folder, "incasso")
    for path in (workspace, output):
        shutil.rmtree(path, ignore_errors=True)
    place = ["--quiet", "--workspace", workspace]
    report, everybody = ["report", *place, "--output", output], ["--analyst", "all"]
    commands = {"workspace": ["init", workspace], "import": ["import", *place, files]}
    if options.closed_month:
        commands["review"] = [*report, REVIEW, "--period", options.last_month]
        commands["self-views and huddle"] = [*report, *OTHERS, *everybody]
    else:
        commands["reports"] = [*report, *everybody]
    runs = {step: measurement.run([*pinned(options.threads), options.incasso, *command]) for step, command in commands.items()}
    return measurement.Run(
        seconds=sum(run.seconds for run in runs.values()),
        peak_bytes=max(run.peak_bytes for run in runs.values()),
        output=json.dumps({step: run.seconds for step, run in runs.items()}),
        processor_seconds=sum(run.processor_seconds for run in runs.values()),
    )


def peer_run(options, files, folder):
    """One process of the peer; the output tells the seconds of its parts."""
    output = os.path.join(folder, "peer")
    shutil.rmtree(output, ignore_errors=True)
    environment = dict(os.environ, POLARS_MAX_THREADS=str(options.threads))
    command = [options.python, PEER, files, output, *([] if options.closed_month else ["running"])]
    return measurement.run([*pinned(options.threads), *command], environment)


def parts(runs):
    """The median seconds of each part of some runs, as text."""
    found = [json.loads(run.output) for run in runs]
    return ", ".join(f"{part} {median(seconds[part] for seconds in found):.2f}" for part in found[0])


def differences(own, other):
    """The first cells that differ, each with both sides."""
    left, right = (dict(line.rsplit(": ", 1) for line in lines) for lines in (own, other))
    keys = [key for key in left if left[key] != right.get(key)] + [key for key in right if key not in left]
    return [f"{key}: {left.get(key, 'missing')}, peer {right.get(key, 'missing')}" for key in keys[:10]]


def report(options, size, runs, folder):
    """Prints the outcome; gives whether the goal is met by the same answer."""
    own, other, missing = reports_answer.shared(os.path.join(folder, "incasso"), os.path.join(folder, "peer"))
    hashes = [reports_answer.fingerprint(lines)[:12] for lines in (own, other)]
    same = hashes[0] == hashes[1] and not missing and len(own) > 0
    summaries = [measurement.Summary.of(runs[name], 0) for name in ("incasso", "peer")]
    ratio = summaries[0].median_seconds / summaries[1].median_seconds
    versions = ["incasso " + measurement.run([options.incasso, "--version"]).output.strip(), measurement.run([options.python, PEER, "version"]).output.strip()]
    print(
        f"## Reports benchmark\n\nThe sample × {options.times}, {size / MEGABYTE:.0f} MB of canonical files: three reports, all formats, two languages, "
        f"{'the review of the last month that is over' if options.closed_month else 'the running month'}; {options.runs} interleaved runs, medians; {options.threads} threads; load of the machine {os.getloadavg()[0]:.1f}\n"
    )
    print("| | median s | fastest s | slowest s | processor s | peak MB | parts, median s | result |\n|---|---:|---:|---:|---:|---:|---|---|")
    for title, found, summary, result in zip(versions, runs.values(), summaries, hashes):
        print(
            f"| {title} | {summary.median_seconds:.2f} | {summary.fastest_seconds:.2f} | {summary.slowest_seconds:.2f} "
            f"| {median(run.processor_seconds for run in found):.2f} | {summary.peak_bytes / MEGABYTE:.0f} | {parts(found)} | {result} |"
        )
    goals = [
        ("time, incasso ÷ peer", f"{ratio:.2f}", f"≤ {options.goal:.2f}", ratio <= options.goal),
        (f"same cells, of {len(own):,}", "yes" if same else "no", "yes", same),
    ]
    print("\n| goal | measured | limit | |\n|---|---:|---:|---|")
    for name, value, limit, passed in goals:
        print(f"| {name} | {value} | {limit} | {verdict(passed)} |")
    alone = reports_answer.left_out(os.path.join(folder, "incasso"), os.path.join(folder, "peer"))
    columns = sorted({column for names, _ in alone.values() for column in names})
    print(f"\nOnly incasso writes {sum(number for _, number in alone.values()):,} more cells: columns {', '.join(columns)} of {len(alone)} tables.\n")
    for line in differences(own, other) + [f"{name} is only the peer's" for name in missing]:
        print(f"- {line}")
    return all(passed for _, _, _, passed in goals)


def main(words):
    """Runs the benchmark; gives the exit status."""
    options = arguments(words)
    folder = options.work or tempfile.mkdtemp(prefix="incasso-benchmark-")
    files = os.path.join(folder, f"sample-{options.times}-{options.seed}-{options.last_month}")
    try:
        if not os.path.exists(files):
            other = ["--seed", str(options.seed), "--last-month", options.last_month]
            measurement.run([options.python, MULTIPLIER, "--incasso", options.incasso, "--times", str(options.times), *other, files])
        size = sum(entry.stat().st_size for entry in os.scandir(files))
        sides = {"incasso": lambda: own_run(options, files, folder), "peer": lambda: peer_run(options, files, folder)}
        return 0 if report(options, size, measurement.interleaved(options.runs, sides), folder) else 1
    except (measurement.CommandFailed, OSError) as error:
        print(f"the benchmark could not be run: {error}", file=sys.stderr)
        return 2
    finally:
        if options.work is None:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
