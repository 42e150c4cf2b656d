"""Writes reports: CSV with ids as headers, HTML pages and messages, workbooks."""

import email.message
import html
import os

import polars as pl
import xlsxwriter

import words
from tables import DETAILS

STYLE = (
    "body{font:14px/1.4 system-ui,sans-serif;margin:2rem;color:#1d2733}table{border-collapse:collapse;margin:0 0 1.5rem}"
    "caption{text-align:left;font-weight:600}"
    "th,td{padding:.2rem .6rem;border-bottom:1px solid #d8dee5;text-align:left}td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}.red{color:#b3261e}"
)
NUMBERS = {"money": "#,##0.00", "ratio": "0.0%", "days": "#,##0.0", "number": "#,##0.00", "count": "#,##0"}
# Kinds whose values are words or keys, which may be words, and kinds that stay blank without a value.
NAMED = {"word", "key"}
BLANK = {"text", "date", "status", *NAMED}
PLACES = {"money": 2, "days": 1, "number": 2, "count": 0}
CHARTS = {"line": {"type": "line"}, "column": {"type": "column"}, "stacked": {"type": "column", "subtype": "stacked"}}


def title_of(table, language):
    """The heading of a table: those of its first figures."""
    return words.of(words.SECTIONS[table.section], language) + " – " + table.id.replace("-", " ")


def heading(name, language):
    """The heading of a column."""
    return words.of(words.column(name)[1], language)


def rows_of(table, language, limit=None):
    """The rows shown: each a list of pairs of a kind and a value."""
    view = table.view(language)
    kinds = list(table.kinds.values())
    units = view["row.unit"].to_list() if "row.unit" in view.columns else None
    for number, row in enumerate((view.head(limit) if limit else view).select(list(table.kinds)).iter_rows()):
        found = [units[number] if kind == "figure" else kind for kind in kinds] if units else kinds
        yield list(zip(found, row))


def column_id(name):
    """A column as CSV files call it: hyphens in ids, details of a column behind a point."""
    detail = next((each for each in DETAILS if name.endswith(each)), "")
    return name if name.startswith("key.") or name == "row.role" else name.removesuffix(detail).replace(".", "-") + detail


def csv_frame(table, language):
    """A table as its file has it."""
    frame = table.view(language)
    return frame.select(pl.exclude("row.unit")).rename({name: column_id(name) for name in frame.columns if name != "row.unit"})


def write_csv(report, language, folder):
    """A folder with a file a table, with all rows."""
    os.makedirs(folder, exist_ok=True)
    for table in report.tables:
        csv_frame(table, language).write_csv(os.path.join(folder, f"{report.name}-{table.id}.csv"), line_terminator="\r\n")


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


def html_table(table, language):
    """A table as HTML."""
    number = {"money", "ratio", "days", "number", "count", "figure"}
    heads = "".join(f'<th{" class=n" if kind in number else ""}>{html.escape(heading(name, language))}</th>' for name, kind in table.kinds.items())
    lines = []
    for row in rows_of(table, language, table.shown):
        cells = (f'<td{" class=n" if kind in number else ""}>{html.escape(text_of(kind, value, language))}</td>' for kind, value in row)
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
        lines += [" | ".join(text_of(kind, value, language) for kind, value in row) for row in rows_of(table, language, table.shown)]
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


class Workbook:
    """A workbook of a report: a sheet a section, tables below each other, charts beside them."""

    def __init__(self, path, language):
        self.book, self.language = xlsxwriter.Workbook(path, {"in_memory": True}), language
        self.head = self.book.add_format({"bold": True, "bg_color": "#e8edf3", "bottom": 1, "text_wrap": True})
        self.title = self.book.add_format({"bold": True, "font_size": 12})
        self.formats = {kind: self.book.add_format({"num_format": text}) for kind, text in NUMBERS.items()}
        self.formats["date"] = self.book.add_format({"num_format": "yyyy-mm-dd"})
        self.statuses = {name: self.book.add_format({"font_color": color}) for name, color in (("green", "#1e7a3c"), ("amber", "#9a6700"), ("red", "#b3261e"))}

    def write(self, report):
        """All sections, then the file."""
        sheets = {}
        for table in report.tables:
            if table.section not in sheets:
                sheet = self.book.add_worksheet(words.of(words.SECTIONS[table.section], self.language))
                sheet.set_landscape()
                sheet.set_paper(9)
                sheet.fit_to_pages(1, 0)
                sheet.set_footer("&C&P / &N")
                sheet.freeze_panes(1, 1)
                sheet.set_column(0, 0, 30)
                sheet.set_column(1, 20, 15)
                sheet.write(0, 0, words.of(words.REPORTS[report.name], self.language) + " " + report.period, self.title)
                sheets[table.section] = (sheet, 2)
            sheet, line = sheets[table.section]
            sheets[table.section] = (sheet, self.write_table(sheet, line, table) + 2)
        self.book.close()

    def write_table(self, sheet, line, table):
        """A table with its title and charts; gives the line behind it."""
        sheet.write(line, 0, title_of(table, self.language), self.title)
        top = line + 1
        for place, name in enumerate(table.kinds):
            sheet.write(top, place, heading(name, self.language), self.head)
        end = top
        for end, row in enumerate(rows_of(table, self.language, table.shown), top + 1):
            for place, (kind, value) in enumerate(row):
                self.write_cell(sheet, end, place, kind, value)
        for number, chart in enumerate(table.charts):
            self.write_chart(sheet, table, chart, top, end, len(table.kinds) + 1 + 8 * number)
        return max(end, top + 15 if table.charts else end) + 1

    def write_cell(self, sheet, line, place, kind, value):
        """One cell."""
        if value is None:
            if kind not in BLANK:
                sheet.write_string(line, place, "n/a")
        elif kind == "date":
            sheet.write_datetime(line, place, value, self.formats["date"])
        elif kind in NUMBERS:
            sheet.write_number(line, place, value, self.formats[kind])
        elif kind == "status":
            sheet.write_string(line, place, words.word(value, self.language), self.statuses[value])
        else:
            sheet.write_string(line, place, value)

    def write_chart(self, sheet, table, chart, top, end, column):
        """A native chart of some columns by the first one."""
        drawn = self.book.add_chart(CHARTS[chart.kind])
        names = list(table.kinds)
        for name in chart.columns:
            place = names.index(name)
            drawn.add_series(
                {"name": [sheet.name, top, place], "categories": [sheet.name, top + 1, 0, end, 0], "values": [sheet.name, top + 1, place, end, place]}
            )
        drawn.set_title({"name": title_of(table, self.language)})
        sheet.insert_chart(top, column, drawn, {"description": title_of(table, self.language)})


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
        Workbook(stem + ".xlsx", language).write(report)
