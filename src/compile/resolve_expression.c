/* SPDX-License-Identifier: MIT */
/* resolve_expression.c: the first pass over expressions and patterns. */
#include "compile/resolve.h"

void walk_optional(Compiler *c, Node *node) {
  if (node) walk_expression(c, node);
}
void walk_expressions(Compiler *c, NodeList list) {
  for (uint32_t i = 0; i < list.count; i++) walk_expression(c, list.items[i]);
}

/* --- patterns --- */

static void walk_binding_identifier(Compiler *c, IdentifierNode *node) {
  Declaration *d = node->declaration;
  if (d->kind == DECLARE_PARAMETER) {
    resolve_initialise(c, d);
    return;
  }
  if (declaration_is_member(d)) { /* a namespace's exported variable */
    resolve_identifier(c, node, true);
    return;
  }
  resolve_initialise(c, d);
}

/* var x = …: an assignment to whatever x is here. Where it surely runs before what follows, the
 * variable need not be undefined at first. */
static void walk_var_identifier(Compiler *c, IdentifierNode *node) {
  if (c->nesting == 0 && node->declaration->scope->function == c->function)
    resolve_initialise(c, node->declaration);
  resolve_identifier(c, node, true);
}

static bool is_var_binding(const IdentifierNode *node) {
  return node->declaration && !declaration_has_dead_zone(node->declaration) &&
         node->declaration->kind != DECLARE_PARAMETER &&
         node->declaration->kind != DECLARE_CATCH_PARAMETER &&
         node->declaration->kind != DECLARE_CATCH_PATTERN;
}

static void walk_pattern_property(Compiler *c, PropertyNode *p) {
  if (p->node.flags & NODE_COMPUTED) walk_expression(c, p->key);
  walk_target(c, p->value);
}

/* Assigning to a property of `arguments`, or deleting it, wants the object. */
static void note_change(Compiler *c, Node *node) {
  Node *object = resolve_left_part(node);
  if (object && object->kind == NODE_IDENTIFIER &&
      name_is(as_identifier(object)->name, "arguments"))
    arguments_note(function_data(c, function_of_this(c->function)), ARGUMENTS_ESCAPE);
}

/* A target of an assignment or declaration: identifier, member, pattern. */
void walk_target(Compiler *c, Node *node) {
  compiler_check_stack(c);
  switch ((NodeKind)node->kind) {
    case NODE_IDENTIFIER: {
      IdentifierNode *id = as_identifier(node);
      if (!(node->flags & NODE_BINDING)) resolve_identifier(c, id, true);
      else if (is_var_binding(id)) walk_var_identifier(c, id);
      else walk_binding_identifier(c, id);
      return;
    }
    case NODE_PATTERN_DEFAULT:
      c->nesting++;
      walk_expression(c, as_pattern_default(node)->value);
      c->nesting--;
      walk_target(c, as_pattern_default(node)->target);
      return;
    case NODE_REST: walk_target(c, as_rest(node)->operand); return;
    case NODE_HOLE: return;
    case NODE_ARRAY_PATTERN: {
      NodeList items = as_array_pattern(node)->items;
      for (uint32_t i = 0; i < items.count; i++) walk_target(c, items.items[i]);
      return;
    }
    case NODE_OBJECT_PATTERN: {
      NodeList items = as_object_pattern(node)->items;
      for (uint32_t i = 0; i < items.count; i++) {
        if (items.items[i]->kind == NODE_REST) walk_target(c, items.items[i]);
        else walk_pattern_property(c, as_property(items.items[i]));
      }
      return;
    }
    default:
      note_change(c, node);
      walk_expression(c, node);
      return;
  }
}

/* --- expressions --- */

static void walk_property(Compiler *c, PropertyNode *p) {
  if (p->node.flags & NODE_COMPUTED) walk_expression(c, p->key);
  walk_expression(c, p->value);
}

static void walk_items(Compiler *c, NodeList items) {
  for (uint32_t i = 0; i < items.count; i++) {
    Node *item = items.items[i];
    if (item->kind == NODE_PROPERTY) walk_property(c, as_property(item));
    else walk_expression(c, item);
  }
}

static void walk_assign(Compiler *c, AssignNode *node) {
  walk_target(c, node->target);
  walk_expression(c, node->value);
}

static void walk_update(Compiler *c, UnaryNode *node) { walk_target(c, node->operand); }

static void walk_conditional(Compiler *c, Node *node) {
  for (;;) {
    ConditionalNode *n = as_conditional(node);
    walk_expression(c, n->test);
    walk_expression(c, n->consequent);
    node = n->alternate;
    if (node->kind != NODE_CONDITIONAL) break;
  }
  walk_expression(c, node);
}

static Name *text_name(Compiler *c, const char *text, size_t length) {
  char *copy = compiler_allocate(c, length + 1);
  memcpy(copy, text, length);
  return compiler_make_name(c, copy);
}

/* A name that code made up for a node will mention. */
static void use_text(Compiler *c, const char *text) {
  size_t length = strcspn(text, ".");
  Declaration *d = find_by_text(c->scope, text, length);
  Variable *v = d ? declaration_variable(c, d) : commonjs_variable(c, text_name(c, text, length));
  if (v) variable_use(c, v, c->function);
}

