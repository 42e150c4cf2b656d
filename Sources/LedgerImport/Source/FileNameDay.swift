import Ledger

/// The days that stand in a file name as YYYY-MM-DD or YYYYMMDD, each once, in order; digits beside a date make it none.
func daysInFileName(_ path: String) -> [Day] {
    let name = Array((path.split(separator: "/").last ?? "").utf8)
    var days: [Day] = []
    var start = 0
    while start < name.count {
        guard isDigit(name[start]) else {
            start += 1
            continue
        }
        let run = name[start...].prefix(while: isDigit).count
        if run == 8, let day = day(name[start..<start + 4], name[start + 4..<start + 6], name[start + 6..<start + 8]) {
            if !days.contains(day) { days.append(day) }
        } else if run == 4, start + 10 <= name.count, name[start + 4] == 0x2D, name[start + 7] == 0x2D,
            start + 10 == name.count || !isDigit(name[start + 10]),
            let day = day(name[start..<start + 4], name[start + 5..<start + 7], name[start + 8..<start + 10])
        {
            if !days.contains(day) { days.append(day) }
            start += 10
            continue
        }
        start += run
    }
    return days
}

private func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

private func day(_ year: ArraySlice<UInt8>, _ month: ArraySlice<UInt8>, _ day: ArraySlice<UInt8>) -> Day? {
    Day(iso: String(decoding: Array(year) + [0x2D] + Array(month) + [0x2D] + Array(day), as: UTF8.self))
}
