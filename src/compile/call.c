/* SPDX-License-Identifier: MIT */
/* call.c: chains of members and calls, new, super(), tagged templates.
 *
 * A whole chain a.b().c[d]()… runs in one call window at the top of the temporaries: each
 * member's value, each callee with its receiver behind it, and each result stand at the window's
 * first register. The links of a chain are taken from a stack, so chains may be of any length. */
#include "compile/generate.h"

typedef struct Chain {
  Register window;       /* first register of the call window */
  Register current;      /* where the value so far is: the window, or a variable's register */
  Register destination;  /* of the last link, unless that is a call */
  Label *nullish;        /* where ?. goes; NULL outside of optional chains */
  bool method;           /* the last link leaves its receiver in window + 1 */
  bool plain;            /* undefined belongs in window + 1 and is not there yet */
  uint32_t base;         /* of its links on the compiler's stack */
} Chain;

/* --- this and home --- */

static bool this_may_be_missing(CodeBuilder *b) {
  FunctionNode *owner = function_of_this(b->function);
  if (owner->function_kind == FUNCTION_CONSTRUCTOR_DERIVED)
    return !(b->this_is_known && owner == b->function);
  return owner->function_kind == FUNCTION_EVAL && b->compiler->caller;
}

void compile_this_to(CodeBuilder *b, Register destination) {
  Place place;
  if (!pseudo_place(b, PSEUDO_THIS, &place)) {
    emit_undefined(b, destination);
    return;
  }
  place.check = false;
  if (!this_may_be_missing(b)) {
    place_load(b, &place, destination);
    return;
  }
  unsigned mark = b->next;
  Register r = place.kind == PLACE_REGISTER ? place.reg : scratch(b, destination);
  place_load(b, &place, r);
  emit(b, OPCODE_CHECK_THIS, r, 0, 0);
  emit_move(b, destination, r);
  release(b, mark);
}

Register compile_this(CodeBuilder *b) {
  Place place;
  if (!this_may_be_missing(b) && pseudo_place(b, PSEUDO_THIS, &place)) {
    place.check = false;
    return place_operand(b, &place);
  }
  Register r = temporary(b);
  compile_this_to(b, r);
  return r;
}

static Register pseudo_operand(CodeBuilder *b, Pseudo pseudo) {
  Place place;
  if (pseudo_place(b, pseudo, &place)) {
    place.check = false;
    return place_operand(b, &place);
  }
  Register r = temporary(b);
  emit_undefined(b, r);
  return r;
}

Register compile_super_base(CodeBuilder *b) {
  Register base = temporary(b);
  unsigned mark = b->next;
  emit(b, OPCODE_GET_SUPER_BASE, base, pseudo_operand(b, PSEUDO_HOME), 0);
  release(b, mark);
  return base;
}

Register compile_private_name(CodeBuilder *b, Name *name) {
  PrivateDeclaration *declaration;
  Scope *scope = scope_of_private(b->scope, name, &declaration);
  if (scope) {
    Place place = variable_place(b, private_variable(b->compiler, scope, declaration));
    return place_operand(b, &place);
  }
  /* the caller of a direct eval has it */
  Register r = temporary(b);
  char *text = compiler_allocate(b->compiler, name->length + 2);
  text[0] = '#';
  memcpy(text + 1, name->bytes, name->length);
  String *string = string_intern_utf8(b->vm, text, name->length + 1);
  if (!string) compiler_fail(b->compiler);
  CallerVariable found = caller_find(b->compiler, string);
  uint32_t hops = found.hops;
  for (EnvironmentContext *e = b->closure; e && e->parent; e = e->parent) hops++;
  emit1(b, OPCODE_GET_ENVIRONMENT_UP, r, b->closure_register, hops, found.slot);
  return r;
}

/* --- arguments --- */

/* CALL or CALL_PLAIN: an await that follows may make it an awaited call. */
static void emit_counted_call(CodeBuilder *b, Opcode op, Register window, unsigned count) {
  emit(b, op, window, count, 0);
  b->call_end = b->words.length;
}

void emit_call(CodeBuilder *b, Register window, unsigned count) {
  emit_counted_call(b, OPCODE_CALL, window, count);
}

