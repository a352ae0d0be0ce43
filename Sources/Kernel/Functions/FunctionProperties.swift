import Exact

/// A row of the table of functions of one argument.
public struct FunctionProperties: Sendable {
  /// Where a function is defined.
  public enum Domain: Sendable, Equatable {
    /// On all numbers.
    case all
    /// On the numbers from this one on.
    case from(Int)
    /// On the numbers above this one.
    case above(Int)
    /// On the numbers between -1 and 1, both included.
    case withinOne
    /// On all numbers but the odd multiples of pi/2.
    case offPoles
  }

  /// How a function grows on its domain.
  public enum Course: Sendable, Equatable {
    /// Strictly increasing.
    case increasing
    /// Strictly decreasing.
    case decreasing
    /// The same at x and -x, and strictly increasing from 0 on.
    case even
    /// Never decreasing, constant but for jumps.
    case steps
    /// In no such way.
    case other
  }

  /// How the graph of a function is bent on its domain.
  public enum Bend: Sendable, Equatable {
    case convex, concave, neither
  }

  /// The name in the theorem language.
  public let name: String
  /// Where it is defined.
  public let domain: Domain
  /// How it grows.
  public let course: Course
  /// How it is bent.
  public let bend: Bend
  /// The derivative and the second one; `nil` where code of its own decides.
  public let derivatives: (first: Formula, second: Formula)?
  /// The integer at which it is 0, if there is one.
  public let zero: Int?
  /// Limits at minus and plus infinity; `nil` for infinite ones, and where its domain does not
  /// reach.
  public let limits: (below: Formula?, above: Formula?)
  /// Arguments are at most 2 to this power in magnitude.
  public let largestArgumentExponent: Int?
  /// The command of LaTeX, without the backslash, where it is not the name.
  public let latex: String?
  /// What it is, in a few words.
  public let help: String

  init(
    _ name: String, _ help: String, latex: String? = nil, on domain: Domain = .all,
    _ course: Course, _ bend: Bend, _ derivatives: (Formula, Formula)? = nil, zero: Int? = nil,
    limits: (Formula?, Formula?) = (nil, nil), largestArgumentExponent: Int? = nil
  ) {
    (self.name, self.help, self.latex, self.domain) = (name, help, latex, domain)
    (self.course, self.bend, self.zero) = (course, bend, zero)
    self.derivatives = derivatives.map { (first: $0.0, second: $0.1) }
    self.limits = (below: limits.0, above: limits.1)
    self.largestArgumentExponent = largestArgumentExponent
  }

  /// Requires that all numbers lie in the domain.
  ///
  /// - Throws: `KernelError.undefined` where one may lie outside.
  func requireDomain(_ arguments: DyadicInterval) throws(KernelError) {
    let isInside =
      switch domain {
      case .all, .offPoles: true
      case .from(let least): arguments.lower >= Dyadic(least)
      case .above(let bound): arguments.lower > Dyadic(bound)
      case .withinOne: arguments.absolute.upper <= Dyadic(1)
      }
    guard isInside else { throw .undefined("the argument of \(name) may lie outside its domain") }
  }
}
