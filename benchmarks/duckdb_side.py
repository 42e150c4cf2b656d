"""The reference side: DuckDB loads the ledger, builds the same rollup and writes it to a database file.

Run as a program it is one measured run: `duckdb_side.py load LEDGER DATABASE AS_OF THREADS`. `duckdb_side.py totals
DATABASE AS_OF` prints the figures to compare, and `duckdb_side.py version` the version; neither is timed.
"""

import json
import sys

from totals import RATE_SCALE, RATES

COLUMNS = {
    "company": "VARCHAR",
    "document": "VARCHAR",
    "line": "VARCHAR",
    "kind": "VARCHAR",
    "customer": "VARCHAR",
    "document_date": "DATE",
    "due_date": "DATE",
    "currency": "VARCHAR",
    "amount": "DECIMAL(18,2)",
    "open_amount": "DECIMAL(18,2)",
    "reference": "VARCHAR",
}

ROLLUP = """
CREATE {kind} rollup AS
SELECT company, customer, currency, kind,
       sum(open_amount) FILTER (open_amount > 0 AND days <= 0) AS current,
       sum(open_amount) FILTER (open_amount > 0 AND days BETWEEN 1 AND 30) AS days_1_30,
       sum(open_amount) FILTER (open_amount > 0 AND days BETWEEN 31 AND 60) AS days_31_60,
       sum(open_amount) FILTER (open_amount > 0 AND days BETWEEN 61 AND 90) AS days_61_90,
       sum(open_amount) FILTER (open_amount > 0 AND days > 90) AS over_90,
       sum(open_amount) FILTER (open_amount < 0) AS credits,
       sum(open_amount * days) FILTER (open_amount > 0 AND days > 0) AS past_due_days,
       count(*) AS items
FROM (SELECT *, coalesce(DATE '{as_of}' - due_date, 0) AS days FROM {items})
GROUP BY ALL
"""

# Every row is converted on its own and rounded half to even, in whole numbers.
CONVERTED = """
WITH priced AS (
    SELECT currency, sign(open_amount)::BIGINT AS side, coalesce(DATE '{as_of}' - due_date, 0) AS days,
           abs(open_amount * 100)::BIGINT * CASE currency {cases} END AS product
    FROM items
), halved AS (
    SELECT currency, side, days, product // {scale} AS whole, product % {scale} AS rest FROM priced
), converted AS (
    SELECT currency, days,
           side * (whole + (rest * 2 > {scale} OR (rest * 2 = {scale} AND whole % 2 = 1))::BIGINT) AS cents
    FROM halved
)
SELECT currency, sum(cents), sum(cents) FILTER (cents > 0), sum(cents) FILTER (cents < 0),
       sum(cents) FILTER (cents > 0 AND days <= 0), sum(cents) FILTER (cents > 0 AND days BETWEEN 1 AND 30),
       sum(cents) FILTER (cents > 0 AND days BETWEEN 31 AND 60), sum(cents) FILTER (cents > 0 AND days BETWEEN 61 AND 90),
       sum(cents) FILTER (cents > 0 AND days > 90)
FROM converted GROUP BY currency ORDER BY currency
"""


def load(ledger, database, as_of, threads):
    """Loads the file, builds the rollup, checkpoints and closes."""
    import duckdb

    columns = ", ".join(f"'{name}': '{kind}'" for name, kind in COLUMNS.items())
    path = ledger.replace("'", "''")
    with duckdb.connect(database, config={"threads": int(threads)}) as connection:
        connection.execute(f"CREATE TABLE items AS SELECT * FROM read_csv('{path}', header=true, columns={{{columns}}})")
        connection.execute(ROLLUP.format(kind="TABLE", items="items", as_of=as_of))
        connection.execute("CHECKPOINT")


def totals(database, as_of):
    """Rows of currency and the metrics of `totals.METRICS` in that order, in cents."""
    import duckdb

    cases = " ".join(f"WHEN '{currency}' THEN {rate}" for currency, rate in RATES.items())
    with duckdb.connect(database, read_only=True) as connection:
        counted, rolled = connection.execute("SELECT (SELECT count(*) FROM items), (SELECT sum(items) FROM rollup)").fetchone()
        if counted != rolled:
            raise SystemExit(f"the rollup counts {rolled} of {counted} items")
        rows = connection.execute(CONVERTED.format(as_of=as_of, cases=cases, scale=RATE_SCALE)).fetchall()
    return [[row[0]] + [int(value or 0) for value in row[1:]] for row in rows]


def version():
    """DuckDB's version."""
    import duckdb

    return duckdb.__version__


if __name__ == "__main__":
    if sys.argv[1] == "load":
        load(*sys.argv[2:])
    elif sys.argv[1] == "totals":
        print(json.dumps(totals(*sys.argv[2:])))
    else:
        print(version())
