#include "cfast_double_products.h"

#include "cfast_processor.h"
#include "double_lanes.h"

// A product is rounded before it is added: a fused operation exists on some processors only.
#pragma STDC FP_CONTRACT OFF

// One panel of a product stays in registers: PANEL_ROWS x PANEL_VECTORS sums go on at a time.
enum { PANEL_ROWS = 4, PANEL_VECTORS = 2 };

typedef struct {
  double *result;
  const double *a;
  size_t a_row_stride, a_inner_stride;
  const double *b;
  size_t inner, columns;
  bool adds;
} product_panel;

/// The sums of `rows x vectors` lanes of the result; `width` lanes of the last vector exist.
CFAST_BODY void compute_panel(product_panel p, size_t rows, size_t vectors, size_t width) {
  lanes sums[PANEL_ROWS][PANEL_VECTORS];
#pragma clang loop unroll(full)
  for (size_t r = 0; r < rows; r++)
#pragma clang loop unroll(full)
    for (size_t v = 0; v < vectors; v++) {
      sums[r][v] = (lanes){0, 0, 0, 0};
      if (p.adds) load_lanes(&sums[r][v], p.result + r * p.columns + v * LANES, width);
    }
  for (size_t k = 0; k < p.inner; k++) {
    lanes b[PANEL_VECTORS];
#pragma clang loop unroll(full)
    for (size_t v = 0; v < vectors; v++)
      load_lanes(&b[v], p.b + k * p.columns + v * LANES, width);
#pragma clang loop unroll(full)
    for (size_t r = 0; r < rows; r++) {
      const double a = p.a[r * p.a_row_stride + k * p.a_inner_stride];
#pragma clang loop unroll(full)
      for (size_t v = 0; v < vectors; v++) sums[r][v] += (lanes){a, a, a, a} * b[v];
    }
  }
#pragma clang loop unroll(full)
  for (size_t r = 0; r < rows; r++)
#pragma clang loop unroll(full)
    for (size_t v = 0; v < vectors; v++)
      store_lanes(p.result + r * p.columns + v * LANES, &sums[r][v], width);
}

/// A stripe of columns, all rows.
CFAST_BODY void compute_stripe(product_panel p, size_t rows, size_t vectors, size_t width) {
  size_t row = 0;
  for (; row + PANEL_ROWS <= rows; row += PANEL_ROWS) {
    compute_panel(p, PANEL_ROWS, vectors, width);
    p.result += PANEL_ROWS * p.columns;
    p.a += PANEL_ROWS * p.a_row_stride;
  }
  for (; row < rows; row++) {
    compute_panel(p, 1, vectors, width);
    p.result += p.columns;
    p.a += p.a_row_stride;
  }
}

CFAST_BODY void product_body(product_panel p, size_t rows) {
  const size_t stripe = PANEL_VECTORS * LANES;
  size_t column = 0;
  for (; column + stripe <= p.columns; column += stripe) {
    compute_stripe(p, rows, PANEL_VECTORS, LANES);
    p.result += stripe;
    p.b += stripe;
  }
  if (column + LANES <= p.columns) {
    compute_stripe(p, rows, 1, LANES);
    column += LANES;
    p.result += LANES;
    p.b += LANES;
  }
  if (column < p.columns) compute_stripe(p, rows, 1, p.columns - column);
}

/// The inner products of `rows` rows of `a` with `columns` rows of `b`.
CFAST_BODY void compute_inner_products(double *result, size_t result_stride, const double *a,
                                       const double *b, size_t inner, size_t rows,
                                       size_t columns, bool adds) {
  lanes sums[PANEL_ROWS][PANEL_VECTORS];
#pragma clang loop unroll(full)
  for (size_t r = 0; r < rows; r++)
#pragma clang loop unroll(full)
    for (size_t c = 0; c < columns; c++) sums[r][c] = (lanes){0, 0, 0, 0};
  size_t k = 0;
  for (; k + LANES <= inner; k += LANES) {
    lanes y[PANEL_VECTORS];
#pragma clang loop unroll(full)
    for (size_t c = 0; c < columns; c++) load_lanes(&y[c], b + c * inner + k, LANES);
#pragma clang loop unroll(full)
    for (size_t r = 0; r < rows; r++) {
      lanes x;
      load_lanes(&x, a + r * inner + k, LANES);
#pragma clang loop unroll(full)
      for (size_t c = 0; c < columns; c++) sums[r][c] += x * y[c];
    }
  }
#pragma clang loop unroll(full)
  for (size_t r = 0; r < rows; r++)
#pragma clang loop unroll(full)
    for (size_t c = 0; c < columns; c++) {
      lanes x, y;
      load_lanes(&x, a + r * inner + k, inner - k);
      load_lanes(&y, b + c * inner + k, inner - k);
      sums[r][c] += x * y;
      double *entry = result + r * result_stride + c;
      *entry = (adds ? *entry : 0) + sum_of_lanes(&sums[r][c]);
    }
}

CFAST_BODY void transposed_rows(double *result, const double *a, const double *b, size_t inner,
                                size_t rows, size_t columns, bool adds) {
  size_t column = 0;
  for (; column + PANEL_VECTORS <= columns; column += PANEL_VECTORS)
    compute_inner_products(result + column, columns, a, b + column * inner, inner, rows,
                           PANEL_VECTORS, adds);
  for (; column < columns; column++)
    compute_inner_products(result + column, columns, a, b + column * inner, inner, rows, 1, adds);
}

