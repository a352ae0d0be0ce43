import LinearAlgebra
import Reals

extension LayerPeeledModel {
  /// The measurements of `W` and `H` that mean the same in every layer-peeled model.
  ///
  /// - `margin[k]`: the least lead of the own logit over the largest other one in class `k`.
  /// - `feature_norm_squared[k]`: the mean of `|h_i|^2` over class `k`.
  /// - `weight_norm_squared`: the mean of `|w_k|^2`.
  /// - `within_class_variation`: the mean of `|h_i - m_k|^2`, with `m_k` the mean of the class.
  /// - `classifier_misalignment`: the largest squared distance of `w_k` from the line through
  ///   `m_k - m`, with `m` the mean of the class means.
  ///
  /// Without an index, the margin is the least and the norm the mean over all samples. The defects
  /// are absolute, so that they are meaningful (and zero) where the features vanish.
  func commonMeasurements(_ measured: LayerPeeledGeometry) throws -> [Quantity: Real] {
    var result: [Quantity: Real] = [:]
    if arguments.isBalancedCall {
      result[Quantity("margin")] = measured.margins.min()
      result[Quantity("feature_norm_squared")] = try measured.meanFeatureNormSquared()
      result[Quantity("weight_norm_squared")] = try measured.meanWeightNormSquared()
      result[Quantity("classifier_misalignment")] = try measured.classifierMisalignment()
    } else {
      for k in 0..<arguments.classCount {
        result[Quantity("margin", index: k + 1)] = measured.margins[k]
        result[Quantity("feature_norm_squared", index: k + 1)] =
          try measured.featureNormSquared(ofClass: k)
      }
    }
    result[Quantity("within_class_variation")] = try measured.withinClassVariation()
    return result
  }
}
