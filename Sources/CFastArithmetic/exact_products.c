#include "cfast_exact_products.h"

#include "cfast_processor.h"

typedef double four __attribute__((vector_size(32), aligned(8)));

// Sixteen registers of two doubles hold one vector a row, sixteen of four hold three.
#define TARGET
#define NAME(x) portable_##x
#define WIDE 1
#include "exact_products_body.h"
#undef TARGET
#undef NAME
#undef WIDE

#if defined(__x86_64__)
#define TARGET CFAST_AVX2
#define NAME(x) avx2_##x
#define WIDE 3
#include "exact_products_body.h"
#undef TARGET
#undef NAME
#undef WIDE
#endif

void cfast_multiply(size_t rows, size_t inner, size_t columns, cfast_factor a, cfast_factor b,
                    double *c, size_t c_row_stride, bool adds, bool uses_avx2) {
#if defined(__x86_64__)
  if (uses_avx2) return avx2_multiply(rows, inner, columns, a, b, c, c_row_stride, adds);
#endif
  portable_multiply(rows, inner, columns, a, b, c, c_row_stride, adds);
}

void cfast_reduce(double *x, size_t count, double f, double p, double inverse, bool uses_avx2) {
#if defined(__x86_64__)
  if (uses_avx2) return avx2_reduce(x, count, f, p, inverse);
#endif
  portable_reduce(x, count, f, p, inverse);
}
