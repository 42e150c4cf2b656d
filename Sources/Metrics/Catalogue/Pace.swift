import Ledger

/// `input.month-working-days`, `input.time-gone`, `input.pace`: how cash stands against the target with the working days that have passed.
enum Pace {
    /// Working days of the calendar month of D, to its end.
    static let monthWorkingDays = MetricDefinition.base(restsOn: .calendar([.period, .workCalendar])) { _, context in
        let month = context.frame.month
        return .count(Int64(context.frame.policy.workCalendar.businessDayCount(Period(first: month.firstDay, last: month.lastDay))))
    }

    /// Working days to D ÷ those of the month.
    static func timeGone(_ frame: FactsFrame) -> MetricDefinition {
        .formula(.metric(.workingDays) / (.metric(.monthWorkingDays), .noWorkingDays(frame.period)))
    }

    /// Attainment ÷ time gone: 1 when cash has come in as evenly as the working days pass.
    static func pace(_ frame: FactsFrame) -> MetricDefinition {
        .formula(.metric(.collectAttainment) / (.metric(.timeGone), .noWorkingDays(frame.period)))
    }
}