/* Before other calls: the receiver that a plain callee has. */
static void put_receiver(CodeBuilder *b, const Chain *chain) {
  if (chain->plain) emit_undefined(b, chain->window + 1);
}

/* in_array: the arguments, however many, are in an array. */
static void emit_chain_call(CodeBuilder *b, const Chain *chain, unsigned count, bool in_array) {
  if (in_array) {
    put_receiver(b, chain);
    emit(b, OPCODE_CALL_SPREAD, chain->window, 0, 0);
  } else {
    emit_counted_call(b, chain->plain ? OPCODE_CALL_PLAIN : OPCODE_CALL, chain->window, count);
  }
}

/* Makes sure that the window's head is reserved. */
static void reserve_window(CodeBuilder *b, Register window) {
  if (b->next < window + FRAME_HEADER) (void)temporaries(b, window + FRAME_HEADER - b->next);
}

static bool wants_array(const CodeBuilder *b, const Node *node, NodeList arguments) {
  return (node->flags & NODE_HAS_SPREAD) || arguments.count > ARGUMENT_LIMIT ||
         b->next + arguments.count > REGISTER_LIMIT - 8;
}

/* Evaluates arguments behind the window's head. True: they are in an array. */
static bool compile_arguments(CodeBuilder *b, const Node *node, NodeList arguments) {
  if (wants_array(b, node, arguments)) {
    Register array = temporary(b);
    emit1(b, OPCODE_NEW_ARRAY, array, 0, 0, arguments.count);
    compile_array_items(b, arguments, 0, array);
    return true;
  }
  for (uint32_t i = 0; i < arguments.count; i++)
    compile_expression(b, arguments.items[i], temporary(b));
  return false;
}

static uint32_t call_offset(const Node *callee) {
  switch ((NodeKind)callee->kind) {
    case NODE_MEMBER: return as_member(callee)->name_start;
    case NODE_PRIVATE_MEMBER: return as_private_member(callee)->name_start;
    case NODE_SUPER_MEMBER: return as_super_member(callee)->name_start;
    default: return callee->start;
  }
}

/* --- links --- */

static bool is_link(const Node *node) {
  switch ((NodeKind)node->kind) {
    case NODE_MEMBER:
    case NODE_INDEX:
    case NODE_PRIVATE_MEMBER:
    case NODE_CALL:
    case NODE_TAGGED_TEMPLATE: return true;
    default: return false;
  }
}

static Node *link_object(const Node *node) {
  switch ((NodeKind)node->kind) {
    case NODE_MEMBER: return as_member(node)->object;
    case NODE_INDEX: return as_index(node)->object;
    case NODE_PRIVATE_MEMBER: return as_private_member(node)->object;
    case NODE_CALL: return as_call(node)->callee;
    default: return as_tagged_template(node)->tag;
  }
}

static bool takes_receiver(const Node *node) {
  return node->kind == NODE_CALL || node->kind == NODE_TAGGED_TEMPLATE;
}

/* Whether the link that has just been taken must leave its receiver in the window. */
static bool is_callee(const CodeBuilder *b, const Chain *chain) {
  const NodeVec *spine = &b->compiler->spine;
  if (spine->length == chain->base) return chain->method;
  return takes_receiver(spine->items[spine->length - 1]);
}

static bool is_last(const CodeBuilder *b, const Chain *chain) {
  return b->compiler->spine.length == chain->base;
}

static Register link_target(CodeBuilder *b, const Chain *chain) {
  return is_last(b, chain) && !chain->method ? chain->destination : chain->window;
}

static void check_optional(CodeBuilder *b, const Chain *chain, const Node *node, Register value) {
  if (node->flags & NODE_OPTIONAL) emit_jump(b, OPCODE_JUMP_NULLISH, value, 0, chain->nullish);
}

static void named_member(CodeBuilder *b, Chain *chain, uint32_t name, uint32_t offset) {
  at(b, offset);
  if (is_callee(b, chain)) {
    reserve_window(b, chain->window);
    emit_cached(b, OPCODE_GET_METHOD, chain->window, chain->current, 0, name);
    chain->current = chain->window;
    return;
  }
  Register target = link_target(b, chain);
  emit_cached(b, OPCODE_GET_PROPERTY, target, chain->current, 0, name);
  chain->current = target;
}

