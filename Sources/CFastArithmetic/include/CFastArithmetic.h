// Hot loops that need vector instructions or carry chains. No policy: who calls them chooses sizes,
// precisions and bounds, and owns all memory.
#ifndef CLOSEDFORM_CFASTARITHMETIC_H
#define CLOSEDFORM_CFASTARITHMETIC_H

#include "cfast_double_products.h"
#include "cfast_exact_products.h"
#include "cfast_fixed_point.h"
#include "cfast_limbs.h"
#include "cfast_processor.h"

#endif
