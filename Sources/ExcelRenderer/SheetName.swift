import ReportDocument

/// Checks that section titles can be names of sheets; nothing is ever cut or replaced.
enum SheetName {
    static let lengthMax = 31
    static let forbidden: Set<Character> = ["[", "]", ":", "*", "?", "/", "\\"]

    /// Throws for the first title Excel would refuse: empty, too long, forbidden characters, outer apostrophes, reserved, or used twice.
    static func check(_ sections: [Section]) throws(RenderError) {
        var seen: Set<String> = []
        for section in sections {
            let title = section.title
            if let fault = fault(title) {
                throw RenderError(
                    code: .badSheetName, message: "the title of section \(section.id), \"\(title)\", cannot be a sheet name: \(fault)")
            }
            guard seen.insert(title.lowercased()).inserted else {
                throw RenderError(code: .badSheetName, message: "two sections have the title \"\(title)\"; sheet names must differ")
            }
        }
        if sections.isEmpty { throw RenderError(code: .badSheetName, message: "the document has no sections; a workbook needs a sheet") }
    }

    /// Whether Excel takes a text as a name.
    static func fits(_ title: String) -> Bool { fault(title) == nil }

    private static func fault(_ title: String) -> String? {
        if title.isEmpty { return "it is empty" }
        if title.utf16.count > lengthMax { return "it has \(title.utf16.count) characters, and \(lengthMax) are allowed" }
        if let bad = title.first(where: forbidden.contains) { return "it contains \(bad)" }
        if title.unicodeScalars.contains(where: { $0.value < 0x20 }) { return "it contains a control character" }
        if title.hasPrefix("'") || title.hasSuffix("'") { return "it starts or ends with an apostrophe" }
        if title.lowercased() == "history" { return "Excel keeps this name for itself" }
        return nil
    }
}