static bool literal_name(const Node *node, Name **name) {
  uint32_t index;
  if (node->kind != NODE_STRING || name_is_index(as_string(node)->value, &index)) return false;
  *name = as_string(node)->value;
  return true;
}

static void compile_index_link(CodeBuilder *b, Chain *chain, IndexNode *node) {
  Name *name;
  check_optional(b, chain, &node->node, chain->current);
  if (literal_name(node->index, &name)) {
    named_member(b, chain, constant_name(b, name), node->index->start);
    return;
  }
  bool callee = is_callee(b, chain);
  if (callee) reserve_window(b, chain->window);
  unsigned mark = b->next;
  Register key = compile_operand(b, node->index);
  Register target = callee ? chain->window : link_target(b, chain);
  at(b, node->index->start);
  emit(b, callee ? OPCODE_GET_ELEMENT_METHOD : OPCODE_GET_ELEMENT, target, chain->current, key);
  chain->current = target;
  release(b, mark);
}

static void compile_private_link(CodeBuilder *b, Chain *chain, MemberNode *node) {
  check_optional(b, chain, &node->node, chain->current);
  bool callee = is_callee(b, chain);
  if (callee) {
    reserve_window(b, chain->window);
    emit_move(b, chain->window + 1, chain->current);
    chain->current = chain->window + 1;
  }
  unsigned mark = b->next;
  Register name = compile_private_name(b, node->name);
  Register target = callee ? chain->window : link_target(b, chain);
  at(b, node->name_start);
  emit(b, OPCODE_GET_PRIVATE, target, chain->current, name);
  chain->current = target;
  release(b, mark);
}

static void emit_call_node(CodeBuilder *b, Chain *chain, CallNode *node, bool in_array) {
  Register window = chain->window;
  at_call(b, call_offset(node->callee), node->callee);
  if (node->node.flags & NODE_DIRECT_EVAL) {
    put_receiver(b, chain);
    uint32_t info = constant_cell(b, eval_caller_info(b));
    if (in_array) emit1(b, OPCODE_CALL_EVAL_SPREAD, window, 0, environment_register(b), info);
    else emit1(b, OPCODE_CALL_EVAL, window, node->arguments.count, environment_register(b), info);
  } else {
    emit_chain_call(b, chain, node->arguments.count, in_array);
  }
}

/* After a call the value stands in the window. */
static void finish_call(CodeBuilder *b, Chain *chain) {
  chain->current = chain->window;
  chain->plain = false;
  if (is_last(b, chain) && chain->method) emit_undefined(b, chain->window + 1);
}

static void compile_call_link(CodeBuilder *b, Chain *chain, CallNode *node) {
  check_optional(b, chain, &node->node, chain->window);
  unsigned mark = b->next;
  bool in_array = compile_arguments(b, &node->node, node->arguments);
  emit_call_node(b, chain, node, in_array);
  release(b, mark);
  finish_call(b, chain);
}

static void compile_tagged_link(CodeBuilder *b, Chain *chain, TaggedTemplateNode *node) {
  unsigned mark = b->next;
  NodeList expressions = node->template->expressions;
  Register object = temporary(b);
  bool in_array = expressions.count + 1 > ARGUMENT_LIMIT;
  uint32_t site = template_site(b, node->template);
  if (in_array) {
    Register template_object = temporary(b);
    emit1(b, OPCODE_NEW_ARRAY, object, 0, 0, expressions.count + 1);
    emit1(b, OPCODE_GET_TEMPLATE_OBJECT, template_object, 0, 0, site);
    emit(b, OPCODE_ARRAY_PUSH, object, template_object, 0);
    compile_array_items(b, expressions, 0, object);
  } else {
    emit1(b, OPCODE_GET_TEMPLATE_OBJECT, object, 0, 0, site);
    for (uint32_t i = 0; i < expressions.count; i++)
      compile_expression(b, expressions.items[i], temporary(b));
  }
  at_call(b, call_offset(node->tag), node->tag);
  emit_chain_call(b, chain, expressions.count + 1, in_array);
  release(b, mark);
  finish_call(b, chain);
}

