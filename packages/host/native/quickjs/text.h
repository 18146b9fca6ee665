#ifndef SALLYPORT_TEXT_H
#define SALLYPORT_TEXT_H

#include <quickjs.h>

/* As UTF-8, each lone surrogate as U+FFFD. Freed with JS_FreeCString; NULL with an exception. */
const char *sallyport_utf8_of(JSContext *context, JSValueConst text, size_t *length);
/* A string of bytes; what is not UTF-8 becomes U+FFFD as the Encoding Standard says. */
JSValue sallyport_string_of(JSContext *context, const char *bytes, size_t length);

/* encode(text): a Uint8Array. */
JSValue sallyport_encode(JSContext *context, JSValueConst receiver, int count, JSValueConst *arguments);
/* decode(bytes): a string. */
JSValue sallyport_decode(JSContext *context, JSValueConst receiver, int count, JSValueConst *arguments);

#endif
