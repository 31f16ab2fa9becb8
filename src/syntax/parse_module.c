/* SPDX-License-Identifier: MIT */
/* parse_module.c: import and export declarations, and the module record that they add up to.
 * #sec-parsemodule
 *
 * Specifiers of `export {…}` are resolved at the end, when all declarations are known. In
 * TypeScript an import that no expression mentions was for types only: it vanishes, and so does
 * its request if nothing else needs it. */
#include "syntax/parse.h"

/* ------------------------------------------------------------------------------- names */

/* Strings in place of names must be well-formed Unicode: in WTF-8, no three-byte surrogates. */
static bool is_well_formed(const Name *name) {
  for (uint32_t i = 0; i + 1 < name->length; i++)
    if ((uint8_t)name->bytes[i] == 0xED && (uint8_t)name->bytes[i + 1] >= 0xA0) return false;
  return true;
}

/* ModuleExportName: a word or a string. */
static Token parse_export_name(Parser *parser) {
  Token token = parser->token;
  if (token.kind == TOKEN_STRING) {
    if (!is_well_formed(token.name))
      fail_token(parser, "Invalid module export name: contains unpaired surrogate character");
  } else if (!is_word_token(&token)) {
    fail_unexpected(parser);
  }
  next(parser);
  return token;
}

/* Notes that a name is exported; a second time is an error. */
static void note_exported_name(Parser *parser, Name *name, uint32_t start, uint32_t end) {
  if (parser->scope->kind != SCOPE_MODULE || is_ambient(parser)) return;
  if (!parser->exported_names) parser->exported_names = ARENA_NEW(parser->arena, Scope);
  if (!name_set_add(parser, parser->exported_names, name))
    fail(parser, start, end, "Duplicate export of '%s'", name->bytes);
}

/* Exports the declared local. */
static void add_local_export(Parser *parser, Name *exported, Declaration *declaration,
                             uint32_t start, uint32_t end) {
  if (is_ambient(parser)) return;
  declaration->flags |= DECLARATION_EXPORTED;
  LocalExport entry = {exported, declaration->name, declaration, start, end};
  if (!LocalExportVec_push(&parser->local_exports, entry)) fail_out_of_memory(parser);
}

/* ---------------------------------------------------------------------------- requests */

static bool same_request(const ModuleRequest *a, const ModuleRequest *b) {
  if (a->specifier != b->specifier || a->phase != b->phase ||
      a->attribute_count != b->attribute_count)
    return false;
  for (uint32_t i = 0; i < a->attribute_count; i++)
    if (a->attributes[i].key != b->attributes[i].key ||
        a->attributes[i].value != b->attributes[i].value)
      return false;
  return true;
}

/* Adds a request, or finds an equal one; its index. */
static uint32_t add_module_request(Parser *parser, ModuleRequest request) {
  for (uint32_t i = 0; i < parser->requests.length; i++)
    if (same_request(&parser->requests.items[i], &request)) return i;
  if (!ModuleRequestVec_push(&parser->requests, request) ||
      !BoolVec_push(&parser->needed_requests, false))
    fail_out_of_memory(parser);
  return parser->requests.length - 1;
}

static int compare_names(const Name *a, const Name *b) { return strcmp(a->bytes, b->bytes); }

static void insert_attribute(Parser *parser, ModuleRequest *request, ImportAttribute attribute,
                             const Token *key) {
  ImportAttribute *larger =
      ARENA_NEW_ARRAY(parser->arena, ImportAttribute, request->attribute_count + 1);
  uint32_t place = 0;
  while (place < request->attribute_count &&
         compare_names(request->attributes[place].key, attribute.key) < 0)
    place++;
  if (place < request->attribute_count && request->attributes[place].key == attribute.key)
    fail(parser, key->start, key->end, "Import attributes has a duplicate key '%s'",
         attribute.key->bytes);
  if (request->attributes) {
    memcpy(larger, request->attributes, place * sizeof *larger);
    memcpy(larger + place + 1, request->attributes + place,
           (request->attribute_count - place) * sizeof *larger);
  }
  larger[place] = attribute;
  request->attributes = larger;
  request->attribute_count++;
}

