import LinearAlgebra

/// Finds a point at which a model is least, to that many digits, by whatever means.
public typealias MinimizerSearch =
  @Sendable (_ model: any OptimizationModel, _ digits: Int) throws -> RealMatrix
