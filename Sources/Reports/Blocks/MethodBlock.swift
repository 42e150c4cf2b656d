import Ledger
import Metrics
import ReportDocument

/// How the figures come about: definitions, settings, snapshots, rates and the quality of the data.
struct MethodBlock {
    /// The figures that the report shows and that have no row among its workings, which define them; nil without any.
    func definitions(_ context: BlockContext) -> DraftTable? {
        let worked = Set(context.spec.workingMetrics(context.aging))
        let shown = Set(context.spec.shownMetrics(context.aging)).subtracting(worked)
        let metrics = Metric.catalogue(context.aging).filter { shown.contains($0) && $0.family == nil }
        let families = FigureFamily.allCases.filter { family in shown.contains { $0.family == family } }
        guard !metrics.isEmpty || !families.isEmpty else { return nil }
        return DraftTable(
            id: "definitions", title: context.words.heading(.definitions),
            columns: [
                context.textColumn(.figure, id: "figure"), context.textColumn(.id, id: "id"),
                Column(id: "value", title: context.words.heading(.value), kind: .number), context.textColumn(.unit, id: "unit"),
                context.textColumn(.definition, id: "definition", long: true),
            ],
            rows: metrics.map { metric in
                (
                    .item,
                    [
                        context.text(context.name(metric)), context.text(metric.id(context.aging)), context.cautionedCell(metric),
                        DraftCell(context.words.unit(metric.unit, context.currency).map { .text($0) } ?? .empty),
                        context.text(context.words.definition(metric, context.data.policy)),
                    ]
                )
            }
                + families.map { family in
                    (
                        .item,
                        [
                            context.text(context.words.name(family)), context.text(family.id), DraftCell(.empty), DraftCell(.empty),
                            context.text(context.words.definition(family)),
                        ]
                    )
                }, isHome: false)
    }

    func policies(_ context: BlockContext) -> DraftTable {
        let names: PolicyLine =
            switch context.data.analystNames {
            case .portfolio: .analysts(named: false, basis: nil)
            case .named(let basis): .analysts(named: true, basis: basis)
            }
        let (policy, thresholds) = (context.data.policy, context.data.thresholds)
        let lines: [PolicyLine] = [
            .reportingCurrency(policy.reportingCurrency), .period(.monthToDate(context.data.asOf)), .agingLimits(policy.aging),
            .credits(policy.agingCredits),
            .sales(policy.sales), .lossRates(policy.lossRates, policy.aging), .conversion, .ownership, .attribution(policy.attribution),
            names, .targets(amberWithin: thresholds.share(of: "", general: context.spec.amberWithin), of: thresholds.byTargetId),
        ]
        return DraftTable(
            id: "settings", title: context.words.heading(.policies),
            columns: [context.textColumn(.policy, id: "setting"), context.textColumn(.value, id: "value", long: true)],
            rows: (lines + ofTheDay(context)).map {
                (.item, [context.text(context.words.policyName($0)), context.text(context.words.policyValue($0))])
            }
                + calendars(context) + rules(context),
            isHome: false)
    }

    /// What was said or converted for the as-of day: targets in other currencies, and kinds of records of which there are none.
    private func ofTheDay(_ context: BlockContext) -> [PolicyLine] {
        let (targets, none) = (context.targets.converted, context.data.tables.statedNone(through: context.data.asOf))
        return (targets.isEmpty ? [] : [.convertedTargets(targets, context.currency)]) + (none.isEmpty ? [] : [.statedNone(none)])
    }

    /// The settings of promises, calendars, look-backs and forecasts, and the rates of late-payment interest that were used.
    private func calendars(_ context: BlockContext) -> [(role: Row.Role, cells: [DraftCell])] {
        let (words, frame) = (context.words, context.figures.frame)
        var lines = [Setting.promiseTolerance, .bankCalendar, .workCalendar, .lookBack, .landingRules].map { words.setting($0, frame) }
        let rates = context.data.workings[.interestClaimable]?.interestRates ?? []
        if !rates.isEmpty {
            let texts = rates.map { "\($0.halfYear.isoText) \($0.currency.code): \(words.format.exact($0.ratePercent))%" }
            lines.append((words.label(.interestRates), texts.joined(separator: "; ")))
        }
        return lines.map { (.item, [context.text($0.name), context.text($0.value)]) }
    }

