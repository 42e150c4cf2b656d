/// What a part points at: targets by id, as names of parts.
struct Relationships {
    struct Target {
        /// The last word of the relation's type: `worksheet`, `styles`.
        let type: String
        /// The name of the part.
        let name: String
    }

    private(set) var byId: [String: Target] = [:]

    /// The first target of a type, by id.
    func first(_ type: String) -> Target? { byId.sorted { $0.key < $1.key }.first { $0.value.type == type }?.value }

    /// The relations of a part: those of `xl/workbook.xml` stand in `xl/_rels/workbook.xml.rels`; `""` is the package itself.
    static func of(_ partName: String, in archive: Archive) throws(WorkbookError) -> Relationships {
        let segments = partName.split(separator: "/")
        let folder = segments.dropLast().map { $0 + "/" }.joined()
        let name = "\(folder)_rels/\(segments.last ?? "").rels"
        let handler = RelationshipsHandler(folder: folder)
        try XMLParsing.parse(try archive.part(name, byteLimit: archive.limits.smallPartByteCount), handler)
        return Relationships(byId: handler.byId)
    }

    /// The name of the part a target means, seen from a folder; nil when it leads out of the archive.
    static func resolve(_ target: String, from folder: String) -> String? {
        var segments = target.hasPrefix("/") ? [] : folder.split(separator: "/")
        for segment in target.split(separator: "/") where segment != "." {
            guard segment == ".." else {
                segments.append(segment)
                continue
            }
            guard segments.popLast() != nil else { return nil }
        }
        let name = segments.joined(separator: "/")
        return Archive.isSafe(name) ? name : nil
    }
}

private final class RelationshipsHandler: XMLHandler {
    private let folder: String
    var byId: [String: Relationships.Target] = [:]

    init(folder: String) { self.folder = folder }

    override func start(_ name: XMLName, _ attributes: XMLAttributes) {
        guard name == "Relationship", let id = attributes.text("Id"), let target = attributes.text("Target") else { return }
        // Links out of the package, to web pages or other files, are never followed.
        guard attributes.text("TargetMode") != "External" else { return }
        guard let part = Relationships.resolve(target, from: folder) else {
            failure = failure ?? WorkbookError(.unsafePartName, "a relation leads out of the archive")
            return
        }
        let type = attributes.text("Type")?.split(separator: "/").last.map(String.init) ?? ""
        byId[id] = Relationships.Target(type: type, name: part)
    }
}
