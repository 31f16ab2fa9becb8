/* SPDX-License-Identifier: MIT */
/* parse.h: what the parts of the parser call of one another. */
#ifndef MOTE_SYNTAX_PARSE_H
#define MOTE_SYNTAX_PARSE_H

#include "syntax/parser_state.h"
#include "syntax/scopes.h"

/* ------------------------------------------------------------------ parse_expression.c */

/* Errors in an expression that are none if it turns out to be a pattern; NO_POSITION where there
 * is none. */
typedef struct CoverErrors {
  uint32_t shorthand; /* the = of {a = 1} */
  uint32_t double_proto; /* the second __proto__: */
} CoverErrors;

static inline CoverErrors cover_errors_none(void) {
  return (CoverErrors){NO_POSITION, NO_POSITION};
}

/* Expression: assignments joined by commas. */
Node *parse_expression(Parser *parser);
/* AssignmentExpression. */
Node *parse_assignment(Parser *parser);
/* The same, leaving errors that a pattern would not have to the caller. */
Node *parse_assignment_cover(Parser *parser, CoverErrors *errors);
/* Reports what is left in `errors`. */
void check_cover_errors(Parser *parser, const CoverErrors *errors);
/* LeftHandSideExpression. */
Node *parse_left_hand_side(Parser *parser, CoverErrors *errors);
/* UnaryExpression. */
Node *parse_unary(Parser *parser, CoverErrors *errors);
/* The members, calls… behind an expression that began at `start`. */
Node *parse_subscripts(Parser *parser, Node *base, uint32_t start, bool calls);
/* Arguments of a call, from ( to ). */
NodeList parse_arguments(Parser *parser, bool *has_spread);

/* --------------------------------------------------------------------- parse_primary.c */

/* PrimaryExpression, `new`, `super.x`, `import(…)`; also arrow functions, if one may begin here. */
Node *parse_primary(Parser *parser, CoverErrors *errors);
/* A template; tagged ones may have ill-formed escapes. */
TemplateNode *parse_template(Parser *parser, bool tagged);
/* The key of a property or class element; `*computed`: it stood in brackets. */
Node *parse_property_key(Parser *parser, bool *computed);
/* Whether the token may begin an expression. */
bool starts_expression(const Parser *parser, const Token *token);

/* ----------------------------------------------------------------------- parse_arrow.c */

/* Parenthesised expression or arrow function. */
Node *parse_parenthesized(Parser *parser);
/* The present token is `async`, followed on its line by an identifier: async x => … */
Node *parse_async_single_arrow(Parser *parser, uint32_t start);
/* x => …, the present token being =>. */
Node *parse_single_arrow(Parser *parser, IdentifierNode *parameter, uint32_t start);
/* `async` has been read as an identifier, the present token is (: a call of it, or an async
 * arrow function. */
Node *parse_async_call_or_arrow(Parser *parser, Node *callee, uint32_t start, bool *is_arrow);
/* TypeScript: <T>(x) => …; NULL, with nothing consumed, if it is none. The token is < or `async`
 * before it. */
Node *parse_generic_arrow(Parser *parser, uint32_t start, bool is_async);

/* --------------------------------------------------------------------- parse_pattern.c */

/* BindingIdentifier or BindingPattern; nothing is declared. */
Node *parse_binding_target(Parser *parser);
/* BindingIdentifier. */
IdentifierNode *parse_binding_identifier(Parser *parser);
/* Turns an expression into the target of an assignment (or the pattern of a parameter), in
 * place, or fails. */
Node *to_assignment_target(Parser *parser, Node *node, bool binding);
/* Fails unless the expression may be assigned to by ++, += …, for (x in …). */
void check_simple_target(Parser *parser, Node *node, const char *message);

/* -------------------------------------------------------------------- parse_function.c */

/* What function_enter saves. */
typedef struct FunctionSave {
  FunctionNode *function;
  Scope *scope;
  Scope *var_scope;
  JumpScope *jumps;
  uint32_t context;
  uint32_t hoist_mark;
  uint32_t function_total;
  uint32_t yield_position;
  uint32_t await_position;
  uint32_t await_identifier_position;
} FunctionSave;

/* A function without scopes, strict if the present code is. */
FunctionNode *function_new(Parser *parser, FunctionKind kind, uint32_t flags, uint32_t start);
/* Makes the function the present one; the context loses what functions do not inherit, and gets
 * `context`. */
FunctionSave function_enter(Parser *parser, FunctionNode *function, uint32_t context);
/* The body is behind us: decides about hoisting, and makes the outer function the present one
 * again. */
void function_leave(Parser *parser, FunctionNode *function, const FunctionSave *save);

/* `function`, or `async` and `function`, being the present token. */
Node *parse_function_expression(Parser *parser);
/* A FUNCTION_DECLARATION; NULL for an overload or ambient one. default_export: the name is
 * optional. */
