/// The name of a month as dates write it: `OCT`, `ottobre`, `Okt`, `févr`; English, Italian, German or French, whole or abbreviated.
///
/// Up to 16 bytes of UTF-8, in lower case. No word names two months in these languages.
struct MonthWord: Hashable {
    private var first: UInt64 = 0
    private var last: UInt64 = 0

    /// The word of the letters from `start` up to `end`; nil when it is longer than any name of a month. Constant time; allocates nothing.
    init?(_ text: RawSpan, _ start: Int, _ end: Int) {
        guard end - start <= 16 else { return nil }
        var isAfterLead = false
        for offset in start..<end {
            var byte = text.byte(offset)
            // Capitals of ASCII, and É, Û and Ä behind the lead byte that they share with é, û and ä.
            if byte >= 0x41 && byte <= 0x5A || isAfterLead && byte >= 0x80 && byte <= 0x9E { byte |= 0x20 }
            isAfterLead = byte == 0xC3
            let shift = UInt64((offset - start) % 8 * 8)
            if offset - start < 8 { first |= UInt64(byte) << shift } else { last |= UInt64(byte) << shift }
        }
    }

    /// 1 for January to 12; nil when the word names no month.
    var month: Int? { Self.months[self] }

    static let names: [[String]] = [
        ["jan", "january", "gen", "gennaio", "januar", "jänner", "janv", "janvier"],
        ["feb", "february", "febbraio", "februar", "févr", "fév", "fevr", "février", "fevrier"],
        ["mar", "march", "marzo", "mär", "mrz", "märz", "maerz", "mars"],
        ["apr", "april", "aprile", "avr", "avril"],
        ["may", "mag", "maggio", "mai"],
        ["jun", "june", "giu", "giugno", "juni", "juin"],
        ["jul", "july", "lug", "luglio", "juli", "juil", "juillet"],
        ["aug", "august", "ago", "agosto", "août", "aout"],
        ["sep", "sept", "september", "set", "sett", "settembre", "septembre"],
        ["oct", "october", "ott", "ottobre", "okt", "oktober", "octobre"],
        ["nov", "november", "novembre"],
        ["dec", "december", "dic", "dicembre", "dez", "dezember", "déc", "décembre", "decembre"],
    ]

    private static let months: [MonthWord: Int] = {
        var months: [MonthWord: Int] = [:]
        for (index, words) in names.enumerated() {
            for word in words {
                let bytes = Array(word.utf8)
                if let key = MonthWord(bytes.span.bytes, 0, bytes.count) { months[key] = index + 1 }
            }
        }
        return months
    }()
}