/* A callee that no receiver belongs to. After a call the callee is in the window already. */
static void plain_callee(CodeBuilder *b, Chain *chain) {
  reserve_window(b, chain->window);
  emit_move(b, chain->window, chain->current);
  chain->plain = true;
}

static void compile_link(CodeBuilder *b, Chain *chain, Node *node) {
  Node *object = link_object(node);
  if (takes_receiver(node) && takes_receiver(object) && object->kind != NODE_OPTIONAL_CHAIN)
    plain_callee(b, chain); /* f()() */
  switch ((NodeKind)node->kind) {
    case NODE_MEMBER:
      check_optional(b, chain, node, chain->current);
      named_member(b, chain, constant_name(b, as_member(node)->name), as_member(node)->name_start);
      return;
    case NODE_INDEX: compile_index_link(b, chain, as_index(node)); return;
    case NODE_PRIVATE_MEMBER: compile_private_link(b, chain, as_private_member(node)); return;
    case NODE_CALL: compile_call_link(b, chain, as_call(node)); return;
    default: compile_tagged_link(b, chain, as_tagged_template(node)); return;
  }
}

/* --- head --- */

static void run_chain(CodeBuilder *b, Chain *chain, Node *node);

static void super_callee(CodeBuilder *b, Chain *chain, Node *node) {
  Register window = chain->window, key;
  compile_this_to(b, window + 1);
  unsigned mark = b->next;
  if (node->kind == NODE_SUPER_MEMBER) {
    key = temporary(b);
    emit1(b, OPCODE_LOAD_CONST, key, 0, 0, constant_name(b, as_super_member(node)->name));
  } else {
    key = compile_operand(b, as_super_index(node)->index);
  }
  at(b, call_offset(node));
  Register base = compile_super_base(b);
  emit1(b, OPCODE_GET_SUPER, window, base, key, window + 1);
  release(b, mark);
}

/* (a?.b)(): the receiver is passed on. */
static void optional_callee(CodeBuilder *b, Chain *chain, Node *node) {
  Label nullish = LABEL_NEW, end = LABEL_NEW;
  Chain inner = {
      .window = chain->window, .destination = chain->window, .nullish = &nullish, .method = true};
  run_chain(b, &inner, as_optional_chain(node)->operand);
  emit_jump(b, OPCODE_JUMP, 0, 0, &end);
  label_bind(b, &nullish);
  emit_undefined(b, chain->window);
  emit_undefined(b, chain->window + 1);
  label_bind(b, &end);
}

static void compile_callee(CodeBuilder *b, Chain *chain, Node *node) {
  Register window = chain->window;
  reserve_window(b, window);
  chain->current = window;
  if (node->kind == NODE_SUPER_MEMBER || node->kind == NODE_SUPER_INDEX) {
    super_callee(b, chain, node);
    return;
  }
  if (node->kind == NODE_OPTIONAL_CHAIN) {
    optional_callee(b, chain, node);
    return;
  }
  if (node->kind == NODE_IDENTIFIER) {
    Place place = identifier_place(b, as_identifier(node));
    if (place.kind == PLACE_NAME) {
      at_node(b, node);
      emit1(b, OPCODE_GET_NAME_CALL, window, environment_register(b), b->strict,
            place_name(b, &place));
      return;
    }
    if (place.kind == PLACE_MEMBER) { /* the namespace is the receiver, as TypeScript has it */
      Place object = declaration_place(b, place.object);
      at_node(b, node);
      place_load(b, &object, window);
      emit_cached(b, OPCODE_GET_METHOD, window, window, 0, place_name(b, &place));
      return;
    }
  }
  compile_expression(b, node, window);
  chain->plain = !is_last(b, chain);
  if (!chain->plain) emit_undefined(b, window + 1);
}

static void compile_head(CodeBuilder *b, Chain *chain, Node *node) {
  const NodeVec *spine = &b->compiler->spine;
  Node *first = spine->length > chain->base ? spine->items[spine->length - 1] : NULL;
  if (first ? takes_receiver(first) : chain->method) {
    compile_callee(b, chain, node);
    return;
  }
  Node *later = first && first->kind == NODE_INDEX ? as_index(first)->index : NULL;
  if (variable_operand(b, node, later, &chain->current)) return;
  compile_expression(b, node, chain->window);
  chain->current = chain->window;
}

