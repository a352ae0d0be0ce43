#include "cfast_limbs.h"

// Column by column, from count - 2 on, with the sum of a column in three registers: for counts that
// the compiler knows, so that it unrolls the loops. If addend is not zero, a and b are added to
// what is kept. r may be a or b, of equal counts: a limb is overwritten after its last use.
static inline __attribute__((always_inline)) void upper_columns(
    uint64_t *r, const uint64_t *a, long count, const uint64_t *b, long longer_count, int addend) {
  uint64_t low = 0, middle = 0, high = 0;
#pragma clang loop unroll(full)
  for (long column = count < 2 ? 0 : count - 2; column < count + longer_count; column++) {
    const long begin = column < longer_count ? 0 : column - longer_count + 1;
    const long end = column < count ? column : count - 1;
#pragma clang loop unroll(full)
    for (long i = begin; i <= end; i++) {
      const unsigned __int128 product = (unsigned __int128)a[i] * b[column - i];
      unsigned long long carry;
      low = __builtin_addcll(low, (uint64_t)product, 0, &carry);
      middle = __builtin_addcll(middle, (uint64_t)(product >> 64), carry, &carry);
      high += carry;
    }
    if (addend && column >= count) {
      unsigned __int128 sum = (unsigned __int128)low + a[column - count] + b[column - count];
      low = (uint64_t)sum;
      sum = (sum >> 64) + middle;
      middle = (uint64_t)sum;
      high += (uint64_t)(sum >> 64);
    }
    if (column >= count) r[column - count] = low;
    low = middle, middle = high, high = 0;
  }
}

// Calls upper_columns with counts that the compiler knows; false for others.
static inline __attribute__((always_inline)) int try_upper_columns(
    uint64_t *r, const uint64_t *a, long count, const uint64_t *b, int excess, int addend) {
  switch (count) {
#define CASE(n) \
  case n: upper_columns(r, a, n, b, n + excess, addend); return 1;
    CASE(1) CASE(2) CASE(3) CASE(4) CASE(5) CASE(6) CASE(7) CASE(8)
#undef CASE
    default: return 0;
  }
}

// The same, row by row: row i begins with the limb of a that falls into column count - 2.
static uint64_t *upper_rows(
    uint64_t *r, const uint64_t *a, long count, const uint64_t *b, long longer_count) {
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

uint64_t *cfast_mulhigh(
    uint64_t *r, const uint64_t *a, long count, const uint64_t *b, long longer_count) {
  // Which way is the fastest was measured.
  if (longer_count == count && try_upper_columns(r, a, count, b, 0, 0)) return r;
  if (longer_count == count + 1 && try_upper_columns(r, a, count, b, 1, 0)) return r;
  if (count >= 9 && count <= 64) return upper_rows(r, a, count, b, longer_count);
  cfast_mul(r, b, longer_count, a, count);
  return r + count;
}

void cfast_mul_one_plus(
    uint64_t *r, const uint64_t *a, const uint64_t *b, long count, uint64_t *scratch) {
  cfast_require_limbs(count);
  if (try_upper_columns(r, a, count, b, 0, 1)) return;
  const uint64_t *product = cfast_mulhigh(scratch, a, count, b, count);
  cfast_add_n(r, a, b, count);
  cfast_add_n(r, r, product, count);
}
