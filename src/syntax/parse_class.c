/* SPDX-License-Identifier: MIT */
/* parse_class.c: classes, their elements, private names, decorators.
 *
 * Initialisers of fields are parsed as code of two made-up functions, one for the instance and
 * one for the class, which are entered and left for each of them. Uses of private names are
 * collected and claimed when a class ends; what no class claims must be known to the eval
 * around, or is an error. */
#include "syntax/parse.h"

/* ----------------------------------------------------------------------- private names */

static bool is_private_name_of_eval(const Parser *parser, const Name *name) {
  for (uint32_t i = 0; i < parser->eval->private_name_count; i++)
    if (strcmp(parser->eval->private_names[i], name->bytes) == 0) return true;
  return false;
}

static void check_unclaimed(Parser *parser, const PrivateReference *reference) {
  if (is_private_name_of_eval(parser, reference->name) || is_ambient(parser)) return;
  fail(parser, reference->start, reference->end,
       "Private field '#%s' must be declared in an enclosing class", reference->name->bytes);
}

void note_private_reference(Parser *parser, Name *name, uint32_t start, uint32_t end) {
  PrivateReference reference = {name, start, end};
  if (parser->class_depth == 0) check_unclaimed(parser, &reference);
  else if (!PrivateReferenceVec_push(&parser->private_references, reference))
    fail_out_of_memory(parser);
}

/* Leaves a class: private names that it does not declare are those of a class around it. */
static void resolve_private_names(Parser *parser, Scope *class_scope, uint32_t mark) {
  PrivateReferenceVec *references = &parser->private_references;
  uint32_t kept = mark;
  for (uint32_t i = mark; i < references->length; i++) {
    PrivateReference reference = references->items[i];
    if (scope_find_private(class_scope, reference.name)) continue;
    if (parser->class_depth == 0) check_unclaimed(parser, &reference);
    else references->items[kept++] = reference;
  }
  PrivateReferenceVec_truncate(references, kept);
}

static PrivateKind private_kind_of(ClassElementKind kind) {
  switch (kind) {
    case ELEMENT_METHOD: return PRIVATE_METHOD;
    case ELEMENT_GETTER: return PRIVATE_GETTER;
    case ELEMENT_SETTER: return PRIVATE_SETTER;
    case ELEMENT_ACCESSOR: return PRIVATE_ACCESSOR;
    default: return PRIVATE_FIELD;
  }
}

/* A getter and a setter of one name go together, if both or neither are static. */
static bool completes_accessor(PrivateDeclaration *found, PrivateKind kind, bool is_static) {
  bool pair = (found->kind == PRIVATE_GETTER && kind == PRIVATE_SETTER) ||
              (found->kind == PRIVATE_SETTER && kind == PRIVATE_GETTER);
  return pair && found->is_static == is_static;
}

static void declare_private(Parser *parser, ClassNode *class, ClassElementNode *element) {
  Name *name = as_private_name(element->key)->name;
  PrivateKind kind = private_kind_of((ClassElementKind)element->node.op);
  bool is_static = element->node.flags & NODE_STATIC;
  if (kind != PRIVATE_FIELD)
    class->flags |= is_static ? CLASS_HAS_STATIC_PRIVATE_METHODS : CLASS_HAS_PRIVATE_METHODS;
  PrivateDeclaration *found = scope_find_private(class->scope, name);
  if (found) {
    if (!completes_accessor(found, kind, is_static))
      fail(parser, element->key->start, element->key->end,
           "Identifier '#%s' has already been declared", name->bytes);
    found->kind = PRIVATE_ACCESSOR;
    return;
  }
  scope_add_private(parser, class->scope, name, kind, is_static);
}

/* -------------------------------------------------------------------------- decorators */

static Node *parse_decorator(Parser *parser) {
  uint32_t context = parser->context;
  parser->context |= IN_DECORATOR;
  next(parser);
  CoverErrors errors = cover_errors_none();
  parser->arrow_start = NO_POSITION;
  Node *expression;
  if (at(parser, TOKEN_LEFT_PAREN) && !parser->typescript) {
    expression = parse_primary(parser, &errors);
  } else {
    if (!parser->typescript && !is_identifier_token(&parser->token)) fail_unexpected(parser);
    expression = parse_left_hand_side(parser, &errors);
  }
  check_cover_errors(parser, &errors);
  parser->context = context;
  return expression;
}

