/* SPDX-License-Identifier: MIT */
/* bench.c: runs the benchmark programs with several engines in turns.
 *
 * Every round runs every program once with every engine, so that whatever else
 * the machine does meanwhile falls on all of them alike. The table has each
 * engine's best figure in a column, then the first engine's ratios to the
 * engines called node and jitless: of the best, and (median) of the medians.
 * What goes on meanwhile is told on standard error. What takes an engine longer
 * than a minute is run once, however many rounds there are.
 *
 * Rows come from the file FOLDER/rows. A folder without one has its rows made
 * from what its programs (every .mjs file but measure.mjs) print; they are
 * shown in the order of their ratio to jitless, the worst first.
 *
 * A program's words that begin with $NAME are paths into a folder that the
 * environment names; rows whose files are not there are left out, and said so.
 * The row KEY-memory of the program KEY.js is the runner's own: the largest
 * resident set, in MB. The program "mean" has each engine's geometric mean over
 * all rows before it, so that its ratios are the geometric means of theirs.
 *
 * Usage: bench-runner [options] --folder FOLDER NAME=COMMAND... ; the first
 * engine is the one that the gates are for. */
#include "process.h"
#include "text.h"

#include <dirent.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
  engines_at_most = 12,
  starts_a_round = 20,
  rows_at_most = 1000,
  programs_at_most = 200,
  seconds_a_program = 900,
  seconds_for_once = 60,
};

typedef struct Engine {
  const char *name;
  StringList command;
} Engine;

typedef struct Figures {
  double *items;
  size_t count, capacity;
} Figures;

typedef struct Program {
  char *line;       /* as the rows have it */
  StringList words; /* the file within the folder, then its arguments */
  bool is_missing;
  bool suffices[engines_at_most]; /* the engine took so long that it is not run again */
} Program;

typedef struct Row {
  char *key, *title, *unit;
  const char *gates;
  bool is_mean;
  Figures figures[engines_at_most]; /* one for each run */
  double best[engines_at_most], median[engines_at_most]; /* once all are there */
} Row;

typedef struct Bench {
  Engine engines[engines_at_most];
  size_t engine_count;
  Row *rows;
  size_t row_count;
  Program *programs; /* in the order of the rows */
  size_t program_count;
  const char *folder;
  int rounds;
  bool markdown, gates, async_gates;
  bool discovers; /* rows are made from what the programs print */
  StringList wanted;
} Bench;

static _Noreturn void stop(const char *message, const char *subject) {
  fprintf(stderr, "bench-runner: %s%s\n", message, subject);
  exit(2);
}

/* ---- the rows ----------------------------------------------------------------- */

/* Takes the text up to the next bar off the line, without blanks around it. */
static char *take_field(char **line) {
  char *start = *line + strspn(*line, " ");
  char *bar = strchr(start, '|');
  char *end = bar ? bar : start + strlen(start);
  *line = bar ? bar + 1 : end;
  while (end > start && end[-1] == ' ') end--;
  return must_duplicate(start, (size_t)(end - start));
}

/* The factor or limit that the gates have for a name; 0: none. */
static double gate_of(const char *gates, const char *name) {
  const char *found = strstr(gates, name);
  return found ? atof(found + strlen(name)) : 0;
}

/* The word with $NAME at its beginning replaced; false when the path does not exist. */
static bool expand_path(const char *word, Text *path) {
  size_t length = strcspn(word, "/");
  char *name = must_duplicate(word + 1, length - 1);
  const char *folder = getenv(name);
  free(name);
  if (!folder) return false;
  text_format(path, "%s%s", folder, word + length);
  return access(path->data, R_OK) == 0;
}

static Program *add_program(Bench *bench, const char *line) {
  for (size_t i = 0; i < bench->program_count; i++)
    if (!strcmp(bench->programs[i].line, line)) return &bench->programs[i];
  if (bench->program_count == programs_at_most) stop("too many programs in ", bench->folder);
  Program *program = &bench->programs[bench->program_count++];
  StringList words = {0};
  *program = (Program){.line = must_duplicate(line, strlen(line))};
  list_add_words(&words, line);
  for (size_t i = 0; i < words.count; i++) {
    Text path = {0};
    const char *word = words.items[i];
    if (*word != '$') text_add(&path, word);
    else if (!expand_path(word, &path) && !program->is_missing) {
      fprintf(stderr, "left out: %s, as %s is not there\n", line, word);
      program->is_missing = true;
    }
    list_add(&program->words, path.data ? path.data : "");
    text_free(&path);
  }
  list_clear(&words);
  return program;
}