/* with { type: "json" } */
static void parse_attributes(Parser *parser, ModuleRequest *request) {
  if (!at(parser, TOKEN_WITH)) return;
  next(parser);
  expect(parser, TOKEN_LEFT_BRACE);
  while (!at(parser, TOKEN_RIGHT_BRACE)) {
    Token key = parser->token;
    if (key.kind != TOKEN_STRING && !is_word_token(&key)) fail_unexpected(parser);
    next(parser);
    expect(parser, TOKEN_COLON);
    if (!at(parser, TOKEN_STRING)) fail_unexpected(parser);
    insert_attribute(parser, request, (ImportAttribute){key.name, parser->token.name}, &key);
    next(parser);
    if (!at(parser, TOKEN_RIGHT_BRACE)) expect(parser, TOKEN_COMMA);
  }
  next(parser);
}

/* "specifier" with {…} ; */
static uint32_t parse_request(Parser *parser, ImportPhase phase, bool type_only) {
  if (!at(parser, TOKEN_STRING)) fail_unexpected(parser);
  ModuleRequest request = {.specifier = parser->token.name,
                           .phase = (uint8_t)phase,
                           .start = parser->token.start,
                           .end = parser->token.end};
  next(parser);
  parse_attributes(parser, &request);
  expect_semicolon(parser);
  return type_only || is_ambient(parser) ? UINT32_MAX : add_module_request(parser, request);
}

static void expect_from(Parser *parser) {
  if (!at_word(parser, TOKEN_FROM)) fail_unexpected(parser);
  next(parser);
}

/* ------------------------------------------------------------------------------ import */

/* Binds a local name to something imported; the request is filled in later. */
static void add_import(Parser *parser, Name *import_name, const Token *local, bool type_only) {
  check_identifier(parser, local, false);
  if (type_only || is_ambient(parser)) {
    note_type_name(parser, local->name);
    return;
  }
  Declaration *declaration = declare(parser, local->name, DECLARE_IMPORT, local->start, local->end);
  ImportEntry entry = {UINT32_MAX, import_name, local->name, declaration, local->start, local->end};
  if (!ImportEntryVec_push(&parser->imports, entry)) fail_out_of_memory(parser);
}

/* TypeScript's `type` before a specifier. Leaves the token at the specifier's name. */
static bool parse_specifier_type(Parser *parser) {
  if (!parser->typescript || !at_word(parser, TOKEN_TYPE)) return false;
  SavedPosition saved = save_position(parser);
  next(parser);
  bool type_only = is_word_token(&parser->token) || at(parser, TOKEN_STRING);
  if (at(parser, TOKEN_AS)) {
    /* `type as` is the type `as`; `type as x` renames `type`; `type as as x` is the type `as`
     * renamed. */
    SavedPosition as = save_position(parser);
    next(parser);
    type_only = !is_word_token(&parser->token);
    if (at(parser, TOKEN_AS)) {
      next(parser);
      type_only = is_word_token(&parser->token);
    }
    restore_position(parser, &as);
  }
  if (!type_only) restore_position(parser, &saved);
  return type_only;
}

static void parse_import_specifier(Parser *parser, bool type_only) {
  if (parse_specifier_type(parser)) type_only = true;
  Token name = parse_export_name(parser), local = name;
  if (at_word(parser, TOKEN_AS)) {
    next(parser);
    local = parser->token;
    if (!is_word_token(&local)) fail_unexpected(parser);
    next(parser);
  } else if (name.kind == TOKEN_STRING) {
    fail_unexpected(parser);
  }
  add_import(parser, name.name, &local, type_only);
}

static void parse_namespace_import(Parser *parser, bool type_only) {
  next(parser);
  if (!at_word(parser, TOKEN_AS)) fail_unexpected(parser);
  next(parser);
  Token local = parser->token;
  if (!is_word_token(&local)) fail_unexpected(parser);
  next(parser);
  add_import(parser, NULL, &local, type_only);
}

