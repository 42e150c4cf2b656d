import Foundation

/// A text of a file as it is kept: with composed characters (Unicode normalization form C), so that what is the same text has the same bytes, whoever wrote the file.
func composed(_ text: String) -> String { text.utf8.allSatisfy { $0 < 0x80 } ? text : text.precomposedStringWithCanonicalMapping }
