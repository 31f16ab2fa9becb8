/* SPDX-License-Identifier: MIT */
/* scopes.c: the tree of scopes and what they declare.
 *
 * Names are checked as they are declared. A var checks the lexical names of every scope it is
 * hoisted through; the other direction (a lexical name after a var that was hoisted through its
 * scope) needs no record per scope: the var's last position tells whether it lies inside the
 * scope, because scopes that are still open extend to here.
 *
 * Scopes with up to SMALL_SCOPE names are searched from the front, larger ones have a hash
 * table. */
#include "syntax/scopes.h"

#define SMALL_SCOPE 8

enum { PLAIN_FUNCTION = 1 }; /* Declaration.parser_flags: neither async nor generator */

/* ----------------------------------------------------------------------------- finding */

Declaration *scope_find(const Scope *scope, const Name *name) {
  if (scope->table) {
    Declaration *found = scope->table[name->hash & (scope->table_size - 1)];
    while (found && found->name != name) found = found->same_slot;
    return found;
  }
  Declaration *found = scope->first;
  while (found && found->name != name) found = found->next;
  return found;
}

bool scope_has_member(const Scope *scope, const Name *name) {
  return scope->members && scope->members->set && scope_find(scope->members->set, name);
}

PrivateDeclaration *scope_find_private(const Scope *scope, const Name *name) {
  if (!scope->private_table) return NULL;
  PrivateDeclaration *found = scope->private_table[name->hash & (scope->private_table_size - 1)];
  while (found && found->name != name) found = found->same_slot;
  return found;
}

static void private_table_insert(Scope *scope, PrivateDeclaration *declaration) {
  PrivateDeclaration **slot =
      &scope->private_table[declaration->name->hash & (scope->private_table_size - 1)];
  declaration->same_slot = *slot;
  *slot = declaration;
}

static void private_table_grow(Parser *parser, Scope *scope) {
  scope->private_table_size =
      scope->private_table_size ? scope->private_table_size * 2 : SMALL_SCOPE;
  scope->private_table =
      ARENA_NEW_ARRAY(parser->arena, PrivateDeclaration *, scope->private_table_size);
  for (PrivateDeclaration *each = scope->private_names; each; each = each->next)
    private_table_insert(scope, each);
}

PrivateDeclaration *scope_add_private(Parser *parser, Scope *scope, Name *name, PrivateKind kind,
                                      bool is_static) {
  if (scope->private_count == scope->private_table_size) private_table_grow(parser, scope);
  PrivateDeclaration *declaration = ARENA_NEW(parser->arena, PrivateDeclaration);
  declaration->name = name;
  declaration->kind = (uint8_t)kind;
  declaration->is_static = is_static;
  if (scope->last_private) scope->last_private->next = declaration;
  else scope->private_names = declaration;
  scope->last_private = declaration;
  scope->private_count++;
  private_table_insert(scope, declaration);
  return declaration;
}

static void table_insert(Scope *scope, Declaration *declaration) {
  Declaration **slot = &scope->table[declaration->name->hash & (scope->table_size - 1)];
  declaration->same_slot = *slot;
  *slot = declaration;
}

static void table_grow(Parser *parser, Scope *scope) {
  scope->table_size = scope->table_size ? scope->table_size * 2 : SMALL_SCOPE * 4;
  scope->table = ARENA_NEW_ARRAY(parser->arena, Declaration *, scope->table_size);
  for (Declaration *each = scope->first; each; each = each->next) table_insert(scope, each);
}

static Declaration *add(Parser *parser, Scope *scope, Name *name, DeclarationKind kind,
                        uint32_t start) {
  Declaration *declaration = ARENA_NEW(parser->arena, Declaration);
  declaration->name = name;
  declaration->kind = (uint8_t)kind;
  declaration->start = start;
  declaration->scope = scope;
  if (scope->last) scope->last->next = declaration;
  else scope->first = declaration;
  scope->last = declaration;
  scope->declaration_count++;
  if (scope->table && scope->declaration_count <= scope->table_size)
    table_insert(scope, declaration);
  else if (scope->declaration_count > SMALL_SCOPE) table_grow(parser, scope);
  return declaration;
}

/* ---------------------------------------------------------------------------- the tree */

static void append_child(Scope *parent, Scope *child) {
  child->parent = parent;
  child->next_sibling = NULL;
  child->previous_sibling = parent->last_child;
  if (parent->last_child) parent->last_child->next_sibling = child;
  else parent->first_child = child;
  parent->last_child = child;
}

static bool holds_code_of_its_own(ScopeKind kind) {
  return kind == SCOPE_FUNCTION || kind == SCOPE_CLASS || kind == SCOPE_FUNCTION_NAME ||
         kind == SCOPE_NAMESPACE;
}

