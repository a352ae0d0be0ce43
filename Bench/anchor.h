// What the anchors in C share: the clock, the random data and the command line. BenchKernels holds
// the same in Swift; the data must agree to the last bit, and scripts/bench compares a checked
// value.
#ifndef CLOSEDFORM_BENCH_ANCHOR_H
#define CLOSEDFORM_BENCH_ANCHOR_H

#include <mpfr.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

// Sizes of the items; BenchKernels has the same.
enum {
  matrix_side = 64,      // products of 64 x 64 by 64 x 64
  vector_length = 100,   // inner products of this length,
  vector_count = 40,     // of so many different pairs in turn: a repeated one is learned by the branch predictor
  argument_count = 100,  // arguments of exp and log
};

// The model of `lossAndGradient`; N, K, M may be given on the command line.
struct layer_peeled_sizes {
  int classes, samples_per_class, dimension;
};

static inline int sample_count(struct layer_peeled_sizes sizes) {
  return sizes.classes * sizes.samples_per_class;
}

// ---- Random data ----

// splitmix64 [Steele, Lea, Flood, OOPSLA 2014].
static inline uint64_t next_word(uint64_t *state) {
  *state += 0x9e3779b97f4a7c15u;
  uint64_t mixed = *state;
  mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9u;
  mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebu;
  return mixed ^ (mixed >> 31);
}

// A number uniform in (-1, 1): a word for the sign, then one word more than `bits` needs, the least
// significant first, as a fraction; rounded to `bits`, so that the significand is full.
static inline void set_uniform(mpfr_ptr number, uint64_t *state) {
  enum { most_words = 1024 };
  uint64_t words[most_words];
  const size_t count = (size_t)mpfr_get_prec(number) / 64 + 1;
  if (count > most_words) exit(2);
  const bool is_negative = next_word(state) & 1;
  for (size_t i = 0; i < count; i++) words[i] = next_word(state);
  mpz_t integer;
  mpz_init(integer);
  mpz_import(integer, count, -1, sizeof words[0], 0, 0, words);
  if (is_negative) mpz_neg(integer, integer);
  mpfr_set_z_2exp(number, integer, -64 * (mpfr_exp_t)count, MPFR_RNDN);
  mpz_clear(integer);
}

// `count` numbers of the stream that belongs to `seed`.
static inline mpfr_t *uniform_numbers(size_t count, int bits, uint64_t seed) {
  mpfr_t *numbers = malloc(count * sizeof *numbers);
  uint64_t state = seed;
  for (size_t i = 0; i < count; i++) {
    mpfr_init2(numbers[i], bits);
    set_uniform(numbers[i], &state);
  }
  return numbers;
}

// Seeds of the factors of products, of exp and log, and of the model.
enum { left_seed = 1, right_seed = 2, argument_seed = 3, weight_seed = 11, feature_seed = 12 };

// ---- Time ----

// CPU time of all threads: a second thread may shorten the wait, but it costs.
static inline double cpu_nanoseconds(void) {
  struct timespec time;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return 1e9 * (double)time.tv_sec + (double)time.tv_nsec;
}

// Nanoseconds of CPU time an operation, when `body` performs `operations` of them: the best of
// three batches of about 4 ms each.
static inline double nanoseconds(void (*body)(void *), void *context, double operations) {
  const double batch = 4e6;
  double best = 0;
  long repetitions = 1;
  for (int batches = 0; batches < 3;) {
    const double start = cpu_nanoseconds();
    for (long i = 0; i < repetitions; i++) body(context);
    const double elapsed = cpu_nanoseconds() - start;
    if (elapsed < batch / 2 && batches == 0) {  // still finding how often to repeat
      repetitions = 1 + (long)((double)repetitions * batch / (elapsed > batch / 50 ? elapsed : batch / 50));
      continue;
    }
    const double one = elapsed / (double)repetitions;
    if (batches == 0 || one < best) best = one;
    batches++;
  }
  return best / operations;
}

// ---- The command line: PROGRAM ITEM BITS [N K M] ----

// What an item returns: nanoseconds an operation, and a value of its result.
struct measurement {
  double nanoseconds, value;
};

struct item {
  const char *name;
  struct measurement (*measure)(int bits, struct layer_peeled_sizes sizes);
};

// Prints one line: library, item, bits, nanoseconds, value. Exit code 2 for an item that is not
// there. Without arguments, prints the version of the library.
static inline int measure_item(
    const char *library, const char *version, const struct item *items, size_t count, int argc,
    char **argv) {
  struct layer_peeled_sizes sizes = {10, 5, 16};
  if (argc == 1) return puts(version) < 0;
  if (argc != 3 && argc != 6) return 64;
  const int bits = atoi(argv[2]);
  if (argc == 6) sizes = (struct layer_peeled_sizes){atoi(argv[3]), atoi(argv[4]), atoi(argv[5])};
  for (size_t i = 0; i < count; i++) {
    if (strcmp(items[i].name, argv[1]) != 0) continue;
    const struct measurement result = items[i].measure(bits, sizes);
    printf("%s %s %d %.4f %.17g\n", library, items[i].name, bits, result.nanoseconds, result.value);
    return 0;
  }
  fprintf(stderr, "%s has no item %s\n", library, argv[1]);
  return 2;
}

#endif
