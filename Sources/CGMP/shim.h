// The only door to GMP. GMP's mpz_ and mpq_ names are macros, which Swift cannot see, so each one
// that is needed gets a function of the same name with the prefix cgmp_.
#ifndef CLOSEDFORM_CGMP_SHIM_H
#define CLOSEDFORM_CGMP_SHIM_H

#include <stddef.h>
#include <gmp.h>

// The version of the library that is linked, which may differ from that of its header.
static inline const char *cgmp_version(void) { return gmp_version; }

// Fractions.
static inline void cgmp_mpq_init(mpq_ptr x) { mpq_init(x); }
static inline void cgmp_mpq_clear(mpq_ptr x) { mpq_clear(x); }
static inline void cgmp_mpq_canonicalize(mpq_ptr x) { mpq_canonicalize(x); }
static inline void cgmp_mpq_add(mpq_ptr r, mpq_srcptr a, mpq_srcptr b) { mpq_add(r, a, b); }
static inline void cgmp_mpq_sub(mpq_ptr r, mpq_srcptr a, mpq_srcptr b) { mpq_sub(r, a, b); }
static inline void cgmp_mpq_mul(mpq_ptr r, mpq_srcptr a, mpq_srcptr b) { mpq_mul(r, a, b); }
static inline void cgmp_mpq_div(mpq_ptr r, mpq_srcptr a, mpq_srcptr b) { mpq_div(r, a, b); }
static inline void cgmp_mpq_neg(mpq_ptr r, mpq_srcptr a) { mpq_neg(r, a); }
static inline int cgmp_mpq_cmp(mpq_srcptr a, mpq_srcptr b) { return mpq_cmp(a, b); }
static inline int cgmp_mpq_equal(mpq_srcptr a, mpq_srcptr b) { return mpq_equal(a, b); }
static inline int cgmp_mpq_sgn(mpq_srcptr a) { return mpq_sgn(a); }
static inline mpz_srcptr cgmp_mpq_numerator(mpq_srcptr a) { return mpq_numref(a); }
static inline mpz_srcptr cgmp_mpq_denominator(mpq_srcptr a) { return mpq_denref(a); }
static inline void cgmp_mpq_set_num(mpq_ptr r, mpz_srcptr a) { mpq_set_num(r, a); }
static inline void cgmp_mpq_set_den(mpq_ptr r, mpz_srcptr a) { mpq_set_den(r, a); }
static inline void cgmp_mpq_set_si(mpq_ptr r, long value) { mpq_set_si(r, value, 1); }
static inline void cgmp_mpq_mul_2exp(mpq_ptr r, mpq_srcptr a, mp_bitcnt_t n) {
  mpq_mul_2exp(r, a, n);
}
static inline void cgmp_mpq_div_2exp(mpq_ptr r, mpq_srcptr a, mp_bitcnt_t n) {
  mpq_div_2exp(r, a, n);
}

// Integers: numerators and denominators of fractions, mantissas of dyadic numbers.
static inline void cgmp_mpz_init(mpz_ptr x) { mpz_init(x); }
static inline void cgmp_mpz_clear(mpz_ptr x) { mpz_clear(x); }
static inline void cgmp_mpz_add(mpz_ptr r, mpz_srcptr a, mpz_srcptr b) { mpz_add(r, a, b); }
static inline void cgmp_mpz_sub(mpz_ptr r, mpz_srcptr a, mpz_srcptr b) { mpz_sub(r, a, b); }
static inline void cgmp_mpz_mul(mpz_ptr r, mpz_srcptr a, mpz_srcptr b) { mpz_mul(r, a, b); }
static inline void cgmp_mpz_neg(mpz_ptr r, mpz_srcptr a) { mpz_neg(r, a); }
static inline void cgmp_mpz_gcd(mpz_ptr r, mpz_srcptr a, mpz_srcptr b) { mpz_gcd(r, a, b); }
static inline void cgmp_mpz_cdiv_q(mpz_ptr r, mpz_srcptr a, mpz_srcptr b) { mpz_cdiv_q(r, a, b); }
static inline void cgmp_mpz_divexact(mpz_ptr r, mpz_srcptr a, mpz_srcptr b) {
  mpz_divexact(r, a, b);
}
static inline void cgmp_mpz_mul_2exp(mpz_ptr r, mpz_srcptr a, mp_bitcnt_t n) {
  mpz_mul_2exp(r, a, n);
}
static inline void cgmp_mpz_fdiv_q_2exp(mpz_ptr r, mpz_srcptr a, mp_bitcnt_t n) {
  mpz_fdiv_q_2exp(r, a, n);
}
static inline void cgmp_mpz_sqrt(mpz_ptr r, mpz_srcptr a) { mpz_sqrt(r, a); }
static inline int cgmp_mpz_cmp(mpz_srcptr a, mpz_srcptr b) { return mpz_cmp(a, b); }
static inline int cgmp_mpz_sgn(mpz_srcptr a) { return mpz_sgn(a); }
static inline mp_bitcnt_t cgmp_mpz_scan1(mpz_srcptr a, mp_bitcnt_t start) {
  return mpz_scan1(a, start);
}
static inline void cgmp_mpz_set(mpz_ptr r, mpz_srcptr a) { mpz_set(r, a); }
static inline void cgmp_mpz_set_si(mpz_ptr r, long value) { mpz_set_si(r, value); }
static inline int cgmp_mpz_set_str(mpz_ptr r, const char *text, int base) {
  return mpz_set_str(r, text, base);
}
static inline char *cgmp_mpz_get_str(char *text, int base, mpz_srcptr a) {
  return mpz_get_str(text, base, a);
}
static inline size_t cgmp_mpz_sizeinbase(mpz_srcptr a, int base) { return mpz_sizeinbase(a, base); }
static inline size_t cgmp_mpz_size(mpz_srcptr a) { return mpz_size(a); }
static inline mp_limb_t cgmp_mpz_getlimbn(mpz_srcptr a, mp_size_t n) { return mpz_getlimbn(a, n); }
static inline void cgmp_mpz_pow_ui(mpz_ptr r, mpz_srcptr a, unsigned long exponent) {
  mpz_pow_ui(r, a, exponent);
}
static inline void cgmp_mpz_fdiv_q(mpz_ptr r, mpz_srcptr a, mpz_srcptr b) { mpz_fdiv_q(r, a, b); }
static inline int cgmp_mpz_cmp_ui(mpz_srcptr a, unsigned long value) { return mpz_cmp_ui(a, value); }
static inline int cgmp_mpz_fits_slong_p(mpz_srcptr a) { return mpz_fits_slong_p(a); }
static inline long cgmp_mpz_get_si(mpz_srcptr a) { return mpz_get_si(a); }

#endif
