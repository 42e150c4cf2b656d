import Ledger
import Metrics

/// The words of workings: what a figure was made from, in one language.
public protocol WorkingWords: Sendable {
    func label(_ label: WorkingLabel) -> String
    /// What the figures of a family are together, and how each is defined, in one sentence without a full stop.
    func name(_ family: FigureFamily) -> String
    func definition(_ family: FigureFamily) -> String
    /// The rows behind a base figure: "412 open items of 31 Oct 2026".
    func evidence(_ evidence: Evidence) -> String
    /// What kind of row it is.
    func record(_ record: WorkingRow.Record) -> String
    /// The kind of a posting, and of an input file.
    func kind(_ kind: PostingKind) -> String
    func kind(_ kind: FileKind) -> String
    /// The colour of a judgement.
    func colour(_ status: Status) -> String
    /// What came of a contact.
    func outcome(_ outcome: Activity.Outcome) -> String
    /// What shaped what a row adds, without a full stop.
    func note(_ note: RowNote, _ policy: Policy) -> String
    /// What to import or change so that a figure becomes available, without a full stop.
    func remedy(_ reason: UnavailableReason) -> String
    /// What a setting says that no line of the policies says.
    func settingName(_ setting: Setting) -> String
    func settingValue(_ setting: Setting, _ frame: FactsFrame) -> String
}

/// Labels of workings, for the command and the Method section.
public enum WorkingLabel: Hashable, CaseIterable, Sendable {
    case figures, from, settings, snapshots, files, rates, interestRates, halfYear, percentAYear, rows, remedy, months
    case calendar, workings, kind, date, documentDate, dueDate, clears, openAmount, converted, adds, over, sales, left
    case company, line, oldestDispute, target, workingSources
    case restatements, noRestatements, importedOn, netChange, pastDueChange
}

extension Words {
    /// The name and the value of a setting of a day.
    public func setting(_ setting: Setting, _ frame: FactsFrame) -> (name: String, value: String) {
        let line: PolicyLine? =
            switch setting {
            case .conversion: .conversion
            case .ownership: .ownership
            case .period: .period(frame.period)
            case .agingLimits: .agingLimits(frame.policy.aging)
            case .agingCredits: .credits(frame.policy.agingCredits)
            case .lossRates: .lossRates(frame.policy.lossRates, frame.policy.aging)
            case .sales: .sales(frame.policy.sales)
            case .attribution: .attribution(frame.policy.attribution)
            case .promiseTolerance, .bankCalendar, .workCalendar, .lookBack, .riskRules, .landingRules: nil
            }
        if let line { return (policyName(line), policyValue(line)) }
        return (settingName(setting), settingValue(setting, frame))
    }

    /// What kind of row it is: of items and postings their kind, of promises where they stand, of contacts what came of them, else that of the record.
    public func kind(of row: WorkingRow) -> String {
        let name: String? =
            switch row.record {
            case .item: ItemKind.allCases.first { $0.name == row.kind }.map(kind)
            case .posting: PostingKind.allCases.first { $0.name == row.kind }.map(kind)
            case .promise: PromiseProgress.State(rawValue: row.kind).map(state)
            case .activity: Activity.Outcome(rawValue: row.kind).map(outcome)
            case .account, .customer, .dispute, .target, .riskRule, .hindcast: nil
            }
        return name?.lowercased() ?? record(row.record)
    }

    /// The formula of a weighted sum, with the weights as percentages: `aging.current × 0.5% + …`; nil for other figures.
    ///
    /// - Parameter name: How an input is written: its id, or its value.
    public func weightedSum(_ working: FigureWorking, _ name: (FigureWorking) -> String) -> String? {
        guard let weights = working.weights, working.expression == nil else { return nil }
        return zip(working.inputs, weights).map { name($0) + " × " + format.exactPercentage($1) }.joined(separator: " + ")
    }

    /// What a working's figure comes from: its formula over ids, the rows behind it, or the calendar.
    public func source(of working: FigureWorking, _ aging: AgingLimits) -> String {
        if let expression = working.expression { return expression.text { $0.id(aging) } }
        if let formula = weightedSum(working, { $0.metric.id(aging) }) { return formula }
        let inputs = working.inputs.map { $0.metric.id(aging) }
        let parts = inputs + working.evidence.map(evidence)
        if parts.isEmpty, working.value.rational != nil { return label(.calendar) }
        return parts.joined(separator: "; ")
    }
}
