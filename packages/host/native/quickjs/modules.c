#include "modules.h"

#include <string.h>

#include "contents.h"

static JSValue read_module(JSContext *context, const struct sallyport_file *file) {
  return JS_ReadObject(context, file->bytes, *file->length, JS_READ_OBJ_BYTECODE);
}

/* Names are flat: `./name.js` is `name.js` whoever imports it. */
static char *normalize(JSContext *context, const char *importer, const char *name, void *opaque) {
  (void)importer;
  (void)opaque;
  return js_strdup(context, strncmp(name, "./", 2) == 0 ? name + 2 : name);
}

static JSModuleDef *load(JSContext *context, const char *name, void *opaque) {
  (void)opaque;
  const struct sallyport_file *file = sallyport_find_file(sallyport_modules, name);
  if (file == NULL) {
    JS_ThrowReferenceError(context, "module '%s' is not in this executable", name);
    return NULL;
  }
  JSValue module = read_module(context, file);
  if (JS_IsException(module)) {
    return NULL;
  }
  JSModuleDef *definition = JS_VALUE_GET_PTR(module);
  /* The context goes on holding it. */
  JS_FreeValue(context, module);
  return definition;
}

/* A promise of the module. */
static JSValue import_module(JSContext *context, JSValueConst receiver, int count, JSValueConst *arguments) {
  (void)receiver;
  (void)count;
  const char *name = JS_ToCString(context, arguments[0]);
  if (name == NULL) {
    return JS_EXCEPTION;
  }
  JSValue promise = JS_LoadModule(context, "", name);
  JS_FreeCString(context, name);
  return promise;
}

void sallyport_use_embedded_modules(JSContext *context) {
  JS_SetModuleLoaderFunc(JS_GetRuntime(context), normalize, load, NULL);
  JSValue global = JS_GetGlobalObject(context);
  JSValue function = JS_NewCFunction(context, import_module, "importModule", 1);
  JS_SetPropertyStr(context, global, "importModule", function);
  JS_FreeValue(context, global);
}

JSValue sallyport_evaluate_first_module(JSContext *context) {
  JSValue module = read_module(context, &sallyport_modules[0]);
  if (JS_IsException(module)) {
    return module;
  }
  JSModuleDef *definition = JS_VALUE_GET_PTR(module);
  if (JS_ResolveModule(context, module) < 0) {
    return JS_EXCEPTION;
  }
  JSValue promise = JS_EvalFunction(context, module);
  if (JS_IsException(promise)) {
    return promise;
  }
  if (JS_PromiseState(context, promise) == JS_PROMISE_REJECTED) {
    return JS_Throw(context, JS_PromiseResult(context, promise));
  }
  JS_FreeValue(context, promise);
  return JS_GetModuleNamespace(context, definition);
}
