import Foundation
import Ledger

extension Workspace {
    /// The folder of holiday calendars.
    static let calendarsName = "calendars"

    /// The calendars there are by name: the shipped ones, and those of the files of `calendars/`; nil for a file with faults.
    static func calendars(in folder: String) throws -> (calendars: [String: HolidayCalendar?], faults: [Diagnostic]) {
        var calendars: [String: HolidayCalendar?] = Dictionary(uniqueKeysWithValues: HolidayCalendar.shipped.map { ($0.name, $0) })
        var faults: [Diagnostic] = []
        for path in try yamlFiles(in: calendarsName, of: folder) {
            let file = String(path.split(separator: "/").last ?? "")
            let name = String(file.prefix(file.count - (file.hasSuffix(".yaml") ? 5 : 4)))
            guard calendars[name] == nil else {
                faults.append(
                    Diagnostic(
                        code: "reserved-name", file: path, message: "there is a calendar \"\(name)\" already", advice: "rename the file"))
                continue
            }
            let (calendar, found) = CalendarReader.read(utf8: try TextFile.bytes(at: path), file: path, name: name)
            faults += found
            calendars[name] = .some(calendar)
        }
        return (calendars, faults)
    }
}
