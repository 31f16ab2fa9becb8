/* SPDX-License-Identifier: MIT */
/* parser.c: the entry points; errors, trials, lists; programs.
 *
 * setjmp stands in two places here, run_guarded and speculate, and nowhere else in mote. Both
 * hold nothing across it but what they saved before. */
#include "syntax/parser.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/utf.h"
#include "syntax/line_table.h"
#include "syntax/parse.h"

/* How far below the caller the stack may grow when no limit is given. */
#define DEFAULT_STACK ((size_t)400 * 1024)
/* Sources are shorter than this, so that offsets fit and NO_POSITION is none. */
#define MAXIMUM_SOURCE_LENGTH ((size_t)UINT32_MAX - 16)

/* A place to come back to on failure. */
struct Speculation {
  Speculation *outer;
  bool is_trial; /* of speculate(): the failure is nobody's business */
  jmp_buf place;
};

/* ------------------------------------------------------------------------------ errors */

NO_RETURN static void give_up(Parser *parser, SyntaxErrorKind kind, const char *message) {
  while (parser->speculation->is_trial) parser->speculation = parser->speculation->outer;
  *parser->error = (SyntaxError){
      .kind = kind, .message = message, .start = parser->token.start, .end = parser->token.end};
  longjmp(parser->speculation->place, 1);
}

void fail_out_of_memory(Parser *parser) {
  give_up(parser, SYNTAX_OUT_OF_MEMORY, "Out of memory while parsing");
}

void fail_too_deep(Parser *parser) { give_up(parser, SYNTAX_TOO_DEEP, SYNTAX_TOO_DEEP_MESSAGE); }

void fail(Parser *parser, uint32_t start, uint32_t end, const char *format, ...) {
  if (parser->speculation->is_trial) longjmp(parser->speculation->place, 1);
  va_list arguments;
  va_start(arguments, format);
  va_list again;
  va_copy(again, arguments);
  int length = vsnprintf(NULL, 0, format, arguments);
  va_end(arguments);
  char *message = arena_alloc(parser->arena, (size_t)length + 1);
  vsnprintf(message, (size_t)length + 1, format, again);
  va_end(again);
  *parser->error =
      (SyntaxError){.kind = SYNTAX_ERROR, .message = message, .start = start, .end = end};
  parser->error->at_end = start >= (uint32_t)(parser->end - parser->source);
  longjmp(parser->speculation->place, 1);
}

void fail_token(Parser *parser, const char *message) {
  fail(parser, parser->token.start, parser->token.end, "%s", message);
}

void fail_node(Parser *parser, const Node *node, const char *message) {
  fail(parser, node->start, node->end, "%s", message);
}

void fail_unexpected_token(Parser *parser, const Token *token) {
  uint32_t start = token->start, end = token->end;
  switch (token->kind) {
    case TOKEN_END: fail(parser, start, end, "Unexpected end of input");
    case TOKEN_NUMBER:
    case TOKEN_BIGINT: fail(parser, start, end, "Unexpected number");
    case TOKEN_STRING: fail(parser, start, end, "Unexpected string");
    case TOKEN_TEMPLATE: fail(parser, start, end, "Unexpected template string");
    case TOKEN_PRIVATE_NAME:
      fail(parser, start, end, "Unexpected identifier '#%s'", token->name->bytes);
    case TOKEN_ESCAPED_KEYWORD:
      fail(parser, start, end, "Keyword must not contain escaped characters");
    case TOKEN_ENUM: fail(parser, start, end, "Unexpected reserved word");
    case TOKEN_REGEXP: fail(parser, start, end, "Unexpected regular expression");
    case TOKEN_JSX_TEXT: fail(parser, start, end, "Unexpected text");
    default: break;
  }
  if (token->kind == TOKEN_AWAIT && (parser->context & (IN_ASYNC | IN_MODULE)))
    fail(parser, start, end, "Unexpected reserved word");
  if (token->kind >= TOKEN_IMPLEMENTS && token->kind < TOKEN_BREAK && is_strict(parser))
    fail(parser, start, end, "Unexpected strict mode reserved word");
  if (is_identifier_token(token))
    fail(parser, start, end, "Unexpected identifier '%s'", token->name->bytes);
  fail(parser, start, end, "Unexpected token '%s'", token_text((TokenKind)token->kind));
}

