import CMPFR

/// A reproducible stream of random numbers: xoshiro256** seeded by splitmix64.
///
/// The same seed and label give the same stream on every machine and in every version: the
/// algorithms are those published by Blackman and Vigna, the label enters by the 64-bit FNV-1a hash
/// of its UTF-8 text, and `normal()` uses correctly rounded functions only.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state: (UInt64, UInt64, UInt64, UInt64)

  /// The stream that belongs to a seed.
  public init(seed: UInt64) {
    var mixer = SplitMix(state: seed)
    state = (mixer.next(), mixer.next(), mixer.next(), mixer.next())
  }

  /// The stream that belongs to a seed and a purpose, such as `descent/start 3`.
  ///
  /// Streams of different labels are independent, so one purpose can draw more numbers without
  /// changing what another one sees.
  public init(seed: UInt64, label: String) {
    // Mixing the seed first keeps (seed, label) from equalling (another seed, another label).
    var mixer = SplitMix(state: seed)
    self.init(seed: mixer.next() ^ SeededGenerator.hash(label))
  }

  init(state: (UInt64, UInt64, UInt64, UInt64)) { self.state = state }

  /// The next 64 random bits.
  public mutating func next() -> UInt64 {
    let result = rotate(state.1 &* 5, by: 7) &* 9
    let shifted = state.1 << 17
    state.2 ^= state.0
    state.3 ^= state.1
    state.1 ^= state.2
    state.0 ^= state.3
    state.2 ^= shifted
    state.3 = rotate(state.3, by: 45)
    return result
  }

  /// A uniform number in [0, 1), a multiple of 2^-53.
  public mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// A standard normal number: mean 0, variance 1.
  ///
  /// Marsaglia's polar method; the logarithm is correctly rounded, so the stream does not depend on
  /// the system's mathematics library.
  public mutating func normal() -> Double {
    while true {
      let u = 2 * uniform() - 1
      let v = 2 * uniform() - 1
      let square = u * u + v * v
      guard square > 0 && square < 1 else { continue }
      let logarithm = Real(square, precisionInBits: 53)
        .apply(mpfr_log, precisionInBits: 53, .nearest).approximateDouble
      return u * (-2 * logarithm / square).squareRoot()
    }
  }

  /// The 64-bit FNV-1a hash of the text's UTF-8 bytes.
  static func hash(_ text: String) -> UInt64 {
    text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 }
  }
}

private func rotate(_ value: UInt64, by count: UInt64) -> UInt64 {
  (value << count) | (value >> (64 - count))
}

/// The generator that spreads one seed over a larger state.
private struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}
