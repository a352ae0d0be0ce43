import LinearAlgebra
import Models
import Numbers

// What is measured: one function an item. A kernel that is replaced changes here and nowhere else.

/// What an item returns: nanoseconds an operation, and a value of its result.
struct Measurement {
  var nanoseconds: Double
  var value: Double
}

/// `N`, `K` and `M` of the model in `lossAndGradient`.
struct Sizes {
  var classes = 10
  var samplesPerClass = 5
  var dimension = 16

  init() {}

  init(_ classes: Int, _ samplesPerClass: Int, _ dimension: Int) {
    self.classes = classes
    self.samplesPerClass = samplesPerClass
    self.dimension = dimension
  }
}

// Sizes of the items, as in anchor.h.
private let matrixSide = 64
private let vectorLength = 100
private let vectorCount = 40
private let argumentCount = 100

/// All items by name, each a function of the precision in bits.
let items: [String: @Sendable (Int, Sizes) throws -> Measurement] = [
  "product64": { bits, _ in product(precisionInBits: bits) },
  "dot100": { bits, _ in innerProducts(precisionInBits: bits) },
  "exp": { bits, _ in exponentials(precisionInBits: bits) },
  "lossAndGradient": { bits, sizes in try lossAndGradient(sizes, precisionInBits: bits) },
]

/// The product of two 64 x 64 matrices; an operation is one multiply-add.
private func product(precisionInBits bits: Int) -> Measurement {
  let left = uniformMatrix(matrixSide, matrixSide, precisionInBits: bits, seed: .left)
  let right = uniformMatrix(matrixSide, matrixSide, precisionInBits: bits, seed: .right)
  let result = RealMatrix(rows: matrixSide, columns: matrixSide, precisionInBits: bits)
  let time = nanoseconds(operations: matrixSide * matrixSide * matrixSide) {
    result.setProduct(left, right)
  }
  return Measurement(
    nanoseconds: time, value: result[matrixSide - 1, matrixSide - 1].approximateDouble)
}

/// Inner products of length 100, of 40 pairs in turn; an operation is one multiply-add.
private func innerProducts(precisionInBits bits: Int) -> Measurement {
  let count = vectorCount * vectorLength
  let left = uniformBuffer(count, precisionInBits: bits, seed: .left)
  let right = uniformBuffer(count, precisionInBits: bits, seed: .right)
  let results = RealBuffer(count: vectorCount, precisionInBits: bits)
  let time = nanoseconds(operations: count) {
    for index in 0..<vectorCount {
      let run = RealBuffer.Run(start: index * vectorLength, stride: 1, count: vectorLength)
      results.setInnerProduct(at: index, of: left, run, with: right, run)
    }
  }
  return Measurement(nanoseconds: time, value: results.approximateDouble(at: vectorCount - 1))
}

/// `e^(-8 u)` of 100 uniform `u`; an operation is one exponential.
///
/// The arguments are what a softmax sees: logits below the largest one.
private func exponentials(precisionInBits bits: Int) -> Measurement {
  let uniform = uniformBuffer(argumentCount, precisionInBits: bits, seed: .argument)
  let arguments = RealBuffer(count: argumentCount, precisionInBits: bits)
  for index in 0..<argumentCount {
    arguments[index] = -uniform[index].absolute().scaled(byPowerOfTwo: 3)
  }
  let results = RealBuffer(count: argumentCount, precisionInBits: bits)
  let time = nanoseconds(operations: argumentCount) {
    results.assign(results.all, from: arguments, arguments.all)
    results.exponentiate(results.all)
  }
  return Measurement(nanoseconds: time, value: results.approximateDouble(at: argumentCount - 1))
}

/// Loss and gradient of the positive layer-peeled model at a random point; one operation.
private func lossAndGradient(_ sizes: Sizes, precisionInBits bits: Int) throws -> Measurement {
  let model = try PositiveLayerPeeledModel(
    ModelArguments([
      "N": .number(.exact(Rational(sizes.classes))),
      "K": .number(.exact(Rational(sizes.samplesPerClass))),
      "M": .number(.exact(Rational(sizes.dimension))),
      "alpha": .number(.exact(try Rational(numerator: 1, denominator: 10))),
      "lambda_W": .number(.exact(try Rational(numerator: 1, denominator: 200))),
      "lambda_H": .number(.exact(try Rational(numerator: 1, denominator: 300))),
    ]))
  let point = RealMatrix(rows: model.variableCount, columns: 1, precisionInBits: bits)
  let weights = uniformMatrix(
    sizes.classes, sizes.dimension, precisionInBits: bits, seed: .weight)
  let features = uniformMatrix(
    sizes.dimension, sizes.classes * sizes.samplesPerClass, precisionInBits: bits, seed: .feature)
  weights.write(to: point, startingAt: 0)
  features.write(to: point, startingAt: weights.count)
  for index in weights.count..<point.count { point[index, 0] = point[index, 0].absolute() }
  let gradient = RealMatrix(rows: point.rows, columns: 1, precisionInBits: bits)
  let evaluator = try model.makeEvaluator(precisionInBits: bits)
  var value = Real(0, precisionInBits: bits)
  let time = try nanoseconds(operations: 1) {
    value = try evaluator.value(at: point, gradient: gradient)
  }
  return Measurement(
    nanoseconds: time, value: (value + gradient[point.count - 1, 0]).approximateDouble)
}
