import GRDB

/// What the tables of a store are, as numbered steps. A released step is never edited; a change is a new step.
enum StoreSchema {
    /// Marks a file as an Incasso store: "Inco".
    static let applicationID: Int32 = 0x496E_636F

    /// The number of the newest step, which is the `user_version` of an up-to-date store.
    static var version: Int { migrations.count }

    /// Step n + 1 is element n.
    static let migrations: [Migration] = [
        Migration(snapshots + postings + smallTables + bookkeeping), Migration(removals), Migration(interestRates), Migration(outbox),
        Migration(histories), Migration(noneOnRecord), Migration(activitySegments, moving: ActivityRows.pack),
    ]

    /// A step: statements, and what moves rows into what they made.
    struct Migration: Sendable {
        let sql: String
        let moveRows: @Sendable (Database) throws -> Void

        init(_ sql: String, moving moveRows: @escaping @Sendable (Database) throws -> Void = { _ in }) {
            (self.sql, self.moveRows) = (sql, moveRows)
        }
    }

    /// What was taken out on purpose.
    private static let removals = """
        CREATE TABLE removal (
            id INTEGER PRIMARY KEY, removed_on TEXT NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL, row_count INTEGER NOT NULL
        ) STRICT;
        """

    private static let snapshots = """
        CREATE TABLE source_file (
            id INTEGER PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, profile TEXT, byte_count INTEGER NOT NULL,
            sha256 TEXT NOT NULL, imported_on TEXT NOT NULL, report_json TEXT
        ) STRICT;
        CREATE INDEX source_file_sha256 ON source_file (sha256, kind);
        CREATE TABLE snapshot (
            id INTEGER PRIMARY KEY, day TEXT NOT NULL, version INTEGER NOT NULL, is_current INTEGER NOT NULL,
            source_file INTEGER NOT NULL REFERENCES source_file, row_count INTEGER NOT NULL, rejected_count INTEGER NOT NULL,
            fingerprint INTEGER NOT NULL,
            UNIQUE (day, version)
        ) STRICT;
        CREATE TABLE snapshot_part (
            id INTEGER PRIMARY KEY, day TEXT NOT NULL, source_file INTEGER NOT NULL REFERENCES source_file,
            row_count INTEGER NOT NULL, rejected_count INTEGER NOT NULL, fingerprint INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE snapshot_member (
            snapshot INTEGER NOT NULL REFERENCES snapshot, part INTEGER NOT NULL REFERENCES snapshot_part,
            PRIMARY KEY (snapshot, part)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE part_company (
            part INTEGER NOT NULL REFERENCES snapshot_part, company TEXT NOT NULL,
            PRIMARY KEY (part, company)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE part_total (
            part INTEGER NOT NULL REFERENCES snapshot_part, currency TEXT NOT NULL,
            debit_minor INTEGER NOT NULL, credit_minor INTEGER NOT NULL, item_count INTEGER NOT NULL,
            PRIMARY KEY (part, currency)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE item_segment (
            id INTEGER PRIMARY KEY, part INTEGER NOT NULL REFERENCES snapshot_part, column_name TEXT NOT NULL,
            ordinal INTEGER NOT NULL, row_count INTEGER NOT NULL, checksum INTEGER NOT NULL, bytes BLOB NOT NULL,
            UNIQUE (part, column_name, ordinal)
        ) STRICT;

        """

    private static let postings = """
        CREATE TABLE posting_batch (
            id INTEGER PRIMARY KEY, source_file INTEGER NOT NULL REFERENCES source_file, row_count INTEGER NOT NULL,
            first_day TEXT, last_day TEXT
        ) STRICT;
        CREATE TABLE posting_segment (
            id INTEGER PRIMARY KEY, batch INTEGER NOT NULL REFERENCES posting_batch, column_name TEXT NOT NULL,
            ordinal INTEGER NOT NULL, row_count INTEGER NOT NULL, checksum INTEGER NOT NULL, bytes BLOB NOT NULL,
            UNIQUE (batch, column_name, ordinal)
        ) STRICT;
        CREATE TABLE posting_superseded (
            batch INTEGER NOT NULL REFERENCES posting_batch, row INTEGER NOT NULL,
            superseded_by INTEGER NOT NULL REFERENCES posting_batch,
            PRIMARY KEY (batch, row)
        ) STRICT, WITHOUT ROWID;

        """