static void mark_ancestors(Scope *scope, uint16_t flag) {
  for (; scope && !(scope->flags & flag); scope = scope->parent) scope->flags |= flag;
}

Scope *scope_push(Parser *parser, ScopeKind kind) {
  Scope *scope = ARENA_NEW(parser->arena, Scope);
  scope->kind = (uint8_t)kind;
  scope->start = parser->token.start;
  scope->function = parser->function;
  if (is_strict(parser)) scope->flags |= SCOPE_STRICT;
  if (parser->scope) {
    scope->flags |= parser->scope->flags & SCOPE_INSIDE_WITH;
    append_child(parser->scope, scope);
    if (holds_code_of_its_own(kind)) mark_ancestors(parser->scope, SCOPE_HAS_INNER_FUNCTION);
  }
  if (kind == SCOPE_WITH) scope->flags |= SCOPE_INSIDE_WITH;
  parser->scope = scope;
  return scope;
}

void scope_pop(Parser *parser) { parser->scope = parser->scope->parent; }

Scope *scope_if_needed(Scope *scope) {
  if (scope->declaration_count || (scope->flags & SCOPE_CONTAINS_EVAL)) return scope;
  Scope *parent = scope->parent;
  scope_forget_children(parent, scope->previous_sibling);
  for (Scope *child = scope->first_child, *following; child; child = following) {
    following = child->next_sibling;
    append_child(parent, child);
  }
  return NULL;
}

void scope_forget_children(Scope *scope, Scope *last_child) {
  scope->last_child = last_child;
  if (last_child) last_child->next_sibling = NULL;
  else scope->first_child = NULL;
}

void note_direct_eval(Parser *parser) {
  parser->direct_eval_total++;
  parser->function->uses |= USES_DIRECT_EVAL;
  mark_ancestors(parser->scope, SCOPE_CONTAINS_EVAL);
  mark_ancestors(parser->scope, SCOPE_HAS_INNER_FUNCTION);
  if (!is_strict(parser)) parser->var_scope->flags |= SCOPE_SLOPPY_EVAL;
}

/* --------------------------------------------------------------------------- declaring */

NO_RETURN static void fail_declared(Parser *parser, const Name *name, uint32_t start,
                                    uint32_t end) {
  fail(parser, start, end, "Identifier '%s' has already been declared", name->bytes);
}

static bool is_lexical(const Declaration *declaration) {
  return declaration->flags & DECLARATION_LEXICAL;
}

/* In TypeScript's ambient code, which is thrown away, names may come more than once. */
static void check_lexical(Parser *parser, Name *name, uint32_t start, uint32_t end) {
  Scope *scope = parser->scope;
  if (is_ambient(parser)) return;
  if (scope_find(scope, name)) fail_declared(parser, name, start, end);
  if ((scope->kind == SCOPE_BODY ||
       (scope->kind == SCOPE_BLOCK && scope->parent->kind == SCOPE_CATCH)) &&
      scope_find(scope->parent, name))
    fail_declared(parser, name, start, end);
  if (scope == parser->var_scope) return;
  Declaration *var = scope_find(parser->var_scope, name);
  if (var && var->last_var > scope->start) fail_declared(parser, name, start, end);
}

static Declaration *declare_lexical(Parser *parser, Name *name, DeclarationKind kind,
                                    uint32_t start, uint32_t end) {
  check_lexical(parser, name, start, end);
  Declaration *declaration = add(parser, parser->scope, name, kind, start);
  declaration->flags |= DECLARATION_LEXICAL;
  return declaration;
}

/* Checks the scopes that a var (or var-like function) is hoisted through; the result is what its
 * own scope has of that name. */
static Declaration *check_var(Parser *parser, Name *name, uint32_t start, uint32_t end) {
  for (Scope *scope = parser->scope;; scope = scope->parent) {
    Declaration *found = scope_find(scope, name);
    if (scope == parser->var_scope) {
      if (found && is_lexical(found) && !is_ambient(parser))
        fail_declared(parser, name, start, end);
      return found;
    }
    if (found && found->kind != DECLARE_CATCH_PARAMETER && !is_ambient(parser))
      fail_declared(parser, name, start, end);
  }
}

static Declaration *declare_var(Parser *parser, Name *name, DeclarationKind kind, uint32_t start,
                                uint32_t end) {
  Scope *scope = parser->var_scope;
  Declaration *declaration = check_var(parser, name, start, end);
  if (!declaration) {
    declaration = add(parser, scope, name, kind, start);
    if (scope->kind == SCOPE_BODY && scope_find(scope->parent, name))
      declaration->flags |= DECLARATION_SHADOWS_PARAMETER;
    if (name->token == TOKEN_ARGUMENTS) parser->function->uses |= USES_ARGUMENTS;
  }
  declaration->last_var = start + 1;
  return declaration;
}

