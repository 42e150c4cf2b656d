import Ledger

/// `write-off.ratio` = write-offs ÷ sales; write-offs count positive.
enum WriteOffRatio {
    static func definition(_ frame: FactsFrame) -> MetricDefinition {
        .formula(.negated(.metric(.bridgeWriteOffs)) / (.metric(.sales), .noSales(frame.period)))
    }
}
