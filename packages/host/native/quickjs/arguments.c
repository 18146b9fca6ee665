#include "arguments.h"

#include <stdlib.h>
#include <string.h>

#include "text.h"

static int read_integer(JSContext *context, JSValueConst from, double lowest, double highest, int64_t *into) {
  double number;
  if (!JS_IsNumber(from) || JS_ToFloat64(context, &number, from) < 0) {
    return -EPROTO;
  }
  /* Not the other way round: NaN compares false. */
  if (!(number >= lowest && number <= highest) || (double)(int64_t)number != number) {
    return -EINVAL;
  }
  *into = (int64_t)number;
  return 0;
}

static int read_text(JSContext *context, JSValueConst from, const char **into) {
  size_t length;
  if (!JS_IsString(from)) {
    return -EPROTO;
  }
  *into = sallyport_utf8_of(context, from, &length);
  if (*into == NULL) {
    return -ENOMEM;
  }
  return strlen(*into) == length ? 0 : -EINVAL;
}

static int read_texts(JSContext *context, JSValueConst from, char ***into) {
  uint32_t length;
  JSValue number = JS_GetPropertyStr(context, from, "length");
  if (!JS_IsArray(context, from) || JS_ToUint32(context, &length, number) < 0) {
    return -EPROTO;
  }
  const char **texts = calloc((size_t)length + 1, sizeof *texts);
  if (texts == NULL) {
    return -ENOMEM;
  }
  *into = (char **)texts;
  for (uint32_t i = 0; i < length; i++) {
    JSValue element = JS_GetPropertyUint32(context, from, i);
    int result = read_text(context, element, &texts[i]);
    JS_FreeValue(context, element);
    if (result < 0) {
      return result;
    }
  }
  return 0;
}

static int read_buffer(JSContext *context, JSValueConst from, size_t wanted, sallyport_value *into) {
  size_t offset;
  size_t bytes;
  size_t element;
  size_t size;
  JSValue buffer = JS_GetTypedArrayBuffer(context, from, &offset, &bytes, &element);
  if (JS_IsException(buffer) || element != wanted) {
    JS_FreeValue(context, buffer);
    return -EPROTO;
  }
  uint8_t *data = JS_GetArrayBuffer(context, &size, buffer);
  /* The argument itself keeps its buffer alive. */
  JS_FreeValue(context, buffer);
  into->buffer.data = data == NULL ? NULL : data + offset;
  into->buffer.length = bytes / element;
  return 0;
}

static int read_argument(JSContext *context, char letter, JSValueConst from, sallyport_value *into) {
  static const double most = 9007199254740991.0;
  switch (letter) {
    case 'i':
      return read_integer(context, from, INT32_MIN, INT32_MAX, &into->integer);
    case 'l':
      return read_integer(context, from, -most, most, &into->integer);
    case 's':
      return read_text(context, from, &into->string);
    case 'v':
      return read_texts(context, from, &into->strings);
    case 'b':
      return read_buffer(context, from, 1, into);
    case 'n':
      return read_buffer(context, from, sizeof(int32_t), into);
    case 'd':
      return read_buffer(context, from, sizeof(double), into);
    default:
      return -EPROTO;
  }
}

int sallyport_read_arguments(JSContext *context, const char *signature, JSValueConst *from, sallyport_value *into) {
  memset(into, 0, SALLYPORT_MAXIMUM_ARGUMENTS * sizeof *into);
  for (size_t i = 0; signature[i] != '\0'; i++) {
    int result = read_argument(context, signature[i], from[i], &into[i]);
    if (result < 0) {
      sallyport_release_arguments(context, signature, into);
      return result;
    }
  }
  return 0;
}

void sallyport_release_arguments(JSContext *context, const char *signature, sallyport_value *values) {
  for (size_t i = 0; signature[i] != '\0'; i++) {
    if (signature[i] == 's' && values[i].string != NULL) {
      JS_FreeCString(context, values[i].string);
    }
    if (signature[i] == 'v' && values[i].strings != NULL) {
      for (char **text = values[i].strings; *text != NULL; text++) {
        JS_FreeCString(context, *text);
      }
      free(values[i].strings);
    }
  }
}