static void parse_import_list(Parser *parser, bool type_only) {
  next(parser);
  while (!at(parser, TOKEN_RIGHT_BRACE)) {
    parse_import_specifier(parser, type_only);
    if (!at(parser, TOKEN_RIGHT_BRACE)) expect(parser, TOKEN_COMMA);
  }
  next(parser);
}

/* The word before the bindings: `type`, `defer` or `source`, unless it is the name of a default
 * import itself. */
static bool at_import_modifier(Parser *parser) {
  bool type = parser->typescript && at_word(parser, TOKEN_TYPE);
  if (!type && !at_word(parser, TOKEN_DEFER) && !at_word(parser, TOKEN_SOURCE)) return false;
  bool source = at(parser, TOKEN_SOURCE);
  Token after = peek(parser);
  if (after.kind == TOKEN_MULTIPLY) return !source;
  if (after.kind == TOKEN_LEFT_BRACE) return type;
  if (!is_identifier_token(&after) || at(parser, TOKEN_DEFER)) return false;
  if (after.kind != TOKEN_FROM) return true;
  SavedPosition saved = save_position(parser);
  next(parser);
  bool result = peek(parser).kind == TOKEN_FROM || (type && peek(parser).kind == TOKEN_ASSIGN);
  restore_position(parser, &saved);
  return result;
}

static void check_import_place(Parser *parser, uint32_t start) {
  if (parser->scope->kind == SCOPE_MODULE || is_ambient(parser)) return;
  if (!(parser->context & IN_MODULE)) {
    if (parser->unambiguous) parser->has_module_syntax = true;
    fail(parser, start, start + 6, "Cannot use import statement outside a module");
  }
  fail(parser, start, start + 6, "Unexpected token 'import'");
}

static Node *finish_import(Parser *parser, uint32_t start, uint32_t mark, ImportPhase phase,
                           bool type_only, bool bare) {
  ImportNode *node = NEW_NODE(parser, IMPORT, ImportNode, start);
  node->specifier = parser->token.name;
  uint32_t request = parse_request(parser, phase, type_only);
  if (request == UINT32_MAX) return NULL;
  for (uint32_t i = mark; i < parser->imports.length; i++)
    parser->imports.items[i].request = request;
  if (bare || !parser->typescript) parser->needed_requests.items[request] = true;
  return finish(parser, node);
}

/* The bindings of an import, up to `from`. */
static void parse_import_bindings(Parser *parser, bool type_only, ImportPhase phase) {
  if (is_word_token(&parser->token)) {
    Token local = parser->token;
    next(parser);
    add_import(parser, phase == IMPORT_PHASE_SOURCE ? NULL : parser->known.default_, &local,
               type_only);
    if (phase != IMPORT_PHASE_EVALUATION || !eat(parser, TOKEN_COMMA)) return;
    if (!at(parser, TOKEN_MULTIPLY) && !at(parser, TOKEN_LEFT_BRACE)) fail_unexpected(parser);
  }
  if (at(parser, TOKEN_MULTIPLY)) parse_namespace_import(parser, type_only);
  else if (at(parser, TOKEN_LEFT_BRACE)) parse_import_list(parser, type_only);
  else fail_unexpected(parser);
}

Node *parse_import(Parser *parser) {
  uint32_t start = parser->token.start, mark = parser->imports.length;
  next(parser);
  if (at(parser, TOKEN_STRING)) {
    check_import_place(parser, start);
    return finish_import(parser, start, mark, IMPORT_PHASE_EVALUATION, false, true);
  }
  bool type_only = false;
  ImportPhase phase = IMPORT_PHASE_EVALUATION;
  if (at_import_modifier(parser)) {
    if (at(parser, TOKEN_TYPE)) type_only = true;
    else phase = at(parser, TOKEN_DEFER) ? IMPORT_PHASE_DEFER : IMPORT_PHASE_SOURCE;
    next(parser);
  }
  if (parser->typescript && is_identifier_token(&parser->token) &&
      peek(parser).kind == TOKEN_ASSIGN) {
    Token name = parser->token;
    next(parser);
    return parse_import_equals(parser, name.name, name.start, name.end, start, type_only);
  }
  /* What is erased does not make a CommonJS file a module. */
  bool erased = type_only && !parser->unambiguous && parser->scope->kind == SCOPE_SCRIPT;
  if (!erased) check_import_place(parser, start);
  parse_import_bindings(parser, type_only, phase);
  expect_from(parser);
  return finish_import(parser, start, mark, phase, type_only, false);
}

