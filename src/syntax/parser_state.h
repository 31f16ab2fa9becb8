/* SPDX-License-Identifier: MIT */
/* parser_state.h: the state that all parts of the parser share, and the small operations on it.
 *
 * Parsing functions are called with the parser at the first token of what they parse and leave
 * it at the first token behind. The first error ends the parse: fail() jumps to the innermost
 * Speculation, of which parse_program makes the outermost and speculate() (TypeScript's
 * ambiguities) the others. These are the only uses of longjmp in mote; no function between holds
 * memory that is not in the arena or owned by the Parser. */
#ifndef MOTE_SYNTAX_PARSER_STATE_H
#define MOTE_SYNTAX_PARSER_STATE_H

#include <setjmp.h>

#include "base/vec.h"
#include "syntax/parser.h"

typedef enum TokenKind {
  TOKEN_END,
  TOKEN_NUMBER,
  TOKEN_BIGINT,
  TOKEN_STRING,
  TOKEN_TEMPLATE,         /* from ` or } to ${ (no TOKEN_TAIL) or ` (TOKEN_TAIL) */
  TOKEN_REGEXP,
  TOKEN_PRIVATE_NAME,     /* #x: name is x */
  TOKEN_JSX_TEXT,
  TOKEN_ESCAPED_KEYWORD,  /* a reserved word with a \u escape: only a property name */
#define PUNCTUATOR(NAME, text, precedence, op) TOKEN_##NAME,
#include "syntax/tokens.def"
  TOKEN_IDENTIFIER,
#define CONTEXTUAL(NAME, text) TOKEN_##NAME,
#include "syntax/tokens.def"
#define STRICT_RESERVED(NAME, text) TOKEN_##NAME,
#include "syntax/tokens.def"
#define KEYWORD(NAME, text, precedence, op) TOKEN_##NAME,
#include "syntax/tokens.def"
  TOKEN_COUNT
} TokenKind;

enum { /* Token.flags */
       TOKEN_NEWLINE_BEFORE = 1 << 0,
       TOKEN_ESCAPED = 1 << 1,        /* NODE_ESCAPED */
       TOKEN_LEGACY_OCTAL = 1 << 2,   /* 010, "\1" */
       TOKEN_LEGACY_DECIMAL = 1 << 3, /* 08, "\8" */
       TOKEN_TAIL = 1 << 4,           /* TEMPLATE: the last part */
};

typedef struct Token {
  uint8_t kind;
  uint8_t flags;
  uint32_t start;
  uint32_t end;
  /* identifiers and keywords; STRING: value; BIGINT: digits; TEMPLATE: cooked or NULL; REGEXP:
   * pattern */
  Name *name;
  union {
    double number;
    Name *raw; /* TEMPLATE: raw; REGEXP: flags */
  };
} Token;

/* What is in force where we are; saved and restored by value. */
enum {
  IN_STRICT = 1 << 0,
  IN_GENERATOR = 1 << 1, /* yield is an operator */
  IN_ASYNC = 1 << 2, /* await is an operator */
  IN_MODULE = 1 << 3, /* await is reserved */
  IN_PARAMETERS = 1 << 4, /* yield and await expressions are errors */
  IN_STATIC_BLOCK = 1 << 5, /* await is an error */
  NO_IN = 1 << 6, /* `in` ends the expression: head of for */
  NO_ARGUMENTS = 1 << 7, /* field initialisers, static blocks */
  ALLOW_RETURN = 1 << 8,
  ALLOW_SUPER_PROPERTY = 1 << 9,
  ALLOW_SUPER_CALL = 1 << 10,
  ALLOW_NEW_TARGET = 1 << 11,
  IN_AMBIENT = 1 << 12, /* inside `declare`: bodies and initialisers are optional, all is erased */
  NO_CONDITIONAL_TYPE = 1 << 13, /* `extends` ends the type */
  IN_TERNARY = 1 << 14, /* between ? and :, where (a): b => c may be either */
  IN_DECORATOR = 1 << 15, /* [ ends the expression */
  /* what an inner expression in brackets does not inherit */
  RESET_IN_BRACKETS = NO_IN | IN_TERNARY | IN_DECORATOR,
  /* what functions other than arrows do not inherit */
  RESET_IN_FUNCTION = IN_GENERATOR | IN_ASYNC | IN_PARAMETERS | IN_STATIC_BLOCK | NO_ARGUMENTS |
                      ALLOW_RETURN | ALLOW_SUPER_PROPERTY | ALLOW_SUPER_CALL | ALLOW_NEW_TARGET |
                      RESET_IN_BRACKETS | NO_CONDITIONAL_TYPE,
};

#define NO_POSITION UINT32_MAX

/* A label, loop or switch that statements inside may leave. Lives on the C stack. */
typedef struct JumpScope {
  struct JumpScope *outer;
  Name *label; /* NULL: a loop or switch */
  Node *target; /* what break leaves */
  Node *loop; /* what continue continues, or NULL; of a label: filled in when the loop begins */
  uint32_t body_start; /* of a label: where the statement it labels begins */
} JumpScope;

