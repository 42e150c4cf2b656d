import Ledger
import Metrics

extension RowNote {
    /// The numbers and names in it, for programs: amounts in major units, days in ISO form.
    func facts(_ policy: Policy) -> [(key: String, value: JSONValue)] {
        let reporting = { (minor: Int128) in JSONValue.number(MajorUnits.text(minor: minor, currency: policy.reportingCurrency)) }
        switch self {
        case .risk(let reason): return [("rule", .string(reason.rule.rawValue)), ("points", .integer(reason.points))]
        case .placed(let placement):
            return placement.grounds.facts + [("expected_on", .optional(placement.expectedOn?.isoText))]
        case .hindcast(let month):
            return [
                ("month", .string(month.month.isoText)), ("snapshot", .string(month.snapshotDay.isoText)),
                ("forecast", reporting(month.forecastMinor)), ("cash", reporting(month.cashMinor)),
            ]
        case .cleared(let invoice):
            return [
                ("clears", .string(invoice.document)), ("document_date", .string(invoice.documentDay.isoText)),
                ("due_date", .optional(invoice.dueDay?.isoText)), ("days_to_pay", .integer(invoice.daysToPay)),
                ("days_late", .optional(invoice.daysLate)),
            ]
        case .interest(let spans, let currency):
            let parts = spans.map { span in
                JSONValue.object([
                    ("half_year", .string(span.halfYear.isoText)),
                    ("principal", .number(MajorUnits.text(minor: Int128(span.principalMinor), currency: currency))),
                    ("percent", .number(span.ratePercent.decimalText())), ("days", .integer(span.days)),
                    ("interest", .number(MajorUnits.text(minor: Int128(span.interestMinor), currency: currency))),
                ])
            }
            return [("spans", .array(parts))]
        case .documentMonth(let month, let sales, let days):
            return [("month", .string(month.isoText)), ("sales", reporting(sales)), ("days", .integer(days))]
        case .disputed(let dispute):
            return [
                ("department", .optional(dispute.department)), ("reason", .optional(dispute.reason)),
                ("closed_on", .optional(dispute.closedOn?.isoText)), ("days", .integer(dispute.days)), ("oldest", .bool(dispute.isOldest)),
            ]
        case .credited(let credits):
            return [
                (
                    "credits",
                    .array(
                        credits.map { credit in
                            var members: [(key: String, value: JSONValue)] = [
                                ("analyst", .string(credit.analyst)),
                                ("amount", reporting(Int128(credit.minor))),
                            ]
                            switch credit.grounds {
                            case .owner: members.append(("by", .string("owner")))
                            case .promise(let id): members += [("by", .string("promise")), ("id", .string(id))]
                            case .contact(let id, let day):
                                members += [("by", .string("contact")), ("id", .string(id)), ("date", .string(day.isoText))]
                            }
                            return .object(members)
                        })
                )
            ]
        case .served(let payments, let currency):
            let parts = payments.map { payment in
                JSONValue.object([
                    ("document", .string(payment.document)), ("date", .string(payment.day.isoText)),
                    ("amount", .number(MajorUnits.text(minor: Int128(payment.takenMinor), currency: currency))),
                ])
            }
            return [("payments", .array(parts))]
        case .credits(let credits, let currency):
            let parts = credits.map { credit in
                JSONValue.object([
                    ("document", .string(credit.document)),
                    ("amount", .number(MajorUnits.text(minor: Int128(credit.openMinor), currency: currency))),
                ])
            }
            return [("credits", .array(parts)), ("currency", .string(currency.code))]
        }
    }
}

extension LandingPlacement.Grounds {
    fileprivate var facts: [(key: String, value: JSONValue)] {
        switch self {
        case .promise(let id, let rate, let source):
            [
                ("rule", .string(LandingRule.promise.rawValue)), ("promise", .string(id)), ("kept_rate", .number(rate.decimalText())),
                ("of", .string(source.rawValue)),
            ]
        case .dispute(let id, let department, let openedOn, let cycleDays, let source):
            [
                ("rule", .string(LandingRule.dispute.rawValue)), ("dispute", .string(id)), ("department", .optional(department)),
                ("opened_on", .string(openedOn.isoText)), ("cycle_days", .integer(cycleDays)), ("of", .string(source.rawValue)),
            ]
        case .due(let daysLate, let source):
            [("rule", .string(LandingRule.due.rawValue)), ("days_late", .integer(daysLate)), ("of", .string(source.rawValue))]
        case .undated: [("rule", .string(LandingRule.undated.rawValue))]
        }
    }
}
