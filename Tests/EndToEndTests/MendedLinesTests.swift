import Foundation
import Testing

@Suite("Lines that mended rows mend") struct MendedLinesTests {
    /// A kind of file whose rejected rows are mended, with four rows of which the last two are misspelt.
    struct Sample: Sendable, CustomTestStringConvertible {
        let file: String
        let header: String
        /// A row of a company and document.
        let row: @Sendable (String, String) -> String

        var testDescription: String { file }

        static let all = [
            Sample(file: "ledger-2026-01-31.csv", header: "company,document,kind,customer,document_date,due_date,currency,open_amount") {
                "\($0),\($1),invoice,C1,2026-01-05,2026-02-05,EUR,5.00"
            },
            Sample(file: "h.csv", header: "company,document,customer,document_date,due_date,currency,amount,cleared_on") {
                "\($0),\($1),C1,2026-01-05,2026-02-05,EUR,5.00,2026-02-10"
            },
            Sample(file: "p.csv", header: "posting_date,company,document,kind,customer,currency,amount,clears") {
                "2026-01-05,\($0),\($1),payment,C1,EUR,-5.00,"
            },
        ]

        var rejectsName: String { "rejects/" + file.dropLast(4) + ".rejected.csv" }

        /// Imports the four rows; the other two are kept.
        func importBroken(_ run: Run) throws {
            let rows = (1...4).map { number in
                let row = self.row("A", "D\(number)")
                return number > 2 ? row.replacingOccurrences(of: ",EUR,", with: ",EURO,") : row
            }
            try run.write(([header] + rows).map { $0 + "\n" }.joined(), to: file)
            let taken = try run("import", "--allow-rejects", "2", file)
            #expect(taken.code == 1, "\(taken.messages)")
        }

        /// The header and the two rejected rows, put right.
        func mended(_ run: Run) throws -> [String] {
            let bytes = try #require(run.bytes(rejectsName))
            let text = String(decoding: bytes, as: UTF8.self).replacingOccurrences(of: ",EURO,", with: ",EUR,")
            let lines = text.split(separator: "\n").map(String.init)
            #expect(lines.count == 3)
            return lines
        }

        func write(_ lines: [String], _ run: Run) throws { try run.write(lines.map { $0 + "\n" }.joined(), to: rejectsName) }
    }

    @Test("are those that were rejected, each once", arguments: Sample.all) func lines(sample: Sample) throws {
        try Run.inWorkspace { run in
            try sample.importBroken(run)
            let lines = try sample.mended(run)
            let stored = try StoredLedger(run)
            for (added, code, told) in [
                (
                    lines[2].replacingOccurrences(of: "D4", with: "D9"), "line-mended-twice",
                    ":4: error: line 5 of \(sample.file) is mended twice"
                ),
                (
                    lines[2].replacingOccurrences(of: "5,", with: "3,", limit: 1), "line-not-rejected",
                    ":4: error: the row mends line 3, which is none of"
                ),
                (String(lines[2].dropFirst()), "line-not-rejected", ":4: error: the row mends no line of \(sample.file)"),
            ] {
                let row = added.replacingOccurrences(of: "D4", with: "D9")
                try sample.write(lines + [row], run)
                let refused = try run("import", sample.rejectsName)
                #expect(refused.code == 65, "\(refused.output)")
                #expect(refused.messages.contains(sample.rejectsName + told), "\(refused.messages)")
                #expect(refused.messages.contains("[\(code)]; "), "\(refused.messages)")
            }
            let unchanged = try StoredLedger(run)
            #expect(unchanged == stored)
        }
    }