NodeList parse_decorators(Parser *parser) {
  uint32_t mark = list_begin(parser);
  while (at(parser, TOKEN_AT)) list_push(parser, parse_decorator(parser));
  return list_end(parser, mark);
}

/* --------------------------------------------------------------- the made-up functions */

static FunctionSave fields_enter(Parser *parser, ClassNode *class, bool is_static,
                                 FunctionNode **out) {
  FunctionNode **place = is_static ? &class->static_fields : &class->instance_fields;
  bool first = *place == NULL;
  if (first) {
    *place = function_new(parser, FUNCTION_FIELDS, is_static ? FUNCTION_STATIC_ELEMENT : 0,
                          class->node.start);
    (*place)->node.end = class->node.start;
  }
  FunctionNode *function = *out = *place;
  uint32_t context = ALLOW_SUPER_PROPERTY | ALLOW_NEW_TARGET | NO_ARGUMENTS;
  FunctionSave save = function_enter(parser, function, context);
  if (first) function->scope = function->body_scope = scope_push(parser, SCOPE_FUNCTION);
  else parser->function_total--;
  parser->scope = parser->var_scope = function->scope;
  return save;
}

static void fields_leave(Parser *parser, FunctionNode *function, FunctionSave *save) {
  uint32_t count = function->function_count;
  function_leave(parser, function, save);
  function->function_count += count;
}

static Node *parse_initializer(Parser *parser, ClassNode *class, bool is_static) {
  FunctionNode *function;
  FunctionSave save = fields_enter(parser, class, is_static, &function);
  next(parser);
  Node *value = parse_assignment(parser);
  fields_leave(parser, function, &save);
  return value;
}

static Node *parse_static_block(Parser *parser, ClassNode *class, uint32_t start) {
  FunctionNode *fields;
  FunctionSave save = fields_enter(parser, class, true, &fields);
  FunctionNode *block = function_new(parser, FUNCTION_STATIC_BLOCK, FUNCTION_STATIC_ELEMENT, start);
  FunctionSave block_save = function_enter(
      parser, block, ALLOW_SUPER_PROPERTY | ALLOW_NEW_TARGET | NO_ARGUMENTS | IN_STATIC_BLOCK);
  block->scope = block->body_scope = parser->var_scope = scope_push(parser, SCOPE_FUNCTION);
  block->body_start = parser->token.start;
  next(parser);
  block->body = parse_statements(parser, TOKEN_RIGHT_BRACE);
  if (block->scope->flags & SCOPE_HAS_USING) block->flags |= FUNCTION_HAS_USING;
  function_leave(parser, block, &block_save);
  next(parser);
  fields_leave(parser, fields, &save);
  return finish(parser, block);
}

/* ---------------------------------------------------------------------------- elements */

/* What stands before the name of an element. */
typedef struct Modifiers {
  bool is_static;
  bool is_abstract;
  bool is_declare;
  bool is_accessor;
  bool is_readonly;
} Modifiers;

/* Whether the token may begin an element's name (or body), so that the word before it is a
 * modifier. */
static bool starts_element_name(const Token *token) {
  switch (token->kind) {
    case TOKEN_LEFT_BRACKET:
    case TOKEN_MULTIPLY:
    case TOKEN_STRING:
    case TOKEN_NUMBER:
    case TOKEN_BIGINT:
    case TOKEN_PRIVATE_NAME: return true;
    default: return is_word_token(token);
  }
}

static bool *modifier_place(Parser *parser, Modifiers *modifiers, bool *other) {
  switch (parser->token.kind) {
    case TOKEN_STATIC: return &modifiers->is_static;
    case TOKEN_ACCESSOR: return &modifiers->is_accessor;
    case TOKEN_ABSTRACT: return parser->typescript ? &modifiers->is_abstract : NULL;
    case TOKEN_DECLARE: return parser->typescript ? &modifiers->is_declare : NULL;
    case TOKEN_READONLY: return parser->typescript ? &modifiers->is_readonly : NULL;
    case TOKEN_PUBLIC:
    case TOKEN_PRIVATE:
    case TOKEN_PROTECTED:
    case TOKEN_OVERRIDE: return parser->typescript ? other : NULL;
    default: return NULL;
  }
}

