import Ledger

/// `sales`: invoices posted in the period, tax included, less credit notes under policy `sales: net`; reporting minor units at the posting days' rates.
enum Sales {
    static let ofPeriod = MetricDefinition.base(restsOn: rows(.months(0))) { facts, context in
        context.flow(facts[.sales, facts.layout.monthCount - 1])
    }

    /// Sales of the month of D to D and of the two months before.
    static let rolling3m = MetricDefinition.base(restsOn: rows(.months(2))) { facts, context in
        since(context.frame.month.adding(months: -2), facts, context)
    }

    /// Sales of the month of D to D and of the eleven months before.
    static let trailing12m = MetricDefinition.base(restsOn: rows(.months(11))) { facts, context in
        since(context.frame.month.adding(months: -11), facts, context)
    }

    /// Sales from 1 January to D.
    static let yearToDate = MetricDefinition.base(restsOn: rows(.year)) { facts, context in
        since(Month(year: context.frame.month.year, month: 1), facts, context)
    }

    private static func rows(_ span: Basis.Span) -> Basis {
        .postings(span, shapedBy: [.sales]) { posting, frame in counts(posting.kind, frame.policy) ? Share(posting.convertedMinor) : nil }
    }

    /// Whether postings of a kind are sales.
    static func counts(_ kind: PostingKind, _ policy: Policy) -> Bool {
        kind == .invoice || (kind == .creditNote && policy.sales == .net)
    }

    private static func since(_ month: Month, _ facts: Facts, _ context: MetricContext) -> FigureValue {
        if let reason = context.frame.missingFlows(since: month) { return .unavailable(reason) }
        var total: Int128 = 0
        let months = context.frame.months
        for index in months.indices.reversed() {
            if months[index] < month { break }
            total += facts[.sales, index]
        }
        return FigureValue(minor: total)
    }
}

/// Calendar days of the periods sales are taken over.
enum PeriodDays {
    static let ofPeriod = MetricDefinition.base(restsOn: .calendar([.period])) { _, context in
        .count(Int64(context.frame.period.dayCount))
    }

    /// Days of the period that are worked in the team's calendar.
    static let worked = MetricDefinition.base(restsOn: .calendar([.period, .workCalendar])) { _, context in
        .count(Int64(context.frame.workingDayCount))
    }

    static let rolling3m = MetricDefinition.base(restsOn: .calendar([.period])) { _, context in
        let first = context.frame.month.adding(months: -2).firstDay
        return .count(Int64(Period(first: first, last: context.frame.asOf).dayCount))
    }
}
