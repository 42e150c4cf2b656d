import Ledger

/// What is recorded beside the ledger: what collectors did and what customers said.
public enum RecordKind: UInt8, CaseIterable, Hashable, Sendable {
    case activities, disputes, promises

    /// The kind of the files that hold them.
    public var file: FileKind {
        switch self {
        case .activities: .activities
        case .disputes: .disputes
        case .promises: .promises
        }
    }

    /// nil for files of anything else.
    init?(_ kind: FileKind) {
        switch kind {
        case .activities: self = .activities
        case .disputes: self = .disputes
        case .promises: self = .promises
        case .ledger, .postings, .history, .customers, .analysts, .portfolios, .targets, .rates, .interest: return nil
        }
    }
}

/// The kinds of records a store has any of up to a day, or of which it was said that there are none: before, nothing is known of a kind, which is not the same as
/// none.
public struct ImportedRecords: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8

    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// All kinds.
    public static let all = ImportedRecords(rawValue: 7)

    private init(_ kind: RecordKind) { self.init(rawValue: 1 << kind.rawValue) }

    /// Those of the whole ledger's tables up to a day, inclusive; tables that were cut to a portfolio may be empty for another reason. A promise is of the day
    /// it was made on, a dispute of that it was opened on.
    init(_ tables: ReferenceTables, through day: Day) {
        self = []
        for (kind, from) in tables.noneFrom where from <= day { insert(ImportedRecords(kind)) }
        if tables.activities.indices.contains(where: { tables.activities.date($0) <= day }) { insert(ImportedRecords(.activities)) }
        if tables.disputes.contains(where: { $0.openedOn <= day }) { insert(ImportedRecords(.disputes)) }
        if tables.promises.contains(where: { $0.madeOn <= day }) { insert(ImportedRecords(.promises)) }
    }

    public func contains(_ kind: RecordKind) -> Bool { contains(ImportedRecords(kind)) }

    /// Why nothing is known of a kind; nil when there are records of it.
    public func missing(_ kind: RecordKind) -> UnavailableReason? { contains(kind) ? nil : .notImported(kind) }
}

/// That there are no records of a kind from a day on but those that were imported.
public struct StatedNone: Hashable, Sendable {
    public let kind: RecordKind
    public let from: Day
}

extension ReferenceTables {
    /// The kinds of which it was said by a day that there are none, in their order.
    public func statedNone(through day: Day) -> [StatedNone] {
        RecordKind.allCases.compactMap { kind in
            noneFrom[kind].flatMap { $0 <= day ? StatedNone(kind: kind, from: $0) : nil }
        }
    }
}

extension RiskRules.Rule {
    /// The records without which it cannot be judged; nil for none.
    public var record: RecordKind? {
        switch self {
        case .noContact: .activities
        case .brokenPromises: .promises
        case .pastDueShare, .lastBucket, .overCreditLimit, .daysLate, .concentration: nil
        }
    }
}

extension WorklistRules.Rule {
    /// The records without which it cannot be judged; nil for none. Rules that ask for a contact unless there was one ask for it too where contacts are not known.
    public var record: RecordKind? {
        switch self {
        case .followUp: .activities
        case .dispute: .disputes
        case .promiseMissed, .promiseDue: .promises
        case .escalate, .pastDue, .credit, .largeAmount, .lastBucket, .highRisk: nil
        }
    }
}
