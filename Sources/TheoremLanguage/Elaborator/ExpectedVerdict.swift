/// The verdict that a theorem file expects of a claim.
public enum ExpectedVerdict: String, Sendable, CaseIterable {
  /// A claim without a word: the kernel returns a theorem for the whole domain.
  case proved
  /// `expect supported`: points and descents agree with the claim, or better.
  case supported
  /// `expect refuted`: a certified counterexample.
  case refuted
  /// `expect undecided`: nothing is established, or something better than that.
  case undecided
}
