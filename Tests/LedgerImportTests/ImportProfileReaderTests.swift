import Ledger
import Testing

@testable import LedgerImport

@Suite struct ImportProfileReaderTests {
    private func read(_ text: String) -> (profile: ImportProfile?, faults: [String]) {
        let (profile, faults) = ImportProfileReader.read(utf8: Array(text.utf8), file: "p.yml", name: "p")
        return (profile, faults.map(\.text))
    }

    @Test func everyKeyIsRead() throws {
        let text = """
            kind: ledger
            columns: {company: Società, document: [Numero, N. doc.], open_amount: Importo}
            constants: {currency: EUR}
            values: {kind: {RV: invoice}}
            ignore: [Testo]
            dialect: {separator: tab, quotes: false, decimal: ",", grouping: ".", dates: dmy, encoding: UTF-16LE}
            title_rows: true
            subtotal_rows: true
            numbers_repeat_by_year: true
            numbers_repeat_by_kind: true
            """
        let (read, faults) = read(text)
        #expect(faults.isEmpty)
        let profile = try #require(read)
        #expect(profile.numbersRepeatByKind && profile.name == "p" && profile.kind == .ledger)
        #expect(profile.headers == ["company": ["Società"], "document": ["Numero", "N. doc."], "open_amount": ["Importo"]])
        #expect(profile.constants == ["currency": "EUR"] && profile.valueMaps == ["kind": ["RV": "invoice"]])
        #expect(profile.dialect.separator == 9 && profile.dialect.hasQuotes == false && profile.dialect.decimalMark == .comma)
        #expect(profile.dialect.dateOrder == .dayMonthYear && profile.dialect.encoding == .utf16LittleEndian)
        #expect(profile.hasTitleRows && profile.hasSubtotalRows && profile.documentNumbersRepeatByYear)
        #expect(profile.ignoredHeaders == ["Testo"])
    }

    @Test func meaningAndRowsAreRead() throws {
        let text = """
            kind: ledger
            system: ERP open items
            columns: {document: Nr, posting_key: BS, debit_credit: S/H, fiscal_year: GJ}
            values: {kind: {AB: by_sign}}
            posting_keys: {"01": invoice}
            whole_numbers: [document, customer]
            sign: {credit: [H]}
            no_date: [1753-01-01]
            leave_out: [{reason: closed, column: Offen, values: [Nein]}, {reason: special-gl, column: SHB}]
            repeated_headers: true
            group_headings: customer
            document_from: [kind, document_date]
            document_date_from: due_date
            fiscal_year_start: 4
            """
        let (read, faults) = read(text)
        #expect(faults.isEmpty, "\(faults)")
        let profile = try #require(read)
        #expect(profile.system == "ERP open items" && profile.postingKeys == ["01": "invoice"])
        #expect(profile.headers["posting_key"] == ["BS"] && profile.headers["left out: closed"] == ["Offen"])
        #expect(profile.sign == .indicator(credit: ["H"], debit: []) && profile.noDates == [Day(iso: "1753-01-01")])
        #expect(profile.leftOut.map(\.reason) == ["closed", "special-gl"] && profile.leftOut.map(\.values) == [["Nein"], nil])
        #expect(profile.wholeNumbers == ["document", "customer"])
        #expect(profile.repeatsHeader && profile.groupsByCustomer)
        #expect(profile.documentFrom == ["kind", "document_date"] && profile.documentDateIsDueDate && profile.fiscalYearStart == 4)
    }

