// The items with Arb, as its manual recommends: matrices by arb_mat_mul, inner products by arb_dot.
#include "anchor.h"

// Arb's headers must follow those of MPFR.
#include <arb.h>
#include <arb_mat.h>

// The same random numbers as balls of radius zero.
static arb_ptr uniform_balls(size_t count, int bits, uint64_t seed) {
  arb_ptr balls = _arb_vec_init((slong)count);
  mpfr_t *numbers = uniform_numbers(count, bits, seed);
  for (size_t i = 0; i < count; i++) {
    arf_set_mpfr(arb_midref(balls + i), numbers[i]);
    mpfr_clear(numbers[i]);
  }
  free(numbers);
  return balls;
}

static void uniform_matrix(arb_mat_t matrix, slong rows, slong columns, int bits, uint64_t seed) {
  arb_mat_init(matrix, rows, columns);
  arb_ptr balls = uniform_balls((size_t)(rows * columns), bits, seed);
  for (slong i = 0; i < rows * columns; i++) arb_set(arb_mat_entry(matrix, i / columns, i % columns), balls + i);
  _arb_vec_clear(balls, rows * columns);
}

static double middle(const arb_t ball) { return arf_get_d(arb_midref(ball), ARF_RND_NEAR); }

// ---- The 64 x 64 x 64 product of balls ----

struct product {
  arb_mat_t left, right, result;
  slong bits;
};

static void multiply_matrices(void *context) {
  struct product *p = context;
  arb_mat_mul(p->result, p->left, p->right, p->bits);
}

// Radii of one unit in the last place: what numbers that were rounded carry.
static void widen(arb_mat_t matrix, int bits) {
  for (slong i = 0; i < arb_mat_nrows(matrix); i++)
    for (slong j = 0; j < arb_mat_ncols(matrix); j++)
      mag_set_ui_2exp_si(arb_radref(arb_mat_entry(matrix, i, j)), 1, -bits);
}

static struct measurement measure_product(int bits, struct layer_peeled_sizes sizes) {
  (void)sizes;
  struct product p = {.bits = bits};
  uniform_matrix(p.left, matrix_side, matrix_side, bits, left_seed);
  uniform_matrix(p.right, matrix_side, matrix_side, bits, right_seed);
  arb_mat_init(p.result, matrix_side, matrix_side);
  widen(p.left, bits);
  widen(p.right, bits);
  const double time = nanoseconds(multiply_matrices, &p, (double)matrix_side * matrix_side * matrix_side);
  return (struct measurement){time, middle(arb_mat_entry(p.result, matrix_side - 1, matrix_side - 1))};
}

// ---- Inner products of length 100, without error bounds ----

struct vectors {
  arb_ptr left, right, results;
  slong bits;
};

static void multiply_vectors(void *context) {
  struct vectors *v = context;
  for (slong i = 0; i < vector_count; i++)
    arb_approx_dot(
        v->results + i, NULL, 0, v->left + i * vector_length, 1, v->right + i * vector_length, 1,
        vector_length, v->bits);
}

static struct measurement measure_dot(int bits, struct layer_peeled_sizes sizes) {
  (void)sizes;
  const int count = vector_length * vector_count;
  struct vectors v = {uniform_balls(count, bits, left_seed), uniform_balls(count, bits, right_seed),
                      _arb_vec_init(vector_count), bits};
  const double time = nanoseconds(multiply_vectors, &v, count);
  return (struct measurement){time, middle(v.results + vector_count - 1)};
}

// ---- exp and log; the arguments are those of anchors_mpfr.c ----

struct function {
  arb_ptr arguments, results;
  void (*evaluate)(arb_t, const arb_t, slong);
  slong bits;
};

static void evaluate_function(void *context) {
  struct function *f = context;
  for (int i = 0; i < argument_count; i++) f->evaluate(f->results + i, f->arguments + i, f->bits);
}

static struct measurement measure_function(
    void (*evaluate)(arb_t, const arb_t, slong), slong factor, slong summand, int bits) {
  struct function f = {uniform_balls(argument_count, bits, argument_seed), _arb_vec_init(argument_count),
                       evaluate, bits};
  for (int i = 0; i < argument_count; i++) {
    arb_ptr x = f.arguments + i;
    arb_abs(x, x);
    arb_mul_si(x, x, factor, bits);
    arb_add_si(x, x, summand, bits);
    arb_get_mid_arb(x, x);
  }
  const double time = nanoseconds(evaluate_function, &f, argument_count);
  return (struct measurement){time, middle(f.results + argument_count - 1)};
}

static struct measurement measure_exp(int bits, struct layer_peeled_sizes sizes) {
  (void)sizes;
  return measure_function(arb_exp, -8, 0, bits);
}

static struct measurement measure_log(int bits, struct layer_peeled_sizes sizes) {
  (void)sizes;
  return measure_function(arb_log, 8, 1, bits);
}

// ---- Loss and gradient of the positive layer-peeled model, in balls ----

struct layer_peeled {
  struct layer_peeled_sizes sizes;
  arb_mat_t weights, features, weights_transposed, features_transposed, residual, weight_gradient,
      feature_gradient;
  arb_t loss, sum, term, scale, largest, decay_w, decay_h, target_own, target_other;
  slong bits;
};

