/* SPDX-License-Identifier: MIT */
/* parse_typescript_statement.c: TypeScript's declarations: types, `declare`, enums, namespaces,
 * `import x =`.
 *
 * Ambient declarations are parsed like others, but into a scope that is thrown away. Enums and
 * namespaces are compiled; all parts of one share a Declaration and a table of members. Names
 * that are types are kept in a set, so that exports of them can vanish. */
#include "syntax/parse.h"

/* -------------------------------------------------------------------- types and values */

void note_type_name(Parser *parser, Name *name) {
  if (!parser->typescript) return;
  if (!parser->type_names) parser->type_names = ARENA_NEW(parser->arena, Scope);
  name_set_add(parser, parser->type_names, name);
}

void note_value_reference(Parser *parser, Name *name) {
  if (is_ambient(parser)) return;
  ValueReferenceVec *references = &parser->value_references;
  if (references->length) {
    ValueReference last = references->items[references->length - 1];
    if (last.name == name && last.scope == parser->scope) return;
  }
  ValueReference reference = {name, parser->scope};
  if (!ValueReferenceVec_push(references, reference)) fail_out_of_memory(parser);
}

/* Marks the import that a name in a scope means, if it is one. */
static void mark_used(Name *name, const Scope *scope) {
  for (; scope; scope = scope->parent) {
    Declaration *found = scope_find(scope, name);
    if (!found) continue;
    if (found->kind == DECLARE_IMPORT || found->kind == DECLARE_IMPORT_EQUALS)
      found->flags |= DECLARATION_USED_AS_VALUE;
    return;
  }
}

static Name *entity_head(const Node *entity) {
  while (entity->kind == NODE_MEMBER) entity = ((const MemberNode *)entity)->object;
  return as_identifier(entity)->name;
}

static bool is_declared(const Name *name, const Scope *scope) {
  for (; scope; scope = scope->parent)
    if (scope_find(scope, name)) return true;
  return false;
}

/* `import x = A.B` is a value if it is used or exported, and A is not only a type. Later ones
 * may refer to earlier ones. */
static void resolve_import_equals(Parser *parser) {
  for (uint32_t i = parser->elidable.length; i > 0; i--) {
    Node *node = parser->elidable.items[i - 1];
    if (node->kind != NODE_IMPORT_EQUALS) continue;
    ImportEqualsNode *import = as_import_equals(node);
    Declaration *declaration = import->declaration;
    bool used = declaration->flags &
                (DECLARATION_USED_AS_VALUE | DECLARATION_RE_EXPORTED | DECLARATION_EXPORTED);
    if (used && import->entity) {
      Name *head = entity_head(import->entity);
      if (!is_declared(head, declaration->scope) && parser->type_names &&
          scope_find(parser->type_names, head))
        used = false;
      else mark_used(head, declaration->scope);
    }
    if (used) continue;
    node->flags |= NODE_ELIDED;
    declaration->flags |= DECLARATION_TYPE_ONLY;
  }
}

/* Only names of imports are worth the walk up the scopes: they are marked in Name.data for the
 * time being. */
void resolve_value_references(Parser *parser) {
  if (!parser->typescript) return;
  for (uint32_t i = 0; i < parser->imports.length; i++)
    parser->imports.items[i].local_name->data = parser;
  for (uint32_t i = 0; i < parser->elidable.length; i++)
    if (parser->elidable.items[i]->kind == NODE_IMPORT_EQUALS)
      as_import_equals(parser->elidable.items[i])->name->data = parser;
  for (uint32_t i = 0; i < parser->value_references.length; i++) {
    ValueReference reference = parser->value_references.items[i];
    if (reference.name->data) mark_used(reference.name, reference.scope);
  }
  for (uint32_t i = 0; i < parser->imports.length; i++)
    parser->imports.items[i].local_name->data = NULL;
  for (uint32_t i = 0; i < parser->elidable.length; i++)
    if (parser->elidable.items[i]->kind == NODE_IMPORT_EQUALS)
      as_import_equals(parser->elidable.items[i])->name->data = NULL;
  resolve_import_equals(parser);
}

/* ------------------------------------------------------------------------ ambient code */

