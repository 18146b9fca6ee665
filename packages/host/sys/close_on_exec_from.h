#ifndef SALLYPORT_CLOSE_ON_EXEC_FROM_H
#define SALLYPORT_CLOSE_ON_EXEC_FROM_H

/* Marks every descriptor from `lowest` up close-on-exec: 0, or -1 with errno. Safe in a vfork child: allocates nothing. */
int sallyport_close_on_exec_from(int lowest);

#endif
