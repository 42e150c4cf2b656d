import Ledger
import Metrics

extension EnglishWords {
    /// A number with its noun: `1 day`, `0 days`, `1,234 days`. O(digits).
    func counted(_ count: Int, _ one: String, _ many: String) -> String {
        count == 1 ? "1 " + one : format.decimal(Rational(count), places: 0) + " " + many
    }

    func days(_ count: Int) -> String { counted(count, "day", "days") }

    func workingDays(_ count: Int) -> String { counted(count, "working day", "working days") }

    func points(_ count: Int) -> String { counted(count, "point", "points") }
}
