import Ledger
import LedgerColumns

/// A rollup that can be kept as bytes and read again.
public protocol ArchivedRollup: Sendable {
    /// The bytes; the same rollup gives the same bytes.
    var archive: [UInt8] { get }
    /// The rollup of what ``archive`` gave; throws when it is damaged or of another form.
    init(archive bytes: [UInt8]) throws(ColumnError)
}

extension ColumnArchiveWriter {
    mutating func append(_ groups: AccountGroups) {
        append("companies", groups.companies)
        append("customers", groups.customers)
        append("currencies", groups.currencies.map(\.code))
        append("company", groups.company)
        append("customer", groups.customer)
        append("currency", groups.currency)
        append("kind", groups.kind)
    }

    /// 128-bit sums as two columns of 64 bits.
    mutating func append(_ name: String, wide values: [Int128]) {
        append(name + ".high", made: { values.map { Int64(truncatingIfNeeded: $0 >> 64) } })
        append(name + ".low", made: { values.map { Int64(truncatingIfNeeded: $0) } })
    }
}

extension ColumnArchiveReader {
    func groups() throws(ColumnError) -> AccountGroups {
        var groups = try groupLists()
        groups.company = try numbers("company")
        groups.customer = try numbers("customer")
        groups.currency = try numbers("currency")
        groups.kind = try numbers("kind")
        return groups
    }

    /// The lists of values of groups, without rows.
    func groupLists() throws(ColumnError) -> AccountGroups {
        var currencies: [Currency] = []
        for code in try texts("currencies") {
            guard let currency = Currency(code: code) else { throw ColumnError(.malformed, "a rollup names the unknown currency \(code)") }
            currencies.append(currency)
        }
        return AccountGroups(companies: try texts("companies"), customers: try texts("customers"), currencies: currencies)
    }

    func wide(_ name: String) throws(ColumnError) -> [Int128] {
        let high = try numbers(name + ".high", of: Int64.self)
        let low = try numbers(name + ".low", of: Int64.self)
        return zip(high, low).map { Int128($0) << 64 | Int128(UInt64(bitPattern: $1)) }
    }

    func day(_ name: String) throws(ColumnError) -> Day { Day(daysSinceEpoch: Int32(truncatingIfNeeded: try number(name))) }
}

extension PositionsRollup: ArchivedRollup {
    public var archive: [UInt8] {
        var writer = ColumnArchiveWriter()
        writer.append("day", Int64(day.daysSinceEpoch))
        writer.append("buckets", Int64(bucketCount))
        writer.append(groups)
        writer.append("bucket", bucketsMinor)
        writer.append("credits", creditsMinor)
        writer.append("document", netDocumentMinor)
        writer.append("due", dueInOpenedMonthMinor)
        writer.append("days", wide: pastDueMinorDays)
        writer.append("debits", debitCount)
        writer.append("credit-items", creditCount)
        writer.append("undated", undatedCount)
        writer.append("oldest", oldestDueDay)
        writer.append("credits-by-date", creditsByDateMinor)
        writer.append(documentMonths)
        return writer.finish()
    }

    /// Columns are decoded on all cores.
    public init(archive bytes: [UInt8]) throws(ColumnError) {
        let reader = try ColumnArchiveReader(bytes)
        var decoder = ArchiveDecoder(reader)
        let bucket = decoder.numbers("bucket", of: Int64.self)
        let creditsByDate = decoder.numbers("credits-by-date", of: Int64.self)
        let (daysHigh, daysLow) = (decoder.numbers("days.high", of: Int64.self), decoder.numbers("days.low", of: Int64.self))
        let months = DocumentMonths.Columns(&decoder)
        let (credits, document) = (decoder.numbers("credits", of: Int64.self), decoder.numbers("document", of: Int64.self))
        let (due, undated) = (decoder.numbers("due", of: Int64.self), decoder.numbers("undated", of: Int64.self))
        let (debits, creditItems) = (decoder.numbers("debits", of: Int64.self), decoder.numbers("credit-items", of: Int64.self))
        let oldest = decoder.numbers("oldest", of: Int32.self)
        let (company, customer) = (decoder.numbers("company", of: UInt32.self), decoder.numbers("customer", of: UInt32.self))
        let (currency, kind) = (decoder.numbers("currency", of: UInt32.self), decoder.numbers("kind", of: UInt8.self))
        try decoder.run()
        var groups = try reader.groupLists()
        (groups.company, groups.customer, groups.currency, groups.kind) = (company.take(), customer.take(), currency.take(), kind.take())
        self.init(day: try reader.day("day"), archivedGroups: groups, bucketCount: Int(try reader.number("buckets")))
        bucketsMinor = bucket.take()
        creditsMinor = credits.take()
        netDocumentMinor = document.take()
        dueInOpenedMonthMinor = due.take()
        pastDueMinorDays = try ArchiveDecoder.wide(daysHigh.take(), daysLow.take())
        debitCount = debits.take()
        creditCount = creditItems.take()
        undatedCount = undated.take()
        oldestDueDay = oldest.take()
        creditsByDateMinor = creditsByDate.take()
        documentMonths = try months.take()
    }
}

