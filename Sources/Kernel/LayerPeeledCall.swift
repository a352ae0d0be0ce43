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

  init(
    _ arguments: [String: EnclosedArgument], largestClassCount: Int, _ c: Calculator
  ) throws(KernelError) {
    self.c = c
    var sizes: [Int] = []
    if case .list(let values) = arguments["class_sizes"] {
      guard arguments["K"] == nil else { throw .refused("K and class_sizes are both given") }
      for value in values { sizes.append(try value.requireInteger("a class size")) }
      isBalanced = false
    } else {
      let (count, size) = (try arguments.integer("N"), try arguments.integer("K"))
      sizes = Array(repeating: size, count: min(max(count, 0), largestClassCount + 1))
      isBalanced = true
    }
    let count = arguments["N"] == nil ? sizes.count : try arguments.integer("N")
    guard count == sizes.count, (2...largestClassCount).contains(count),
      sizes.allSatisfy({ $0 >= 1 })
    else { throw .refused("there must be 2 to \(largestClassCount) classes of 1 or more") }
    self.sizes = sizes
    sampleCount = sizes.reduce(0, +)
    dimension = try arguments.integer("M")
    a = c(try arguments.positive("lambda_W"))
    b = c(try arguments.positive("lambda_H"))
    alpha = c(try arguments.smoothing())
  }

  /// q_k = n_k/n.
  func share(_ k: Int) throws(KernelError) -> Enclosure { try c(sizes[k]) / sampleCount }
}
