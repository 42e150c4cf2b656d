import Ledger
import Testing

@testable import LedgerImport

@Suite struct NumberStyleTests {
    private func minor(_ text: String, _ mark: DecimalMark, exponent: Int = 2) -> Int64? {
        AmountText.read(text, mark: mark, exponent: exponent).amountMinor
    }

    @Test(arguments: [
        ("1.234,56", 123_456), ("1.234,56-", -123_456), ("-1.234,56", -123_456), ("(12,00)", -1200), ("€ 1,5", 150), ("12\u{A0}€", 1200),
        ("1234", 123_400), (",5", 50), ("1.234.567,00", 123_456_700), ("1'234,5", 123_450), ("1\u{202F}234,56 €", 123_456),
        ("€ -1.234,56", -123_456), ("-€1,00", -100), ("<12,00>", -1200), ("\u{2212}7,10", -710), ("(€ 1.000,00)", -100_000),
        ("£1.000,5", 100_050), ("0,1250000", nil), ("0,1200000", 12), ("12 345,00", 1_234_500), ("1\u{A0}234", 123_400),
    ]) func italianNumbersAreRead(_ text: String, _ expected: Int64?) {
        let found = minor(text, .comma)
        #expect(found == expected)
    }

    @Test(arguments: [
        "1.23,00", "12.3456,00", "1,2,3", "-1-", "", "€", "1 2", "1.234.56", "(1,00", "1,00)", "<1,00)", "-(1,00)", "--1", "0.123",
        "1.234'567,00", "12e3",
    ]) func otherTextIsNoItalianNumber(_ text: String) {
        let found = minor(text, .comma)
        #expect(found == nil)
    }

    @Test(arguments: [("1.", 100), (".5", 50), ("+1", 100), ("1,234.5", 123_450), ("1,5", nil), ("1.234,50", nil)])
    func numbersWithAPointAreRead(_ text: String, _ expected: Int64?) {
        #expect(minor(text, .point) == expected)
    }

    @Test(arguments: [
        ("1.5", 1, 0, 0), ("1,5", 0, 1, 0), ("1.234", 0, 0, 1), ("1,234", 0, 0, 1), ("1.234,5", 0, 1, 0), ("1,234,567", 1, 0, 0),
        ("1.234.567", 0, 1, 0), ("1234", 0, 0, 0), ("1'234", 0, 0, 0), ("0.123", 1, 0, 0), ("1234.567", 1, 0, 0), ("x", 0, 0, 0),
        ("", 0, 0, 0),
        ("1'234.567", 1, 0, 0), ("-12,50-", 0, 0, 0), ("12,50-", 0, 1, 0),
    ]) func aNumberSaysWhichMarkItHas(_ text: String, point: Int, comma: Int, eitherWay: Int) {
        var evidence = AmountEvidence()
        evidence.add(text, line: 1)
        #expect(evidence.point == point && evidence.comma == comma && evidence.eitherWay == eitherWay)
    }

    @Test("a stroke behind the mark stands for no cents", arguments: ["1500,-", "1.500,-", "12.-", "-12,-"]) func noCents(_ text: String) {
        #expect(minor(text, .comma) == nil && minor(text, .point) == nil)
    }

    @Test("amounts that could all be thousands are told where the mark is stated") func threePlaces() throws {
        func codes(_ amounts: [String], _ currency: String = "EUR") throws -> [String] {
            let rows = amounts.enumerated().map { "A,\($0.offset),,invoice,C,2026-06-01,,\(currency),,\($0.element)," }
            return try read(([Sample.ledgerHeader] + rows).joined(separator: "\n")).report.diagnostics.map(\.code)
        }
        let mixed = try read(
            "\(Sample.ledgerHeader)\nA,1,,invoice,C,2026-06-01,,KWD,,1.500,\nA,2,,invoice,C,2026-06-01,,EUR,,50,\n")
        #expect(!mixed.report.diagnostics.contains { $0.code == "three-places" })
        let told = try codes(["1.500", "2.250", "7"])
        #expect(told.contains("three-places"))
        for amounts in [["1.500", "2.25"], ["1500", "7"]] {
            let other = try codes(amounts)
            #expect(!other.contains("three-places"), "\(amounts)")
        }
        let dinars = try codes(["1.500", "2.250"], "KWD")
        #expect(!dinars.contains("three-places"))
        // The point of a list whose profile has a comma sets groups apart.
        let text =
            "Conto\tNumero documento\tTipo di documento\tData documento\tScadenza al netto\tImporto divisa estera\tDivisa\n"
            + "C1\t1\tRV\t13.10.2026\t14.10.2026\t1.500\tEUR\nC1\t2\tRV\t13.10.2026\t14.10.2026\t2.250\tEUR\n"
        let file = TemporaryFile(text, name: "f-2026-10-31.txt")
        var options = ImportOptions()
        options.company = "IT1"
        let profile = try LedgerFileReader.detectProfile(path: file.path, options: options)
        let groups = try LedgerFileReader.read(path: file.path, profile: profile, options: options)
        #expect(groups.items?.openMinor == [150_000, 225_000])
        #expect(!groups.report.diagnostics.contains { $0.code == "three-places" })
    }

