import Ledger
import Metrics
import StrictYAML

extension DayFigures {
    /// A warning for each team that `calendars.teams` names and nobody belongs to: its people go on with `calendars.work`. None before analysts are imported.
    var teamCalendarFindings: [Diagnostic] {
        let teams = Set(tables.analysts.values.compactMap(\.team)).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        guard !teams.isEmpty else { return [] }
        return frame.policy.teamCalendars.keys.filter { !teams.contains($0) }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map {
            name in
            Diagnostic(
                code: "unknown-team", severity: .warning, file: "incasso.yml",
                message: "calendars.teams gives a calendar to the team \"\(name)\", and no analyst belongs to it",
                advice: NearestWord.advice(for: name, in: teams))
        }
    }
}
