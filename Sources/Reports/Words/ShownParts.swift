import Ledger

/// How shares of a whole are written so that those printed add up to the whole as it is printed: each rounded, with up to three decimals more than usual.
struct ShownParts {
    /// How many decimals whole and parts have beyond the usual one of percentages; none where no number of them adds up.
    let morePlaces: Int
    /// Whether what is printed adds up.
    let addsUp: Bool

    private static let morePlacesMax = 3

    init(of whole: Rational, _ shares: [Rational]) {
        let places = (0...Self.morePlacesMax).first { more in
            let parts = shares.compactMap { $0.rounded(places: 3 + more) }
            return parts.count == shares.count && parts.reduce(0, +) == whole.rounded(places: 3 + more)
        }
        (morePlaces, addsUp) = (places ?? 0, places != nil)
    }
}
