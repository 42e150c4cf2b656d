"""Workbooks: a sheet a section with its tables below each other, live formulas with their values, links, names, notes, filters and native charts."""

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

import words
from formulas import Formulas, Placed, figures_of, quoted

NUMBERS = {"money": "#,##0.00", "ratio": "0.0%", "days": "#,##0.0", "number": "#,##0.00", "count": "#,##0"}
# Kinds that stay blank without a value.
BLANK = {"text", "date", "status", "word", "key"}
STACKED = {"type": "column", "subtype": "stacked"}
CHARTS = {"line": {"type": "line"}, "column": {"type": "column"}, "stacked": STACKED, "waterfall": {"type": "column"}}
COLORS = {"green": "#1e7a3c", "amber": "#9a6700", "red": "#b3261e"}
CHART_LINES = 15
# Section with the detail of a headline figure.
DETAIL = {
    "monthly-target-review": {
        "ar.net": "bridge",
        "ar.past-due": "aging",
        "ratio.past-due": "aging",
        "dso.simple": "dso",
        "cei": "cei",
        "cei.ytd": "cei",
        "collect.cash": "targets",
        "collect.rate": "targets",
        "write-off.ratio": "bridge",
    },
    "analyst-self-view": {"cash.attributed": "trend", "ar.past-due": "aging", "ratio.past-due": "aging", "promise.kept-rate": "promises"},
}
BACK = ("← Back to {}", "← Torna a {}")


def title_of(table, language):
    """The heading of a table."""
    return words.of(words.SECTIONS[table.section], language) + " – " + table.id.replace("-", " ")


