// Four doubles at a time, for functions that are compiled twice: with AVX2 and for every processor.
#ifndef CLOSEDFORM_DOUBLE_LANES_H
#define CLOSEDFORM_DOUBLE_LANES_H

#include <stddef.h>
#include <string.h>

/// The body of a function that two others are made of; it takes the instructions of its caller.
#define CFAST_BODY static inline __attribute__((always_inline))

enum { LANES = 4 };

// Unaligned on purpose: matrices of any width have rows that begin anywhere.
typedef double lanes __attribute__((vector_size(32), aligned(8)));
typedef long long integer_lanes __attribute__((vector_size(32), aligned(8)));

/// Reads `width` doubles, the other lanes are zero. (The C library would be called to copy a number
/// of bytes that is not known here; that takes longer than the few copies.)
CFAST_BODY void load_lanes(lanes *target, const double *source, size_t width) {
  if (width == LANES) {
    memcpy(target, source, sizeof(lanes));
    return;
  }
  const double first = width > 0 ? source[0] : 0;
  const double second = width > 1 ? source[1] : 0;
  const double third = width > 2 ? source[2] : 0;
  *target = (lanes){first, second, third, 0};
}

/// Writes the first `width` lanes.
CFAST_BODY void store_lanes(double *target, const lanes *source, size_t width) {
  if (width == LANES) {
    memcpy(target, source, sizeof(lanes));
    return;
  }
  for (size_t lane = 0; lane < width; lane++) target[lane] = (*source)[lane];
}

/// `(l_0 + l_1) + (l_2 + l_3)`.
CFAST_BODY double sum_of_lanes(const lanes *l) {
  return ((*l)[0] + (*l)[1]) + ((*l)[2] + (*l)[3]);
}

#endif
