#include "text.h"

#include <stdlib.h>
#include <string.h>

#include "arguments.h"
#include "utf8.h"

static const char replacement[] = {'\xef', '\xbf', '\xbd'};

const char *sallyport_utf8_of(JSContext *context, JSValueConst text, size_t *length) {
  const char *bytes = JS_ToCStringLen(context, length, text);
  for (size_t i = 0; bytes != NULL && i + 2 < *length; i++) {
    /* QuickJS writes a lone surrogate as three bytes, and only text that is all ASCII is not a copy. */
    if ((uint8_t)bytes[i] == 0xed && (uint8_t)bytes[i + 1] >= 0xa0) {
      memcpy((char *)bytes + i, replacement, sizeof replacement);
    }
  }
  return bytes;
}

static JSValue repaired(JSContext *context, const char *bytes, size_t length) {
  char *copy = js_malloc(context, sizeof replacement * length);
  size_t used = 0;
  if (copy == NULL) {
    return JS_EXCEPTION;
  }
  for (size_t i = 0; i < length;) {
    struct sallyport_utf8_step step = sallyport_utf8_step((const uint8_t *)bytes + i, length - i);
    memcpy(copy + used, step.valid ? bytes + i : replacement, step.valid ? step.length : sizeof replacement);
    used += step.valid ? step.length : sizeof replacement;
    i += step.length;
  }
  JSValue text = JS_NewStringLen(context, copy, used);
  js_free(context, copy);
  return text;
}

JSValue sallyport_string_of(JSContext *context, const char *bytes, size_t length) {
  for (size_t i = 0; i < length;) {
    struct sallyport_utf8_step step = sallyport_utf8_step((const uint8_t *)bytes + i, length - i);
    if (!step.valid) {
      return repaired(context, bytes, length);
    }
    i += step.length;
  }
  return JS_NewStringLen(context, bytes, length);
}

JSValue sallyport_encode(JSContext *context, JSValueConst receiver, int count, JSValueConst *arguments) {
  size_t length;
  (void)receiver;
  (void)count;
  const char *bytes = sallyport_utf8_of(context, arguments[0], &length);
  if (bytes == NULL) {
    return JS_EXCEPTION;
  }
  JSValue buffer = JS_NewArrayBufferCopy(context, (const uint8_t *)bytes, length);
  JS_FreeCString(context, bytes);
  /* The constructor reads all three of its arguments, whatever their number (2025-04-26). */
  JSValueConst parts[] = {buffer, JS_UNDEFINED, JS_UNDEFINED};
  JSValue array = JS_NewTypedArray(context, 3, parts, JS_TYPED_ARRAY_UINT8);
  JS_FreeValue(context, buffer);
  return array;
}

JSValue sallyport_decode(JSContext *context, JSValueConst receiver, int count, JSValueConst *arguments) {
  sallyport_value values[SALLYPORT_MAXIMUM_ARGUMENTS];
  (void)receiver;
  (void)count;
  if (sallyport_read_arguments(context, "b", arguments, values) < 0) {
    return JS_ThrowTypeError(context, "decode");
  }
  return sallyport_string_of(context, values[0].buffer.data, values[0].buffer.length);
}
