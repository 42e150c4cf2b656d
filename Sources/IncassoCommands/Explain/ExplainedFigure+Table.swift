import Ledger
import Metrics
import Reports

extension ExplainedFigure {
    /// For people; of many rates only the first and last, JSON has them all.
    var table: String {
        var text = head + "\n" + words.label(.figures) + "\n" + withoutHeader(figuresTable)
        if !working.steps.isEmpty { text += "\n" + words.label(.months) + "\n" + stepsTable.text }
        if judged != nil || unjudged != nil { text += "\n" + words.label(.target) + "\n" + withoutHeader(targetTable) }
        if let oldestDispute { text += "\n" + words.label(.oldestDispute) + "\n" + line(of: oldestDispute) }
        if !missing.isEmpty { text += "\n" + words.label(.remedy) + "\n" + remedies }
        text += "\n" + words.label(.settings) + "\n" + withoutHeader(settingsTable)
        if !sources.snapshots.isEmpty { text += "\n" + words.label(.snapshots) + "\n" + snapshotsTable.text }
        if !sources.files.isEmpty { text += "\n" + words.label(.files) + "\n" + filesTable.text }
        if !rates.isEmpty { text += "\n" + words.label(.rates) + "\n" + ratesTable.text }
        if !working.interestRates.isEmpty { text += "\n" + words.label(.interestRates) + "\n" + interestRatesTable.text }
        for (metric, rows) in rows ?? [] { text += "\n" + words.label(.rows) + ": " + id(metric) + "\n" + rowsTable(metric, rows).text }
        return text
    }

    private var head: String {
        let place =
            switch self.place.grouping {
            case .scope(.all): words.name(.all)
            case .scope(let scope): words.name(scope) + " " + words.key(self.place.key)
            case .disputes(let dimension):
                words.heading(dimension == .department ? .department : .disputeReason) + " "
                    + (self.place.disputes?.key ?? words.heading(.notStated).lowercased())
            }
        let value = row(working)
        let unit = unit(of: working.metric)
        let shown = value.shownValue + (unit.isEmpty || value.value == nil ? "" : " " + unit)
        var text = "\(words.name(working.metric, policy.aging)) (\(id(working.metric))), \(place), \(working.day.isoText)\n"
        text += words.definition(working.metric, policy) + "\n\n"
        if let formula = formula(working) {
            text += id(working.metric) + " = " + formula + "\n"
            if let values = formulaWithValues { text += blanks + " = " + values + "\n" }
            text += blanks + " = " + shown + "\n"
        } else {
            text += id(working.metric) + " = " + shown + "\n"
        }
        var said: Set<String> = []
        for (metric, caution) in cautions where said.insert(caution).inserted {
            text += (metric == working.metric ? "" : id(metric) + ": ") + caution + "\n"
        }
        return text
    }

    /// What stands behind the values of a metric; nothing where they say it themselves, as percentages and counts do.
    private func unit(of metric: Metric) -> String {
        metric.unit == .ratio ? "" : words.unit(metric.unit, policy.reportingCurrency) ?? ""
    }

    /// A table whose columns have no titles.
    private func withoutHeader(_ table: TextTable) -> String { String(table.text.drop { $0 == "\n" }) }

    private var blanks: String { String(repeating: " ", count: id(working.metric).count) }

    private var figuresTable: TextTable {
        var table = TextTable([("", .left), ("", .right), ("", .left), ("", .left)])
        for (depth, figure) in tree {
            let row = row(figure)
            table.add([
                String(repeating: "  ", count: depth) + row.metric, row.shownValue, unit(of: figure.metric),
                words.source(of: figure, policy.aging),
            ])
        }
        return table
    }

    private var stepsTable: TextTable {
        var table = TextTable([("", .left), (words.label(.sales), .right), (words.heading(.days), .right), (words.label(.left), .right)])
        for step in working.steps {
            table.add([
                step.month.isoText, language.number(share(step.salesMinor, .money)), language.number(step.days.decimalText(significant: 6)),
                language.number(share(step.leftMinor, .money)),
            ])
        }
        return table
    }

    private var targetTable: TextTable {
        var table = TextTable([("", .left), ("", .right), ("", .left)])
        if let unjudged {
            table.add([words.heading(.target), words.renderer.notAvailable, words.reason(unjudged) + "; " + words.remedy(unjudged)])
        }
        guard let judged else { return table }
        let unit = unit(of: working.metric)
        let written = judged.target.written.map { written in
            " (\(language.number(amount(written.minor, written.currency))) \(written.currency.code) × \(language.number(written.rate.rate.text)))"
        }
        table.add([words.heading(.target), judged.text(judged.target.value).shown, unit + (written ?? "")])
        if let toDate = judged.target.toDate, let pace = judged.target.pace {
            table.add([
                words.heading(DayHeading.targetToDate), judged.text(toDate).shown,
                (unit.isEmpty ? "" : unit + "; ") + words.workingDays(gone: pace.gone, of: pace.all),
            ])
        }
        if let variance = judged.variance { table.add([words.heading(.variance), judged.text(variance).shownDifference, unit]) }
        let status = judged.status.map { words.renderer.statusNames[$0]! + " (\(words.colour($0)))" }
        table.add([words.heading(.status), status ?? "", judged.target.isTooEarly ? words.lateJudgementCaption : ""])
        return table
    }

