"""The figures both sides must agree on: reporting-currency totals by document currency, in cents."""

import hashlib

METRICS = [
    "ar.net",
    "ar.gross",
    "ar.credits",
    "aging.current",
    "aging.1-30",
    "aging.31-60",
    "aging.61-90",
    "aging.over-90",
]

# Reporting currency (EUR) for one unit, in hundred-thousandths, on every day of the benchmark.
RATES = {"EUR": 100_000, "GBP": 116_437, "USD": 91_253}
RATE_SCALE = 100_000


def fingerprint(totals):
    """A hash of totals: `{(currency, metric): cents}`; 0 and a missing total are the same."""
    rows = sorted(f"{currency},{metric},{cents}" for (currency, metric), cents in totals.items() if cents)
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()


def differences(left, right):
    """Up to ten keys with different totals, as readable lines."""
    keys = sorted(set(left) | set(right))
    found = [key for key in keys if left.get(key, 0) != right.get(key, 0)]
    return [f"{currency} {metric}: {left.get((currency, metric), 0)} against {right.get((currency, metric), 0)} cents"
            for currency, metric in found[:10]]
