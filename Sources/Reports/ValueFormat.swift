/// The forms in which values and solutions are written.
public enum ValueFormat: String, Sendable, CaseIterable {
  /// For people.
  case text
  /// `closedform.values/v1`, `closedform.solution/v1` or `closedform.solutions/v1`.
  case json
  /// RFC 4180.
  case csv
}
