import Ledger

/// Which rows of a file are no items.
struct RowRules {
    /// The fields that are all empty in a row that is no item; none: every row is an item.
    let itemFields: [Int]
    /// The field of the customer, when headings of groups name it.
    let groupField: Int?
    /// The fields of the header, when it may stand between rows again.
    let header: [[UInt8]]
    /// The field that tells a repeated header at once.
    let headerField: Int
    let dropsTitles: Bool
    /// What is left out, the values in small letters.
    let leftOut: [(field: Int, reason: String, values: Set<String>?)]
    /// Fields that name a document without a number.
    let documentFields: [Int]
    /// The first texts of the rows above the header.
    let titles: Set<String>

    init(_ profile: ImportProfile, _ header: HeaderMatch, _ options: ImportOptions) {
        // Headings and the words of totals stand in the first field, whatever column that is.
        let telling = ["document", "document_date", "kind", "due_date"].compactMap { header.fields[$0] }.filter { $0 > 0 }
        itemFields = profile.hasSubtotalRows ? telling : []
        groupField = profile.groupsByCustomer ? header.fields["customer"] : nil
        self.header = profile.repeatsHeader ? header.texts.map { Array(trimmed($0).utf8) } : []
        headerField = telling.first ?? 0
        dropsTitles = profile.hasTitleRows
        leftOut = profile.leftOut.compactMap { rule in
            guard !options.keptReasons.contains(rule.reason), let field = header.fields[rule.column] else { return nil }
            return (field, rule.reason, rule.values.map { Set($0.map { $0.lowercased() }) })
        }
        titles = Set(header.titles.compactMap(\.first))
        documentFields = profile.documentFrom.compactMap {
            header.fields[$0] ?? ($0 == "document_date" ? profile.standInForDay(header) : nil)
        }
    }

    /// Whether every row with the right number of fields is an item.
    var takesAll: Bool { itemFields.isEmpty && header.isEmpty && leftOut.isEmpty }
}

/// What the values of a row mean together.
struct MeaningRules {
    /// The field of the posting key and the kinds by key.
    let postingKey: (field: Int, kinds: [String: String])?
    /// Whether the sign of the amount decides the kind of some rows.
    let hasKindBySign: Bool
    /// What tells credits from debits.
    let indicator: DebitCreditWords?
    /// The last day on which items that were cleared are left out; nil: that is the row's own as-of day, or no item is left out for it.
    let clearedThrough: Int32?
    /// Whether items that were cleared up to the as-of day are left out.
    let leavesOutCleared: Bool
    /// The field of the document that cleared an item.
    let clearingDocumentField: Int?
    /// Whether credit notes and payments are written without a minus.
    let hasPositiveCredits: Bool
    let noDates: Set<Int32>
    /// In small letters.
    let noDateWords: Set<String>
    /// Whether the fiscal year belongs to the key of an item.
    let keyHasYear: Bool
    let fiscalYearStart: Int
    /// The field of the fiscal year.
    let fiscalYearField: Int?
    /// Whether kind and customer belong to the key of documents that are no invoices.
    let keyHasKindAndCustomer: Bool

    /// - Parameter asOf: The as-of day, where it is known before the rows are read.
    init(_ profile: ImportProfile, _ header: HeaderMatch, _ options: ImportOptions, asOf: Day?) {
        postingKey = header.fields[ImportProfile.postingKeyColumn].map { ($0, profile.postingKeys) }
        hasKindBySign =
            profile.valueMaps["kind"]?.values.contains(ImportProfile.kindBySign) ?? false
            || profile.postingKeys.values.contains(ImportProfile.kindBySign)
        indicator = header.fields[ImportProfile.debitCreditColumn].flatMap { DebitCreditWords(profile.sign, field: $0) }
        leavesOutCleared =
            header.fields[ImportProfile.clearingDateColumn] != nil && !options.keptReasons.contains(ImportProfile.clearedReason)
        clearedThrough = leavesOutCleared ? asOf?.daysSinceEpoch : nil
        clearingDocumentField = header.fields[ImportProfile.clearingDocumentColumn]
        hasPositiveCredits = profile.sign == .positiveCredits
        noDates = Set(profile.noDates.map(\.daysSinceEpoch))
        noDateWords = Set(profile.noDateWords.map { $0.lowercased() })
        keyHasYear = profile.documentNumbersRepeatByYear && profile.kind != .history
        fiscalYearStart = profile.fiscalYearStart
        fiscalYearField = header.fields[ImportProfile.fiscalYearColumn]
        keyHasKindAndCustomer = profile.numbersRepeatByKind && profile.kind == .ledger
    }
}
