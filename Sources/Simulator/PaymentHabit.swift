/// How a customer pays. Chances are of a thousand, delays in days.
struct PaymentHabit {
    /// Days between due day and payment.
    var lateness: ClosedRange<Int>
    /// ISO weekday of the payment run; nil pays on any working day.
    var payWeekday: Int?
    /// A payment of part of an invoice.
    var partPayment: Int
    /// A payment run without advice, which cannot be applied at once.
    var unadvised: Int
    /// An invoice that is objected to.
    var dispute: Int
    /// A promise that is kept.
    var keepsPromise: Int
    /// A phone call that reaches somebody.
    var reachable: Int

    /// A habit drawn from the four kinds of payers: prompt, slow, late and terrible.
    static func draw(from generator: inout Generator) -> PaymentHabit {
        var habit = generator.pick(weighted: kinds)
        if generator.chance(perMille: 350) { habit.payWeekday = generator.within(2...5) }
        return habit
    }

    private static let kinds: [(element: PaymentHabit, weight: Int)] = [
        (PaymentHabit(lateness: -5...3, partPayment: 4, unadvised: 10, dispute: 12, keepsPromise: 950, reachable: 800), 57),
        (PaymentHabit(lateness: 1...12, partPayment: 15, unadvised: 22, dispute: 22, keepsPromise: 820, reachable: 650), 27),
        (PaymentHabit(lateness: 10...34, partPayment: 45, unadvised: 34, dispute: 38, keepsPromise: 600, reachable: 520), 12),
        (PaymentHabit(lateness: 65...240, partPayment: 120, unadvised: 20, dispute: 70, keepsPromise: 300, reachable: 330), 4),
    ]
}
