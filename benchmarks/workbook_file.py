"""Writes a canonical ledger as an XLSX workbook, the way spreadsheet programs do: shared texts, days and amounts as numbers with formats."""

import csv
import datetime
import zipfile
from xml.sax.saxutils import escape

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
DAY_ZERO = datetime.date(1899, 12, 30)
DAYS = {"document_date", "due_date"}
AMOUNTS = {"amount", "open_amount"}

PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
    + "".join(
        f'<Override PartName="/xl/{name}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.{kind}+xml"/>'
        for name, kind in [
            ("workbook", "sheet.main"), ("worksheets/sheet1", "worksheet"), ("styles", "styles"), ("sharedStrings", "sharedStrings")
        ]
    )
    + "</Types>",
    "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{RELATIONS}/officeDocument" '
    'Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets><sheet name="Open items" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
    + "".join(
        f'<Relationship Id="rId{number}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(
            [("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")], start=1
        )
    )
    + "</Relationships>",
    "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><fonts count="1"><font/></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/>'
    '<xf numFmtId="4" applyNumberFormat="1"/></cellXfs></styleSheet>',
}


class SharedTexts:
    """Texts that cells share, each once."""

    def __init__(self):
        self.index = {}

    def __call__(self, text):
        return self.index.setdefault(text, len(self.index))

    def xml(self):
        entries = "".join(f"<si><t>{escape(text)}</t></si>" for text in self.index)
        return f'<sst xmlns="{MAIN}" uniqueCount="{len(self.index)}">{entries}</sst>'


def cell(reference, name, field, shared):
    """The XML of a field; empty for an empty one."""
    if not field:
        return ""
    if name in DAYS:
        return f'<c r="{reference}" s="1"><v>{(datetime.date.fromisoformat(field) - DAY_ZERO).days}</v></c>'
    if name in AMOUNTS:
        return f'<c r="{reference}" s="2"><v>{float(field):.17g}</v></c>'
    return f'<c r="{reference}" t="s"><v>{shared(field)}</v></c>'


def write(ledger, path, limit=1_048_575):
    """Writes the first `limit` rows of a canonical ledger file; gives the number of rows written."""
    shared = SharedTexts()
    count = 0
    with open(ledger, newline="", encoding="utf-8") as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        rows = csv.reader(source)
        header = next(rows)
        letters = [chr(ord("A") + column) for column in range(len(header))]
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            first = "".join(f'<c r="{letter}1" t="s"><v>{shared(name)}</v></c>' for letter, name in zip(letters, header))
            sheet.write(f'{DECLARATION}<worksheet xmlns="{MAIN}"><sheetData><row r="1">{first}</row>'.encode())
            for number, row in enumerate(rows, start=2):
                if count == limit:
                    break
                cells = "".join(cell(f"{letter}{number}", name, field, shared) for letter, name, field in zip(letters, header, row))
                sheet.write(f'<row r="{number}">{cells}</row>'.encode())
                count += 1
            sheet.write(b"</sheetData></worksheet>")
        for name, text in PARTS.items():
            archive.writestr(name, DECLARATION + text)
        archive.writestr("xl/sharedStrings.xml", DECLARATION + shared.xml())
    return count
