import LinearAlgebra
import Reals

// exp and log of 100 arguments, as in anchors_mpfr.c; an operation is one value.

private let argumentCount = 100

/// `e^(-8 u)`: what a softmax sees, logits below the largest one.
func exponentials(precisionInBits bits: Int) -> Measurement {
  let limbs = bits / 64
  let arguments = fixedPointArguments(limbs: limbs) { $0 }
  let results = FixedPointMatrix(rows: argumentCount, columns: 1, limbsPerEntry: limbs + 1)
  let exponential = FixedPointExponential(fractionLimbs: limbs)
  let workspace = FixedPointWorkspace(fractionLimbs: limbs)
  var exponent = 0
  let time = nanoseconds(operations: argumentCount) {
    for index in 0..<argumentCount {
      exponent = exponential.setMantissa(
        results.limbs + index * (limbs + 1),
        ofExponentialOfMinus: arguments.limbs + index * (limbs + 1), workspace: workspace)
    }
  }
  results.fractionBits = 64 * limbs
  let mantissa = results.real(argumentCount - 1, 0, precisionInBits: bits)
  return Measurement(
    nanoseconds: time, value: mantissa.scaled(byPowerOfTwo: -exponent).approximateDouble)
}

/// `log(1 + 8 u)`: the sums of a softmax of up to nine classes.
func logarithms(precisionInBits bits: Int) -> Measurement {
  let limbs = bits / 64
  let arguments = fixedPointArguments(limbs: limbs) { $0 + Real(1, precisionInBits: bits) }
  let results = FixedPointMatrix(
    rows: argumentCount, columns: 1, limbsPerEntry: limbs + 1, fractionBits: 64 * limbs)
  let logarithm = FixedPointLogarithm(fractionLimbs: limbs)
  let workspace = FixedPointWorkspace(fractionLimbs: limbs)
  let time = nanoseconds(operations: argumentCount) {
    for index in 0..<argumentCount {
      logarithm.setLogarithm(
        results.limbs + index * (limbs + 1), of: arguments.limbs + index * (limbs + 1),
        workspace: workspace)
    }
  }
  let last = results.real(argumentCount - 1, 0, precisionInBits: bits)
  return Measurement(nanoseconds: time, value: last.approximateDouble)
}

/// A function of `8 u` for uniform `u`, with one limb of integer.
private func fixedPointArguments(
  limbs: Int, _ transform: (Real) -> Real
) -> FixedPointMatrix {
  let bits = 64 * limbs
  let numbers = uniformBuffer(argumentCount, precisionInBits: bits, seed: .argument)
  for index in 0..<argumentCount {
    numbers[index] = transform(numbers[index].absolute().scaled(byPowerOfTwo: 3))
  }
  let result = FixedPointMatrix(
    rows: argumentCount, columns: 1, limbsPerEntry: limbs + 1, fractionBits: bits)
  numbers.writeFixedPoint(
    numbers.all, fractionBits: bits, limbCount: limbs + 1, to: result.limbs)
  return result
}
