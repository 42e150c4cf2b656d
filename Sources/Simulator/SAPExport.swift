import Ledger

/// The open items of company IT02 as an Italian SAP list exported to text, with the habits of such files.
///
/// Windows-1252, CRLF, `;`; two title lines and a blank one above the header; dates dd.mm.yyyy; amounts `1.234,56` with the minus behind;
/// arrears frozen by a job that ran the evening before; a blank row and one subtotal row a currency at the end, equal to the sum.
struct SAPExport {
    static let company = "IT02"

    private static let header =
        "Conto;Numero documento;Posizione;Tipo di documento;Data documento;Scadenza al netto;Divisa;Importo divisa estera;Arretrati;"
        + "Riferimento;Testo"

    let snapshot: SimulatedSnapshot

    func write(to path: String) throws(SimulatorError) {
        let items = snapshot.items.filter { $0.company == Self.company }
        var file = try ByteWriter(path: path)
        try file.sapRow("Partite aperte clienti - società IT02 Belmonte Servizi S.r.l.")
        try file.sapRow("Partite aperte al " + Self.text(snapshot.day) + "   Importi in € e in divisa del documento")
        try file.sapRow("")
        try file.sapRow(Self.header)
        for item in items { try file.sapRow(row(item)) }
        try file.sapRow(";;;;;;;;;;")
        for currency in Set(items.map(\.currency)).sorted() {
            let sum = items.reduce(Int64(0)) { $0 + ($1.currency == currency ? $1.openMinor : 0) }
            try file.sapRow(";;;;;;" + currency.code + ";" + Self.text(sum) + ";;;")
        }
        try file.finish()
    }

    private func row(_ item: SimulatedItem) -> String {
        let due = item.dueDay.map(Self.text) ?? ""
        var arrears = ""
        if let day = item.dueDay { arrears = Self.grouped(Int64(snapshot.day.adding(days: -1).days(since: day)), places: 0) }
        let fields = [
            item.customer, item.document, String(item.line), documentType(of: item), Self.text(item.documentDay), due, item.currency.code,
            Self.text(item.openMinor), arrears, item.reference, text(of: item),
        ]
        return fields.joined(separator: ";")
    }

    private func documentType(of item: SimulatedItem) -> String {
        switch item.kind {
        case .invoice: item.document.utf8.last! % 4 == 0 ? "DR" : "RV"
        case .creditNote: "DG"
        case .payment: "DZ"
        case .debitNote, .other: "AB"
        }
    }

    private func text(of item: SimulatedItem) -> String {
        let number = Int(item.amountMinor.magnitude % 7)
        return switch item.kind {
        case .invoice:
            [
                "Canone assistenza", "Fornitura materiali", "", "Attività di manutenzione", "Servizi in località Cantù",
                "Noleggio – qualità certificata", "",
            ][number]
        case .creditNote: "Nota credito reso merce"
        case .payment: "Bonifico da attribuire"
        case .debitNote, .other: "Addebito spese ritardo"
        }
    }

    private static func text(_ day: Day) -> String {
        let parts = day.components
        func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
        return two(parts.day) + "." + two(parts.month) + "." + String(parts.year)
    }

    /// `1.234,56`, with the minus behind: `1.234,56-`.
    private static func text(_ amountMinor: Int64) -> String { grouped(amountMinor, places: 2) }

    private static func grouped(_ value: Int64, places: Int) -> String {
        let digits = Array(String(value.magnitude).utf8)
        let padded = Array(repeating: UInt8(0x30), count: max(0, places + 1 - digits.count)) + digits
        let whole = padded.dropLast(places)
        var text: [UInt8] = []
        for (position, digit) in whole.enumerated() {
            if position > 0, (whole.count - position) % 3 == 0 { text.append(0x2E) }
            text.append(digit)
        }
        if places > 0 { text += [0x2C] + padded.suffix(places) }
        if value < 0 { text.append(0x2D) }
        return String(decoding: text, as: UTF8.self)
    }
}

extension ByteWriter {
    /// A row in Windows-1252 that ends with CR LF.
    mutating func sapRow(_ text: String) throws(SimulatorError) {
        for scalar in text.unicodeScalars { byte(Self.windows1252(scalar)) }
        byte(0x0D)
        try endRow()
    }

    /// The code of a character: Latin-1 as it is, and the few of the 0x80 block that are written here.
    private static func windows1252(_ scalar: Unicode.Scalar) -> UInt8 {
        switch scalar {
        case "€": 0x80
        case "–": 0x96
        default:
            scalar.value < 0x100 ? UInt8(scalar.value) : 0x3F
        }
    }
}
