import Ledger

extension ScopeSums {
    mutating func add(landing rollup: LandingRollup, places: [Int]) {
        for row in 0..<rollup.groups.count where places[row] >= 0 {
            change(places[row]) { facts in
                facts.landing.promised += Int128(rollup.promisedMinor[row])
                facts.landing.due += Int128(rollup.dueMinor[row])
                facts.landing.disputed += Int128(rollup.disputedMinor[row])
            }
        }
    }

    /// Adds to the error of a re-run forecast: expected of items, or cash that came in after its day (which counts against it).
    @inline(__always)
    mutating func add(hindcast number: Int, minor: (Int) -> Int128, places: [Int]) {
        for (row, place) in places.enumerated() where place >= 0 {
            change(place) { $0.add(minor(row), to: .hindcastErrors, number) }
        }
    }
}
