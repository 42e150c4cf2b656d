import Testing

@Suite struct ArgumentTests {
    @Test(arguments: [
        (["bogus"], "there is no command \"bogus\""),
        (["metricss"], "did you mean \"metrics\"?"),
        (["metrics", "--by", "nobody"], "The value 'nobody' is invalid"),
        (["metrics", "--as-of", "2026-02-30"], "The value '2026-02-30' is invalid"),
        (["metrics", "--format", "xml"], "The value 'xml' is invalid"),
        (["metrics", "--metric", "dso.simpel"], "did you mean \"dso.simple\"?"),
        (["metrics", "--quiet", "--verbose"], "--quiet and --verbose exclude each other"),
        (["import"], "Missing expected argument"),
        (["import", "--allow-rejects", "101%", "x.csv"], "The value '101%' is invalid"),
        (["import", "--profile", "sap-italien", "incasso.yml"], "did you mean \"sap-italian\"?"),
        (["import", "ledgr", "x.csv"], "\"ledgr\" is no kind of file [unknown-kind]; did you mean \"ledger\"?"),
        (["report", "--as-of", "2026-06-30", "--period", "2026-06"], "--as-of and --period exclude each other"),
        (["report", "--format", "xlsx,doc"], "The value 'xlsx,doc' is invalid"),
        (["report", "nothing"], "there is no report spec \"nothing\""),
        (["simulate", "--items", "5", "--customers", "30", "x"], "--items goes with"),
        (["simulate", "--items", "5", "--months", "2", "x"], "items is 5"),
        (["simulate", "--items", "5", "--months", "2", "--as-of", "2026-01-31", "x"], "--items goes with"),
        (["simulate", "--customers", "3", "x"], "customers is 3"),
    ])
    func usageErrorsExitWith64(arguments: [String], message: String) throws {
        try Run.inWorkspace { run in
            let before = run.names
            let result = try run.run(arguments)
            #expect(result.code == 64)
            #expect(result.output.isEmpty)
            #expect(result.messages.contains(message), "\(result.messages)")
            #expect(run.names == before)
        }
    }

    @Test(arguments: [["--help"], ["help"], [], ["metrics", "--help"], ["help", "import"]])
    func helpIsAResult(arguments: [String]) throws {
        try Run.inTemporaryFolder { run in
            let result = try run.run(arguments)
            #expect(result.code == 0)
            #expect(result.output.contains("USAGE: incasso"))
            #expect(result.messages.isEmpty)
        }
    }

    @Test func helpOfACommandIsItsOwn() throws {
        try Run.inTemporaryFolder { run in
            let help = try run("metrics", "--help").output
            #expect(help.contains("scope,key,metric,unit,value,reason"))
        }
    }

    @Test func globalOptionsMayStandBeforeTheCommand() throws {
        try Run.inTemporaryFolder { run in
            _ = try run("init", "w")
            let spaced = try run("--workspace", "w", "--quiet", "check").code
            #expect(spaced == 0)
            let joined = try run("--workspace=w", "check").code
            #expect(joined == 0)
        }
    }

    @Test(arguments: [["metrics"], ["snapshots"], ["verify"], ["check"], ["report"], ["import", "x.csv"]])
    func withoutAWorkspaceThereIsNoInput(arguments: [String]) throws {
        try Run.inTemporaryFolder { run in
            let result = try run.run(arguments)
            #expect(result.code == 66)
            #expect(result.messages.contains("run `incasso init`"))
            #expect(run.names.isEmpty)
        }
    }

    @Test func wrongConfigurationExitsWith78() throws {
        try Run.inWorkspace { run in
            try run.write("aging:\n  credits: oldest\nsale: net\n", to: "incasso.yml")
            for command in ["check", "metrics", "snapshots"] {
                let result = try run(command)
                #expect(result.code == 78)
                #expect(
                    result.messages == """
                        incasso.yml:3:1: error: unknown key "sale" [unknown-key]; did you mean "sales"? Valid: reporting_currency, store, aging, sales, promises, attribution, calendars, languages, privacy, ecl, mail, risk, worklist, landing, bucket_rules, targets
                        incasso.yml:2:12: error: "aging.credits" cannot be "oldest" [unknown-word]; valid: separate, by-own-date, oldest-first, current

                        """)
            }
        }
    }

    @Test func wrongProfileExitsWith78() throws {
        try Run.inWorkspace { run in
            try run.write("kind: ledger\ncolumns: {documnt: Beleg}\n", to: "profiles/erp.yml")
            let result = try run("check")
            #expect(result.code == 78)
            #expect(
                result.messages.hasPrefix(
                    "profiles/erp.yml:2:11: error: unknown key \"documnt\" in \"columns\" [unknown-key]; did you mean \"document\"?"))
        }
    }

    @Test func checkTellsTheFaultsOfAllFiles() throws {
        try Run.inWorkspace { run in
            try run.write("sales: nett\n", to: "incasso.yml")
            try run.write("kind: leger\n", to: "profiles/erp.yml")
            try run.write("titel: x\n", to: "report-specs/a.yml")
            let result = try run("check")
            #expect(result.code == 78)
            let files = Set(result.messages.split(separator: "\n").map { $0.prefix { $0 != ":" } })
            #expect(files == ["incasso.yml", "profiles/erp.yml", "report-specs/a.yml"])
        }
    }
}
