import CCurl

/// The message that is being sent, as libcurl asks for it and tells of it.
final class Transfer {
    let conversation = Conversation()
    private var bytes: [UInt8] = []
    private var position = 0
    private var needsAccount = false
    /// Whether the message was held back because the server never asked for the account.
    private(set) var lacksAccount = false

    func begin(_ bytes: [UInt8], needsAccount: Bool) {
        self.bytes = bytes
        self.needsAccount = needsAccount
        (position, lacksAccount) = (0, false)
        conversation.beginMessage()
    }

    /// Gives the message back.
    func end() { bytes = [] }

    /// Makes libcurl read from here and tell of the protocol here. The handle must not outlive this object.
    func attach(to handle: UnsafeMutableRawPointer, _ require: (CURLcode) throws(DeliveryError) -> Void) throws(DeliveryError) {
        let me = Unmanaged.passUnretained(self).toOpaque()
        try require(
            curl_set_reader(handle) { buffer, size, count, transfer in
                Unmanaged<Transfer>.fromOpaque(transfer!).takeUnretainedValue().read(into: buffer!, size * count)
            })
        try require(curl_set_pointer(handle, CURLOPT_READDATA, me))
        // What servers say is never printed; libcurl would write it to standard output.
        try require(curl_set_writer(handle) { _, size, count, _ in size * count })
        try require(
            curl_set_trace(handle) { _, kind, data, count, transfer in
                let conversation = Unmanaged<Transfer>.fromOpaque(transfer!).takeUnretainedValue().conversation
                let line = UnsafeRawBufferPointer(start: data, count: count)
                if kind == CURLINFO_HEADER_OUT { conversation.sent(line) }
                if kind == CURLINFO_HEADER_IN { conversation.received(line) }
                return 0
            })
        try require(curl_set_pointer(handle, CURLOPT_DEBUGDATA, me))
        try require(curl_set_number(handle, CURLOPT_VERBOSE, 1))
    }

    private func read(into buffer: UnsafeMutablePointer<CChar>, _ capacity: Int) -> Int {
        if needsAccount, !conversation.isAuthenticated {
            lacksAccount = true
            return Int(CURL_READFUNC_ABORT)
        }
        let count = min(capacity, bytes.count - position)
        bytes.withUnsafeBytes { source in
            UnsafeMutableRawBufferPointer(start: buffer, count: capacity).copyMemory(
                from: UnsafeRawBufferPointer(rebasing: source[position..<position + count]))
        }
        position += count
        // libcurl ends the message with its last bytes, or when it asks in vain.
        if position == bytes.count { conversation.hasSentBody = true }
        return count
    }
}
