import Testing

extension Tag {
    /// Needs other programs or seconds.
    @Tag static var slow: Self
}
