import Testing

/// Records a failure with its operands; far cheaper than `#expect` when a law is checked often.
package func check(
  _ holds: Bool, _ message: @autoclosure () -> String,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  if !holds { Issue.record("\(message())", sourceLocation: sourceLocation) }
}