static void run_chain(CodeBuilder *b, Chain *chain, Node *node) {
  NodeVec *spine = &b->compiler->spine;
  chain->base = spine->length;
  for (; is_link(node) && !arguments_count(b, node); node = link_object(node)) spine_push(b, node);
  compile_head(b, chain, node);
  while (spine->length > chain->base) {
    Node *link = NodeVec_pop(spine);
    compile_link(b, chain, link);
  }
}

/* --- whole chains --- */

/* A window at the top of the temporaries: the destination itself if it is the topmost. */
static Register open_window(CodeBuilder *b, Register destination) {
  if (is_temporary(b, destination) && destination + 1 == b->next) return destination;
  return temporary(b);
}

static Node *last_link(Node *node) {
  return node->kind == NODE_OPTIONAL_CHAIN ? as_optional_chain(node)->operand : node;
}

static void compile_optional_chain(CodeBuilder *b, Node *node, Register destination, bool unused) {
  Label nullish = LABEL_NEW, end = LABEL_NEW;
  Chain chain = {
      .window = open_window(b, destination), .destination = destination, .nullish = &nullish};
  Node *last = last_link(node);
  run_chain(b, &chain, last);
  if (unused && takes_receiver(last)) emit(b, OPCODE_DROP, chain.current, 0, 0);
  else emit_move(b, destination, chain.current);
  if (unused) {
    label_bind(b, &nullish);
    return;
  }
  emit_jump(b, OPCODE_JUMP, 0, 0, &end);
  label_bind(b, &nullish);
  emit_undefined(b, destination);
  label_bind(b, &end);
}

void compile_callee_pair(CodeBuilder *b, Node *node, Register window) {
  Chain chain = {.window = window, .destination = window, .method = true};
  run_chain(b, &chain, node);
}

void compile_chain(CodeBuilder *b, Node *node, Register destination, bool unused) {
  unsigned mark = b->next;
  if (node->kind == NODE_OPTIONAL_CHAIN) {
    compile_optional_chain(b, node, destination, unused);
  } else {
    Chain chain = {.window = open_window(b, destination), .destination = destination};
    run_chain(b, &chain, node);
    if (unused && takes_receiver(node)) emit(b, OPCODE_DROP, chain.current, 0, 0);
    else emit_move(b, destination, chain.current);
  }
  release(b, mark);
}

void compile_awaited_chain(CodeBuilder *b, Node *await, Node *node, Register destination) {
  unsigned mark = b->next;
  Label nullish = LABEL_NEW, end = LABEL_NEW;
  Register window = open_window(b, destination);
  Chain chain = {.window = window, .destination = window, .nullish = &nullish};
  run_chain(b, &chain, last_link(node));
  at_node(b, await);
  emit_suspension(b, OPCODE_AWAIT, destination, chain.current);
  emit_jump(b, OPCODE_JUMP, 0, 0, &end);
  label_bind(b, &nullish);
  emit_undefined(b, window);
  emit_suspension(b, OPCODE_AWAIT, destination, window);
  label_bind(b, &end);
  release(b, mark);
}

static void delete_member(CodeBuilder *b, Node *member, Label *nullish, Register destination) {
  unsigned mark = b->next;
  Chain chain = {.window = temporary(b), .nullish = nullish};
  chain.destination = chain.window;
  run_chain(b, &chain, link_object(member));
  check_optional(b, &chain, member, chain.current);
  Register key;
  if (member->kind == NODE_MEMBER) {
    key = temporary(b);
    emit1(b, OPCODE_LOAD_CONST, key, 0, 0, constant_name(b, as_member(member)->name));
  } else {
    key = compile_operand(b, as_index(member)->index);
  }
  at_node(b, member);
  emit1(b, OPCODE_DELETE_PROPERTY, destination, chain.current, key, b->strict);
  release(b, mark);
}

