// The items as plain loops over MPFR numbers: one rounding a product and a sum.
#include "anchor.h"

// ---- The 64 x 64 x 64 product, row by column ----

struct product {
  mpfr_t *left, *right, *result, term;
};

static void multiply_matrices(void *context) {
  struct product *p = context;
  for (int i = 0; i < matrix_side; i++)
    for (int j = 0; j < matrix_side; j++) {
      mpfr_ptr sum = p->result[i * matrix_side + j];
      mpfr_mul(sum, p->left[i * matrix_side], p->right[j], MPFR_RNDN);
      for (int k = 1; k < matrix_side; k++) {
        mpfr_mul(p->term, p->left[i * matrix_side + k], p->right[k * matrix_side + j], MPFR_RNDN);
        mpfr_add(sum, sum, p->term, MPFR_RNDN);
      }
    }
}

static struct measurement measure_product(int bits, struct layer_peeled_sizes sizes) {
  (void)sizes;
  const int count = matrix_side * matrix_side;
  struct product p = {uniform_numbers(count, bits, left_seed), uniform_numbers(count, bits, right_seed),
                      uniform_numbers(count, bits, left_seed), {{0}}};
  mpfr_init2(p.term, bits);
  const double time = nanoseconds(multiply_matrices, &p, (double)count * matrix_side);
  return (struct measurement){time, mpfr_get_d(p.result[count - 1], MPFR_RNDN)};
}

// ---- Inner products of length 100 ----

static void multiply_vectors(void *context) {
  struct product *p = context;
  for (int v = 0; v < vector_count; v++) {
    mpfr_set_zero(p->result[v], 1);
    for (int i = v * vector_length; i < (v + 1) * vector_length; i++) {
      mpfr_mul(p->term, p->left[i], p->right[i], MPFR_RNDN);
      mpfr_add(p->result[v], p->result[v], p->term, MPFR_RNDN);
    }
  }
}

static struct measurement measure_dot(int bits, struct layer_peeled_sizes sizes) {
  (void)sizes;
  const int count = vector_length * vector_count;
  struct product p = {uniform_numbers(count, bits, left_seed), uniform_numbers(count, bits, right_seed),
                      uniform_numbers(vector_count, bits, left_seed), {{0}}};
  mpfr_init2(p.term, bits);
  const double time = nanoseconds(multiply_vectors, &p, count);
  return (struct measurement){time, mpfr_get_d(p.result[vector_count - 1], MPFR_RNDN)};
}

// ---- exp and log ----

struct function {
  mpfr_t *arguments, *results;
  int (*evaluate)(mpfr_ptr, mpfr_srcptr, mpfr_rnd_t);
};

static void evaluate_function(void *context) {
  struct function *f = context;
  for (int i = 0; i < argument_count; i++) f->evaluate(f->results[i], f->arguments[i], MPFR_RNDN);
}

static struct measurement measure_function(struct function f, int bits) {
  f.results = uniform_numbers(argument_count, bits, left_seed);
  const double time = nanoseconds(evaluate_function, &f, argument_count);
  return (struct measurement){time, mpfr_get_d(f.results[argument_count - 1], MPFR_RNDN)};
}

// e^(-8 u): what a softmax sees, logits below the largest one.
static struct measurement measure_exp(int bits, struct layer_peeled_sizes sizes) {
  (void)sizes;
  struct function f = {uniform_numbers(argument_count, bits, argument_seed), NULL, mpfr_exp};
  for (int i = 0; i < argument_count; i++) {
    mpfr_abs(f.arguments[i], f.arguments[i], MPFR_RNDN);
    mpfr_mul_si(f.arguments[i], f.arguments[i], -8, MPFR_RNDN);
  }
  return measure_function(f, bits);
}

