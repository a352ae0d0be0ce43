// The only door to MPFR. What Swift can see is called by its own name; macros and what is variadic
// get a function here with the prefix cmpfr_.
#ifndef CLOSEDFORM_CMPFR_SHIM_H
#define CLOSEDFORM_CMPFR_SHIM_H

#include <stdint.h>
#include <stdio.h>
#include <mpfr.h>

#endif
