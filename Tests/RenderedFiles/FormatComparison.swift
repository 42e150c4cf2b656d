/// What other people's readers find when the formats of rendered reports are held against each other.
public struct FormatComparison: Decodable, Sendable {
    /// Report, period and language.
    public var report: String
    /// Endings of the formats there are.
    public var formats: [String]
    /// Cells that were compared.
    public var compared: Int
    public var faults: [String]

    /// One comparison for each report and language under a folder.
    public static func all(under folder: String) throws -> [FormatComparison] { try CheckScript.run("parity_check.py", [folder]) }
}
