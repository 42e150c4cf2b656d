import Ledger

extension SimulatedLedger {
    func writeActivities(to path: String) throws(SimulatorError) {
        var file = try ByteWriter(path: path)
        file.text("activity,date,analyst,customer,channel,direction,outcome,document,follow_up_on,follow_up_done_on")
        try file.endRow()
        for activity in activities {
            file.fields(activity.activity)
            file.day(activity.date)
            file.comma()
            file.fields(
                activity.analyst, activity.customer, activity.channel.rawValue, activity.direction.rawValue, activity.outcome.rawValue,
                activity.document ?? "")
            file.day(activity.followUpOn)
            file.comma()
            file.day(activity.followUpDoneOn)
            try file.endRow()
        }
        try file.finish()
    }

    func writePromises(to path: String) throws(SimulatorError) {
        var file = try ByteWriter(path: path)
        file.text("promise,customer,document,made_on,due_on,currency,amount,analyst")
        try file.endRow()
        for promise in promises {
            file.fields(promise.promise, promise.customer, promise.document ?? "")
            file.day(promise.madeOn)
            file.comma()
            file.day(promise.dueOn)
            file.comma()
            file.fields(promise.currency.code)
            file.money(promise.amountMinor)
            file.comma()
            file.field(promise.analyst ?? "")
            try file.endRow()
        }
        try file.finish()
    }

    func writeDisputes(to path: String) throws(SimulatorError) {
        var file = try ByteWriter(path: path)
        file.text("dispute,customer,document,opened_on,closed_on,currency,amount,reason,department")
        try file.endRow()
        for dispute in disputes {
            file.fields(dispute.dispute, dispute.customer, dispute.document)
            file.day(dispute.openedOn)
            file.comma()
            file.day(dispute.closedOn)
            file.comma()
            file.fields(dispute.currency.code)
            file.money(dispute.amountMinor)
            file.comma()
            file.fields(dispute.reason ?? "")
            file.field(dispute.department ?? "")
            try file.endRow()
        }
        try file.finish()
    }

    func writeTargets(to path: String) throws(SimulatorError) {
        var file = try ByteWriter(path: path)
        file.text("month,scope,key,metric,value,currency")
        try file.endRow()
        for target in targets {
            file.fields(target.month.isoText, target.scope.rawValue, target.key, target.metric, target.value.text)
            file.field(target.currency?.code ?? "")
            try file.endRow()
        }
        try file.finish()
    }

    func writeRates(to path: String) throws(SimulatorError) {
        var file = try ByteWriter(path: path)
        file.text("date,currency,rate")
        try file.endRow()
        for rate in rates {
            file.day(rate.day)
            file.comma()
            file.fields(rate.currency.code)
            file.text(rate.rate.text)
            try file.endRow()
        }
        try file.finish()
    }
}
