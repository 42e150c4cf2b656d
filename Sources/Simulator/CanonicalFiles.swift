import Ledger

extension SimulatedLedger {
    /// Writes everything as canonical files into a folder, which is created unless it is there.
    ///
    /// Files: `ledger-YYYY-MM-DD.csv` a snapshot, one file each for postings and the small tables, and
    /// `sap-it02-YYYY-MM-DD.csv` a snapshot when the options ask for it. Throws `cannot-write`.
    public func write(to folder: String) throws(SimulatorError) {
        try ByteWriter.createFolder(folder)
        for snapshot in snapshots {
            try writeLedger(snapshot, to: folder + "/ledger-" + snapshot.day.isoText + ".csv")
            if options.exportsSAPCompany {
                try SAPExport(snapshot: snapshot).write(to: folder + "/sap-it02-" + snapshot.day.isoText + ".csv")
            }
        }
        try writePostings(to: folder + "/postings.csv")
        try writeCustomers(to: folder + "/customers.csv")
        try writeTeam(to: folder)
        try writeActivities(to: folder + "/activities.csv")
        try writePromises(to: folder + "/promises.csv")
        try writeDisputes(to: folder + "/disputes.csv")
        try writeTargets(to: folder + "/targets.csv")
        try writeRates(to: folder + "/rates.csv")
        try writeInterestRates(to: folder + "/interest.csv")
    }

    private func writeLedger(_ snapshot: SimulatedSnapshot, to path: String) throws(SimulatorError) {
        var file = try ByteWriter(path: path)
        file.text("company,document,line,kind,customer,document_date,due_date,currency,amount,open_amount,reference")
        try file.endRow()
        for item in snapshot.items where !(options.exportsSAPCompany && item.company == SAPExport.company) {
            file.fields(item.company, item.document)
            file.integer(Int64(item.line))
            file.comma()
            file.fields(item.kind.name, item.customer)
            file.day(item.documentDay)
            file.comma()
            file.day(item.dueDay)
            file.comma()
            file.currency(item.currency)
            file.comma()
            file.money(item.amountMinor)
            file.comma()
            file.money(item.openMinor)
            file.comma()
            file.field(item.reference)
            try file.endRow()
        }
        try file.finish()
    }

    private func writePostings(to path: String) throws(SimulatorError) {
        var file = try ByteWriter(path: path)
        file.text("posting_date,company,document,line,kind,customer,document_date,due_date,currency,amount,clears")
        try file.endRow()
        for posting in postings {
            file.day(posting.postingDay)
            file.comma()
            file.fields(posting.company, posting.document)
            file.integer(Int64(posting.line))
            file.comma()
            file.fields(posting.kind.name, posting.customer)
            file.day(posting.documentDay)
            file.comma()
            file.day(posting.dueDay)
            file.comma()
            file.currency(posting.currency)
            file.comma()
            file.money(posting.amountMinor)
            file.comma()
            file.field(posting.clears)
            try file.endRow()
        }
        try file.finish()
    }

    private func writeCustomers(to path: String) throws(SimulatorError) {
        var file = try ByteWriter(path: path)
        file.text("customer,name,country,language,segment,credit_limit,credit_limit_currency,parent")
        try file.endRow()
        for customer in customers {
            file.fields(customer.customer, customer.name, customer.country ?? "", customer.language ?? "", customer.segment ?? "")
            if let limit = customer.creditLimitMinor { file.money(limit) }
            file.comma()
            file.fields(customer.creditLimitCurrency?.code ?? "")
            file.field(customer.parent ?? "")
            try file.endRow()
        }
        try file.finish()
    }

    private func writeTeam(to folder: String) throws(SimulatorError) {
        var file = try ByteWriter(path: folder + "/analysts.csv")
        file.text("analyst,name,email,team,language")
        try file.endRow()
        for analyst in analysts {
            file.fields(analyst.analyst, analyst.name, analyst.email ?? "", analyst.team ?? "")
            file.field(analyst.language ?? "")
            try file.endRow()
        }
        try file.finish()

        var portfolio = try ByteWriter(path: folder + "/portfolios.csv")
        portfolio.text("customer,analyst,valid_from,valid_to")
        try portfolio.endRow()
        for assignment in portfolios {
            portfolio.fields(assignment.customer, assignment.analyst)
            portfolio.day(assignment.validFrom)
            portfolio.comma()
            portfolio.day(assignment.validTo)
            try portfolio.endRow()
        }
        try portfolio.finish()
    }
}

extension ByteWriter {
    /// Fields, each followed by a comma.
    mutating func fields(_ values: String...) {
        for value in values {
            field(value)
            comma()
        }
    }
}
