/// What happens during a run, for whoever shows progress.
public enum VerificationEvent: Sendable {
  /// A theorem is about to be examined.
  case theoremStarted(path: String)
  /// Weak points are being looked for.
  case scanning(path: String)
  /// Descents of the current theorem: finished and in all.
  case solving(path: String, done: Int, total: Int)
  /// A proof of a claim is being looked for.
  case proving(path: String, claim: String)
  /// A theorem has its verdicts.
  case theoremFinished(TheoremReport)
}
