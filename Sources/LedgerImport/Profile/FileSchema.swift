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

    /// The columns of a small table that hold days.
    var dayNames: [String] {
        let days: Set = [
            "valid_from", "valid_to", "date", "follow_up_on", "follow_up_done_on", "made_on", "due_on", "opened_on", "closed_on",
        ]
        return columns.map(\.name).filter(days.contains)
    }

    /// The columns of a small table that hold amounts or numbers.
    var amountNames: [String] {
        let amounts: Set = ["credit_limit", "amount", "value", "rate"]
        return columns.map(\.name).filter(amounts.contains)
    }

    /// The columns of a kind.
    static func of(_ kind: FileKind) -> FileSchema { known[kind]! }

    private static let known = Dictionary(uniqueKeysWithValues: FileKind.allCases.map { ($0, FileSchema($0)) })

    /// In the texts an asterisk marks a required column.
    private init(_ kind: FileKind) {
        let text =
            switch kind {
            case .ledger:
                "company* document* line kind* customer* document_date* due_date currency* amount open_amount* reference as_of"
            case .postings:
                "posting_date* company* document* line kind* customer* document_date due_date currency* amount* clears"
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
