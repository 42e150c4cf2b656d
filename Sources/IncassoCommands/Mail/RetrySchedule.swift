import LedgerStore

/// When a message that could not be delivered is tried again.
enum RetrySchedule {
    /// Seconds to wait after the first, second, … attempt; after the last of them it is given up.
    static let delaysSeconds: [EpochSeconds] = [5 * 60, 15 * 60, 3_600, 4 * 3_600, 12 * 3_600]

    /// Attempts in all.
    static var attemptsMax: Int { delaysSeconds.count + 1 }

    /// A message is given up when it could not be sent for so long: yesterday's huddle helps nobody.
    static let lifetimeSeconds: EpochSeconds = 24 * 3_600

    /// Wait after a server that could not be reached.
    static let unreachableDelaySeconds: EpochSeconds = 5 * 60

    /// The moment of the next attempt; nil when there is none.
    static func next(afterAttempt attempt: Int, at now: EpochSeconds) -> EpochSeconds? {
        delaysSeconds.indices.contains(attempt - 1) ? now + delaysSeconds[attempt - 1] : nil
    }
}
