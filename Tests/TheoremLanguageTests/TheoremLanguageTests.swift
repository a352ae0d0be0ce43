import Testing

@testable import TheoremLanguage
