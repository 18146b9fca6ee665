#ifndef SALLYPORT_ARGUMENTS_H
#define SALLYPORT_ARGUMENTS_H

#include <quickjs.h>

#include "call.h"

/* Reads JavaScript values by the signature's letters. 0, or a negative errno: -EINVAL for text with a NUL or an integer
   out of range, -ENOMEM. A value of another type is -EPROTO. What was read is released in every failure. */
int sallyport_read_arguments(JSContext *context, const char *signature, JSValueConst *from, sallyport_value *into);
void sallyport_release_arguments(JSContext *context, const char *signature, sallyport_value *values);

#endif