// log(1 + 8 u): the sums of a softmax of up to nine classes.
static struct measurement measure_log(int bits, struct layer_peeled_sizes sizes) {
  (void)sizes;
  struct function f = {uniform_numbers(argument_count, bits, argument_seed), NULL, mpfr_log};
  for (int i = 0; i < argument_count; i++) {
    mpfr_abs(f.arguments[i], f.arguments[i], MPFR_RNDN);
    mpfr_mul_ui(f.arguments[i], f.arguments[i], 8, MPFR_RNDN);
    mpfr_add_ui(f.arguments[i], f.arguments[i], 1, MPFR_RNDN);
  }
  return measure_function(f, bits);
}

// ---- Loss and gradient of the positive layer-peeled model (docs/models.md) ----

struct layer_peeled {
  struct layer_peeled_sizes sizes;
  mpfr_t *weights, *features, *residual, *weight_gradient, *feature_gradient;
  mpfr_t loss, sum, term, scale, largest, decay_w, decay_h, target_own, target_other;
};

// G = (P - Y)/n in place of the logits of one column; adds its cross-entropy to the loss.
//
// The targets sum to 1, so the largest logit cancels from logsumexp - <y, z>.
static void replace_logits(struct layer_peeled *m, int column) {
  const int n = sample_count(m->sizes), own = column / m->sizes.samples_per_class;
  mpfr_t *z = m->residual + column;
  mpfr_set(m->largest, z[0], MPFR_RNDN);
  for (int k = 1; k < m->sizes.classes; k++) mpfr_max(m->largest, m->largest, z[k * n], MPFR_RNDN);
  mpfr_set_zero(m->sum, 1);
  for (int k = 0; k < m->sizes.classes; k++) {
    mpfr_ptr entry = z[k * n];
    mpfr_sub(entry, entry, m->largest, MPFR_RNDN);
    mpfr_mul(m->term, entry, k == own ? m->target_own : m->target_other, MPFR_RNDN);
    mpfr_sub(m->loss, m->loss, m->term, MPFR_RNDN);
    mpfr_exp(entry, entry, MPFR_RNDN);
    mpfr_add(m->sum, m->sum, entry, MPFR_RNDN);
  }
  mpfr_log(m->term, m->sum, MPFR_RNDN);
  mpfr_add(m->loss, m->loss, m->term, MPFR_RNDN);
  mpfr_ui_div(m->scale, 1, m->sum, MPFR_RNDN);
  for (int k = 0; k < m->sizes.classes; k++) {
    mpfr_ptr entry = z[k * n];
    mpfr_mul(entry, entry, m->scale, MPFR_RNDN);
    mpfr_sub(entry, entry, k == own ? m->target_own : m->target_other, MPFR_RNDN);
    mpfr_div_ui(entry, entry, (unsigned long)n, MPFR_RNDN);
  }
}

// Adds `decay` times the squared norm to the loss.
static void add_decay(struct layer_peeled *m, mpfr_t *entries, int count, mpfr_ptr decay) {
  mpfr_set_zero(m->sum, 1);
  for (int i = 0; i < count; i++) {
    mpfr_sqr(m->term, entries[i], MPFR_RNDN);
    mpfr_add(m->sum, m->sum, m->term, MPFR_RNDN);
  }
  mpfr_mul(m->sum, m->sum, decay, MPFR_RNDN);
  mpfr_add(m->loss, m->loss, m->sum, MPFR_RNDN);
}

// result = 2 decay start + sum of `inner` products of entries at the given distances.
static void set_gradient_entry(
    struct layer_peeled *m, mpfr_ptr result, mpfr_ptr start, mpfr_t *left, int left_step, mpfr_t *right,
    int right_step, int inner) {
  mpfr_mul(result, m->scale, start, MPFR_RNDN);
  for (int i = 0; i < inner; i++) {
    mpfr_mul(m->term, left[i * left_step], right[i * right_step], MPFR_RNDN);
    mpfr_add(result, result, m->term, MPFR_RNDN);
  }
}