static Modifiers parse_modifiers(Parser *parser, uint32_t *name_start) {
  Modifiers modifiers = {0};
  for (;;) {
    bool other = false, *place = modifier_place(parser, &modifiers, &other);
    *name_start = parser->token.start;
    if (!place || *place || (parser->token.flags & TOKEN_ESCAPED)) return modifiers;
    bool is_static = at(parser, TOKEN_STATIC);
    Token after = peek(parser);
    bool same_line = !(after.flags & TOKEN_NEWLINE_BEFORE);
    bool block = is_static && after.kind == TOKEN_LEFT_BRACE;
    if (!block && (!starts_element_name(&after) || (!is_static && !same_line))) return modifiers;
    if (after.kind == TOKEN_MULTIPLY && at(parser, TOKEN_ACCESSOR)) return modifiers;
    *place = true;
    next(parser);
  }
}

/* `get`, `set`, `async`, `*` before the name. */
static ClassElementKind parse_method_prefix(Parser *parser, uint32_t *flags) {
  ClassElementKind kind = ELEMENT_METHOD;
  if (at_word(parser, TOKEN_GET) || at_word(parser, TOKEN_SET)) {
    Token after = peek(parser);
    if (starts_element_name(&after) && after.kind != TOKEN_MULTIPLY) {
      kind = at(parser, TOKEN_GET) ? ELEMENT_GETTER : ELEMENT_SETTER;
      next(parser);
      return kind;
    }
  } else if (at_word(parser, TOKEN_ASYNC)) {
    Token after = peek(parser);
    if (starts_element_name(&after) && !(after.flags & TOKEN_NEWLINE_BEFORE)) {
      *flags |= FUNCTION_ASYNC;
      next(parser);
    }
  }
  if (eat(parser, TOKEN_MULTIPLY)) *flags |= FUNCTION_GENERATOR;
  return kind;
}

static void parse_element_key(Parser *parser, ClassElementNode *element) {
  if (at(parser, TOKEN_PRIVATE_NAME)) {
    Token token = parser->token;
    if (token.name == parser->known.constructor)
      fail_token(parser, "Classes may not have a private field named '#constructor'");
    next(parser);
    NameNode *key = NEW_NODE(parser, PRIVATE_NAME, NameNode, token.start);
    key->name = token.name;
    element->key = &key->node;
    return;
  }
  bool computed;
  element->key = parse_property_key(parser, &computed);
  if (computed) element->node.flags |= NODE_COMPUTED;
}

static bool has_key(const ClassElementNode *element, const Name *name) {
  return !(element->node.flags & NODE_COMPUTED) && element->key->kind == NODE_STRING &&
         as_string(element->key)->value == name;
}

static void check_constructor(Parser *parser, ClassNode *class, ClassElementNode *element,
                              uint32_t flags) {
  if (element->node.op != ELEMENT_METHOD)
    fail_node(parser, element->key, "Class constructor may not be an accessor");
  if (flags & FUNCTION_GENERATOR)
    fail_node(parser, element->key, "Class constructor may not be a generator");
  if (flags & FUNCTION_ASYNC)
    fail_node(parser, element->key, "Class constructor may not be an async method");
  if (class->constructor) fail_node(parser, element->key, "A class may only have one constructor");
}

/* False: it had no body. */
static bool parse_class_method(Parser *parser, ClassNode *class, ClassElementNode *element,
                               uint32_t flags, uint32_t start) {
  bool is_static = element->node.flags & NODE_STATIC;
  bool is_constructor = !is_static && has_key(element, parser->known.constructor);
  if (is_static && has_key(element, parser->known.prototype))
    fail_node(parser, element->key, "Classes may not have a static property named 'prototype'");
  if (is_static) flags |= FUNCTION_STATIC_ELEMENT;
  FunctionKind kind = element->node.op == ELEMENT_GETTER   ? FUNCTION_GETTER
                      : element->node.op == ELEMENT_SETTER ? FUNCTION_SETTER
                                                           : FUNCTION_METHOD;
  uint32_t context = ALLOW_SUPER_PROPERTY;
  if (is_constructor) {
    check_constructor(parser, class, element, flags);
    kind = class->heritage ? FUNCTION_CONSTRUCTOR_DERIVED : FUNCTION_CONSTRUCTOR_BASE;
    if (class->heritage) context |= ALLOW_SUPER_CALL;
  }
  FunctionNode *function = parse_method(parser, kind, flags, start, context);
  if (!function) return false;
  element->value = &function->node;
  if (is_constructor) class->constructor = function;
  return !is_constructor;
}

