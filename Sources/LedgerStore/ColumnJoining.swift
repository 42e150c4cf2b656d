import Ledger
import LedgerColumns

extension StoredColumns {
    /// Adds the rows of other columns at the end, with their codes translated. Linear in the rows of `other`.
    mutating func append(_ other: Self) {
        for column in Self.layout {
            switch column.field {
            case .codes(let codes, let dictionary, _):
                let map = other[keyPath: dictionary].values.map { self[keyPath: dictionary].code(adding: $0) }
                self[keyPath: codes].append(contentsOf: other[keyPath: codes].lazy.map { map[Int($0)] })
            case .currencies(let codes, let currencies):
                let map = other[keyPath: currencies].map { currency in
                    if let known = self[keyPath: currencies].firstIndex(of: currency) { return UInt8(known) }
                    self[keyPath: currencies].append(currency)
                    // ISO 4217 has fewer than 256 currencies, and none is in the list twice.
                    return UInt8(self[keyPath: currencies].count - 1)
                }
                self[keyPath: codes].append(contentsOf: other[keyPath: codes].lazy.map { map[Int($0)] })
            case .kinds(let path): self[keyPath: path] += other[keyPath: path]
            case .days(let path): self[keyPath: path] += other[keyPath: path]
            case .amounts(let path): self[keyPath: path] += other[keyPath: path]
            case .texts(let path): self[keyPath: path].append(contentsOf: other[keyPath: path])
            }
        }
    }

    /// The columns of some rows, in the order given, with the same dictionaries. Linear in the rows given.
    func selecting(_ rows: [Int]) -> Self {
        var selected = Self()
        for column in Self.layout {
            switch column.field {
            case .codes(let codes, let dictionary, _):
                selected[keyPath: codes] = gather(self[keyPath: codes], rows)
                selected[keyPath: dictionary] = self[keyPath: dictionary]
            case .currencies(let codes, let currencies):
                selected[keyPath: codes] = gather(self[keyPath: codes], rows)
                selected[keyPath: currencies] = self[keyPath: currencies]
            case .kinds(let path): selected[keyPath: path] = gather(self[keyPath: path], rows)
            case .days(let path): selected[keyPath: path] = gather(self[keyPath: path], rows)
            case .amounts(let path): selected[keyPath: path] = gather(self[keyPath: path], rows)
            case .texts(let path): selected[keyPath: path] = self[keyPath: path].selecting(rows)
            }
        }
        return selected
    }
}

/// The elements of some rows.
private func gather<Element>(_ values: [Element], _ rows: [Int]) -> [Element] { rows.map { values[$0] } }

extension StringColumn {
    /// The texts of some rows, in the order given.
    func selecting(_ rows: [Int]) -> StringColumn {
        var selected = StringColumn()
        selected.ends.reserveCapacity(rows.count)
        for row in rows {
            selected.bytes += bytes[range(row)]
            selected.ends.append(UInt32(selected.bytes.count))
        }
        return selected
    }
}
