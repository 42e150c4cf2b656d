import Ledger
import LedgerColumns
import StrictYAML

extension FileReading {
    /// Reads a small table.
    mutating func readRecords() throws(ImportError) -> ImportedContent {
        switch profile.kind {
        case .customers: .customers(try keyed("customer", { $0.customer }, Self.customer))
        case .analysts: .analysts(try keyed("analyst", { $0.analyst }, Self.analyst))
        case .portfolios: .portfolios(try portfolios())
        case .activities: .activities(try activities())
        case .promises: .promises(try notingSigns(keyed("promise", { $0.promise }, Self.promise), \.amountMinor))
        case .disputes: .disputes(try notingSigns(keyed("dispute", { $0.dispute }, Self.dispute), \.amountMinor))
        case .targets: .targets(try keyed("target", { "\($0.month.isoText) \($0.scope) \($0.key) \($0.metric)" }, targetReader()))
        case .rates: .rates(try keyed("rate", { "\($0.day) \($0.currency)" }, Self.rate))
        case .interest:
            .interest(
                try keyed("interest rate", { "\($0.halfYear.isoText) \($0.currency?.code ?? "of all currencies")" }, Self.interestRate))
        case .ledger, .postings, .history: preconditionFailure("these kinds are read into columns")
        }
    }

    /// Reads records of which each has a key of its own.
    private mutating func keyed<Record: Sendable>(
        _ noun: String, _ key: @escaping @Sendable (Record) -> String, _ make: @escaping @Sendable (inout RecordRow) -> Record
    ) throws(ImportError) -> [Record] {
        var table = try readTable(make)
        let records = table.records
        let hashes = concurrentlyFilled(records.count, parts: options.threads) { FieldHash.of(key(records[$0])) }
        rejectRepeated(noun, { key(records[$0]) }, hashes, in: &table) { key(records[$0]) == key(records[$1]) }
        try finish(table)
        return table.records
    }

    /// Reads activities, by id.
    private mutating func activities() throws(ImportError) -> ActivityColumns {
        var table = try readTable { (part: RowsPart) in ActivityReader(part).readRows() }
        let ids = table.records.ids
        let hashes = concurrentlyFilled(ids.count, parts: options.threads) { place in
            let range = ids.range(place)
            return FieldHash.of(ids.bytes.span.bytes, range.lowerBound, range.count)
        }
        rejectRepeated("activity", { ids[$0] }, hashes, in: &table) { ids.equals($0, ids, $1) }
        try finish(table)
        return table.records.byId
    }

    /// Rejects records whose key an earlier one has.
    private func rejectRepeated<Records>(
        _ noun: String, _ key: (Int) -> String, _ hashes: [UInt64], in table: inout RecordTable<Records>,
        isSameKey: @escaping @Sendable (Int, Int) -> Bool
    ) {
        var conflicts: [Int: (reason: FaultReason, message: String)] = [:]
        for pair in findEqual(hashes, threads: options.threads, isSameKey: isSameKey) {
            let text = "\(noun) '\(key(pair.second))' has the same key as \(source.rowWord) \(table.lines[pair.first])"
            conflicts[pair.second] = (.duplicateKey, text)
        }
        table.reject(conflicts)
    }

    /// Warns of records whose amount is not above zero: nobody promises or disputes less than nothing.
    private mutating func notingSigns<Record>(_ records: [Record], _ amount: (Record) -> Int64) -> [Record] {
        let count = records.count { amount($0) <= 0 }
        if count > 0 {
            report.diagnostics.append(
                Diagnostic(
                    code: "amount-not-positive", severity: .warning, file: path,
                    message: (count == 1 ? "1 row has" : "\(count) rows have") + " an amount that is not above zero",
                    advice: "write the amount that is promised or disputed without a sign"))
        }
        return records
    }

    /// Reads assignments; those of one customer must not share a day.
    private mutating func portfolios() throws(ImportError) -> [PortfolioAssignment] {
        var table = try readTable(Self.portfolio)
        var conflicts: [Int: (reason: FaultReason, message: String)] = [:]
        let byCustomer = Dictionary(grouping: table.records.indices) { table.records[$0].customer }
        for indices in byCustomer.values {
            // In order of first days, every assignment is compared with the one that reaches furthest so far.
            let ordered = indices.sorted { (table.records[$0].validFrom, $0) < (table.records[$1].validFrom, $1) }
            var furthest = ordered[0]
            for index in ordered.dropFirst() {
                let end = table.records[furthest].validTo
                if end.map({ table.records[index].validFrom <= $0 }) ?? true {
                    let (first, second) = (min(index, furthest), max(index, furthest))
                    conflicts[second] = (
                        .overlap,
                        "the assignment of customer '\(table.records[second].customer)' shares days with the one \(source.rowPlace) \(table.lines[first])"
                    )
                }
                if let known = end, table.records[index].validTo.map({ $0 > known }) ?? true { furthest = index }
            }
        }
        table.reject(conflicts)
        try finish(table)
        return table.records
    }

    private mutating func finish<Records>(_ table: RecordTable<Records>) throws(ImportError) {
        let refusal = try finishRows(table.tally, keptCount: table.records.count)
        // What a file without rows says differs by the day it says it of.
        report.contentFingerprint = hexText(table.fingerprint &+ UInt64(truncatingIfNeeded: report.asOf?.daysSinceEpoch ?? 0))
        if let refusal { throw ImportError(code: refusal.code, diagnostics: refusal.diagnostics, report: report) }
    }