    @Test func fastAndGeneralReadingAgree() throws {
        let texts = ["0.00", "0.01", "-0.01", "12345678.99", "-12345678.99", "99999999.99", "123456789.01", "-1.10", "00000001.00", "9.90"]
        let rows = texts.enumerated().map { "A,\($0.offset),,invoice,C,2026-01-01,,EUR,,\($0.element)," }
        let items = try #require(try read(([Sample.ledgerHeader] + rows).joined(separator: "\n")).items)
        let expected = texts.map { minor($0, .point) }
        #expect(items.openMinor == expected)
    }

    /// Texts that are nearly amounts in groups, each by itself: one that is no amount is a rejected row, and all others what the general reading says.
    @Test func groupedAmountsAreReadAsTheGeneralReadingReadsThem() throws {
        let heads = ["", "0", "1", "12", "123", "1234", "00", "012", "x"]
        let groups = ["", ".234", ".567.890", ".000.000.001", ".1.2", ".12", ".1234", ",123", ".999.999.999.999", ".2x4"]
        let tails = ["", ",00", ",9", ",99", ",999", ",9x", ".99", ","]
        var texts: [String] = []
        for head in heads {
            for group in groups {
                for tail in tails {
                    let text = head + group + tail
                    texts += [text, "-" + text, text + "-", "-" + text + "-"]
                }
            }
        }
        texts.removeAll { $0.isEmpty }
        // What every column has that is written with a comma.
        let certain = ["1.234.567,89", "7,50"]
        let rows = (certain + texts).enumerated().map { "A;\($0.offset);;invoice;C;2026-01-01;;EUR;;\($0.element);" }
        let header = Sample.ledgerHeader.replacing(",", with: ";")
        var options = ImportOptions()
        options.allowedRejects = .share(percent: 100)
        options.decimalMarks["open_amount"] = .comma
        let items = try #require(try read(([header] + rows).joined(separator: "\n"), options: options).items)
        let found = Dictionary(
            uniqueKeysWithValues: (0..<items.count).map { (Int(items.document[$0])! - certain.count, items.openMinor[$0]) })
        for (index, text) in texts.enumerated() {
            let expected = minor(text, .comma)
            #expect(found[index] == expected, "\(text)")
        }
    }

    @Test func datesOfAllYearsAreRead() throws {
        let days = ["0001-01-01", "1899-12-31", "1900-01-01", "1900-02-28", "2000-02-29", "2199-12-31", "2200-01-01", "9999-12-31"]
        let rows = days.enumerated().map { "A,\($0.offset),,invoice,C,\($0.element),,EUR,,1.00," }
        let items = try #require(try read(([Sample.ledgerHeader] + rows).joined(separator: "\n")).items)
        #expect(items.documentDay.map { Day(daysSinceEpoch: $0).isoText } == days)
    }

    @Test(arguments: [
        "1900-02-29", "2026-04-31", "2026-00-10", "2026-01-00", "2026/13/01", "2026-01-0:", "20260230", "12-2026-01", "2026-01/01",
        "123456", "202\u{E9}-01-0",
    ])
    func daysThatDoNotExistAreRejected(_ text: String) {
        let error = readError(Sample.ledger("A,1,,invoice,C,\(text),,EUR,,1.00,"))
        #expect(error?.report?.rejected == ["bad-date": 1])
    }
}
