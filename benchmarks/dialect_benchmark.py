"""The import of a ledger in an Italian dialect beside the same ledger in canonical form; fails when it costs more than 1.3 times as much.

The dialect: Windows-1252, CRLF, ';', dd/mm/yyyy, 1.234,56 with the minus behind. Both are read with --dry-run, the best of some rounds each.
"""

import argparse
import csv
import pathlib
import subprocess
import sys
import tempfile
import time

LIMIT = 1.3


def italian_amount(text: str) -> str:
    """'-1234.56' as '1.234,56-'; an empty amount stays empty."""
    if not text:
        return ""
    whole, _, places = text.lstrip("-").partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    return grouped + "," + (places or "00") + ("-" if text.startswith("-") else "")


def italian_date(text: str) -> str:
    """'2026-10-31' as '31/10/2026'; an empty date stays empty."""
    return "/".join(reversed(text.split("-"))) if text else ""


def write_italian(canonical: pathlib.Path, target: pathlib.Path) -> None:
    """Writes a canonical ledger in the dialect."""
    convert = {"document_date": italian_date, "due_date": italian_date, "amount": italian_amount, "open_amount": italian_amount}
    with canonical.open(encoding="utf-8", newline="") as source, target.open("w", encoding="cp1252", newline="", errors="replace") as out:
        rows = csv.DictReader(source)
        writer = csv.DictWriter(out, rows.fieldnames, delimiter=";")
        writer.writeheader()
        for row in rows:
            writer.writerow({name: convert.get(name, str)(value) for name, value in row.items()})


def best_seconds(incasso: str, workspace: pathlib.Path, file: pathlib.Path, rounds: int) -> float:
    """The shortest time of a dry run."""
    best = float("inf")
    for _ in range(rounds):
        start = time.perf_counter()
        subprocess.run(
            [incasso, "--workspace", str(workspace), "--quiet", "import", "--dry-run", str(file)], check=True, stdout=subprocess.DEVNULL)
        best = min(best, time.perf_counter() - start)
    return best


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--incasso", required=True)
    parser.add_argument("--items", type=int, default=500_000)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    incasso = str(pathlib.Path(arguments.incasso).resolve())
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        subprocess.run(
            [incasso, "simulate", "--items", str(arguments.items), "--as-of", "2026-10-31", str(folder / "canonical")], check=True,
            stdout=subprocess.DEVNULL)
        subprocess.run([incasso, "init", str(folder / "workspace")], check=True, stdout=subprocess.DEVNULL)
        canonical = next((folder / "canonical").glob("ledger-*.csv"))
        italian = folder / canonical.name
        write_italian(canonical, italian)
        first = best_seconds(incasso, folder / "workspace", canonical, arguments.rounds)
        second = best_seconds(incasso, folder / "workspace", italian, arguments.rounds)
    print(f"{arguments.items:,} rows: canonical {first:.2f} s, Italian dialect {second:.2f} s, {second / first:.2f} times (at most {LIMIT})")
    return 0 if second <= first * LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