static void find_programs(Bench *bench) {
  DIR *folder = opendir(bench->folder);
  if (!folder) stop("cannot read ", bench->folder);
  for (struct dirent *entry; (entry = readdir(folder));) {
    const char *ending = strrchr(entry->d_name, '.');
    if (!ending || strcmp(ending, ".mjs") || !strcmp(entry->d_name, "measure.mjs")) continue;
    add_program(bench, entry->d_name);
  }
  closedir(folder);
}

static void read_rows(Bench *bench) {
  Text path = {0}, text = {0};
  StringList lines = {0};
  text_format(&path, "%s/rows", bench->folder);
  bench->rows = must_allocate(sizeof(Row) * rows_at_most);
  bench->programs = must_allocate(sizeof(Program) * programs_at_most);
  if (!text_read_file(&text, path.data)) {
    bench->discovers = true;
    find_programs(bench);
    return;
  }
  list_add_lines(&lines, text.data, text.length);
  for (size_t i = 0; i < lines.count; i++) {
    char *line = lines.items[i];
    if (*line == '#' || !strchr(line, '|')) continue;
    Row *row = &bench->rows[bench->row_count];
    *row = (Row){.key = take_field(&line), .title = take_field(&line)};
    row->unit = take_field(&line);
    const char *program = take_field(&line);
    row->gates = take_field(&line);
    row->is_mean = !strcmp(program, "mean");
    if (bench->wanted.count && !list_holds(&bench->wanted, row->key)) continue;
    if (!row->is_mean && add_program(bench, program)->is_missing) continue;
    if (++bench->row_count == rows_at_most) stop("too many rows in ", path.data);
  }
}

static Row *row_of_key(Bench *bench, const char *key) {
  for (size_t i = 0; i < bench->row_count; i++)
    if (!strcmp(bench->rows[i].key, key)) return &bench->rows[i];
  if (!bench->discovers || bench->row_count == rows_at_most) return NULL;
  Row *row = &bench->rows[bench->row_count++];
  char *name = must_duplicate(key, strlen(key));
  *row = (Row){.key = name, .title = name, .unit = "ns", .gates = ""};
  return row;
}

static void record(Bench *bench, size_t engine, const char *key, double value) {
  Row *row = row_of_key(bench, key);
  if (!row) return;
  Figures *figures = &row->figures[engine];
  if (figures->count == figures->capacity) {
    figures->capacity = figures->capacity ? figures->capacity * 2 : 16;
    figures->items = realloc(figures->items, figures->capacity * sizeof(double));
    if (!figures->items) stop("out of memory", "");
  }
  figures->items[figures->count++] = value;
}

/* ---- measuring ---------------------------------------------------------------- */

/* Runs the file with the arguments that follow the first of `program`, which may be NULL. */
static void run_command(const Engine *engine, const char *file, const StringList *program,
                        ProcessResult *result) {
  StringList words = {0};
  for (size_t i = 0; i < engine->command.count; i++) list_add(&words, engine->command.items[i]);
  list_add(&words, file);
  for (size_t i = 1; program && i < program->count; i++) list_add(&words, program->items[i]);
  ProcessSpec spec = {.arguments = list_with_null(&words), .timeout = seconds_a_program};
  process_run(&spec, result);
  list_clear(&words);
}

static void warn(const Engine *engine, const char *program, const ProcessResult *result) {
  fprintf(stderr, "%s failed on %s: %.300s\n", engine->name, program,
          result->errors.data ? result->errors.data : "");
}

/* The largest resident set, for a program that has a row for it. */
static void record_memory(Bench *bench, size_t engine, const char *name, long kilobytes) {
  Text key = {0};
  text_format(&key, "%.*s-memory", (int)strcspn(name, "."), name);
  if (!bench->discovers) record(bench, engine, key.data, (double)kilobytes / 1024);
  text_free(&key);
}

static void measure_program(Bench *bench, size_t engine, Program *program) {
  Text path = {0};
  ProcessResult result;
  StringList lines = {0};
  const char *name = program->words.items[0];
  text_format(&path, "%s/%s", bench->folder, name);
  run_command(&bench->engines[engine], path.data, &program->words, &result);
  if (result.exit_code != 0) warn(&bench->engines[engine], program->line, &result);
  else record_memory(bench, engine, name, result.peak_kilobytes);
  program->suffices[engine] = result.seconds > seconds_for_once;
  list_add_lines(&lines, result.output.data ? result.output.data : "", result.output.length);
  for (size_t i = 0; i < lines.count; i++) {
    char key[64];
    double value;
    if (sscanf(lines.items[i], "%63s %lf", key, &value) == 2) record(bench, engine, key, value);
  }
  list_clear(&lines);
  process_result_free(&result);
  text_free(&path);
}