/* ------------------------------------------------------------------------ export lists */

static void add_indirect(Parser *parser, uint32_t request, Name *import_name,
                         const Token *exported) {
  IndirectExport entry = {request, import_name, exported->name, exported->start, exported->end};
  if (!IndirectExportVec_push(&parser->indirect_exports, entry)) fail_out_of_memory(parser);
  parser->needed_requests.items[request] = true;
}

static Node *parse_export_all(Parser *parser, uint32_t start, bool type_only) {
  ExportNamedNode *node = NEW_NODE(parser, EXPORT_ALL, ExportNamedNode, start);
  next(parser);
  bool named = at_word(parser, TOKEN_AS);
  Token exported = {0};
  if (named) {
    next(parser);
    exported = parse_export_name(parser);
    if (!type_only) note_exported_name(parser, exported.name, exported.start, exported.end);
  }
  expect_from(parser);
  node->specifier = parser->token.name;
  uint32_t request = parse_request(parser, IMPORT_PHASE_EVALUATION, type_only);
  if (request == UINT32_MAX) return NULL;
  if (named) {
    add_indirect(parser, request, NULL, &exported);
    return finish(parser, node);
  }
  StarExport entry = {request, parser->requests.items[request].start,
                      parser->requests.items[request].end};
  if (!StarExportVec_push(&parser->star_exports, entry)) fail_out_of_memory(parser);
  parser->needed_requests.items[request] = true;
  return finish(parser, node);
}

/* One specifier, kept as pending until it is known whether `from` follows. `bad`: the first name
 * that is no local name. */
static void parse_export_specifier(Parser *parser, bool type_only, Token *bad) {
  if (parse_specifier_type(parser)) type_only = true;
  Token local = parse_export_name(parser), exported = local;
  if (at_word(parser, TOKEN_AS)) {
    next(parser);
    exported = parse_export_name(parser);
  }
  if (type_only || is_ambient(parser)) return;
  bool is_reserved =
      !is_identifier_token(&local) || (local.kind >= TOKEN_IMPLEMENTS) || local.kind == TOKEN_AWAIT;
  if (is_reserved && bad->kind == TOKEN_END) *bad = local;
  note_exported_name(parser, exported.name, exported.start, exported.end);
  PendingExport pending = {local.name, exported.name, local.start, local.end};
  if (!PendingExportVec_push(&parser->pending_exports, pending)) fail_out_of_memory(parser);
}

/* The pending specifiers turn out to be those of another module. */
static void make_indirect(Parser *parser, uint32_t mark, uint32_t request) {
  for (uint32_t i = mark; i < parser->pending_exports.length; i++) {
    PendingExport *pending = &parser->pending_exports.items[i];
    Token exported = {.name = pending->exported, .start = pending->start, .end = pending->end};
    add_indirect(parser, request, pending->local, &exported);
  }
  PendingExportVec_truncate(&parser->pending_exports, mark);
}

static Node *parse_export_list(Parser *parser, uint32_t start, bool type_only) {
  ExportNamedNode *node = NEW_NODE(parser, EXPORT_NAMED, ExportNamedNode, start);
  uint32_t mark = parser->pending_exports.length;
  bool empty = peek(parser).kind == TOKEN_RIGHT_BRACE;
  Token bad = {0};
  next(parser);
  while (!at(parser, TOKEN_RIGHT_BRACE)) {
    parse_export_specifier(parser, type_only, &bad);
    if (!at(parser, TOKEN_RIGHT_BRACE)) expect(parser, TOKEN_COMMA);
  }
  next(parser);
  if (!at_word(parser, TOKEN_FROM)) {
    if (bad.kind != TOKEN_END) fail_unexpected_token(parser, &bad);
    expect_semicolon(parser);
    return type_only ? NULL : finish(parser, node);
  }
  next(parser);
  node->specifier = parser->token.name;
  bool nothing_left = parser->typescript && !empty && parser->pending_exports.length == mark;
  uint32_t request = parse_request(parser, IMPORT_PHASE_EVALUATION, type_only || nothing_left);
  if (request == UINT32_MAX) return NULL;
  if (!parser->typescript) parser->needed_requests.items[request] = true;
  make_indirect(parser, mark, request);
  return finish(parser, node);
}

