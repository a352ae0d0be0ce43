import Kernel

extension ElaboratedTheorem {
  /// What the claims say that a claim uses, each after those that it uses itself.
  public func comparisons(usedBy claim: ClaimDeclaration) -> [Comparison] {
    var found: [Int] = []
    var seen: Set<Int> = []
    func visit(_ used: [Int]) {
      for index in used where seen.insert(index).inserted {
        visit(declaredClaims[index].used)
        found.append(index)
      }
    }
    visit(claim.used)
    return found.compactMap { declaredClaims[$0].statement.comparison }
  }

  /// The equations that are claimed above a claim, the nearest first.
  public func equations(above claim: ClaimDeclaration) -> [Comparison] {
    declaredClaims.prefix { $0.name != claim.name }.reversed().compactMap(\.statement.comparison)
      .filter { $0.relation == .equal }
  }
}

extension ClaimStatement {
  fileprivate var comparison: Comparison? {
    if case .comparison(let comparison) = self { comparison } else { nil }
  }
}
