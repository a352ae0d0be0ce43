/// Finds what somebody probably meant by a misspelt word.
public enum Suggestion {
  /// The candidate closest to a word, or nil if none is close.
  ///
  /// Close means a Damerau-Levenshtein distance (insert, delete, replace, swap neighbours) of
  /// nothing for one character, at most one for up to four, and at most a third of the length, but
  /// three, for longer words; case does not count. Among equally close candidates the first wins.
  public static func closest(to word: String, among candidates: [String]) -> String? {
    let wanted = Array(word.lowercased().utf8)
    let limit = wanted.count <= 1 ? 0 : max(1, min(3, wanted.count / 3))
    var best: (distance: Int, candidate: String)?
    for candidate in candidates where candidate != word {
      let other = Array(candidate.lowercased().utf8)
      // The difference in length is a lower bound, and keeps long words from costing their square.
      guard abs(other.count - wanted.count) <= limit else { continue }
      let distance = distance(wanted, other)
      if distance <= limit, distance < best?.distance ?? .max { best = (distance, candidate) }
    }
    return best?.candidate
  }

  /// The number of edits between two words, a swap of neighbours counting as one.
  static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var beforePrevious: [Int] = []
    var previous = Array(0...right.count)
    for row in left.indices {
      var current = [row + 1]
      for column in right.indices {
        let replaced = previous[column] + (left[row] == right[column] ? 0 : 1)
        var best = min(replaced, previous[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          best = min(best, beforePrevious[column - 1] + 1)
        }
        current.append(best)
      }
      beforePrevious = previous
      previous = current
    }
    return previous[right.count]
  }
}