    @Test func aProfileMayBuildOnAShippedOne() throws {
        let text = """
            base: sap-italian
            columns: {open_amount: Saldo, document: [Posizione]}
            values: {kind: {ZR: invoice, RV: other}}
            posting_keys: {"40": invoice}
            ignore: [Nota]
            sign: as_written
            subtotal_rows: false
            """
        let (read, faults) = read(text)
        #expect(faults.isEmpty, "\(faults)")
        let (profile, base) = (try #require(read), ImportProfile.shipped("sap-italian")!)
        #expect(profile.name == "p" && profile.kind == .ledger && profile.system == base.system)
        #expect(profile.headers["open_amount"] == ["Saldo"] + base.headers["open_amount"]!)
        #expect(profile.headers["document"]?.first == "Posizione" && profile.headers["line"]?.contains("Posizione") == false)
        #expect(profile.valueMaps["kind"]?["ZR"] == "invoice" && profile.valueMaps["kind"]?["RV"] == "other")
        #expect(profile.valueMaps["kind"]?["DG"] == "credit_note" && profile.postingKeys.count == base.postingKeys.count + 1)
        #expect(profile.ignoredHeaders == base.ignoredHeaders + ["Nota"] && profile.leftOut == base.leftOut)
        #expect(profile.sign == .asWritten && !profile.hasSubtotalRows && profile.hasTitleRows)
        #expect(self.read("base: sap-italian").profile?.headers == base.headers)
    }

    @Test func everyShippedProfileIsFreeOfFaults() {
        #expect(ImportProfile.shipped.count == ImportProfile.shippedTexts.count)
        for profile in ImportProfile.shipped {
            #expect(profile.system != nil)
            let own = [
                ImportProfile.postingKeyColumn, ImportProfile.debitCreditColumn, ImportProfile.fiscalYearColumn,
                ImportProfile.clearingDateColumn, ImportProfile.clearingDocumentColumn,
            ]
            let known = FileSchema.of(profile.kind).columns.map(\.name) + own + profile.leftOut.map(\.column)
            #expect(Set(profile.headers.keys).isSubset(of: known))
        }
    }

    @Test(arguments: [
        ("columns: {}", "1:1: error: the key \"kind\" is missing"),
        ("kind: leger\ncolumns: {}", "1:7: error: \"kind\" cannot be \"leger\" [unknown-word]; did you mean \"ledger\"?"),
        ("kind: ledger", "1:1: error: the key \"columns\" is missing"),
        ("kind: ledger\ncolumns: {due: Scadenza}", "2:11: error: unknown key \"due\" in \"columns\" [unknown-key]"),
        ("kind: ledger\ncolumns: {}\nposting_keys: {\"01\": bill}", "3:22: error: \"posting_keys.01\" cannot be \"bill\" [unknown-word]"),
        ("kind: ledger\ncolumns: {}\nsign: turned", "3:7: error: \"sign\" cannot be \"turned\" [unknown-word]"),
        ("kind: ledger\ncolumns: {}\nleave_out: [{reason: closed}]", "3:13: error: the key \"column\" is missing"),
        ("base: sap-italy", "1:7: error: \"base\" cannot be \"sap-italy\" [unknown-word]"),
        (
            "kind: history\nbase: sap-italian",
            "1:7: error: profile \"sap-italian\" reads ledger, not history [wrong-kind]; leave the kind out"
        ),
        ("kind: ledger\ncolumns: {}\nwhole_numbers: [amount]", "3:17: error: \"whole_numbers[0]\" cannot be \"amount\" [unknown-word]"),
        ("kind: rates\ncolumns: {}\nwhole_numbers: [currency]", "3:17: error: \"whole_numbers[0]\" cannot be \"currency\" [unknown-word]"),
        ("kind: ledger\ncolumns: {}\nfiscal_year_start: 13", "3:20: error: \"fiscal_year_start\" is 13"),
        ("kind: ledger\ncolumns: {}\nconstants: {amount: 1}", "3:13: error: unknown key \"amount\" in \"constants\" [unknown-key]"),
        ("kind: ledger\ncolumns: {}\nvalues: {kind: {RV: bill}}", "3:21: error: \"values.kind.RV\" cannot be \"bill\" [unknown-word]"),
        ("kind: ledger\ncolumns: {}\ndialect: {separator: ':'}", "3:22: error: \"dialect.separator\" cannot be \":\" [unknown-word]"),
        (
            "kind: ledger\ncolumns: {}\ndialect: {decimal: ',', grouping: ','}",
            "3:35: error: decimal mark and grouping mark are the same [bad-dialect]"
        ),
    ])
    func fault(text: String, expected: String) {
        let faults = read(text).faults
        #expect(faults.count == 1)
        #expect(faults.first?.hasPrefix("p.yml:" + expected) == true, "\(faults)")
    }
}