void compile_delete_chain(CodeBuilder *b, Node *node, Register destination) {
  Node *last = last_link(node);
  if (node == last) {
    delete_member(b, last, NULL, destination);
    return;
  }
  if (last->kind != NODE_MEMBER && last->kind != NODE_INDEX) { /* delete a?.() */
    compile_effect(b, node);
    emit(b, OPCODE_LOAD_TRUE, destination, 0, 0);
    return;
  }
  Label nullish = LABEL_NEW, end = LABEL_NEW;
  delete_member(b, last, &nullish, destination);
  emit_jump(b, OPCODE_JUMP, 0, 0, &end);
  label_bind(b, &nullish);
  emit(b, OPCODE_LOAD_TRUE, destination, 0, 0);
  label_bind(b, &end);
}

/* --- new, super --- */

void compile_new(CodeBuilder *b, CallNode *node, Register destination) {
  unsigned mark = b->next;
  Register window = open_window(b, destination);
  reserve_window(b, window);
  compile_expression(b, node->callee, window);
  bool in_array = compile_arguments(b, &node->node, node->arguments);
  at_call(b, node->node.start, node->callee);
  if (in_array) emit(b, OPCODE_CONSTRUCT_SPREAD, window, 0, 0);
  else emit(b, OPCODE_CONSTRUCT, window, node->arguments.count, 0);
  release(b, window + 1 > mark ? window + 1 : mark);
  emit_move(b, destination, window);
  release(b, mark);
}

/* BindThisValue: super() twice is an error. */
static void bind_this(CodeBuilder *b, Register value) {
  Place place;
  if (!pseudo_place(b, PSEUDO_THIS, &place)) return;
  place.check = false;
  place.access = PLACE_WRITABLE;
  unsigned mark = b->next;
  Label fine = LABEL_NEW;
  emit_jump(b, OPCODE_JUMP_UNINITIALISED, place_operand(b, &place), 0, &fine);
  emit_throw_error(b, ERROR_KIND_REFERENCE, ERROR_SUPER_CALLED_TWICE, constant_undefined(b));
  label_bind(b, &fine);
  place_initialise(b, &place, value);
  release(b, mark);
}

static bool has_fields(const FunctionNode *owner) {
  if (owner->function_kind != FUNCTION_CONSTRUCTOR_DERIVED) return true; /* an eval's caller */
  const FunctionData *data = owner->data;
  return !data->class_node || data->class_node->instance_fields;
}

static void finish_super_call(CodeBuilder *b, Register value, Register function) {
  FunctionNode *owner = function_of_this(b->function);
  bind_this(b, value);
  if (has_fields(owner)) emit(b, OPCODE_INITIALISE_FIELDS, value, function, 0);
  if (owner == b->function) compile_parameter_properties(b);
}

void compile_super_call(CodeBuilder *b, CallNode *node, Register destination) {
  unsigned mark = b->next;
  Register function = pseudo_operand(b, PSEUDO_FUNCTION);
  Register window = temporaries(b, FRAME_HEADER), top = b->next;
  Place new_target;
  if (pseudo_place(b, PSEUDO_NEW_TARGET, &new_target)) place_load(b, &new_target, window + 1);
  bool in_array = compile_arguments(b, &node->node, node->arguments);
  at_node(b, &node->node);
  if (in_array) emit(b, OPCODE_SUPER_CALL_SPREAD, window, 0, function);
  else emit(b, OPCODE_SUPER_CALL, window, node->arguments.count, function);
  release(b, top);
  finish_super_call(b, window, function);
  emit_move(b, destination, window);
  release(b, mark);
}

void compile_default_constructor_body(CodeBuilder *b, ClassNode *node) {
  if (!node->heritage) return;
  unsigned mark = b->next;
  Register rest = b->default_rest;
  Register function = pseudo_operand(b, PSEUDO_FUNCTION);
  Register window = temporaries(b, FRAME_HEADER + 1);
  Place new_target;
  if (pseudo_place(b, PSEUDO_NEW_TARGET, &new_target)) place_load(b, &new_target, window + 1);
  emit_move(b, window + FRAME_HEADER, rest);
  at_node(b, &node->node);
  emit(b, OPCODE_SUPER_CALL_SPREAD, window, 0, function);
  finish_super_call(b, window, function);
  release(b, mark);
}
