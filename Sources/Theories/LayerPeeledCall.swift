import Kernel

/// The arguments of a layer-peeled problem, with features of either kind, checked.
struct LayerPeeledCall {
  let c: Calculator
  /// The sizes of the classes, their sum, and whether all are alike by the form of the call.
  let sizes: [Int]
  let sampleCount: Int
  let isBalanced: Bool
  /// M.
  let dimension: Int
  /// lambda_W and lambda_H.
  let a, b: Enclosure
  let alpha: Enclosure

  /// N.
  var classCount: Int { sizes.count }

  init(_ arguments: ProblemArguments, largestClassCount: Int) throws(KernelError) {
    c = arguments.calculator
    let listed = try arguments.integers("class_sizes")
    isBalanced = listed == nil
    guard isBalanced || !arguments.has("K") else {
      throw .refused("K and class_sizes are both given")
    }
    var count = listed?.count ?? 0
    if isBalanced || arguments.has("N") { count = try arguments.integer("N") }
    let size = isBalanced ? try arguments.integer("K") : 0
    sizes = listed ?? Array(repeating: size, count: min(max(count, 0), largestClassCount + 1))
    guard count == sizes.count, (2...largestClassCount).contains(count),
      sizes.allSatisfy({ $0 >= 1 })
    else { throw .refused("there must be 2 to \(largestClassCount) classes of 1 or more") }
    sampleCount = sizes.reduce(0, +)
    dimension = try arguments.integer("M")
    a = try arguments.positive("lambda_W")
    b = try arguments.positive("lambda_H")
    alpha = try arguments.smoothing()
  }

  /// q_k = n_k/n.
  func share(_ k: Int) throws(KernelError) -> Enclosure { try c(sizes[k]) / sampleCount }
}