/* ----------------------------------------------------------------- export declarations */

static void export_identifier(Parser *parser, IdentifierNode *identifier, DeclarationKind kind) {
  (void)kind;
  note_exported_name(parser, identifier->name, identifier->node.start, identifier->node.end);
  add_local_export(parser, identifier->name, identifier->declaration, identifier->node.start,
                   identifier->node.end);
}

static void export_declared(Parser *parser, Declaration *declaration, uint32_t start, uint32_t end,
                            bool merged) {
  if (merged && (declaration->flags & DECLARATION_EXPORTED)) return;
  note_exported_name(parser, declaration->name, start, end);
  add_local_export(parser, declaration->name, declaration, start, end);
}

/* Exports what the statement declares. */
static void export_statement_names(Parser *parser, Node *statement) {
  uint32_t start = statement->start, end = statement->start + 1;
  switch (statement->kind) {
    case NODE_VARIABLE: {
      NodeList declarators = as_variable(statement)->declarators;
      for (uint32_t i = 0; i < declarators.count; i++)
        each_bound_identifier(parser, as_declarator(declarators.items[i])->target, DECLARE_VAR,
                              export_identifier);
      break;
    }
    case NODE_FUNCTION_DECLARATION: {
      FunctionNode *function = as_function_declaration(statement)->function;
      export_declared(parser, as_function_declaration(statement)->declaration, function->name_start,
                      function->name_start + function->name->length, false);
      break;
    }
    case NODE_CLASS_DECLARATION:
      export_declared(parser, as_class_declaration(statement)->declaration, start, end, false);
      break;
    case NODE_ENUM:
      export_declared(parser, as_enum(statement)->declaration, start, end, true);
      break;
    case NODE_NAMESPACE:
      export_declared(parser, as_namespace(statement)->declaration, start, end, true);
      break;
    case NODE_IMPORT_EQUALS:
      export_declared(parser, as_import_equals(statement)->declaration, start, end, false);
      break;
    default: break;
  }
}

static Node *finish_export_declaration(Parser *parser, uint32_t start, Node *statement) {
  if (!statement) return NULL;
  statement->flags |= NODE_EXPORTED;
  if (parser->scope->kind == SCOPE_NAMESPACE) export_from_namespace(parser, statement);
  else export_statement_names(parser, statement);
  return unary_new(parser, NODE_EXPORT_DECLARATION, start, statement);
}

static bool at_exportable_keyword(Parser *parser) {
  switch (parser->token.kind) {
    case TOKEN_VAR:
    case TOKEN_CONST:
    case TOKEN_FUNCTION:
    case TOKEN_CLASS:
    case TOKEN_AT: return true;
    case TOKEN_LET: return at_word(parser, TOKEN_LET);
    case TOKEN_ASYNC: return at_async_function(parser);
    default: return false;
  }
}

static bool is_exportable(const Node *statement) {
  switch (statement->kind) {
    case NODE_VARIABLE:
    case NODE_FUNCTION_DECLARATION:
    case NODE_CLASS_DECLARATION:
    case NODE_ENUM:
    case NODE_NAMESPACE: return true;
    default: return false;
  }
}

