import Reals

/// What one examination found.
struct Finding: Sendable {
  enum Outcome: Sendable {
    /// True there; with the digits of agreement when it rests on an equality.
    case holds(digits: Int?)
    /// Intervals show it false there.
    case refuted
    /// Approximate values show it false there.
    case contradicted
    /// Nothing was established, and why.
    case undecided(String)
  }

  let outcome: Outcome
  /// The compared values, certified when the outcome is.
  let left: Interval?
  let right: Interval?
}
