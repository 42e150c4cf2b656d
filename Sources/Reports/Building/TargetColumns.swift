import Ledger
import Metrics
import ReportDocument

/// The columns that hold a figure against its target: the month's target, in a running month what of it is to be reached to date, the variance to that, the status.
struct TargetColumns {
    /// Whether there is a column for the target to date.
    let hasTargetToDate: Bool
    /// Whether one of the figures is judged at the end of the running month only.
    let hasLateJudgement: Bool

    /// Columns for some figures: with a target to date where one of them adds up day by day and the month is still running.
    init(_ metrics: [Metric], _ context: BlockContext) {
        hasTargetToDate = context.targets.pace != nil && metrics.contains(where: \.isMonthFlow)
        hasLateJudgement = context.targets.pace != nil && metrics.contains(where: \.isMonthShare)
    }

    /// The paragraph below a table with the columns: what the running month means for them; none when it means nothing.
    func note(_ context: BlockContext) -> [DraftBlock] { runningMonth(context).map { [.paragraph($0, role: .note)] } ?? [] }

    /// What the running month means for the figures; nil for nothing.
    func runningMonth(_ context: BlockContext) -> String? {
        guard let pace = context.targets.pace, hasTargetToDate || hasLateJudgement else { return nil }
        let words = context.words
        return words.workingDays(gone: pace.gone, of: pace.all) + (hasTargetToDate ? " " + words.targetToDateCaption : "")
            + (hasLateJudgement ? " " + words.lateJudgementCaption : "")
    }

    var count: Int { hasTargetToDate ? 4 : 3 }

    /// The columns; `prefix` starts their ids, `name` their titles, with `unit` for those with figures.
    func columns(prefix: String = "", name: String? = nil, unit: String? = nil, _ context: BlockContext) -> [Column] {
        func column(_ heading: String, _ id: String, _ kind: Column.Kind) -> Column {
            let title = name.map { $0 + ": " + heading.lowercased() } ?? heading
            return Column(id: prefix + id, title: title, unit: kind == .number ? unit : nil, kind: kind)
        }
        let words = context.words
        return [column(words.heading(.target), "target", .number)]
            + (hasTargetToDate ? [column(words.heading(DayHeading.targetToDate), "target-to-date", .number)] : [])
            + [column(words.heading(.variance), "variance", .number), column(words.heading(.status), "status", .status)]
    }

    /// The cells of a figure; nil when it has no target.
    ///
    /// - Parameters:
    ///   - actual: the figure's cell, which stands at `place`.
    ///   - first: the column of the first of these cells, in the row of `place`.
    func cells(
        _ metric: Metric, _ scope: Scope, _ key: String, actual: DraftCell, at place: CellReference, first: Int, _ context: BlockContext
    ) -> [DraftCell]? {
        context.targets.target(of: metric, scope, key).map { target in
            var goal = DraftCell(context.cell(of: target))
            if metric.targetId(context.aging) == Metric.cashTargetId {
                goal.address = FigureAddress(metric: .targetCash, scope: scope, key: key, day: context.data.asOf)
            }
            return cells(target, goal, actual: actual, at: place, first: first, context)
        }
    }

    /// The cells of a figure against a target that stands under no id of its own.
    func cells(_ target: MetricTarget, actual: DraftCell, at place: CellReference, first: Int, _ context: BlockContext) -> [DraftCell] {
        cells(target, DraftCell(context.cell(of: target)), actual: actual, at: place, first: first, context)
    }

    private func cells(
        _ target: MetricTarget, _ goal: DraftCell, actual: DraftCell, at place: CellReference, first: Int, _ context: BlockContext
    ) -> [DraftCell] {
        func column(_ offset: Int) -> CellReference { CellReference(table: place.table, row: place.row, column: first + offset) }
        var cells = [goal]
        var aim = (cell: goal, place: column(0))
        if hasTargetToDate {
            var toDate = DraftCell(.empty)
            if let part = context.cell(toDate: target) {
                toDate = DraftCell(part, formula: target.toDateFormula(column(0), context.currency))
                aim = (toDate, column(1))
            }
            cells.append(toDate)
        }
        var variance = DraftCell.difference(actual, at: place, aim.cell, at: aim.place)
        var judged = DraftCell(.empty)
        if !target.isTooEarly, let number = actual.value.number, let wanted = aim.cell.value.number {
            let judgement = target.judgement(actual: place, target: aim.place)
            judged.judgement = judgement
            judged.status = judgement.status(actual: number, target: wanted)
            variance.status = judged.status
        }
        return cells + [variance, judged]
    }

    /// The cells of a figure without a target: blanks, or n/a with a reason in the columns of figures.
    func blanks(reason: String? = nil) -> [DraftCell] {
        let none = DraftCell(reason.map { .notAvailable(reason: $0) } ?? .empty)
        return [DraftCell](repeating: none, count: count - 1) + [DraftCell(.empty)]
    }
}
