/// Limits of what the steps `derivative` and `range` write.
extension LimitCases {
  static var derivatives: [LimitCase] {
    let range = certificate(["domain", "range x", "evaluate"])
    let step = certificate(["domain", "derivative x >= 1", "open", "open", "open", "open"])
    // 1e3 has 4 digits.
    return around(
      "digits of an end", 10_000, certificate: { _ in range },
      theorem: { file(range: "[0, 1e\($0 - 1)]") })
      + around(
        "digits of the denominator of an end", 10_000, certificate: { _ in range },
        theorem: { file(range: "[1e-\($0 - 1), 1]") })
      + within("operations of a derivative", Array(48..<52), certificate: step) { count in
        let ones = "1\(repeated("+1", count))"
        return file(chain(222, "^0.5"), claim: "d222*(\(ones)) >= 0 expect undecided")
      }
      + within("height of a derivative", Array(188..<193), certificate: step) { count in
        // Of each quotient there is more in the derivative than of each sign.
        let signs = (0..<count).map { "e\($0 + 1) = -e\($0)\n" }.joined()
        return file(
          chain(270, "/x") + "e0 = d270\n" + signs, claim: "e\(count) >= -1 expect undecided")
      }
  }

  /// Definitions `d0`, which is x, `d1` and so on, each the one before with an operation.
  private static func chain(_ count: Int, _ operation: String) -> String {
    "d0 = x\n" + (0..<count).map { "d\($0 + 1) = d\($0)\(operation)\n" }.joined()
  }
}
