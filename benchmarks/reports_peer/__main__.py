"""The peer of the reports benchmark: Polars computes the three reports from canonical files; XlsxWriter and plain Python write them, in two languages.

`python benchmarks/reports_peer FOLDER OUTPUT` is one measured run, with `running` behind it one with the review of the running month;
`python benchmarks/reports_peer version` prints the versions. Threads: POLARS_MAX_THREADS.

What it writes, under the ids of the report specs, each table as CSV with all rows, in a page and in a workbook with native charts (huddle: as text
and message too):

- Monthly target review: summary-headline, targets-by-team, targets-by-portfolio, targets-trend, dso-trend, dso-by-team, dso-by-company, cei-trend,
  cei-by-team, cei-by-portfolio, aging-trend, past-due-by-company, aging-by-team, aging-by-company, aging-by-currency, aging-by-segment, migration,
  migration-shares, bridge-all, bridge-by-company, bridge-by-portfolio, results-by-portfolio, productivity-by-portfolio, productivity-trend, promises-trend,
  promises-by-portfolio, disputes-trend, disputes-by-department, disputes-by-reason, oldest-disputes, disputes-by-portfolio, high-risk-accounts,
  unapplied-ages, unapplied-credits, settings, sources, imports, rates, data-quality, other-systems (three tables), workings, ratio-inputs (nine tables);
  of a running month landing-by-team, landing-by-portfolio and closing-items as well.
- Self-view of each analyst: priorities, follow-ups, promises-due, promises-broken, month-headline, comparison, aging-trend, migration,
  migration-shares, cash-trend, results-trend, contacts-trend, promises-trend, promises-list, disputes-by-department, oldest-disputes, credits, settings,
  sources, rates, data-quality, workings, definitions, ratio-inputs (three tables).
- Huddle: pace, day-change, promises-due, promises-broken, top-accounts, escalations, stuck-disputes, ratio-inputs (two tables).

These are all tables that the reports have on these days, with all columns but two: the fingerprint of snapshots, which only a store has, and the files behind
the workings of self-views. Words are those of the reports, so that texts are compared as well; beside figures that are not available stands the reason.

Its workbooks have live formulas with their values, links, named cells, notes, filters and native charts; its pages draw the same charts as SVG.

What it leaves out besides, which only makes it faster: sentences outside of tables (findings, improvements, yesterday's cash, accolades, captions, the
tie-out, how figures of pages are worked out), charts for other widths and small ones beside headlines, widths of columns by their texts. It keeps no
store and reads only the snapshots it shows.

It serves what simulated ledgers have: currencies with two decimals, EUR as reporting currency, the default policies, no reversed payments (it stops
at one).
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
import review
import source
import writers
from lists import DayLists

SCOPES = ["all", "team", "analyst", "company", "currency", "segment"]


def run(folder, output, is_running=False):
    """Writes all reports; gives the seconds of each part. The review is of the last month that is over, or of the running one."""
    seconds, started = {}, time.perf_counter()

    def ended(part):
        nonlocal started
        seconds[part] = round(time.perf_counter() - started, 3)
        started = time.perf_counter()

    tables = source.read(folder, is_running)
    found, large = figures.load(tables)
    ended("read")
    books = figures.ledger(tables, found, large)
    by_scope = {scope: figures.of_scope(books, scope) for scope in SCOPES}
    ended("figures")
    newest = tables.days[-1]
    lists = DayLists(books, newest)
    reviewed = lists if is_running else DayLists(books, tables.days[-2])
    written = [review.review(books, by_scope, reviewed), *reports.self_views(books, by_scope, lists), reports.huddle(books, by_scope, lists)]
    ended("tables and lists")
    for report in written:
        writers.write(report, output)
    ended("write")
    return seconds


if __name__ == "__main__":
    if sys.argv[1] == "version":
        print(f"Polars {pl.__version__}, XlsxWriter {xlsxwriter.__version__}")
    else:
        print(json.dumps(run(sys.argv[1], sys.argv[2], sys.argv[3:] == ["running"])))
