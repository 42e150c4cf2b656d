import Ledger

extension YAMLNode {
    /// The values of a list, as they are.
    public func list(_ faults: inout [Diagnostic]) -> [YAMLNode]? {
        guard case .list(let values) = content else {
            faults.append(wrongType(expected: "a list", example: "\(exampleKey): [first, second]"))
            return nil
        }
        return values
    }

    /// The values of a list, each read by `read`; nil when this is no list or one of the values is at fault.
    public func list<Element>(
        _ faults: inout [Diagnostic], each read: (YAMLNode, inout [Diagnostic]) -> Element?
    ) -> [Element]? {
        guard let values = list(&faults) else { return nil }
        let elements = values.map { read($0, &faults) }
        let known = elements.compactMap { $0 }
        return known.count == elements.count ? known : nil
    }

    /// The entries of a mapping whose keys are free, in the order of the file.
    public func entries(_ faults: inout [Diagnostic]) -> [Entry]? {
        guard case .mapping(let entries) = content else {
            faults.append(wrongType(expected: "a mapping", example: "\(exampleKey): {key: value}"))
            return nil
        }
        return entries
    }

    /// A mapping with fixed keys. A key that is not among them is refused with the nearest valid one; the others can still be read.
    public func mapping(keys: [String], _ faults: inout [Diagnostic]) -> YAMLMapping? {
        guard let entries = entries(&faults) else { return nil }
        for entry in entries where !keys.contains(entry.key) {
            let place = path.isEmpty ? "" : " in \(name)"
            faults.append(
                entry.keyLocation.fault(
                    "unknown-key", "unknown key \"\(entry.key)\"\(place)", advice: NearestWord.advice(for: entry.key, in: keys)))
        }
        return YAMLMapping(node: self, keys: keys, entries: entries)
    }
}

/// A mapping with fixed keys. Asking for a key that is not among them is a programmer's error.
public struct YAMLMapping: Sendable {
    /// The mapping itself, for faults about it.
    public let node: YAMLNode
    let keys: [String]
    let entries: [YAMLNode.Entry]

    /// The value of a key; nil when the key is not written.
    public subscript(key: String) -> YAMLNode? {
        precondition(keys.contains(key), "\(key) is not a key of this mapping")
        return entries.first { $0.key == key }?.value
    }

    /// The value of a key that must be written.
    public func required(_ key: String, _ faults: inout [Diagnostic]) -> YAMLNode? {
        if let value = self[key] { return value }
        let place = node.path.isEmpty ? "" : " in \(node.name)"
        faults.append(node.fault("missing-key", "the key \"\(key)\" is missing\(place)", advice: "add \"\(key): …\""))
        return nil
    }
}
