import CGMime

/// Builds a message with GMime and writes it. Everything GMime would choose by chance or by clock is set: boundaries, `Date`, `Message-ID`.
struct MessageEncoder {
    private let message: OutgoingMessage

    init(_ message: OutgoingMessage) { self.message = message }

    func bytes() throws(DeliveryError) -> [UInt8] {
        Self.start()
        let pool = ObjectPool()
        let envelope = pool.own(try some(g_mime_message_new(0)))
        writeHeaders(of: envelope, pool)
        g_mime_message_set_mime_part(envelope, try content(pool))
        let stream = pool.own(try some(g_mime_stream_mem_new()))
        let options = g_mime_format_options_new()
        defer { g_mime_format_options_free(options) }
        g_mime_format_options_set_newline_format(options, GMIME_NEWLINE_FORMAT_DOS)
        let written = g_mime_object_write_to_stream(object(envelope), options, stream)
        let memory = UnsafeMutableRawPointer(stream).assumingMemoryBound(to: GMimeStreamMem.self)
        guard written > 0, let array = g_mime_stream_mem_get_byte_array(memory), let data = array.pointee.data else { throw failure }
        return [UInt8](UnsafeBufferPointer(start: data, count: Int(array.pointee.len)))
    }

    // MARK: Headers

    private func writeHeaders(of envelope: UnsafeMutablePointer<GMimeMessage>, _ pool: ObjectPool) {
        let header = object(envelope)
        g_mime_object_set_header(header, "MIME-Version", "1.0", nil)
        g_mime_object_set_header(header, "Date", message.date.headerText, nil)
        if let from = message.from { add(from, to: g_mime_message_get_from(envelope), pool) }
        for mailbox in message.to { add(mailbox, to: g_mime_message_get_to(envelope), pool) }
        g_mime_message_set_subject(envelope, message.subject, "utf-8")
        g_mime_object_set_header(header, "Message-ID", "<\(message.messageId)>", nil)
        g_mime_object_set_header(header, "Content-Language", message.language, nil)
        // RFC 3834: no vacation notes in answer. The second one is what Exchange heeds.
        g_mime_object_set_header(header, "Auto-Submitted", "auto-generated", nil)
        g_mime_object_set_header(header, "X-Auto-Response-Suppress", "All", nil)
        if message.to.isEmpty { g_mime_object_set_header(header, "X-Unsent", "1", nil) }
    }

    private func add(_ mailbox: Mailbox, to list: UnsafeMutablePointer<InternetAddressList>?, _ pool: ObjectPool) {
        guard let address = internet_address_mailbox_new(mailbox.displayName, mailbox.address) else { return }
        internet_address_set_charset(pool.own(address), "utf-8")
        internet_address_list_add(list, address)
    }

    // MARK: Parts

    private func content(_ pool: ObjectPool) throws(DeliveryError) -> UnsafeMutablePointer<GMimeObject> {
        let parts = [try textPart("plain", message.text, pool), try textPart("html", message.html, pool)]
        let alternative = try multipart("alternative", parts, pool)
        guard !message.attachments.isEmpty else { return alternative }
        var mixed = [alternative]
        for attachment in message.attachments { mixed.append(try part(attachment, pool)) }
        return try multipart("mixed", mixed, pool)
    }

    private func multipart(
        _ subtype: String, _ parts: [UnsafeMutablePointer<GMimeObject>], _ pool: ObjectPool
    ) throws(DeliveryError) -> UnsafeMutablePointer<GMimeObject> {
        let multipart = pool.own(try some(g_mime_multipart_new_with_subtype(subtype)))
        // "=_" stands in neither quoted-printable nor base64, so a boundary never stands inside of a part.
        g_mime_multipart_set_boundary(multipart, "=_incasso-\(subtype)-\(fingerprint)")
        for part in parts { g_mime_multipart_add(multipart, part) }
        return object(multipart)
    }

    private func textPart(_ subtype: String, _ text: String, _ pool: ObjectPool) throws(DeliveryError) -> UnsafeMutablePointer<GMimeObject>
    {
        // Line ends become CRLF when the message is written, so they are taken as LF here, whatever they were.
        var lines = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
        if !lines.hasSuffix("\n") { lines += "\n" }
        let part = pool.own(try some(g_mime_part_new_with_type("text", subtype)))
        g_mime_object_set_content_type_parameter(object(part), "charset", "utf-8")
        g_mime_part_set_content_encoding(part, GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE)
        try setContent(of: part, Array(lines.utf8), pool)
        return object(part)
    }

    private func part(_ attachment: Attachment, _ pool: ObjectPool) throws(DeliveryError) -> UnsafeMutablePointer<GMimeObject> {
        let (type, subtype) = try attachment.checkedMediaType()
        let part = pool.own(try some(g_mime_part_new_with_type(type, subtype)))
        g_mime_object_set_disposition(object(part), "attachment")
        g_mime_part_set_filename(part, try attachment.checkedFileName())
        g_mime_part_set_content_encoding(part, GMIME_CONTENT_ENCODING_BASE64)
        try setContent(of: part, attachment.bytes, pool)
        return object(part)
    }

    private func setContent(of part: UnsafeMutablePointer<GMimePart>, _ bytes: [UInt8], _ pool: ObjectPool) throws(DeliveryError) {
        let stream = bytes.withUnsafeBytes { buffer in
            // The stream takes a copy.
            g_mime_stream_mem_new_with_buffer(buffer.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count)
        }
        let content = pool.own(try some(g_mime_data_wrapper_new_with_stream(pool.own(try some(stream)), GMIME_CONTENT_ENCODING_DEFAULT)))
        g_mime_part_set_content(part, content)
    }

    /// FNV-1a over identifier and content: boundaries of different messages differ, those of the same message do not.
    private var fingerprint: String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for text in [message.messageId, message.subject, message.text, message.html] {
            for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    // MARK: GMime

    /// Every class of GMime begins with its parent, `GMimeObject`.
    private func object<Derived>(_ pointer: UnsafeMutablePointer<Derived>) -> UnsafeMutablePointer<GMimeObject> {
        UnsafeMutableRawPointer(pointer).assumingMemoryBound(to: GMimeObject.self)
    }

    private func some<Pointee>(_ pointer: UnsafeMutablePointer<Pointee>?) throws(DeliveryError) -> UnsafeMutablePointer<Pointee> {
        guard let pointer else { throw failure }
        return pointer
    }

    private var failure: DeliveryError {
        DeliveryError(
            .libraryFailure, "the mail library could not write a message", advice: "report this as a bug, with the command that was run")
    }

    private static let started: Void = g_mime_init()

    /// Once in a process, before anything else of GMime.
    static func start() { started }
}

/// GMime's objects of one message, given back together.
private final class ObjectPool {
    private var objects: [UnsafeMutableRawPointer] = []

    func own<Object>(_ object: UnsafeMutablePointer<Object>) -> UnsafeMutablePointer<Object> {
        objects.append(UnsafeMutableRawPointer(object))
        return object
    }

    deinit { for object in objects.reversed() { g_object_unref(object) } }
}
