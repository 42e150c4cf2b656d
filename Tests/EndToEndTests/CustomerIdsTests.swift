import Foundation
import Testing

/// The customers of open items, held against the customers file and against each other.
@Suite struct CustomerIdsTests {
    /// Imports a ledger of customers, beside a customers file of others; what the import of the ledger said.
    private func told(_ customers: [String], known: [String]) throws -> String {
        var output = ""
        try Run.inWorkspace { run in
            let header = "company,document,kind,customer,document_date,due_date,currency,open_amount\n"
            let rows = customers.enumerated().map { "A,\($0),invoice,\($1),2026-10-20,,EUR,5.00\n" }.joined()
            try run.write(header + rows, to: "in/ledger-2026-10-31.csv")
            if !known.isEmpty {
                try run.write("customer,name\n" + known.map { "\($0),N\n" }.joined(), to: "in/customers.csv")
            }
            let result = try run("import", "in")
            #expect(result.code == 0, "\(result.messages)")
            output = result.output
        }
        return output
    }

    @Test func customersThatTheCustomersFileDoesNotNameAreToldWithTheirNumberAndExamples() throws {
        let some = try told(["C1", "C2", "C3"], known: ["C1", "C2"])
        #expect(
            some.contains(
                "warning: 1 customer of open items is not in the customers file, so that name, country, segment and credit limit are missing: C3 [unknown-customers]"
            ), "\(some)")
        let many = try told(["K5", "K4", "K3", "K2", "K1", "C1"], known: ["C1"])
        #expect(
            many.contains("5 customers of open items are not in the customers file") && many.contains(": K1, K2, K3, … [unknown"), "\(many)"
        )
        #expect(try !told(["C1"], known: ["C1", "C2"]).contains("customers]"))
    }

    @Test func withoutACustomersFileNothingIsMissingInIt() throws { #expect(try !told(["C1"], known: []).contains("customers]")) }

    @Test func otherZerosBlanksAndCapitalsAreTold() throws {
        for (id, other) in [("0000004711", "4711"), ("c1", "C1")] {
            let text = try told([id], known: [other])
            #expect(
                text.contains(
                    "1 customer stands in the customers file with other zeros in front, blanks or capitals, and is not found there: the first is '\(id)', there '\(other)' [customer-zeros]"
                ), "\(text)")
            #expect(!text.contains("unknown-customers"))
        }
    }

    @Test func blanksAroundIdsAreNoPartOfThem() throws {
        let text = try told([" C1", "C2  ", "\u{A0}C3"], known: ["C1", "C2", "C3"])
        #expect(!text.contains("customers]") && !text.contains("[customer-zeros]"), "\(text)")
    }

    @Test func idsThatAreAlikeAmongEachOtherAreTold() throws {
        let text = try told(["C1", "c1", "4711", "004711", "0", "00"], known: [])
        #expect(
            text.contains("3 customers stand in open items under ids that differ in zeros in front, blanks or capitals only"), "\(text)")
        #expect(text.contains(", and is several customers so: '0', '00' [alike-customers]"), "\(text)")
        #expect(try told(["A1", "A\u{200E}1"], known: []).contains("alike-customers"))
        #expect(try told(["A 1", "A\u{A0}1"], known: []).contains("alike-customers"))
        #expect(try !told(["C1", "C10", "0C1a", "Città", "Citt\u{C3}"], known: []).contains("alike-customers"))
        // Both stand in the customers file: they are two.
        #expect(try !told(["C1", "c1"], known: ["C1", "c1"]).contains("customers]"))
    }

    @Test func aCustomersFileThatComesLaterIsHeldAgainstTheNewestDay() throws {
        try Run.inWorkspace { run in
            let header = "company,document,kind,customer,document_date,due_date,currency,open_amount\n"
            try run.write(header + "A,1,invoice,C9,2026-09-20,,EUR,5.00\n", to: "ledger-2026-09-30.csv")
            try run.write(
                header + "A,2,invoice,C1,2026-10-20,,EUR,5.00\nA,3,invoice,C2,2026-10-20,,EUR,5.00\n", to: "ledger-2026-10-31.csv")
            let ledgers = try run("import", "ledger-2026-09-30.csv", "ledger-2026-10-31.csv").code
            #expect(ledgers == 0)
            try run.write("customer,name\nC1,N\n", to: "customers.csv")
            let told = try run("import", "customers.csv")
            #expect(told.code == 0, "\(told.messages)")
            #expect(told.output.contains("customers.csv: warning: 1 customer of open items is not in the customers file"), "\(told.output)")
            #expect(told.output.contains("are missing: C2 [unknown-customers]") && !told.output.contains("C9"), "\(told.output)")
            try run.write("customer,name\nC1,N\nC2,N\n", to: "customers.csv")
            let complete = try run("import", "customers.csv").output
            #expect(complete.contains("1 added") && !complete.contains("unknown-customers"), "\(complete)")
        }
    }

    @Test func theCustomersOfAHistoryAreLookedAtToo() throws {
        try Run.inWorkspace { run in
            try run.write("customer,name\nC1,N\n", to: "customers.csv")
            let header = "company,document,customer,document_date,due_date,currency,amount,cleared_on\n"
            try run.write(
                header + "A,1,C1,2026-01-10,2026-02-09,EUR,1.00,\nA,2,C2,2026-01-10,2026-02-09,EUR,1.00,2026-02-11\n", to: "h.csv")
            let text = try run("import", "h.csv", "customers.csv").output
            #expect(text.contains("missing: C2 [unknown-customers]"), "\(text)")
            // Of what stood out the report of the import, which reports show, knows.
            let stored = run.bytes("ledger.incasso").map { String(decoding: $0, as: UTF8.self).contains("unknown-customers") }
            #expect(stored == true)
        }
    }
}
