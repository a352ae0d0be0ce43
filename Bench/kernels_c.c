// The product of matrices and inner products with the kernels of CFastArithmetic, called from C:
// what they cost without Swift around them. Every step is that of LinearAlgebra, which proves why
// it is exact (ResidueBasis, ResidueMatrix, ResidueJoining); constants are computed here with GMP
// instead.
#include "anchor.h"

#include <CFastArithmetic.h>
#include <gmp.h>
#include <math.h>

static void *allocate(size_t count, size_t size) {
  void *memory = aligned_alloc(64, (count * size + 63) / 64 * 64);
  if (memory == NULL) exit(70);
  return memset(memory, 0, count * size);
}

static double *doubles(size_t count) { return allocate(count, sizeof(double)); }

// ---- The primes and the constants of both conversions ----

struct basis {
  size_t primes, split_digits, join_digits, window_limbs;
  unsigned split_bits, join_bits;
  double *prime, *inverse, *weight, *split_powers, *joining, *modulus;
};

static double balanced(const mpz_t residue, double prime) {
  const double value = mpz_get_d(residue);
  return value > prime / 2 ? value - prime : value;
}

// Primes below 2^24, the largest first, until their product exceeds 2^bits.
static void choose_primes(struct basis *b, size_t bits, mpz_t modulus) {
  const size_t most = bits / 23 + 2;
  b->prime = doubles(most);
  mpz_t candidate;
  mpz_init_set_ui(candidate, (1 << 24) - 1);
  mpz_set_ui(modulus, 1);
  for (b->primes = 0; mpz_sizeinbase(modulus, 2) <= bits; mpz_sub_ui(candidate, candidate, 2)) {
    if (!mpz_probab_prime_p(candidate, 20)) continue;
    b->prime[b->primes++] = mpz_get_d(candidate);
    mpz_mul(modulus, modulus, candidate);
  }
  mpz_clear(candidate);
}

// The widest digits of which so many doubles hold the sums.
static void choose_digits(struct basis *b, size_t factor_bits, size_t modulus_bits) {
  for (b->split_bits = 24;; b->split_bits--) {
    b->split_digits = (factor_bits + b->split_bits) / b->split_bits;
    if (b->split_digits <= (size_t)1 << (30 - b->split_bits)) break;
  }
  unsigned prime_bits = 0;
  while (b->primes >> prime_bits) prime_bits++;
  b->join_bits = prime_bits < 6 ? 24 : 30 - prime_bits;
  b->join_digits = (modulus_bits + b->join_bits - 1) / b->join_bits;
}

static void set_digits(double *digits, size_t stride, const struct basis *b, const mpz_t integer) {
  mpz_t digit;
  mpz_init(digit);
  for (size_t k = 0; k < b->join_digits; k++) {
    mpz_fdiv_q_2exp(digit, integer, k * b->join_bits);
    mpz_fdiv_r_2exp(digit, digit, b->join_bits);
    digits[k * stride] = mpz_get_d(digit);
  }
  mpz_clear(digit);
}

static void set_constants_of_prime(struct basis *b, size_t i, const mpz_t modulus) {
  mpz_t prime, cofactor, number;
  mpz_inits(prime, cofactor, number, NULL);
  mpz_set_d(prime, b->prime[i]);
  mpz_divexact(cofactor, modulus, prime);
  b->inverse[i] = 1 / b->prime[i];
  mpz_invert(number, cofactor, prime);
  b->weight[i] = balanced(number, b->prime[i]);
  for (size_t k = 0; k < b->split_digits; k++) {
    mpz_set_ui(number, 1);
    mpz_mul_2exp(number, number, k * b->split_bits);
    mpz_fdiv_r(number, number, prime);
    b->split_powers[i * b->split_digits + k] = balanced(number, b->prime[i]);
  }
  set_digits(b->joining + i, b->primes, b, cofactor);
  b->joining[b->join_digits * b->primes + i] = b->inverse[i];
  mpz_clears(prime, cofactor, number, NULL);
}

