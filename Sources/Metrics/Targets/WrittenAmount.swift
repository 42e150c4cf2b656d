import Ledger

/// An amount in another currency than the reporting currency, as it was written, and the rate it was converted with.
public struct WrittenAmount: Hashable, Sendable {
    /// Minor units of ``currency``.
    public let minor: Int64
    public let rate: ExchangeRate

    public var currency: Currency { rate.currency }
}

extension ReferenceTables {
    /// An amount as it is written and the rate it is converted with on a day; nil in the reporting currency, and without a rate.
    func written(_ minor: Int64, _ currency: Currency, on day: Day) -> WrittenAmount? {
        guard currency != rates.reporting else { return nil }
        return rates.rate(of: currency, on: day).map { WrittenAmount(minor: minor, rate: $0) }
    }

    /// A customer's credit limit as it is written; nil in the reporting currency, without a rate, and for one without a limit.
    func writtenLimit(of customer: String, on day: Day) -> WrittenAmount? {
        guard let record = customers[customer], let minor = record.creditLimitMinor, let currency = record.creditLimitCurrency else {
            return nil
        }
        return written(minor, currency, on: day)
    }

    /// A target that is an amount of money as it is written; nil in the reporting currency, and when it cannot be converted.
    func written(_ target: Target, on day: Day) -> WrittenAmount? {
        guard let currency = target.currency, let minor = target.value.minorUnits(exponent: currency.exponent) else { return nil }
        return written(minor, currency, on: day)
    }
}

/// A target of the month in another currency than the reporting currency.
public struct ConvertedTarget: Hashable, Sendable {
    /// The id it is written under.
    public let id: String
    public let scope: Scope
    public let key: String
    public let written: WrittenAmount
    /// Minor units of the reporting currency.
    public let minor: Int64
}

extension TargetsOfDay {
    /// The targets of the month that were converted, by scope, key and id. Linearithmic in the targets of the month.
    public var converted: [ConvertedTarget] {
        let aging = frame.policy.aging
        let amounts = Set(Metric.catalogue(aging).filter { $0.unit == .money }.compactMap { $0.targetId(aging) })
        let scopes = Dictionary(uniqueKeysWithValues: Scope.allCases.enumerated().map { ($1, $0) })
        return records.compactMap { target in
            guard amounts.contains(target.metric), let written = tables.written(target, on: frame.asOf),
                let minor = tables.amount(of: target, on: frame.asOf).minor
            else { return nil }
            return ConvertedTarget(id: target.metric, scope: target.scope, key: target.key, written: written, minor: minor)
        }.sorted { left, right in
            (scopes[left.scope]!, left.key, left.id) < (scopes[right.scope]!, right.key, right.id)
        }
    }
}

extension DayFigures {
    /// The rates with which credit limits were converted that balances above zero are held against, by currency. Only when scope customer was asked for.
    public var creditLimitRates: [ExchangeRate] {
        guard frame.policy.risk[.overCreditLimit].isOn else { return [] }
        // Most limits are in the reporting currency: their customers' balances need not be looked at.
        let rates = keys(.customer).lazy.compactMap { customer in
            self.tables.writtenLimit(of: customer, on: self.frame.asOf).flatMap { written in
                self.facts(.customer, customer).net > 0 ? written.rate : nil
            }
        }
        return Set(rates).sorted { $0.currency < $1.currency }
    }
}
