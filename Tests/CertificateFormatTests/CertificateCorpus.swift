import Foundation
import TestSupport

/// A certificate, and the theorem file it names.
typealias CorpusFile = (name: String, theorem: String, bytes: [UInt8])

/// The certificates of a folder of Tests/Certificates, with the theorem file each one names.
func corpus(_ folder: String) throws -> [CorpusFile] {
  let folder = "Tests/Certificates/\(folder)"
  return try Repository.contents(of: folder, suffix: ".certificate").map { name in
    let bytes = Array(try Repository.data(of: "\(folder)/\(name)"))
    let first = String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    return (name, first.replacingOccurrences(of: "# theorem: ", with: ""), bytes)
  }
}
