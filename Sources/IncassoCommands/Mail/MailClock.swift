import Foundation
import Ledger
import LedgerStore

/// The moments mail needs to know.
struct MailClock: Sendable {
    let now: @Sendable () -> EpochSeconds
    /// Seconds that local time is ahead of UTC at a moment.
    let offsetSeconds: @Sendable (EpochSeconds) -> EpochSeconds

    /// The clock and time zone of this process.
    static let ofProcess = MailClock(
        now: { EpochSeconds(Date().timeIntervalSince1970) },
        offsetSeconds: { moment in
            var (time, parts) = (time_t(moment), tm())
            return localtime_r(&time, &parts) == nil ? 0 : EpochSeconds(parts.tm_gmtoff)
        })

    /// The day where the process runs.
    var today: Day {
        let moment = now()
        return MailClock.day(of: moment + offsetSeconds(moment))
    }

    /// `2026-11-06T06:30:00Z`.
    static func text(_ moment: EpochSeconds) -> String {
        let seconds = moment - EpochSeconds(day(of: moment).daysSinceEpoch) * 86_400
        let parts = [seconds / 3_600, seconds / 60 % 60, seconds % 60].map { ($0 < 10 ? "0" : "") + String($0) }
        return day(of: moment).isoText + "T" + parts.joined(separator: ":") + "Z"
    }

    private static func day(of moment: EpochSeconds) -> Day {
        Day(daysSinceEpoch: Int32(moment >= 0 ? moment / 86_400 : (moment - 86_399) / 86_400))
    }
}
