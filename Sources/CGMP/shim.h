// The only door to GMP. GMP's mpz_ and mpq_ names are macros, which Swift cannot see, so each one
// that is needed gets a function of the same name with the prefix cgmp_.
#ifndef CLOSEDFORM_CGMP_SHIM_H
#define CLOSEDFORM_CGMP_SHIM_H

#include <stddef.h>
#include <gmp.h>

#endif