    /// The rules of the risk score and, where the report shows lists, of the worklist.
    private func rules(_ context: BlockContext) -> [(role: Row.Role, cells: [DraftCell])] {
        let (words, frame) = (context.words, context.figures.frame)
        var lines = RiskRules.Rule.allCases.map { (words.name($0), words.value($0, frame)) }
        if context.spec.hasLists { lines += WorklistRules.Rule.allCases.map { (words.name($0), words.value($0, frame)) } }
        return lines.map { (.item, [context.text($0.0), context.text($0.1)]) }
    }

    func sources(_ context: BlockContext) -> DraftTable {
        // The data of one portfolio has no fingerprints and not all files: they tell of everybody's items.
        let namesFiles = context.data.sources.contains { !$0.file.isEmpty }
        let hasFingerprints = context.data.sources.contains { !$0.fingerprint.isEmpty }
        return DraftTable(
            id: "sources", title: context.words.heading(.sources),
            columns: [
                Column(id: "snapshot", title: context.words.heading(.snapshot), kind: .date),
                Column(id: "version", title: context.words.heading(.version), kind: .number),
                Column(id: "items", title: context.words.heading(.rows), kind: .number),
            ] + (namesFiles ? [context.textColumn(.file, id: "file")] : [])
                + (hasFingerprints ? [context.textColumn(.fingerprint, id: "fingerprint")] : []),
            rows: context.data.sources.map { source in
                (
                    .item,
                    [DraftCell(.date(source.day)), DraftCell(.count(Int64(source.version))), DraftCell(.count(Int64(source.itemCount)))]
                        + (namesFiles ? [context.text(source.file)] : []) + (hasFingerprints ? [context.text(source.fingerprint)] : [])
                )
            }, isHome: false)
    }

    /// The rates of the opening day and the as-of day, and those of targets and credit limits; nil when all are in the reporting currency.
    func rates(_ context: BlockContext) -> DraftTable? {
        let days = [context.figures.frame.openingDay, context.data.asOf]
        // A portfolio's figures are not kept by currency; rates are everybody's.
        let known = context.data.subject == nil ? context.figures.keys(.currency) : context.data.tables.rates.currencies.map(\.code)
        let currencies = known.compactMap { Currency(code: $0) }.filter { $0 != context.currency }
        let ofLedger = currencies.flatMap { currency in days.compactMap { context.data.tables.rates.rate(of: currency, on: $0) } }
        let ofLimits = context.spec.hasLists ? context.figures.creditLimitRates : []
        let rates = ofLedger + context.targets.converted.map(\.written.rate) + ofLimits
        guard !rates.isEmpty else { return nil }
        let unique = rates.enumerated().filter { index, rate in !rates[..<index].contains(rate) }.map(\.element)
        let places = max(4, unique.map(\.rate.placesUsed).max() ?? 0)
        return DraftTable(
            id: "rates", title: context.words.heading(.rates), caption: context.words.ratesCaption(context.currency),
            columns: [
                context.textColumn(.currency, id: "currency"), Column(id: "from", title: context.words.heading(.validFrom), kind: .date),
                Column(id: "rate", title: context.words.heading(.rate), unit: context.currency.code, kind: .number),
            ],
            rows: unique.map { rate in
                (
                    .item,
                    [
                        context.text(rate.currency.code), DraftCell(.date(rate.day)),
                        DraftCell(.number(rate.rate.rational, places: places)),
                    ]
                )
            }, isHome: false)
    }

    func dataQuality(_ context: BlockContext) -> DraftTable {
        let lines: [(Heading, CellValue)] =
            [
                (.undatedItems, .count(context.figures.undatedCount())),
                (.itemsWithoutSales, context.value(context.figures.value(.trueDSOLeftOutCount))),
                (.unmatchedPayments, .count(context.figures.unmatchedPaymentCount())),
            ]
            + (context.data.subject == nil
                ? [(.unownedCustomers, context.value(context.figures.value(.arNet, .analyst, PortfolioIndex.house)))] : [])
        return DraftTable(
            id: "data-quality", title: context.words.heading(.dataQuality),
            columns: [
                context.textColumn(.note, id: "note", long: true), Column(id: "value", title: context.words.heading(.value), kind: .number),
            ],
            rows: lines.map { (.item, [context.text(context.words.heading($0.0)), DraftCell($0.1)]) }, isHome: false)
    }
}
