import Ledger

/// `ar.turnover` = sales of the trailing 12 months ÷ net: how many times a year the balance is sold. A plain number.
enum ReceivablesTurnover {
    static let definition = MetricDefinition.formula(.metric(.sales12m) / (.metric(.arNet), .balanceNotPositive))
}