static void walk_jsx(Compiler *c, JsxNode *node) {
  const JsxPragmas *jsx = &c->program->jsx;
  if (jsx->is_automatic && !c->program->module) {
    use_text(c, "require");
  } else if (jsx->is_automatic) {
    use_text(c, jsx_function_name(node));
    if (!node->tag) use_text(c, JSX_FRAGMENT_NAME);
  } else {
    use_text(c, jsx->factory ? jsx->factory->bytes : "React");
    use_text(c, jsx->fragment ? jsx->fragment->bytes : "React");
  }
  if (node->tag) walk_expression(c, node->tag);
  walk_items(c, node->attributes);
  walk_expressions(c, node->children);
}

/* A node that has no left part to go down. */
static void walk_leaf(Compiler *c, Node *node) {
  switch ((NodeKind)node->kind) {
    case NODE_IDENTIFIER: resolve_identifier(c, as_identifier(node), false); return;
    case NODE_THIS: (void)pseudo_use(c, PSEUDO_THIS, c->function); return;
    case NODE_NEW_TARGET: (void)pseudo_use(c, PSEUDO_NEW_TARGET, c->function); return;
    case NODE_TEMPLATE: walk_expressions(c, as_template(node)->expressions); return;
    case NODE_ARRAY: walk_items(c, as_array(node)->items); return;
    case NODE_OBJECT: walk_items(c, as_object(node)->items); return;
    case NODE_SEQUENCE: walk_items(c, as_sequence(node)->items); return;
    case NODE_SPREAD: walk_expression(c, as_spread(node)->operand); return;
    case NODE_FUNCTION: walk_function(c, as_function(node)); return;
    case NODE_CLASS: walk_class(c, as_class(node)); return;
    case NODE_UNARY:
      if (node->op == OP_DELETE) note_change(c, as_unary(node)->operand);
      walk_expression(c, as_unary(node)->operand);
      return;
    case NODE_UPDATE: walk_update(c, as_update(node)); return;
    case NODE_PRIVATE_IN:
      resolve_use_private(c, as_private_in(node)->name);
      walk_expression(c, as_private_in(node)->right);
      return;
    case NODE_ASSIGN: walk_assign(c, as_assign(node)); return;
    case NODE_CONDITIONAL: walk_conditional(c, node); return;
    case NODE_NEW:
      walk_expression(c, as_new(node)->callee);
      walk_expressions(c, as_new(node)->arguments);
      return;
    case NODE_SUPER_CALL:
      resolve_use_super_call(c);
      walk_expressions(c, as_super_call(node)->arguments);
      return;
    case NODE_IMPORT_CALL:
      walk_expression(c, as_import_call(node)->specifier);
      walk_optional(c, as_import_call(node)->options);
      return;
    case NODE_SUPER_MEMBER: resolve_use_super(c); return;
    case NODE_SUPER_INDEX:
      resolve_use_super(c);
      walk_expression(c, as_super_index(node)->index);
      return;
    case NODE_YIELD: walk_optional(c, as_yield(node)->operand); return;
    case NODE_AWAIT: walk_expression(c, as_await(node)->operand); return;
    case NODE_JSX_ELEMENT: walk_jsx(c, as_jsx_element(node)); return;
    case NODE_ARRAY_PATTERN:
    case NODE_OBJECT_PATTERN: walk_target(c, node); return;
    default: return; /* literals */
  }
}

Node *resolve_left_part(Node *node) {
  switch ((NodeKind)node->kind) {
    case NODE_BINARY: return as_binary(node)->left;
    case NODE_LOGICAL: return as_logical(node)->left;
    case NODE_MEMBER: return as_member(node)->object;
    case NODE_PRIVATE_MEMBER: return as_private_member(node)->object;
    case NODE_INDEX: return as_index(node)->object;
    case NODE_CALL: return as_call(node)->callee;
    case NODE_OPTIONAL_CHAIN: return as_optional_chain(node)->operand;
    case NODE_TAGGED_TEMPLATE: return as_tagged_template(node)->tag;
    default: return NULL;
  }
}

static void walk_right_part(Compiler *c, Node *node) {
  switch ((NodeKind)node->kind) {
    case NODE_BINARY: walk_expression(c, as_binary(node)->right); return;
    case NODE_LOGICAL: walk_expression(c, as_logical(node)->right); return;
    case NODE_PRIVATE_MEMBER: resolve_use_private(c, as_private_member(node)->name); return;
    case NODE_INDEX: walk_expression(c, as_index(node)->index); return;
    case NODE_CALL: walk_expressions(c, as_call(node)->arguments); return;
    case NODE_TAGGED_TEMPLATE:
      walk_expressions(c, as_tagged_template(node)->template->expressions);
      return;
    default: return;
  }
}

void walk_expression(Compiler *c, Node *node) {
  compiler_check_stack(c);
  uint32_t base = c->spine.length;
  for (Node *left; (left = resolve_left_part(node)); node = left)
    if (!NodeVec_push(&c->spine, node)) {
      throw_out_of_memory(c->vm);
      compiler_fail(c);
    }
  walk_leaf(c, node);
  while (c->spine.length > base) {
    Node *parent = NodeVec_pop(&c->spine);
    walk_right_part(c, parent);
  }
}
