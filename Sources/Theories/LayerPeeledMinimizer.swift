import Exact
import Kernel

/// What the gap between the bounds of a layer-peeled minimum says about every global minimizer,
/// whatever the signs of its features (docs/certificate-format.md, section 9; proofs in
/// docs/proof-rules.md, 9.4).
///
/// The gap bounds the Kullback-Leibler divergences of the minimizer's probabilities from the dual
/// point, Pinsker's inequality their distance; the conditions of first order then give the rest.
struct LayerPeeledMinimizer {
  /// The probabilities of a class in the dual point: the own one, and others with their number.
  struct DualColumn {
    let own: Enclosure
    let others: [(probability: Enclosure, count: Int)]
  }

  /// eps: the distance of the probabilities of a sample from the dual point, in the sum norm.
  let distance: Enclosure
  /// T: for each class, the leads of its own logit over the others.
  private(set) var leads: [[Enclosure]] = []
  /// H_k.
  private(set) var normsSquared: [Enclosure] = []
  /// HH, the mean over all samples, and w2, the sum over all rows of the classifier.
  let meanNormSquared, weightsSquared: Enclosure
  /// V, whose upper end counts.
  let variation: Enclosure

  init(_ call: LayerPeeledCall, _ columns: [DualColumn], gap: Enclosure) throws(KernelError) {
    let c = call.c
    distance = try (2 * call.sampleCount * gap).function(.squareRoot)
    let spread = try distance.around * c(Fraction.half)
    let floor = try call.alpha / call.classCount
    var mean = c(0)
    for (k, column) in columns.enumerated() {
      let own = try column.own + spread
      var (leads, pulls) = ([Enclosure](), c(0))
      for other in column.others {
        let probability = try other.probability + spread
        guard own.interval.isPositive, probability.interval.isPositive else {
          throw .refused("the gap is too wide to enclose the minimizer")
        }
        let lead = try (own / probability).function(.log)
        leads.append(lead)
        pulls = try pulls + other.count * (probability - floor) * lead
      }
      self.leads.append(leads)
      let square = try (pulls / (2 * call.b)).cutAtZero
      normsSquared.append(square)
      mean = try mean + call.share(k) * square
    }
    meanNormSquared = mean
    weightsSquared = try call.b / call.a * mean
    variation = try weightsSquared * distance.power(2) / call.b.power(2)
  }

  /// x: the largest norm of a feature.
  var largestNorm: Enclosure {
    get throws(KernelError) {
      let largest = normsSquared.reduce(normsSquared[0]) { $0.maximum(with: $1) }
      return try largest.function(.squareRoot).supremum
    }
  }

  /// The quantities that both kinds of features have.
  func quantities(_ call: LayerPeeledCall) throws(KernelError) -> [QuantityName: Enclosure] {
    let margins = leads.map { $0.reduce($0[0]) { $0.minimum(with: $1) } }
    var quantities = [QuantityName("within_class_variation"): variation.fromZero]
    if call.isBalanced {
      quantities[QuantityName("margin")] = margins.reduce(margins[0]) {
        $0.hull(with: $1)
      }
      quantities[QuantityName("feature_norm_squared")] = meanNormSquared
      quantities[QuantityName("weight_norm_squared")] = try weightsSquared / call.classCount
    } else {
      for k in margins.indices {
        quantities[QuantityName("margin", k + 1)] = margins[k]
        quantities[QuantityName("feature_norm_squared", k + 1)] = normsSquared[k]
      }
    }
    return quantities
  }
}
