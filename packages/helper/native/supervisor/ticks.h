/* A signal that comes every few milliseconds, and does nothing but interrupt a wait. */
#ifndef SALLYPORT_TICKS_H
#define SALLYPORT_TICKS_H

/* Nothing happens when they are what they are to be. Returns a negative errno when the kernel has no timer. */
long set_ticks(int on);

#endif