class Workbook:
    """A workbook of a report."""

    def __init__(self, path, report, language):
        self.book, self.report, self.language = xlsxwriter.Workbook(path, {"in_memory": True}), report, language
        self.head = self.book.add_format({"bold": True, "bg_color": "#e8edf3", "bottom": 1, "text_wrap": True})
        self.title = self.book.add_format({"bold": True, "font_size": 12})
        self.link = self.book.add_format({"font_color": "#1f5fa8", "underline": 1})
        self.formats = {kind: self.book.add_format({"num_format": text}) for kind, text in NUMBERS.items()}
        self.formats["date"] = self.book.add_format({"num_format": "yyyy-mm-dd"})
        self.colors = {name: self.book.add_format({"font_color": color}) for name, color in COLORS.items()}
        sections = dict.fromkeys(table.section for table in report.tables)
        self.sheets = {section: self.book.add_worksheet(words.of(words.SECTIONS[section], language)) for section in sections}

    def write(self):
        """All sections, then the file."""
        placed = self.place()
        self.formulas = Formulas(placed)
        self.begin_sheets()
        for table in placed:
            self.write_table(table)
        self.book.close()

    def place(self):
        """Where each table stands: below the one before it in its section, and below its charts."""
        lines, found = dict.fromkeys(self.sheets, 3), []
        for table in self.report.tables:
            rows, names = table.rows(self.language), list(table.kinds)
            top = lines[table.section] + 1
            figures = figures_of(table, self.report.day, names, len(rows))
            found.append(Placed(table, self.sheets[table.section].name, top, names, rows, figures))
            lines[table.section] = top + max(len(rows), CHART_LINES if table.charts else 0) + 3
        return found

    def begin_sheets(self):
        """Titles, print set-up, and links from the first sheet to the others and back."""
        first, *others = self.sheets.values()
        title = words.of(words.REPORTS[self.report.name], self.language) + " " + self.report.period
        for sheet in self.sheets.values():
            sheet.set_landscape()
            sheet.set_paper(9)
            sheet.fit_to_pages(1, 0)
            sheet.repeat_rows(0, 1)
            sheet.set_footer("&C&P / &N")
            sheet.freeze_panes(2, 1)
            sheet.set_column(0, 0, 30)
            sheet.set_column(1, 20, 15)
            sheet.write_string(0, 0, title, self.title)
        for place, sheet in enumerate(others, 1):
            first.write_url(2, place, f"internal:{quoted(sheet.name)}!A1", self.link, sheet.name)
            sheet.write_url(2, 0, f"internal:{quoted(first.name)}!A1", self.link, words.of(BACK, self.language).format(first.name))

    def write_table(self, placed):
        """A table with its title, filter, notes, names and charts."""
        table, sheet = placed.table, self.sheets[placed.table.section]
        sheet.write_string(placed.top - 1, 0, title_of(table, self.language), self.title)
        heads = [words.of(words.column(name)[1], self.language) for name in placed.names]
        end = placed.top + len(placed.rows)
        self.write_headings(sheet, placed, heads, end)
        notes = table.reasons(self.language)
        for row, (kinds, values) in enumerate(zip(table.row_kinds(), placed.rows)):
            formulas, line = self.formulas.of_row(placed, row), placed.top + 1 + row
            for place, kind in enumerate(kinds):
                self.write_cell(sheet, line, place, kind, values[place], formulas.get(place))
            for place, of in notes.items():
                if values[of] is not None:
                    sheet.write_comment(line, place, values[of])
        self.write_names(placed)
        for place, name in enumerate(placed.names):
            if table.kinds[name] == "status" and placed.rows:
                self.color(sheet, placed.top + 1, place, end)
        for number, chart in enumerate(table.charts):
            self.write_chart(sheet, placed, chart, placed.top + table.drawn(chart), len(placed.names) + 1 + 8 * number)

    def write_headings(self, sheet, placed, heads, end):
        """Headings, with a filter where there are rows."""
        rows = len(placed.rows) - (1 if placed.table.total else 0)
        if rows > 0:
            unique = [head if heads.index(head) == place else f"{head} ({place + 1})" for place, head in enumerate(heads)]
            columns = [{"header": head, "header_format": self.head} for head in unique]
            last = placed.top + rows
            sheet.add_table(placed.top, 0, last, len(heads) - 1, {"columns": columns, "style": "Table Style Light 1", "banded_rows": False})
        else:
            for place, head in enumerate(heads):
                sheet.write_string(placed.top, place, head, self.head)

    def write_cell(self, sheet, line, place, kind, value, formula):
        """One cell."""
        if value is None:
            if kind not in BLANK:
                sheet.write_string(line, place, "n/a")
        elif formula:
            sheet.write_formula(line, place, formula, self.formats.get(kind), value)
        elif kind == "date":
            sheet.write_datetime(line, place, value, self.formats["date"])
        elif kind in NUMBERS:
            sheet.write_number(line, place, value, self.formats[kind])
        else:
            sheet.write_string(line, place, words.word(value, self.language) if kind == "status" else value)

    def write_names(self, placed):
        """Names of headline figures, which lead to their detail, and of totals."""
        table, sheet = placed.table, self.sheets[placed.table.section]
        if table.id.endswith("headline"):
            for row, figure in enumerate(table.frame["figure"].to_list()):
                self.define("fig_" + figure, placed, row, placed.names.index("actual"))
                section = DETAIL[self.report.name].get(figure)
                if section:
                    target = quoted(self.sheets[section].name)
                    sheet.write_url(placed.top + 1 + row, 0, f"internal:{target}!A1", self.link, words.with_unit(figure, self.language))
        elif table.total and len(placed.rows) == table.frame.height:
            for place, (name, kind) in enumerate(table.kinds.items()):
                if kind in NUMBERS and placed.rows[-1][place] is not None:
                    self.define(f"fig_{table.id}_total_{name}", placed, len(placed.rows) - 1, place)

    def define(self, name, placed, row, place):
        """A name of a cell."""
        cell = xl_rowcol_to_cell(placed.top + 1 + row, place, row_abs=True, col_abs=True)
        self.book.define_name(name.replace(".", "_").replace("-", "_"), f"={quoted(placed.sheet)}!{cell}")

    def color(self, sheet, top, place, end):
        """Colours of states."""
        for name, looks in self.colors.items():
            rule = {"type": "cell", "criteria": "==", "value": f'"{words.word(name, self.language)}"', "format": looks}
            sheet.conditional_format(top, place, end, place, rule)

    def write_chart(self, sheet, placed, chart, end, column):
        """A native chart of some columns by the first one."""
        drawn, top = self.book.add_chart(CHARTS[chart.kind]), placed.top
        for name in chart.columns:
            place = placed.names.index(name)
            drawn.add_series(
                {"name": [sheet.name, top, place], "categories": [sheet.name, top + 1, 0, end, 0], "values": [sheet.name, top + 1, place, end, place]}
            )
        title = title_of(placed.table, self.language)
        drawn.set_title({"name": title})
        sheet.insert_chart(top, column, drawn, {"description": title})