/* Behind `export` in TypeScript. True if it was one of its forms. */
static bool try_typescript_export(Parser *parser, uint32_t start, Node **out) {
  if (at(parser, TOKEN_ASSIGN)) {
    next(parser);
    Node *value = parse_expression(parser);
    expect_semicolon(parser);
    *out = unary_new(parser, NODE_EXPORT_ASSIGN, start, value);
    return true;
  }
  if (at_word(parser, TOKEN_AS) && peek(parser).kind == TOKEN_NAMESPACE) {
    next(parser);
    next(parser);
    if (!is_word_token(&parser->token)) fail_unexpected(parser);
    next(parser);
    expect_semicolon(parser);
    *out = NULL;
    return true;
  }
  if (at(parser, TOKEN_IMPORT)) {
    next(parser);
    bool type_only = at_import_modifier(parser) && at(parser, TOKEN_TYPE);
    if (type_only) next(parser);
    Token name = parser->token;
    check_identifier(parser, &name, false);
    next(parser);
    Node *node = parse_import_equals(parser, name.name, name.start, name.end, start, type_only);
    *out = finish_export_declaration(parser, start, node);
    return true;
  }
  if (at_word(parser, TOKEN_TYPE)) {
    TokenKind after = (TokenKind)peek(parser).kind;
    if (after == TOKEN_LEFT_BRACE || after == TOKEN_MULTIPLY) {
      next(parser);
      *out = after == TOKEN_LEFT_BRACE ? parse_export_list(parser, start, true)
                                       : parse_export_all(parser, start, true);
      return true;
    }
  }
  Node *statement;
  if (!try_typescript_statement(parser, &statement)) return false;
  if (statement && !is_exportable(statement))
    fail_node(parser, statement, "Unexpected token 'export'");
  *out = finish_export_declaration(parser, start, statement);
  return true;
}

/* ---------------------------------------------------------------------- export default */

static Node *parse_default_value(Parser *parser, NodeList decorators, Declaration **declaration,
                                 bool *erased) {
  uint32_t start = parser->token.start;
  *erased = false;
  if (at(parser, TOKEN_FUNCTION) || at_async_function(parser)) {
    Node *node = parse_function_declaration(parser, true);
    *erased = node == NULL;
    if (node) *declaration = as_function_declaration(node)->declaration;
    return node;
  }
  if (at(parser, TOKEN_AT)) decorators = parse_decorators(parser);
  if (parser->typescript && at_word(parser, TOKEN_ABSTRACT) && peek(parser).kind == TOKEN_CLASS)
    next(parser);
  if (at(parser, TOKEN_CLASS)) {
    if (decorators.count) start = parser->token.start;
    Node *node = parse_class_declaration(parser, decorators, start, true);
    *declaration = as_class_declaration(node)->declaration;
    return node;
  }
  if (parser->typescript && at_word(parser, TOKEN_INTERFACE)) {
    Node *node;
    if (try_typescript_statement(parser, &node)) {
      *erased = true;
      return NULL;
    }
  }
  Node *value = parse_assignment(parser);
  expect_semicolon(parser);
  *declaration = declare(parser, parser->known.star_default, DECLARE_LET, start, start + 1);
  return value;
}

static Node *parse_export_default(Parser *parser, NodeList decorators, uint32_t start) {
  Token keyword = parser->token;
  ExportDefaultNode *node = NEW_NODE(parser, EXPORT_DEFAULT, ExportDefaultNode, start);
  next(parser);
  bool erased;
  node->value = parse_default_value(parser, decorators, &node->declaration, &erased);
  if (erased || is_ambient(parser)) return NULL;
  note_exported_name(parser, parser->known.default_, keyword.start, keyword.end);
  add_local_export(parser, parser->known.default_, node->declaration, keyword.start, keyword.end);
  finish(parser, node);
  if (parser->typescript && node->value->kind == NODE_IDENTIFIER &&
      !NodeVec_push(&parser->elidable, &node->node))
    fail_out_of_memory(parser);
  return &node->node;
}

static void check_export_place(Parser *parser, uint32_t start) {
  ScopeKind kind = (ScopeKind)parser->scope->kind;
  if (kind == SCOPE_MODULE || kind == SCOPE_NAMESPACE || is_ambient(parser)) return;
  bool commonjs = parser->typescript && kind == SCOPE_SCRIPT && at(parser, TOKEN_ASSIGN);
  if (commonjs) return;
  if (parser->unambiguous) parser->has_module_syntax = true;
  fail(parser, start, start + 6, "Unexpected token 'export'");
}

