#ifndef SALLYPORT_RECEIVE_PLAN_H
#define SALLYPORT_RECEIVE_PLAN_H

#include "supervisor.h"

/* Reads the plan from the control socket to where it belongs, and checks it. Ends the program when it is none. */
void receive_plan(struct supervisor *supervisor);

#endif