/* Parses with everything that is declared, referenced and nested going nowhere. */
static void parse_ambient(Parser *parser, void (*parse)(Parser *parser)) {
  uint32_t context = parser->context, references = parser->value_references.length,
           totals = parser->function_total;
  uint8_t uses = parser->function->uses;
  Scope *var_scope = parser->var_scope, *last_child = parser->scope->last_child;
  check_depth(parser);
  parser->context |= IN_AMBIENT;
  Scope *scratch = parser->var_scope = scope_push(parser, SCOPE_NAMESPACE);
  parse(parser);
  for (Declaration *each = scratch->first; each; each = each->next)
    note_type_name(parser, each->name);
  scope_pop(parser);
  scope_forget_children(parser->scope, last_child);
  parser->var_scope = var_scope;
  parser->context = context;
  parser->function_total = totals;
  parser->function->uses = uses;
  ValueReferenceVec_truncate(&parser->value_references, references);
}

static void parse_ambient_statement(Parser *parser) { parse_statement_list_item(parser); }

static void parse_type_alias(Parser *parser) {
  next(parser);
  note_type_name(parser, parser->token.name);
  next(parser);
  parse_optional_type_parameters(parser);
  expect(parser, TOKEN_ASSIGN);
  parse_type(parser);
  expect_semicolon(parser);
}

static void parse_interface(Parser *parser) {
  next(parser);
  note_type_name(parser, parser->token.name);
  next(parser);
  parse_optional_type_parameters(parser);
  if (eat(parser, TOKEN_EXTENDS)) parse_type_reference_list(parser);
  parse_object_type(parser);
}

/* declare module "x" { … }, declare global { … } */
static void parse_ambient_block(Parser *parser) {
  next(parser);
  eat(parser, TOKEN_STRING);
  if (!at(parser, TOKEN_LEFT_BRACE)) {
    expect_semicolon(parser);
    return;
  }
  next(parser);
  parse_statements(parser, TOKEN_RIGHT_BRACE);
  next(parser);
}

static bool at_declarable(const Token *token) {
  switch (token->kind) {
    case TOKEN_VAR:
    case TOKEN_LET:
    case TOKEN_CONST:
    case TOKEN_FUNCTION:
    case TOKEN_CLASS:
    case TOKEN_ENUM:
    case TOKEN_IMPORT:
    case TOKEN_ABSTRACT:
    case TOKEN_ASYNC:
    case TOKEN_NAMESPACE:
    case TOKEN_MODULE:
    case TOKEN_GLOBAL:
    case TOKEN_INTERFACE:
    case TOKEN_TYPE:
    case TOKEN_USING:
    case TOKEN_AWAIT: return true;
    default: return false;
  }
}

/* ----------------------------------------------------------------------------- members */

static NamespaceMembers *find_child(const NamespaceMembers *members, const Name *name) {
  for (uint32_t i = 0; members && i < members->count; i++)
    if (members->names[i] == name) return members->children[i];
  return NULL;
}

static void grow_members(Parser *parser, NamespaceMembers *members) {
  uint32_t capacity = members->capacity ? members->capacity * 2 : 8;
  Name **names = ARENA_NEW_ARRAY(parser->arena, Name *, capacity);
  NamespaceMembers **nested = ARENA_NEW_ARRAY(parser->arena, NamespaceMembers *, capacity);
  if (members->count) {
    memcpy(names, members->names, members->count * sizeof *names);
    memcpy(nested, members->children, members->count * sizeof *nested);
  }
  members->names = names;
  members->children = nested;
  members->capacity = capacity;
}

static void set_child(NamespaceMembers *members, const Name *name, NamespaceMembers *child) {
  for (uint32_t i = 0; i < members->count; i++)
    if (members->names[i] == name) members->children[i] = child;
}

static void add_member(Parser *parser, NamespaceMembers *members, Name *name,
                       NamespaceMembers *child) {
  if (!members->set) members->set = ARENA_NEW(parser->arena, Scope);
  if (!name_set_add(parser, members->set, name)) {
    if (child) set_child(members, name, child);
    return;
  }
  if (members->count == members->capacity) grow_members(parser, members);
  members->names[members->count] = name;
  members->children[members->count++] = child;
}

/* The members of what has this name already, in this scope or in another part of the namespace
 * around; else a new table. */