    private func line(of dispute: OpenDispute) -> String {
        let record = dispute.dispute
        return [
            record.dispute, record.customer, record.document,
            words.heading(.openedOn).lowercased() + " " + words.format.date(record.openedOn),
            words.heading(.daysOpen).lowercased() + " \(dispute.daysOpen)",
            language.number(amount(dispute.amountMinor, policy.reportingCurrency)) + " " + policy.reportingCurrency.code,
        ].filter { !$0.isEmpty }.joined(separator: ", ") + "\n"
    }

    /// One line for each reason, with the figures it concerns.
    private var remedies: String {
        var order: [UnavailableReason] = []
        var figures: [UnavailableReason: [String]] = [:]
        for (metric, reason) in missing {
            if figures[reason] == nil { order.append(reason) }
            figures[reason, default: []].append(id(metric))
        }
        return order.map { reason in
            figures[reason, default: []].joined(separator: ", ") + ": " + words.reason(reason) + "; " + words.remedy(reason) + "\n"
        }.joined()
    }

    private var settingsTable: TextTable {
        var table = TextTable([("", .left), ("", .left)])
        table.add([words.policyName(.reportingCurrency(policy.reportingCurrency)), policy.reportingCurrency.code])
        for setting in settings { table.add([setting.name, setting.value]) }
        return table
    }

    private var snapshotsTable: TextTable {
        var table = TextTable([
            (words.heading(.snapshot), .left), (words.heading(.version), .right), (words.heading(.rows), .right),
            (words.heading(.file), .left),
            ("SHA-256", .left),
        ])
        for snapshot in sources.snapshots {
            for part in snapshot.parts {
                table.add([
                    snapshot.day.isoText, String(snapshot.version), String(part.rowCount), part.source.names.joined(separator: " + "),
                    part.source.sha256,
                ])
            }
        }
        return table
    }

    private var filesTable: TextTable {
        var table = TextTable([(words.heading(.file), .left), (words.label(.kind), .left), ("SHA-256", .left)])
        for file in sources.files { table.add([file.name, words.kind(file.kind), file.sha256]) }
        return table
    }

    private var ratesTable: TextTable {
        var table = TextTable([(words.heading(.validFrom), .left), (words.heading(.rate), .left)])
        for (_, rates) in Dictionary(grouping: rates, by: \.currency).sorted(by: { $0.key < $1.key }) {
            let shown = rates.count > 6 ? [rates[0], rates[rates.count - 1]] : rates
            for (place, rate) in shown.enumerated() {
                if place > 0, shown.count < rates.count { table.add(["", "\(rates.count - 2) …"]) }
                table.add([
                    rate.day.isoText, "1 \(rate.currency.code) = \(language.number(rate.rate.text)) \(policy.reportingCurrency.code)",
                ])
            }
        }
        return table
    }

    private var interestRatesTable: TextTable {
        var table = TextTable([(words.label(.halfYear), .left), (words.heading(.currency), .left), (words.label(.percentAYear), .right)])
        for rate in working.interestRates {
            table.add([rate.halfYear.isoText, rate.currency.code, words.format.exact(rate.ratePercent)])
        }
        return table
    }

    private func rowsTable(_ metric: Metric, _ rows: [WorkingRow]) -> TextTable {
        let measure = measure(metric)
        let hasDivisor = rows.contains { $0.share.denominator != nil }
        let hasNotes = rows.contains { $0.note != nil }
        var table = TextTable(
            [
                (words.heading(.customer), .left), (words.label(.company), .left), (words.heading(.id), .left), (words.label(.line), .left),
                (words.label(.kind), .left), (words.label(.date), .left), (words.label(.documentDate), .left),
                (words.label(.dueDate), .left),
                (words.heading(.currency), .left), (words.label(.openAmount), .right), (words.label(.converted), .right),
                (words.label(.adds), .right),
            ] + (hasDivisor ? [(words.label(.over), .right)] : []) + (hasNotes ? [(words.heading(Heading.because), .left)] : []))
        for row in rows {
            let name = row.id.isEmpty ? row.document : row.id
            table.add(
                [
                    row.customer, row.company, name, row.line, words.kind(of: row),
                    row.day?.isoText ?? "", row.documentDay?.isoText ?? "", row.dueDay?.isoText ?? "", row.currency?.code ?? "",
                    language.number(amount(row.amountMinor, row.currency)),
                    language.number(amount(row.convertedMinor, policy.reportingCurrency)),
                    language.number(share(row.share.numerator, measure)),
                ] + (hasDivisor ? [language.number(divisor(row.share.denominator, measure))] : [])
                    + (hasNotes ? [row.note.map { words.note($0, policy) } ?? ""] : []))
        }
        let end = [String](repeating: "", count: 11)
        let denominators = rows.compactMap(\.share.denominator)
        var total = end + [language.number(share(rows.reduce(0) { $0 + $1.share.numerator }, measure))]
        total[0] = words.heading(.total)
        table.add(total + (hasDivisor ? [language.number(divisor(denominators.reduce(0, +), measure))] : []) + (hasNotes ? [""] : []))
        return table
    }
}
