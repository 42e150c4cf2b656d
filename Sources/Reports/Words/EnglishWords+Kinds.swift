import Ledger

extension EnglishWords {
    func kind(_ kind: PostingKind) -> String {
        switch kind {
        case .invoice: "invoice"
        case .payment: "payment"
        case .creditNote: "credit note"
        case .writeOff: "write-off"
        case .adjustment: "adjustment"
        }
    }

    func kind(_ kind: FileKind) -> String {
        switch kind {
        case .ledger: "ledger"
        case .postings: "postings"
        case .history: "history"
        case .customers: "customers"
        case .analysts: "analysts"
        case .portfolios: "portfolios"
        case .activities: "activities"
        case .promises: "promises"
        case .disputes: "disputes"
        case .targets: "targets"
        case .rates: "exchange rates"
        case .interest: "interest rates"
        }
    }

    func colour(_ status: Status) -> String {
        switch status {
        case .green: "green"
        case .amber: "amber"
        case .red: "red"
        }
    }

    func outcome(_ outcome: Activity.Outcome) -> String {
        switch outcome {
        case .reached: "reached"
        case .noAnswer: "no answer"
        case .leftMessage: "left a message"
        case .promise: "promised"
        case .dispute: "disputed"
        case .escalated: "escalated"
        }
    }
}
