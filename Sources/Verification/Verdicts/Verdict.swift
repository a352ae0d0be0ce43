/// How a claim ended; it starts as `undecided` and earns anything better.
public enum Verdict: String, Sendable, CaseIterable {
  /// The kernel returned a theorem.
  case proved
  /// Independent descent and interval evaluation agree with the claim; nothing is proved.
  case supported
  /// Descent or evaluation disagrees beyond its own error; the claim looks false, not certified.
  case contradicted
  /// Intervals show the claim false at an exact point.
  case refuted
  /// None of these, with the reason.
  case undecided
  /// The file or the request is wrong.
  case error
}
