import Dispatch
import LedgerColumns
import LedgerStore
import Synchronization

/// The reading of all postings on a thread of its own, which begins at once.
final class PostingsReading: Sendable {
    private let ended = DispatchGroup()
    private let result = Mutex<Result<PostingColumns, StoreError>?>(nil)

    init(_ store: LedgerStore) {
        // A queue of its own has a thread at once, also while those of the common ones wait for it.
        DispatchQueue(label: "postings").async(group: ended) { [self] in
            let read = Result { () throws(StoreError) in try store.postings() }
            result.withLock { $0 = read }
        }
    }

    /// The postings, once they are read; throws what reading them threw. Gives them once: the columns are not kept here. Nil from then on.
    func take() throws(StoreError) -> PostingColumns? {
        ended.wait()
        let read = result.withLock { $0.take() }
        return try read?.get()
    }
}
