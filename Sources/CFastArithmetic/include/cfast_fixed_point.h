// Integers of n limbs in two's complement, least significant limb first: the entries of fixed-point
// matrices, their digits in small bases, and exact sums of their products.
#ifndef CLOSEDFORM_CFAST_FIXED_POINT_H
#define CLOSEDFORM_CFAST_FIXED_POINT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// The least b with `-2^b <= x < 2^b`.
size_t cfast_magnitude_bits(const uint64_t *x, size_t n);

/// Writes `digit_count` digits of x in base `2^bits` to every `stride`-th double, the lowest first.
///
/// All digits lie in [0, 2^bits) except the last, which carries the sign: it lies in
/// [-2^(bits-1), 2^(bits-1)) provided x lies in [-2^(bits digit_count - 1), 2^(bits digit_count -
/// 1)). Requires 1 <= bits <= 32.
void cfast_split_digits(const uint64_t *x, size_t n, unsigned bits, size_t digit_count,
                        double *digits, size_t stride);

/// x becomes `sum_k (d_k - q m_k) 2^(bits k)`, n limbs.
///
/// d: every `stride`-th double; all numbers are integers, `|d_k|` and `|q m_k|` at most 2^53, and
/// the sum fits n limbs.
void cfast_join_digits(const double *d, size_t stride, double q, const double *m, unsigned bits,
                       size_t digit_count, uint64_t *x, size_t n);

/// r (r_limbs limbs) becomes `floor(x / 2^shift + 1/2)`, which must fit; `x 2^-shift` for a
/// negative shift.
///
/// Returns whether, for a positive shift, the fraction of `x / 2^shift + 1/2` differs from 0 and 1
/// by more than `2^(doubt - shift)`: then every number within `2^doubt` of x has the same rounded
/// value. r and x may be the same place.
bool cfast_round(uint64_t *r, size_t r_limbs, const uint64_t *x, size_t x_limbs, long shift,
                 long doubt);

/// The sum (2 n + 1 limbs) of `count` products of entries of n limbs, exact.
///
/// Entries of a and b are `a_stride` and `b_stride` limbs apart. For n > 6 needs `scratch` of
/// 2 n limbs. Cost: `count` times n^2 limb products below 7 limbs, `mpn_mul_n` above.
void cfast_inner_product(uint64_t *sum, const uint64_t *a, size_t a_stride, const uint64_t *b,
                         size_t b_stride, size_t count, size_t n, uint64_t *scratch);

/// The sum (2 n + 1 limbs) of `(a_0 + b_1)(a_1 + b_0) + (a_2 + b_3)(a_3 + b_2) + ...`, exact.
///
/// All entries lie in [-2^(64 n - 2), 2^(64 n - 2)). Needs `scratch` of 4 n limbs.
void cfast_paired_product(uint64_t *sum, const uint64_t *a, size_t a_stride, const uint64_t *b,
                          size_t b_stride, size_t pairs, size_t n, uint64_t *scratch);

/// Adds `floor(x_i f / 2^shift + 1/2)` to each of `count` entries r_i, all of n limbs.
///
/// f is one entry; sums and products must fit. Needs `scratch` of 5 n + 1 limbs.
void cfast_add_scaled(uint64_t *r, const uint64_t *x, size_t count, const uint64_t *f, size_t n,
                      long shift, uint64_t *scratch);

/// Divides x (n limbs) by a positive number, rounding towards zero.
void cfast_divide(uint64_t *x, size_t n, uint64_t divisor);

#endif
