import Ledger

/// A company of the group that sells and keeps a receivables ledger.
struct SellingCompany {
    /// How its documents are numbered: a prefix and a running number.
    struct Numbering {
        var invoice: String
        var creditNote: String
        var payment: String
        /// Journal entries: debit notes, adjustments, write-offs.
        var journal: String
        /// Digits of the running number.
        var digits: Int
    }

    /// A payment term: days after the document day, counted to the end of that month when `endOfMonth`.
    struct Term: Hashable {
        var days: Int
        var endOfMonth = false

        func dueDay(of documentDay: Day) -> Day {
            let due = documentDay.adding(days: days)
            return endOfMonth ? due.month.lastDay : due
        }
    }

    var code: String
    var numbering: Numbering
    /// Countries of its customers by weight.
    var countries: [(element: Country, weight: Int)]
    var terms: [(element: Term, weight: Int)]
    /// Share of the group's customers, of a thousand.
    var customerShare: Int

    static let all: [SellingCompany] = [
        SellingCompany(
            code: "IT01", numbering: Numbering(invoice: "FT-", creditNote: "NC-", payment: "INC-", journal: "GC-", digits: 6),
            countries: [(.italy, 80), (.france, 8), (.germany, 6), (.spain, 6)],
            terms: [
                (Term(days: 30), 60), (Term(days: 60), 13), (Term(days: 30, endOfMonth: true), 21), (Term(days: 60, endOfMonth: true), 6),
            ],
            customerShare: 360),
        SellingCompany(
            code: "IT02", numbering: Numbering(invoice: "18", creditNote: "16", payment: "14", journal: "10", digits: 8),
            countries: [(.italy, 92), (.unitedStates, 8)],
            terms: [(Term(days: 30), 62), (Term(days: 60), 14), (Term(days: 30, endOfMonth: true), 24)],
            customerShare: 150),
        SellingCompany(
            code: "IE01", numbering: Numbering(invoice: "INV", creditNote: "CRN", payment: "RCT", journal: "JNL", digits: 6),
            countries: [(.ireland, 70), (.unitedKingdom, 8), (.unitedStates, 14), (.germany, 8)],
            terms: [(Term(days: 30), 66), (Term(days: 14), 16), (Term(days: 45), 18)],
            customerShare: 230),
        SellingCompany(
            code: "GB01", numbering: Numbering(invoice: "SI", creditNote: "SC", payment: "SR", journal: "SJ", digits: 7),
            countries: [(.unitedKingdom, 88), (.ireland, 4), (.france, 4), (.unitedStates, 4)],
            terms: [(Term(days: 30), 72), (Term(days: 14), 14), (Term(days: 45), 14)],
            customerShare: 260),
    ]
}

/// A country customers live in.
enum Country: String, CaseIterable {
    case italy = "IT", ireland = "IE", unitedKingdom = "GB", germany = "DE", france = "FR", unitedStates = "US", spain = "ES"

    /// The language its customers are written to.
    var language: String {
        switch self {
        case .italy: "it"
        case .germany: "de"
        case .france: "fr"
        case .spain: "es"
        case .ireland, .unitedKingdom, .unitedStates: "en"
        }
    }

    /// The currency its customers are mostly invoiced in.
    var currency: Currency {
        switch self {
        case .unitedKingdom: Currency(code: "GBP")!
        case .unitedStates: Currency(code: "USD")!
        default: .eur
        }
    }
}