Node *parse_function_declaration(Parser *parser, bool default_export);
/* From ( on, of a method, accessor or constructor. NULL when TypeScript leaves out the body. */
FunctionNode *parse_method(Parser *parser, FunctionKind kind, uint32_t flags, uint32_t start,
                           uint32_t context);
/* The parameters have been converted and not yet declared: declares them and computes the
 * function's flags about them. */
void declare_parameters(Parser *parser, FunctionNode *function);
/* { … } of a function, with directives. */
void parse_function_body(Parser *parser, FunctionNode *function);
/* Directives and statements up to `end`, into function->body. */
void parse_function_statements(Parser *parser, FunctionNode *function, TokenKind end);
/* Checks that were impossible before it was known whether the function is strict. */
void check_function_names(Parser *parser, FunctionNode *function, Name *name, uint32_t name_start,
                          bool unique_parameters);
/* Fails if the name may not be bound (or, with reference, used) here. */
void check_identifier(Parser *parser, const Token *token, bool reference);

/* ----------------------------------------------------------------------- parse_class.c */

/* `class`, or decorators before it, being the present token. */
Node *parse_class_expression(Parser *parser);
/* A CLASS_DECLARATION; NULL if ambient. */
Node *parse_class_declaration(Parser *parser, NodeList decorators, uint32_t start,
                              bool default_export);
/* @a @b.c() …, perhaps none. */
NodeList parse_decorators(Parser *parser);
/* Notes a use of a private name, which a class around must declare. */
void note_private_reference(Parser *parser, Name *name, uint32_t start, uint32_t end);

/* ------------------------------------------------------------------- parse_statement.c */

/* StatementListItem, or ModuleItem at the top of a module. NULL: nothing is left of it. */
Node *parse_statement_list_item(Parser *parser);
/* Statements up to `end`, which is not consumed. */
NodeList parse_statements(Parser *parser, TokenKind end);
/* Whether the present token is `async` with `function` behind it on its line. */
bool at_async_function(Parser *parser);

/* ---------------------------------------------------------------------- parse_module.c */

/* An import declaration; NULL if it is of types only. */
Node *parse_import(Parser *parser);
/* `export` and what follows, behind decorators; NULL if nothing is left. `start`: of it all. */
Node *parse_export(Parser *parser, NodeList decorators, uint32_t start);
/* When all is parsed: resolves exports, drops TypeScript's type-only imports, fills in
 * Program.module. */
void finish_module(Parser *parser);

/* -------------------------------------------------------------------------- TypeScript */

/* Types are parsed and forgotten. */
void parse_type(Parser *parser);
/* `: type` if there is one; returns whether. */
bool parse_optional_type_annotation(Parser *parser);
/* `: type` of a function, where `x is T` and `asserts x` may stand also. */
bool parse_optional_return_type(Parser *parser);
/* <T, …> if there is one. */
void parse_optional_type_parameters(Parser *parser);
/* <T, …> in a type, from < to >. */
void parse_type_arguments(Parser *parser);
/* <T, …> behind an expression, if that is what it is. */
bool try_type_arguments_in_expression(Parser *parser);
/* A.B.C<T>, as after `implements` and in `extends` of interfaces. */
void parse_type_reference_list(Parser *parser);
/* After `)` of what may be an arrow's parameters: `: type` followed by =>, consumed up to =>;
 * else nothing. */
bool try_arrow_return_type(Parser *parser);
/* <T>expr, in .ts. */
Node *parse_type_assertion(Parser *parser);
/* The members of an object type or interface, from { to }. */
void parse_object_type(Parser *parser);
/* An index signature in a class or type, if it is one: [key: string]: T. */
bool try_index_signature(Parser *parser);

/* Statements that begin with a contextual word: `type`, `interface`, `namespace`, `declare`,
 * `abstract`, `enum`… True if it was one; its node through `out` (NULL: nothing left). */
bool try_typescript_statement(Parser *parser, Node **out);
/* enum, at that keyword; `const` before it, at `start`, has been consumed. NULL if ambient. */
Node *parse_enum(Parser *parser, bool is_const, uint32_t start);
/* import name = …, at the =; NULL if nothing is left. */
Node *parse_import_equals(Parser *parser, Name *name, uint32_t name_start, uint32_t name_end,
                          uint32_t start, bool type_only);
/* Notes an identifier used as a value. */
void note_value_reference(Parser *parser, Name *name);
/* Notes a name that is (also) a type. */
void note_type_name(Parser *parser, Name *name);
/* Decides which imports are used as values. */
void resolve_value_references(Parser *parser);
/* A namespace member declared with export: adds its names to the namespace. */
void export_from_namespace(Parser *parser, Node *statement);

/* --------------------------------------------------------------------------------- JSX */

/* <tag…, the present token being <. */
Node *parse_jsx(Parser *parser);

#endif
