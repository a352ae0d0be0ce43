/// A natural number with the few operations that the constants of a residue basis need.
struct SmallNatural: Equatable {
  /// The limbs, the lowest first; the last is not zero (no limbs: zero).
  private(set) var limbs: [UInt64]

  init(_ value: UInt64) { limbs = value == 0 ? [] : [value] }

  /// The least b with `self < 2^b`.
  var bitWidth: Int {
    guard let top = limbs.last else { return 0 }
    return 64 * limbs.count - top.leadingZeroBitCount
  }

  mutating func multiply(by factor: UInt64) {
    var carry: UInt64 = 0
    for index in limbs.indices {
      let (high, low) = limbs[index].multipliedFullWidth(by: factor)
      let (sum, overflow) = low.addingReportingOverflow(carry)
      limbs[index] = sum
      carry = high + (overflow ? 1 : 0)
    }
    if carry > 0 { limbs.append(carry) }
  }

  /// The quotient without the remainder.
  func divided(by divisor: UInt64) -> SmallNatural {
    var result = self
    var remainder: UInt64 = 0
    for index in limbs.indices.reversed() {
      (result.limbs[index], remainder) = divisor.dividingFullWidth((remainder, limbs[index]))
    }
    while result.limbs.last == 0 { result.limbs.removeLast() }
    return result
  }

  func remainder(dividingBy divisor: UInt64) -> UInt64 {
    limbs.reversed().reduce(0) { divisor.dividingFullWidth(($0, $1)).remainder }
  }

  /// The lowest `count` digits in base `2^bits`, the lowest first; `bits` is at most 32.
  func digits(bits: Int, count: Int) -> [Double] {
    let mask: UInt64 = 1 << UInt64(bits) - 1
    return (0..<count).map { k in
      let (index, offset) = ((k * bits) >> 6, UInt64((k * bits) & 63))
      let low = index < limbs.count ? limbs[index] >> offset : 0
      let high = index + 1 < limbs.count && offset > 0 ? limbs[index + 1] << (64 - offset) : 0
      return Double((low | high) & mask)
    }
  }
}
