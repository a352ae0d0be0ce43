import ArgumentParser
import Diagnostics
import Verification

/// The options that say which claims are examined and what a proof of one may cost.
struct ClaimOptions: ParsableArguments {
  @Option(
    name: .customLong("claim"),
    help: ArgumentHelp(
      "Only claims with this name, in which * stands for any characters and ? for one; may be "
        + "given several times.",
      valueName: "name"))
  private var patterns: [String] = []

  @Option(
    name: .customLong("timeout"), parsing: .unconditional,
    help: ArgumentHelp(
      "Seconds for each part of the proof of one claim: points, domain, search for a failure "
        + "(\(OptionRange.text(VerificationSettings.secondsPerProofRange)); "
        + "default: 60 for verify, 300 for prove).",
      valueName: "timeout"))
  private var secondsPerProof: Int?

  @Option(
    name: .customLong("max-boxes"), parsing: .unconditional,
    help: ArgumentHelp(
      "Boxes for the proof of one claim on its domain "
        + "(\(OptionRange.text(VerificationSettings.boxesRange)); "
        + "default: 2000 for verify, 100000 for prove).",
      valueName: "max-boxes"))
  private var boxes: Int?

  @Option(
    name: .customLong("memory"), parsing: .unconditional,
    help: ArgumentHelp(
      "MiB of memory of the whole process beyond which the proof of a claim stops and keeps what is "
        + "shown (\(OptionRange.text(VerificationSettings.memoryRange)); default: no limit).",
      valueName: "memory"))
  private var memoryInMebibytes: Int?

  private var selection: NameSelection { NameSelection(patterns) }

  /// Takes over what was asked for; the rest of the settings stays as it is.
  func apply(to settings: inout VerificationSettings) {
    settings.claims = selection
    settings.secondsPerProof = secondsPerProof ?? settings.secondsPerProof
    settings.boxes = boxes ?? settings.boxes
    settings.memoryInMebibytes = memoryInMebibytes
  }

  func check() throws {
    if let secondsPerProof {
      try OptionRange.check("--timeout", secondsPerProof, VerificationSettings.secondsPerProofRange)
    }
    if let memoryInMebibytes {
      try OptionRange.check("--memory", memoryInMebibytes, VerificationSettings.memoryRange)
    }
    if let boxes { try OptionRange.check("--max-boxes", boxes, VerificationSettings.boxesRange) }
  }

  /// The files that have selected claims, and those that are invalid, which a run must report.
  ///
  /// - Throws: `Failure` with `nothingSelected` where a pattern matches no claim of any file.
  func filesWithSelectedClaims(_ sources: [SourceText]) throws(Failure) -> [SourceText] {
    guard selection != .all else { return sources }
    let names = sources.map { TheoremLoader.claimNames(of: $0) }
    let known = names.flatMap { $0 ?? [] }
    // An invalid file may hold the claim: the run says what is wrong with it.
    let areAllRead = names.allSatisfy { $0 != nil }
    if areAllRead, let pattern = selection.patterns(matchingNoneOf: known).first {
      throw Failure(.nothingSelected, "no claim matches `\(pattern)`; \(Self.text(of: known))")
    }
    return zip(sources, names).compactMap { source, names in
      names?.contains(where: selection.selects) ?? true ? source : nil
    }
  }

  /// The names of claims as a message lists them; of many, the first.
  private static func text(of names: [String]) -> String {
    guard !names.isEmpty else { return "there is no claim" }
    let limit = 30
    let rest = names.count - limit
    return "the claims are \(names.prefix(limit).joined(separator: ", "))"
      + (rest > 0 ? " and \(rest) more" : "")
  }
}
