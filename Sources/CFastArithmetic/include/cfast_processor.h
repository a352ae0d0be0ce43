// What the processor at hand can do, and how functions say what they need.
#ifndef CLOSEDFORM_CFAST_PROCESSOR_H
#define CLOSEDFORM_CFAST_PROCESSOR_H

#include <stdbool.h>

/// Whether functions marked CFAST_AVX2 may be called: AVX2, FMA and BMI2 are there.
bool cfast_has_avx2(void);

// A function with such a mark is compiled for that kind of processor, whatever the flags of the
// package; all others run everywhere.
#if defined(__x86_64__)
#define CFAST_AVX2 __attribute__((target("arch=x86-64-v3")))
#endif

#endif
