import Ledger
import Metrics
import ReportDocument

/// Yesterday's cash, with the days meant.
struct DayCashBlock {
    func paragraphs(_ context: BlockContext) -> [DraftBlock] {
        guard let day = context.data.workingDay else { return [] }
        let text: String
        switch (context.figures.value(.collectCash), Int64(exactly: day.cash.totalMinor)) {
        case (.unavailable(let reason), _): text = context.words.noDayCash(context.words.reason(reason))
        case (_, let minor?): text = context.words.dayCash(day.yesterday, minor: minor, context.currency)
        case (_, nil): text = context.words.noDayCash(context.words.reason(.beyondRange))
        }
        return [.paragraph(text, role: .finding)]
    }
}