    private static func customer(_ row: inout RecordRow) -> Customer {
        let currency = row.optionalCurrency("credit_limit_currency")
        let limit = row.optionalText("credit_limit")
        if limit != nil, row.optionalText("credit_limit_currency") == nil {
            row.reject(.missingValue, "credit_limit_currency", "'credit_limit_currency' is empty beside a credit limit")
        }
        return Customer(
            customer: row.text("customer"), name: row.text("name"), country: row.optionalText("country"),
            language: row.optionalText("language"), segment: row.optionalText("segment"),
            creditLimitMinor: currency.flatMap { row.optionalAmount("credit_limit", $0) }, creditLimitCurrency: currency,
            parent: row.optionalText("parent"))
    }

    private static func analyst(_ row: inout RecordRow) -> Analyst {
        Analyst(
            analyst: row.text("analyst"), name: row.text("name"), email: row.optionalAddress("email"), team: row.optionalText("team"),
            language: row.optionalText("language"))
    }

    private static func portfolio(_ row: inout RecordRow) -> PortfolioAssignment {
        let assignment = PortfolioAssignment(
            customer: row.text("customer"), analyst: row.text("analyst"), validFrom: row.day("valid_from"),
            validTo: row.optionalDay("valid_to"))
        row.expect(assignment.validTo, "valid_to", notBefore: assignment.validFrom, "valid_from")
        return assignment
    }

    private static func promise(_ row: inout RecordRow) -> PaymentPromise {
        let currency = row.currency("currency")
        let promise = PaymentPromise(
            promise: row.text("promise"), customer: row.text("customer"), document: row.optionalText("document"),
            madeOn: row.day("made_on"), dueOn: row.day("due_on"), currency: currency, amountMinor: row.amount("amount", currency),
            analyst: row.optionalText("analyst"))
        row.expect(promise.dueOn, "due_on", notBefore: promise.madeOn, "made_on")
        return promise
    }

    private static func dispute(_ row: inout RecordRow) -> Dispute {
        let currency = row.currency("currency")
        let dispute = Dispute(
            dispute: row.text("dispute"), customer: row.text("customer"), document: row.text("document"),
            openedOn: row.day("opened_on"), closedOn: row.optionalDay("closed_on"), currency: currency,
            amountMinor: row.amount("amount", currency), reason: row.optionalText("reason"), department: row.optionalText("department"))
        row.expect(dispute.closedOn, "closed_on", notBefore: dispute.openedOn, "opened_on")
        return dispute
    }

    /// Reads a target and checks that its metric can have one, and a currency.
    private func targetReader() -> @Sendable (inout RecordRow) -> Target {
        let metrics = options.targetMetrics
        return { row in
            let target = Self.target(&row)
            guard let metrics, !target.metric.isEmpty else { return target }
            if metrics.ids.contains(target.metric) {
                let currency = target.currency ?? metrics.currency
                if metrics.amounts.contains(target.metric) { row.expect(target.value, "value", fits: currency) }
                if target.currency != nil, row.hasField("currency"), !metrics.amounts.contains(target.metric) {
                    row.reject(.needlessCurrency, "currency", "'currency' is filled in; '\(target.metric)' is no amount of money")
                }
            } else if let advice = metrics.advice[target.metric] {
                row.reject(.impossibleTarget, "metric", "'metric' '\(target.metric)' has no target under its own id: \(advice)")
            } else {
                let nearest = NearestWord.of(target.metric, in: metrics.ids).map { "; the nearest is '\($0)'" } ?? ""
                row.reject(.unknownMetric, "metric", "'metric'\(quotableValue(target.metric)) is no metric\(nearest)")
            }
            return target
        }
    }

    private static func target(_ row: inout RecordRow) -> Target {
        let faultCount = row.faults.count
        let scope: Scope = row.word("scope")
        // Nothing is said of the key of a scope that is none.
        let isKnown = row.faults.count == faultCount
        let key = row.optionalText("key") ?? ""
        if isKnown && scope != .all && key.isEmpty { row.reject(.missingValue, "key", "'key' is empty; scope \(scope) needs one") }
        if isKnown && scope == .all && !key.isEmpty { row.reject(.needlessKey, "key", "'key' is filled in; scope all has none") }
        return Target(
            month: row.month("month"), scope: scope, key: key, metric: row.text("metric"), value: row.number("value"),
            currency: row.optionalCurrency("currency"))
    }

    private static func interestRate(_ row: inout RecordRow) -> InterestRate {
        let rate = InterestRate(
            halfYear: row.halfYear("half_year"), currency: row.optionalCurrency("currency"), ratePercent: row.number("rate"))
        let percent = rate.ratePercent
        if percent.mantissa < 0 || percent.scale > InterestRate.decimalPlacesMax || percent.rational > Rational(1000) {
            row.reject(
                .badNumber, "rate",
                "'rate' is not a percentage from 0 to 1000 with at most \(InterestRate.decimalPlacesMax) decimal places")
        }
        return rate
    }

    private static func rate(_ row: inout RecordRow) -> ExchangeRate {
        let rate = ExchangeRate(day: row.day("date"), currency: row.currency("currency"), rate: row.number("rate"))
        if rate.rate.mantissa < 0
            || (rate.rate.mantissa == 0 && !row.faults.contains { $0.reason == .badNumber || $0.reason == .missingValue })
        {
            row.reject(.badNumber, "rate", "'rate' is not positive")
        }
        return rate
    }
}
