import Ledger
import Yams

/// Reads YAML files in which every fault is told with its place.
///
/// One document a file. Anchors, aliases and keys that are no plain texts are refused: what is written is what holds.
///
/// ```swift
/// var (root, faults) = YAMLReader.read(text: text, file: "incasso.yml")
/// let mapping = root?.mapping(keys: ["store", "languages"], &faults)
/// let store = mapping?["store"]?.string(&faults)
/// let languages = mapping?["languages"]?.list(&faults) { $0.word(Language.self, &$1) }
/// ```
public enum YAMLReader {
    /// The value of a file in UTF-8; nil with a fault when the bytes are no UTF-8 or no YAML.
    public static func read(utf8 bytes: [UInt8], file: String) -> (root: YAMLNode?, faults: [Diagnostic]) {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            let fault = Diagnostic(
                code: "bad-encoding", file: file, message: "the file is not UTF-8 text", advice: "save it with encoding UTF-8")
            return (nil, [fault])
        }
        return read(text: text, file: file)
    }

    /// The value of a text; nil with a fault when it is no YAML. A text without any value gives an empty mapping.
    ///
    /// `file` is the name faults carry.
    public static func read(text: String, file: String) -> (root: YAMLNode?, faults: [Diagnostic]) {
        let start = YAMLNode.Location(file: file, line: 1, column: 1)
        let unmarked = text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
        do {
            let (parser, root) = try parse(unmarked)
            guard let root else {
                return (YAMLNode(content: .mapping([]), location: start, path: ""), [])
            }
            // The parser owns the anchors; nodes only point at them.
            return withExtendedLifetime(parser) {
                var conversion = NodeConversion(file: file)
                let node = conversion.node(root, path: "")
                return (node, conversion.faults)
            }
        } catch let error as YamlError {
            return (nil, [error.diagnostic(file: file, text: unmarked)])
        } catch {
            return (nil, [start.fault("yaml-syntax", "the file cannot be read as YAML", advice: nil)])
        }
    }

    /// The root of a text, with the parser that owns its anchors.
    private static func parse(_ text: String) throws -> (Parser, Node?) {
        do {
            // What a scalar stands for is asked for at each key and costs most of the time. Without rules keys are alike that differ in quotes only.
            let parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
            return (parser, try parser.singleRoot())
        } catch YamlError.duplicatedKeysInMapping {
            let parser = try Parser(yaml: text, encoding: .utf8)
            return (parser, try parser.singleRoot())
        }
    }
}

/// Turns the parser's nodes into ours.
private struct NodeConversion {
    let file: String
    var faults: [Diagnostic] = []

    mutating func node(_ node: Node, path: String) -> YAMLNode {
        let location = location(node.mark)
        if node.anchor != nil {
            let fault = location.fault(
                "anchor-refused", "anchors (&) and aliases (*) are not accepted", advice: "write the value out where it is needed")
            // An anchored value turns up again at each alias, with the anchor's place.
            if !faults.contains(fault) { faults.append(fault) }
            return YAMLNode(content: .null, location: location, path: path)
        }
        switch node {
        case .scalar(let scalar):
            let isQuoted = scalar.style != .plain && scalar.style != .any
            let isNull = !isQuoted && ["", "~", "null"].contains(scalar.string)
            return YAMLNode(
                content: isNull ? .null : .scalar(scalar.string, isQuoted: isQuoted), location: location, path: path)
        case .sequence(let values):
            let list = values.enumerated().map { self.node($1, path: "\(path)[\($0)]") }
            return YAMLNode(content: .list(list), location: location, path: path)
        case .mapping(let pairs):
            return YAMLNode(content: .mapping(entries(pairs, path: path)), location: location, path: path)
        case .alias:
            preconditionFailure("the parser resolves aliases")
        }
    }

    private mutating func entries(_ pairs: Node.Mapping, path: String) -> [YAMLNode.Entry] {
        var entries: [YAMLNode.Entry] = []
        for (key, value) in pairs {
            let keyLocation = location(key.mark)
            guard case .scalar(let scalar) = key, key.anchor == nil else {
                faults.append(keyLocation.fault("wrong-type", "a key must be a text", advice: "write it like: key: value"))
                continue
            }
            // Keys that differ in quotes only are different for the parser (`1` and `"1"`), but not here.
            if let first = entries.first(where: { $0.key == scalar.string }) {
                faults.append(keyLocation.duplicate(scalar.string, firstLine: first.keyLocation.line))
                continue
            }
            let valuePath = path.isEmpty ? scalar.string : path + "." + scalar.string
            entries.append(YAMLNode.Entry(key: scalar.string, keyLocation: keyLocation, value: node(value, path: valuePath)))
        }
        return entries
    }

    private func location(_ mark: Mark?) -> YAMLNode.Location {
        YAMLNode.Location(file: file, line: mark?.line ?? 1, column: mark?.column ?? 1)
    }
}

extension YAMLNode.Location {
    /// The fault that a key stands in a mapping twice.
    fileprivate func duplicate(_ key: String, firstLine: Int? = nil) -> Diagnostic {
        let place = firstLine.map { ", first in line \($0)" } ?? ""
        return fault("duplicate-key", "the key \"\(key)\" is written more than once\(place)", advice: "keep one of them")
    }
}

extension YamlError {
    /// The parser's error as a finding about a file.
    fileprivate func diagnostic(file: String, text: String) -> Diagnostic {
        switch self {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _), .composer(_, let problem, let mark, _):
            return YAMLNode.Location(file: file, line: mark.line, column: mark.column).fault(
                "yaml-syntax", "the file is not valid YAML: \(problem)",
                advice: "check indentation, colons, brackets and quotes here and in the line above")
        case .duplicatedKeysInMapping(let keys, let context):
            let first = YAMLNode.Location(file: file, line: context.mark.line, column: context.mark.column)
            return first.duplicate(keys.joined(separator: "\", \""))
        case .reader(let problem, let offset, _, _):
            let before = text.prefix(offset ?? 0)
            let line = before.split(separator: "\n", omittingEmptySubsequences: false)
            return YAMLNode.Location(file: file, line: max(1, line.count), column: (line.last?.unicodeScalars.count ?? 0) + 1).fault(
                "yaml-syntax", "the file is not valid YAML: \(problem)", advice: "remove the character")
        default:
            return Diagnostic(code: "yaml-syntax", file: file, message: "the file cannot be read as YAML")
        }
    }
}