static NamespaceMembers *members_of(Parser *parser, const Name *name) {
  Declaration *found = scope_find(parser->scope, name);
  if (found && found->members) return found->members;
  NamespaceMembers *child = find_child(parser->scope->members, name);
  return child ? child : ARENA_NEW(parser->arena, NamespaceMembers);
}

static bool may_merge(const Declaration *found, DeclarationKind kind) {
  switch (found->kind) {
    case DECLARE_NAMESPACE: return true;
    case DECLARE_ENUM: return true;
    case DECLARE_FUNCTION:
    case DECLARE_CLASS: return kind == DECLARE_NAMESPACE;
    default: return false;
  }
}

/* The declaration that this part of an enum or namespace adds to. */
static Declaration *declare_merged(Parser *parser, Node *node, const Token *name,
                                   DeclarationKind kind, NamespaceMembers *members) {
  Declaration *declaration = scope_find(parser->scope, name->name);
  if (!declaration || !may_merge(declaration, kind)) {
    declaration = declare(parser, name->name, kind, name->start, name->end);
    node->flags |= NODE_FIRST_DECLARATION;
  }
  declaration->members = members;
  return declaration;
}

/* The name of an enum or namespace inside its own body. */
static void open_member_scope(Parser *parser, Scope *scope, const Token *name, DeclarationKind kind,
                              NamespaceMembers *members) {
  Declaration *self = ARENA_NEW(parser->arena, Declaration);
  self->name = name->name;
  self->kind = (uint8_t)kind;
  self->start = name->start;
  self->scope = scope;
  self->members = members;
  scope->self = self;
  scope->members = members;
}

/* -------------------------------------------------------------------------------- enum */

/* "name", name, ["name"] or [`name`]. */
static Name *parse_enum_member_name(Parser *parser) {
  bool bracket = eat(parser, TOKEN_LEFT_BRACKET);
  Token name = parser->token;
  bool literal = name.kind == TOKEN_STRING ||
                 (bracket && name.kind == TOKEN_TEMPLATE && (name.flags & TOKEN_TAIL) && name.name);
  if (!literal && (bracket || !is_word_token(&name))) fail_unexpected(parser);
  next(parser);
  if (bracket) expect(parser, TOKEN_RIGHT_BRACKET);
  return name.name;
}

static Node *parse_enum_member(Parser *parser, NamespaceMembers *members) {
  EnumMemberNode *member = NEW_NODE(parser, ENUM_MEMBER, EnumMemberNode, parser->token.start);
  member->name = parse_enum_member_name(parser);
  if (eat(parser, TOKEN_ASSIGN)) member->value = parse_assignment(parser);
  add_member(parser, members, member->name, NULL);
  return finish(parser, member);
}

Node *parse_enum(Parser *parser, bool is_const, uint32_t start) {
  EnumNode *node = NEW_NODE(parser, ENUM, EnumNode, start);
  next(parser);
  Token name = parser->token;
  check_identifier(parser, &name, false);
  next(parser);
  node->name = name.name;
  if (is_const) node->node.flags |= NODE_CONST;
  NamespaceMembers *members = members_of(parser, name.name);
  node->scope = scope_push(parser, SCOPE_ENUM);
  open_member_scope(parser, node->scope, &name, DECLARE_ENUM, members);
  uint32_t mark = list_begin(parser);
  expect(parser, TOKEN_LEFT_BRACE);
  while (!at(parser, TOKEN_RIGHT_BRACE)) {
    list_push(parser, parse_enum_member(parser, members));
    if (!at(parser, TOKEN_RIGHT_BRACE)) expect(parser, TOKEN_COMMA);
  }
  node->members = list_end(parser, mark);
  scope_pop(parser);
  next(parser);
  if (is_ambient(parser)) {
    note_type_name(parser, name.name);
    return NULL;
  }
  node->declaration = declare_merged(parser, &node->node, &name, DECLARE_ENUM, members);
  return finish(parser, node);
}

/* --------------------------------------------------------------------------- namespace */

/* Whether a statement leaves something to run: an `import x = A.B` alone does not. */
static bool is_instantiated(const FunctionNode *function) {
  for (uint32_t i = 0; i < function->body.count; i++)
    if (function->body.items[i]->kind != NODE_IMPORT_EQUALS) return true;
  return false;
}

