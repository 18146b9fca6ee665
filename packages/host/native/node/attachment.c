#include "attachment.h"

#include <stdlib.h>
#include <unistd.h>

#include "uv.h"

/* Lives as long as its environment (Node's main thread or a worker). */
struct attachment {
  napi_env env;
  uv_poll_t *poll;
  int fd;
  napi_ref callback;
  napi_async_context context;
  napi_async_cleanup_hook_handle hook;
};

static void on_ready(uv_poll_t *poll, int status, int events) {
  struct attachment *attachment = uv_handle_get_data((uv_handle_t *)poll);
  napi_env env = attachment->env;
  napi_handle_scope scope;
  napi_value receiver;
  napi_value callback;
  (void)status;
  (void)events;
  if (napi_open_handle_scope(env, &scope) != napi_ok) {
    return;
  }
  if (napi_get_global(env, &receiver) == napi_ok &&
      napi_get_reference_value(env, attachment->callback, &callback) == napi_ok &&
      napi_make_callback(env, attachment->context, receiver, callback, 0, NULL, NULL) == napi_pending_exception) {
    napi_value error;
    if (napi_get_and_clear_last_exception(env, &error) == napi_ok) {
      napi_fatal_exception(env, error);
    }
  }
  napi_close_handle_scope(env, scope);
}

static void on_closed(uv_handle_t *handle) {
  struct attachment *attachment = uv_handle_get_data(handle);
  close(attachment->fd);
  napi_remove_async_cleanup_hook(attachment->hook);
  free(attachment->poll);
  free(attachment);
}

/* A worker asserts that no handle is left on its loop, so closing has to be over before it ends. */
static void on_environment_end(napi_async_cleanup_hook_handle hook, void *data) {
  struct attachment *attachment = data;
  (void)hook;
  napi_async_destroy(attachment->env, attachment->context);
  napi_delete_reference(attachment->env, attachment->callback);
  uv_poll_stop(attachment->poll);
  uv_close((uv_handle_t *)attachment->poll, on_closed);
}

static napi_value failure(napi_env env, const char *message) {
  napi_throw_error(env, NULL, message);
  return NULL;
}

napi_value sallyport_attach(napi_env env, napi_callback_info info) {
  napi_value arguments[2];
  size_t count = 2;
  napi_value name;
  napi_value result;
  uv_loop_t *loop;
  struct attachment *attachment = calloc(1, sizeof *attachment);
  uv_poll_t *poll = calloc(1, uv_handle_size(UV_POLL));
  if (attachment == NULL || poll == NULL) {
    free(attachment);
    free(poll);
    return failure(env, "attach: out of memory");
  }
  attachment->env = env;
  attachment->poll = poll;
  if (napi_get_cb_info(env, info, &count, arguments, NULL, NULL) != napi_ok ||
      napi_get_value_int32(env, arguments[0], &attachment->fd) != napi_ok ||
      napi_create_external(env, attachment, NULL, NULL, &result) != napi_ok ||
      napi_create_string_utf8(env, "sallyport", NAPI_AUTO_LENGTH, &name) != napi_ok ||
      napi_get_uv_event_loop(env, (struct uv_loop_s **)&loop) != napi_ok ||
      napi_async_init(env, NULL, name, &attachment->context) != napi_ok ||
      napi_create_reference(env, arguments[1], 1, &attachment->callback) != napi_ok ||
      uv_poll_init(loop, poll, attachment->fd) != 0) {
    free(attachment);
    free(poll);
    return failure(env, "attach: the event loop refused the descriptor");
  }
  uv_handle_set_data((uv_handle_t *)poll, attachment);
  uv_poll_start(poll, UV_READABLE, on_ready);
  uv_unref((uv_handle_t *)poll);
  napi_add_async_cleanup_hook(env, on_environment_end, attachment, &attachment->hook);
  return result;
}

napi_value sallyport_keep_alive(napi_env env, napi_callback_info info) {
  napi_value arguments[2];
  size_t count = 2;
  void *data;
  bool on;
  if (napi_get_cb_info(env, info, &count, arguments, NULL, NULL) != napi_ok ||
      napi_get_value_external(env, arguments[0], &data) != napi_ok ||
      napi_get_value_bool(env, arguments[1], &on) != napi_ok) {
    return failure(env, "keepAlive: expected an attachment and a boolean");
  }
  struct attachment *attachment = data;
  (on ? uv_ref : uv_unref)((uv_handle_t *)attachment->poll);
  return NULL;
}
