// Natural numbers as limbs of 64 bits, lowest first. GMP's mpn_ names are macros, which Swift
// cannot see, so each one that is needed gets a function of the same name with the prefix cfast_.
//
// GMP's functions are silently wrong for zero limbs; these stop the program instead. Operands may
// be the same or apart; results of products and quotients must not overlap their operands.
#ifndef CLOSEDFORM_CFAST_LIMBS_H
#define CLOSEDFORM_CFAST_LIMBS_H

#include <gmp.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

_Static_assert(sizeof(mp_limb_t) == sizeof(uint64_t), "limbs must have 64 bits");

static inline void cfast_require_limbs(long count) {
  if (__builtin_expect(count < 1, 0)) __builtin_trap();
}

/// r = a + b; the carry.
static inline uint64_t cfast_add_n(uint64_t *r, const uint64_t *a, const uint64_t *b, long count) {
  cfast_require_limbs(count);
  return mpn_add_n((mp_ptr)r, (mp_srcptr)a, (mp_srcptr)b, count);
}

/// r = a - b; the borrow.
static inline uint64_t cfast_sub_n(uint64_t *r, const uint64_t *a, const uint64_t *b, long count) {
  cfast_require_limbs(count);
  return mpn_sub_n((mp_ptr)r, (mp_srcptr)a, (mp_srcptr)b, count);
}

/// r = -a modulo 2^(64 count); whether a is not zero.
static inline uint64_t cfast_neg(uint64_t *r, const uint64_t *a, long count) {
  cfast_require_limbs(count);
  return mpn_neg((mp_ptr)r, (mp_srcptr)a, count);
}

/// r = a limb; the limb above.
static inline uint64_t cfast_mul_1(uint64_t *r, const uint64_t *a, long count, uint64_t limb) {
  cfast_require_limbs(count);
  return mpn_mul_1((mp_ptr)r, (mp_srcptr)a, count, limb);
}

/// r = r + a limb; the limb above.
static inline uint64_t cfast_addmul_1(uint64_t *r, const uint64_t *a, long count, uint64_t limb) {
  cfast_require_limbs(count);
  return mpn_addmul_1((mp_ptr)r, (mp_srcptr)a, count, limb);
}

/// r = a b, of 2 count limbs.
static inline void cfast_mul_n(uint64_t *r, const uint64_t *a, const uint64_t *b, long count) {
  cfast_require_limbs(count);
  mpn_mul_n((mp_ptr)r, (mp_srcptr)a, (mp_srcptr)b, count);
}

/// r = a b, of as many limbs as both factors; a must not be the shorter one.
static inline void cfast_mul(
    uint64_t *r, const uint64_t *a, long count, const uint64_t *b, long shorter_count) {
  cfast_require_limbs(shorter_count);
  cfast_require_limbs(count - shorter_count + 1);
  mpn_mul((mp_ptr)r, (mp_srcptr)a, count, (mp_srcptr)b, shorter_count);
}

/// The product of a and b without its last count limbs, from below, where it stands: inside r,
/// which needs room for the whole product. b must not be the shorter one.
///
/// Lost are what the last count limbs hold and count units 2^-64 of the last limb kept at most.
uint64_t *cfast_mulhigh(
    uint64_t *r, const uint64_t *a, long count, const uint64_t *b, long longer_count);

/// r = a + b + a b for fractions of count limbs, the product as by cfast_mulhigh; without the
/// carry.
///
/// r may be a or b; scratch needs room for the whole product.
void cfast_mul_one_plus(
    uint64_t *r, const uint64_t *a, const uint64_t *b, long count, uint64_t *scratch);

/// r = a a, of 2 count limbs.
static inline void cfast_sqr(uint64_t *r, const uint64_t *a, long count) {
  cfast_require_limbs(count);
  mpn_sqr((mp_ptr)r, (mp_srcptr)a, count);
}

/// r = a / limb, rounded down; the remainder. The divisor must not be zero.
static inline uint64_t cfast_divrem_1(uint64_t *r, const uint64_t *a, long count, uint64_t limb) {
  cfast_require_limbs(count);
  return mpn_divrem_1((mp_ptr)r, 0, (mp_srcptr)a, count, limb);
}

/// quotient = a / b rounded down, of count - divisor_count + 1 limbs, and the remainder; the
/// highest limb of b must not be zero.
static inline void cfast_tdiv_qr(
    uint64_t *quotient, uint64_t *remainder, const uint64_t *a, long count, const uint64_t *b,
    long divisor_count) {
  cfast_require_limbs(divisor_count);
  cfast_require_limbs(count - divisor_count + 1);
  mpn_tdiv_qr(
      (mp_ptr)quotient, (mp_ptr)remainder, 0, (mp_srcptr)a, count, (mp_srcptr)b, divisor_count);
}

/// r = a / 2^shift, rounded down; the shift must be from 1 to 63.
static inline void cfast_rshift(uint64_t *r, const uint64_t *a, long count, unsigned shift) {
  cfast_require_limbs(count);
  mpn_rshift((mp_ptr)r, (mp_srcptr)a, count, shift);
}

/// Negative, zero or positive like a - b.
static inline int cfast_cmp(const uint64_t *a, const uint64_t *b, long count) {
  cfast_require_limbs(count);
  return mpn_cmp((mp_srcptr)a, (mp_srcptr)b, count);
}

/// Whether a is zero.
static inline int cfast_zero_p(const uint64_t *a, long count) {
  cfast_require_limbs(count);
  return mpn_zero_p((mp_srcptr)a, count);
}

#pragma clang assume_nonnull end

#endif