static Node *parse_namespace(Parser *parser, uint32_t start);

/* { … }, or .B { … } as if it were an exported namespace B. */
static void parse_namespace_body(Parser *parser, FunctionNode *function) {
  if (!at(parser, TOKEN_DOT)) {
    expect(parser, TOKEN_LEFT_BRACE);
    function->body = parse_statements(parser, TOKEN_RIGHT_BRACE);
    next(parser);
    return;
  }
  uint32_t mark = list_begin(parser), start = parser->token.start;
  Node *inner = parse_namespace(parser, start);
  if (inner) {
    inner->flags |= NODE_EXPORTED;
    if (!is_ambient(parser)) export_from_namespace(parser, inner);
    list_push(parser, unary_new(parser, NODE_EXPORT_DECLARATION, start, inner));
  }
  function->body = list_end(parser, mark);
}

/* The token is before the name: `namespace`, `module` or a dot. */
static Node *parse_namespace(Parser *parser, uint32_t start) {
  check_depth(parser);
  NamespaceNode *node = NEW_NODE(parser, NAMESPACE, NamespaceNode, start);
  next(parser);
  Token name = parser->token;
  check_identifier(parser, &name, false);
  next(parser);
  node->name = name.name;
  NamespaceMembers *members = members_of(parser, name.name);
  Scope *last_child = parser->scope->last_child;
  uint32_t references = parser->value_references.length, totals = parser->function_total;
  FunctionNode *function = node->function = function_new(parser, FUNCTION_NORMAL, 0, start);
  function->body_start = parser->token.start;
  FunctionSave save = function_enter(parser, function, 0);
  function->scope = function->body_scope = parser->var_scope = scope_push(parser, SCOPE_NAMESPACE);
  open_member_scope(parser, function->scope, &name, DECLARE_NAMESPACE, members);
  parse_namespace_body(parser, function);
  function_leave(parser, function, &save);
  finish(parser, function);
  if (is_ambient(parser) || !is_instantiated(function)) {
    scope_forget_children(parser->scope, last_child);
    ValueReferenceVec_truncate(&parser->value_references, references);
    parser->function_total = totals;
    note_type_name(parser, name.name);
    return NULL;
  }
  node->declaration = declare_merged(parser, &node->node, &name, DECLARE_NAMESPACE, members);
  return finish(parser, node);
}

static void export_member(Parser *parser, IdentifierNode *identifier, DeclarationKind kind) {
  (void)kind;
  identifier->declaration->flags |= DECLARATION_EXPORTED;
  add_member(parser, parser->scope->members, identifier->name, NULL);
}

static void export_declaration_member(Parser *parser, Declaration *declaration) {
  declaration->flags |= DECLARATION_EXPORTED;
  add_member(parser, parser->scope->members, declaration->name, declaration->members);
}

void export_from_namespace(Parser *parser, Node *statement) {
  if (is_ambient(parser)) return;
  switch (statement->kind) {
    case NODE_VARIABLE: {
      NodeList declarators = as_variable(statement)->declarators;
      for (uint32_t i = 0; i < declarators.count; i++)
        each_bound_identifier(parser, as_declarator(declarators.items[i])->target, DECLARE_VAR,
                              export_member);
      break;
    }
    case NODE_FUNCTION_DECLARATION:
      export_declaration_member(parser, as_function_declaration(statement)->declaration);
      break;
    case NODE_CLASS_DECLARATION:
      export_declaration_member(parser, as_class_declaration(statement)->declaration);
      break;
    case NODE_ENUM: export_declaration_member(parser, as_enum(statement)->declaration); break;
    case NODE_NAMESPACE:
      export_declaration_member(parser, as_namespace(statement)->declaration);
      break;
    case NODE_IMPORT_EQUALS:
      export_declaration_member(parser, as_import_equals(statement)->declaration);
      break;
    default: break;
  }
}

/* -------------------------------------------------------------------------- import x = */

