"""Writes reports: CSV with ids as headers, HTML pages and messages, workbooks."""

import csv
import email.message
import html
import os
from xml.sax.saxutils import quoteattr

import svg
import words
from workbook import Workbook

STYLE = (
    "body{font:14px/1.4 system-ui,sans-serif;margin:2rem;color:#1d2733}table{border-collapse:collapse;margin:0 0 1.5rem}"
    "caption{text-align:left;font-weight:600}"
    "th,td{padding:.2rem .6rem;border-bottom:1px solid #d8dee5;text-align:left}td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}.red{color:#b3261e}"
    "svg{display:block;max-width:680px;margin:0 0 1rem;font-size:10px}.e{text-anchor:end}.m{text-anchor:middle}"
)
NUMERIC = {"money", "ratio", "days", "number", "count"}
# Kinds that stay blank without a value.
BLANK = {"text", "date", "status", "word", "key"}
LONG = 1_000
PLACES = {"money": 2, "days": 1, "number": 2, "count": 0}


def title_of(table, language):
    """The heading of a table: those of its first figures."""
    return words.of(words.SECTIONS[table.section], language) + " – " + table.id.replace("-", " ")


def heading(name, language):
    """The heading of a column."""
    return words.of(words.column(name)[1], language)


def write_csv(report, language, folder):
    """A folder with a file a table, with all rows; Polars writes the long ones, of which it is faster."""
    os.makedirs(folder, exist_ok=True)
    for table in report.tables:
        view, path = table.view(language), os.path.join(folder, f"{report.name}-{table.id}.csv")
        if view.height > LONG:
            view.write_csv(path, line_terminator="\r\n")
            continue
        with open(path, "w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(view.columns)
            rows.writerows(view.rows())


def text_of(kind, value, language):
    """A value as people of a language read it."""
    if value is None:
        return "" if kind in BLANK else "n/a"
    if kind == "date":
        return value.strftime("%d/%m/%Y") if language == "it" else f"{value.day} {value:%b %Y}"
    if kind == "ratio":
        text = f"{value * 100:,.1f} %"
    elif kind in PLACES:
        text = f"{value:,.{PLACES[kind]}f}"
    else:
        return words.word(value, language) if kind == "status" else str(value)
    text = text.replace("-", "\N{MINUS SIGN}")
    return text.translate(str.maketrans(",.", ".,")) if language == "it" else text


def shown_rows(table, language):
    """The rows shown: of each cell whether it is a number, its text, and why it has no value or what is to be known of it."""
    places = table.reasons(language)
    for kinds, row in zip(table.row_kinds(), table.rows(language)):
        yield [
            (kind in NUMERIC, text_of(kind, value, language), places and place in places and row[places[place]])
            for place, (kind, value) in enumerate(zip(kinds, row))
        ]


def html_table(table, language):
    """A table as HTML."""
    numeric = {*NUMERIC, "figure"}
    heads = "".join(f'<th{" class=n" if kind in numeric else ""}>{html.escape(heading(name, language))}</th>' for name, kind in table.kinds.items())
    lines = []
    for row in shown_rows(table, language):
        cells = (f'<td{" class=n" if is_number else ""}{f" title={quoteattr(note)}" if note else ""}>{html.escape(text)}</td>' for is_number, text, note in row)
        lines.append("<tr>" + "".join(cells) + "</tr>")
    return f"<table><caption>{html.escape(title_of(table, language))}</caption><thead><tr>{heads}</tr></thead><tbody>{''.join(lines)}</tbody></table>"


def html_page(report, language):
    """A report as one page."""
    title = words.of(words.REPORTS[report.name], language)
    parts, section = [], None
    for table in report.tables:
        if table.section != section:
            section = table.section
            parts.append(f'<h2 id="{section}">{html.escape(words.of(words.SECTIONS[section], language))}</h2>')
        if not report.is_mail:
            parts += [svg.draw(chart, table, title_of(table, language), language) for chart in table.charts]
        parts.append(html_table(table, language))
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{title} {report.period}</title><style>{STYLE}</style></head>'
        f"<body><h1>{title} {report.period}</h1>{''.join(parts)}</body></html>"
    )


def plain_text(report, language):
    """A report as plain text."""
    lines = [words.of(words.REPORTS[report.name], language) + " " + report.period]
    for table in report.tables:
        lines += ["", title_of(table, language), " | ".join(heading(name, language) for name in table.kinds)]
        lines += [" | ".join(text for _, text, _ in row) for row in shown_rows(table, language)]
    return "\n".join(lines) + "\n"


def write_message(report, language, stem):
    """The plain part, and a draft message with both parts."""
    text = plain_text(report, language)
    with open(stem + ".txt", "w", encoding="utf-8") as file:
        file.write(text)
    message = email.message.EmailMessage()
    message["Subject"] = text.split("\n", 1)[0]
    message["X-Unsent"] = "1"
    message.set_content(text)
    message.add_alternative(html_page(report, language), subtype="html")
    with open(stem + ".eml", "wb") as file:
        file.write(message.as_bytes())


def write(report, folder):
    """All formats of a report in all languages."""
    place = os.path.join(folder, f"{report.name}-{report.period}", report.folder) if report.folder else folder
    os.makedirs(place, exist_ok=True)
    for language in words.LANGUAGES:
        stem = os.path.join(place, f"{report.name}-{report.period}.{language}")
        write_csv(report, language, stem + ".csv")
        with open(stem + ".html", "w", encoding="utf-8") as file:
            file.write(html_page(report, language))
        if report.is_mail:
            write_message(report, language, stem)
        Workbook(stem + ".xlsx", report, language).write()
