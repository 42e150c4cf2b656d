import Foundation
import Testing

/// The snapshots and files that reports name as those their figures come from.
@Suite struct ReportSourcesTests {
    private func spec(_ blocks: String...) -> String {
        """
        title: {en: Mine, it: Mio}
        audience: analyst
        formats: [csv]
        languages: [en]
        sections:
          - id: a
            title: {en: A, it: A}
            blocks:

        """ + blocks.map { "      - \($0)\n" }.joined()
    }

    private func table(_ run: Run, _ path: String) -> String {
        String(decoding: run.bytes(path) ?? Data(), as: UTF8.self).replacing("\r\n", with: "\n")
    }

    @Test func theOpeningOfTheFirstMonthOfATrendIsNamedWithThePortfoliosItems() throws {
        try Run.inWorkspace { run in
            let days = ["2025-04-30", "2025-05-31", "2025-06-30", "2026-06-30"]
            let header = "company,document,line,kind,customer,document_date,due_date,currency,amount,open_amount,reference\n"
            for day in days {
                try run.write(
                    header
                        + ["A,1,invoice,C-1", "B,1,invoice,C-1", "C,1,invoice,C-2"].map {
                            "IT01,\($0),2025-01-10,2025-02-10,EUR,100.00,100.00,\n"
                        }.joined(), to: "in/ledger-\(day).csv")
            }
            let postings = ["2025-04", "2025-06", "2026-06"].map { "\($0)-05,IT01,I\($0),1,invoice,C-1,\($0)-05,\($0)-25,EUR,70.00,\n" }
            try run.write(
                "posting_date,company,document,line,kind,customer,document_date,due_date,currency,amount,clears\n" + postings.joined(),
                to: "in/postings.csv")
            try run.write("customer,analyst,valid_from,valid_to\nC-1,AN1,2025-01-01,\nC-2,AN2,2025-01-01,\n", to: "in/portfolios.csv")
            try run.write("analyst,name,email,team,language\nAN1,One,,North,en\nAN2,Two,,North,en\n", to: "in/analysts.csv")
            let imported = try run("import", "in")
            #expect(imported.code == 0, "\(imported.messages)")
            try run.write(spec("trend: {id: t, title: {en: T, it: T}, metrics: [cei]}", "sources"), to: "report-specs/mine.yml")
            let made = try run("report", "mine")
            #expect(made.code == 0, "\(made.messages)")
            for (analyst, count) in [("AN1", 2), ("AN2", 1)] {
                let sources = table(run, "output/mine-2026-06-30/\(analyst)/mine-2026-06-30.en.csv/mine-sources.csv")
                let rows = days.dropFirst().map { "\($0),1,\(count),ledger-\($0).csv\n" }
                #expect(sources == "snapshot,version,items,file\n" + rows.joined(), "\(sources)")
            }
        }
    }

    @Test func forecastsOfAPortfolioNameTheFilesTheyLookAt() throws {
        try Golden.inWorkspace { run in
            try run.write(spec("workings: {id: w, metrics: [landing.forecast, landing.gap]}"), to: "report-specs/mine.yml")
            let made = try run("report", "mine", "--as-of", "2026-06-30", "--analyst", "AN1")
            #expect(made.code == 0, "\(made.messages)")
            let rows = table(run, "output/mine-2026-06-30/AN1/mine-2026-06-30.en.csv/mine-w.csv").split(separator: "\n")
            for id in ["landing.forecast", "input.landing.promised", "input.landing.due", "input.landing.disputed"] {
                let row = try #require(rows.first { $0.contains(",\(id),") })
                #expect(row.hasSuffix("30 Jun 2026 (version 1), analysts.csv, disputes.csv, portfolios.csv, … (5)\""), "\(row)")
            }
            let gap = try #require(rows.first { $0.contains(",landing.gap,") })
            #expect(gap.hasSuffix(", … (6)\""), "\(gap)")
        }
    }
}
