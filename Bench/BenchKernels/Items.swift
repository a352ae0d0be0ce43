import Exact
import LinearAlgebra
import Models
import Reals

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
private let multiplyAdds = matrixSide * matrixSide * matrixSide
private let vectorLength = 100
private let vectorCount = 40

/// Sums of 64 or 100 products of numbers below 1 are below 2^7.
private let sumExponent = 7

/// All items by name, each a function of the precision in bits.
let items: [String: @Sendable (Int, Sizes) throws -> Measurement] = [
  "product64": { bits, _ in try product(precisionInBits: bits) },
  "enclosedProduct64": { bits, _ in try enclosedProduct(precisionInBits: bits) },
  "dot100": { bits, _ in try innerProducts(precisionInBits: bits) },
  "exp": { bits, _ in exponentials(precisionInBits: bits) },
  "log": { bits, _ in logarithms(precisionInBits: bits) },
  "lossAndGradient": { bits, sizes in try lossAndGradient(sizes, precisionInBits: bits) },
]

/// The product of two 64 x 64 matrices of `bits/64` limbs; an operation is one multiply-add.
///
/// Both factors are made ready anew for each product.
private func product(precisionInBits bits: Int) throws -> Measurement {
  let limbs = bits / 64
  let left = try fixedPoint(
    uniformMatrix(matrixSide, matrixSide, precisionInBits: bits, seed: .left), limbs: limbs)
  let right = try fixedPoint(
    uniformMatrix(matrixSide, matrixSide, precisionInBits: bits, seed: .right), limbs: limbs)
  let result = FixedPointMatrix(
    rows: matrixSide, columns: matrixSide, limbsPerEntry: limbs,
    fractionBits: FixedPointMatrix.fractionBits(limbs: limbs, binaryExponent: sumExponent))
  let products = productsOfMatrices(limbs: limbs)
  let factors = (products.factor(left), products.factor(right))
  let time = nanoseconds(operations: multiplyAdds) {
    factors.0.update()
    factors.1.update()
    products.multiply(factors.0, factors.1, into: result)
  }
  let last = result.real(matrixSide - 1, matrixSide - 1, precisionInBits: bits)
  return Measurement(nanoseconds: time, value: last.approximateDouble)
}

/// The same with a radius for every entry.
private func enclosedProduct(precisionInBits bits: Int) throws -> Measurement {
  let limbs = bits / 64
  func balls(_ seed: Seed) throws -> FixedPointBallMatrix {
    let result = FixedPointBallMatrix(
      rows: matrixSide, columns: matrixSide, limbsPerEntry: limbs)
    try result.enclose(
      uniformMatrix(matrixSide, matrixSide, precisionInBits: bits, seed: seed))
    return result
  }
  let (left, right) = (try balls(.left), try balls(.right))
  let result = FixedPointBallMatrix(
    rows: matrixSide, columns: matrixSide, limbsPerEntry: limbs,
    fractionBits: FixedPointMatrix.fractionBits(limbs: limbs, binaryExponent: sumExponent))
  let products = productsOfMatrices(limbs: limbs)
  let time = nanoseconds(operations: multiplyAdds) {
    result.setProduct(left, right, by: products)
  }
  let last = result.midpoints.real(matrixSide - 1, matrixSide - 1, precisionInBits: bits)
  return Measurement(nanoseconds: time, value: last.approximateDouble)
}

private func productsOfMatrices(limbs: Int) -> FixedPointProducts {
  FixedPointProducts(
    limbsPerEntry: limbs, innerLength: matrixSide, multiplyAdds: multiplyAdds,
    entries: 3 * matrixSide * matrixSide)
}

private func fixedPoint(_ matrix: RealMatrix, limbs: Int) throws -> FixedPointMatrix {
  let result = FixedPointMatrix(
    rows: matrix.rows, columns: matrix.columns, limbsPerEntry: limbs)
  try result.assign(from: matrix)
  return result
}

/// Inner products of length 100, of 40 pairs in turn; an operation is one multiply-add.
private func innerProducts(precisionInBits bits: Int) throws -> Measurement {
  let limbs = bits / 64
  let left = try vectors(
    columns: vectorLength, rows: 1, precisionInBits: bits, seed: .left, limbs: limbs)
  let right = try vectors(
    columns: 1, rows: vectorLength, precisionInBits: bits, seed: .right, limbs: limbs)
  let results = (0..<vectorCount).map { _ in
    FixedPointMatrix(
      rows: 1, columns: 1, limbsPerEntry: limbs,
      fractionBits: FixedPointMatrix.fractionBits(limbs: limbs, binaryExponent: sumExponent))
  }
  let products = FixedPointProducts(
    limbsPerEntry: limbs, innerLength: vectorLength, multiplyAdds: vectorLength,
    entries: 2 * vectorLength + 1)
  let factors = (left.map { products.factor($0) }, right.map { products.factor($0) })
  let time = nanoseconds(operations: vectorCount * vectorLength) {
    for index in 0..<vectorCount {
      factors.0[index].update()
      factors.1[index].update()
      products.multiply(factors.0[index], factors.1[index], into: results[index])
    }
  }
  let last = results[vectorCount - 1].real(0, 0, precisionInBits: bits)
  return Measurement(nanoseconds: time, value: last.approximateDouble)
}

/// The vectors of one stream of numbers, as matrices of one row or one column.
private func vectors(
  columns: Int, rows: Int, precisionInBits bits: Int, seed: Seed, limbs: Int
) throws -> [FixedPointMatrix] {
  let all = uniformBuffer(vectorCount * vectorLength, precisionInBits: bits, seed: seed)
  return try (0..<vectorCount).map { index in
    let vector = RealMatrix(rows: rows, columns: columns, precisionInBits: bits)
    for entry in 0..<vectorLength {
      vector[entry % rows, entry % columns] = all[index * vectorLength + entry]
    }
    return try fixedPoint(vector, limbs: limbs)
  }
}

/// Loss and gradient of the positive layer-peeled model at a random point; one operation.
private func lossAndGradient(_ sizes: Sizes, precisionInBits bits: Int) throws -> Measurement {
  let model = try PositiveLayerPeeledModel(
    ModelArguments([
      "N": .number(.exact(Fraction(sizes.classes))),
      "K": .number(.exact(Fraction(sizes.samplesPerClass))),
      "M": .number(.exact(Fraction(sizes.dimension))),
      "alpha": .number(.exact(try Fraction(1, 10))),
      "lambda_W": .number(.exact(try Fraction(1, 200))),
      "lambda_H": .number(.exact(try Fraction(1, 300))),
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
  let evaluator = try model.makeEvaluator(precisionInBits: bits, jobs: 1)
  var value = Real(0, precisionInBits: bits)
  let time = try nanoseconds(operations: 1) {
    value = try evaluator.value(at: point, gradient: gradient)
  }
  return Measurement(
    nanoseconds: time, value: (value + gradient[point.count - 1, 0]).approximateDouble)
}
