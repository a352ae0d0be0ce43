#include "CProgramVersion.h"

#ifndef CLOSEDFORM_COMMIT
#define CLOSEDFORM_COMMIT "unknown"
#endif

const char *cprogram_version(void) { return "0.1.0"; }

const char *cprogram_commit(void) { return CLOSEDFORM_COMMIT; }
