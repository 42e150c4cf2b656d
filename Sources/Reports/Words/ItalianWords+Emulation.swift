import Ledger
import Metrics

extension ItalianWords {
    func label(_ label: EmulationLabel) -> String {
        switch label {
        case .emulation: "Le stesse partite nelle fasce di altri sistemi"
        case .emulatedColumns: "Colonne degli altri sistemi"
        case .system: "Sistema"
        case .ours: "Incasso"
        case .cause: "Causa"
        case .column: "Colonna"
        case .items: "Partite"
        case .noColumn: "In nessuna colonna"
        case .comparedWith: "Confrontata con"
        case .rule: "Regola"
        case .report: "Report"
        case .rules: "Regole degli altri sistemi"
        case .source: "Fonte"
        case .largestDifferences: "Partite collocate altrove, dalla maggiore"
        case .caption:
            "Dalle fasce di questo report a quelle di un altro sistema: ogni riga è ciò che si sposta per una causa, negativo dove esce. "
                + "Le colonne del sistema sono confrontate con la fascia in cui cade la loro metà."
        case .detail: "Per vedere che cosa fa la differenza, indicare un sistema: incasso emulate"
        case .inOurs: "In Incasso"
        case .inTheirs: "Nel sistema"
        }
    }

    func name(_ rule: BucketRule) -> String {
        if let system = rule.system { return system }
        switch (rule.source, rule.agedFrom) {
        case (.behaviour, .dueDay): return "Per scadenza, il non scaduto nella prima fascia"
        case (.behaviour, .documentDay): return "Per data documento"
        case (.system, _), (.manual, _), (.workspace, _): return rule.id
        }
    }

    func name(_ cause: EmulationCause) -> String {
        switch cause {
        case .credits: "Crediti trattati diversamente"
        case .beyondLast: "Oltre l’ultima fascia"
        case .undated: "Senza scadenza"
        case .documentDay: "Anzianità dalla data documento"
        case .notYetDue: "Non ancora scadute"
        case .dueToday: "In scadenza oggi (giorno 0)"
        case .ranges: "Fasce che finiscono in altri giorni"
        }
    }

    func name(_ column: EmulatedColumn.Kind) -> String {
        switch column {
        case .current(let through): through > 0 ? "A scadere, fino a \(days(through))" : through == 0 ? "A scadere" : "Non scaduto"
        case .range(nil, let last?): "Fino a \(days(last))"
        case .range(let first?, let last?): first == last ? days(last) : "\(first)–\(last) giorni"
        case .range(let first?, nil): "Oltre \(days(first - 1))"
        case .range(nil, nil): "Tutto"
        case .credits: "Crediti"
        }
    }

    func sentences(_ rule: BucketRule, asOf: Day) -> String {
        let date = rule.agedFrom == .dueDay ? "dalla scadenza" : "dalla data documento"
        var parts = ["Calcola l’anzianità di ogni partita \(date)"]
        let before = rule.agedFrom == .dueDay ? "Non ancora scadute" : "Con data successiva al giorno"
        switch rule.notYetDue {
        case .current: parts.append("\(before): in una colonna propria")
        case .firstRange: parts.append("\(before): nella prima fascia")
        case .nowhere: parts.append("\(before): in nessuna colonna")
        }
        if rule.agedFrom == .dueDay {
            parts.append(
                rule.currentThrough < 0
                    ? "In scadenza oggi: nella prima fascia"
                    : rule.currentThrough == 0
                        ? "In scadenza oggi: non in ritardo" : "Fino a \(days(rule.currentThrough)) di ritardo: non in ritardo")
        }
        let ranges = rule.rangeTexts(asOf: asOf)
        parts.append(
            "Fasce: \(ranges.joined(separator: ", ")) giorni; oltre: \(rule.hasLastRange ? "in un’ultima colonna" : "in nessuna colonna")")
        if rule.agedFrom == .dueDay {
            switch rule.undated {
            case .notYetDue: parts.append("Senza scadenza: come le non ancora scadute")
            case .documentDay: parts.append("Senza scadenza: dalla data documento")
            case .lastRange: parts.append("Senza scadenza: nell’ultima colonna")
            }
        }
        switch rule.credits {
        case .inRanges: parts.append("Crediti: con il loro segno nella colonna della propria data")
        case .apart: parts.append("Crediti: in una colonna propria")
        case .leftOut: parts.append("Crediti: in nessuna colonna")
        }
        return parts.joined(separator: ". ") + "."
    }

    func source(of rule: BucketRule) -> String {
        switch rule.source {
        case .system(let addresses): addresses.joined(separator: ", ")
        case .manual(let addresses): "Impostazioni riportate in un manuale, lette alla lettera: \(addresses.joined(separator: ", "))"
        case .workspace: "Una regola di quest’area di lavoro, scritta in incasso.yml."
        case .behaviour: "Un modo di calcolare l’anzianità che si incontra nella pratica, di nessun sistema in particolare."
        }
    }

    func tieOut(_ emulation: Emulation, _ currency: Currency) -> String {
        let money = { (minor: Int64) in format.moneyWithCurrency(minor, currency) }
        let net = money(emulation.netMinor)
        guard emulation.tiesOut else {
            return "\(name(emulation.rule)): non quadra con il saldo netto di \(net). Eseguire `incasso verify`."
        }
        let tied = "\(name(emulation.rule)): le cause spiegano ogni differenza e le due parti danno il saldo netto di \(net)"
        guard emulation.nowhere.itemCount > 0 else { return tied + ", tutto nelle colonne del sistema." }
        return tied + "; le colonne del sistema ne mostrano \(money(emulation.shownMinor)), mentre "
            + itemsInNoColumn(emulation.nowhere.itemCount, minor: emulation.nowhere.minor, currency) + "."
    }

    func itemsInNoColumn(_ count: Int, minor: Int64, _ currency: Currency) -> String {
        let amount = format.moneyWithCurrency(minor, currency)
        return count == 1 ? "1 partita per \(amount) resta fuori" : "\(format.count(beforeNoun: count)) partite per \(amount) restano fuori"
    }
}
