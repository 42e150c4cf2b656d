"""Reads a page for the renderer tests.

page_check.py FILE  prints the tables of FILE by their id, and all visible text, as JSON

A cell is its text without marks and badges, the words of its badges, and the footnotes its marks lead to.
"""

import json
import sys
from html.parser import HTMLParser

# Elements that have no end tag.
VOID = {"meta", "br", "hr", "link", "img", "input", "col", "wbr"}


class Page(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.tables = {}
        self.footnotes = {}
        self.text = []
        self.open = []
        self.rows = None
        self.row = None
        self.cell = None
        self.footnote = None

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag not in VOID:
            self.open.append((tag, attributes.get("class") or ""))
        if tag == "table":
            self.rows = self.tables.setdefault(attributes.get("id", "").removeprefix("t-"), [])
        elif tag == "tr" and self.inside("tbody", "tfoot"):
            self.row = []
        elif tag in ("td", "th") and self.row is not None:
            self.cell = {"text": "", "badges": [], "marks": []}
        elif tag == "span" and self.cell is not None and "badge" in self.open[-1][1].split():
            self.cell["badges"].append("")
        elif tag == "a" and self.cell is not None and self.inside("sup"):
            self.cell["marks"].append(attributes["href"].removeprefix("#"))
        elif tag == "li" and "id" in attributes:
            self.footnote = attributes["id"]
            self.footnotes[self.footnote] = ""

    def handle_endtag(self, tag):
        if not self.inside(tag):
            return
        while self.open.pop()[0] != tag:
            pass
        if tag in ("td", "th") and self.cell is not None:
            self.row.append(self.cell)
            self.cell = None
        elif tag == "tr" and self.row is not None:
            self.rows.append(self.row)
            self.row = None
        elif tag == "table":
            self.rows = None
        elif tag == "li":
            self.footnote = None

    def handle_data(self, data):
        if self.inside("style"):
            return
        self.text.append(data)
        if self.footnote is not None:
            self.footnotes[self.footnote] += data
        if self.cell is None or self.inside("sup"):
            return
        if any(tag == "span" and "badge" in kind.split() for tag, kind in self.open):
            self.cell["badges"][-1] += data
        else:
            self.cell["text"] += data

    def inside(self, *tags):
        return any(tag in tags for tag, _ in self.open)


def read(path):
    """Tables and text of the page in a file."""
    page = Page()
    with open(path, encoding="utf-8") as file:
        page.feed(file.read())
    page.close()
    tables = {
        name: [
            [
                {"text": cell["text"].strip(), "badges": cell["badges"], "notes": [page.footnotes[mark] for mark in cell["marks"]]}
                for cell in row
            ]
            for row in rows
        ]
        for name, rows in page.tables.items()
    }
    return {"tables": tables, "text": "".join(page.text)}


if __name__ == "__main__":
    json.dump(read(sys.argv[1]), sys.stdout)
