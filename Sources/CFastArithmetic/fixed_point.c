#include "cfast_fixed_point.h"

#include <gmp.h>
#include <string.h>

static uint64_t sign_mask(const uint64_t *x, size_t n) { return -(x[n - 1] >> 63); }

size_t cfast_magnitude_bits(const uint64_t *x, size_t n) {
  uint64_t mask = sign_mask(x, n);
  for (size_t i = n; i-- > 0;) {
    uint64_t limb = x[i] ^ mask;
    if (limb != 0) return 64 * i + 64 - (size_t)__builtin_clzll(limb);
  }
  return 0;
}

void cfast_split_digits(const uint64_t *x, size_t n, unsigned bits, size_t digit_count,
                        double *digits, size_t stride) {
  uint64_t sign = sign_mask(x, n);
  uint64_t mask = ((uint64_t)1 << bits) - 1;
  size_t limb = 0;
  unsigned offset = 0;
  for (size_t k = 0; k + 1 < digit_count; k++) {
    uint64_t low = limb < n ? x[limb] : sign;
    uint64_t high = limb + 1 < n ? x[limb + 1] : sign;
    uint64_t digit = (offset == 0 ? low : low >> offset | high << (64 - offset)) & mask;
    digits[k * stride] = (double)(int64_t)digit;
    offset += bits;
    limb += offset >> 6;
    offset &= 63;
  }
  uint64_t low = limb < n ? x[limb] : sign;
  uint64_t high = limb + 1 < n ? x[limb + 1] : sign;
  uint64_t digit = offset == 0 ? low : low >> offset | high << (64 - offset);
  int64_t top = (int64_t)(digit << (64 - bits)) >> (64 - bits);
  digits[(digit_count - 1) * stride] = (double)top;
}

void cfast_join_digits(const double *d, size_t stride, double q, const double *m, unsigned bits,
                       size_t digit_count, uint64_t *x, size_t n) {
  uint64_t mask = ((uint64_t)1 << bits) - 1;
  uint64_t current = 0;
  unsigned fill = 0;
  size_t limb = 0;
  int64_t carry = 0;
  for (size_t k = 0; k < digit_count; k++) {
    int64_t value = (int64_t)d[k * stride] - (int64_t)(q * m[k]) + carry;
    uint64_t digit = (uint64_t)value & mask;
    carry = value >> bits;
    current |= digit << fill;
    fill += bits;
    if (fill >= 64) {
      if (limb < n) x[limb] = current;
      limb++;
      fill -= 64;
      current = fill == 0 ? 0 : digit >> (bits - fill);
    }
  }
  // What is left is the carry, sign-extended; it has less than 64 bits.
  if (limb < n) x[limb++] = current | (uint64_t)carry << fill;
  if (limb < n) x[limb++] = (uint64_t)(fill == 0 ? carry >> 63 : carry >> (64 - fill));
  while (limb < n) x[limb++] = (uint64_t)(carry >> 63);
}

/// Limb i of x; zeros below, the sign above.
static uint64_t extended(const uint64_t *x, long n, long i, uint64_t sign) {
  return i < 0 ? 0 : i < n ? x[i] : sign;
}

/// The limb of x whose lowest bit is bit `position` of x.
static uint64_t limb_at(const uint64_t *x, size_t n, long position, uint64_t sign) {
  long i = position >> 6;
  unsigned offset = position & 63;
  uint64_t low = extended(x, (long)n, i, sign);
  if (offset == 0) return low;
  return low >> offset | extended(x, (long)n, i + 1, sign) << (64 - offset);
}

bool cfast_round(uint64_t *r, size_t r_limbs, const uint64_t *x, size_t x_limbs, long shift,
                 long doubt) {
  uint64_t sign = sign_mask(x, x_limbs);
  if (shift <= 0) {
    for (size_t i = r_limbs; i-- > 0;) r[i] = limb_at(x, x_limbs, 64 * (long)i + shift, sign);
    return true;
  }
  // Adding one half flips the bit below the point. The fraction is near 0 or 1 just when all bits
  // from there down to `doubt` are 1, 0, 0, ... or 0, 1, 1, ...; 64 of them are looked at.
  long point = shift - 1;
  uint64_t carry = limb_at(x, x_limbs, point, sign) & 1;
  long known = doubt < point ? point - doubt : 0;
  if (known > 64) known = 64;
  bool is_certain = false;
  if (known > 0) {
    uint64_t all = ~(uint64_t)0 >> (64 - known);
    uint64_t bits = limb_at(x, x_limbs, point - known, sign) & all;
    is_certain = bits != (carry ? 0 : all);
  }
  for (size_t i = 0; i < r_limbs; i++) r[i] = limb_at(x, x_limbs, shift + 64 * (long)i, sign);
  for (size_t i = 0; i < r_limbs && carry; i++) carry = ++r[i] == 0;
  return is_certain;
}

typedef unsigned __int128 two_limbs;

/// Adds n limbs to m >= n limbs; a carry out of them is dropped.
static inline void add(uint64_t *r, size_t m, const uint64_t *x, size_t n, uint64_t mask) {
  uint64_t carry = 0;
  for (size_t i = 0; i < n; i++) {
    two_limbs t = (two_limbs)r[i] + (x[i] & mask) + carry;
    r[i] = (uint64_t)t;
    carry = (uint64_t)(t >> 64);
  }
  for (size_t i = n; i < m; i++) {
    r[i] += carry;
    carry = r[i] < carry;
  }
}

static inline void subtract(uint64_t *r, const uint64_t *x, size_t n) {
  uint64_t borrow = 0;
  for (size_t i = 0; i < n; i++) {
    two_limbs t = (two_limbs)r[i] - x[i] - borrow;
    r[i] = (uint64_t)t;
    borrow = (uint64_t)(t >> 64) & 1;
  }
}

