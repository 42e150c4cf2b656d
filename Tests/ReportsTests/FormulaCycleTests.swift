import Ledger
import MetricsOracle
import ReportDocument
import Reports
import Testing

@Suite("Formulas of the monthly target review")
struct FormulaCycleTests {
    @Test("never lead back to the cell they stand in, on the golden and on random ledgers")
    func noCycles() throws {
        var formulas = 0
        for seed in UInt64(0)..<25 {
            let ledger = seed == 0 ? try ReviewFixture.ledger(folder: "Tests/Golden") : OracleLedger.random(seed: seed)
            guard let day = ledger.asOfDays.last, let spec = try ReviewFixture.spec(AgingLimits(ledger.limits)!).spec else { continue }
            let document = ReportBuilder(spec: spec, data: try ReviewFixture.data(ledger, spec, asOf: day)).document(.english)
            var search = CycleSearch(document: document)
            let cycle = search.cycle()
            #expect(cycle == nil, "seed \(seed)")
            formulas += search.visited
        }
        #expect(formulas > 1_000)
    }
}

/// Looks for a cell whose formula needs the cell itself.
struct CycleSearch {
    let document: ReportDocument
    private var isDone: [CellReference: Bool] = [:]
    /// Cells looked at.
    var visited: Int { isDone.count }

    init(document: ReportDocument) { self.document = document }

    /// A cell on a cycle; nil when there is none.
    mutating func cycle() -> CellReference? {
        for table in document.tables {
            for row in table.rows.indices {
                for column in table.columns.indices {
                    if let found = follow(CellReference(table: table.id, row: row, column: column)) { return found }
                }
            }
        }
        return nil
    }

    private mutating func follow(_ place: CellReference) -> CellReference? {
        if let done = isDone[place] { return done ? nil : place }
        guard let formula = document.cell(place)?.formula else { return nil }
        isDone[place] = false
        for input in Self.inputs(formula) {
            if let found = follow(input) { return found }
        }
        isDone[place] = true
        return nil
    }

    private static func inputs(_ formula: Formula) -> [CellReference] {
        switch formula {
        case .cell(let place): [place]
        case .whole: []
        case .rounded(let term, _): inputs(term)
        case .sum(let table, let column, let first, let last):
            (first...last).map { CellReference(table: table, row: $0, column: column) }
        case .add(let left, let right), .subtract(let left, let right), .multiply(let left, let right), .divide(let left, let right):
            inputs(left) + inputs(right)
        }
    }
}
