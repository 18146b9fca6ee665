#ifndef SALLYPORT_UV_H
#define SALLYPORT_UV_H

#include <stddef.h>

/*
 * The few functions of libuv 1.x (docs.libuv.org/en/v1.x) used here, which every Node exports: its header does not
 * come with node-api-headers. Handles are opaque and allocated with uv_handle_size.
 */
typedef struct uv_loop_s uv_loop_t;
typedef struct uv_handle_s uv_handle_t;
typedef struct uv_poll_s uv_poll_t;
typedef void (*uv_close_cb)(uv_handle_t *handle);
typedef void (*uv_poll_cb)(uv_poll_t *handle, int status, int events);

enum { UV_POLL = 8, UV_READABLE = 1 };

size_t uv_handle_size(int type);
void uv_handle_set_data(uv_handle_t *handle, void *data);
void *uv_handle_get_data(const uv_handle_t *handle);
void uv_ref(uv_handle_t *handle);
void uv_unref(uv_handle_t *handle);
void uv_close(uv_handle_t *handle, uv_close_cb closed);
int uv_poll_init(uv_loop_t *loop, uv_poll_t *handle, int fd);
int uv_poll_start(uv_poll_t *handle, int events, uv_poll_cb ready);
int uv_poll_stop(uv_poll_t *handle);

#endif
