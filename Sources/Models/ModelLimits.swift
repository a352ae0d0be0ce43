/// The largest sizes the models accept; each is reported when it is met.
///
/// They are far beyond what descent at high precision can do in a day, and small enough that no
/// product of them overflows and no accepted model exhausts the memory before it has started.
enum ModelLimits {
  /// Classes, `N`.
  static let classes = 1_000
  /// Samples of one class, `K` or an entry of `class_sizes`.
  static let samplesPerClass = 100_000
  /// Feature dimension, `M`.
  static let dimension = 10_000
  /// Entries of a point.
  static let variables = 10_000_000
  /// Nodes on either side of zero of one trapezoidal rule.
  static let nodes = 1 << 20
}
