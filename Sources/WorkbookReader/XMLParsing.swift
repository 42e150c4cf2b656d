import CLibXML2

/// What a part's XML is told to: elements by local name, whatever their namespace prefix.
class XMLHandler {
    /// Why parsing is to stop.
    final var failure: WorkbookError?

    func start(_ name: XMLName, _ attributes: XMLAttributes) {}
    func end(_ name: XMLName) {}
    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
}

/// The local name of an element: bytes that end with 0. Valid during one call.
struct XMLName {
    let bytes: UnsafePointer<UInt8>

    /// Whether the name is this one, an ASCII text.
    @inline(__always)
    static func == (name: XMLName, text: StaticString) -> Bool {
        var offset = 0
        while offset < text.utf8CodeUnitCount {
            // A shorter name ends with 0, which no text has.
            guard name.bytes[offset] == text.utf8Start[offset] else { return false }
            offset += 1
        }
        return name.bytes[offset] == 0
    }
}

/// The attributes of an element, by local name. Valid during one call.
struct XMLAttributes {
    /// Five pointers each: local name, prefix, namespace, begin and end of the value.
    fileprivate let pointers: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
    let count: Int

    /// The local name of an attribute; `index` < ``count``.
    @inline(__always)
    func name(_ index: Int) -> XMLName { XMLName(bytes: pointers.unsafelyUnwrapped[index &* 5].unsafelyUnwrapped) }

    /// The value of an attribute; `index` < ``count``.
    @inline(__always)
    func value(_ index: Int) -> UnsafeBufferPointer<UInt8> {
        let start = pointers.unsafelyUnwrapped[index &* 5 &+ 3].unsafelyUnwrapped
        let end = pointers.unsafelyUnwrapped[index &* 5 &+ 4].unsafelyUnwrapped
        return UnsafeBufferPointer(start: start, count: end - start)
    }

    /// The value of an attribute; nil when the element does not have it.
    func text(_ wanted: StaticString) -> String? {
        for index in 0..<count where name(index) == wanted { return String(decoding: value(index), as: UTF8.self) }
        return nil
    }

    /// Whether an attribute says yes: `1` or `true`.
    func flag(_ wanted: StaticString) -> Bool {
        let value = text(wanted)
        return value == "1" || value == "true"
    }
}

/// Parses the XML of a part piece by piece with libxml2, which sees no network, no file and no entity but the five of XML.
final class XMLParsing {
    private let part: PartStream
    private let handler: XMLHandler
    private let context: xmlParserCtxtPtr
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: XMLParsing.pieceByteCount, alignment: 16)
    private var isAtEnd = false

    /// Bytes that are unpacked and parsed at a time.
    static let pieceByteCount = 1 << 16

    init(_ part: PartStream, handler: XMLHandler) throws(WorkbookError) {
        xmlInitParser()
        var events = saxEvents()
        // SAFETY: the handler outlives the context, which is freed in deinit; libxml2 copies the events.
        guard let context = xmlCreatePushParserCtxt(&events, Unmanaged.passUnretained(handler).toOpaque(), nil, 0, nil) else {
            throw WorkbookError(.damaged, "the part \(part.name) cannot be parsed")
        }
        // NOENT puts characters in place of `&amp;` in attributes; as no entity can be declared or found, it reaches no others.
        let options = [XML_PARSE_NONET, XML_PARSE_NOENT, XML_PARSE_NOERROR, XML_PARSE_NOWARNING]
        xmlCtxtUseOptions(context, options.reduce(0) { $0 | Int32($1.rawValue) })
        self.part = part
        self.handler = handler
        self.context = context
    }

    deinit {
        xmlFreeParserCtxt(context)
        buffer.deallocate()
    }

    /// Parses one piece more; false when the part was read to its end.
    func parsePiece() throws(WorkbookError) -> Bool {
        guard !isAtEnd else { return false }
        let count = try part.read(into: buffer)
        isAtEnd = count == 0
        // SAFETY: the buffer holds `count` bytes; libxml2 copies what it keeps.
        let status = xmlParseChunk(context, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(count), isAtEnd ? 1 : 0)
        if let failure = handler.failure { throw failure }
        guard status == 0, context.pointee.wellFormed != 0 else {
            let line = xmlCtxtGetLastError(context)?.pointee.line ?? 0
            throw WorkbookError(.damaged, "the part \(part.name) is no well-formed XML" + (line > 0 ? " (line \(line))" : ""))
        }
        return !isAtEnd
    }

    /// Parses all of a part.
    static func parse(_ part: PartStream, _ handler: XMLHandler) throws(WorkbookError) {
        let parsing = try XMLParsing(part, handler: handler)
        while try parsing.parsePiece() {}
    }
}

/// The events of libxml2 that are passed on. There is none to find entities, so that those of XML itself are known and no others.
private func saxEvents() -> xmlSAXHandler {
    var events = xmlSAXHandler()
    events.initialized = XML_SAX2_MAGIC
    events.startElementNs = { context, name, _, _, _, _, attributeCount, _, attributes in
        guard let context, let name else { return }
        handler(context).start(XMLName(bytes: name), XMLAttributes(pointers: attributes, count: Int(attributeCount)))
    }
    events.endElementNs = { context, name, _, _ in
        guard let context, let name else { return }
        handler(context).end(XMLName(bytes: name))
    }
    events.characters = { context, bytes, count in
        guard let context, let bytes, count > 0 else { return }
        handler(context).text(UnsafeBufferPointer(start: bytes, count: Int(count)))
    }
    // The same function for blanks: otherwise libxml2 judges which blanks matter.
    events.ignorableWhitespace = events.characters
    events.internalSubset = { context, _, _, _ in
        guard let context else { return }
        let handler = handler(context)
        handler.failure = handler.failure ?? WorkbookError(.documentType, "a part has a document type declaration")
    }
    return events
}

/// SAFETY: the context is the handler that ``XMLParsing`` keeps while libxml2 parses.
@inline(__always)
private func handler(_ context: UnsafeMutableRawPointer) -> XMLHandler {
    Unmanaged<XMLHandler>.fromOpaque(context).takeUnretainedValue()
}