Declaration *declare(Parser *parser, Name *name, DeclarationKind kind, uint32_t start,
                     uint32_t end) {
  switch (kind) {
    case DECLARE_VAR: return declare_var(parser, name, kind, start, end);
    case DECLARE_LET:
    case DECLARE_CONST:
    case DECLARE_USING:
    case DECLARE_AWAIT_USING:
      if (name->token == TOKEN_LET)
        fail(parser, start, end, "let is disallowed as a lexically bound name");
      return declare_lexical(parser, name, kind, start, end);
    case DECLARE_CATCH_PARAMETER:
    case DECLARE_CATCH_PATTERN:
    case DECLARE_FUNCTION_NAME:
    case DECLARE_CLASS_NAME:
    case DECLARE_PARAMETER:
      if (scope_find(parser->scope, name)) fail_declared(parser, name, start, end);
      return add(parser, parser->scope, name, kind, start);
    default: return declare_lexical(parser, name, kind, start, end);
  }
}

void declare_identifier(Parser *parser, IdentifierNode *identifier, DeclarationKind kind) {
  identifier->node.flags |= NODE_BINDING;
  identifier->declaration =
      declare(parser, identifier->name, kind, identifier->node.start, identifier->node.end);
}

void each_bound_identifier(Parser *parser, Node *pattern, DeclarationKind kind,
                           void (*visit)(Parser *, IdentifierNode *, DeclarationKind)) {
  check_depth(parser);
  switch (pattern->kind) {
    case NODE_IDENTIFIER: visit(parser, as_identifier(pattern), kind); break;
    case NODE_PATTERN_DEFAULT:
      each_bound_identifier(parser, as_pattern_default(pattern)->target, kind, visit);
      break;
    case NODE_REST: each_bound_identifier(parser, as_rest(pattern)->operand, kind, visit); break;
    case NODE_PROPERTY:
      each_bound_identifier(parser, as_property(pattern)->value, kind, visit);
      break;
    case NODE_ARRAY_PATTERN:
    case NODE_OBJECT_PATTERN: {
      NodeList items = ((ListNode *)pattern)->items;
      pattern->flags |= NODE_BINDING;
      for (uint32_t i = 0; i < items.count; i++)
        each_bound_identifier(parser, items.items[i], kind, visit);
      break;
    }
    default: break;
  }
}

void declare_pattern(Parser *parser, Node *pattern, DeclarationKind kind) {
  each_bound_identifier(parser, pattern, kind, declare_identifier);
}

bool declare_parameter(Parser *parser, IdentifierNode *identifier) {
  Declaration *found = scope_find(parser->scope, identifier->name);
  bool is_new = found == NULL;
  if (is_new)
    found = add(parser, parser->scope, identifier->name, DECLARE_PARAMETER, identifier->node.start);
  identifier->node.flags |= NODE_BINDING;
  identifier->declaration = found;
  return is_new;
}

bool name_set_add(Parser *parser, Scope *set, Name *name) {
  if (scope_find(set, name)) return false;
  add(parser, set, name, DECLARE_VAR, 0);
  return true;
}

/* --------------------------------------------------------------------------- functions */

static bool is_plain(const FunctionNode *function) {
  return !(function->flags & (FUNCTION_ASYNC | FUNCTION_GENERATOR));
}

static bool is_var_like(const Parser *parser) {
  ScopeKind kind = (ScopeKind)parser->scope->kind;
  return parser->scope == parser->var_scope && kind != SCOPE_MODULE && kind != SCOPE_NAMESPACE;
}

static Declaration *declare_block_function(Parser *parser, Name *name, bool plain, uint32_t start,
                                           uint32_t end) {
  Declaration *found = scope_find(parser->scope, name);
  if (found && parser->scope->kind == SCOPE_BLOCK && !is_strict(parser) &&
      found->kind == DECLARE_FUNCTION && plain && (found->parser_flags & PLAIN_FUNCTION))
    return found;
  if (found && found->kind == DECLARE_FUNCTION && !found->function)
    return found; /* TypeScript: an overload */
  return declare_lexical(parser, name, DECLARE_FUNCTION, start, end);
}

static void note_hoist_candidate(Parser *parser, FunctionDeclarationNode *node) {
  HoistCandidate candidate = {node, parser->scope};
  if (!HoistCandidateVec_push(&parser->hoist_candidates, candidate)) fail_out_of_memory(parser);
}