// Read as unsigned, x is x' = x + s 2^(64 n) with s = 1 for negative x. Hence
//     a b = a' b' - 2^(64 n) (s_a b' + s_b a') + 2^(128 n) s_a s_b:
// products of the unsigned readings are summed, and what is too much is taken off at the end
// (modulo 2^(128 n + 64), which leaves the true sum as it is).
#define INNER_PRODUCT(N)                                                                           \
  static void inner_product_##N(uint64_t *sum, const uint64_t *a, size_t a_stride,                 \
                                const uint64_t *b, size_t b_stride, size_t count) {                \
    uint64_t total[2 * N + 1] = {0}, excess[N + 1] = {0};                                          \
    for (; count > 0; count--, a += a_stride, b += b_stride) {                                     \
      uint64_t product[2 * N] = {0};                                                               \
      for (size_t i = 0; i < N; i++) {                                                             \
        uint64_t carry = 0;                                                                        \
        for (size_t j = 0; j < N; j++) {                                                           \
          two_limbs t = (two_limbs)a[i] * b[j] + product[i + j] + carry;                           \
          product[i + j] = (uint64_t)t;                                                            \
          carry = (uint64_t)(t >> 64);                                                             \
        }                                                                                          \
        product[i + N] = carry;                                                                    \
      }                                                                                            \
      add(total, 2 * N + 1, product, 2 * N, ~(uint64_t)0);                                         \
      total[2 * N] += a[N - 1] >> 63 & b[N - 1] >> 63;                                             \
      add(excess, N + 1, b, N, sign_mask(a, N));                                                   \
      add(excess, N + 1, a, N, sign_mask(b, N));                                                   \
    }                                                                                              \
    subtract(total + N, excess, N + 1);                                                            \
    memcpy(sum, total, sizeof total);                                                              \
  }

INNER_PRODUCT(1)
INNER_PRODUCT(2)
INNER_PRODUCT(3)
INNER_PRODUCT(4)
INNER_PRODUCT(5)
INNER_PRODUCT(6)

static void add_long_product(uint64_t *sum, const uint64_t *a, const uint64_t *b, size_t n,
                             uint64_t *product) {
  mpn_mul_n(product, a, b, (mp_size_t)n);
  sum[2 * n] += mpn_add_n(sum, sum, product, (mp_size_t)(2 * n));
  sum[2 * n] += a[n - 1] >> 63 & b[n - 1] >> 63;
  if (sign_mask(a, n)) sum[2 * n] -= mpn_sub_n(sum + n, sum + n, b, (mp_size_t)n);
  if (sign_mask(b, n)) sum[2 * n] -= mpn_sub_n(sum + n, sum + n, a, (mp_size_t)n);
}

static void long_inner_product(uint64_t *sum, const uint64_t *a, size_t a_stride,
                               const uint64_t *b, size_t b_stride, size_t count, size_t n,
                               uint64_t *product) {
  memset(sum, 0, (2 * n + 1) * sizeof *sum);
  for (; count > 0; count--, a += a_stride, b += b_stride)
    add_long_product(sum, a, b, n, product);
}

void cfast_paired_product(uint64_t *sum, const uint64_t *a, size_t a_stride, const uint64_t *b,
                          size_t b_stride, size_t pairs, size_t n, uint64_t *scratch) {
  uint64_t *left = scratch, *right = scratch + n, *product = scratch + 2 * n;
  memset(sum, 0, (2 * n + 1) * sizeof *sum);
  for (; pairs > 0; pairs--, a += 2 * a_stride, b += 2 * b_stride) {
    mpn_add_n(left, a, b + b_stride, (mp_size_t)n);
    mpn_add_n(right, a + a_stride, b, (mp_size_t)n);
    add_long_product(sum, left, right, n, product);
  }
}

void cfast_inner_product(uint64_t *sum, const uint64_t *a, size_t a_stride, const uint64_t *b,
                         size_t b_stride, size_t count, size_t n, uint64_t *scratch) {
  switch (n) {
    case 1: return inner_product_1(sum, a, a_stride, b, b_stride, count);
    case 2: return inner_product_2(sum, a, a_stride, b, b_stride, count);
    case 3: return inner_product_3(sum, a, a_stride, b, b_stride, count);
    case 4: return inner_product_4(sum, a, a_stride, b, b_stride, count);
    case 5: return inner_product_5(sum, a, a_stride, b, b_stride, count);
    case 6: return inner_product_6(sum, a, a_stride, b, b_stride, count);
    default: return long_inner_product(sum, a, a_stride, b, b_stride, count, n, scratch);
  }
}

void cfast_add_scaled(uint64_t *r, const uint64_t *x, size_t count, const uint64_t *f,
                      size_t n, long shift, uint64_t *scratch) {
  uint64_t *product = scratch, *rounded = scratch + 2 * n + 1;
  for (; count > 0; count--, r += n, x += n) {
    cfast_inner_product(product, x, n, f, n, 1, n, rounded);
    cfast_round(rounded, n, product, 2 * n + 1, shift, 0);
    mpn_add_n(r, r, rounded, (mp_size_t)n);
  }
}

void cfast_divide(uint64_t *x, size_t n, uint64_t divisor) {
  bool is_negative = x[n - 1] >> 63;
  if (is_negative) mpn_neg(x, x, (mp_size_t)n);
  mpn_divrem_1(x, 0, x, (mp_size_t)n, divisor);
  if (is_negative) mpn_neg(x, x, (mp_size_t)n);
}
