/// Writes certificates in their canonical layout; parsing what is printed gives the same steps.
public enum CertificatePrinter {
  /// The text, with two spaces for each box around a step (up to 40).
  public static func print(_ certificate: Certificate) -> String {
    var lines = [CertificateParser.header]
    for section in certificate.sections {
      lines.append("claim \(section.claim)")
      // For each step above that still waits for a part, the number of parts it waits for.
      var waiting: [Int] = []
      for numbered in section.steps {
        let indentation = String(repeating: "  ", count: min(waiting.count, 40))
        let comment = numbered.comment.map { "  # \($0)" } ?? ""
        lines.append(indentation + numbered.step.description + comment)
        switch numbered.step.action {
        case .children(let count, _, _): waiting.append(count)
        case .leaf:
          while let parts = waiting.popLast() {
            guard parts == 1 else {
              waiting.append(parts - 1)
              break
            }
          }
        case .domain, .point, .contrary, .precision, .fact, .witnessClass, .atPoint: break
        }
      }
    }
    return (lines + ["end", ""]).joined(separator: "\n")
  }
}