void declare_function(Parser *parser, FunctionDeclarationNode *node, Name *name, uint32_t start,
                      uint32_t end) {
  bool plain = is_plain(node->function);
  Declaration *declaration;
  if (is_var_like(parser)) {
    declaration = declare_var(parser, name, DECLARE_FUNCTION, start, end);
    if (declaration->kind == DECLARE_VAR) declaration->kind = DECLARE_FUNCTION;
  } else {
    declaration = declare_block_function(parser, name, plain, start, end);
    if (parser->scope->kind == SCOPE_BLOCK && !is_strict(parser) && plain)
      note_hoist_candidate(parser, node);
  }
  if (plain) declaration->parser_flags |= PLAIN_FUNCTION;
  declaration->function = node->function;
  declaration->scope->flags |= SCOPE_HAS_FUNCTIONS;
  node->declaration = declaration;
}

/* Functions that have an arguments object of their own. */
static bool binds_arguments(const Scope *var_scope) {
  return var_scope->function->function_kind < FUNCTION_SCRIPT &&
         var_scope->function->function_kind != FUNCTION_ARROW;
}

static bool may_hoist(const HoistCandidate *candidate, const Scope *var_scope, const Name *name) {
  if (name->token == TOKEN_ARGUMENTS && binds_arguments(var_scope)) return false;
  for (Scope *scope = candidate->scope->parent; scope != var_scope; scope = scope->parent) {
    Declaration *found = scope_find(scope, name);
    if (found && found->kind != DECLARE_CATCH_PARAMETER) return false;
  }
  Declaration *found = scope_find(var_scope, name);
  if (found && (is_lexical(found) || found->kind == DECLARE_PARAMETER)) return false;
  return var_scope->kind != SCOPE_BODY || !scope_find(var_scope->parent, name);
}

void resolve_hoisting(Parser *parser, uint32_t mark, Scope *var_scope) {
  HoistCandidateVec *candidates = &parser->hoist_candidates;
  for (uint32_t i = mark; i < candidates->length; i++) {
    HoistCandidate *candidate = &candidates->items[i];
    Name *name = candidate->node->declaration->name;
    if (!may_hoist(candidate, var_scope, name)) continue;
    Declaration *var = scope_find(var_scope, name);
    if (!var) {
      var = add(parser, var_scope, name, DECLARE_VAR, candidate->node->declaration->start);
      var->flags |= DECLARATION_ANNEX_B;
      if (name->token == TOKEN_ARGUMENTS) var_scope->function->uses |= USES_ARGUMENTS;
    }
    candidate->node->annex_b = var;
  }
  HoistCandidateVec_truncate(candidates, mark);
}

/* -------------------------------------------------------------------- arrow parameters */

CoverMark cover_begin(Parser *parser) {
  FunctionNode *function = parser->function;
  CoverMark mark = {parser->scope->last_child,
                    parser->function_total,
                    parser->direct_eval_total,
                    function->uses,
                    function->inner_uses,
                    function->this_assignments,
                    parser->private_references.length};
  function->uses = function->inner_uses = 0;
  return mark;
}

void cover_cancel(Parser *parser, const CoverMark *mark) {
  parser->function->uses |= mark->uses;
  parser->function->inner_uses |= mark->inner_uses;
}

/* Scopes of the function's own code become the arrow's; functions directly in it become inner
 * functions of the arrow. */
static void move_to_function(Parser *parser, Scope *scope, FunctionNode *from, FunctionNode *to) {
  check_depth(parser);
  if (scope->function != from) {
    if (scope->function->outer == from) scope->function->outer = to;
    return;
  }
  scope->function = to;
  for (Scope *child = scope->first_child; child; child = child->next_sibling)
    move_to_function(parser, child, from, to);
}

void cover_adopt(Parser *parser, const CoverMark *mark, FunctionNode *arrow) {
  Scope *outer = parser->scope, *inner = arrow->scope;
  FunctionNode *function = parser->function;
  Scope *moved = mark->last_child ? mark->last_child->next_sibling : outer->first_child;
  scope_forget_children(outer, mark->last_child);
  append_child(outer, inner);
  for (Scope *child = moved, *following; child && child != inner; child = following) {
    following = child->next_sibling;
    append_child(inner, child);
    inner->flags |= child->flags & (SCOPE_CONTAINS_EVAL | SCOPE_HAS_INNER_FUNCTION);
    if (holds_code_of_its_own((ScopeKind)child->kind)) inner->flags |= SCOPE_HAS_INNER_FUNCTION;
    move_to_function(parser, child, function, arrow);
  }
  if (parser->direct_eval_total != mark->direct_eval_total)
    inner->flags |= SCOPE_CONTAINS_EVAL | SCOPE_HAS_INNER_FUNCTION;
  arrow->uses = function->uses;
  arrow->inner_uses = function->inner_uses;
  if ((arrow->uses & USES_DIRECT_EVAL) && !is_strict(parser)) inner->flags |= SCOPE_SLOPPY_EVAL;
  function->uses = mark->uses;
  function->inner_uses = mark->inner_uses;
}
