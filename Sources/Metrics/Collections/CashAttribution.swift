import Ledger
import LedgerColumns

/// Credits payments to analysts under the workspace's attribution policy; each minor unit of a payment is credited once.
public struct CashAttribution: Sendable {
    private let policy: Policy
    private let owners: OwnerIndex
    private let promises: [PaymentPromise]
    /// Touches by customer, ascending by day, then activity id.
    private let touches: [String: [Touch]]

    private struct Touch {
        let day: Day
        let activity: String
        let analyst: String
    }

    public init(policy: Policy, tables: ReferenceTables) {
        self.policy = policy
        owners = tables.owners
        promises = policy.attribution.usesPromises ? tables.promises : []
        let contacts = policy.attribution.contacts
        let counted = policy.attribution.usesContacts ? tables.activities.filter { Self.isTouch($0, contacts) } : []
        touches = Dictionary(grouping: counted, by: \.customer).mapValues { activities in
            activities.map { Touch(day: $0.date, activity: $0.activity, analyst: $0.analyst) }.sorted { left, right in
                left.day == right.day ? left.activity.utf8.lexicographicallyPrecedes(right.activity.utf8) : left.day < right.day
            }
        }
    }

    private static func isTouch(_ activity: Activity, _ contacts: Attribution.Contacts) -> Bool {
        activity.direction == .out && (contacts == .outbound || [.reached, .promise, .dispute].contains(activity.outcome))
    }

    /// The credits of the payments among some postings, as known on D.
    func credits(_ postings: PostingColumns, asOf: Day) -> CashCredits {
        let known = promises.filter { $0.madeOn <= asOf }
        return CashCredits(
            attribution: self,
            served: known.isEmpty ? [:] : PromisedPayments(known, postings: postings, policy: policy).servings(asOf: asOf))
    }

    /// What tells the owners of the customers of a dictionary on any day.
    func owners(of customers: StringDictionary) -> CustomerOwners { owners.owners(of: customers) }

    /// The latest contact up to a day whose analyst is credited.
    private func lastTouch(of customer: String, on day: Day) -> Touch? {
        let latest = touches[customer]?.last { $0.day <= day }
        guard let latest, day.days(since: latest.day) <= policy.attribution.lastTouchDays else { return nil }
        return latest
    }

    /// All of an amount to the analyst of the latest contact, or to the owner without one.
    fileprivate func touched(_ customer: String, on day: Day, owner: String, minor: Int64) -> CashCredit {
        guard let touch = lastTouch(of: customer, on: day) else { return CashCredit(analyst: owner, minor: minor, grounds: .owner) }
        return CashCredit(analyst: touch.analyst, minor: minor, grounds: .contact(touch.activity, touch.day))
    }

    fileprivate var rule: Attribution { policy.attribution }
}

/// A part of a payment and whom it is credited to.
public struct CashCredit: Hashable, Sendable {
    /// Why it is the analyst's.
    public enum Grounds: Hashable, Sendable {
        /// Owner of the customer on the posting day, or the house account.
        case owner
        /// The promise it served.
        case promise(String)
        /// The latest contact before it.
        case contact(String, Day)
    }

    public let analyst: String
    /// Reporting minor units, positive for cash received.
    public let minor: Int64
    public let grounds: Grounds
}

/// What payments served, and from that who is credited with them.
struct CashCredits {
    fileprivate let attribution: CashAttribution
    /// What promises took of a posting row, in the order they were served.
    fileprivate let served: [Int: [PromiseServing]]

    /// The credits of a payment; they add up to its cash exactly.
    ///
    /// - Parameters:
    ///   - owner: Of the customer on the posting day, or the house account.
    ///   - amountMinor: Of the posting, in its currency: negative for cash received.
    ///   - cashMinor: In the reporting currency: positive for cash received.
    func of(row: Int, customer: String, owner: String, day: Day, amountMinor: Int64, cashMinor: Int64) -> [CashCredit] {
        switch attribution.rule.rule {
        case .owner: return [CashCredit(analyst: owner, minor: cashMinor, grounds: .owner)]
        case .promise: return promised(row, owner: owner, amountMinor: amountMinor, cashMinor: cashMinor)
        case .lastTouch: return [attribution.touched(customer, on: day, owner: owner, minor: cashMinor)]
        case .split:
            let share = attribution.rule.ownerShare
            // The share is at most 1, so that the part fits where the whole does.
            let own = Int64(share.part(of: Int128(cashMinor)))
            let rest = cashMinor - own
            let partners =
                attribution.rule.partner == .promise
                ? promised(row, owner: owner, amountMinor: amountMinor, cashMinor: rest)
                : [attribution.touched(customer, on: day, owner: owner, minor: rest)]
            return [CashCredit(analyst: owner, minor: own, grounds: .owner)] + partners
        }
    }

    /// Whether each payment is the owner's as a whole.
    var areOfOwners: Bool { attribution.rule.rule == .owner }

    /// Parts in proportion to what each promise took: the whole up to a promise, rounded down, less what went before; the owner takes the rest.
    private func promised(_ row: Int, owner: String, amountMinor: Int64, cashMinor: Int64) -> [CashCredit] {
        guard let servings = served[row], amountMinor < 0 else {
            return [CashCredit(analyst: owner, minor: cashMinor, grounds: .owner)]
        }
        var (taken, credited): (Int64, Int64) = (0, 0)
        var credits: [CashCredit] = []
        for serving in servings {
            taken += serving.takenMinor
            let upTo = Int64(Int128(cashMinor) * Int128(taken) / -Int128(amountMinor))
            credits.append(
                CashCredit(
                    analyst: serving.promise.analyst ?? owner, minor: upTo - credited, grounds: .promise(serving.promise.promise)))
            credited = upTo
        }
        if taken < -amountMinor { credits.append(CashCredit(analyst: owner, minor: cashMinor - credited, grounds: .owner)) }
        return credits
    }
}
