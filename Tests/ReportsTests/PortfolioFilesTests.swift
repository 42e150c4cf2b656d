import Ledger
import Metrics
import Testing

@testable import Reports

@Suite("The files of a portfolio")
struct PortfolioFilesTests {
    private static let tables = ReferenceTables(
        customers: [
            Customer(customer: "C1", name: "Brackenhurst Joinery plc"), Customer(customer: "C10336", name: "Pellingworth Wholesale LLP"),
        ],
        analysts: [
            Analyst(analyst: "AN05", name: "Chiara Pontoglio", team: "Milano"), Analyst(analyst: "AN06", name: "Tom Ó Sé", team: "Dublin"),
        ],
        portfolios: [
            PortfolioAssignment(customer: "C1", analyst: "AN05", validFrom: Day(iso: "2020-01-01")!),
            PortfolioAssignment(customer: "C10336", analyst: "AN06", validFrom: Day(iso: "2020-01-01")!),
        ], targets: [], rates: RateTable(reporting: .eur, rates: []))

    @Test("are named unless their name tells of another analyst or another portfolio's customer")
    func names() {
        let names = [
            "ledger-2026-10-31.csv", "postings.csv", "AN05.csv", "ledgerAN05.csv", "chiara.csv", "promises-Pontoglio.xlsx", "c10336.csv",
            "brackenhurst_joinery.csv", "pellingworth-wholesale-2026.csv", "tom.csv", "activities AN06.csv", "wholesale.csv",
        ]
        let files = PortfolioFiles(names, tables: Self.tables) { _ in names }
        let cuts = PortfolioCuts(tables: Self.tables, customers: ["C1", "C10336"], asOf: Day(iso: "2026-10-31")!)
        func own(_ analyst: String) -> [String] { names.filter { files.isOwn($0, cuts.portfolio(analyst: analyst)) } }
        #expect(
            own("AN05") == [
                "ledger-2026-10-31.csv", "postings.csv", "AN05.csv", "ledgerAN05.csv", "chiara.csv", "promises-Pontoglio.xlsx",
                "brackenhurst_joinery.csv", "wholesale.csv",
            ])
        #expect(
            own("AN06") == [
                "ledger-2026-10-31.csv", "postings.csv", "c10336.csv", "pellingworth-wholesale-2026.csv", "tom.csv", "activities AN06.csv",
                "wholesale.csv",
            ])
        #expect(!files.isOwn("unknown.csv", cuts.portfolio(analyst: "AN05")))
    }

    @Test("are left out also where their name tells of somebody who is in no table but the ledger, whatever the id is written with")
    func ofTheLedgerAlone() {
        let names = ["ledger-C-77-2026-10-31.csv", "an09.csv", "ledger-2026-10-31.csv"]
        let cuts = PortfolioCuts(tables: Self.tables, customers: ["C1", "C10336", "C-77"], asOf: Day(iso: "2026-10-31")!)
        func own(_ files: PortfolioFiles) -> [String] { names.filter { files.isOwn($0, cuts.portfolio(analyst: "AN05")) } }
        #expect(own(PortfolioFiles(names, tables: Self.tables) { _ in names }) == names)
        let files = PortfolioFiles(names, tables: Self.tables, analysts: ["AN05", "AN09"], customers: ["C1", "C-77"]) { _ in names }
        #expect(own(files) == ["ledger-2026-10-31.csv"])
    }
}
