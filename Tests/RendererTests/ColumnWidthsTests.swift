import Ledger
import ReportDocument
import SeededNumbers
import Testing

@testable import ExcelRenderer

@Suite struct ColumnWidthsTests {
    /// A value of a kind, of any size and sign.
    private static func value(_ kind: Int, _ generator: inout SeededRandom) -> CellValue {
        let number = Int64.random(in: -9_999_999_999...9_999_999_999, using: &generator) >> Int64.random(in: 0..<34, using: &generator)
        let fraction = Rational(Int128(number), Int128.random(in: 1...9_973, using: &generator))
        switch kind {
        case 0: return .money(number, .eur)
        case 1: return .count(number)
        case 2: return .ratio(fraction)
        case 3: return .days(fraction)
        case 4: return .number(fraction, places: Int.random(in: 0...3, using: &generator))
        case 5: return .date(Day(iso: "2026-01-01")!.adding(days: Int.random(in: 0..<3_000, using: &generator)))
        default: return .text(String(repeating: "W", count: Int.random(in: 0..<20, using: &generator)))
        }
    }

    /// A document of one table with a column of each kind.
    private static func document(rowCount: Int, _ language: Language, _ generator: inout SeededRandom) -> ReportDocument {
        let rows = (0..<rowCount).map { _ in
            Row(
                role: Int.random(in: 0..<5, using: &generator) == 0 ? .subtotal : .item,
                cells: (0..<7).map { kind in
                    Cell(
                        value(kind, &generator), status: Int.random(in: 0..<6, using: &generator) == 0 ? .red : nil,
                        isChange: Int.random(in: 0..<3, using: &generator) == 0)
                })
        }
        let table = Table(
            id: "t", title: "T", columns: (0..<7).map { Column(id: "c\($0)", title: "C\($0)", kind: $0 == 6 ? .text : .number) },
            rows: rows)
        return ReportDocument(
            name: "widths", language: language, title: "Widths", subtitle: "", asOf: Day(iso: "2026-06-30")!, currency: .eur,
            sections: [Section(id: "only", title: "Only", blocks: [.table(table)])], words: SampleWords.words(language))
    }

    @Test("are the same whatever the number of parts a long table is measured in", arguments: Language.allCases)
    func parts(_ language: Language) {
        var generator = SeededRandom(seed: 77)
        let document = Self.document(rowCount: 15_000, language, &generator)
        func pixels(_ parts: Int) -> [Double] {
            ColumnExtent.extents(of: document.tables[0], in: document, parts: parts).map { $0.pixels(in: document, document.figureFormat) }
        }
        let whole = pixels(1)
        #expect(whole.allSatisfy { $0 > 0 })
        for parts in [2, 7] { #expect(pixels(parts) == whole) }
    }

    @Test("make room for every cell, though not all are measured", arguments: Language.allCases)
    func everyCellFits(_ language: Language) throws {
        for seed in UInt64(1)...60 {
            var generator = SeededRandom(seed: seed)
            let document = Self.document(rowCount: 40, language, &generator)
            let rows = document.tables[0].rows
            let needs = try ColumnNeeds(document.sections[0], contents: nil, document, texts: .roomy)
            for row in rows {
                for (column, cell) in row.cells.enumerated() {
                    let isBold = row.role != .item || cell.status != nil
                    let pixels = TextMeasure.pixels(document.displayText(cell, document.figureFormat), isBold: isBold)
                    let limit = column == 6 ? ColumnNeeds.Texts.roomy.textWidthMax : .infinity
                    #expect(needs.least[column] >= min(ColumnWidths.characters(pixels), limit))
                }
            }
        }
    }
}
