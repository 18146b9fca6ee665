#ifndef SALLYPORT_MODULES_H
#define SALLYPORT_MODULES_H

#include <quickjs.h>

/* Lets import find the modules within this executable, and nothing else. importModule(name) stands for import(), which
   does not work without debug information. */
void sallyport_use_embedded_modules(JSContext *context);

/* The namespace of the first module, which has been evaluated; an exception. */
JSValue sallyport_evaluate_first_module(JSContext *context);

#endif