static struct basis make_basis(size_t factor_bits, size_t product_bits) {
  struct basis b = {0};
  mpz_t modulus;
  mpz_init(modulus);
  choose_primes(&b, product_bits + 3, modulus);
  choose_digits(&b, factor_bits, mpz_sizeinbase(modulus, 2));
  b.window_limbs = product_bits / 64 + 2;
  b.inverse = doubles(b.primes);
  b.weight = doubles(b.primes);
  b.split_powers = doubles(b.primes * b.split_digits);
  b.joining = doubles((b.join_digits + 1) * b.primes);
  b.modulus = doubles(b.join_digits);
  set_digits(b.modulus, 1, &b, modulus);
  for (size_t i = 0; i < b.primes; i++) set_constants_of_prime(&b, i, modulus);
  mpz_clear(modulus);
  return b;
}

// ---- The product ----

// Rows of 64 columns are padded to keep them apart in the cache.
enum { row_stride = matrix_side + 4, plane_stride = matrix_side * row_stride + 24 };

struct product {
  struct basis basis;
  bool uses_avx2;
  size_t limbs, shift;
  uint64_t *left, *right, *result, *window;
  double *left_planes, *right_planes, *result_planes, *digits, *row;
};

static void split(struct product *p, const uint64_t *matrix, double *planes) {
  const struct basis *b = &p->basis;
  const cfast_factor powers = {b->split_powers, b->split_digits, 1}, digits = {p->digits, row_stride, 1};
  for (size_t i = 0; i < matrix_side; i++) {
    for (size_t j = 0; j < matrix_side; j++)
      cfast_split_digits(
          matrix + (i * matrix_side + j) * p->limbs, p->limbs, b->split_bits, b->split_digits,
          p->digits + j, row_stride);
    double *target = planes + i * row_stride;
    cfast_multiply(
        b->primes, b->split_digits, row_stride, powers, digits, target, plane_stride, false, p->uses_avx2);
    for (size_t k = 0; k < b->primes; k++)
      cfast_reduce(
          target + k * plane_stride, row_stride, 1, b->prime[k], b->inverse[k], p->uses_avx2);
  }
}

static void multiply_planes(struct product *p) {
  for (size_t k = 0; k < p->basis.primes; k++) {
    const cfast_factor left = {p->left_planes + k * plane_stride, row_stride, 1};
    const cfast_factor right = {p->right_planes + k * plane_stride, row_stride, 1};
    double *target = p->result_planes + k * plane_stride;
    cfast_multiply(
        matrix_side, matrix_side, row_stride, left, right, target, row_stride, false, p->uses_avx2);
    cfast_reduce(
        target, matrix_side * row_stride, 1, p->basis.prime[k], p->basis.inverse[k], p->uses_avx2);
  }
}

// The digits far below the point are left out; where that leaves a rounding open, the program ends,
// which the given numbers do not do.
static void join(struct product *p) {
  const struct basis *b = &p->basis;
  const size_t doubt = 55 - b->join_bits;
  const size_t first = p->shift < doubt + 26 ? 0 : (p->shift - doubt - 26) / b->join_bits;
  const size_t count = b->join_digits - first, limbs = b->window_limbs - first * b->join_bits / 64;
  const cfast_factor digits = {b->joining + first * b->primes, b->primes, 1}, row = {p->row, row_stride, 1};
  for (size_t i = 0; i < matrix_side; i++) {
    for (size_t k = 0; k < b->primes; k++) {
      double *residues = p->row + k * row_stride;
      memcpy(residues, p->result_planes + k * plane_stride + i * row_stride, row_stride * sizeof *residues);
      cfast_reduce(
          residues, row_stride, b->weight[k], b->prime[k], b->inverse[k], p->uses_avx2);
    }
    cfast_multiply(
        count + 1, b->primes, row_stride, digits, row, p->digits, row_stride, false, p->uses_avx2);
    for (size_t j = 0; j < matrix_side; j++) {
      cfast_join_digits(
          p->digits + j, row_stride, rint(p->digits[count * row_stride + j]), b->modulus + first,
          b->join_bits, count, p->window, limbs);
      const bool is_settled = cfast_round(
          p->result + (i * matrix_side + j) * p->limbs, p->limbs, p->window, limbs,
          (long)(p->shift - first * b->join_bits), doubt);
      if (!is_settled && first > 0) exit(70);
    }
  }
}