CFAST_BODY void transposed_body(double *result, const double *a, const double *b, size_t rows,
                                size_t inner, size_t columns, bool adds) {
  size_t row = 0;
  for (; row + PANEL_ROWS <= rows; row += PANEL_ROWS)
    transposed_rows(result + row * columns, a + row * inner, b, inner, PANEL_ROWS, columns, adds);
  for (; row < rows; row++)
    transposed_rows(result + row * columns, a + row * inner, b, inner, 1, columns, adds);
}

/// Stretches of vectors: sixteen numbers at a time, then four, then what is left.
typedef struct {
  lanes sums[4];
} partial_sums;

CFAST_BODY void add_products(partial_sums *p, size_t v, const double *a, const double *b,
                             size_t width) {
  lanes x, y;
  load_lanes(&x, a, width);
  load_lanes(&y, b, width);
  p->sums[v] += x * y;
}

CFAST_BODY void add_projected_squares(partial_sums *p, size_t v, const double *x,
                                      const double *g, const double *lower, size_t width) {
  lanes point, slope, bound;
  load_lanes(&point, x, width);
  load_lanes(&slope, g, width);
  load_lanes(&bound, lower, width);
  const integer_lanes isHeld = (point <= bound) & (slope > 0);
  slope = (lanes)((integer_lanes)slope & ~isHeld);
  p->sums[v] += slope * slope;
}

CFAST_BODY double total_of(const partial_sums *p) {
  const lanes total = (p->sums[0] + p->sums[1]) + (p->sums[2] + p->sums[3]);
  return sum_of_lanes(&total);
}

CFAST_BODY double inner_product_body(const double *a, const double *b, size_t count) {
  partial_sums p = {0};
  size_t k = 0;
  for (; k + 4 * LANES <= count; k += 4 * LANES) {
#pragma clang loop unroll(full)
    for (size_t v = 0; v < 4; v++)
      add_products(&p, v, a + k + v * LANES, b + k + v * LANES, LANES);
  }
  for (; k + LANES <= count; k += LANES) add_products(&p, 0, a + k, b + k, LANES);
  add_products(&p, 1, a + k, b + k, count - k);
  return total_of(&p);
}

CFAST_BODY double projected_norm_body(const double *x, const double *g, const double *lower,
                                      size_t count) {
  partial_sums p = {0};
  size_t k = 0;
  for (; k + 4 * LANES <= count; k += 4 * LANES) {
#pragma clang loop unroll(full)
    for (size_t v = 0; v < 4; v++)
      add_projected_squares(&p, v, x + k + v * LANES, g + k + v * LANES, lower + k + v * LANES,
                            LANES);
  }
  for (; k + LANES <= count; k += LANES) add_projected_squares(&p, 0, x + k, g + k, lower + k, LANES);
  add_projected_squares(&p, 1, x + k, g + k, lower + k, count - k);
  return total_of(&p);
}

// Each body twice: for processors with AVX2 and for all.

#if defined(__x86_64__)
CFAST_AVX2 static void product_avx2(product_panel p, size_t rows) { product_body(p, rows); }

CFAST_AVX2 static void transposed_avx2(double *result, const double *a, const double *b,
                                       size_t rows, size_t inner, size_t columns, bool adds) {
  transposed_body(result, a, b, rows, inner, columns, adds);
}

CFAST_AVX2 static double inner_product_avx2(const double *a, const double *b, size_t count) {
  return inner_product_body(a, b, count);
}

CFAST_AVX2 static double projected_norm_avx2(const double *x, const double *g,
                                             const double *lower, size_t count) {
  return projected_norm_body(x, g, lower, count);
}
#endif

void cfast_double_product(double *result, const double *a, size_t a_row_stride,
                          size_t a_inner_stride, const double *b, size_t rows, size_t inner,
                          size_t columns, bool adds, bool uses_avx2) {
  const product_panel p = {result, a, a_row_stride, a_inner_stride, b, inner, columns, adds};
#if defined(__x86_64__)
  if (uses_avx2) {
    product_avx2(p, rows);
    return;
  }
#endif
  product_body(p, rows);
}

void cfast_double_product_transposed(double *result, const double *a, const double *b, size_t rows,
                                     size_t inner, size_t columns, bool adds, bool uses_avx2) {
#if defined(__x86_64__)
  if (uses_avx2) {
    transposed_avx2(result, a, b, rows, inner, columns, adds);
    return;
  }
#endif
  transposed_body(result, a, b, rows, inner, columns, adds);
}

double cfast_double_inner_product(const double *a, const double *b, size_t count, bool uses_avx2) {
#if defined(__x86_64__)
  if (uses_avx2) return inner_product_avx2(a, b, count);
#endif
  return inner_product_body(a, b, count);
}

double cfast_double_projected_squared_norm(const double *x, const double *g, const double *lower,
                                           size_t count, bool uses_avx2) {
#if defined(__x86_64__)
  if (uses_avx2) return projected_norm_avx2(x, g, lower, count);
#endif
  return projected_norm_body(x, g, lower, count);
}
