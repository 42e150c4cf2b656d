"""The peer of the reports benchmark: Polars computes the three reports from canonical files, XlsxWriter and plain Python write them.

`python benchmarks/reports_peer FOLDER OUTPUT` is one measured run; `python benchmarks/reports_peer version` prints the versions. Threads: POLARS_MAX_THREADS.
"""

import json
import os
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

import polars as pl
import xlsxwriter

import figures
import reports
import source
import writers
from lists import DayLists

SCOPES = ["all", "team", "analyst", "company", "currency", "segment"]


def run(folder, output):
    """Writes all reports; gives the seconds of each part."""
    seconds, started = {}, time.perf_counter()

    def ended(part):
        nonlocal started
        seconds[part] = round(time.perf_counter() - started, 3)
        started = time.perf_counter()

    tables = source.read(folder)
    found, large = figures.load(tables)
    ended("read")
    books = figures.ledger(tables, found, large)
    by_scope = {scope: figures.of_scope(books, scope) for scope in SCOPES}
    ended("figures")
    newest = tables.days[-1]
    lists = DayLists(books, newest)
    written = [reports.review(books, by_scope, tables.days[-2]), *reports.self_views(books, by_scope, lists), reports.huddle(books, by_scope, lists)]
    ended("tables and lists")
    for report in written:
        writers.write(report, output)
    ended("write")
    return seconds


if __name__ == "__main__":
    if sys.argv[1] == "version":
        print(f"Polars {pl.__version__}, XlsxWriter {xlsxwriter.__version__}")
    else:
        print(json.dumps(run(sys.argv[1], sys.argv[2])))
