#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "binding.h"
#include "memory.h"
#include "modules.h"

/* The first module exports start(binding), which gives back what runs one turn of the event loop: false once nothing is
   left to wait for. The program ends by the binding's `exit`. */

/* DEFECT is the exit status of SALLYPORT_INTERNAL in packages/core/src/error-codes.ts. */
enum { DEFECT = 128, GARBAGE_THRESHOLD = 4 * 1024 * 1024 };

static _Noreturn void fail(JSContext *context) {
  JSValue error = JS_GetException(context);
  const char *message = JS_ToCString(context, error);
  fprintf(stderr, "sallyport: internal error: %s\n", message == NULL ? "out of memory" : message);
  _exit(DEFECT);
}

/* No file that is opened later may become a standard stream. */
static void open_standard_streams(void) {
  for (int fd = 0; fd <= 2; fd++) {
    if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", O_RDWR) < 0) {
      _exit(DEFECT);
    }
  }
}

/* Not among them: eval and what else compiles source text. */
static JSContext *create_context(JSRuntime *runtime) {
  JSContext *context = JS_NewContextRaw(runtime);
  if (context == NULL) {
    _exit(DEFECT);
  }
  JS_AddIntrinsicBaseObjects(context);
  JS_AddIntrinsicDate(context);
  JS_AddIntrinsicRegExp(context);
  JS_AddIntrinsicJSON(context);
  JS_AddIntrinsicProxy(context);
  JS_AddIntrinsicMapSet(context);
  JS_AddIntrinsicTypedArrays(context);
  JS_AddIntrinsicPromise(context);
  JS_AddIntrinsicWeakRef(context);
  return context;
}

static void run_jobs(JSRuntime *runtime) {
  JSContext *context;
  int result;
  do {
    result = JS_ExecutePendingJob(runtime, &context);
  } while (result > 0);
  if (result < 0) {
    fail(context);
  }
}

/* What `start` of the first module gives back. */
static JSValue start_program(JSContext *context, char **argv) {
  JSValue module = sallyport_evaluate_first_module(context);
  if (JS_IsException(module)) {
    fail(context);
  }
  JSValue start = JS_GetPropertyStr(context, module, "start");
  JSValue binding = sallyport_create_binding(context, argv);
  JSValue turn = JS_Call(context, start, JS_UNDEFINED, 1, &binding);
  if (JS_IsException(turn)) {
    fail(context);
  }
  return turn;
}

/* 0 once nothing is left to wait for. */
static int run_turn(JSContext *context, JSValueConst turn) {
  JSValue more = JS_Call(context, turn, JS_UNDEFINED, 0, NULL);
  if (JS_IsException(more)) {
    fail(context);
  }
  return JS_ToBool(context, more);
}

int main(int argc, char **argv) {
  (void)argc;
  open_standard_streams();
  JSRuntime *runtime = JS_NewRuntime2(&sallyport_memory, NULL);
  if (runtime == NULL) {
    return DEFECT;
  }
  JS_SetGCThreshold(runtime, GARBAGE_THRESHOLD);
  JSContext *context = create_context(runtime);
  sallyport_use_embedded_modules(context);
  JSValue turn = start_program(context, argv);
  do {
    run_jobs(runtime);
  } while (run_turn(context, turn) != 0);
  fprintf(stderr, "sallyport: internal error: nothing is left to wait for\n");
  return DEFECT;
}
