import Ledger
import Metrics

extension EnglishWords {
    func label(_ label: EmulationLabel) -> String {
        switch label {
        case .emulation: "The same items in other systems' buckets"
        case .emulatedColumns: "Columns of the other systems"
        case .system: "System"
        case .ours: "Incasso"
        case .cause: "Cause"
        case .column: "Column"
        case .items: "Items"
        case .noColumn: "In no column"
        case .comparedWith: "Compared with"
        case .rule: "Rule"
        case .report: "Report"
        case .rules: "Rules of the other systems"
        case .source: "Source"
        case .largestDifferences: "Items that stand elsewhere, largest first"
        case .caption:
            "From the buckets of this report to those of another system: each row is what moves for one cause, negative where it leaves. "
                + "Columns of the system are compared with the bucket their middle lies in."
        case .detail: "To see what makes the difference, name a system: incasso emulate"
        case .inOurs: "In Incasso"
        case .inTheirs: "In the system"
        }
    }

    func name(_ rule: BucketRule) -> String {
        if let system = rule.system { return system }
        switch (rule.source, rule.agedFrom) {
        case (.behaviour, .dueDay): return "By due date, what is not late in the first range"
        case (.behaviour, .documentDay): return "By document date"
        case (.system, _), (.manual, _), (.workspace, _): return rule.id
        }
    }

    func name(_ cause: EmulationCause) -> String {
        switch cause {
        case .credits: "Credits treated otherwise"
        case .beyondLast: "Older than the last range"
        case .undated: "No due date"
        case .documentDay: "Aged by document date"
        case .notYetDue: "Not yet due"
        case .dueToday: "Due today (day 0)"
        case .ranges: "Ranges end on other days"
        }
    }

    func name(_ column: EmulatedColumn.Kind) -> String {
        switch column {
        case .current(let through): through > 0 ? "Current, to \(days(through))" : through == 0 ? "Current" : "Not due"
        case .range(nil, let last?): "To \(days(last))"
        case .range(let first?, let last?): first == last ? days(last) : "\(first)–\(last) days"
        case .range(let first?, nil): "Over \(days(first - 1))"
        case .range(nil, nil): "All"
        case .credits: "Credits"
        }
    }

    func sentences(_ rule: BucketRule, asOf: Day) -> String {
        let date = rule.agedFrom == .dueDay ? "due date" : "document date"
        var parts = ["Ages each item by its \(date)"]
        let before = rule.agedFrom == .dueDay ? "Not yet due" : "Dated after the day"
        switch rule.notYetDue {
        case .current: parts.append("\(before): in a column of its own")
        case .firstRange: parts.append("\(before): in the first range")
        case .nowhere: parts.append("\(before): in no column")
        }
        if rule.agedFrom == .dueDay {
            parts.append(
                rule.currentThrough < 0
                    ? "Due today: in the first range"
                    : rule.currentThrough == 0 ? "Due today: not late" : "Up to \(days(rule.currentThrough)) past due: not late")
        }
        let ranges = rule.rangeTexts(asOf: asOf)
        parts.append("Ranges: \(ranges.joined(separator: ", ")) days; older: \(rule.hasLastRange ? "in a last column" : "in no column")")
        if rule.agedFrom == .dueDay {
            switch rule.undated {
            case .notYetDue: parts.append("Without a due date: like not yet due")
            case .documentDay: parts.append("Without a due date: by document date")
            case .lastRange: parts.append("Without a due date: in the last column")
            }
        }
        switch rule.credits {
        case .inRanges: parts.append("Credits: with their sign in the column of their own date")
        case .apart: parts.append("Credits: in a column of their own")
        case .leftOut: parts.append("Credits: in no column")
        }
        return parts.joined(separator: ". ") + "."
    }

    func source(of rule: BucketRule) -> String {
        switch rule.source {
        case .system(let addresses): addresses.joined(separator: ", ")
        case .manual(let addresses): "Settings printed in a manual, read to the letter: \(addresses.joined(separator: ", "))"
        case .workspace: "A rule of this workspace, written in incasso.yml."
        case .behaviour: "A way of aging met in practice, of no system in particular."
        }
    }

    func tieOut(_ emulation: Emulation, _ currency: Currency) -> String {
        let money = { (minor: Int64) in format.moneyWithCurrency(minor, currency) }
        let net = money(emulation.netMinor)
        guard emulation.tiesOut else { return "\(name(emulation.rule)): does not tie out to net \(net). Run `incasso verify`." }
        let tied = "\(name(emulation.rule)): the causes explain every difference, and both sides add up to net \(net)"
        guard emulation.nowhere.itemCount > 0 else { return tied + ", all of it in the system’s columns." }
        return tied + "; the system’s columns show \(money(emulation.shownMinor)) of it, and "
            + itemsInNoColumn(emulation.nowhere.itemCount, minor: emulation.nowhere.minor, currency) + "."
    }

    func itemsInNoColumn(_ count: Int, minor: Int64, _ currency: Currency) -> String {
        "\(counted(count, "item", "items")) of \(format.moneyWithCurrency(minor, currency)) \(count == 1 ? "stands" : "stand") in none"
    }
}
