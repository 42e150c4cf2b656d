import Foundation
import MetricsOracle

/// Input files whose rows stand in another order; header, title and subtotal rows stay where they are.
enum ShuffledFile {
    /// The bytes of a file of the sample data, shuffled. No field of these files has a line end inside.
    static func bytes(_ bytes: Data, _ random: inout OracleRandom) -> Data {
        var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map { Data($0) }
        // The header is the first line with many fields; an export's title lines above it have none.
        let isExport = !lines[0].contains(0x2C)
        let separator: UInt8 = isExport ? 0x3B : 0x2C
        let header = lines.firstIndex { $0.count { $0 == separator } > 1 } ?? 0
        let data = lines.indices.filter { line in
            // Blank and subtotal rows start with an empty field.
            line > header && !lines[line].isEmpty && lines[line].first != separator
        }
        let shuffled = random.shuffled(data.map { lines[$0] })
        for (place, line) in zip(data, shuffled) { lines[place] = line }
        return Data(lines.joined(separator: [0x0A]))
    }
}
