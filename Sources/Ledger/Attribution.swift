/// Who is credited with a payment (`cash.attributed`): a rule and its numbers. Whoever the rule does not find, the owner of the customer on the posting day, or the
/// house account, is credited.
public struct Attribution: Hashable, Sendable {
    /// The rule.
    public enum Rule: String, CaseIterable, Sendable {
        /// The owner of the customer on the posting day.
        case owner
        /// The analyst of the promise that the payment served.
        case promise
        /// The analyst of the latest contact in the days before the posting.
        case lastTouch = "last-touch"
        /// A share to the owner, the rest by ``Attribution/partner``.
        case split
    }

    /// What the rest of a split follows.
    public enum Partner: String, CaseIterable, Sendable {
        case promise
        case lastTouch = "last-touch"
    }

    /// Which contacts are touches.
    public enum Contacts: String, CaseIterable, Sendable {
        /// All outbound activities.
        case outbound
        /// Outbound activities with outcome reached, promise or dispute.
        case reached
    }

    public var rule: Rule
    /// A touch counts on the posting day and this many days before it. 0...366.
    public var lastTouchDays: Int
    public var contacts: Contacts
    /// The owner's share of a split, 0...1.
    public var ownerShare: Rational
    public var partner: Partner

    /// The owner; a last touch within 14 days, of any outbound contact; halves of a split between owner and last touch.
    public init(
        rule: Rule = .owner, lastTouchDays: Int = 14, contacts: Contacts = .outbound, ownerShare: Rational = Rational(1, 2),
        partner: Partner = .lastTouch
    ) {
        self.rule = rule
        self.lastTouchDays = lastTouchDays
        self.contacts = contacts
        self.ownerShare = ownerShare
        self.partner = partner
    }

    /// Whether promises, or contacts, decide.
    public var usesPromises: Bool { rule == .promise || (rule == .split && partner == .promise) }
    public var usesContacts: Bool { rule == .lastTouch || (rule == .split && partner == .lastTouch) }
}