/* A or A.B.C as an expression. */
static Node *parse_entity(Parser *parser) {
  Token head = parser->token;
  check_identifier(parser, &head, true);
  next(parser);
  IdentifierNode *identifier = NEW_NODE(parser, IDENTIFIER, IdentifierNode, head.start);
  identifier->name = head.name;
  Node *entity = &identifier->node;
  while (eat(parser, TOKEN_DOT)) {
    Token name = parser->token;
    if (!is_word_token(&name)) fail_unexpected(parser);
    next(parser);
    MemberNode *member = NEW_NODE(parser, MEMBER, MemberNode, head.start);
    member->object = entity;
    member->name = name.name;
    member->name_start = name.start;
    entity = &member->node;
  }
  return entity;
}

Node *parse_import_equals(Parser *parser, Name *name, uint32_t name_start, uint32_t name_end,
                          uint32_t start, bool type_only) {
  ImportEqualsNode *node = NEW_NODE(parser, IMPORT_EQUALS, ImportEqualsNode, start);
  expect(parser, TOKEN_ASSIGN);
  node->name = name;
  if (at_word(parser, TOKEN_REQUIRE) && peek(parser).kind == TOKEN_LEFT_PAREN) {
    next(parser);
    next(parser);
    if (!at(parser, TOKEN_STRING)) fail_unexpected(parser);
    node->specifier = parser->token.name;
    next(parser);
    expect(parser, TOKEN_RIGHT_PAREN);
  } else {
    node->entity = parse_entity(parser);
  }
  expect_semicolon(parser);
  if (type_only || is_ambient(parser)) {
    note_type_name(parser, name);
    return NULL;
  }
  node->declaration = declare(parser, name, DECLARE_IMPORT_EQUALS, name_start, name_end);
  if (!NodeVec_push(&parser->elidable, &node->node)) fail_out_of_memory(parser);
  return finish(parser, node);
}

/* ---------------------------------------------------------------------------- dispatch */

/* `declare` or `abstract` has been seen and belongs to what follows. */
static Node *parse_declare(Parser *parser) {
  next(parser);
  bool block = (at_word(parser, TOKEN_MODULE) && peek(parser).kind == TOKEN_STRING) ||
               (at_word(parser, TOKEN_GLOBAL) && peek(parser).kind == TOKEN_LEFT_BRACE);
  parse_ambient(parser, block ? parse_ambient_block : parse_ambient_statement);
  return NULL;
}

bool try_typescript_statement(Parser *parser, Node **out) {
  Token token = parser->token;
  if (token.kind == TOKEN_ENUM) {
    *out = parse_enum(parser, false, token.start);
    return true;
  }
  if (!is_identifier_token(&token) || token.kind == TOKEN_IDENTIFIER ||
      (token.flags & TOKEN_ESCAPED))
    return false;
  if (token.kind != TOKEN_TYPE && token.kind != TOKEN_INTERFACE && token.kind != TOKEN_NAMESPACE &&
      token.kind != TOKEN_MODULE && token.kind != TOKEN_DECLARE && token.kind != TOKEN_ABSTRACT &&
      token.kind != TOKEN_GLOBAL)
    return false;
  Token after = peek(parser);
  if (after.flags & TOKEN_NEWLINE_BEFORE) return false;
  *out = NULL;
  switch (token.kind) {
    case TOKEN_TYPE:
      if (!is_identifier_token(&after)) return false;
      parse_ambient(parser, parse_type_alias);
      return true;
    case TOKEN_INTERFACE:
      if (!is_identifier_token(&after)) return false;
      parse_ambient(parser, parse_interface);
      return true;
    case TOKEN_NAMESPACE:
    case TOKEN_MODULE:
      if (after.kind == TOKEN_STRING) parse_ambient(parser, parse_ambient_block);
      else if (is_identifier_token(&after)) *out = parse_namespace(parser, token.start);
      else return false;
      return true;
    case TOKEN_GLOBAL:
      if (after.kind != TOKEN_LEFT_BRACE || !is_ambient(parser)) return false;
      parse_ambient(parser, parse_ambient_block);
      return true;
    case TOKEN_ABSTRACT:
      if (after.kind != TOKEN_CLASS) return false;
      next(parser);
      *out = parse_class_declaration(parser, (NodeList){0}, parser->token.start, false);
      return true;
    default:
      if (!at_declarable(&after)) return false;
      *out = parse_declare(parser);
      return true;
  }
}
