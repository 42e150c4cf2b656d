import LedgerColumns

/// The places of things by a text that each of them has, such as the customer of a promise.
struct TextPlaces: Sendable {
    private let texts: StringDictionary
    /// Those of one text beside each other, ascending.
    private let places: [Int32]
    /// Where those of each text begin; one more than texts.
    private let starts: [Int32]

    /// Linear in the things.
    ///
    /// - Parameters:
    ///   - count: How many things there are.
    ///   - text: Of the thing at a place.
    init(count: Int, text: (Int) -> String) {
        var texts = StringDictionary()
        let codes = (0..<count).map { Int(texts.code(adding: text($0))) }
        var starts = [Int32](repeating: 0, count: texts.count + 1)
        for code in codes { starts[code + 1] += 1 }
        for code in 0..<texts.count { starts[code + 1] += starts[code] }
        var (places, next) = ([Int32](repeating: 0, count: count), starts)
        for (place, code) in codes.enumerated() {
            places[Int(next[code])] = Int32(place)
            next[code] += 1
        }
        (self.texts, self.places, self.starts) = (texts, places, starts)
    }

    /// Those of a text, ascending; none of one that nothing has.
    subscript(text: String) -> ArraySlice<Int32> {
        guard let code = texts.code(of: text).map({ Int($0) }) else { return [] }
        return places[Int(starts[code])..<Int(starts[code + 1])]
    }
}
