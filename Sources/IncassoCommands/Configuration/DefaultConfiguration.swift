extension Configuration {
    /// The `incasso.yml` that `init` writes: the defaults, explained.
    static let defaultText = """
        # Choices of this workspace. A key that is removed has the value shown here. `incasso check` tells what is wrong.

        # The currency of every figure (ISO 4217). Other currencies need a rates file.
        reporting_currency: EUR

        # The store file, in this folder.
        store: ledger.incasso

        aging:
          # Days past due that cut the buckets; any ascending list.
          limits: [30, 60, 90]
          # Where credits stand: separate (apart, in no bucket), by-own-date (in the bucket of their own due or document date),
          # oldest-first (set off against the customer's oldest items), current (in the current bucket).
          credits: separate

        # gross: invoices; net: invoices less credit notes.
        sales: gross

        promises:
          # How late a promise still counts as kept: "3 days" or "2 business days".
          tolerance: 3 days

        # Who gets the credit for cash: owner (of the customer on the posting day), promise (the analyst of the promise it served),
        # last-touch (the analyst of the latest contact), split (a share to the owner). Whoever a rule does not find: the owner.
        # With numbers: {rule: last-touch, days: 14, contacts: outbound or reached}
        #               {rule: split, owner_share: 0.5, rest: last-touch or promise}
        attribution: owner

        # Holidays of the team and of the banks: IT, IE, GB, TARGET, or the name of a file in calendars/: milano for calendars/milano.yml with
        #   base: IT
        #   weekend: [saturday, sunday]
        #   added: [12-07, 2026-12-24]     # every year, or one day
        #   removed: [06-02]               # holidays that are worked
        calendars:
          work: IT
          # Teams that work on other days: {Dublin: IE}
          teams: {}
          bank: TARGET

        # Languages of the reports: en, it.
        languages: [en, it]

        privacy:
          # portfolio: managers see portfolio codes. named: names, with the legal basis in a key `basis`.
          analysts: portfolio

        ecl:
          # Expected loss of each bucket, as a share: current, one for each limit, over the last limit.
          loss_rates: [0.005, 0.02, 0.05, 0.15, 0.50]

        # Bucket rules of other systems, for `incasso emulate` and blocks `emulation`, beside those that come with the program:
        # bucket_rules:
        #   old-erp:
        #     name: Old ERP
        #     aged_from: due-day           # document-day
        #     not_yet_due: current         # first-range, nowhere (in no column)
        #     current_through: 0           # the last day past due before the first range; -1: what is due today is in it
        #     limits: [30, 60, 90]         # the last day of each range
        #     beyond_last: column          # nowhere
        #     undated: not-yet-due         # document-day, last-range
        #     credits: in-ranges           # apart, left-out

        # The risk score of a customer: the points of the rules that fire, added up. 0 points switch a rule off. Amounts are in
        # whole units of the reporting currency.
        risk:
          # Past due is at least this share of gross, and at least this amount.
          past_due_share: {points: 20, share: 0.5, amount: 1000}
          # The oldest bucket holds at least this amount.
          last_bucket: {points: 25, amount: 5000}
          # At least so many promises broken that were due in so many days.
          broken_promises: {points: 15, count: 1, days: 90}
          # The net balance is above the credit limit.
          over_credit_limit: {points: 15}
          # What is past due is this late on average, weighted by amount.
          days_late: {points: 10, days: 60}
          # Something is past due and there was no contact in so many days.
          no_contact: {points: 5, days: 14}
          # The customer holds at least this share of all positive balances.
          concentration: {points: 10, share: 0.05}
          # The score from which an account is on the high-risk list, and the one from which it is to be escalated.
          high_from: 40
          escalate_from: 60

        # The worklist: what an account calls for today, most points first. working_days are those of calendars.work.
        worklist:
          # A promise came out broken or partial in so many days, with no contact since: ask after it.
          promise_missed: {points: 35, amount: 100, working_days: 10}
          # A follow-up is due and not done.
          follow_up: {points: 30}
          # The risk score calls for escalation, and nobody escalated in so many days.
          escalate: {points: 25, working_days: 20}
          # Past due, neither disputed nor promised, of at least this amount, and no contact in so many days: call or send a reminder.
          past_due: {points: 20, amount: 500, working_days: 10}
          # A dispute has been open for so many days: ask the department that has it.
          dispute: {points: 20, working_days: 10}
          # A promise is due today or within its tolerance: ask after it.
          promise_due: {points: 15}
          # Credits of at least this amount could clear open items.
          credit: {points: 10, amount: 100}
          # These three only raise the place of accounts that are on the list: a large amount past due, neither disputed nor promised;
          # an amount in the oldest bucket; a place on the high-risk list.
          large_amount: {points: 15, amount: 10000}
          last_bucket: {points: 10, amount: 1000}
          high_risk: {points: 10}
          # From this amount a call is due, below it a reminder.
          call_from: 2500

        # The forecast of the month's cash: days looked back over for kept promises, days late and closed disputes; the fewest promises or
        # payments that tell something of a customer or team; what stands in where nothing is known (the share of promises kept, days
        # late, days a dispute lasts); the earlier months it is re-run in for its error.
        landing:
          look_back_days: 365
          cases_from: 3
          kept_rate: 0.5
          days_late: 0
          dispute_days: 30
          error_months: 6

        # Red, amber, green: a figure that misses its target by no more than this share of it is amber, beyond it red.
        targets:
          amber_within: 0.05
          # Another share for single figures, by the id of their targets, like {cash.collected: 0.02, dso.countback: 0.03}.
          metrics: {}

        mail:
          from: collections@example.com
          # Mail goes to these domains only, exactly as written; not to subdomains.
          allowed_domains: [example.com]
          # Who receives a report that is for the team or for managers. A report for the team that is not listed goes to the analysts.
          # to:
          #   huddle-snapshot: [huddle@example.com]
          # All attachments of a message together.
          attachments_kilobytes_max: 5000
          # How long messages stay in the store after they were sent; that they were sent stays known.
          keep_sent_days: 7
          smtp:
            host: smtp.example.com
            port: 587
            # starttls, tls, or none (to this machine only, unless there is a key `allow_plain: true`).
            security: starttls
            # How long the server may stay silent.
            timeout_seconds: 30
            # Trust these certificates (PEM) in place of the system's:
            # certificate_authority_file: mail-ca.pem
            username: huddle
            # Where the password is: an environment variable, or one of
            #   password_command: [/usr/bin/pass, show, smtp]    # the first line it prints
            #   password_file: smtp-password                     # a file that only its owner can read
            # The password itself never stands here.
            password_env: INCASSO_SMTP_PASSWORD

        """
}
