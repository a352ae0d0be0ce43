/// The largest primes below 2^24, in falling order.
enum PrimesBelow24Bits {
  /// Those above 2^24 - 2^13, hence above 2^23.99: enough for integers of some 11,000 bits.
  static let all: [UInt64] = sieve(width: 8192, below: 1 << 24)

  /// The primes in `[end - width, end)`, the largest first; `end - width` must exceed the square
  /// root of `end`.
  static func sieve(width: Int, below end: Int) -> [UInt64] {
    var isComposite = [Bool](repeating: false, count: width)
    let first = end - width
    var divisor = 2
    while divisor * divisor < end {
      // Multiples of composite divisors are crossed out again, which costs little.
      var multiple = (first + divisor - 1) / divisor * divisor
      while multiple < end {
        isComposite[multiple - first] = true
        multiple += divisor
      }
      divisor += divisor == 2 ? 1 : 2
    }
    return (0..<width).reversed().filter { !isComposite[$0] }.map { UInt64(first + $0) }
  }
}