static void evaluate_loss(void *context) {
  struct layer_peeled *m = context;
  const int N = m->sizes.classes, M = m->sizes.dimension, n = sample_count(m->sizes);
  for (int i = 0; i < N; i++)
    for (int c = 0; c < n; c++) {
      mpfr_ptr z = m->residual[i * n + c];
      mpfr_mul(z, m->weights[i * M], m->features[c], MPFR_RNDN);
      for (int k = 1; k < M; k++) {
        mpfr_mul(m->term, m->weights[i * M + k], m->features[k * n + c], MPFR_RNDN);
        mpfr_add(z, z, m->term, MPFR_RNDN);
      }
    }
  mpfr_set_zero(m->loss, 1);
  for (int c = 0; c < n; c++) replace_logits(m, c);
  mpfr_div_ui(m->loss, m->loss, (unsigned long)n, MPFR_RNDN);
  add_decay(m, m->weights, N * M, m->decay_w);
  add_decay(m, m->features, M * n, m->decay_h);
  mpfr_mul_2ui(m->scale, m->decay_w, 1, MPFR_RNDN);
  for (int i = 0; i < N; i++)
    for (int k = 0; k < M; k++)
      set_gradient_entry(
          m, m->weight_gradient[i * M + k], m->weights[i * M + k], m->residual + i * n, 1,
          m->features + k * n, 1, n);
  mpfr_mul_2ui(m->scale, m->decay_h, 1, MPFR_RNDN);
  for (int k = 0; k < M; k++)
    for (int c = 0; c < n; c++)
      set_gradient_entry(
          m, m->feature_gradient[k * n + c], m->features[k * n + c], m->weights + k, M, m->residual + c,
          n, N);
}

// numerator/denominator, where the denominator may be a product.
static void set_fraction(mpfr_ptr result, unsigned long numerator, unsigned long denominator) {
  mpfr_set_ui(result, numerator, MPFR_RNDN);
  mpfr_div_ui(result, result, denominator, MPFR_RNDN);
}

// alpha = 1/10, lambda_W = 1/200, lambda_H = 1/300.
static struct measurement measure_loss(int bits, struct layer_peeled_sizes sizes) {
  const int N = sizes.classes, M = sizes.dimension, n = sample_count(sizes);
  struct layer_peeled m = {
      .sizes = sizes,
      .weights = uniform_numbers(N * M, bits, weight_seed),
      .features = uniform_numbers(M * n, bits, feature_seed),
      .residual = uniform_numbers(N * n, bits, weight_seed),
      .weight_gradient = uniform_numbers(N * M, bits, weight_seed),
      .feature_gradient = uniform_numbers(M * n, bits, feature_seed)};
  for (int i = 0; i < M * n; i++) mpfr_abs(m.features[i], m.features[i], MPFR_RNDN);
  mpfr_inits2(
      bits, m.loss, m.sum, m.term, m.scale, m.largest, m.decay_w, m.decay_h, m.target_own, m.target_other,
      (mpfr_ptr)0);
  set_fraction(m.decay_w, 1, 200);
  set_fraction(m.decay_h, 1, 300 * (unsigned long)n);
  set_fraction(m.target_other, 1, 10 * (unsigned long)N);
  set_fraction(m.target_own, 9 * (unsigned long)N + 1, 10 * (unsigned long)N);
  const double time = nanoseconds(evaluate_loss, &m, 1);
  mpfr_add(m.loss, m.loss, m.feature_gradient[M * n - 1], MPFR_RNDN);
  return (struct measurement){time, mpfr_get_d(m.loss, MPFR_RNDN)};
}

int main(int argc, char **argv) {
  static const struct item items[] = {
      {"product64", measure_product}, {"dot100", measure_dot}, {"exp", measure_exp},
      {"log", measure_log},           {"lossAndGradient", measure_loss},
  };
  return measure_item("mpfr", mpfr_get_version(), items, sizeof items / sizeof items[0], argc, argv);
}
