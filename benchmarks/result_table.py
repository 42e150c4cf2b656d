"""Writes the outcome as a Markdown table and as JSON."""

from dataclasses import asdict

MEGABYTE = 1024 * 1024


def verdict(passed):
    """How a goal ended."""
    return "pass" if passed else "FAIL"


def checks(outcome):
    """The goals with measured value, limit and whether it is met; only those that could be measured."""
    found = []
    summaries = outcome["summaries"]
    if "DuckDB" in summaries and "incasso" in summaries:
        own, other = summaries["incasso"], summaries["DuckDB"]
        for name, share, goal in (
            ("time", own.median_seconds / other.median_seconds, outcome["goal"]),
            ("peak memory", own.peak_bytes / other.peak_bytes, outcome["memory_goal"]),
            ("stored", own.stored_bytes / other.stored_bytes, outcome["stored_goal"]),
        ):
            found.append((f"{name}, incasso ÷ DuckDB", f"{share:.2f}", f"≤ {goal:.2f}", share <= goal))
        same = len(set(outcome["fingerprints"].values())) == 1
        found.append(("same totals", "yes" if same else "no", "yes", same))
    return found


def markdown(outcome):
    """The outcome as Markdown."""
    lines = [
        "## Import benchmark",
        "",
        f"{outcome['items']:,} open items, {outcome['ledger_bytes'] / MEGABYTE:.0f} MB, as of {outcome['as_of']}; {outcome['runs']} "
        f"interleaved runs each; {outcome['environment']}",
        "",
        "| | median s | fastest s | slowest s | rows/s | peak MB | stored MB | version | result |",
        "|---|---:|---:|---:|---:|---:|---:|---|---|",
    ]
    for name, summary in outcome["summaries"].items():
        lines.append(
            f"| {name} | {summary.median_seconds:.2f} | {summary.fastest_seconds:.2f} | {summary.slowest_seconds:.2f} "
            f"| {outcome['items'] / summary.median_seconds:,.0f} | {summary.peak_bytes / MEGABYTE:.0f} "
            f"| {summary.stored_bytes / MEGABYTE:.0f} | {outcome['versions'][name]} | {outcome['fingerprints'][name][:12]} |"
        )
    goals = checks(outcome)
    if goals:
        lines += ["", "| goal | measured | limit | |", "|---|---:|---:|---|"]
        lines += [f"| {name} | {value} | {limit} | {verdict(passed)} |" for name, value, limit, passed in goals]
    if outcome["differences"]:
        lines += ["", "Totals that differ (incasso against DuckDB):", ""]
        lines += [f"- {line}" for line in outcome["differences"]]
    return "\n".join(lines) + "\n"


def plain(outcome):
    """The outcome as values for JSON."""
    values = dict(outcome)
    values["summaries"] = {name: asdict(summary) for name, summary in outcome["summaries"].items()}
    values["goals"] = [
        {"goal": name, "measured": value, "limit": limit, "passed": passed} for name, value, limit, passed in checks(outcome)
    ]
    return values
