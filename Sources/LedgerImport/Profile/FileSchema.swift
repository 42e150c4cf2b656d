import Ledger

/// The canonical columns of one kind of file.
struct FileSchema {
    /// A canonical column.
    struct Column {
        let name: String
        let isRequired: Bool
    }

    let kind: FileKind
    let columns: [Column]

    /// The names of the required columns.
    var requiredNames: [String] { columns.filter(\.isRequired).map(\.name) }

    /// The columns that hold days, in order.
    var dayNames: [String] { columns.map(\.name).filter { Role.of($0) == .day } }

    /// The columns that hold amounts or numbers, in order.
    var amountNames: [String] { columns.map(\.name).filter { [.amount, .number].contains(Role.of($0)) } }

    /// What the values of a canonical column are taken for.
    enum Role: Sendable {
        /// An id, a name or a word.
        case value
        case day
        /// An amount of money.
        case amount
        /// A number of any precision.
        case number

        private static let byName: [String: Role] = [
            "amount": .amount, "open_amount": .amount, "credit_limit": .amount, "rate": .number, "value": .number, "document_date": .day,
            "due_date": .day, "posting_date": .day, "cleared_on": .day, "as_of": .day, "date": .day, "follow_up_on": .day,
            "follow_up_done_on": .day, "made_on": .day, "due_on": .day, "opened_on": .day, "closed_on": .day, "valid_from": .day,
            "valid_to": .day, ImportProfile.clearingDateColumn: .day,
        ]

        /// The role of a column by its name, which has one in all kinds; a name that is in no kind is of a value.
        static func of(_ name: String) -> Role { byName[name] ?? .value }
    }

    /// The words that a column of a kind takes; nil for a column that takes other values too.
    static func words(of column: String, _ kind: FileKind) -> [String]? {
        switch (column, kind) {
        case ("kind", .ledger): ItemKind.allCases.map(\.name)
        case ("kind", .postings): PostingKind.allCases.map(\.name)
        case ("channel", .activities): Activity.Channel.allCases.map(\.rawValue)
        case ("direction", .activities): Activity.Direction.allCases.map(\.rawValue)
        case ("outcome", .activities): Activity.Outcome.allCases.map(\.rawValue)
        case ("scope", .targets): Scope.allCases.map(\.rawValue)
        default: nil
        }
    }

    /// The columns of a kind.
    static func of(_ kind: FileKind) -> FileSchema { known[kind]! }

    /// The most columns that a kind requires.
    static let requiredCountMax = known.values.map(\.requiredNames.count).max() ?? 0

    private static let known = Dictionary(uniqueKeysWithValues: FileKind.allCases.map { ($0, FileSchema($0)) })

    /// What is due and open stands before what may be missing: columns of days and amounts are read in this order. In the texts an asterisk marks a required column.
    private init(_ kind: FileKind) {
        let text =
            switch kind {
            case .ledger:
                "company* document* line kind* customer* document_date* due_date currency* open_amount* amount reference as_of"
            case .postings:
                "company* document* line kind* customer* document_date due_date posting_date* currency* amount* clears"
            case .history: "company document* customer* document_date* due_date* currency amount* cleared_on disputed"
            case .customers: "customer* name* country language segment credit_limit credit_limit_currency parent"
            case .analysts: "analyst* name* email team language"
            case .portfolios: "customer* analyst* valid_from* valid_to"
            case .activities:
                "activity* date* analyst* customer* channel* direction* outcome* document follow_up_on follow_up_done_on"
            case .promises: "promise* customer* document made_on* due_on* currency* amount* analyst"
            case .disputes: "dispute* customer* document* opened_on* closed_on currency* amount* reason department"
            case .targets: "month* scope* key metric* value* currency"
            case .rates: "date* currency* rate*"
            case .interest: "half_year* rate* currency"
            }
        self.kind = kind
        columns = text.split(separator: " ").map { word in
            Column(name: String(word.prefix { $0 != "*" }), isRequired: word.hasSuffix("*"))
        }
    }
}
