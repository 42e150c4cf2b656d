import Ledger
import Testing

@Suite("Mail addresses")
struct MailAddressTests {
    static func fault(_ text: String) -> MailAddress.Fault? {
        do throws(MailAddress.Fault) {
            _ = try MailAddress(text)
            return nil
        } catch {
            return error
        }
    }

    @Test(
        "plain addresses are taken, their domain in lower case",
        arguments: [
            ("anna.rossi@example.com", "anna.rossi@example.com"), ("Anna@EXAMPLE.Com", "Anna@example.com"),
            ("o'neill+huddle@mail.example.co.uk", "o'neill+huddle@mail.example.co.uk"), ("a@localhost", "a@localhost"),
            ("x_y-z@xn--exmple-cua.com", "x_y-z@xn--exmple-cua.com"), ("1@3com.com", "1@3com.com"),
        ])
    func plain(text: String, expected: String) throws {
        let address = try MailAddress(text)
        #expect(address.text == expected)
    }

    @Test("two spellings are one mailbox")
    func mailbox() throws {
        let (left, right) = (try MailAddress("Anna@Example.com"), try MailAddress("anna@example.COM"))
        #expect(left != right)
        #expect(left.mailbox == right.mailbox)
    }

    @Test(
        "what could lead elsewhere, or hide where, is refused",
        arguments: [
            ("", .empty), ("nobody", .badDomain), ("@example.com", .badLocal), ("a@", .badDomain), ("a@b@example.com", .several),
            ("a@example.com,b@evil.test", .several), ("a@example.com; b@evil.test", .several), ("a@example.com b@evil.test", .displayName),
            ("Anna <anna@example.com>", .displayName), ("<anna@example.com>", .displayName), (" anna@example.com", .displayName),
            ("anna@example.com ", .displayName), ("\"boss@example.com\" <x@evil.test>", .quoted), ("\"a b\"@example.com", .quoted),
            ("\"a\"@example.com", .quoted), ("a\\@b@example.com", .quoted), ("a(comment)@example.com", .displayName),
            ("a@(comment)example.com", .displayName), ("@relay.test:a@example.com", .routed), ("a%evil.test@example.com", .routed),
            ("evil.test!a@example.com", .routed), ("mailto:a@example.com", .routed), ("a@[127.0.0.1]", .badDomain),
            ("a@127.0.0.1", .badDomain), ("a@example.com\r\nBcc: b@evil.test", .controlCharacter), ("a@example.com\n", .controlCharacter),
            ("a\u{0}@example.com", .controlCharacter), ("a\t@example.com", .controlCharacter), ("a@example.com\u{7F}", .controlCharacter),
            // Cyrillic а and е, a full-width @, a zero-width space, a right-to-left override, a dotless i.
            ("a@ex\u{0430}mple.com", .notASCII), ("a@\u{0435}xample.com", .notASCII), ("a\u{FF20}example.com", .notASCII),
            ("a@exam\u{200B}ple.com", .notASCII), ("a@\u{202E}moc.elpmaxe", .notASCII), ("anna@l\u{0131}nked.com", .notASCII),
            ("\u{00E9}a@example.com", .notASCII), (".a@example.com", .badLocal), ("a.@example.com", .badLocal),
            ("a..b@example.com", .badLocal),
            ("a@.example.com", .badDomain), ("a@example..com", .badDomain), ("a@example.com.", .badDomain), ("a@-example.com", .badDomain),
            ("a@example-.com", .badDomain), ("a@exam_ple.com", .badDomain), ("a@example.com/x", .badDomain),
            ("a@example.com?cc=b", .badDomain),
            (String(repeating: "a", count: 65) + "@example.com", .tooLong), (String(repeating: "a", count: 250) + "@b.it", .tooLong),
            ("a@" + String(repeating: "b", count: 64) + ".com", .badDomain),
        ] as [(String, MailAddress.Fault)])
    func refused(text: String, expected: MailAddress.Fault) {
        #expect(Self.fault(text) == expected)
    }

    @Test("nothing that is taken has a sign that ends a header line, starts a name or separates addresses")
    func everySign() {
        for value in UInt32(0)...0x250 {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let sign = String(scalar)
            for text in [sign + "a@example.com", "a" + sign + "b@example.com", "a@ex" + sign + "ample.com", "a@example.com" + sign] {
                guard let address = try? MailAddress(text) else { continue }
                #expect(value > 0x20 && value < 0x7F && !",;:<>()[]\"\\%!@ ".contains(sign), "U+\(String(value, radix: 16))")
                #expect(address.text.lowercased() == text.lowercased())
            }
        }
    }
}
