#include <node_api.h>

#include "arguments.h"
#include "attachment.h"

static size_t count_arguments(const char *signature) {
  size_t count = 0;
  while (signature[count] != '\0') {
    count++;
  }
  return count;
}

/* One entry of the table as a JavaScript function. Only a wrong number or type of arguments throws. */
static napi_value invoke(napi_env env, napi_callback_info info) {
  napi_value from[SALLYPORT_MAXIMUM_ARGUMENTS];
  sallyport_value values[SALLYPORT_MAXIMUM_ARGUMENTS];
  size_t count = SALLYPORT_MAXIMUM_ARGUMENTS;
  void *data;
  napi_value result = NULL;
  if (napi_get_cb_info(env, info, &count, from, NULL, &data) != napi_ok) {
    return NULL;
  }
  const struct sallyport_call *call = data;
  int64_t number =
      count == count_arguments(call->signature) ? sallyport_read_arguments(env, call->signature, from, values) : -EPROTO;
  if (number == -EPROTO) {
    napi_throw_type_error(env, NULL, call->name);
    return NULL;
  }
  if (number == 0) {
    number = call->call(values);
    sallyport_release_arguments(call->signature, values);
  }
  napi_create_double(env, (double)number, &result);
  return result;
}

static napi_value add(napi_env env, napi_value exports, const char *name, napi_callback callback, const void *data) {
  napi_value function;
  napi_status status = napi_create_function(env, name, NAPI_AUTO_LENGTH, callback, (void *)data, &function);
  if (status == napi_ok) {
    status = napi_set_named_property(env, exports, name, function);
  }
  if (status != napi_ok) {
    napi_throw_error(env, NULL, name);
  }
  return exports;
}

NAPI_MODULE_INIT() {
  for (const struct sallyport_call *call = sallyport_calls; call->name != NULL; call++) {
    add(env, exports, call->name, invoke, call);
  }
  add(env, exports, "attach", sallyport_attach, NULL);
  return add(env, exports, "keepAlive", sallyport_keep_alive, NULL);
}
