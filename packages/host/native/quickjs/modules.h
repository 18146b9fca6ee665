#ifndef SALLYPORT_MODULES_H
#define SALLYPORT_MODULES_H

#include <quickjs.h>

/* Lets import find the modules within this executable, and nothing else. */
void sallyport_use_embedded_modules(JSRuntime *runtime);

/* The namespace of the first module, which has been evaluated; an exception. */
JSValue sallyport_evaluate_first_module(JSContext *context);

#endif
