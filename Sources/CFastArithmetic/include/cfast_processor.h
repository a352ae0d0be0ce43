// What the processor at hand can do.
#ifndef CLOSEDFORM_CFAST_PROCESSOR_H
#define CLOSEDFORM_CFAST_PROCESSOR_H

#include <stdbool.h>

/// Whether the kernels whose names end in `_avx2` may be called: AVX2, FMA and BMI2 are there.
bool cfast_has_avx2(void);

// Functions with this attribute may use AVX2, FMA and BMI2; only the file's other functions run
// everywhere. No package flag is needed for it.
#if defined(__x86_64__)
#define CFAST_AVX2 __attribute__((target("arch=x86-64-v3")))
#endif

#endif
