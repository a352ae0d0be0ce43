import Models

/// The Newton correction of a refinement step, in double precision on the scale of the gradient.
///
/// Minimises `<g, d> + <d, H d>/2` over `x + d >= 0` for a correction that is small compared with
/// all but a few variables. Variables at their bound stay there, unless the gradient components
/// that ask to leave it outweigh all others (Dostal's proportioning, SIAM J. Optim. 1997). Where a
/// multiplier is zero at the minimum, as for features that are not used, both kinds of component
/// shrink together, and nothing is gained by releasing a variable early. A free variable that the
/// correction would carry across its bound is put on it, and the system is solved again without it.
struct NewtonSystem {
  /// Fraction to which one solve reduces its residual.
  static let tolerance = 1e-14
  /// Solves for the residual of the solution so far.
  static let correctionPasses = 3
  /// The residual of the corrected solution, relative to the projected gradient, that ends the
  /// passes.
  static let residualGoal = 1e-14
  /// Rounds of putting variables on their bound.
  static let holdRounds = 8

  /// A correction; `step` has the exponent of the gradient it was computed from.
  struct Correction {
    var step: [Double]
    var meetsNegativeCurvature: Bool
  }

  private let isNonnegative: [Bool]
  private var solver: ConjugateGradients
  private var isFree: [Bool]
  private var residual: [Double]
  private var product: [Double]

  init(isNonnegative: [Bool]) {
    self.isNonnegative = isNonnegative
    solver = ConjugateGradients(count: isNonnegative.count)
    isFree = isNonnegative
    residual = [Double](repeating: 0, count: isNonnegative.count)
    product = residual
  }

  /// The correction at a point.
  mutating func solve(_ curvature: any Curvature, at point: PrecisePoint) -> Correction {
    let gradient = point.gradient.entries
    let goal = Self.residualGoal * point.norm.mantissa
    let variables = point.scaledVariables.entries
    let releases = point.releaseNorm > point.freeNorm
    for i in isFree.indices {
      isFree[i] = !point.isAtBound[i] || (releases && gradient[i] < 0)
    }
    var correction = Correction(
      step: [Double](repeating: 0, count: gradient.count), meetsNegativeCurvature: false)
    for _ in 0..<Self.holdRounds {
      for i in isFree.indices where isFree[i] { correction.step[i] = 0 }
      solveFree(curvature, gradient, goal: goal, &correction)
      if correction.meetsNegativeCurvature || !holdCrossing(variables, &correction.step) {
        return correction
      }
    }
    return correction
  }

  /// Solves for the free entries of the step, the others given; passes reduce the true residual.
  private mutating func solveFree(
    _ curvature: any Curvature, _ gradient: [Double], goal: Double, _ correction: inout Correction
  ) {
    let limit = 2 * isFree.count { $0 } + 20
    for _ in 0..<Self.correctionPasses {
      curvature.product(with: correction.step, into: &product)
      var squared = 0.0
      for i in isFree.indices {
        residual[i] = isFree[i] ? -gradient[i] - product[i] : 0
        squared += residual[i] * residual[i]
      }
      if squared.squareRoot() <= goal { return }
      let end = solver.solve(
        curvature, rightHandSide: residual, isFree: isFree, tolerance: Self.tolerance,
        limit: limit)
      for i in isFree.indices { correction.step[i] += solver.solution[i] }
      correction.meetsNegativeCurvature = end == .negativeCurvature
      if end == .negativeCurvature { return }
    }
  }

  /// Puts free variables that would become negative on their bound; whether there were any.
  private mutating func holdCrossing(_ variables: [Double], _ step: inout [Double]) -> Bool {
    var found = false
    for i in isFree.indices
    where isFree[i] && isNonnegative[i] && variables[i] + step[i] < 0 {
      isFree[i] = false
      step[i] = -variables[i]
      found = true
    }
    return found
  }
}
