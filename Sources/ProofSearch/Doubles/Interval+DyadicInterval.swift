import Exact
import Kernel
import Reals

extension Interval {
  /// The least interval with ends of so many bits that contains one of the kernel.
  ///
  /// - Throws: `ExactError.infinite` where that has no end on a side.
  init(_ value: DyadicInterval, precisionInBits: Int) throws(ExactError) {
    self = Interval(try value.lower.fraction, precisionInBits: precisionInBits)
      .hull(with: Interval(try value.upper.fraction, precisionInBits: precisionInBits))
  }
}