/* False: nothing is left of it. */
static bool parse_field(Parser *parser, ClassNode *class, ClassElementNode *element,
                        const Modifiers *modifiers) {
  bool is_static = modifiers->is_static;
  if (has_key(element, parser->known.constructor))
    fail_node(parser, element->key, "Classes may not have a field named 'constructor'");
  if (is_static && has_key(element, parser->known.prototype))
    fail_node(parser, element->key, "Classes may not have a static property named 'prototype'");
  if (parser->typescript) {
    if (!eat(parser, TOKEN_QUESTION)) eat(parser, TOKEN_NOT);
    parse_optional_type_annotation(parser);
  }
  bool erased = modifiers->is_declare || modifiers->is_abstract;
  if (at(parser, TOKEN_ASSIGN))
    element->value = parse_initializer(parser, class, is_static && !erased);
  expect_semicolon(parser);
  return !erased;
}

static void note_element(Parser *parser, ClassNode *class, ClassElementNode *element) {
  bool is_static = element->node.flags & NODE_STATIC;
  bool is_field = element->node.op == ELEMENT_FIELD || element->node.op == ELEMENT_ACCESSOR;
  if (element->decorators.count) class->flags |= CLASS_HAS_DECORATORS;
  if (is_static && (has_key(element, parser->known.name) || (element->node.flags & NODE_COMPUTED)))
    class->flags |= CLASS_HAS_STATIC_NAME;
  if (!is_field) return;
  if (!is_static) class->instance_field_count++;
  class->flags |= is_static ? CLASS_HAS_STATIC_INITIALIZERS : CLASS_HAS_INSTANCE_FIELDS;
  FunctionNode *function;
  if (is_static ? !class->static_fields : !class->instance_fields) {
    FunctionSave save = fields_enter(parser, class, is_static, &function);
    fields_leave(parser, function, &save);
  }
}

/* The name has been read: what follows tells a method from a field. */
static bool at_method(const Parser *parser, ClassElementKind kind, uint32_t flags) {
  return kind != ELEMENT_METHOD || flags || at(parser, TOKEN_LEFT_PAREN) ||
         (parser->typescript && at(parser, TOKEN_LESS));
}

static void parse_named_element(Parser *parser, ClassNode *class, ClassElementNode *element,
                                const Modifiers *modifiers, uint32_t start) {
  uint32_t flags = 0;
  ClassElementKind kind =
      modifiers->is_accessor ? ELEMENT_ACCESSOR : parse_method_prefix(parser, &flags);
  Scope *last_child = parser->scope->last_child;
  parse_element_key(parser, element);
  bool kept, optional = parser->typescript && at(parser, TOKEN_QUESTION) && !modifiers->is_accessor;
  if (optional) {
    TokenKind after = (TokenKind)peek(parser).kind;
    if (after == TOKEN_LEFT_PAREN || after == TOKEN_LESS) next(parser);
  }
  if (kind != ELEMENT_ACCESSOR && at_method(parser, kind, flags)) {
    element->node.op = (uint8_t)kind;
    kept = parse_class_method(parser, class, element, flags, start) && !modifiers->is_abstract &&
           !modifiers->is_declare;
  } else {
    element->node.op = kind == ELEMENT_ACCESSOR ? ELEMENT_ACCESSOR : ELEMENT_FIELD;
    kept = parse_field(parser, class, element, modifiers);
  }
  if (!kept) {
    if (!element->value || element->value->kind != NODE_FUNCTION)
      scope_forget_children(parser->scope, last_child);
    return;
  }
  if (element->key->kind == NODE_PRIVATE_NAME && !(element->node.flags & NODE_COMPUTED))
    declare_private(parser, class, element);
  finish(parser, element);
  note_element(parser, class, element);
  list_push(parser, &element->node);
}

static void parse_element(Parser *parser, ClassNode *class) {
  uint32_t name_start;
  NodeList decorators = parse_decorators(parser);
  ClassElementNode *element =
      NEW_NODE(parser, CLASS_ELEMENT, ClassElementNode, parser->token.start);
  element->decorators = decorators;
  Modifiers modifiers = parse_modifiers(parser, &name_start);
  if (modifiers.is_static) element->node.flags |= NODE_STATIC;
  if (modifiers.is_static && at(parser, TOKEN_LEFT_BRACE)) {
    if (decorators.count) fail_unexpected(parser);
    element->node.op = ELEMENT_STATIC_BLOCK;
    element->value = parse_static_block(parser, class, name_start);
    class->flags |= CLASS_HAS_STATIC_INITIALIZERS;
    list_push(parser, finish(parser, element));
    return;
  }
  if (parser->typescript && at(parser, TOKEN_LEFT_BRACKET) && try_index_signature(parser)) return;
  parse_named_element(parser, class, element, &modifiers, name_start);
}