static void multiply_matrices(void *context) {
  struct product *p = context;
  split(p, p->left, p->left_planes);
  split(p, p->right, p->right_planes);
  multiply_planes(p);
  join(p);
}

// ---- Fixed point: numbers below 1 in magnitude, with two spare bits ----

static size_t fraction_bits(size_t limbs) { return 64 * limbs - 2; }

static uint64_t *fixed_point(size_t count, size_t limbs, int bits, uint64_t seed) {
  uint64_t *integers = allocate(count * limbs, sizeof *integers);
  mpfr_t *numbers = uniform_numbers(count, bits, seed);
  mpz_t integer;
  mpz_init(integer);
  for (size_t i = 0; i < count; i++) {
    mpfr_mul_2ui(numbers[i], numbers[i], fraction_bits(limbs), MPFR_RNDN);
    mpfr_get_z(integer, numbers[i], MPFR_RNDN);
    const bool is_negative = mpz_sgn(integer) < 0;
    mpz_export(integers + i * limbs, NULL, -1, sizeof *integers, 0, 0, integer);
    if (is_negative) mpn_neg((mp_ptr)integers + i * limbs, (mp_ptr)integers + i * limbs, (mp_size_t)limbs);
    mpfr_clear(numbers[i]);
  }
  mpz_clear(integer);
  free(numbers);
  return integers;
}

static double approximate(const uint64_t *integer, size_t limbs, size_t fraction) {
  double value = (double)(int64_t)integer[limbs - 1];
  for (size_t i = limbs - 1; i-- > 0;) value = value * 0x1p64 + (double)integer[i];
  return ldexp(value, -(int)fraction);
}

static struct measurement measure_product(int bits, struct layer_peeled_sizes sizes) {
  (void)sizes;
  const size_t limbs = (size_t)bits / 64, count = matrix_side * matrix_side;
  // Sums of 64 products have six bits more to the left of the point.
  const size_t result_fraction = fraction_bits(limbs) - 7;
  struct product p = {
      .basis = make_basis(fraction_bits(limbs), 2 * fraction_bits(limbs) + 7),
      .uses_avx2 = cfast_has_avx2(),
      .limbs = limbs,
      .shift = 2 * fraction_bits(limbs) - result_fraction,
      .left = fixed_point(count, limbs, bits, left_seed),
      .right = fixed_point(count, limbs, bits, right_seed),
      .result = allocate(count * limbs, sizeof(uint64_t))};
  p.window = allocate(p.basis.window_limbs, sizeof *p.window);
  p.left_planes = doubles(p.basis.primes * plane_stride);
  p.right_planes = doubles(p.basis.primes * plane_stride);
  p.result_planes = doubles(p.basis.primes * plane_stride);
  p.digits = doubles((p.basis.join_digits + p.basis.split_digits + 1) * row_stride);
  p.row = doubles(p.basis.primes * row_stride);
  const double time = nanoseconds(multiply_matrices, &p, (double)count * matrix_side);
  return (struct measurement){time, approximate(p.result + (count - 1) * limbs, limbs, result_fraction)};
}

int main(int argc, char **argv) {
  static const struct item items[] = {{"product64", measure_product}};
  return measure_item("c", "CFastArithmetic", items, sizeof items / sizeof items[0], argc, argv);
}
