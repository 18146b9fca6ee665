#ifndef SALLYPORT_BINDING_H
#define SALLYPORT_BINDING_H

#include <quickjs.h>

/* The object that src/quickjs/native.ts describes: the table of calls, and what only this binding has. */
JSValue sallyport_create_binding(JSContext *context, char **argv);

#endif
