/// An ISO 4217 currency code with its number of decimal places.
public struct Currency: Hashable, Comparable, Sendable {
    /// The three letters packed big-endian, so that comparing numbers compares codes, and below them the decimal places.
    @usableFromInline let packed: UInt32

    /// A currency from its three-letter code in capitals; nil when ISO 4217 has no such active code.
    public init?(code: some StringProtocol) {
        let bytes = Array(code.utf8)
        guard bytes.count == 3 else { return nil }
        self.init(bytes[0], bytes[1], bytes[2])
    }

    /// A currency from three ASCII bytes; nil when ISO 4217 has no such active code.
    public init?(_ first: UInt8, _ second: UInt8, _ third: UInt8) {
        let letters = UInt32(first) << 16 | UInt32(second) << 8 | UInt32(third)
        guard let exponent = Currency.exponents[letters] else { return nil }
        packed = letters << 8 | UInt32(exponent)
    }

    /// The three-letter code.
    public var code: String {
        String(
            decoding: [
                UInt8(truncatingIfNeeded: packed >> 24), UInt8(truncatingIfNeeded: packed >> 16), UInt8(truncatingIfNeeded: packed >> 8),
            ],
            as: UTF8.self)
    }

    /// Decimal places of the minor unit: JPY 0, EUR 2, KWD 3.
    public var exponent: Int { Int(packed & 0xFF) }

    /// Minor units in one major unit: 10 to the power of ``exponent``.
    public var minorPerMajor: Int64 {
        switch exponent {
        case 0: 1
        case 2: 100
        default: (0..<exponent).reduce(1) { power, _ in power * 10 }
        }
    }

    public static func < (left: Currency, right: Currency) -> Bool { left.packed < right.packed }

    /// The euro.
    public static let eur = Currency(code: "EUR")!

    /// Source: ISO 4217 list one, codes of countries and territories (funds and metals left out), with those replaced since 2024, which older ledgers still name.
    private static let exponents: [UInt32: Int] = {
        let zero = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF"
        let three = "BHD IQD JOD KWD LYD OMR TND"
        let two = """
            AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP CVE \
            CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD \
            KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR \
            PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU \
            UZS VED VES WST XCD XCG YER ZAR ZMW ZWG
            """
        var table: [UInt32: Int] = [:]
        for (codes, exponent) in [(zero, 0), (three, 3), (two, 2)] {
            for code in codes.split(separator: " ") {
                let packed = code.utf8.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
                table[packed] = exponent
            }
        }
        return table
    }()
}

extension Currency: CustomStringConvertible {
    /// The three-letter code.
    public var description: String { code }
}
