/* SPDX-License-Identifier: MIT */
/* main.c: the mote command. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "cli/options.h"
#include "runtime/http/serve_command.h"
#include "runtime/loop/trace.h"

#define STATUS_USAGE         2
#define STATUS_OUT_OF_MEMORY 134

/* Memory is so short that no exception can be made. */
static void out_of_memory(const char *message) {
  static const char prefix[] = "mote: ";
  if (write(STDERR_FILENO, prefix, sizeof prefix - 1) < 0 ||
      write(STDERR_FILENO, message, strlen(message)) < 0 || write(STDERR_FILENO, "\n", 1) < 0)
    _exit(STATUS_OUT_OF_MEMORY);
  _exit(STATUS_OUT_OF_MEMORY);
}

static bool run_stdin(Runtime *rt) {
  Text text = {0};
  bool ok = text_read_descriptor(&text, STDIN_FILENO, 0);
  if (ok) ok = runtime_run_text(rt, text_string(&text), text.length, "[stdin]", false);
  else fprintf(stderr, "mote: cannot read standard input\n");
  text_free(&text);
  return ok;
}

/* --- listings --- */

static bool print_listing(MoteVm *vm, const CliOptions *options, const MoteSource *source) {
  MoteGoal goal = MOTE_GOAL_SCRIPT;
  char *listing;
  if (options->runtime.goal == GOAL_IS_MODULE) goal = MOTE_GOAL_MODULE;
  if (options->runtime.goal == GOAL_BY_FILE && !mote_detect_goal(vm, source, &goal)) return false;
  bool ok = options->action == CLI_DUMP_BYTECODE ? mote_disassemble(vm, source, goal, &listing)
                                                 : mote_dump_syntax(vm, source, goal, &listing);
  if (!ok) return false;
  fputs(listing, stdout);
  mote_free(listing);
  return true;
}

static void print_syntax_error(MoteVm *vm) {
  MoteValue error = mote_take_exception(vm);
  MotePosition position;
  char *message;
  if (mote_error_position(vm, error, &position)) {
    fprintf(stderr, "%s:%u:%u\n", position.file, position.line, position.column);
    mote_position_free(&position);
  }
  if (!mote_to_utf8(vm, error, &message, NULL)) return;
  fprintf(stderr, "%s\n", message);
  mote_free(message);
}

static int dump(const CliOptions *options) {
  FILE *file = fopen(options->file, "rb");
  Text text = {0};
  if (!file || !text_read_descriptor(&text, fileno(file), 0)) {
    fprintf(stderr, "mote: cannot read '%s'\n", options->file);
    if (file) fclose(file);
    text_free(&text);
    return EXIT_FAILURE;
  }
  fclose(file);
  MoteVm *vm = mote_vm_create(&options->runtime.vm);
  MoteSource source = {.text = text_string(&text),
                       .length = text.length,
                       .name = options->file,
                       .language = mote_language_of_file(options->file)};
  bool ok = vm && print_listing(vm, options, &source);
  if (vm && !ok) print_syntax_error(vm);
  mote_vm_destroy(vm);
  text_free(&text);
  return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}

/* --- programs --- */

static bool start(Runtime *rt, const CliOptions *options) {
  for (int i = 0; i < options->include_count; i++)
    if (!runtime_include(rt, options->includes[i])) return false;
  switch (options->action) {
    case CLI_RUN_STDIN: return run_stdin(rt);
    case CLI_RUN_TEXT:
      return runtime_run_text(rt, options->text, strlen(options->text), "[eval]", options->print);
    default: return runtime_run_file(rt, options->file);
  }
}

/* The path of this program, malloc'ed. */
static char *executable_path(const char *argv0) {
  char *path = realpath("/proc/self/exe", NULL);
  return path ? path : strdup(argv0);
}

static int serve(CliOptions *options) {
  const ServeCommand command = {.port = options->port,
                                .hostname = options->hostname,
                                .file = options->file,
                                .workers = options->workers,
                                .options = options->runtime};
  return serve_command(&command);
}

static int run(CliOptions *options, const char *argv0) {
  char *executable = executable_path(argv0);
  char *script = options->file ? realpath(options->file, NULL) : NULL;
  options->runtime.executable = executable ? executable : argv0;
  options->runtime.script = script                             ? script
                            : options->action == CLI_RUN_STDIN ? "-"
                                                               : options->file;
  options->runtime.vm.fatal = out_of_memory;
  bool serves = options->action == CLI_SERVE;
  Runtime *rt = serves ? NULL : runtime_create(&options->runtime);
  int status = STATUS_OUT_OF_MEMORY;
  if (serves) {
    status = serve(options);
  } else if (rt && options->trace_async && !trace_start(rt, options->trace_async)) {
    status = EXIT_FAILURE;
  } else if (rt) {
    start(rt, options);
    status = runtime_finish(rt);
  }
  runtime_destroy(rt);
  free(script);
  free(executable);
  return status;
}

int main(int argc, char **argv) {
  CliOptions options;
  int status = EXIT_SUCCESS;
  cli_options_parse(&options, argc, argv);
  switch (options.action) {
    case CLI_WRONG: status = STATUS_USAGE; break;
    case CLI_VERSION: printf("mote %s\n", mote_version()); break;
    case CLI_HELP: fputs(cli_help(), stdout); break;
    case CLI_DUMP_BYTECODE:
    case CLI_DUMP_SYNTAX: status = dump(&options); break;
    default: status = run(&options, argv[0]); break;
  }
  cli_options_free(&options);
  return status;
}
