import LinearAlgebra
import Reals

// The random numbers of anchor.h, to the last bit.

/// The streams of numbers, as in anchor.h.
enum Seed: UInt64 {
  case left = 1
  case right = 2
  case argument = 3
  case weight = 11
  case feature = 12
}

/// splitmix64 [Steele, Lea, Flood, OOPSLA 2014].
private struct WordStream {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  /// A number uniform in (-1, 1): a word for the sign, then one word more than the precision needs,
  /// the least significant first, as a fraction.
  mutating func nextUniform(precisionInBits bits: Int) -> Real {
    let isNegative = next() & 1 == 1
    let exact = bits + 64
    var value = Real(0, precisionInBits: exact)
    for _ in 0...(bits / 64) {
      let word = next()
      for half in [word & 0xffff_ffff, word >> 32] {
        value = (value + Real(Int(half), precisionInBits: exact)).scaled(byPowerOfTwo: -32)
      }
    }
    return (isNegative ? -value : value).rounded(toPrecisionInBits: bits)
  }
}

/// `count` uniform numbers.
func uniformBuffer(_ count: Int, precisionInBits bits: Int, seed: Seed) -> RealBuffer {
  var stream = WordStream(state: seed.rawValue)
  let buffer = RealBuffer(count: count, precisionInBits: bits)
  for index in 0..<count { buffer[index] = stream.nextUniform(precisionInBits: bits) }
  return buffer
}

/// A matrix of uniform numbers, row by row.
func uniformMatrix(_ rows: Int, _ columns: Int, precisionInBits bits: Int, seed: Seed) -> RealMatrix
{
  let buffer = uniformBuffer(rows * columns, precisionInBits: bits, seed: seed)
  let matrix = RealMatrix(rows: rows, columns: columns, precisionInBits: bits)
  for row in 0..<rows {
    for column in 0..<columns { matrix[row, column] = buffer[row * columns + column] }
  }
  return matrix
}
