extension ReportDocument {
    /// What is said in place of a table without rows: its caption.
    public func emptyText(_ table: Table) -> String { table.caption ?? words.noRows }

    /// What is said under a table that does not show all rows or columns, and where the others are; nil when it shows all.
    public func moreText(_ table: Table) -> String? {
        table.moreRows.map { table.unshownRows.isEmpty && table.unshownColumns.isEmpty ? $0 : $0 + ". " + words.fullListInFile }
    }
}
