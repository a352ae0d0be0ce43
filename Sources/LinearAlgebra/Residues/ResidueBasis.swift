import CFastArithmetic

/// Primes that represent integers by residues, and the constants to go there and back.
///
/// An integer x with `|x| < M/8`, M the product of the primes `p_1, ..., p_m`, is determined by its
/// residues `r_i`: with `c_i = r_i (M/p_i)^-1 mod p_i`, balanced,
///
///     x = sum_i c_i M/p_i - q M,    q = round(sum_i c_i/p_i),
///
/// because x/M is less than 1/8 from zero. The primes lie just below 2^24, so that a residue times
/// a residue is at most 2^46 and doubles add 126 such products without rounding. Conversions are
/// products of matrices too: digits of integers times powers of the digit base modulo `p_i`, and
/// `c_i` times the digits of M/p_i.
final class ResidueBasis: Sendable {
  /// The largest inner length of one exact accumulation: `126 2^46 + 2^23 <= 2^53`,
  /// residues and what they are added to being at most 2^23 in magnitude.
  static let longestSum = 126

  /// Integers given to the basis lie in `[-2^factorBits, 2^factorBits)`.
  let factorBits: Int

  /// Integers recovered from residues are below `2^productBits` in magnitude.
  let productBits: Int

  /// The primes, the largest below 2^24 first.
  let primes: [Double]

  /// Their inverses, rounded to nearest.
  let inverses: [Double]

  /// `(M/p_i)^-1 mod p_i`, balanced.
  let weights: [Double]

  /// The bits of a digit of an integer that is given.
  let splitBits: Int

  /// The number of such digits; the last one carries the sign.
  let splitCount: Int

  /// `2^(splitBits k) mod p_i`, balanced: row i, column k.
  let splitPowers: [Double]

  /// The bits of a digit of M and of each `M/p_i`.
  let joinBits: Int

  /// The number of such digits.
  let joinCount: Int

  /// Row k: digit k of every `M/p_i`; a last row holds the `1/p_i`, whose products give q.
  let joinDigits: [Double]

  /// The digits of M.
  let modulusDigits: [Double]

  /// Whether there are primes enough for integers of these sizes.
  static func canRepresent(factorBits: Int, productBits: Int) -> Bool {
    primeCount(productBits: productBits) <= PrimesBelow24Bits.all.count
      && digitBits(bits: factorBits + 1) != nil
  }

  /// A basis for factors and products of the given sizes; `canRepresent` must hold.
  init(factorBits: Int, productBits: Int) {
    precondition(
      Self.canRepresent(factorBits: factorBits, productBits: productBits),
      "There are not enough primes for integers of \(productBits) bits.")
    let count = Self.primeCount(productBits: productBits)
    let primes = Array(PrimesBelow24Bits.all.prefix(count))
    let split = Self.digitBits(bits: factorBits + 1) ?? (bits: 1, count: factorBits + 1)
    let modulus = primes.reduce(into: SmallNatural(1)) { $0.multiply(by: $1) }
    let cofactors = primes.map { modulus.divided(by: $0) }
    // With `count < 2^b` primes, sums of `c_i` times digits stay at most `count 2^23 2^(30 - b) <=
    // 2^53`.
    let joinBits = min(24, 30 - Self.bitWidth(of: count))
    let joinCount = (modulus.bitWidth + joinBits - 1) / joinBits
    self.factorBits = factorBits
    self.productBits = productBits
    self.primes = primes.map { Double($0) }
    inverses = primes.map { 1 / Double($0) }
    weights = zip(cofactors, primes).map { cofactor, prime in
      Self.balanced(Self.inverse(of: cofactor.remainder(dividingBy: prime), modulo: prime), prime)
    }
    (splitBits, splitCount) = split
    splitPowers = primes.flatMap { Self.powers(of: split.bits, count: split.count, modulo: $0) }
    self.joinBits = joinBits
    self.joinCount = joinCount
    let digits = cofactors.map { $0.digits(bits: joinBits, count: joinCount) }
    joinDigits =
      (0..<joinCount).flatMap { k in digits.map { $0[k] } } + primes.map { 1 / Double($0) }
    modulusDigits = modulus.digits(bits: joinBits, count: joinCount)
  }

  /// Each prime exceeds 2^23.99, and M must exceed `2^(productBits + 3)`.
  private static func primeCount(productBits: Int) -> Int {
    ((productBits + 3) * 100 + 2398) / 2399
  }

  /// The widest digits for integers of so many bits, sign included: with `count` of them
  /// `count 2^bits 2^23 <= 2^53` holds; nil where even one bit is too much.
  private static func digitBits(bits: Int) -> (bits: Int, count: Int)? {
    for width in stride(from: 24, through: 1, by: -1) {
      let count = (bits + width - 1) / width
      if count <= 1 << (30 - width) { return (width, count) }
    }
    return nil
  }

  /// The least b with `n < 2^b`.
  private static func bitWidth(of n: Int) -> Int { Int.bitWidth - n.leadingZeroBitCount }

  private static func balanced(_ residue: UInt64, _ prime: UInt64) -> Double {
    residue > prime / 2 ? Double(residue) - Double(prime) : Double(residue)
  }

  private static func powers(of bits: Int, count: Int, modulo prime: UInt64) -> [Double] {
    var power: UInt64 = 1
    return (0..<count).map { _ in
      defer { power = power << UInt64(bits) % prime }
      return balanced(power, prime)
    }
  }

  /// The inverse of a residue that is not zero, by Fermat: `a^(p - 2)`.
  private static func inverse(of residue: UInt64, modulo prime: UInt64) -> UInt64 {
    var (result, square, exponent) = (UInt64(1), residue, prime - 2)
    while exponent > 0 {
      if exponent & 1 == 1 { result = result * square % prime }
      square = square * square % prime
      exponent >>= 1
    }
    return result
  }
}