Node *parse_export(Parser *parser, NodeList decorators, uint32_t start) {
  uint32_t keyword = parser->token.start;
  next(parser);
  check_export_place(parser, keyword);
  if (decorators.count && !at(parser, TOKEN_CLASS) && !at(parser, TOKEN_DEFAULT) &&
      !at_word(parser, TOKEN_ABSTRACT))
    fail_unexpected(parser);
  bool in_namespace = parser->scope->kind == SCOPE_NAMESPACE && !is_ambient(parser);
  if (in_namespace &&
      (at(parser, TOKEN_MULTIPLY) || at(parser, TOKEN_LEFT_BRACE) || at(parser, TOKEN_DEFAULT)))
    fail_unexpected(parser);
  switch (parser->token.kind) {
    case TOKEN_MULTIPLY: return parse_export_all(parser, start, false);
    case TOKEN_LEFT_BRACE: return parse_export_list(parser, start, false);
    case TOKEN_DEFAULT: return parse_export_default(parser, decorators, start);
    default: break;
  }
  Node *node;
  if (decorators.count) {
    if (at_word(parser, TOKEN_ABSTRACT)) next(parser);
    uint32_t class_start = parser->token.start;
    return finish_export_declaration(
        parser, start, parse_class_declaration(parser, decorators, class_start, false));
  }
  if (at_exportable_keyword(parser))
    return finish_export_declaration(parser, start, parse_statement_list_item(parser));
  if (parser->typescript && try_typescript_export(parser, start, &node)) return node;
  fail_unexpected(parser);
}

/* ------------------------------------------------------------------- the module record */

static ImportEntry *find_import(Parser *parser, const Declaration *declaration) {
  for (uint32_t i = 0; i < parser->imports.length; i++)
    if (parser->imports.items[i].declaration == declaration) return &parser->imports.items[i];
  return NULL;
}

static bool is_type_name(const Parser *parser, const Name *name) {
  return parser->typescript && parser->type_names && scope_find(parser->type_names, name);
}

static void resolve_pending_export(Parser *parser, const PendingExport *pending) {
  Declaration *declaration = scope_find(parser->scope, pending->local);
  if (!declaration) {
    if (is_type_name(parser, pending->local)) return;
    fail(parser, pending->start, pending->end, "Export '%s' is not defined in module",
         pending->local->bytes);
  }
  declaration->flags |= DECLARATION_RE_EXPORTED;
  ImportEntry *import =
      declaration->kind == DECLARE_IMPORT ? find_import(parser, declaration) : NULL;
  bool is_local = !import || parser->requests.items[import->request].phase == IMPORT_PHASE_SOURCE;
  if (is_local) {
    add_local_export(parser, pending->exported, declaration, pending->start, pending->end);
    return;
  }
  Token exported = {.name = pending->exported, .start = pending->start, .end = pending->end};
  add_indirect(parser, import->request, import->import_name, &exported);
}

/* TypeScript: `export default X` of a type, `import x = A.B` that nobody uses. */
static void elide_exports(Parser *parser) {
  for (uint32_t i = 0; i < parser->elidable.length; i++) {
    Node *node = parser->elidable.items[i];
    if (node->kind != NODE_EXPORT_DEFAULT) continue;
    ExportDefaultNode *export = as_export_default(node);
    Name *name = as_identifier(export->value)->name;
    if (scope_find(parser->scope, name) || !is_type_name(parser, name)) continue;
    node->kind = NODE_EMPTY;
    LocalExportVec *exports = &parser->local_exports;
    for (uint32_t j = 0; j < exports->length; j++)
      if (exports->items[j].declaration == export->declaration)
        exports->items[j--] = exports->items[--exports->length];
  }
}

/* Drops imports of types, marks the requests that remain needed. */
static void elide_imports(Parser *parser) {
  ImportEntryVec *imports = &parser->imports;
  uint32_t kept = 0;
  for (uint32_t i = 0; i < imports->length; i++) {
    ImportEntry entry = imports->items[i];
    bool used = entry.declaration->flags & (DECLARATION_USED_AS_VALUE | DECLARATION_RE_EXPORTED);
    if (parser->typescript && !used) {
      entry.declaration->flags |= DECLARATION_TYPE_ONLY;
      continue;
    }
    parser->needed_requests.items[entry.request] = true;
    imports->items[kept++] = entry;
  }
  ImportEntryVec_truncate(imports, kept);
}