void fail_unexpected(Parser *parser) { fail_unexpected_token(parser, &parser->token); }

/* ------------------------------------------------------------------------------ trials */

/* What a trial may have changed. Nodes, names and scopes made meanwhile become garbage in the
 * arena. */
typedef struct TrialState {
  SavedPosition position;
  uint32_t context;
  Scope *scope, *var_scope, *last_child;
  FunctionNode *function;
  JumpScope *jumps;
  uint32_t function_flags, function_total, direct_eval_total, class_depth;
  uint8_t uses, inner_uses;
  uint32_t yield_position, await_position, await_identifier_position, arrow_start;
  uint32_t private_references, hoist_candidates, nodes, value_references;
} TrialState;

static TrialState trial_begin(const Parser *parser) {
  return (TrialState){
      .position = save_position(parser),
      .context = parser->context,
      .scope = parser->scope,
      .var_scope = parser->var_scope,
      .last_child = parser->scope->last_child,
      .function = parser->function,
      .jumps = parser->jumps,
      .function_flags = parser->function->flags,
      .function_total = parser->function_total,
      .direct_eval_total = parser->direct_eval_total,
      .class_depth = parser->class_depth,
      .uses = parser->function->uses,
      .inner_uses = parser->function->inner_uses,
      .yield_position = parser->yield_position,
      .await_position = parser->await_position,
      .await_identifier_position = parser->await_identifier_position,
      .arrow_start = parser->arrow_start,
      .private_references = parser->private_references.length,
      .hoist_candidates = parser->hoist_candidates.length,
      .nodes = parser->nodes.length,
      .value_references = parser->value_references.length,
  };
}

static void trial_undo(Parser *parser, const TrialState *state) {
  restore_position(parser, &state->position);
  parser->context = state->context;
  parser->scope = state->scope;
  parser->var_scope = state->var_scope;
  scope_forget_children(state->scope, state->last_child);
  parser->function = state->function;
  parser->jumps = state->jumps;
  parser->function->flags = state->function_flags;
  parser->function_total = state->function_total;
  parser->direct_eval_total = state->direct_eval_total;
  parser->class_depth = state->class_depth;
  parser->function->uses = state->uses;
  parser->function->inner_uses = state->inner_uses;
  parser->yield_position = state->yield_position;
  parser->await_position = state->await_position;
  parser->await_identifier_position = state->await_identifier_position;
  parser->arrow_start = state->arrow_start;
  PrivateReferenceVec_truncate(&parser->private_references, state->private_references);
  HoistCandidateVec_truncate(&parser->hoist_candidates, state->hoist_candidates);
  NodeVec_truncate(&parser->nodes, state->nodes);
  ValueReferenceVec_truncate(&parser->value_references, state->value_references);
}

bool speculate(Parser *parser, bool (*attempt)(Parser *parser, void *argument), void *argument) {
  const TrialState state = trial_begin(parser);
  Speculation trial;
  trial.outer = parser->speculation;
  trial.is_trial = true;
  parser->speculation = &trial;
  bool success = setjmp(trial.place) == 0 && attempt(parser, argument);
  parser->speculation = trial.outer;
  if (!success) trial_undo(parser, &state);
  return success;
}

/* -------------------------------------------------------------------- tokens and lists */

Token peek(Parser *parser) {
  SavedPosition saved = save_position(parser);
  next(parser);
  Token token = parser->token;
  restore_position(parser, &saved);
  return token;
}

void expect_semicolon(Parser *parser) {
  if (eat(parser, TOKEN_SEMICOLON)) return;
  if (!can_insert_semicolon(parser)) fail_unexpected(parser);
}

NodeList list_end(Parser *parser, uint32_t mark) {
  uint32_t count = parser->nodes.length - mark;
  NodeList list = {NULL, count};
  if (count) {
    list.items = arena_alloc_array(parser->arena, count, sizeof(Node *));
    memcpy(list.items, parser->nodes.items + mark, count * sizeof(Node *));
  }
  NodeVec_truncate(&parser->nodes, mark);
  return list;
}

/* ---------------------------------------------------------------------------- programs */