/* The empty file lies outside any project, so that no engine reads a package.json. */
static void measure_start(Bench *bench, size_t engine) {
  Text path = {0};
  text_add_temporary_path(&path, "bench-empty-XXXXXX.js");
  int descriptor = mkstemps(path.data, 3);
  if (descriptor < 0) stop("cannot make ", path.data);
  close(descriptor);
  for (int i = 0; i < starts_a_round; i++) {
    ProcessResult result;
    run_command(&bench->engines[engine], path.data, NULL, &result);
    if (result.exit_code == 0) {
      record(bench, engine, "start-time", result.seconds * 1e3);
      record_memory(bench, engine, "start", result.peak_kilobytes);
    } else if (i == 0) {
      warn(&bench->engines[engine], "an empty file", &result);
    }
    process_result_free(&result);
  }
  unlink(path.data);
  text_free(&path);
}

static void measure_round(Bench *bench, int round) {
  for (size_t i = 0; i < bench->program_count; i++) {
    Program *program = &bench->programs[i];
    for (size_t engine = 0; engine < bench->engine_count && !program->is_missing; engine++) {
      if (program->suffices[engine]) continue;
      fprintf(stderr, "round %d of %d: %s, %s\n", round + 1, bench->rounds, program->line,
              bench->engines[engine].name);
      if (!strcmp(program->line, "start")) measure_start(bench, engine);
      else measure_program(bench, engine, program);
    }
  }
}

/* ---- the table ---------------------------------------------------------------- */

static int engine_named(const Bench *bench, const char *name) {
  for (size_t i = 0; i < bench->engine_count; i++)
    if (!strcmp(bench->engines[i].name, name)) return (int)i;
  return -1;
}

