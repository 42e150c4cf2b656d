import GRDB
import Ledger
import LedgerColumns

/// The rows of `activity`, as stores up to version 6 have them.
enum ActivityRows {
    /// Packs the rows into columns and drops their table.
    static func pack(_ database: Database) throws {
        let columns = [
            "activity", "date", "analyst", "customer", "channel", "direction", "outcome", "document", "follow_up_on", "follow_up_done_on",
        ]
        var activities = ActivityColumns()
        let row = try StatementRow(database, sql: "SELECT \(columns.joined(separator: ", ")) FROM activity", columns: columns)
        while try row.advance() { activities.append(try activity(RecordRow(table: "activity", row: row))) }
        if !activities.isEmpty { try KeptActivities.save(activities.byId, to: database) }
        try database.execute(sql: "DROP TABLE activity")
    }

    private static func activity(_ row: RecordRow) throws(StoreError) -> Activity {
        Activity(
            activity: try row.text("activity"), date: try row.day("date"), analyst: try row.text("analyst"),
            customer: try row.text("customer"), channel: try row.word("channel"), direction: try row.word("direction"),
            outcome: try row.word("outcome"), document: try row.optionalText("document"), followUpOn: try row.optionalDay("follow_up_on"),
            followUpDoneOn: try row.optionalDay("follow_up_done_on"))
    }
}
