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

/// One line of a section: an instruction of the table (StepTable.swift) with its operands.
public struct CertificateStep: Hashable, Sendable, CustomStringConvertible {
  /// The word that the line begins with.
  public let keyword: String
  /// What the step does.
  package let action: StepAction
  /// What it does it with.
  package let operands: [any StepOperand]

  /// The line, as it is written.
  public var description: String { ([keyword] + operands.flatMap(\.words)).joined(separator: " ") }

  /// Steps are equal when they are written alike.
  public static func == (left: CertificateStep, right: CertificateStep) -> Bool {
    left.description == right.description
  }

  /// Equal steps have equal hashes.
  public func hash(into hasher: inout Hasher) { hasher.combine(description) }
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

/// What a rule of the kernel refuses is what is wrong with a line.
func rejecting<Value>(
  at line: Int, _ body: () throws -> Value
) throws(CertificateRejection) -> Value {
  do {
    return try body()
  } catch let rejection as CertificateRejection {
    throw rejection
  } catch let error as KernelError {
    throw CertificateRejection(line, error.message)
  } catch {
    throw CertificateRejection(line, "\(error)")
  }
}
