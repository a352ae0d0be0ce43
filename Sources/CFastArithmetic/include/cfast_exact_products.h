// Products of matrices of integers that doubles hold exactly, and residues of such integers.
//
// Every function runs with AVX2 or without; both give the same results, because no operation
// rounds: the caller keeps every partial sum at most 2^53 in magnitude.
#ifndef CLOSEDFORM_CFAST_EXACT_PRODUCTS_H
#define CLOSEDFORM_CFAST_EXACT_PRODUCTS_H

#include <stdbool.h>
#include <stddef.h>

/// A matrix of doubles in memory; entry (i, j) is at `entries[i * row_stride + j * column_stride]`.
typedef struct {
  const double *entries;
  size_t row_stride;
  size_t column_stride;
} cfast_factor;

/// `c = a b`, or `c += a b` where `adds`, of shapes rows x inner, inner x columns, rows x columns.
///
/// `columns` is a multiple of 4; `b.column_stride` is 1; rows of c are `c_row_stride` doubles
/// apart.
void cfast_multiply(size_t rows, size_t inner, size_t columns, cfast_factor a, cfast_factor b,
                    double *c, size_t c_row_stride, bool adds, bool uses_avx2);

/// Replaces each of `count` integers x (a multiple of 4) by a residue of `f x` modulo p, at most
/// 2^23 in magnitude.
///
/// p is a prime in (2^23, 2^24), `inverse` is 1/p rounded to nearest, and `|f x| <= 2^53`. Two
/// roundings put the computed `f x/p` off by at most 2^-52 2^53/p = 2/p, so with the nearest
/// integer q
/// |f x - q p| <= p/2 + 2; this is an integer and p is odd, hence it is at most (p + 3)/2 <= 2^23.
void cfast_reduce(double *x, size_t count, double f, double p, double inverse, bool uses_avx2);

#endif
