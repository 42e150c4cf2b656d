import Foundation

/// Reads pages through Python's HTML parser.
enum PageReader {
    struct Dump: Decodable {
        /// Body and foot rows of the tables, by id.
        var tables: [String: [[ShownCell]]]
        var text: String
    }

    static func dump(_ page: String) throws -> Dump {
        try TemporaryFolder.with { folder in
            try Data(page.utf8).write(to: URL(fileURLWithPath: folder + "/page.html"))
            return try CheckScript.run("page_check.py", [folder + "/page.html"])
        }
    }
}
