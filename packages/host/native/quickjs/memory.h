#ifndef SALLYPORT_MEMORY_H
#define SALLYPORT_MEMORY_H

#include <quickjs.h>

/* For QuickJS, which asks for many small blocks: they are cut from chunks that stay, and one that is freed is used again
   for another of its size. Larger ones are malloc's. Not for more than one thread. */
extern const JSMallocFunctions sallyport_memory;

#endif
