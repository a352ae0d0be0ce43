import Diagnostics
import TheoremLanguage

/// Which names are selected, of claims or of columns: all, or those that match one of some
/// patterns.
///
/// In a pattern `*` stands for any characters, also none, and `?` for one.
public struct NameSelection: Sendable, Equatable {
  /// The patterns; none selects every name.
  public let patterns: [String]

  /// Every name.
  public static let all = NameSelection([])

  /// The names that match one of the patterns, every name where there is no pattern.
  public init(_ patterns: [String]) {
    self.patterns = patterns
  }

  /// Whether a name is selected.
  public func selects(_ name: String) -> Bool {
    patterns.isEmpty || patterns.contains { Self.matches(name, $0) }
  }

  /// The patterns that match none of the names, in their order.
  public func patterns(matchingNoneOf names: [String]) -> [String] {
    patterns.filter { pattern in !names.contains { Self.matches($0, pattern) } }
  }

  /// Whether a pattern matches a whole name, in time proportional to the product of their lengths.
  private static func matches(_ name: String, _ pattern: String) -> Bool {
    let (name, pattern) = (Array(name), Array(pattern))
    var (read, place) = (0, 0)
    // Where the last `*` stands, and how much of the name it has taken so far.
    var star: (place: Int, read: Int)?
    while read < name.count {
      if place < pattern.count, pattern[place] == "*" {
        star = (place, read)
        place += 1
      } else if place < pattern.count, pattern[place] == "?" || pattern[place] == name[read] {
        (read, place) = (read + 1, place + 1)
      } else if let last = star {
        star = (last.place, last.read + 1)
        (read, place) = (last.read + 1, last.place + 1)
      } else {
        return false
      }
    }
    return pattern[place...].allSatisfy { $0 == "*" }
  }
}

extension TheoremLoader {
  /// The names of the claims of a theorem file, in their order; `nil` where the file is invalid.
  public static func claimNames(of source: SourceText) -> [String]? {
    (try? load(source))?.claims.map(\.name)
  }
}
