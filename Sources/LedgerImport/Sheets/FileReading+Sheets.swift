import Ledger
import WorkbookReader

extension FileReading {
    /// Reads the rows of a sheet in the style that all texts of each column have; numbers and days with a type need none.
    mutating func readInItsStyle(_ sheet: SheetRows) throws(ImportError) -> (BatchPlan, ColumnarResult) {
        let question = StyleQuestion(profile: profile, syntax: syntax, options: options, path: path)
        var plan = plan(question.decide(try sheet.sampleEvidence(plan(ColumnStyles()))).styles)
        var (result, remarks) = try sheet.readColumns(plan, options)
        let (styles, open) = question.decide(result.tally.evidence)
        try refuse(open, styles, question)
        if !styles.readsLike(plan.styles) {
            plan = self.plan(styles)
            var again = options
            again.progress = nil
            (result, remarks) = try sheet.readColumns(plan, again)
        }
        noteStyles(styles)
        try note(remarks, sheet, lines: result.columns.allLines)
        return (plan, result)
    }

    /// Notes what stands out in a sheet; throws when merged cells hide values of rows that were taken.
    ///
    /// - Parameter lines: The rows of the sheet that were taken, ascending.
    mutating func note(_ remarks: SheetRows.Remarks, _ sheet: SheetRows, lines: [UInt32]) throws(ImportError) {
        try refuseMergedCells(remarks.mergedRanges, sheet, lines)
        if remarks.hiddenRowCount > 0 {
            report.diagnostics.append(
                Diagnostic(
                    code: "hidden-rows", severity: .note, file: path,
                    message: counted(remarks.hiddenRowCount, "row is", "rows are")
                        + " hidden in sheet '\(sheet.sheet.name)' and taken like the others"))
        }
        if remarks.wideRowCount > 0 {
            report.diagnostics.append(
                Diagnostic(
                    code: "values-beside-table", severity: .note, file: path,
                    message: counted(remarks.wideRowCount, "row has", "rows have") + " values right of the header, which are left out"))
        }
    }

    private func counted(_ count: Int, _ one: String, _ many: String) -> String { count == 1 ? "1 \(one)" : "\(count) \(many)" }

    /// Of merged cells only the first has a value: the others of a row that was taken look empty without being meant so.
    private func refuseMergedCells(_ ranges: [MergedRange], _ sheet: SheetRows, _ lines: [UInt32]) throws(ImportError) {
        var findings: [Diagnostic] = []
        for range in ranges {
            let fields = header.fields.values.filter { range.columns.contains(sheet.firstColumn + $0 + 1) }.sorted()
            guard !fields.isEmpty, findings.count < FaultSink.detailLimit else { continue }
            let first = lines.partitioningIndex { $0 >= range.rows.lowerBound }
            for line in lines[first...].prefix(while: { $0 <= range.rows.upperBound }) {
                let hidden = fields.first { field in
                    Int(line) != range.rows.lowerBound || sheet.firstColumn + field + 1 != range.columns.lowerBound
                }
                guard let hidden, findings.count < FaultSink.detailLimit else { continue }
                findings.append(
                    Diagnostic(
                        code: "merged-cells", file: path, line: Int(line), column: hidden + 1,
                        message:
                            "'\(header.fields.first { $0.value == hidden }?.key ?? "")' belongs to merged cells, of which only the first has a value",
                        advice: "unmerge the cells and fill in each row"))
            }
        }
        if !findings.isEmpty { throw ImportError(code: .mergedCells, diagnostics: findings) }
    }
}

extension Array {
    /// The first index whose element passes a test that all later ones pass too. Logarithmic.
    fileprivate func partitioningIndex(_ passes: (Element) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if passes(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
