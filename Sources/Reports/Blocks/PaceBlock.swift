import Ledger
import Metrics
import ReportDocument

/// Cash of the month against its target and against the part of it that goes with the working days gone; amounts that renderers may draw as bars.
struct PaceBlock {
    let id: String
    let title: LocalizedText

    func blocks(_ context: BlockContext) -> [DraftBlock] {
        let table = DraftTable(
            id: id, title: title.text(context.language), caption: caption(context),
            columns: [
                context.textColumn(.figure, id: "figure"),
                Column(id: "amount", title: context.words.heading(.amount), unit: context.currency.code, kind: .number),
            ],
            rows: [
                (.item, [context.text(context.name(.cashAttributed)), context.cell(.cashAttributed)]),
                (.item, [context.text(context.words.heading(.targetToDate)), DraftCell(targetToDate(context))]),
                (.item, [context.text(context.name(.targetCash)), context.cell(.targetCash)]),
            ], presentation: .bars, isHome: true)
        let sentence = PaceFigures(context).map { DraftBlock.paragraph(context.words.sentence($0), role: .finding) }
        return [sentence].compactMap { $0 } + [.table(table)]
    }

    /// How many working days are gone, and of a target in another currency what is written.
    private func caption(_ context: BlockContext) -> String? {
        let written = context.targets.target(of: .cashAttributed)?.written.map {
            context.name(.targetCash) + ": " + context.words.written($0) + "."
        }
        let parts = [daysGone(context), written].compactMap { $0 }
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }

    private func daysGone(_ context: BlockContext) -> String? {
        guard case .count(let gone) = context.figures.value(.workingDays), case .count(let all) = context.figures.value(.monthWorkingDays)
        else { return nil }
        return context.words.workingDays(gone: gone, of: all)
    }

    private func targetToDate(_ context: BlockContext) -> CellValue {
        switch context.figures.value(.targetCash) {
        case .unavailable(let reason): .notAvailable(reason: context.words.reason(reason))
        default:
            PaceFigures(context).map { .money($0.targetToDateMinor, context.currency) }
                ?? .notAvailable(reason: context.words.reason(.noWorkingDays(context.figures.frame.period)))
        }
    }
}

/// Cash against the target with the working days gone.
public struct PaceFigures: Hashable, Sendable {
    public let cashMinor: Int64
    public let targetMinor: Int64
    /// The target × working days gone ÷ working days of the month, half to even.
    public let targetToDateMinor: Int64
    /// Working days of the month after the as-of day.
    public let daysLeft: Int64
    public let currency: Currency

    /// What is still missing, a working day that is left; half to even; nil when nothing is missing or no day is left.
    public var neededPerDayMinor: Int64? {
        guard daysLeft > 0, cashMinor < targetMinor else { return nil }
        return Int64(Rational.divideHalfEven(Int128(targetMinor) - Int128(cashMinor), by: Int128(daysLeft)))
    }

    /// nil when cash, target or working days are not available.
    init?(_ context: BlockContext) {
        let figures = context.figures
        guard case .money(let cash) = figures.value(.cashAttributed), case .money(let target) = figures.value(.targetCash),
            case .count(let gone) = figures.value(.workingDays), case .count(let all) = figures.value(.monthWorkingDays), all > 0
        else { return nil }
        self.init(cashMinor: cash, targetMinor: target, daysGone: gone, daysOfMonth: all, currency: context.currency)
    }

    init(cashMinor: Int64, targetMinor: Int64, daysGone: Int64, daysOfMonth: Int64, currency: Currency) {
        self.cashMinor = cashMinor
        self.targetMinor = targetMinor
        targetToDateMinor = Int64(Rational.divideHalfEven(Int128(targetMinor) * Int128(daysGone), by: Int128(daysOfMonth)))
        daysLeft = daysOfMonth - daysGone
        self.currency = currency
    }
}