/* A use of a private name that no class has claimed yet. */
typedef struct PrivateReference {
  Name *name;
  uint32_t start;
  uint32_t end;
} PrivateReference;

/* A function in a block that Annex B.3.3 may hoist. */
typedef struct HoistCandidate {
  FunctionDeclarationNode *node;
  Scope *scope;
} HoistCandidate;

/* TypeScript: an identifier in an expression, to tell which imports are values. */
typedef struct ValueReference {
  Name *name;
  Scope *scope;
} ValueReference;

/* A specifier of `export {local as exported}`, to be checked when all declarations are known. */
typedef struct PendingExport {
  Name *local;
  Name *exported;
  uint32_t start;
  uint32_t end;
} PendingExport;

VEC_DECLARE(NodeVec, Node *);
VEC_DECLARE(PrivateReferenceVec, PrivateReference);
VEC_DECLARE(HoistCandidateVec, HoistCandidate);
VEC_DECLARE(ValueReferenceVec, ValueReference);
VEC_DECLARE(PendingExportVec, PendingExport);
VEC_DECLARE(PositionVec, uint32_t);
VEC_DECLARE(ByteVec, char);
VEC_DECLARE(ModuleRequestVec, ModuleRequest);
VEC_DECLARE(ImportEntryVec, ImportEntry);
VEC_DECLARE(LocalExportVec, LocalExport);
VEC_DECLARE(IndirectExportVec, IndirectExport);
VEC_DECLARE(StarExportVec, StarExport);
VEC_DECLARE(BoolVec, bool);

typedef struct NameTable {
  Name **buckets;
  uint32_t mask;
  uint32_t count;
} NameTable;

/* The words the parser itself compares with. */
typedef struct KnownNames {
  Name *empty;
  Name *use_strict;
  Name *proto;
  Name *constructor;
  Name *prototype;
  Name *default_;
  Name *star_default;
  Name *name;
  Name *meta;
  Name *target;
  Name *react;
} KnownNames;

typedef struct Speculation Speculation;

typedef struct Parser {
  Token token;
  const char *cursor; /* behind the token */
  const char *source;
  const char *end;
  uint32_t previous_end;
  uint32_t context;
  Arena *arena;
  char *stack_limit;
  bool typescript;
  bool jsx;
  bool html_comments;
  bool unambiguous; /* may still turn out to be a module */
  bool has_module_syntax;
  bool allow_return;
  bool declaration_file;

  Scope *scope;
  Scope *var_scope;
  FunctionNode *function;
  JumpScope *jumps;
  NameTable names;
  KnownNames known;
  Program *program;

  /* how far things have come, to see what happened inside a cover grammar */
  uint32_t function_total; /* functions finished */
  uint32_t direct_eval_total;
  uint32_t yield_position; /* the last one in the present parameters-to-be, or NO_POSITION */
  uint32_t await_position;
  uint32_t await_identifier_position;
  /* where an arrow function may begin: the start of an assignment expression */
  uint32_t arrow_start;

  uint32_t class_depth;
  PrivateReferenceVec private_references;
  HoistCandidateVec hoist_candidates;
  NodeVec nodes; /* lists under construction */
  ByteVec text; /* a token's text under construction */
  ByteVec raw_text;

  /* modules */
  ModuleRequestVec requests;
  BoolVec needed_requests; /* of each request: not only for types */
  ImportEntryVec imports;
  LocalExportVec local_exports;
  IndirectExportVec indirect_exports;
  StarExportVec star_exports;
  PendingExportVec pending_exports;
  Scope *exported_names; /* a set */
  bool has_top_level_await;
  bool uses_import_meta;

  /* TypeScript */
  ValueReferenceVec value_references;
  PositionVec failed_arrows; /* positions known not to begin an arrow function with a return type */
  PositionVec open_angles; /* where type arguments that are being parsed began */
  PositionVec failed_angles; /* where none can begin, ascending */
  Scope *type_names; /* a set: names that are types, whatever else they are */
  NodeVec elidable; /* EXPORT_DEFAULT, IMPORT_EQUALS that may turn out to be types */

  const EvalContext *eval;
  Speculation *speculation;
  SyntaxError *error;
  const char *template_error; /* of the last template part without a cooked value */
  uint32_t template_error_start;
  uint32_t template_error_end;
} Parser;

/* ------------------------------------------------------------------------------ errors */

/* Ends the parse (or the speculation) with a SyntaxError about [start, end). */
NO_RETURN COLD PRINTF_FORMAT(4, 5) void fail(Parser *parser, uint32_t start, uint32_t end,
                                             const char *format, ...);

/* The same about the present token, or a node. */
NO_RETURN COLD void fail_token(Parser *parser, const char *message);
NO_RETURN COLD void fail_node(Parser *parser, const Node *node, const char *message);

/* "Unexpected token …", in the words that fit the token. */
NO_RETURN COLD void fail_unexpected(Parser *parser);
NO_RETURN COLD void fail_unexpected_token(Parser *parser, const Token *token);

/* Memory has run out; nested too deeply. */
NO_RETURN COLD void fail_out_of_memory(Parser *parser);
NO_RETURN COLD void fail_too_deep(Parser *parser);

