#ifndef SALLYPORT_CONTENTS_H
#define SALLYPORT_CONTENTS_H

#include <stddef.h>
#include <stdint.h>

/* A file within the executable. */
struct sallyport_file {
  const char *name;
  const uint8_t *bytes;
  const uint32_t *length;
};

/* What the build puts in, each ended by an entry whose name is NULL: modules as bytecode, the program's own first;
   and programs to run beside this one. */
extern const struct sallyport_file sallyport_modules[];
extern const struct sallyport_file sallyport_programs[];

/* NULL where there is none of that name. */
const struct sallyport_file *sallyport_find_file(const struct sallyport_file *files, const char *name);

#endif
