import Foundation

@testable import Simulator

/// A folder of its own for one test, removed with the last reference to it.
final class TemporaryFolder {
    let path: String

    init() throws {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent("simulator-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        path = url.path
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Names of the files in it, sorted.
    func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }

    func bytes(_ name: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: path + "/" + name)) }
}

/// The files of a simulated ledger as they were written, read by a parser that shares no code with the writer.
struct WrittenFiles {
    struct Item: Hashable {
        var company, document, line, kind, customer, currency: String
        var documentDate: String
        var dueDate: String
        var openMinor: Int64
    }

    let folder: String

    /// Days of the snapshots, ascending.
    func snapshotDays() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasPrefix("ledger-") }
            .map { String($0.dropFirst(7).prefix(10)) }.sorted()
    }

    /// Rows of a canonical file by column name. Quoted fields may hold commas.
    func rows(_ name: String) throws -> [[String: String]] {
        let text = try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
        var lines = text.components(separatedBy: "\n")
        guard lines.popLast() == "" else { throw CocoaError(.fileReadCorruptFile) }
        let header = Self.fields(lines[0])
        return lines.dropFirst().map { line in Dictionary(uniqueKeysWithValues: zip(header, Self.fields(line))) }
    }

    /// Open items of a day from the canonical file and, when there is one, the SAP export.
    func items(_ day: String) throws -> [Item] {
        let canonical = try rows("ledger-" + day + ".csv").map { row in
            Item(
                company: row["company"]!, document: row["document"]!, line: row["line"]!, kind: row["kind"]!, customer: row["customer"]!,
                currency: row["currency"]!, documentDate: row["document_date"]!, dueDate: row["due_date"]!,
                openMinor: try Self.minor(row["open_amount"]!))
        }
        guard FileManager.default.fileExists(atPath: folder + "/sap-it02-" + day + ".csv") else { return canonical }
        return try canonical + sap(day).items
    }

    /// Items and subtotals by currency of an SAP export.
    func sap(_ day: String) throws -> (items: [Item], subtotals: [String: Int64], lines: [String]) {
        let text = try String(contentsOfFile: folder + "/sap-it02-" + day + ".csv", encoding: .windowsCP1252)
        let lines = text.components(separatedBy: "\r\n")
        var items: [Item] = []
        var subtotals: [String: Int64] = [:]
        for line in lines.dropFirst(4) {
            let fields = line.components(separatedBy: ";")
            guard fields.count == 11, !fields[6].isEmpty else { continue }
            let amount = try Self.italianMinor(fields[7])
            guard !fields[0].isEmpty else {
                subtotals[fields[6]] = amount
                continue
            }
            items.append(
                Item(
                    company: "IT02", document: fields[1], line: fields[2], kind: fields[3], customer: fields[0], currency: fields[6],
                    documentDate: Self.iso(fields[4]), dueDate: Self.iso(fields[5]), openMinor: amount))
        }
        return (items, subtotals, lines)
    }

    /// `-12.34` in hundredths; anything without exactly two decimal places is an error.
    static func minor(_ text: String) throws -> Int64 {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1].count == 2, let value = Int64(parts.joined()) else { throw CocoaError(.formatting) }
        return value
    }

    private static func italianMinor(_ text: String) throws -> Int64 {
        let digits = text.replacingOccurrences(of: ".", with: "").replacingOccurrences(of: ",", with: ".")
        return digits.hasSuffix("-") ? try -minor(String(digits.dropLast())) : try minor(digits)
    }

    private static func iso(_ text: String) -> String { text.split(separator: ".").reversed().joined(separator: "-") }

    private static func fields(_ line: String) -> [String] {
        var fields = [""]
        var isQuoted = false
        for character in line {
            switch character {
            case "\"": isQuoted.toggle()
            case "," where !isQuoted: fields.append("")
            default: fields[fields.count - 1].append(character)
            }
        }
        return fields
    }
}