static uint32_t goal_context(const Parser *parser, SyntaxGoal goal) {
  const EvalContext *eval = parser->eval;
  uint32_t context = parser->declaration_file ? IN_AMBIENT : 0;
  switch (goal) {
    case GOAL_MODULE: return context | IN_STRICT | IN_MODULE | IN_ASYNC;
    case GOAL_EVAL:
      return context | (eval->strict ? IN_STRICT : 0u) |
             (eval->allow_new_target ? ALLOW_NEW_TARGET : 0u) |
             (eval->allow_super_property ? ALLOW_SUPER_PROPERTY : 0u) |
             (eval->allow_super_call ? ALLOW_SUPER_CALL : 0u) |
             (eval->forbid_arguments ? NO_ARGUMENTS : 0u);
    default: return context | (parser->allow_return ? ALLOW_RETURN | ALLOW_NEW_TARGET : 0u);
  }
}

static void open_program(Parser *parser, SyntaxGoal goal) {
  static const FunctionKind kinds[] = {[GOAL_SCRIPT] = FUNCTION_SCRIPT,
                                       [GOAL_MODULE] = FUNCTION_MODULE,
                                       [GOAL_EVAL] = FUNCTION_EVAL,
                                       [GOAL_FUNCTION] = FUNCTION_SCRIPT};
  static const ScopeKind scopes[] = {[GOAL_SCRIPT] = SCOPE_SCRIPT,
                                     [GOAL_MODULE] = SCOPE_MODULE,
                                     [GOAL_EVAL] = SCOPE_EVAL,
                                     [GOAL_FUNCTION] = SCOPE_SCRIPT};
  parser->context = goal_context(parser, goal);
  parser->html_comments = goal != GOAL_MODULE;
  Program *program = parser->program;
  program->goal = goal;
  FunctionNode *function = program->function = function_new(parser, kinds[goal], 0, 0);
  parser->function = function;
  function->scope = function->body_scope = parser->var_scope = scope_push(parser, scopes[goal]);
  next(parser);
}

static void close_program(Parser *parser) {
  FunctionNode *function = parser->function;
  resolve_hoisting(parser, 0, function->body_scope);
  if (parser->has_top_level_await) function->flags |= FUNCTION_ASYNC;
  if (function->scope->flags & SCOPE_HAS_USING) function->flags |= FUNCTION_HAS_USING;
  function->function_count = parser->function_total;
  function->node.end = (uint32_t)(parser->end - parser->source);
  parser->program->function_count = parser->function_total + 1;
  if (parser->program->goal == GOAL_MODULE) finish_module(parser);
  else if (parser->typescript) resolve_value_references(parser);
}

static void parse_whole_program(Parser *parser, SyntaxGoal goal) {
  open_program(parser, goal);
  parse_function_statements(parser, parser->function, TOKEN_END);
  close_program(parser);
}

/* -------------------------------------------------------------------------- setting up */

static void setup(Parser *parser, Arena *arena, const ParseOptions *options, SyntaxError *error) {
  *parser = (Parser){
      .arena = arena,
      .source = options->source,
      .cursor = options->source,
      .end = options->source + options->length,
      .typescript = options->language >= LANGUAGE_TS,
      .jsx = options->language == LANGUAGE_JSX || options->language == LANGUAGE_TSX,
      .unambiguous = options->goal == GOAL_UNAMBIGUOUS,
      .allow_return = options->allow_return,
      .declaration_file = options->declaration_file,
      .eval = &options->eval,
      .error = error,
      .arrow_start = NO_POSITION,
      .yield_position = NO_POSITION,
      .await_position = NO_POSITION,
      .await_identifier_position = NO_POSITION,
  };
  char *here = __builtin_frame_address(0);
  parser->stack_limit = options->stack_limit ? options->stack_limit : here - DEFAULT_STACK;
}

static void start(Parser *parser, const ParseOptions *options) {
  if (!ByteVec_reserve(&parser->text, 256) || !ByteVec_reserve(&parser->raw_text, 256))
    fail_out_of_memory(parser);
  names_init(parser);
  Program *program = parser->program = ARENA_NEW(parser->arena, Program);
  program->arena = parser->arena;
  program->file_name = options->file_name;
  program->source = options->source;
  program->source_length = options->length;
}

