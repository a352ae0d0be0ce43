// The body of exact_products.c for one kind of processor: included once for each, with
// TARGET: the attribute of its functions, NAME(x): x with its prefix, WIDE: vectors that a wide
// tile holds in registers in each of four rows.

// One tile of c: ROWS rows, VECTORS vectors of four; the accumulators stay in registers.
#define TILE(ROWS, VECTORS)                                                                        \
  {                                                                                                \
    four sum[ROWS][VECTORS];                                                                       \
    for (int r = 0; r < ROWS; r++)                                                                 \
      for (int v = 0; v < VECTORS; v++)                                                            \
        sum[r][v] = adds ? *(const four *)(c + r * c_row_stride + v * 4) : (four){0};              \
    for (size_t k = 0; k < inner; k++) {                                                           \
      four right[VECTORS];                                                                         \
      for (int v = 0; v < VECTORS; v++)                                                            \
        right[v] = *(const four *)(b.entries + k * b.row_stride + v * 4);                          \
      for (int r = 0; r < ROWS; r++) {                                                             \
        double left = a.entries[r * a.row_stride + k * a.column_stride];                           \
        for (int v = 0; v < VECTORS; v++) sum[r][v] += left * right[v];                            \
      }                                                                                            \
    }                                                                                              \
    for (int r = 0; r < ROWS; r++)                                                                 \
      for (int v = 0; v < VECTORS; v++) *(four *)(c + r * c_row_stride + v * 4) = sum[r][v];       \
    c += 4 * VECTORS;                                                                              \
    b.entries += 4 * VECTORS;                                                                      \
    columns -= 4 * VECTORS;                                                                        \
  }

// ROWS rows of c, all columns.
#define BAND(ROWS)                                                                                 \
  TARGET static void NAME(band##ROWS)(size_t inner, size_t columns, cfast_factor a,                \
                                      cfast_factor b, double *c, size_t c_row_stride, bool adds) { \
    while (columns >= 4 * WIDE) TILE(ROWS, WIDE)                                                   \
    while (columns >= 4) TILE(ROWS, 1)                                                             \
  }

BAND(4)
BAND(1)

TARGET static void NAME(multiply)(size_t rows, size_t inner, size_t columns, cfast_factor a,
                                  cfast_factor b, double *c, size_t c_row_stride, bool adds) {
  while (rows >= 4) {
    NAME(band4)(inner, columns, a, b, c, c_row_stride, adds);
    a.entries += 4 * a.row_stride;
    c += 4 * c_row_stride;
    rows -= 4;
  }
  for (; rows > 0; rows--) {
    NAME(band1)(inner, columns, a, b, c, c_row_stride, adds);
    a.entries += a.row_stride;
    c += c_row_stride;
  }
}

TARGET static void NAME(reduce)(double *x, size_t count, double f, double p, double inverse) {
  for (size_t i = 0; i < count; i++) {
    double product = f * x[i];
    // Adding and subtracting 3/2 2^52 rounds a magnitude below 2^51 to the nearest integer.
    double quotient = (product * inverse + 0x1.8p52) - 0x1.8p52;
    x[i] = product - quotient * p;
  }
}

#undef TILE
#undef BAND
