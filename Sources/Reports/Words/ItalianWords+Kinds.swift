import Ledger

extension ItalianWords {
    func kind(_ kind: PostingKind) -> String {
        switch kind {
        case .invoice: "fattura"
        case .payment: "pagamento"
        case .creditNote: "nota di credito"
        case .writeOff: "stralcio"
        case .adjustment: "rettifica"
        }
    }

    func kind(_ kind: FileKind) -> String {
        switch kind {
        case .ledger: "partitario"
        case .postings: "registrazioni"
        case .history: "storico"
        case .customers: "clienti"
        case .analysts: "addetti"
        case .portfolios: "portafogli"
        case .activities: "attività"
        case .promises: "promesse"
        case .disputes: "contestazioni"
        case .targets: "obiettivi"
        case .rates: "cambi"
        case .interest: "tassi di interesse"
        }
    }

    func colour(_ status: Status) -> String {
        switch status {
        case .green: "verde"
        case .amber: "giallo"
        case .red: "rosso"
        }
    }

    func outcome(_ outcome: Activity.Outcome) -> String {
        switch outcome {
        case .reached: "raggiunto"
        case .noAnswer: "nessuna risposta"
        case .leftMessage: "lasciato un messaggio"
        case .promise: "ha promesso"
        case .dispute: "ha contestato"
        case .escalated: "escalation"
        }
    }
}
