#include "cfast_limbs.h"

uint64_t *cfast_mulhigh_by_rows(
    uint64_t *r, const uint64_t *a, long count, const uint64_t *b, long longer_count) {
  // Only the columns from count - 2 on: row i begins with the limb of a that falls there.
  const uint64_t *first = a + count - 2;
  r[2] = cfast_mul_1(r, first, 2, b[0]);
  long row = 1;
  for (; row <= count - 2; row++) {
    r[row + 2] = cfast_addmul_1(r, first - row, row + 2, b[row]);
  }
  for (; row < longer_count; row++) {
    r[row + 2] = cfast_addmul_1(r + row - (count - 2), a, count, b[row]);
  }
  return r + 2;
}
