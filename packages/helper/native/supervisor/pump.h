/* Copies between the payload's terminal and descriptors 0 and 1. */
#ifndef SALLYPORT_PUMP_H
#define SALLYPORT_PUMP_H

#include "supervisor.h"

enum { PUMP_POLLS = 3, PUMP_CHUNK = 4096 };

struct pump {
  /* From descriptor 0 to the terminal, and from the terminal to descriptor 1. */
  uint8_t typed[PUMP_CHUNK];
  uint8_t shown[PUMP_CHUNK];
  uint32_t typed_length;
  uint32_t shown_length;
  uint8_t typing_ended;
  uint8_t showing_ended;
  struct pollfd polls[PUMP_POLLS];
};

/* What it waits for next. */
void pump_prepare(struct pump *pump, const struct supervisor *supervisor);
void pump_advance(struct pump *pump, const struct supervisor *supervisor);
/* Nothing that the payload wrote is left: asked for once it has ended. */
int pump_is_dry(const struct pump *pump, const struct supervisor *supervisor);

#endif