/* --------------------------------------------------------------------------- the class */

static void parse_heritage(Parser *parser, ClassNode *class) {
  if (eat(parser, TOKEN_EXTENDS)) {
    CoverErrors errors = cover_errors_none();
    uint32_t context = parser->context;
    parser->context &= ~(uint32_t)RESET_IN_BRACKETS;
    parser->arrow_start = NO_POSITION;
    class->heritage = parse_left_hand_side(parser, &errors);
    check_cover_errors(parser, &errors);
    if (parser->typescript && (at(parser, TOKEN_LESS) || at(parser, TOKEN_SHIFT_LEFT)))
      parse_type_arguments(parser);
    while (is_ambient(parser) && eat(parser, TOKEN_COMMA)) parse_type(parser);
    parser->context = context;
  }
  if (parser->typescript && at_word(parser, TOKEN_IMPLEMENTS)) {
    next(parser);
    parse_type_reference_list(parser);
  }
}

static void parse_class_body(Parser *parser, ClassNode *class) {
  uint32_t mark = list_begin(parser), private_mark = parser->private_references.length;
  expect(parser, TOKEN_LEFT_BRACE);
  parser->class_depth++;
  while (!at(parser, TOKEN_RIGHT_BRACE)) {
    if (eat(parser, TOKEN_SEMICOLON)) continue;
    if (at(parser, TOKEN_END)) fail_unexpected(parser);
    parse_element(parser, class);
  }
  parser->class_depth--;
  class->elements = list_end(parser, mark);
  resolve_private_names(parser, class->scope, private_mark);
}

static bool at_class_name(Parser *parser) {
  if (!is_word_token(&parser->token) || at(parser, TOKEN_EXTENDS)) return false;
  if (!parser->typescript || !at_word(parser, TOKEN_IMPLEMENTS)) return true;
  Token after = peek(parser);
  return !is_word_token(&after);
}

/* The token is behind `class` and the name, if any. */
static ClassNode *parse_class_rest(Parser *parser, uint32_t start, NodeList decorators,
                                   const Token *name) {
  ClassNode *class = NEW_NODE(parser, CLASS, ClassNode, start);
  class->decorators = decorators;
  if (decorators.count) class->flags |= CLASS_HAS_DECORATORS;
  class->scope = scope_push(parser, SCOPE_CLASS);
  if (name) {
    class->name = name->name;
    declare(parser, name->name, DECLARE_CLASS_NAME, name->start, name->end);
  }
  if (parser->typescript) parse_optional_type_parameters(parser);
  parse_heritage(parser, class);
  parse_class_body(parser, class);
  scope_pop(parser);
  next(parser);
  finish(parser, class);
  return class;
}

Node *parse_class_expression(Parser *parser) {
  check_depth(parser);
  uint32_t context = parser->context;
  uint32_t start = parser->token.start;
  NodeList decorators = parse_decorators(parser);
  if (parser->typescript && decorators.count && at_word(parser, TOKEN_ABSTRACT)) next(parser);
  expect(parser, TOKEN_CLASS);
  parser->context |= IN_STRICT;
  Token name = parser->token;
  bool named = at_class_name(parser);
  if (named) {
    check_identifier(parser, &name, false);
    next(parser);
  }
  ClassNode *class = parse_class_rest(parser, start, decorators, named ? &name : NULL);
  parser->context = context;
  return &class->node;
}

Node *parse_class_declaration(Parser *parser, NodeList decorators, uint32_t start,
                              bool default_export) {
  check_depth(parser);
  uint32_t context = parser->context;
  next(parser);
  parser->context |= IN_STRICT;
  Token name = parser->token;
  bool named = at_class_name(parser);
  if (named) check_identifier(parser, &name, false);
  else if (!default_export) fail_unexpected(parser);
  ClassDeclarationNode *node = NEW_NODE(parser, CLASS_DECLARATION, ClassDeclarationNode, start);
  Name *declared = named ? name.name : parser->known.star_default;
  node->declaration = declare(parser, declared, DECLARE_CLASS, named ? name.start : start,
                              named ? name.end : start + 5);
  if (named) next(parser);
  node->class_node = parse_class_rest(parser, start, decorators, named ? &name : NULL);
  parser->context = context;
  return finish(parser, node);
}