// G = (P - Y)/n in place of the logits of one column; adds its cross-entropy to the loss.
//
// Any exact number near the largest logit may be subtracted, so its middle is taken.
static void replace_logits(struct layer_peeled *m, slong column) {
  const slong N = m->sizes.classes, own = column / m->sizes.samples_per_class, bits = m->bits;
  slong largest = 0;
  for (slong k = 1; k < N; k++)
    if (arf_cmp(arb_midref(arb_mat_entry(m->residual, k, column)),
                arb_midref(arb_mat_entry(m->residual, largest, column))) > 0)
      largest = k;
  arb_get_mid_arb(m->largest, arb_mat_entry(m->residual, largest, column));
  arb_zero(m->sum);
  for (slong k = 0; k < N; k++) {
    arb_ptr entry = arb_mat_entry(m->residual, k, column);
    arb_sub(entry, entry, m->largest, bits);
    arb_submul(m->loss, entry, k == own ? m->target_own : m->target_other, bits);
    arb_exp(entry, entry, bits);
    arb_add(m->sum, m->sum, entry, bits);
  }
  arb_log(m->term, m->sum, bits);
  arb_add(m->loss, m->loss, m->term, bits);
  arb_inv(m->scale, m->sum, bits);
  for (slong k = 0; k < N; k++) {
    arb_ptr entry = arb_mat_entry(m->residual, k, column);
    arb_mul(entry, entry, m->scale, bits);
    arb_sub(entry, entry, k == own ? m->target_own : m->target_other, bits);
    arb_div_ui(entry, entry, (ulong)sample_count(m->sizes), bits);
  }
}

static void add_decay(struct layer_peeled *m, const arb_mat_t matrix, const arb_t decay) {
  const slong count = arb_mat_nrows(matrix) * arb_mat_ncols(matrix);
  arb_srcptr entries = arb_mat_entry(matrix, 0, 0);
  arb_dot(m->sum, NULL, 0, entries, 1, entries, 1, count, m->bits);
  arb_addmul(m->loss, m->sum, decay, m->bits);
}

// gradient += 2 decay variables.
static void add_decay_gradient(
    struct layer_peeled *m, arb_mat_t gradient, const arb_mat_t variables, const arb_t decay) {
  arb_mul_2exp_si(m->scale, decay, 1);
  arb_mat_scalar_addmul_arb(gradient, variables, m->scale, m->bits);
}

static void evaluate_loss(void *context) {
  struct layer_peeled *m = context;
  arb_mat_mul(m->residual, m->weights, m->features, m->bits);
  arb_zero(m->loss);
  for (slong c = 0; c < sample_count(m->sizes); c++) replace_logits(m, c);
  arb_div_ui(m->loss, m->loss, (ulong)sample_count(m->sizes), m->bits);
  add_decay(m, m->weights, m->decay_w);
  add_decay(m, m->features, m->decay_h);
  arb_mat_transpose(m->features_transposed, m->features);
  arb_mat_mul(m->weight_gradient, m->residual, m->features_transposed, m->bits);
  add_decay_gradient(m, m->weight_gradient, m->weights, m->decay_w);
  arb_mat_transpose(m->weights_transposed, m->weights);
  arb_mat_mul(m->feature_gradient, m->weights_transposed, m->residual, m->bits);
  add_decay_gradient(m, m->feature_gradient, m->features, m->decay_h);
}

static void set_fraction(arb_t result, ulong numerator, ulong denominator, int bits) {
  arb_init(result);
  arb_set_ui(result, numerator);
  arb_div_ui(result, result, denominator, bits);
}

// alpha = 1/10, lambda_W = 1/200, lambda_H = 1/300.
static struct measurement measure_loss(int bits, struct layer_peeled_sizes sizes) {
  const slong N = sizes.classes, M = sizes.dimension, n = sample_count(sizes);
  struct layer_peeled m = {.sizes = sizes, .bits = bits};
  uniform_matrix(m.weights, N, M, bits, weight_seed);
  uniform_matrix(m.features, M, n, bits, feature_seed);
  for (slong k = 0; k < M; k++)
    for (slong c = 0; c < n; c++) arb_abs(arb_mat_entry(m.features, k, c), arb_mat_entry(m.features, k, c));
  arb_mat_init(m.weights_transposed, M, N);
  arb_mat_init(m.features_transposed, n, M);
  arb_mat_init(m.residual, N, n);
  arb_mat_init(m.weight_gradient, N, M);
  arb_mat_init(m.feature_gradient, M, n);
  arb_init(m.loss);
  arb_init(m.sum);
  arb_init(m.term);
  arb_init(m.scale);
  arb_init(m.largest);
  set_fraction(m.decay_w, 1, 200, bits);
  set_fraction(m.decay_h, 1, 300 * (ulong)n, bits);
  set_fraction(m.target_other, 1, 10 * (ulong)N, bits);
  set_fraction(m.target_own, 9 * (ulong)N + 1, 10 * (ulong)N, bits);
  const double time = nanoseconds(evaluate_loss, &m, 1);
  return (struct measurement){
      time, middle(m.loss) + middle(arb_mat_entry(m.feature_gradient, M - 1, n - 1))};
}

int main(int argc, char **argv) {
  static const struct item items[] = {
      {"product64", measure_product}, {"dot100", measure_dot}, {"exp", measure_exp},
      {"log", measure_log},           {"lossAndGradient", measure_loss},
  };
  return measure_item("arb", arb_version, items, sizeof items / sizeof items[0], argc, argv);
}
