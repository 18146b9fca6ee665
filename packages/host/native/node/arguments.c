#include "arguments.h"

#include <stdlib.h>
#include <string.h>

static int read_integer(napi_env env, napi_value from, double lowest, double highest, int64_t *into) {
  double number;
  if (napi_get_value_double(env, from, &number) != napi_ok) {
    return -EPROTO;
  }
  /* Not the other way round: NaN compares false. */
  if (!(number >= lowest && number <= highest) || (double)(int64_t)number != number) {
    return -EINVAL;
  }
  *into = (int64_t)number;
  return 0;
}

static int read_text(napi_env env, napi_value from, char **into) {
  size_t length;
  if (napi_get_value_string_utf8(env, from, NULL, 0, &length) != napi_ok) {
    return -EPROTO;
  }
  char *text = malloc(length + 1);
  if (text == NULL) {
    return -ENOMEM;
  }
  if (napi_get_value_string_utf8(env, from, text, length + 1, &length) != napi_ok) {
    free(text);
    return -EPROTO;
  }
  *into = text;
  return strlen(text) == length ? 0 : -EINVAL;
}

static int read_texts(napi_env env, napi_value from, char ***into) {
  uint32_t length;
  if (napi_get_array_length(env, from, &length) != napi_ok) {
    return -EPROTO;
  }
  char **texts = calloc((size_t)length + 1, sizeof *texts);
  if (texts == NULL) {
    return -ENOMEM;
  }
  *into = texts;
  for (uint32_t i = 0; i < length; i++) {
    napi_value element;
    if (napi_get_element(env, from, i, &element) != napi_ok) {
      return -EPROTO;
    }
    int result = read_text(env, element, &texts[i]);
    if (result < 0) {
      return result;
    }
  }
  return 0;
}

static int read_buffer(napi_env env, napi_value from, napi_typedarray_type wanted, sallyport_value *into) {
  napi_typedarray_type type;
  if (napi_get_typedarray_info(env, from, &type, &into->buffer.length, &into->buffer.data, NULL, NULL) != napi_ok ||
      type != wanted) {
    return -EPROTO;
  }
  return 0;
}

static int read_argument(napi_env env, char letter, napi_value from, sallyport_value *into) {
  static const double most = 9007199254740991.0;
  char *text = NULL;
  int result;
  switch (letter) {
    case 'i':
      return read_integer(env, from, INT32_MIN, INT32_MAX, &into->integer);
    case 'l':
      return read_integer(env, from, -most, most, &into->integer);
    case 's':
      result = read_text(env, from, &text);
      into->string = text;
      return result;
    case 'v':
      return read_texts(env, from, &into->strings);
    case 'b':
      return read_buffer(env, from, napi_uint8_array, into);
    case 'n':
      return read_buffer(env, from, napi_int32_array, into);
    case 'd':
      return read_buffer(env, from, napi_float64_array, into);
    default:
      return -EPROTO;
  }
}

int sallyport_read_arguments(napi_env env, const char *signature, napi_value *from, sallyport_value *into) {
  memset(into, 0, SALLYPORT_MAXIMUM_ARGUMENTS * sizeof *into);
  for (size_t i = 0; signature[i] != '\0'; i++) {
    int result = read_argument(env, signature[i], from[i], &into[i]);
    if (result < 0) {
      sallyport_release_arguments(signature, into);
      return result;
    }
  }
  return 0;
}

void sallyport_release_arguments(const char *signature, sallyport_value *values) {
  for (size_t i = 0; signature[i] != '\0'; i++) {
    if (signature[i] == 's') {
      free((char *)values[i].string);
    }
    if (signature[i] == 'v' && values[i].strings != NULL) {
      for (char **text = values[i].strings; *text != NULL; text++) {
        free(*text);
      }
      free(values[i].strings);
    }
  }
}