static const char *figure(double value) {
  static char texts[4][32];
  static int turn;
  char *text = texts[turn = (turn + 1) % 4];
  if (isnan(value)) snprintf(text, 32, "–");
  else snprintf(text, 32, value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%.0f", value);
  return text;
}

static int compare_figures(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static double ratio(const Bench *bench, const Row *row, const char *peer) {
  int engine = engine_named(bench, peer);
  return engine < 0 ? NAN : row->best[0] / row->best[engine];
}

static double median_ratio(const Bench *bench, const Row *row, const char *peer) {
  int engine = engine_named(bench, peer);
  return engine < 0 ? NAN : row->median[0] / row->median[engine];
}

static const Bench *ordered; /* for qsort */

static int compare_rows(const void *a, const void *b) {
  double x = ratio(ordered, a, "jitless"), y = ratio(ordered, b, "jitless");
  return (x < y) - (x > y);
}

static void take_best(Row *row, size_t engine) {
  Figures *figures = &row->figures[engine];
  size_t count = figures->count;
  if (count) qsort(figures->items, count, sizeof(double), compare_figures);
  row->best[engine] = count ? figures->items[0] : NAN;
  row->median[engine] = count ? figures->items[count / 2] : NAN;
}

/* An engine that lacks one of the rows has no mean. */
static void take_mean(const Bench *bench, Row *row, size_t engine) {
  double best = 0, median = 0;
  size_t count = (size_t)(row - bench->rows);
  for (size_t i = 0; i < count; i++) {
    best += log(bench->rows[i].best[engine]);
    median += log(bench->rows[i].median[engine]);
  }
  row->best[engine] = exp(best / (double)count);
  row->median[engine] = exp(median / (double)count);
}

static void summarise(Bench *bench) {
  for (size_t i = 0; i < bench->row_count; i++)
    for (size_t engine = 0; engine < bench->engine_count; engine++) {
      Row *row = &bench->rows[i];
      if (row->is_mean) take_mean(bench, row, engine);
      else take_best(row, engine);
    }
  ordered = bench;
  if (bench->discovers) qsort(bench->rows, bench->row_count, sizeof(Row), compare_rows);
}

/* printf counts bytes; a cell's width is its characters. */
static void print_cell(const Bench *bench, const char *text, int width) {
  int characters = 0;
  for (const char *at = text; *at; at++) characters += (*at & 0xC0) != 0x80;
  if (bench->markdown) {
    printf("%s |", text);
    if (width) putchar(' ');
    return;
  }
  if (width < 0) printf("%s%*s", text, -width - characters, "");
  else printf("%*s%s", width > characters ? width - characters : 0, "", text);
}

static void print_row(const Bench *bench, const Row *row) {
  Text title = {0};
  text_format(&title, "%s, %s", row->title, row->unit);
  if (bench->markdown) printf("| ");
  print_cell(bench, title.data, -48);
  for (size_t i = 0; i < bench->engine_count; i++) print_cell(bench, figure(row->best[i]), 11);
  print_cell(bench, figure(ratio(bench, row, "node")), 10);
  print_cell(bench, figure(ratio(bench, row, "jitless")), 14);
  print_cell(bench, figure(median_ratio(bench, row, "jitless")), 10);
  putchar('\n');
  text_free(&title);
}

/* A mean the other way round: how much faster the first engine is. */
static void print_times_faster(const Bench *bench, const Row *row) {
  printf("\n%s: %s is", row->title, bench->engines[0].name);
  for (size_t i = 1; i < bench->engine_count; i++)
    printf("%s %s times as fast as %s", i > 1 ? "," : "", figure(row->best[i] / row->best[0]),
           bench->engines[i].name);
  putchar('\n');
}

static void print_head(const Bench *bench) {
  if (bench->markdown) printf("| ");
  print_cell(bench, "", -48);
  for (size_t i = 0; i < bench->engine_count; i++) print_cell(bench, bench->engines[i].name, 11);
  print_cell(bench, "mote/node", 10);
  print_cell(bench, "mote/jitless", 14);
  print_cell(bench, "(median)", 10);
  putchar('\n');
  if (!bench->markdown) return;
  printf("| --- |");
  for (size_t i = 0; i < bench->engine_count + 3; i++) printf(" ---: |");
  putchar('\n');
}

static void print_table(const Bench *bench) {
  print_head(bench);
  for (size_t i = 0; i < bench->row_count; i++) print_row(bench, &bench->rows[i]);
  for (size_t i = 0; i < bench->row_count && !bench->markdown; i++)
    if (bench->rows[i].is_mean) print_times_faster(bench, &bench->rows[i]);
}

/* ---- gates -------------------------------------------------------------------- */

static int check_gate(const Row *row, const char *name, double value) {
  double gate = gate_of(row->gates, name);
  if (gate == 0) return 0;
  bool met = value <= gate;
  printf("%s %-22s %s: %s, gate %s\n", met ? "met   " : "MISSED", row->key, name, figure(value),
         figure(gate));
  return !met;
}

/* The gates against an engine other than the one that is measured. */
static int check_peer(const Bench *bench, const Row *row, const char *name) {
  return check_gate(row, name, ratio(bench, row, name));
}

/* Node's interpreter must be there; QuickJS-ng is checked where it is. */
static int check_interpreters(const Bench *bench, const Row *row) {
  int missed = check_peer(bench, row, "jitless");
  if (engine_named(bench, "quickjs-ng") >= 0) missed += check_peer(bench, row, "quickjs-ng");
  return missed;
}

static bool is_interpreter(const char *name) {
  return !strcmp(name, "jitless") || !strcmp(name, "quickjs-ng");
}

static int check_gates(const Bench *bench) {
  int missed = 0;
  for (size_t i = 0; i < bench->row_count; i++) {
    const Row *row = &bench->rows[i];
    if (bench->gates) {
      missed += check_interpreters(bench, row);
      missed += check_gate(row, "limit", row->best[0]);
    }
    for (size_t e = 1; bench->async_gates && e < bench->engine_count; e++)
      if (!is_interpreter(bench->engines[e].name))
        missed += check_peer(bench, row, bench->engines[e].name);
  }
  if (bench->gates || bench->async_gates) printf("%d gates missed\n", missed);
  return missed;
}

/* ---- the command -------------------------------------------------------------- */

static void add_engine(Bench *bench, char *word) {
  char *equals = strchr(word, '=');
  if (!equals || bench->engine_count == engines_at_most) stop("not NAME=COMMAND: ", word);
  Engine *engine = &bench->engines[bench->engine_count++];
  *engine = (Engine){.name = must_duplicate(word, (size_t)(equals - word))};
  list_add_words(&engine->command, equals + 1);
}

int main(int count, char **words) {
  Bench bench = {.folder = "bench", .rounds = 3};
  for (int i = 1; i < count; i++) {
    char *word = words[i], *value = words[i + 1];
    if (!strcmp(word, "--markdown")) bench.markdown = true;
    else if (!strcmp(word, "--gates")) bench.gates = true;
    else if (!strcmp(word, "--async-gates")) bench.async_gates = true;
    else if (!strcmp(word, "--folder") && value) bench.folder = value, i++;
    else if (!strcmp(word, "--rounds") && value) bench.rounds = atoi(value), i++;
    else if (!strcmp(word, "--row") && value) list_add(&bench.wanted, value), i++;
    else if (*word == '-') stop("unknown option ", word);
    else add_engine(&bench, word);
  }
  if (!bench.engine_count) stop("no engine given", "");
  read_rows(&bench);
  if (!bench.row_count && !bench.discovers) return 0;
  for (int round = 0; round < bench.rounds; round++) measure_round(&bench, round);
  summarise(&bench);
  print_table(&bench);
  return check_gates(&bench) ? 1 : 0;
}
