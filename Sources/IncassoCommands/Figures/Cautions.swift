import Ledger
import Metrics
import Reports

// Warnings for what to look at in figures, where a format has no place for it.

extension Diagnostic {
    /// A warning that says what to look at in a figure.
    ///
    /// - Parameter text: One sentence or two, with their full stops.
    fileprivate static func caution(_ metric: String, _ text: String) -> Diagnostic {
        Diagnostic(
            code: "figure-caution", severity: .warning, message: metric + ": " + (text.hasSuffix(".") ? String(text.dropLast()) : text),
            advice: "the table and JSON say it beside the figure")
    }
}

extension ExplainedFigure {
    /// Warnings for what lists of rows do not say: what to look at in their figures, and which rules of the risk score were not judged.
    var findings: [Diagnostic] {
        let english = Reports.words(.english)
        let told = cautionedFigures.compactMap { figure in
            english.caution(figure.metric, figure.value, frame.imported).map { Diagnostic.caution(id(figure.metric), $0) }
        }
        return told
            + unjudgedRules.map { unjudged in
                Diagnostic(
                    code: "unjudged-rule", severity: .warning,
                    message: "\(working.day.isoText): \(unjudged.rule.rawValue) is not judged: " + english.reason(unjudged.reason),
                    advice: english.remedy(unjudged.reason))
            }
    }
}

extension FigureList {
    /// Warnings for what to look at in its figures, each once; what holds for every value of a figure is its definition's to say.
    func findings(_ policy: Policy) -> [Diagnostic] {
        let always = Set(Metric.catalogue(policy.aging).filter { words(.english).caution($0, .unavailable(.noPostings), .all) != nil })
        var said: Set<String> = []
        return entries.compactMap { entry in
            guard let caution = entry.row.caution, !always.contains(where: { $0.id(policy.aging) == entry.row.metric }),
                said.insert(entry.row.metric + caution).inserted
            else { return nil }
            return Diagnostic.caution(entry.row.metric, caution)
        }
    }
}
