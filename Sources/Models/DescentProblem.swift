import LinearAlgebra
import Reals

/// A smooth function of real variables, some bounded below by zero, to be minimised.
///
/// The solvers see nothing else of a model: no closed form, no structure.
public protocol DescentProblem: Sendable {
  /// The number of variables; every point and gradient is a flat vector of this length.
  var variableCount: Int { get }

  /// Which variables carry the bound `x >= 0`; one entry per variable.
  var isNonnegative: [Bool] { get }

  /// A random feasible point at the scale of the model, away from its symmetric saddle points.
  func randomStart(using generator: inout SeededGenerator) -> [Double]

  /// Factors by which random starts are multiplied in turn, so that several scales are tried.
  var startScales: [Double] { get }

  /// Sets of variables that play the same part, such as the features of a layer-peeled model.
  ///
  /// A search leaves a local minimum by drawing one set anew and descending again. Empty where the
  /// problem has no such structure.
  var exchangeableBlocks: [[Int]] { get }

  /// An evaluator in double precision; it owns its scratch memory.
  ///
  /// It may use up to `jobs` threads for one evaluation; its results do not depend on their number.
  func makeApproximateEvaluator(jobs: Int) -> any ApproximateEvaluator

  /// The exact second derivatives at a point, evaluated in double precision, by up to `jobs`
  /// threads.
  func approximateCurvature(at point: [Double], jobs: Int) -> any Curvature

  /// An evaluator of the same function at any precision; it owns its scratch memory.
  ///
  /// It may use up to `jobs` threads for one evaluation; its results do not depend on their number.
  func makeEvaluator(precisionInBits: Int, jobs: Int) throws -> any DescentEvaluator
}

extension DescentProblem {
  /// `[1]`: the problem knows its scale.
  public var startScales: [Double] { [1] }

  /// None.
  public var exchangeableBlocks: [[Int]] { [] }
}

/// Evaluates a function and its gradient in double precision.
public protocol ApproximateEvaluator: AnyObject {
  /// The value at a feasible point; overwrites `gradient`, which has one entry per variable.
  func value(at point: [Double], gradient: inout [Double]) -> Double
}

/// The second derivatives of a function at one point, as a linear map.
public protocol Curvature {
  /// Overwrites `result`, which has one entry per variable, with the Hessian times `direction`.
  func product(with direction: [Double], into result: inout [Double])
}

/// Evaluates a function and its gradient at one fixed precision.
public protocol DescentEvaluator: AnyObject {
  /// The working precision of every operation.
  var precisionInBits: Int { get }

  /// The value at `point`; overwrites `gradient`.
  ///
  /// Both are `variableCount x 1`. The result carries rounding errors and no others: relative to
  /// the size of the terms they are a small multiple of `2^-precisionInBits`.
  func value(at point: RealMatrix, gradient: RealMatrix) throws(NumberError) -> Real
}
