/// A term without a value at a point of the domain.
struct EvaluationFailure: Error {
  let error: EvaluationError
  let point: ParameterPoint

  /// Says where an evaluation failed.
  static func placed<Result>(
    at point: ParameterPoint, _ body: () throws -> Result
  ) throws -> Result {
    do {
      return try body()
    } catch let error as EvaluationError {
      throw EvaluationFailure(error: error, point: point)
    } catch let range as RangeError {
      throw EvaluationFailure(error: range.error, point: point)
    }
  }
}
