import LedgerColumns
import Testing

@Suite("Column archives")
struct ColumnArchiveTests {
    static func archive() -> [UInt8] {
        var writer = ColumnArchiveWriter()
        writer.append("sums", [Int64(5), -9, 1 << 50])
        writer.append("days", [Int32(1), ItemColumns.noDay])
        writer.append("codes", [UInt32(7)])
        writer.append("kinds", [UInt8]())
        writer.append("keys", ["C-A", "", "C-B"])
        writer.append("rows", 12)
        return writer.finish()
    }

    @Test("columns come back by name")
    func columnsComeBack() throws {
        let reader = try ColumnArchiveReader(Self.archive())
        #expect(reader.names == ["codes", "days", "keys", "kinds", "rows", "sums"])
        #expect(try reader.numbers("sums") == [Int64(5), -9, 1 << 50])
        #expect(try reader.numbers("days") == [Int32(1), ItemColumns.noDay])
        #expect(try reader.numbers("codes") == [UInt32(7)])
        #expect(try reader.numbers("kinds") == [UInt8]())
        #expect(try reader.texts("keys") == ["C-A", "", "C-B"])
        #expect(try reader.number("rows") == 12)
    }

    @Test("a missing column, another type and a column asked for as a number are refused by name")
    func wrongRequestsAreRefused() throws {
        let reader = try ColumnArchiveReader(Self.archive())
        let missing = #expect(throws: ColumnError.self) { try reader.texts("nothing") }
        #expect(missing?.code == .missingColumn && missing?.column == "nothing")
        let type = #expect(throws: ColumnError.self) { try reader.numbers("days", of: Int64.self) }
        #expect(type?.code == .wrongType && type?.column == "days")
        let single = #expect(throws: ColumnError.self) { try reader.number("sums") }
        #expect(single?.code == .wrongType && single?.column == "sums")
    }

    @Test("any flipped byte and any cut is noticed")
    func damageIsNoticed() {
        let bytes = Self.archive()
        for index in bytes.indices {
            var damaged = bytes
            damaged[index] ^= 0x20
            #expect(throws: ColumnError.self, "byte \(index)") { try ColumnArchiveReader(damaged) }
            #expect(throws: ColumnError.self, "cut \(index)") { try ColumnArchiveReader(Array(bytes[..<index])) }
        }
    }

    @Test("an archive without columns is an archive")
    func emptyArchive() throws {
        #expect(try ColumnArchiveReader(ColumnArchiveWriter().finish()).names.isEmpty)
    }
}
