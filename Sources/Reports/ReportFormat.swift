import Verification

/// The forms in which verdicts are written.
public enum ReportFormat: String, Sendable, CaseIterable {
  /// A table for people.
  case text
  /// `closedform.report/v2`.
  case json
  /// A Markdown table.
  case markdown
  /// RFC 4180.
  case csv
  /// A booktabs table.
  case latex
}

/// How much a text report says.
public enum Verbosity: Sendable {
  /// Only what did not come out as expected, and the summary.
  case quiet
  /// Every verdict.
  case normal
  /// Every verdict with its statement.
  case verbose
}

extension VerificationReport {
  /// The report in a format; colour and verbosity matter for text only.
  public func rendered(
    as format: ReportFormat, verbosity: Verbosity = .normal, isColored: Bool = false
  ) -> String {
    switch format {
    case .text:
      TextReport(verbosity: verbosity, style: TextStyle(isColored: isColored)).text(of: self)
    case .json: JSONReport.text(of: self)
    case .markdown: MarkdownReport.text(of: self)
    case .csv: CSVReport.text(of: self)
    case .latex: LaTeXReport.text(of: self)
    }
  }
}