extension FlowsRollup: ArchivedRollup {
    public var archive: [UInt8] {
        var writer = ColumnArchiveWriter()
        writer.append("first", Int64(period.first.daysSinceEpoch))
        writer.append("last", Int64(period.last.daysSinceEpoch))
        writer.append(groups)
        writer.append("document", documentMinor)
        writer.append("reporting", reportingMinor)
        writer.append("due", invoicesDueInMonthMinor)
        return writer.finish()
    }

    public init(archive bytes: [UInt8]) throws(ColumnError) {
        let reader = try ColumnArchiveReader(bytes)
        self.init(
            period: Period(first: try reader.day("first"), last: try reader.day("last")), groups: try reader.groups(),
            documentMinor: try reader.numbers("document"), reportingMinor: try reader.numbers("reporting"),
            invoicesDueInMonthMinor: try reader.numbers("due"))
    }
}

extension PaymentsRollup: ArchivedRollup {
    public var archive: [UInt8] {
        var writer = ColumnArchiveWriter()
        writer.append("first", Int64(period.first.daysSinceEpoch))
        writer.append("last", Int64(period.last.daysSinceEpoch))
        writer.append(groups)
        writer.append("collectable", onCollectableMinor)
        writer.append("applied", appliedMinor)
        writer.append("pay-days", wide: payMinorDays)
        writer.append("dated", datedMinor)
        writer.append("late-days", wide: lateMinorDays)
        writer.append("dated-count", datedCount)
        writer.append("on-time", onTimeMinor)
        writer.append("on-time-count", onTimeCount)
        writer.append("unmatched-count", unmatchedCount)
        writer.append("unmatched", unmatchedMinor)
        writer.append("attributed-row", attributedRow)
        writer.append("attributed-owner", attributedOwner)
        writer.append("attributed", attributedMinor)
        writer.append("owners", owners)
        return writer.finish()
    }

    public init(archive bytes: [UInt8]) throws(ColumnError) {
        let reader = try ColumnArchiveReader(bytes)
        self.init(
            period: Period(first: try reader.day("first"), last: try reader.day("last")), groups: try reader.groups(),
            onCollectableMinor: try reader.numbers("collectable"), appliedMinor: try reader.numbers("applied"),
            payMinorDays: try reader.wide("pay-days"), datedMinor: try reader.numbers("dated"), lateMinorDays: try reader.wide("late-days"),
            datedCount: try reader.numbers("dated-count"), onTimeMinor: try reader.numbers("on-time"),
            onTimeCount: try reader.numbers("on-time-count"), unmatchedCount: try reader.numbers("unmatched-count"),
            unmatchedMinor: try reader.numbers("unmatched"), attributedRow: try reader.numbers("attributed-row"),
            attributedOwner: try reader.numbers("attributed-owner"), attributedMinor: try reader.numbers("attributed"),
            owners: try reader.texts("owners"))
    }
}

extension MigrationRollup: ArchivedRollup {
    public var archive: [UInt8] {
        var writer = ColumnArchiveWriter()
        writer.append("opening", Int64(openingDay.daysSinceEpoch))
        writer.append("day", Int64(day.daysSinceEpoch))
        writer.append("buckets", Int64(bucketCount))
        writer.append(groups)
        writer.append("moved", movedMinor)
        writer.append("new", newMinor)
        writer.append("settled", settledMinor)
        return writer.finish()
    }

    public init(archive bytes: [UInt8]) throws(ColumnError) {
        let reader = try ColumnArchiveReader(bytes)
        self.init(
            openingDay: try reader.day("opening"), day: try reader.day("day"), groups: try reader.groups(),
            bucketCount: Int(try reader.number("buckets")), movedMinor: try reader.numbers("moved"), newMinor: try reader.numbers("new"),
            settledMinor: try reader.numbers("settled"))
    }
}
