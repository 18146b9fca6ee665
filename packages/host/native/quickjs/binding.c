#include "binding.h"

#include <string.h>
#include <unistd.h>

#include "arguments.h"
#include "embedded.h"
#include "text.h"

/* One entry of the table as a JavaScript function. Only a wrong number or type of arguments throws. */
static JSValue invoke(JSContext *context, JSValueConst receiver, int count, JSValueConst *arguments, int index) {
  const struct sallyport_call *call = &sallyport_calls[index];
  sallyport_value values[SALLYPORT_MAXIMUM_ARGUMENTS];
  (void)receiver;
  int64_t number = (size_t)count == strlen(call->signature)
                       ? sallyport_read_arguments(context, call->signature, arguments, values)
                       : -EPROTO;
  if (number == -EPROTO) {
    return JS_ThrowTypeError(context, "%s", call->name);
  }
  if (number == 0) {
    number = call->call(values);
    sallyport_release_arguments(context, call->signature, values);
  }
  return JS_NewInt64(context, number);
}

static JSValue leave(JSContext *context, JSValueConst receiver, int count, JSValueConst *arguments) {
  int32_t status;
  (void)receiver;
  (void)count;
  if (JS_ToInt32(context, &status, arguments[0]) < 0) {
    return JS_EXCEPTION;
  }
  _exit(status);
}

static JSValue texts(JSContext *context, char **from) {
  JSValue array = JS_NewArray(context);
  for (uint32_t i = 0; from[i] != NULL; i++) {
    JS_SetPropertyUint32(context, array, i, sallyport_string_of(context, from[i], strlen(from[i])));
  }
  return array;
}

static void add(JSContext *context, JSValueConst object, const char *name, JSCFunction *function, int arguments) {
  JS_SetPropertyStr(context, object, name, JS_NewCFunction(context, function, name, arguments));
}

JSValue sallyport_create_binding(JSContext *context, char **argv, char **environment) {
  JSValue binding = JS_NewObject(context);
  for (int i = 0; sallyport_calls[i].name != NULL; i++) {
    const struct sallyport_call *call = &sallyport_calls[i];
    int length = (int)strlen(call->signature);
    JSValue function = JS_NewCFunctionMagic(context, invoke, call->name, length, JS_CFUNC_generic_magic, i);
    JS_SetPropertyStr(context, binding, call->name, function);
  }
  add(context, binding, "encode", sallyport_encode, 1);
  add(context, binding, "decode", sallyport_decode, 1);
  add(context, binding, "openEmbedded", sallyport_open_embedded, 1);
  add(context, binding, "exit", leave, 1);
  JS_SetPropertyStr(context, binding, "argv", texts(context, argv));
  JS_SetPropertyStr(context, binding, "environment", texts(context, environment));
  return binding;
}