/* Called wherever the parser recurses. */
static ALWAYS_INLINE void check_depth(Parser *parser) {
  if (unlikely((char *)__builtin_frame_address(0) < parser->stack_limit)) fail_too_deep(parser);
}

/* A copy in the arena of the place to come back to. */
typedef struct SavedPosition {
  Token token;
  const char *cursor;
  uint32_t previous_end;
} SavedPosition;

static inline SavedPosition save_position(const Parser *parser) {
  return (SavedPosition){parser->token, parser->cursor, parser->previous_end};
}
static inline void restore_position(Parser *parser, const SavedPosition *saved) {
  parser->token = saved->token;
  parser->cursor = saved->cursor;
  parser->previous_end = saved->previous_end;
}

/* Runs attempt(parser, argument). If it fails or returns false, everything is as it was before,
 * and the result is false. */
bool speculate(Parser *parser, bool (*attempt)(Parser *parser, void *argument), void *argument);

/* ------------------------------------------------------------------------------- names */

/* The one Name with these bytes. */
Name *intern(Parser *parser, const char *bytes, size_t length);
/* The same with the hash already computed by name_hash. */
Name *intern_hashed(Parser *parser, const char *bytes, size_t length, uint32_t hash);
static inline Name *intern_string(Parser *parser, const char *text) {
  return intern(parser, text, strlen(text));
}
/* Makes the table, and the words of tokens.def. */
void names_init(Parser *parser);

/* ------------------------------------------------------------------------------ tokens */

/* The text of a punctuator or keyword. */
const char *token_text(TokenKind kind);
extern const uint8_t token_precedence[TOKEN_COUNT];
extern const uint8_t token_operator[TOKEN_COUNT];

/* Reads the next token into parser->token. */
void lexer_next(Parser *parser);

static inline void next(Parser *parser) { lexer_next(parser); }
static inline bool at(const Parser *parser, TokenKind kind) { return parser->token.kind == kind; }
static inline bool newline_before(const Parser *parser) {
  return parser->token.flags & TOKEN_NEWLINE_BEFORE;
}

/* At this contextual word, written without escapes. */
static inline bool at_word(const Parser *parser, TokenKind kind) {
  return parser->token.kind == kind && !(parser->token.flags & TOKEN_ESCAPED);
}
/* Identifiers, contextual words and strict reserved words. */
static inline bool is_identifier_token(const Token *token) {
  return token->kind >= TOKEN_IDENTIFIER && token->kind < TOKEN_BREAK;
}
/* Any word, keywords included. */
static inline bool is_word_token(const Token *token) {
  return token->kind >= TOKEN_IDENTIFIER || token->kind == TOKEN_ESCAPED_KEYWORD;
}
static inline bool is_assignment_token(uint8_t kind) {
  return kind >= TOKEN_ASSIGN && kind <= TOKEN_ASSIGN_NULLISH;
}

/* Consumes the token if it is of that kind. */
static inline bool eat(Parser *parser, TokenKind kind) {
  if (parser->token.kind != kind) return false;
  lexer_next(parser);
  return true;
}
/* Consumes a token of that kind; anything else is unexpected. */
static inline void expect(Parser *parser, TokenKind kind) {
  if (unlikely(parser->token.kind != kind)) fail_unexpected(parser);
  lexer_next(parser);
}
/* The token behind the present one. */
Token peek(Parser *parser);

static inline bool can_insert_semicolon(const Parser *parser) {
  return at(parser, TOKEN_RIGHT_BRACE) || at(parser, TOKEN_END) || newline_before(parser);
}
/* Consumes a semicolon, written or inserted. */
void expect_semicolon(Parser *parser);

/* ------------------------------------------------------------------------------- nodes */

/* A zeroed node of `size` bytes that starts at `start` and ends where the last token ended. */
static inline void *node_new(Parser *parser, NodeKind kind, size_t size, uint32_t start) {
  Node *node = arena_alloc(parser->arena, size);
  node->kind = (uint8_t)kind;
  node->start = start;
  node->end = parser->previous_end;
  return node;
}
#define NEW_NODE(parser, KIND, Struct, start) \
  ((Struct *)node_new((parser), NODE_##KIND, sizeof(Struct), (start)))
static inline Node *finish(Parser *parser, void *node) {
  ((Node *)node)->end = parser->previous_end;
  return node;
}
static inline Node *unary_new(Parser *parser, NodeKind kind, uint32_t start, Node *operand) {
  UnaryNode *node = node_new(parser, kind, sizeof *node, start);
  node->operand = operand;
  return &node->node;
}

/* Lists: list_begin, list_push for each, list_end. They nest. */
static inline uint32_t list_begin(const Parser *parser) { return parser->nodes.length; }
static inline void list_push(Parser *parser, Node *node) {
  if (unlikely(!NodeVec_push(&parser->nodes, node))) fail_out_of_memory(parser);
}
NodeList list_end(Parser *parser, uint32_t mark);

static inline bool is_strict(const Parser *parser) { return parser->context & IN_STRICT; }
static inline bool is_ambient(const Parser *parser) { return parser->context & IN_AMBIENT; }

#endif
