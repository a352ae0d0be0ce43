import Diagnostics
import Exact
import Models
import Reals

/// A request that cannot be served as it stands, worded for whoever made it.
public struct RequestError: Error, CustomStringConvertible, Equatable {
  /// What is wrong and what to do.
  public let description: String

  /// An error with the given wording.
  public init(_ description: String) {
    self.description = description
  }

  /// A model's refusal; of a misspelt name, what was probably meant.
  init(_ error: ModelError) {
    let misspelt: (what: String, name: String, known: [String])? =
      switch error {
      case .unknownModel(let name, let known): ("unknown model `\(name)`", name, known)
      case .unknownArgument(let name, let model, let known):
        ("`\(model)` has no argument `\(name)`", name, known)
      default: nil
      }
    let guess = misspelt.flatMap { misspelt in
      Suggestion.closest(to: misspelt.name, among: misspelt.known)
        .map { "\(misspelt.what); did you mean `\($0)`?" }
    }
    self.init(guess ?? "\(error)")
  }

  static func parse(_ text: String, as name: String) throws -> Fraction {
    do {
      return try Fraction(parsing: text)
    } catch {
      throw RequestError("`\(name)`: \(error)")
    }
  }
}
