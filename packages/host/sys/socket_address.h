#ifndef SALLYPORT_SOCKET_ADDRESS_H
#define SALLYPORT_SOCKET_ADDRESS_H

#include <stddef.h>
#include <sys/socket.h>
#include <sys/un.h>

struct sallyport_socket_address {
  struct sockaddr_un address;
  socklen_t length;
  /* Keeps a /proc/self/fd path valid: to be closed once the address was used; -1 when there is none. */
  int holder;
};

/* Each returns 0 or a negative errno, and then holds nothing. */
int sallyport_address_to_connect(struct sallyport_socket_address *into, const char *path);
int sallyport_address_to_bind(struct sallyport_socket_address *into, const char *path);
int sallyport_abstract_address(struct sallyport_socket_address *into, const void *name, size_t length);

void sallyport_release_address(struct sallyport_socket_address *address);

#endif
