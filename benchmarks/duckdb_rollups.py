"""The reference side of the rollups benchmark: DuckDB on tables of its own.

`duckdb_rollups.py prepare DATABASE OPENING CLOSING` loads two ledger files. `duckdb_rollups.py positions|migration DATABASE THREADS [ANSWER]` computes the rollup into a
temporary table and prints the seconds from opening the database to the table as JSON; with ANSWER it writes the sums to compare instead, a line each, sorted.
"""

import json
import re
import sys
import time

from duckdb_side import COLUMNS, ROLLUP

BUCKET = "CASE WHEN {days} <= 0 THEN 0 WHEN {days} <= 30 THEN 1 WHEN {days} <= 60 THEN 2 WHEN {days} <= 90 THEN 3 ELSE 4 END"

# −1 stands for new, 5 for settled.
MIGRATION = """
CREATE TEMP TABLE rollup AS
WITH earlier AS (
    SELECT company, document, coalesce(line, '') AS line, customer, currency, open_amount AS open, {opening_bucket} AS bucket
    FROM (SELECT *, coalesce(DATE '{opening}' - due_date, 0) AS days FROM opening) WHERE open_amount > 0
), later AS (
    SELECT company, document, coalesce(line, '') AS line, customer, currency, open_amount AS open, {closing_bucket} AS bucket
    FROM (SELECT *, coalesce(DATE '{closing}' - due_date, 0) AS days FROM closing) WHERE open_amount > 0
), matched AS (
    SELECT earlier.company AS company, earlier.customer AS customer, earlier.currency AS currency, earlier.open AS open, earlier.bucket AS bucket,
           later.company AS later_company, later.customer AS later_customer, later.currency AS later_currency, later.open AS later_open,
           later.bucket AS later_bucket, CASE WHEN later.open IS NULL OR earlier.open IS NULL THEN 0 ELSE least(earlier.open, later.open) END AS stays,
           earlier.open IS NOT NULL AS is_earlier, later.open IS NOT NULL AS is_later
    FROM earlier FULL JOIN later USING (company, document, line, currency)
)
SELECT company, customer, currency, source, target, sum(amount) AS amount FROM (
    SELECT company, customer, currency, bucket AS source, later_bucket AS target, stays AS amount FROM matched WHERE is_earlier AND is_later
    UNION ALL SELECT company, customer, currency, bucket, 5, open - stays FROM matched WHERE is_earlier AND (open > later_open OR NOT is_later)
    UNION ALL SELECT later_company, later_customer, later_currency, -1, later_bucket, later_open - stays FROM matched
              WHERE is_later AND (later_open > open OR NOT is_earlier)
) GROUP BY ALL
"""


def statement(kind, days):
    """The SQL of a rollup for the days of both snapshots."""
    if kind == "positions":
        return ROLLUP.format(kind="TEMP TABLE", items="closing", as_of=days[1])
    bucket = BUCKET.format(days="days")
    return MIGRATION.format(opening=days[0], closing=days[1], opening_bucket=bucket, closing_bucket=bucket)


def prepare(database, opening, closing):
    """Loads both ledgers and notes their days."""
    import duckdb

    columns = ", ".join(f"'{name}': '{kind}'" for name, kind in COLUMNS.items())
    with duckdb.connect(database) as connection:
        connection.execute("CREATE TABLE days (opening VARCHAR, closing VARCHAR)")
        days = [re.search(r"(\d{4}-\d{2}-\d{2})\.csv$", path).group(1) for path in (opening, closing)]
        connection.execute("INSERT INTO days VALUES (?, ?)", days)
        for table, path in (("opening", opening), ("closing", closing)):
            quoted = path.replace("'", "''")
            connection.execute(f"CREATE TABLE {table} AS SELECT * FROM read_csv('{quoted}', header=true, columns={{{columns}}})")
        connection.execute("CHECKPOINT")


def compute(kind, database, threads, answer=None):
    """One measured run, or the answer."""
    import duckdb

    started = time.perf_counter()
    with duckdb.connect(database, read_only=True, config={"threads": int(threads)}) as connection:
        days = connection.execute("SELECT * FROM days").fetchone()
        connection.execute(statement(kind, days))
        elapsed = time.perf_counter() - started
        if answer is None:
            print(json.dumps({"rows": connection.execute("SELECT count(*) FROM rollup").fetchone()[0], "seconds": elapsed}))
            return
        rows = connection.execute("SELECT * FROM rollup").fetchall()
    lines = sorted(line_of(kind, row) for row in rows)
    with open(answer, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")


def line_of(kind, row):
    """A row as the other side writes it: amounts in cents, 0 where there is none."""
    if kind == "positions":
        return ",".join([*row[:4], *(str(int((value or 0) * 100)) for value in row[4:11]), str(row[11])])
    source = "new" if row[3] == -1 else str(row[3])
    target = "settled" if row[4] == 5 else str(row[4])
    return ",".join([*row[:3], source, target, str(int(row[5] * 100))])


if __name__ == "__main__":
    if sys.argv[1] == "prepare":
        prepare(*sys.argv[2:])
    elif sys.argv[1] == "version":
        import duckdb

        print(duckdb.__version__)
    else:
        compute(*sys.argv[1:])
