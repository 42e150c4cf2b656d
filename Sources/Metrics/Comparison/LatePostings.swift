import Ledger
import LedgerColumns

/// Postings that came after a version, by the document they move: why its items are other ones in the next version.
struct LatePostings {
    private struct Document: Hashable {
        let company: String
        let document: String
    }

    private struct Posting {
        let day: Day
        let kind: PostingKind
        let currency: Currency
        let amountMinor: Int64
        let document: String
        /// The line of the document it is of; nil for a posting that clears the document, whichever of its lines.
        let line: String?
        /// What of ``amountMinor`` explains no item yet.
        var leftMinor: Int64

        func precedes(_ other: Posting) -> Bool {
            (day, kind.rawValue, document, amountMinor) < (other.day, other.kind.rawValue, other.document, other.amountMinor)
        }
    }

    private var byDocument: [Document: [Posting]] = [:]

    /// - Parameter day: Later postings say nothing of the day's versions.
    init(_ postings: PostingColumns, day: Day) {
        for row in 0..<postings.count where postings.postingDay[row] <= day.daysSinceEpoch {
            guard let kind = PostingKind(rawValue: postings.kind[row]) else { continue }
            let (document, clears) = (postings.document[row], postings.clears[row])
            func add(to moved: String) {
                let amount = postings.amountMinor[row]
                let posting = Posting(
                    day: Day(daysSinceEpoch: postings.postingDay[row]), kind: kind,
                    currency: postings.currencies[Int(postings.currency[row])],
                    amountMinor: amount, document: document, line: moved == document ? postings.lines[postings.line[row]] : nil,
                    leftMinor: amount)
                byDocument[Document(company: postings.companies[postings.company[row]], document: moved), default: []].append(posting)
            }
            add(to: document)
            if !clears.isEmpty, clears != document { add(to: clears) }
        }
    }

    /// Why an item differs, with what each cause changed its open amount by.
    ///
    /// A posting is a cause when its amount fits into the change; what no posting explains is a correction. So the amounts add up to the change, and a
    /// posting that the earlier version had already taken in explains nothing. What clears a document of several items that differ is shared out among them in
    /// the order they are asked for.
    ///
    /// - Parameters:
    ///   - isShared: Whether other items of the document differ too.
    ///   - was: As the earlier version says; nil for an added item.
    ///   - now: As the later version says; nil for a removed item.
    ///   - conversion: Of the item's currency on the day.
    /// - Throws: `amounts-too-large`.
    mutating func causes(
        _ key: ComparedItem, isShared: Bool, _ change: VersionComparison.Change, from was: VersionComparison.State?,
        to now: VersionComparison.State?, _ conversion: Conversion
    ) throws(MetricsError) -> [VersionComparison.Cause] {
        let net = Int128(now?.convertedMinor ?? 0) - Int128(was?.convertedMinor ?? 0)
        // Another currency is another amount that no posting tells of.
        let keepsCurrency = was == nil || now == nil || was?.currency == now?.currency
        let opened = keepsCurrency ? (now?.openMinor ?? 0) - (was?.openMinor ?? 0) : 0
        var causes: [VersionComparison.Cause] = []
        var (rest, restNet) = (opened, net)
        let currency = (now ?? was)?.currency
        for (posting, minor) in explaining(key, isShared: isShared, opened, currency) {
            guard let converted = conversion.convert(minor).map({ Int128($0) }) else {
                throw .amountsTooLarge("postings that clear \(key.document)")
            }
            causes.append(
                VersionComparison.Cause(
                    reason: Self.reason(posting), postingDay: posting.day, postingDocument: posting.document, openMinor: minor,
                    netMinor: converted))
            (rest, restNet) = (rest - minor, restNet - converted)
        }
        var reasons: [VersionComparison.Reason] = []
        switch change {
        case .added: if rest != 0 || causes.isEmpty { reasons.append(causes.isEmpty ? .appeared : .correctedAmount) }
        case .removed: if rest != 0 || causes.isEmpty { reasons.append(causes.isEmpty ? .vanished : .correctedAmount) }
        case .changed(let changes):
            let fields = Set(changes.map(\.field))
            if rest != 0 { reasons.append(.correctedAmount) }
            if fields.contains(.dueDate) { reasons.append(.changedDueDate) }
            if fields.contains(.customer) { reasons.append(.changedCustomer) }
            if !fields.isDisjoint(with: [.kind, .currency, .amount, .documentDate, .reference]) { reasons.append(.changedDetails) }
        }
        // What is left goes to the first of the other reasons: a change of currency to that of details.
        let place = keepsCurrency ? reasons.first : reasons.first { $0 == .changedDetails }
        for reason in reasons {
            let isPlace = reason == place
            causes.append(
                VersionComparison.Cause(
                    reason: reason, postingDay: nil, postingDocument: nil, openMinor: keepsCurrency ? (isPlace ? rest : 0) : nil,
                    netMinor: isPlace ? restNet : 0))
        }
        return reasons.isEmpty ? Self.rounded(causes, by: restNet) : causes
    }

    /// Gives what converting each posting by itself left over to the last.
    private static func rounded(_ causes: [VersionComparison.Cause], by minor: Int128) -> [VersionComparison.Cause] {
        guard minor != 0, let last = causes.last else { return causes }
        return causes.dropLast() + [
            VersionComparison.Cause(
                reason: last.reason, postingDay: last.postingDay, postingDocument: last.postingDocument, openMinor: last.openMinor,
                netMinor: last.netMinor + minor)
        ]
    }

    /// The postings that explain a change of the open amount, and by how much: all of them when they add up to it, else those that fit into it one after the other.
    private mutating func explaining(
        _ key: ComparedItem, isShared: Bool, _ opened: Int64, _ currency: Currency?
    ) -> [(posting: Posting, minor: Int64)] {
        let document = Document(company: key.company, document: key.document)
        guard opened != 0, var postings = byDocument[document] else { return [] }
        postings.sort { $0.precedes($1) }
        let places = postings.indices.filter { index in
            let posting = postings[index]
            return posting.currency == currency && posting.leftMinor != 0 && (posting.line.map { $0 == key.line } ?? true)
        }
        var used: [(posting: Posting, minor: Int64)] = []
        if places.reduce(Int128(0), { $0 + Int128(postings[$1].leftMinor) }) == Int128(opened) {
            used = places.map { (postings[$0], postings[$0].leftMinor) }
            for place in places { postings[place].leftMinor = 0 }
        } else {
            var rest = opened
            for place in places where postings[place].leftMinor.signum() == rest.signum() {
                let left = postings[place].leftMinor
                let fits = left.magnitude <= rest.magnitude
                guard fits || isShared && postings[place].line == nil else { continue }
                let part = fits ? left : rest
                used.append((postings[place], part))
                postings[place].leftMinor -= part
                rest -= part
            }
        }
        byDocument[document] = postings
        return used
    }

    private static func reason(_ posting: Posting) -> VersionComparison.Reason {
        switch posting.kind {
        case .invoice: .lateInvoice
        case .payment: posting.amountMinor > 0 ? .reversedPayment : .lateCash
        case .creditNote: .backdatedCredit
        case .writeOff: .lateWriteOff
        case .adjustment: .lateAdjustment
        }
    }
}
