// Which program this is. The commit stands in C, not in Swift, so that a new one compiles one file.
#ifndef CLOSEDFORM_CPROGRAMVERSION_H
#define CLOSEDFORM_CPROGRAMVERSION_H

// The version of the package, as in CHANGELOG.md.
const char *cprogram_version(void);

// The commit of the sources: 40 hexadecimal digits, followed by `-dirty` where tracked files differ
// from it. `unknown` where the build was not told (Package.swift says how it is).
const char *cprogram_commit(void);

#endif
