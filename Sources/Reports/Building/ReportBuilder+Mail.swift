import Ledger
import ReportDocument

extension ReportBuilder {
    /// The first sections of a page, which its message shows: what has to be done, and how things stand. Lists and months of figures are for the attachment.
    public static let mailedSections = 2

    /// A document as a message shows it: with a headline for its subject; of a report of form page the first sections, and what the rest is about.
    ///
    /// - Parameters:
    ///   - document: What ``document(_:)`` gave.
    ///   - sectionsMax: How many sections of a page are shown at most.
    ///   - isAttached: Whether the whole report goes with it.
    public func mailDocument(_ document: ReportDocument, sectionsMax: Int = mailedSections, isAttached: Bool) -> ReportDocument {
        var message = document
        let words = words(document.language)
        message.headline = document.headline ?? headline(BlockContext(spec: spec, data: data, words: words, language: document.language))
        guard spec.form == .page, document.sections.count > sectionsMax else { return message }
        message.sections = Array(document.sections.prefix(sectionsMax))
        let tables = Set(
            message.sections.flatMap(\.blocks).compactMap { block in if case .table(let table) = block { table.id } else { nil } })
        for index in message.sections.indices {
            // A chart whose data stands in a section that is left out goes with it.
            message.sections[index].blocks.removeAll { block in
                if case .chart(let chart) = block { !tables.contains(chart.table) } else { false }
            }
        }
        let rest = document.sections.dropFirst(sectionsMax).map(\.title)
        message.sections[message.sections.count - 1].blocks.append(
            .paragraph(words.restOfReport(rest, isAttached: isAttached), role: .body))
        return message
    }
}
