import Ledger

/// Which import rejected some rows, as the file of rejected rows says it of each row: the file's bytes, and of a ledger the day they were taken for.
public struct RejectsParent: Hashable, Sendable {
    /// The first digits of the file's SHA-256, 16 lower-case hexadecimal ones.
    public let digest: String
    /// The as-of day of a ledger.
    public let day: Day?

    /// The import of a file.
    public init(sha256: String, day: Day?) {
        digest = String(sha256.prefix(Self.digitCount))
        self.day = day
    }

    private static let digitCount = 16
    private static let mark = "sha256:"

    /// `2026-10-31 sha256:0123456789abcdef`; without a day where there is none.
    public var text: String { (day.map { $0.isoText + " " } ?? "") + Self.mark + digest }

    /// The import a text names; nil when it names none.
    public init?(text: String) {
        let words = text.split(separator: " ").map(String.init)
        guard let last = words.last, words.count <= 2, last.hasPrefix(Self.mark) else { return nil }
        digest = String(last.dropFirst(Self.mark.count))
        guard digest.utf8.count == Self.digitCount else { return nil }
        guard words.count == 2 else {
            day = nil
            return
        }
        guard let day = Day(iso: words[0]) else { return nil }
        self.day = day
    }
}

extension LedgerFileReader {
    /// What a file of delimited text says about whose rejected rows it has.
    public enum RejectsMark: Hashable, Sendable {
        /// It has no column of a file of rejected rows.
        case none
        /// It has such columns, and does not say which import its rows come from.
        case unnamed
        /// All rows come from one import.
        case parent(RejectsParent)
        /// Rows come from several imports.
        case several
    }

    /// Whose rejected rows a file has. Looks at the beginning of a file only, unless columns of rejected rows stand there; workbooks have none.
    public static func rejectsMark(path: String) -> RejectsMark {
        guard let source = try? openFile(path), !WorkbookFile.isNoText(source), let head = try? decodedHead(source, path),
            head.withSpan(namesOwnColumn),
            let (text, _) = try? decode(source, path, ImportProfile(name: "", kind: .ledger, headers: [:]))
        else { return .none }
        return text.withSpan { span in
            for syntax in FieldSyntax.candidates(span) {
                let mark = rejectsMark(FileHead.rows(span, syntax: syntax, limit: .max).map(\.fields))
                if mark != .none { return mark }
            }
            return .none
        }
    }

    private static func rejectsMark(_ rows: [[String]]) -> RejectsMark {
        guard let header = rows.firstIndex(where: { $0.contains { RejectedRow.ownColumns.contains(trimmed($0)) } }) else { return .none }
        guard let field = rows[header].firstIndex(where: { trimmed($0) == RejectedRow.parentColumn }) else { return .unnamed }
        let texts = Set(rows[(header + 1)...].compactMap { $0.count > field ? trimmed($0[field]) : nil }.filter { !$0.isEmpty })
        guard let text = texts.first else { return .unnamed }
        guard texts.count == 1 else { return .several }
        return RejectsParent(text: text).map { .parent($0) } ?? .unnamed
    }

    /// Whether the name of a column of rejected rows stands in a text.
    private static func namesOwnColumn(_ text: RawSpan) -> Bool {
        let name = Array(RejectedRow.ownColumns[0].utf8)
        guard text.byteCount >= name.count else { return false }
        return (0...text.byteCount - name.count).contains { offset in
            text.byte(offset) == name[0] && name.indices.allSatisfy { text.byte(offset + $0) == name[$0] }
        }
    }
}
