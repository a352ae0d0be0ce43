// Matrix products, inner products and the softmax in double precision.
//
// Every function runs one sequence of operations, with AVX2 or without: products are rounded before
// they are added, and sums have four lanes whatever the processor has. So the bits of a result do
// not depend on the processor. Matrices are stored row by row. Nothing is allocated.
#ifndef CLOSEDFORM_CFAST_DOUBLE_PRODUCTS_H
#define CLOSEDFORM_CFAST_DOUBLE_PRODUCTS_H

#include <stdbool.h>
#include <stddef.h>

/// `result[i][j] = sum_k a[i * a_row_stride + k * a_inner_stride] * b[k][j]`, in the order of `k`.
///
/// `result` is `rows x columns`, `b` is `inner x columns`; with `adds` the sum starts from what
/// `result` holds. The strides of `a` make `a b` and `a^T b` one function.
void cfast_double_product(double *result, const double *a, size_t a_row_stride,
                          size_t a_inner_stride, const double *b, size_t rows, size_t inner,
                          size_t columns, bool adds, bool uses_avx2);

/// `result[i][j] = sum_k a[i][k] * b[j][k]`: `result` is `rows x columns`, both factors have
/// `inner` columns. Lane `k mod 4` sums every fourth product; with `adds` the sum is added to
/// `result`.
void cfast_double_product_transposed(double *result, const double *a, const double *b, size_t rows,
                                     size_t inner, size_t columns, bool adds, bool uses_avx2);

/// `sum_k a[k] * b[k]`, in sixteen partial sums.
double cfast_double_inner_product(const double *a, const double *b, size_t count, bool uses_avx2);

/// `sum_k g[k]^2` over the `k` without both `x[k] <= lower[k]` and `g[k] > 0`, in sixteen partial
/// sums.
double cfast_double_projected_squared_norm(const double *x, const double *g, const double *lower,
                                           size_t count, bool uses_avx2);

/// Replaces each column `z` by `e^(z_k - m) / sum_l e^(z_l - m)`, with `m` the largest entry.
///
/// `log_sum_exp[j]` receives `m + log sum_l e^(z_l - m)` and `sums[j]` the sum of the entries.
/// `row_stride` is the distance from one row to the next. A column with an entry that is not finite
/// has a sum that is not finite. Relative error of a probability: below `(rows + 4) 2^-52`.
void cfast_double_softmax_columns(double *z, size_t row_stride, size_t rows, size_t columns,
                                  double *log_sum_exp, double *sums, bool uses_avx2);

#endif
