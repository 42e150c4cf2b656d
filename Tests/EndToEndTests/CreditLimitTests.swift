import Foundation
import Testing

@Suite struct CreditLimitTests {
    /// A customer above a limit in pounds and one in credit; without rates or with them.
    private func workspace(rates: String?, _ body: (Run) throws -> Void) throws {
        try Run.inWorkspace { run in
            try run.write(
                "customer,name,credit_limit,credit_limit_currency\nC1,One,100.00,GBP\nC2,Two,100.00,GBP\nC3,Three,,\n", to: "customers.csv")
            try run.write(
                """
                company,document,kind,customer,document_date,due_date,currency,amount,open_amount
                IT01,F1,invoice,C1,2026-01-02,2026-02-02,EUR,50000.00,50000.00
                IT01,P2,payment,C2,2026-01-02,2026-02-02,EUR,-500.00,-500.00
                IT01,F3,invoice,C3,2026-01-02,2026-02-02,EUR,50000.00,50000.00

                """, to: "ledger-2026-06-30.csv")
            var files = ["import", "customers.csv", "ledger-2026-06-30.csv"]
            if let rates {
                try run.write(rates, to: "rates.csv")
                files.append("rates.csv")
            }
            #expect(try run.run(files).code == 0)
            try body(run)
        }
    }

    @Test func aLimitWithoutARateIsTold() throws {
        try workspace(rates: nil) { run in
            let list = { try run("list", "high-risk", "--language", $0, "--format", $1).output.replacing("\n", with: " ") }
            let english = try list("en", "table")
            #expect(
                english.contains("The credit limit of 1 account is not judged: no exchange rate of GBP for 30 Jun 2026."), "\(english)")
            let italian = try list("it", "table")
            #expect(italian.contains("Il fido di 1 cliente non è valutato: nessun cambio di GBP per il 30/06/2026."), "\(italian)")
            #expect(try list("en", "json").contains("\"credit-limit.reason\": \"no exchange rate of GBP for 30 Jun 2026\""))
            let csv = try run("list", "worklist", "--format", "csv").messages
            #expect(csv.contains("The credit limit of 1 account is not judged: no exchange rate of GBP for 30 Jun 2026 [unjudged-limit]"))
            let explained = try run("explain", "risk.score", "--scope", "customer=C1").output
            #expect(explained.contains("over credit limit (no exchange rate of GBP for 30 Jun 2026)"), "\(explained)")
            for customer in ["C2", "C3"] {
                let text = try run("explain", "risk.score", "--scope", "customer=" + customer).output
                #expect(!text.contains("over credit limit ("))
            }
            let metrics = try run("metrics", "--by", "customer", "--metric", "risk.score")
            #expect(metrics.code == 0 && metrics.messages.contains("[unjudged-limit]; import exchange rates of GBP"), "\(metrics.messages)")
            let others = try run("metrics", "--by", "customer", "--metric", "ar.net").messages
            #expect(!others.contains("unjudged-limit"))
        }
    }

    @Test func aLimitWithARateIsJudged() throws {
        try workspace(rates: "date,currency,rate\n2026-01-01,GBP,1.25\n") { run in
            let list = try run("list", "high-risk").output
            #expect(list.contains("above the limit of €125.00") && !list.contains("not judged: no exchange rate"), "\(list)")
            #expect(try run("metrics", "--by", "customer", "--metric", "risk.score").messages.isEmpty)
        }
    }
}
