import Ledger

extension ActivityColumns {
    /// The activities by the bytes of their ids, each id once: of several of one id the last. Dictionaries name who has an activity, in that order, so that the same activities
    /// make the same columns. n log n; linear where ids ascend already.
    public var byId: ActivityColumns {
        if indices.dropFirst().allSatisfy({ ids.precedes($0 - 1, ids, $0) }) { return self }
        let places = placesById
        return selecting(places.indices.filter { isLast($0, in: places) }.map { places[$0] }) { $0 }
    }

    /// Whether a place is the last of those with its id; `places` stand by id.
    private func isLast(_ index: Int, in places: [Int32]) -> Bool {
        index + 1 == places.count || !ids.equals(Int(places[index]), ids, Int(places[index + 1]))
    }

    /// All places by id; those of one id in their order.
    private var placesById: [Int32] {
        let keys = indices.map { IdKey(ids, Int32($0)) }
        return keys.sorted { left, right in
            if left.head != right.head { return left.head < right.head }
            if left.next != right.next { return left.next < right.next }
            return ids.precedes(Int(left.place), ids, Int(right.place))
        }.map(\.place)
    }

    /// An id's first sixteen bytes as numbers, zeros behind its end: most ids are told apart by them.
    private struct IdKey {
        let head: UInt64
        let next: UInt64
        let place: Int32

        init(_ ids: StringColumn, _ place: Int32) {
            self.place = place
            let range = ids.range(Int(place))
            let bytes = ids.bytes.span.extracting(range)
            head = Self.number(bytes, from: 0)
            next = Self.number(bytes, from: 8)
        }

        /// Eight bytes, the first one highest.
        private static func number(_ bytes: Span<UInt8>, from start: Int) -> UInt64 {
            (start..<start + 8).reduce(0) { number, index in number << 8 | (index < bytes.count ? UInt64(bytes[index]) : 0) }
        }
    }
}

extension ActivityColumns {
    /// Adds activities at the end. Linear in them and in their analysts and customers.
    public mutating func append(contentsOf other: ActivityColumns) {
        let analystCodes = analysts.codes(adding: other.analysts.values)
        let customerCodes = customers.codes(adding: other.customers.values)
        ids.append(contentsOf: other.ids)
        days += other.days
        analyst.append(contentsOf: other.analyst.lazy.map { analystCodes[Int($0)] })
        customer.append(contentsOf: other.customer.lazy.map { customerCodes[Int($0)] })
        channel += other.channel
        direction += other.direction
        outcome += other.outcome
        documents.append(contentsOf: other.documents)
        hasDocument += other.hasDocument
        followUpOn += other.followUpOn
        followUpDoneOn += other.followUpDoneOn
    }

    /// What became of activities that were put beside others.
    public struct Merger: Sendable {
        /// All of them by id.
        public let activities: ActivityColumns
        /// Activities with a new id.
        public let added: Int
        /// Activities whose id was known with other content, which they replace.
        public let changed: Int
    }

    /// These activities and newer ones, which take the place of those with their ids. Both stand by id, each id once. Linear.
    public func merged(with newer: ActivityColumns) -> Merger {
        guard !isEmpty else { return Merger(activities: newer, added: newer.count, changed: 0) }
        var all = self
        all.append(contentsOf: newer)
        var (known, fresh) = (0, 0)
        var (added, changed) = (0, 0)
        var places: [Int32] = []
        places.reserveCapacity(all.count)
        while known < count || fresh < newer.count {
            let isKnownNext = fresh == newer.count || known < count && ids.precedes(known, newer.ids, fresh)
            if isKnownNext {
                places.append(Int32(known))
                known += 1
                continue
            }
            if known < count, ids.equals(known, newer.ids, fresh) {
                if !all.isSame(known, count + fresh) { changed += 1 }
                known += 1
            } else {
                added += 1
            }
            places.append(Int32(count + fresh))
            fresh += 1
        }
        return Merger(activities: added + changed == 0 ? self : all.selecting(places) { $0 }, added: added, changed: changed)
    }

    /// Whether two activities say the same.
    private func isSame(_ place: Int, _ other: Int) -> Bool {
        days[place] == days[other] && analyst[place] == analyst[other] && customer[place] == customer[other]
            && channel[place] == channel[other] && direction[place] == direction[other] && outcome[place] == outcome[other]
            && hasDocument[place] == hasDocument[other] && documents.equals(place, documents, other)
            && followUpOn[place] == followUpOn[other] && followUpDoneOn[place] == followUpDoneOn[other]
            && ids.equals(place, ids, other)
    }
}

extension StringColumn {
    /// Whether a text comes before one of another column by its bytes.
    func precedes(_ row: Int, _ other: StringColumn, _ otherRow: Int) -> Bool {
        let (left, right) = (bytes.span.extracting(range(row)), other.bytes.span.extracting(other.range(otherRow)))
        let count = min(left.count, right.count)
        for index in 0..<count where left[index] != right[index] { return left[index] < right[index] }
        return left.count < right.count
    }
}
