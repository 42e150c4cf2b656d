import Ledger

/// The columns of a small table in one file: where the values of each come from, and how they are written.
struct RecordColumns {
    /// One canonical column; an object, since every value of every row asks for one.
    final class Column: Sendable {
        let plan: ColumnPlan
        let order: ImportProfile.DateOrder
        let mark: DecimalMark
        /// Whether day and month of dates of the sheet are exchanged.
        let swapsCells: Bool
        /// The field whose values are the column's as they stand; nil where they are others.
        let bareField: Int?

        init(plan: ColumnPlan, order: ImportProfile.DateOrder, mark: DecimalMark, swapsCells: Bool) {
            (self.plan, self.order, self.mark, self.swapsCells) = (plan, order, mark, swapsCells)
            bareField = plan.valueMap.isEmpty ? plan.fieldIndex : nil
        }
    }

    private let columns: [Column]

    init(_ plans: [ColumnPlan], _ styles: ColumnStyles) {
        columns = plans.map {
            Column(plan: $0, order: styles.order($0.name), mark: styles.mark($0.name), swapsCells: styles.swapped.contains($0.name))
        }
    }

    subscript(place: Int) -> Column { columns[place] }

    /// The place of a column. Rows ask for their columns in much the same order, so that the search starts at the one asked for last.
    func place(of name: String, from start: Int) -> Int {
        for step in 0..<columns.count {
            let place = start + step < columns.count ? start + step : start + step - columns.count
            if columns[place].plan.name == name { return place }
        }
        preconditionFailure("the schema has no column \(name)")
    }
}
