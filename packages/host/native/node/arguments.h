#ifndef SALLYPORT_ARGUMENTS_H
#define SALLYPORT_ARGUMENTS_H

#include <node_api.h>

#include "call.h"

/* Reads JavaScript values by the signature's letters. 0, or a negative errno: -EINVAL for text with a NUL or an integer
   out of range, -ENOMEM. A value of another type is -EPROTO. What was read is released in every case. */
int sallyport_read_arguments(napi_env env, const char *signature, napi_value *from, sallyport_value *into);
void sallyport_release_arguments(const char *signature, sallyport_value *values);

#endif