    private static let smallTables = """
        CREATE TABLE customer (
            customer TEXT PRIMARY KEY, name TEXT NOT NULL, country TEXT, language TEXT, segment TEXT,
            credit_limit_minor INTEGER, credit_limit_currency TEXT, parent TEXT
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE analyst (
            analyst TEXT PRIMARY KEY, name TEXT NOT NULL, email TEXT, team TEXT, language TEXT
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE portfolio (
            customer TEXT NOT NULL, valid_from TEXT NOT NULL, analyst TEXT NOT NULL, valid_to TEXT,
            PRIMARY KEY (customer, valid_from)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE activity (
            activity TEXT PRIMARY KEY, date TEXT NOT NULL, analyst TEXT NOT NULL, customer TEXT NOT NULL, channel TEXT NOT NULL,
            direction TEXT NOT NULL, outcome TEXT NOT NULL, document TEXT, follow_up_on TEXT, follow_up_done_on TEXT
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE promise (
            promise TEXT PRIMARY KEY, customer TEXT NOT NULL, document TEXT, made_on TEXT NOT NULL, due_on TEXT NOT NULL,
            currency TEXT NOT NULL, amount_minor INTEGER NOT NULL, analyst TEXT
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE dispute (
            dispute TEXT PRIMARY KEY, customer TEXT NOT NULL, document TEXT NOT NULL, opened_on TEXT NOT NULL, closed_on TEXT,
            currency TEXT NOT NULL, amount_minor INTEGER NOT NULL, reason TEXT, department TEXT
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE target (
            month TEXT NOT NULL, scope TEXT NOT NULL, key TEXT NOT NULL, metric TEXT NOT NULL, value TEXT NOT NULL, currency TEXT,
            PRIMARY KEY (month, scope, key, metric)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE exchange_rate (
            day TEXT NOT NULL, currency TEXT NOT NULL, rate TEXT NOT NULL,
            PRIMARY KEY (day, currency)
        ) STRICT, WITHOUT ROWID;

        """

    /// An empty currency stands for all that have no rows of their own.
    private static let interestRates = """
        CREATE TABLE interest_rate (
            half_year TEXT NOT NULL, currency TEXT NOT NULL, rate_percent TEXT NOT NULL,
            PRIMARY KEY (half_year, currency)
        ) STRICT, WITHOUT ROWID;
        """

    /// From which day on there are no records of a kind but those in its table.
    private static let noneOnRecord = """
        CREATE TABLE none_on_record (kind TEXT PRIMARY KEY, from_day TEXT NOT NULL) STRICT, WITHOUT ROWID;
        """

    /// All activities as columns: one set, or none in a store without activities. The rows of `activity` give way to them.
    private static let activitySegments = """
        CREATE TABLE activity_set (id INTEGER PRIMARY KEY, row_count INTEGER NOT NULL) STRICT;
        CREATE TABLE activity_segment (
            id INTEGER PRIMARY KEY, activity_set INTEGER NOT NULL REFERENCES activity_set, column_name TEXT NOT NULL,
            ordinal INTEGER NOT NULL, row_count INTEGER NOT NULL, checksum INTEGER NOT NULL, bytes BLOB NOT NULL,
            UNIQUE (activity_set, column_name, ordinal)
        ) STRICT;
        DELETE FROM rollup WHERE name = 'activities';
        """

    private static let bookkeeping = """
        CREATE TABLE rollup (
            name TEXT NOT NULL, key TEXT NOT NULL, fingerprint INTEGER NOT NULL, checksum INTEGER NOT NULL, bytes BLOB NOT NULL,
            PRIMARY KEY (name, key)
        ) STRICT;
        CREATE TABLE revision (kind TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        """

    /// The invoices of histories, so that mended rows and payments that come later can be put beside them. `list` is the import of the whole list that
    /// an import belongs to, or that took its place; one import of a list is current and has segments.
    private static let histories = """
        CREATE TABLE history (
            source_file INTEGER PRIMARY KEY REFERENCES source_file, list INTEGER NOT NULL REFERENCES source_file,
            row_count INTEGER NOT NULL, rejected_count INTEGER NOT NULL, is_current INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE history_segment (
            id INTEGER PRIMARY KEY, history INTEGER NOT NULL REFERENCES history, column_name TEXT NOT NULL,
            ordinal INTEGER NOT NULL, row_count INTEGER NOT NULL, checksum INTEGER NOT NULL, bytes BLOB NOT NULL,
            UNIQUE (history, column_name, ordinal)
        ) STRICT;
        """

    /// Messages; times are seconds since 1970. `bytes` is empty once the body was forgotten.
    private static let outbox = """
        CREATE TABLE outbox_message (
            id INTEGER PRIMARY KEY, report TEXT NOT NULL, day TEXT NOT NULL, recipient TEXT NOT NULL, mailbox TEXT NOT NULL,
            repetition INTEGER NOT NULL, analyst TEXT, snapshot_version INTEGER NOT NULL, snapshot_fingerprint INTEGER NOT NULL,
            language TEXT NOT NULL, sender TEXT NOT NULL, message_id TEXT NOT NULL UNIQUE, byte_count INTEGER NOT NULL,
            checksum INTEGER NOT NULL, bytes BLOB, state TEXT NOT NULL, attempts INTEGER NOT NULL, may_have_arrived INTEGER NOT NULL,
            reason TEXT, queued_at INTEGER NOT NULL, changed_at INTEGER NOT NULL, next_attempt_at INTEGER,
            UNIQUE (report, day, mailbox, repetition)
        ) STRICT;
        CREATE INDEX outbox_message_state ON outbox_message (state, next_attempt_at);
        """
}