    @Test("are not mended again under another number, and rows that are there already may stand in the file", arguments: Sample.all)
    func rounds(sample: Sample) throws {
        try Run.inWorkspace { run in
            try sample.importBroken(run)
            let lines = try sample.mended(run)
            try sample.write(Array(lines[0...1]), run)
            let first = try run("import", sample.rejectsName).code
            #expect(first == 0)
            let stored = try StoredLedger(run)
            try sample.write([lines[0], lines[1].replacingOccurrences(of: "D3", with: "D8"), lines[2]], run)
            let refused = try run("import", sample.rejectsName)
            #expect(
                refused.code == 65 && refused.messages.contains("line 4 of \(sample.file) is mended twice: here and by "),
                "\(refused.messages)")
            let unchanged = try StoredLedger(run)
            #expect(unchanged == stored)
            try sample.write(lines, run)
            let whole = try run("import", sample.rejectsName)
            #expect(whole.code == 0, "\(whole.messages)")
            // What the right file would have given.
            let right = try StoredLedger(run)
            var expected: StoredLedger?
            try Run.inWorkspace { other in
                try other.write(([sample.header] + (1...4).map { sample.row("A", "D\($0)") }).map { $0 + "\n" }.joined(), to: sample.file)
                let taken = try other("import", sample.file).code
                #expect(taken == 0)
                expected = try StoredLedger(other)
            }
            #expect(right == expected)
        }
    }

    @Test("of postings of an unknown company are told") func companyOfPostings() throws {
        let sample = Sample.all[2]
        try Run.inWorkspace { run in
            try sample.importBroken(run)
            let lines = try sample.mended(run)
            try sample.write(lines.map { $0.replacingOccurrences(of: ",A,D3,", with: ",Z,D3,") }, run)
            let told = try run("import", sample.rejectsName)
            #expect(
                told.code == 0 && told.output.contains("company 'Z' is in nothing that was imported beside these rows"), "\(told.output)")
        }
    }

    @Test("may be mended again when the file that mended them was taken back") func takenBack() throws {
        let sample = Sample.all[2]
        try Run.inWorkspace { run in
            try sample.importBroken(run)
            let lines = try sample.mended(run)
            try sample.write([lines[0], lines[1].replacingOccurrences(of: "D3", with: "D8"), lines[2]], run)
            let wrong = try run("import", sample.rejectsName).code
            let back = try run("snapshots", "--take-back-file", "p.rejected.csv").code
            #expect(wrong == 0 && back == 0)
            try sample.write(lines, run)
            let right = try run("import", sample.rejectsName)
            #expect(right.code == 0 && right.output.contains("2 added"), "\(right.messages)\(right.output)")
        }
    }

    @Test("keep all columns of their file", arguments: zip(Sample.all, ["due_date", "cleared_on", "clears"]))
    func columns(sample: Sample, column: String) throws {
        try Run.inWorkspace { run in
            try sample.importBroken(run)
            let rows = try sample.mended(run).map { $0.components(separatedBy: ",") }
            let place = try #require(rows[0].firstIndex(of: column))
            let less = rows.map { row in row.indices.filter { $0 != place }.map { row[$0] }.joined(separator: ",") }
            try sample.write(less, run)
            let refused = try run("import", sample.rejectsName)
            #expect(
                refused.code == 65
                    && refused.messages.contains(
                        "\(sample.file), which the rows come from, has '\(column)'; this file has not [missing-column]"),
                "\(refused.messages)")
        }
    }

    @Test("of another company are refused when its items would give way, and told otherwise", arguments: Sample.all.prefix(2))
    func companies(sample: Sample) throws {
        try Run.inWorkspace { run in
            try sample.importBroken(run)
            let other = sample.file.replacingOccurrences(of: "h", with: "i").replacingOccurrences(of: "ledger", with: "other")
            try run.write([sample.header, sample.row("B", "E1")].map { $0 + "\n" }.joined(), to: other)
            let taken = try run("import", other)
            #expect(taken.code == 0, "\(taken.messages)")
            let stored = try StoredLedger(run)
            let lines = try sample.mended(run)
            try sample.write(lines.map { $0.replacingOccurrences(of: ",A,D3,", with: ",B,D3,") }, run)
            let refused = try run("import", sample.rejectsName)
            #expect(
                refused.code == 65
                    && refused.messages.contains("company 'B' is in none of the other rows of the file, and \(other) has its items"),
                "\(refused.messages)")
            let unchanged = try StoredLedger(run)
            #expect(unchanged == stored)
            try sample.write(lines.map { $0.replacingOccurrences(of: ",A,D3,", with: ",a,D3,") }, run)
            let told = try run("import", sample.rejectsName)
            #expect(told.code == 0, "\(told.messages)")
            #expect(
                told.output.contains("company 'a' is in nothing that was imported beside these rows [company-of-mended-rows]"),
                "\(told.output)")
            #expect(told.output.contains("companies 'A', 'a' differ in zeros in front, blanks or capitals only"), "\(told.output)")
        }
    }
}

extension String {
    /// With the first place of a text replaced, up to a number of them.
    fileprivate func replacingOccurrences(of text: String, with other: String, limit: Int) -> String {
        replacing(text, with: other, maxReplacements: limit)
    }
}
