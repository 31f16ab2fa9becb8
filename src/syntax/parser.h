/* SPDX-License-Identifier: MIT */
/* parser.h: source text in, AST or one syntax error out.
 *
 * The parser knows nothing of values or the collected heap. It takes memory from the caller's
 * arena only (and frees what little it takes elsewhere before it returns), recurses no deeper
 * than the stack limit it is given, and needs time linear in the length of the source, long
 * lines included. */
#ifndef MOTE_SYNTAX_PARSER_H
#define MOTE_SYNTAX_PARSER_H

#include "syntax/ast.h"

typedef enum SourceLanguage { LANGUAGE_JS, LANGUAGE_JSX, LANGUAGE_TS, LANGUAGE_TSX } SourceLanguage;

/* How code that is not a script or module on its own is placed. */
typedef struct EvalContext {
  bool strict;             /* the caller of a direct eval is strict */
  /* in a function that is not an arrow of the global code, or a field initialiser */
  bool allow_new_target;
  bool allow_super_property; /* in a method */
  bool allow_super_call; /* in a derived constructor */
  bool forbid_arguments; /* in a class field initialiser */
  const char *const *private_names; /* those in scope, without #, WTF-8 with a NUL */
  uint32_t private_name_count;
} EvalContext;

typedef struct ParseOptions {
  /* UTF-8 or WTF-8; source[length] must be readable and NUL. What is ill-formed reads as U+FFFD. */
  const char *source;
  size_t length; /* below 4 GiB - 16 */
  const char *file_name; /* for the Program; may be NULL */
  SyntaxGoal goal;
  SourceLanguage language;
  EvalContext eval; /* with GOAL_EVAL */
  bool declaration_file; /* TypeScript: a .d.ts file, everything in it is ambient */
  /* GOAL_SCRIPT: `return`, new.target and using at the top, as CommonJS modules have it */
  bool allow_return;
  /* the lowest address that the C stack may reach; NULL: 400 KiB below the caller */
  void *stack_limit;
} ParseOptions;

/* What JavaScript says where recursion has no end: nesting is no different. */
#define SYNTAX_TOO_DEEP_MESSAGE "Maximum call stack size exceeded"

typedef enum SyntaxErrorKind {
  SYNTAX_ERROR,
  SYNTAX_REFERENCE_ERROR, /* an early ReferenceError */
  SYNTAX_TOO_DEEP, /* nested too deeply for the stack: a RangeError */
  SYNTAX_TOO_LONG, /* the source is too long: a RangeError also */
  SYNTAX_OUT_OF_MEMORY,
} SyntaxErrorKind;

/* What was wrong. The message is in the arena, but for out of memory, where it is static. */
typedef struct SyntaxError {
  SyntaxErrorKind kind;
  const char *message; /* UTF-8, "Unexpected token '}'" */
  uint32_t start; /* byte range in the source */
  uint32_t end;
  uint32_t line; /* from 1 */
  uint32_t column; /* from 1, in UTF-16 code units */
  bool at_end; /* the source ended too early: more of it might make it right (for a REPL) */
} SyntaxError;

/* Parses a whole program. On failure it returns NULL and fills in `error`; the arena then holds
 * garbage to be freed with it. The arena's out-of-memory handler is replaced while parsing, and
 * restored. */
MUST_USE Program *parse_program(Arena *arena, const ParseOptions *options, SyntaxError *error);

/* CreateDynamicFunction's parsing: `parameters` and `body` are each parsed alone, then the
 * function as a whole. options->source is not looked at: Program.source is the text of the whole
 * function ("async function* anonymous(" …). #sec-createdynamicfunction */
MUST_USE Program *parse_dynamic_function(Arena *arena, const ParseOptions *options, bool is_async,
                                         bool is_generator, const char *parameters,
                                         size_t parameters_length, const char *body,
                                         size_t body_length, SyntaxError *error);

#endif
