#include "calls.h"

#define SALLYPORT_ENTRY(name, signature, function) {name, signature, function},

const struct sallyport_call sallyport_calls[] = {
    SALLYPORT_CALLS(SALLYPORT_ENTRY) {NULL, NULL, NULL},
};