static void tear_down(Parser *parser) {
  PrivateReferenceVec_destroy(&parser->private_references);
  HoistCandidateVec_destroy(&parser->hoist_candidates);
  NodeVec_destroy(&parser->nodes);
  ByteVec_destroy(&parser->text);
  ByteVec_destroy(&parser->raw_text);
  ModuleRequestVec_destroy(&parser->requests);
  BoolVec_destroy(&parser->needed_requests);
  ImportEntryVec_destroy(&parser->imports);
  LocalExportVec_destroy(&parser->local_exports);
  IndirectExportVec_destroy(&parser->indirect_exports);
  StarExportVec_destroy(&parser->star_exports);
  PendingExportVec_destroy(&parser->pending_exports);
  ValueReferenceVec_destroy(&parser->value_references);
  PositionVec_destroy(&parser->failed_arrows);
  PositionVec_destroy(&parser->open_angles);
  PositionVec_destroy(&parser->failed_angles);
  NodeVec_destroy(&parser->elidable);
}

static void out_of_memory(void *parser) { fail_out_of_memory(parser); }

/* What run_protected runs. */
typedef void (*ParseAction)(Parser *parser, const ParseOptions *options, void *argument);

/* Runs the action; false if it failed, with parser->error filled in. */
static bool run_guarded(Parser *parser, const ParseOptions *options, ParseAction action,
                        void *argument) {
  Speculation outermost = {0};
  parser->speculation = &outermost; /* cppcheck-suppress autoVariables */
  if (setjmp(outermost.place) != 0) return false;
  start(parser, options);
  action(parser, options, argument);
  return true;
}

/* Runs the action with a fresh parser. The program, or NULL with the error; has_module_syntax
 * tells if the failure was about module syntax in a script. */
static Program *run_protected(Arena *arena, const ParseOptions *options, SyntaxError *error,
                              ParseAction action, void *argument, bool *has_module_syntax) {
  Parser parser;
  ArenaOutOfMemory saved_handler = arena->out_of_memory;
  void *saved_context = arena->context;
  setup(&parser, arena, options, error);
  arena->out_of_memory = out_of_memory;
  arena->context = &parser; /* cppcheck-suppress autoVariables */
  bool success = run_guarded(&parser, options, action, argument);
  arena->out_of_memory = saved_handler;
  arena->context = saved_context;
  *has_module_syntax = parser.has_module_syntax;
  tear_down(&parser);
  return success ? parser.program : NULL;
}

static void finish_error(const ParseOptions *options, SyntaxError *error) {
  error->start = u32_min(error->start, (uint32_t)options->length);
  error->end = u32_min(u32_max(error->end, error->start), (uint32_t)options->length);
  source_position(options->source, options->length, error->start, &error->line, &error->column);
}

static bool is_too_long(size_t length, SyntaxError *error) {
  if (length <= MAXIMUM_SOURCE_LENGTH) return false;
  *error = (SyntaxError){
      .kind = SYNTAX_TOO_LONG, .message = "The source is too long", .line = 1, .column = 1};
  return true;
}

static void parse_goal(Parser *parser, const ParseOptions *options, void *argument) {
  (void)options;
  parse_whole_program(parser, *(const SyntaxGoal *)argument);
}

Program *parse_program(Arena *arena, const ParseOptions *options, SyntaxError *error) {
  if (is_too_long(options->length, error)) return NULL;
  SyntaxGoal goal = options->goal == GOAL_UNAMBIGUOUS ? GOAL_SCRIPT : options->goal;
  bool has_module_syntax;
  Program *program = run_protected(arena, options, error, parse_goal, &goal, &has_module_syntax);
  if (!program && options->goal == GOAL_UNAMBIGUOUS && has_module_syntax) {
    goal = GOAL_MODULE;
    program = run_protected(arena, options, error, parse_goal, &goal, &has_module_syntax);
  }
  if (!program) finish_error(options, error);
  return program;
}

/* ------------------------------------------------------------------------ new Function */

