#include "cfast_double_products.h"

#include "cfast_processor.h"
#include "double_lanes.h"

// Own exponential and logarithm rather than the C library's: that one picks fused operations by the
// processor, and the bits of a descent would follow.
#pragma STDC FP_CONTRACT OFF

// log 2 in two parts; the upper one has 21 trailing zero bits, so that small multiples are exact.
static const double LOG2_UPPER = 0x1.62e42fee00000p-1;
static const double LOG2_LOWER = 0x1.a39ef35793c76p-33;
static const double INVERSE_LOG2 = 0x1.71547652b82fep+0;

/// A number whose last bit counts ones: added to a small number, it leaves the nearest integer in
/// the low bits.
static const double ROUNDER = 0x1.8p52;

/// Below it `e^x` is no normal number; zero takes its place.
static const double LEAST_EXPONENT = -708;

#define ALL(x) ((lanes){x, x, x, x})

/// `e^x` for `x <= 0`, relative error below `2^-52`.
///
/// `x = k log 2 + r`, `|r| <= log(2)/2 + 2^-44`; the Taylor polynomial of degree 13 leaves less
/// than `0.3466^14/14! < 2^-57`. The powers 2 to 13 are summed in two halves, even and odd.
CFAST_BODY void exponential(lanes *x) {
  const lanes shifted = *x * INVERSE_LOG2 + ROUNDER;
  const lanes k = shifted - ROUNDER;
  const lanes r = (*x - k * LOG2_UPPER) - k * LOG2_LOWER;
  const lanes s = r * r;
  lanes even = ALL(1.0 / 479001600);
  even = even * s + 1.0 / 3628800;
  even = even * s + 1.0 / 40320;
  even = even * s + 1.0 / 720;
  even = even * s + 1.0 / 24;
  even = even * s + 0.5;
  lanes odd = ALL(1.0 / 6227020800);
  odd = odd * s + 1.0 / 39916800;
  odd = odd * s + 1.0 / 362880;
  odd = odd * s + 1.0 / 5040;
  odd = odd * s + 1.0 / 120;
  odd = odd * s + 1.0 / 6;
  const lanes small = s * (even + r * odd);
  const lanes value = 1 + (r + small);
  // The low bits of `shifted` are k; in the place of the exponent they multiply by 2^k.
  const integer_lanes scaled = (integer_lanes)value + ((integer_lanes)shifted << 52);
  const integer_lanes vanishes = *x < LEAST_EXPONENT;
  *x = (lanes)(scaled & ~vanishes);
}

/// `log x` for finite `x >= 1`, absolute error below `2^-52 (1 + log x)`.
///
/// `x = 2^k m` with `m` in `[sqrt(1/2), sqrt 2)`, `f = m - 1`, `s = f/(2 + f)`, `|s| < 0.1716`;
/// then `log m = 2 artanh s = f - (f^2/2 - s (f^2/2 + R))`, `R = sum_{n >= 1} 2 s^(2n)/(2n + 1)`,
/// where eleven terms leave less than `2^-60`.
CFAST_BODY void logarithm(lanes *x) {
  const double root_of_half = 0x1.6a09e667f3bcdp-1;
  const lanes bound = ALL(root_of_half);
  const integer_lanes above = (integer_lanes)*x - (integer_lanes)bound;
  const integer_lanes exponent = above >> 52;
  const lanes m = (lanes)((integer_lanes)*x - (exponent << 52));
  const lanes rounder = ALL(ROUNDER);
  const lanes k = (lanes)((integer_lanes)rounder + exponent) - ROUNDER;
  const lanes f = m - 1;
  const lanes s = f / (2 + f);
  const lanes z = s * s;
  lanes rest = ALL(2.0 / 23);
#pragma clang loop unroll(full)
  for (int n = 10; n >= 1; n--) rest = rest * z + 2.0 / (2 * n + 1);
  rest = rest * z;
  const lanes half_square = 0.5 * f * f;
  const lanes inner = s * (half_square + rest) + k * LOG2_LOWER;
  *x = k * LOG2_UPPER - ((half_square - inner) - f);
}

/// `width` neighbouring columns.
CFAST_BODY void softmax_lanes(double *z, size_t row_stride, size_t rows, size_t width,
                              double *log_sum_exp, double *sums) {
  lanes entry, largest;
  load_lanes(&largest, z, width);
  lanes sum = largest;
  for (size_t row = 1; row < rows; row++) {
    load_lanes(&entry, z + row * row_stride, width);
    const integer_lanes isLarger = entry > largest;
    largest = (lanes)(((integer_lanes)entry & isLarger) | ((integer_lanes)largest & ~isLarger));
    sum += entry;
  }
  lanes total = ALL(0);
  for (size_t row = 0; row < rows; row++) {
    load_lanes(&entry, z + row * row_stride, width);
    entry -= largest;
    exponential(&entry);
    total += entry;
    store_lanes(z + row * row_stride, &entry, width);
  }
  for (size_t row = 0; row < rows; row++) {
    load_lanes(&entry, z + row * row_stride, width);
    entry /= total;
    store_lanes(z + row * row_stride, &entry, width);
  }
  logarithm(&total);
  largest += total;
  store_lanes(log_sum_exp, &largest, width);
  store_lanes(sums, &sum, width);
}

CFAST_BODY void softmax_body(double *z, size_t row_stride, size_t rows, size_t columns,
                             double *log_sum_exp, double *sums) {
  size_t column = 0;
  if (rows == 0) return;
  for (; column + LANES <= columns; column += LANES)
    softmax_lanes(z + column, row_stride, rows, LANES, log_sum_exp + column, sums + column);
  if (column < columns)
    softmax_lanes(z + column, row_stride, rows, columns - column, log_sum_exp + column,
                  sums + column);
}

#if defined(__x86_64__)
CFAST_AVX2 static void softmax_avx2(double *z, size_t row_stride, size_t rows, size_t columns,
                                    double *log_sum_exp, double *sums) {
  softmax_body(z, row_stride, rows, columns, log_sum_exp, sums);
}
#endif

void cfast_double_softmax_columns(double *z, size_t row_stride, size_t rows, size_t columns,
                                  double *log_sum_exp, double *sums, bool uses_avx2) {
#if defined(__x86_64__)
  if (uses_avx2) {
    softmax_avx2(z, row_stride, rows, columns, log_sum_exp, sums);
    return;
  }
#endif
  softmax_body(z, row_stride, rows, columns, log_sum_exp, sums);
}
