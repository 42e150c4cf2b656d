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
          # Where credits stand: separate (apart, in no bucket). Planned: by-own-date, oldest-first, current.
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

        # Holidays: a country, or TARGET for euro payments.
        calendars:
          work: IT
          bank: TARGET

        # Languages of the reports: en, it.
        languages: [en, it]

        privacy:
          # portfolio: managers see portfolio codes. named: names, with the legal basis in a key `basis`.
          analysts: portfolio

        ecl:
          # Expected loss of each bucket, as a share: current, one for each limit, over the last limit.
          loss_rates: [0.005, 0.02, 0.05, 0.15, 0.50]

        mail:
          from: collections@example.com
          # Mail goes to these domains only.
          allowed_domains: [example.com]
          smtp:
            host: smtp.example.com
            port: 587
            # starttls, tls, or none (to this machine only).
            security: starttls
            username: huddle
            # The environment variable with the password; the password itself never stands in a file.
            password_env: INCASSO_SMTP_PASSWORD

        """
}
