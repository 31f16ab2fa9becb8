/* SPDX-License-Identifier: MIT */
/* serve_command.h: `mote serve FILE`: the server that a module's default export describes. */
#ifndef RUNTIME_HTTP_SERVE_COMMAND_H
#define RUNTIME_HTTP_SERVE_COMMAND_H

#include "runtime/runtime.h"

typedef struct ServeCommand {
  const char *port;     /* NULL: PORT of the environment, the export's, 8000 */
  const char *hostname; /* NULL: the export's, all addresses */
  const char *file;
  int workers;          /* threads with a VM and a loop each; 1: this one alone */
  RuntimeOptions options;
} ServeCommand;

/* Runs the file in a new runtime, serves until a signal (SIGINT, SIGTERM) or the program stops the server, with each
 * worker in a thread of its own. Gives the exit status. */
int serve_command(const ServeCommand *command);

#endif
