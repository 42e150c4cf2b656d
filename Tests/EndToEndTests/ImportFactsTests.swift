import Foundation
import Testing

@Suite("What imports told, in the reports' Method")
struct ImportFactsTests {
    @Test("files, days, dropped and rejected rows, columns left out and remarks, in both languages")
    func method() throws {
        try Run.inWorkspace { run in
            let rows = [
                "Partite aperte", "Conto;Numero documento;Tipo di documento;Data documento;Divisa;Importo divisa estera;Colore",
                "C1;1800000001;RV;10.09.2026;EUR;1.234,56;rosso", "C2;1800000002;RV;31.09.2026;EUR;50,00;blu", ";;;;EUR;1.284,56;",
            ]
            try run.write(rows.joined(separator: "\r\n") + "\r\n", to: "it01-2026-09-30.csv")
            let taken = try run("import", "--allow-rejects", "1", "--company", "IT01", "ledger", "it01-2026-09-30.csv")
            #expect(taken.code == 1, "\(taken.messages)")
            let report = try run("report", "monthly-target-review", "--period", "2026-09", "--format", "csv", "--language", "en,it")
            #expect(report.code == 0, "\(report.messages)")
            let files = run.names.filter { $0.hasSuffix("-imports.csv") || $0.hasSuffix("-imports.it.csv") }
            let texts = files.map { String(decoding: run.bytes($0) ?? Data(), as: UTF8.self) }
            let told = texts.joined(separator: "\n")
            for phrase in [
                "219 bytes; day from the file’s name, newest day in it 10 Sep 2026", "dropped: subtotals 1, titles 1",
                "rejected: no date 1", "scartate: data non valida 1",
                "columns left out: Colore", "no due dates: nothing in it is ever past due",
            ] { #expect(told.contains(phrase), "\(phrase) in \(told)") }
        }
    }
}
