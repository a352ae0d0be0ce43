import Reals

/// One class at the optimum of a layer-peeled model, where all other classes are equally likely.
///
/// With `s = alpha (N-1)/N + c`, the probability of all other classes together, where `c` is what
/// the decays cost for each unit of margin,
///
///     t = log((N-1)(1 - s)/s) if 1 - s > 1/N, else 0                                margin
///     value = s t + log1p((N-1) e^{-t})          loss and decay of a sample of the class
///
/// The value is `log(e^t + N - 1) - (1 - s) t` without its cancellation.
struct LayerPeeledClassOptimum {
  /// `1 - s`, or `1/N`: the probability of the own class.
  let own: Interval
  let margin: Interval
  let value: Interval

  /// Encloses all; `c^2` is a rational number for rational arguments.
  init(
    _ arguments: LayerPeeledArguments, squaredCost: ModelNumber, precisionInBits bits: Int
  ) throws(NumberError) {
    let count = arguments.classCount
    guard try !Self.isCollapsed(arguments, squaredCost: squaredCost) else {
      own = try Interval(ModelNumber(1).divided(by: ModelNumber(count)), precisionInBits: bits)
      margin = Interval(0, precisionInBits: bits)
      value = try Interval(count, precisionInBits: bits).log()
      return
    }
    let others = ModelNumber(count - 1)
    let smoothing = Interval(
      try (arguments.alpha * others).divided(by: ModelNumber(count)), precisionInBits: bits)
    let s = try smoothing + Interval(squaredCost, precisionInBits: bits).squareRoot()
    let one = Interval(1, precisionInBits: bits)
    own = one - s
    // The class does not collapse, so the odds exceed 1; cutting there keeps the logarithm defined
    // when the enclosure of s is too wide to show it.
    let odds = try Interval.maximum((count - 1) * (own / s), one)
    margin = try odds.log()
    value = s * margin + (try ((count - 1) * (-margin).exp()).log1p())
  }

  /// Whether the class collapses to the origin: `1 - s <= 1/N`, that is `c >= (1 - alpha)(N-1)/N`,
  /// decided exactly by squaring.
  ///
  /// False where enclosed arguments leave it open: the enclosures then hold for both.
  static func isCollapsed(
    _ arguments: LayerPeeledArguments, squaredCost: ModelNumber
  ) throws(NumberError) -> Bool {
    let count = arguments.classCount
    let room = try ((ModelNumber(1) - arguments.alpha) * ModelNumber(count - 1))
      .divided(by: ModelNumber(count))
    return squaredCost.isCertainlyAtLeast(room * room)
  }
}