/* Closes the gaps that requests for types only leave. */
static void drop_requests(Parser *parser) {
  uint32_t count = parser->requests.length, kept = 0;
  uint32_t *renumbered = ARENA_NEW_ARRAY(parser->arena, uint32_t, count);
  for (uint32_t i = 0; i < count; i++) {
    if (!parser->needed_requests.items[i]) continue;
    renumbered[i] = kept;
    parser->requests.items[kept++] = parser->requests.items[i];
  }
  ModuleRequestVec_truncate(&parser->requests, kept);
  for (uint32_t i = 0; i < parser->imports.length; i++)
    parser->imports.items[i].request = renumbered[parser->imports.items[i].request];
  for (uint32_t i = 0; i < parser->indirect_exports.length; i++)
    parser->indirect_exports.items[i].request =
        renumbered[parser->indirect_exports.items[i].request];
  for (uint32_t i = 0; i < parser->star_exports.length; i++)
    parser->star_exports.items[i].request = renumbered[parser->star_exports.items[i].request];
}

/* --------------------------------------------------------------------- the runtime of JSX */

static void import_for_jsx(Parser *parser, Name *specifier, const char *import_name,
                           const char *local_name) {
  ModuleRequest request = {.specifier = specifier, .phase = IMPORT_PHASE_EVALUATION};
  Name *local = intern(parser, local_name, strlen(local_name));
  Declaration *declaration = declare(parser, local, DECLARE_IMPORT, 0, 0);
  declaration->flags |= DECLARATION_USED_AS_VALUE;
  ImportEntry entry = {.request = add_module_request(parser, request),
                       .import_name = intern(parser, import_name, strlen(import_name)),
                       .local_name = local,
                       .declaration = declaration};
  if (!ImportEntryVec_push(&parser->imports, entry)) fail_out_of_memory(parser);
}

/* Imports what the elements of the automatic runtime need. */
static void add_jsx_imports(Parser *parser) {
  const JsxPragmas *jsx = &parser->program->jsx;
  if (jsx->needs & JSX_NEEDS_JSX) import_for_jsx(parser, jsx->runtime_source, "jsx", JSX_NAME);
  if (jsx->needs & JSX_NEEDS_JSXS) import_for_jsx(parser, jsx->runtime_source, "jsxs", JSXS_NAME);
  if (jsx->needs & JSX_NEEDS_FRAGMENT)
    import_for_jsx(parser, jsx->runtime_source, "Fragment", JSX_FRAGMENT_NAME);
  if (jsx->needs & JSX_NEEDS_CREATE_ELEMENT)
    import_for_jsx(parser, jsx->import_source, "createElement", JSX_CREATE_ELEMENT_NAME);
}

#define COPY_LIST(info, parser, list, count_field, vec)                    \
  ((info)->list = arena_copy((parser)->arena, (parser)->vec.items,         \
                             (parser)->vec.length * sizeof *(info)->list), \
   (info)->count_field = (parser)->vec.length)

void finish_module(Parser *parser) {
  add_jsx_imports(parser);
  for (uint32_t i = 0; i < parser->pending_exports.length; i++)
    resolve_pending_export(parser, &parser->pending_exports.items[i]);
  resolve_value_references(parser);
  elide_exports(parser);
  elide_imports(parser);
  drop_requests(parser);
  ModuleInfo *info = ARENA_NEW(parser->arena, ModuleInfo);
  COPY_LIST(info, parser, requests, request_count, requests);
  COPY_LIST(info, parser, imports, import_count, imports);
  COPY_LIST(info, parser, local_exports, local_export_count, local_exports);
  COPY_LIST(info, parser, indirect_exports, indirect_export_count, indirect_exports);
  COPY_LIST(info, parser, star_exports, star_export_count, star_exports);
  info->has_top_level_await = parser->has_top_level_await;
  info->uses_import_meta = parser->uses_import_meta;
  parser->program->module = info;
}
