import Ledger
import LedgerColumns

extension ItemColumns {
    /// Each row as text, in the order of the file.
    var rowTexts: [String] {
        (0..<count).map { row in
            [
                companies[company[row]], document[row], lines[line[row]], ItemKind(rawValue: kind[row])!.name, customers[customer[row]],
                Day(daysSinceEpoch: documentDay[row]).isoText,
                dueDay[row] == ItemColumns.noDay ? "" : Day(daysSinceEpoch: dueDay[row]).isoText,
                currencies[Int(currency[row])].code, String(openMinor[row]), reference[row],
            ].joined(separator: "|") + (amountMinor[row] == ItemColumns.noAmount ? "" : "|of \(amountMinor[row])")
        }
    }
}
