/// The largest sizes that a model accepts; each is reported when it is met.
///
/// They are so small that no product of them overflows.
public struct ModelLimits: Hashable, Sendable {
  /// Classes, `N`.
  let classes: Int
  /// Samples of one class, `K` or an entry of `class_sizes`.
  let samplesPerClass: Int
  /// Feature dimension, `M`.
  let dimension: Int
  /// Entries of a point.
  let variables: Int

  /// For what looks at points: far beyond what descent at high precision can do in a day, and no
  /// accepted model exhausts the memory before it has started.
  public static let descent = ModelLimits(
    classes: 1_000, samplesPerClass: 100_000, dimension: 10_000, variables: 10_000_000)

  /// For closed forms alone, which need no point.
  public static let closedForm = ModelLimits(
    classes: 10_000, samplesPerClass: 100_000, dimension: 1_000_000_000, variables: .max)
}
