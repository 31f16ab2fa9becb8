/* SPDX-License-Identifier: MIT */
/* options.h: the command line of mote. */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include "runtime/runtime.h"

typedef enum CliAction {
  CLI_RUN_FILE,
  CLI_RUN_TEXT,     /* -e, -p */
  CLI_RUN_STDIN,    /* - */
  CLI_SERVE,        /* serve FILE */
  CLI_DUMP_BYTECODE,
  CLI_DUMP_SYNTAX,
  CLI_VERSION,
  CLI_HELP,
  CLI_WRONG,        /* a message has been printed */
} CliAction;

typedef struct CliOptions {
  CliAction action;
  RuntimeOptions runtime;
  const char *file;     /* as given */
  const char *text;     /* of -e and -p */
  bool print;
  const char *trace_async; /* --trace-async: the file; NULL: none */
  char **includes;      /* --include, in order */
  int include_count;
  const char *port, *hostname; /* of serve; NULL: not given */
  int workers;
} CliOptions;

/* Reads the words of the command line and the variable MOTE_DEBUG. */
void cli_options_parse(CliOptions *options, int argc, char **argv);
/* Frees the lists; the words are argv's. */
void cli_options_free(CliOptions *options);
/* The text of --help. */
const char *cli_help(void);

#endif
