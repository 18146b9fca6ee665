#ifndef SALLYPORT_ATTACHMENT_H
#define SALLYPORT_ATTACHMENT_H

#include <node_api.h>

/* attach(fd, callback) → handle: calls back on the event loop while fd is readable. Owns fd; does not keep Node alive. */
napi_value sallyport_attach(napi_env env, napi_callback_info info);
/* keepAlive(handle, on): whether Node stays alive for it. */
napi_value sallyport_keep_alive(napi_env env, napi_callback_info info);

#endif
