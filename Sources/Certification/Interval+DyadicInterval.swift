import Exact
import Kernel
import Numbers

extension Interval {
  /// The least interval with ends of so many bits that contains one of the kernel.
  ///
  /// - Throws: `ExactError.infinite` where that has no end on a side.
  init(_ value: DyadicInterval, precisionInBits: Int) throws {
    guard let lower = Rational(try value.lower.fraction),
      let upper = Rational(try value.upper.fraction)
    else { throw ExactError.infinite }
    self = Interval(lower, precisionInBits: precisionInBits)
      .hull(with: Interval(upper, precisionInBits: precisionInBits))
  }
}
