import Exact
import Kernel

/// A certificate as it is written: exact values, names as text, nothing resolved yet.
public struct Certificate: Hashable, Sendable {
  /// What is established about one claim, and how.
  public struct Section: Hashable, Sendable {
    /// The claim, and the number of the line that names it.
    public var claim: String
    /// The number of the line.
    public var line: Int
    /// What follows, the scope first.
    public var steps: [NumberedStep]

    /// Makes a section; steps that are not read from a file may have any line.
    public init(claim: String, line: Int = 0, steps: [NumberedStep]) {
      self.claim = claim
      self.line = line
      self.steps = steps
    }
  }

  /// A step and its line.
  public struct NumberedStep: Hashable, Sendable {
    /// The number of the line.
    public var line: Int
    /// The step.
    public var step: CertificateStep
    /// What is written beside the step for people; it is not read.
    public var comment: String?

    /// Makes a step of a line.
    public init(line: Int = 0, _ step: CertificateStep, comment: String? = nil) {
      self.line = line
      self.step = step
      self.comment = comment
    }
  }

  /// The sections.
  public var sections: [Section]

  /// Makes a certificate.
  public init(sections: [Section]) { self.sections = sections }
}

/// One line of a section; docs/certificate-format.md says what each means.
public enum CertificateStep: Hashable, Sendable {
  /// An assumption, from 1, and its weight.
  public struct Weight: Hashable, Sendable {
    /// The assumption, from 1.
    public let assumption: Int
    /// What it is multiplied with.
    public let weight: Fraction

    /// Makes a weight.
    public init(assumption: Int, weight: Fraction) {
      self.assumption = assumption
      self.weight = weight
    }
  }

  case domain
  case point([Fraction])
  case refute([Fraction])
  case precision(Int)
  case boundByEvaluation(definition: String, BoundSide, Fraction)
  case boundByAlgebra(definition: String, BoundSide, Fraction, [Weight])
  case root(definition: String, below: [Fraction], around: [Fraction], above: [Fraction])
  case narrow(definition: String, Fraction, Fraction)
  case layerPeeled(problem: Int)
  case classWitness(probability: Fraction, featureScale: Fraction, classifierScale: Fraction)
  case unconstrainedFeatures(problem: Int)
  case classVectors(probabilities: [Fraction], weights: [Fraction], features: [Fraction])
  case memorizationDilation(problem: Int, x: Fraction, y: Fraction)
  case split(parameter: String, at: Fraction)
  case monotone(parameter: String)
  case through(String)
  case reciprocal(parameter: String, power: Int)
  case cases
  case evaluate
  case outside(Int)
  case mean
  case convex([Fraction])
  case convexPolynomial([Fraction])
  case algebra([Weight])
  case theorem(String)
  case open
  case digits(Int)
  case holds
  case inside
  case versus(parameter: String, Fraction)
  case fails
}

/// Why a certificate is rejected, and where.
public struct CertificateRejection: Error, Hashable, Sendable {
  /// The number of the line, from 1.
  public let line: Int
  /// What is wrong, in words.
  public let reason: String

  init(_ line: Int, _ reason: String) {
    self.line = line
    self.reason = reason
  }
}
