import Diagnostics
import Kernel

// The claims that a claim uses.

extension Elaboration {
  /// The earlier claims that a claim lists; those that it cannot use are reported.
  mutating func usedClaims(of claim: ClaimSyntax) -> [Int] {
    if let first = claim.used.first, case .monotone = claim.statement {
      report(
        .unusableClaim, "only a comparison can use other claims", first.place.span,
        help: "leave `using` out, or claim a comparison that uses them")
      return []
    }
    var seen: [String: Span] = [:]
    return claim.used.compactMap { name in
      if let first = seen.updateValue(name.place.span, forKey: name.text) {
        reportUnusable(name, "is listed twice", first, "first listed here", "leave it out")
        return nil
      }
      return index(ofUsed: name, in: claim)
    }
  }

  private mutating func index(ofUsed name: Name, in claim: ClaimSyntax) -> Int? {
    guard name.text != claim.name.text else {
      reportUnusable(name, "cannot use itself", nil, "", "list claims above it")
      return nil
    }
    guard claimNames[name.text] != nil else {
      reportUnknownClaim(name)
      return nil
    }
    guard let index = claims.firstIndex(where: { $0.name == name.text }) else { return nil }
    guard case .comparison = claims[index].statement else {
      reportUnusable(
        name, "is no comparison", claims[index].span, "claimed here",
        "only comparisons can be used: leave it out")
      return nil
    }
    return index
  }

  private mutating func reportUnusable(
    _ name: Name, _ reason: String, _ place: Span?, _ note: String, _ help: String
  ) {
    report(
      .unusableClaim, "the claim \(quoted(name.text)) \(reason)", name.place.span,
      secondary: place.map { Diagnostic.Note(span: $0, message: note) }, help: help)
  }

  /// Reports a name that no claim above has.
  private mutating func reportUnknownClaim(_ name: Name) {
    if let later = allClaimNames[name.text] {
      report(
        .usedBeforeDeclaration, "the claim \(quoted(name.text)) stands below", name.place.span,
        secondary: Diagnostic.Note(span: later, message: "declared here"),
        help: "a claim uses those above it: move it up")
      return
    }
    let meant = Suggestion.closest(to: name.text, among: claimNames.keys.sorted())
    report(
      .unknownName, "unknown claim \(quoted(name.text))", name.place.span,
      help: meant.map { "did you mean \(quoted($0))?" }
        ?? (scope.span(of: name.text) == nil
          ? "list the names of claims above, as in `using first, second`"
          : "`using` lists claims; definitions and parameters are known without"))
  }
}
