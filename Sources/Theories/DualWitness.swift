import Exact
import Kernel

/// A point of the dual of a layer-peeled problem, as terms: for each group of classes the
/// probability of the own class (docs/proof-rules.md, 9.6).
struct DualWitness {
  /// The classes, what they weigh among the samples, and the probability.
  struct Group {
    /// The number of samples of a class.
    let size: Term
    /// N n_g/n.
    let share: Term
    /// The share of the samples that are in a class of the group.
    let weight: Term
    /// p_g.
    let probability: Term
  }

  let groups: [Group]
  /// N, M.
  let classCount, dimension: Term
  let alpha, lambdaW, lambdaH: Term
  /// Whether there is one group, by the form of the call.
  let isBalanced: Bool

  init(
    _ arguments: [String: Statement.Argument], _ witness: [Term], in statement: Statement
  ) throws(KernelError) {
    func number(_ name: String) throws(KernelError) -> Term {
      guard case .number(let term) = arguments[name] else {
        throw .refused("the problem has no number \(name)")
      }
      return term
    }
    (dimension, alpha) = (try number("M"), try number("alpha"))
    (lambdaW, lambdaH) = (try number("lambda_W"), try number("lambda_H"))
    let sizes: [Term]
    if case .list(let listed) = arguments["class_sizes"] {
      guard arguments["N"] == nil, arguments["K"] == nil else {
        throw .refused("N or K is given beside class_sizes")
      }
      (sizes, isBalanced, classCount) = (listed, false, .number(ExactDecimal(listed.count)))
    } else {
      (sizes, isBalanced, classCount) = ([try number("K")], true, try number("N"))
    }
    guard sizes.count == witness.count, let first = sizes.first else {
      throw .refused("there are \(sizes.count) groups of classes, but \(witness.count) terms")
    }
    guard (sizes + [classCount, dimension]).allSatisfy(statement.isIntegerValued) else {
      throw .refused("N, M or the size of a class may not be an integer")
    }
    let (count, total) = (classCount, sizes.dropFirst().reduce(first, +))
    let isBalanced = isBalanced
    groups = zip(sizes, witness).map { size, probability in
      isBalanced
        ? Group(size: size, share: 1, weight: 1, probability: probability)
        : Group(
          size: size, share: count * size / total, weight: size / total, probability: probability)
    }
  }

  /// 1 - p_g, which the other classes share.
  func rest(_ group: Group) -> Term { 1 - group.probability }

  /// o_g = (1 - p_g)/(N - 1).
  func other(_ group: Group) -> Term { rest(group) / (classCount - 1) }

  /// s_g = 1 - alpha (N - 1)/N - p_g: how strongly the class pulls.
  func pull(_ group: Group) -> Term {
    1 - alpha * (classCount - 1) / classCount - group.probability
  }

  /// t_g = log p_g - log o_g.
  func margin(_ group: Group) -> Term { group.probability.log - other(group).log }

  /// The entropy of the column of a class.
  func entropy(_ group: Group) -> Term {
    0 - group.probability * group.probability.log - rest(group) * other(group).log
  }

  /// |h|^2 = s_g t_g/(2 lambda_H).
  func featureNormSquared(_ group: Group) -> Term {
    pull(group) * margin(group) / (2 * lambdaH)
  }

  /// |w|^2 = sum over all samples of s_g t_g/(2 lambda_W), over N.
  var weightNormSquared: Term {
    groups.map { $0.weight * (pull($0) * margin($0)) }.reduce(0, +)
      / (2 * lambdaW * classCount)
  }
}

extension Statement {
  /// Whether a term is an integer at each point of the domain, by its form.
  func isIntegerValued(_ term: Term) -> Bool {
    switch term {
    case .number(let value): value.isInteger
    case .parameter(let index): parameters[index].isInteger
    case .unary(.negate, let a): isIntegerValued(a)
    case .binary(.add, let a, let b), .binary(.subtract, let a, let b),
      .binary(.multiply, let a, let b), .binary(.minimum, let a, let b),
      .binary(.maximum, let a, let b):
      isIntegerValued(a) && isIntegerValued(b)
    case .definition: unfoldedAtTop(term) != term && isIntegerValued(unfoldedAtTop(term))
    default: false
    }
  }
}
