import Testing

@testable import LedgerImport
