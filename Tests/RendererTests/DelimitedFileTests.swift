import CSVRenderer
import Ledger
import RenderedFiles
import ReportDocument
import Testing

@Suite struct DelimitedFileTests {
    private func render(_ kind: Column.Kind, _ values: [CellValue], _ dialect: CSVDialect, title: String = "Title") -> String {
        let column = Column(id: "column", title: title, unit: "EUR", kind: kind)
        let table = Table(id: "t", title: "T", columns: [column], rows: values.map { Row(cells: [Cell($0)]) })
        return CSVRenderer.render(table, of: SmallDocument.make(.italian), dialect: dialect)
    }

    @Test func filesAreNamedAfterDocumentAndTable() {
        let names = CSVRenderer.files(SampleDocument.make(.english), dialect: .italian).map(\.name)
        #expect(names.first == "monthly-target-review-headline.it.csv")
        #expect(Set(names).count == names.count)
    }

    @Test(arguments: ["=1+1", "+1", "-1", "@sum", "\tx", "\rx"]) func textsThatWouldRunAsFormulasAreDefused(text: String) {
        let machine = DelimitedRecords.parse(render(.text, [.text(text)], .machine), separator: ",")
        let italian = DelimitedRecords.parse(render(.text, [.text(text)], .italian), separator: ";")
        #expect(machine[1] == ["'" + text])
        #expect(italian[1] == ["'" + text])
    }

    @Test func headingsAreDefusedAndNegativeNumbersAreNot() {
        #expect(render(.number, [.money(-5, .eur)], .italian, title: "-Delta") == "\u{FEFF}'-Delta (EUR)\r\n-0,05\r\n")
        #expect(render(.number, [.money(-5, .eur)], .machine) == "column\r\n-0.05\r\n")
    }

    @Test(arguments: ["say \"so\"", "\"\u{301}x", "a,b;c", "two\nlines", " in spaces ", "\u{301}", "é\"\u{FE0F}"])
    func fieldsComeBackWhateverStandsInThem(text: String) {
        let machine = DelimitedRecords.parse(render(.text, [.text(text)], .machine), separator: ",")
        let italian = DelimitedRecords.parse(render(.text, [.text(text)], .italian), separator: ";")
        #expect(machine[1].map { Array($0.utf8) } == [Array(text.utf8)])
        #expect(italian[1].map { Array($0.utf8) } == [Array(text.utf8)])
    }

    @Test func valuesAreExactInBothDialects() throws {
        let yen = try #require(Currency(code: "JPY"))
        let values: [CellValue] = [
            .money(123_456_789, .eur), .money(-1_234, yen), .ratio(Rational(1, 3)), .days(Rational(-95, 2)), .count(1_000_000),
            .date(SampleDocument.asOf), .month(SampleDocument.lastMonth), .empty,
        ]
        #expect(
            render(.number, values, .machine)
                == "column\r\n1234567.89\r\n-1234\r\n0.333333333333\r\n-47.5\r\n1000000\r\n2026-06-30\r\n2026-06\r\n\r\n")
        #expect(
            render(.number, values, .italian)
                == "\u{FEFF}Title\r\n1234567,89\r\n-1234\r\n0,333333333333\r\n-47,5\r\n1000000\r\n30/06/2026\r\n06/2026\r\n\r\n")
    }

    @Test func rowsThatAreNotShownStandBehindTheLastItem() {
        func rows(_ numbers: [Int64], _ role: Row.Role = .item) -> [Row] { numbers.map { Row(role: role, cells: [Cell(.count($0))]) } }
        let column = Column(id: "n", title: "N", kind: .number)
        let table = Table(
            id: "t", title: "T", columns: [column], rows: rows([1, 2]) + rows([7], .subtotal) + rows([10], .total), moreRows: "2 more",
            unshownRows: rows([3, 4]))
        let text = CSVRenderer.render(table, of: SmallDocument.make(.english), dialect: .machine)
        #expect(text == "n,row.role\r\n1,item\r\n2,item\r\n3,item\r\n4,item\r\n7,subtotal\r\n10,total\r\n")
        let unshown = Table(id: "t", title: "T", columns: [column], rows: rows([10], .total), unshownRows: rows([3]))
        #expect(unshown.allRows.map(\.role) == [.item, .total])
    }

    @Test func columnsThatAreNotShownStandBehindTheOthers() {
        let rows = [Row(cells: [Cell(.count(1))]), Row(role: .total, cells: [Cell(.count(2))])]
        let unshown = UnshownColumn(
            column: Column(id: "m", title: "M", kind: .number), cells: [Cell(.count(3)), Cell(.notAvailable(reason: "none"))])
        let table = Table(
            id: "t", title: "T", columns: [Column(id: "n", title: "N", kind: .number)], rows: rows, moreRows: "1 more",
            unshownColumns: [unshown])
        let text = CSVRenderer.render(table, of: SmallDocument.make(.english), dialect: .machine)
        #expect(text == "n,m,m.reason,row.role\r\n1,3,,item\r\n2,,none,total\r\n")
    }

    @Test func aReasonColumnStandsOnlyWhereAFigureIsMissing() {
        let text = render(.number, [.notAvailable(reason: "=none, \"yet\""), .count(1)], .machine)
        #expect(text == "column,column.reason\r\n,\"'=none, \"\"yet\"\"\"\r\n1,\r\n")
    }
}
