#include "binding.h"

#include <string.h>
#include <unistd.h>

#include "arguments.h"
#include "calls.h"
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

static void add_variable(JSContext *context, JSValueConst object, const char *entry) {
  const char *end = strchr(entry, '=');
  if (end == NULL || end == entry) {
    return;
  }
  JSValue name = sallyport_string_of(context, entry, (size_t)(end - entry));
  JSAtom key = JS_ValueToAtom(context, name);
  JS_FreeValue(context, name);
  /* The first one of a name counts, as for getenv(3). */
  if (JS_GetOwnProperty(context, NULL, object, key) == 0) {
    JSValue value = sallyport_string_of(context, end + 1, strlen(end + 1));
    JS_DefinePropertyValue(context, object, key, value, JS_PROP_C_W_E);
  }
  JS_FreeAtom(context, key);
}

static JSValue environment(JSContext *context, JSValueConst receiver, int count, JSValueConst *arguments) {
  (void)receiver;
  (void)count;
  (void)arguments;
  JSValue object = JS_NewObject(context);
  for (char **entry = environ; *entry != NULL; entry++) {
    add_variable(context, object, *entry);
  }
  return object;
}

static const JSCFunctionListEntry own_functions[] = {
    JS_CFUNC_DEF("encode", 1, sallyport_encode),
    JS_CFUNC_DEF("decode", 1, sallyport_decode),
    JS_CFUNC_DEF("openEmbedded", 1, sallyport_open_embedded),
    JS_CFUNC_DEF("environment", 0, environment),
    JS_CFUNC_DEF("exit", 1, leave),
};

#define COUNT(name, signature, function) +1
enum { CALLS = 0 SALLYPORT_CALLS(COUNT), OWN_FUNCTIONS = sizeof own_functions / sizeof *own_functions };
#undef COUNT

/* A function is made of its entry when it is first used: until then QuickJS points to the entry. */
static JSCFunctionListEntry call_functions[CALLS];

JSValue sallyport_create_binding(JSContext *context, char **argv) {
  JSValue binding = JS_NewObject(context);
  for (int16_t i = 0; i < CALLS; i++) {
    const struct sallyport_call *call = &sallyport_calls[i];
    uint8_t length = (uint8_t)strlen(call->signature);
    call_functions[i] = (JSCFunctionListEntry)JS_CFUNC_MAGIC_DEF(call->name, length, invoke, i);
  }
  JS_SetPropertyFunctionList(context, binding, call_functions, CALLS);
  JS_SetPropertyFunctionList(context, binding, own_functions, OWN_FUNCTIONS);
  JS_SetPropertyStr(context, binding, "argv", texts(context, argv));
  return binding;
}