/* The three texts of a dynamic function, one after the other. */
typedef struct DynamicFunction {
  const char *parameters;
  const char *body;
  size_t parameters_length;
  size_t body_length;
  bool is_async;
  bool is_generator;
} DynamicFunction;

static const char *dynamic_keyword(const DynamicFunction *dynamic) {
  if (dynamic->is_async) return dynamic->is_generator ? "async function*" : "async function";
  return dynamic->is_generator ? "function*" : "function";
}

/* Points the parser at another text. */
static void set_source(Parser *parser, const char *text, size_t length) {
  parser->source = parser->cursor = text;
  parser->end = text + length;
  parser->token = (Token){0};
}

static char *concatenate(Parser *parser, const char *const *parts, const size_t *lengths,
                         size_t count, size_t *total) {
  *total = 0;
  for (size_t i = 0; i < count; i++) *total += lengths[i];
  if (*total > MAXIMUM_SOURCE_LENGTH) give_up(parser, SYNTAX_TOO_LONG, "The source is too long");
  char *text = arena_alloc(parser->arena, *total + 1), *place = text;
  for (size_t i = 0; i < count; i++) {
    memcpy(place, parts[i], lengths[i]);
    place += lengths[i];
  }
  return text;
}

/* Parses "function (" parameters "\n) {\n" body "\n}" as an expression that is the whole text. */
static FunctionNode *parse_function_text(Parser *parser, const DynamicFunction *dynamic,
                                         const char *name, bool with_parameters, bool with_body) {
  const char *keyword = dynamic_keyword(dynamic);
  const char *parts[] = {keyword,   name,
                         "(",       with_parameters ? dynamic->parameters : "",
                         "\n) {\n", with_body ? dynamic->body : "",
                         "\n}"};
  const size_t lengths[] = {strlen(keyword),
                            strlen(name),
                            1,
                            with_parameters ? dynamic->parameters_length : 0,
                            5,
                            with_body ? dynamic->body_length : 0,
                            2};
  size_t length;
  set_source(parser, concatenate(parser, parts, lengths, array_length(parts), &length), 0);
  parser->end = parser->source + length;
  open_program(parser, GOAL_FUNCTION);
  parser->arrow_start = NO_POSITION;
  Node *node = parse_function_declaration(parser, true);
  if (!node || !at(parser, TOKEN_END)) fail_unexpected(parser);
  return as_function_declaration(node)->function;
}

/* The function's name is not bound anywhere. */
static void forget_declarations(Scope *scope) {
  scope->first = scope->last = NULL;
  scope->declaration_count = 0;
  scope->flags &= (uint16_t)~SCOPE_HAS_FUNCTIONS;
}

/* Where the body begins tells whether the parameters closed the parenthesis themselves. */
static void parse_dynamic(Parser *parser, const ParseOptions *options, void *argument) {
  (void)options;
  const DynamicFunction *dynamic = argument;
  size_t prefix = strlen(dynamic_keyword(dynamic));
  FunctionNode *alone = parse_function_text(parser, dynamic, " ", true, false);
  if (alone->body_start != prefix + 2 + dynamic->parameters_length + 3)
    fail(parser, alone->body_start, alone->body_start + 1,
         "Arg string terminates parameters early");
  parser->scope = NULL;
  parse_function_text(parser, dynamic, " ", false, true);
  parser->scope = NULL;
  parser->function_total = 0;
  parser->program->dynamic_function =
      parse_function_text(parser, dynamic, " anonymous", true, true);
  forget_declarations(parser->scope);
  parser->program->source = parser->source;
  parser->program->source_length = (size_t)(parser->end - parser->source);
  close_program(parser);
}

Program *parse_dynamic_function(Arena *arena, const ParseOptions *options, bool is_async,
                                bool is_generator, const char *parameters, size_t parameters_length,
                                const char *body, size_t body_length, SyntaxError *error) {
  ParseOptions own = *options;
  own.source = "";
  own.length = 0;
  own.goal = GOAL_FUNCTION;
  DynamicFunction dynamic = {parameters,  body,     parameters_length,
                             body_length, is_async, is_generator};
  bool has_module_syntax;
  Program *program = run_protected(arena, &own, error, parse_dynamic, &dynamic, &has_module_syntax);
  if (!program) error->line = error->column = 1;
  return program;
}
