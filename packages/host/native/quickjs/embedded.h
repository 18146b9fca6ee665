#ifndef SALLYPORT_EMBEDDED_H
#define SALLYPORT_EMBEDDED_H

#include <quickjs.h>

/* openEmbedded(name): a descriptor of a program within this executable, as a sealed memory file; a negative errno. */
JSValue sallyport_open_embedded(JSContext *context, JSValueConst receiver, int count, JSValueConst *arguments);

#endif
