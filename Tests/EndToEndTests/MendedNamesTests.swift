import Foundation
import Testing

@Suite("Mended rows of lists whose documents are told apart by the whole list") struct MendedNamesTests {
    private static let header = "Date,Transaction type,Num,Customer,Due date,Past due,Amount,Open balance\n"
    private static let words = ["--company", "X", "--currency", "EUR"]

    private static func imported(_ rows: String, _ run: Run) throws {
        try run.write(header + rows, to: "qb-2026-10-31.csv")
        let taken = try run.run(["import", "--allow-rejects", "2"] + words + ["qb-2026-10-31.csv"])
        #expect(taken.code == 1, "\(taken.messages)")
    }

    private static func mend(_ wrong: String, _ right: String, _ run: Run) throws -> Run.Result {
        let name = "rejects/qb-2026-10-31.rejected.csv"
        let text = String(decoding: run.bytes(name) ?? Data(), as: UTF8.self)
        try run.write(text.replacingOccurrences(of: wrong, with: right), to: name)
        return try run("import", name)
    }

    @Test("are refused when they have no number") func withoutNumber() throws {
        try Run.inWorkspace { run in
            let rows =
                "09/13/2026,Invoice,1,Zed,10/13/2026,3,30,30\n09/13/2026,Payment,,Zed,,3,-5,-5\n09/13/2026,Paymint,,Zed,,3,-5,-5\n"
            try Self.imported(rows, run)
            let refused = try Self.mend("Paymint", "Payment", run)
            #expect(
                refused.code == 65
                    && refused.messages.contains("1 row has no document number, and documents without one are named from the whole list"),
                "\(refused.messages)\(refused.output)")
            try run.write(Self.header + rows.replacingOccurrences(of: "Paymint", with: "Payment"), to: "qb-2026-10-31.csv")
            let whole = try run.run(["import"] + Self.words + ["qb-2026-10-31.csv"])
            let told = try run("snapshots", "--format", "csv").output
            #expect(whole.code == 0 && told.contains(",3,30.00,-10.00,20.00,"), "\(told)\(whole.messages)")
        }
    }

    @Test("are refused when they share number and kind with another document, and taken when they do not") func sharedNumber() throws {
        for (wrong, number, code) in [("Invoyce", "8", Int32(65)), ("Invoyce", "9", 0), ("Credit Mimo", "8", 0)] {
            try Run.inWorkspace { run in
                try Self.imported(
                    "09/13/2026,Invoice,8,Zed,10/13/2026,3,30,30\n09/14/2026,\(wrong),\(number),Zed,11/13/2026,3,-5,-5\n", run)
                let right = wrong.replacingOccurrences(of: "oyc", with: "oic").replacingOccurrences(of: "Mimo", with: "Memo")
                let mended = try Self.mend(wrong, right, run)
                #expect(mended.code == code, "\(mended.messages)")
                #expect(
                    code == 0 || mended.messages.contains("X/8/ is the number of another document of the file too"), "\(mended.messages)")
            }
        }
    }

    @Test("are refused when the rows that were taken are told apart themselves") func instalments() throws {
        for (day, number, code) in [("11/13/2026", "8", Int32(65)), ("01/13/2027", "8", 65), ("01/13/2027", "9", 0)] {
            try Run.inWorkspace { run in
                try Self.imported(
                    "09/13/2026,Invoice,8,Zed,11/13/2026,3,300,100\n09/13/2026,Invoice,8,Zed,12/13/2026,3,300,200\n"
                        + "09/13/2026,Invoice,\(number),Zed,\(day),3,300,1x0\n", run)
                let mended = try Self.mend(",1x0", ",100", run)
                #expect(mended.code == code, "\(mended.messages)")
            }
        }
    }

    @Test("keep the names of documents without a number, however dates are written and whatever stands beside them") func names() throws {
        try Run.inWorkspace { run in
            let invoice = "09/13/2026,Invoice,1,Zed,10/13/2026,3,30,30\n"
            let payments = "09/13/2026,Payment,,Zed,,3,-5,-5\n"
            try run.write(Self.header + invoice + payments + payments, to: "qb-2026-09-30.csv")
            try run.write(Self.header + invoice + payments.replacingOccurrences(of: "09/13", with: "9/13"), to: "qb-2026-10-31.csv")
            let taken = try run.run(["import"] + Self.words + ["qb-2026-09-30.csv", "qb-2026-10-31.csv"])
            #expect(taken.code == 0, "\(taken.messages)")
            let diff = try run("diff", "2026-09-30", "2026-10-31", "--format", "csv").output
            #expect(diff.contains("\nall,,20.00,0.00,0.00,0.00,0.00,0.00,0.00,5.00,0.00,25.00\n"), "\(diff)")
        }
    }

    @Test("keep the names of documents when others of their number, or of none, are gone")
    func othersGone() throws {
        try Run.inWorkspace { run in
            let invoices = "09/13/2026,Invoice,8,Zed,10/13/2026,3,30,30\n09/13/2026,Invoice,9,Zed,10/13/2026,3,40,40\n"
            let memo = "09/14/2026,Credit Memo,8,Zed,,3,-4,-4\n"
            let (five, seven) = ("09/13/2026,Payment,,Zed,,3,-5,-5\n", "09/13/2026,Payment,,Zed,,3,-7.00,-7.00\n")
            let (zeds, acmes) = ("09/15/2026,Payment,77,Zed,,3,-2,-2\n", "09/15/2026,Payment,77,Acme,,3,-3,-1\n")
            try run.write(Self.header + invoices + memo + five + seven + zeds + acmes, to: "qb-2026-09-30.csv")
            // Invoice 8, the payment of 5 and the cheque 77 of Zed are settled; the cheque of Acme has 3 open again.
            let left = invoices.split(separator: "\n")[1] + "\n" + memo + seven.replacingOccurrences(of: ".00", with: "")
            try run.write(Self.header + left + acmes.replacingOccurrences(of: ",-1\n", with: ",-3\n"), to: "qb-2026-10-31.csv")
            let taken = try run.run(["import"] + Self.words + ["qb-2026-09-30.csv", "qb-2026-10-31.csv"])
            #expect(taken.code == 0 && !taken.messages.contains("shared-numbers"), "\(taken.messages)")
            let all = try run("diff", "2026-09-30", "2026-10-31", "--format", "csv").output
            #expect(all.contains("\nall,,51.00,0.00,-2.00,0.00,0.00,0.00,0.00,-23.00,0.00,26.00"), "\(all)")
            let zed = try run("diff", "2026-09-30", "2026-10-31", "--customer", "Zed", "--format", "csv").output
            for item in ["8,,invoice,2026-10-13,EUR,30.00,0.00,", "8,credit_note Zed,credit_note,,EUR,-4.00,-4.00,"] {
                #expect(zed.contains("item,Zed,X," + item), "\(zed)")
            }
        }
    }
}
