/* SPDX-License-Identifier: MIT */
/* statement.c: statements but for loops and try.
 *
 * In scripts and evals whose completion value is wanted, expression statements leave theirs in
 * b->completion, and statements that have a value of their own clear it when they begin. */
#include "compile/generate.h"

void clear_completion(CodeBuilder *b) {
  if (b->completion != NO_REGISTER) emit_undefined(b, b->completion);
}

void compile_statements(CodeBuilder *b, NodeList statements) {
  for (uint32_t i = 0; i < statements.count; i++) {
    Node *node = statements.items[i];
    compile_statement(b, node);
    bool super_call = node->kind == NODE_EXPRESSION_STATEMENT &&
                      as_expression_statement(node)->operand->kind == NODE_SUPER_CALL;
    /* a statement of the constructor's own list: whatever follows it has a this */
    if (super_call && statements.items == b->function->body.items) b->this_is_known = true;
  }
}

static void compile_block_statements(CodeBuilder *b, Scope *scope, NodeList statements) {
  ScopeState state;
  UsingState using_state;
  scope_open(b, scope, &state);
  using_begin(b, scope, &using_state);
  compile_statements(b, statements);
  using_end(b, &using_state);
  scope_close(b, &state);
}

static void compile_expression_statement(CodeBuilder *b, UnaryNode *node) {
  if (b->completion != NO_REGISTER) compile_expression(b, node->operand, b->completion);
  else compile_effect(b, node->operand);
}

static void compile_variable(CodeBuilder *b, VariableNode *node) {
  for (uint32_t i = 0; i < node->declarators.count; i++)
    compile_declarator(b, as_declarator(node->declarators.items[i]),
                       (DeclarationKind)node->node.op);
}

/* Annex B.3.3: the var gets the block's function. */
static void compile_function_declaration(CodeBuilder *b, FunctionDeclarationNode *node) {
  if (!node->annex_b) return;
  unsigned mark = b->next;
  Place from = declaration_place(b, node->declaration), to = declaration_place(b, node->annex_b);
  Register value = place_operand(b, &from);
  if (to.kind == PLACE_GLOBAL || to.kind == PLACE_NAME)
    emit1(b, OPCODE_SET_EVAL_VARIABLE, value, environment_operand(b), 0, place_name(b, &to));
  else place_initialise(b, &to, value);
  release(b, mark);
}

static void initialise_declaration(CodeBuilder *b, Declaration *d, Register value) {
  Place place = declaration_place(b, d);
  place_initialise(b, &place, value);
  store_namespace_export(b, d, value);
}

static void compile_class_declaration(CodeBuilder *b, ClassDeclarationNode *node, NameHint hint) {
  unsigned mark = b->next;
  Register value = temporary(b);
  compile_class(b, node->class_node, hint, value);
  if (node->declaration) initialise_declaration(b, node->declaration, value);
  release(b, mark);
}

static void compile_if(CodeBuilder *b, Node *node) {
  Label end = LABEL_NEW;
  clear_completion(b);
  while (node && node->kind == NODE_IF) {
    IfNode *n = as_if(node);
    Label otherwise = LABEL_NEW;
    compile_condition(b, n->test, false, &otherwise);
    compile_statement(b, n->consequent);
    if (n->alternate) emit_jump(b, OPCODE_JUMP, 0, 0, &end);
    label_bind(b, &otherwise);
    node = n->alternate;
  }
  if (node) compile_statement(b, node);
  label_bind(b, &end);
}

static void compile_cases(CodeBuilder *b, SwitchNode *node, Register value, Label *break_label) {
  uint32_t count = node->cases.count;
  Label *labels = compiler_allocate(b->compiler, (count + 1) * sizeof(Label));
  Label *otherwise = break_label;
  for (uint32_t i = 0; i < count; i++) {
    labels[i] = LABEL_NEW;
    CaseNode *n = as_case(node->cases.items[i]);
    if (!n->test) {
      otherwise = &labels[i];
      continue;
    }
    unsigned mark = b->next;
    Register test = compile_operand(b, n->test);
    at_node(b, n->test);
    emit_jump(b, OPCODE_JUMP_STRICT_EQ, value, test, &labels[i]);
    release(b, mark);
  }
  emit_jump(b, OPCODE_JUMP, 0, 0, otherwise);
  for (uint32_t i = 0; i < count; i++) {
    label_bind(b, &labels[i]);
    compile_statements(b, as_case(node->cases.items[i])->statements);
  }
}

static void compile_switch(CodeBuilder *b, SwitchNode *node) {
  Label break_label = LABEL_NEW;
  Control control = {.node = &node->node, .break_label = &break_label};
  ScopeState scope;
  UsingState using_state;
  LocalsMark mark = locals_begin(b);
  clear_completion(b);
  Register value = local(b);
  compile_expression(b, node->discriminant, value);
  control_push(b, &control, CONTROL_TARGET);
  scope_open(b, node->scope, &scope);
  using_begin(b, node->scope, &using_state);
  Label after_cases = LABEL_NEW;
  compile_cases(b, node, value, &after_cases);
  label_bind(b, &after_cases);
  using_end(b, &using_state);
  scope_close(b, &scope);
  control_pop(b, &control);
  label_bind(b, &break_label);
  locals_finish(b, mark);
}

static void compile_labeled(CodeBuilder *b, LabeledNode *node) {
  Label break_label = LABEL_NEW;
  Control control = {.node = &node->node, .break_label = &break_label};
  control_push(b, &control, CONTROL_TARGET);
  compile_statement(b, node->body);
  control_pop(b, &control);
  label_bind(b, &break_label);
}

static void compile_with(CodeBuilder *b, WithNode *node) {
  LocalsMark mark = locals_begin(b);
  EnvironmentContext context;
  Scope *scope = b->scope;
  ScopeInfo *info = NULL;
  clear_completion(b);
  Register environment = local(b);
  unsigned inner = b->next;
  Register object = compile_operand(b, node->object);
  at_node(b, node->object);
  emit(b, OPCODE_NEW_WITH_ENVIRONMENT, environment, environment_register(b), object);
  release(b, inner);
  if (node->scope->flags & SCOPE_CONTAINS_EVAL)
    info = make_scope_info(b, NULL, NULL, SCOPE_INFO_WITH);
  context_push(b, &context, node->scope, environment, info);
  b->scope = node->scope;
  compile_statement(b, node->body);
  b->scope = scope;
  b->environment = context.parent;
  locals_finish(b, mark);
}

static void compile_throw(CodeBuilder *b, UnaryNode *node) {
  unsigned mark = b->next;
  Register value = compile_operand(b, node->operand);
  at_node(b, &node->node);
  emit(b, OPCODE_THROW, value, 0, 0);
  release(b, mark);
}

static void compile_export_default(CodeBuilder *b, ExportDefaultNode *node) {
  Node *value = node->value;
  if (value->kind == NODE_FUNCTION_DECLARATION) return; /* hoisted */
  NameHint hint = name_hint(b->compiler->default_name);
  unsigned mark = b->next;
  Register r = temporary(b);
  if (value->kind == NODE_CLASS_DECLARATION) {
    ClassDeclarationNode *n = as_class_declaration(value);
    if (n->class_node->name) hint = name_hint(n->class_node->name);
    compile_class(b, n->class_node, hint, r);
    if (n->declaration && n->declaration != node->declaration)
      initialise_declaration(b, n->declaration, r);
  } else {
    compile_named(b, value, hint, r);
  }
  initialise_declaration(b, node->declaration, r);
  release(b, mark);
}

void compile_statement(CodeBuilder *b, Node *node) {
  unsigned mark = b->next;
  compiler_check_stack(b->compiler);
  at_node(b, node);
  switch ((NodeKind)node->kind) {
    case NODE_DEBUGGER: emit(b, OPCODE_DEBUGGER, 0, 0, 0); break;
    case NODE_BLOCK:
      compile_block_statements(b, as_block(node)->scope, as_block(node)->statements);
      break;
    case NODE_EXPRESSION_STATEMENT:
      compile_expression_statement(b, as_expression_statement(node));
      break;
    case NODE_VARIABLE: compile_variable(b, as_variable(node)); break;
    case NODE_FUNCTION_DECLARATION:
      compile_function_declaration(b, as_function_declaration(node));
      break;
    case NODE_CLASS_DECLARATION:
      compile_class_declaration(b, as_class_declaration(node),
                                name_hint(as_class_declaration(node)->class_node->name));
      break;
    case NODE_IF: compile_if(b, node); break;
    case NODE_FOR: compile_for(b, as_for(node)); break;
    case NODE_FOR_IN: compile_for_in(b, as_for_in(node)); break;
    case NODE_FOR_OF: compile_for_of(b, as_for_of(node)); break;
    case NODE_WHILE: compile_while(b, as_while(node)); break;
    case NODE_DO_WHILE: compile_do_while(b, as_do_while(node)); break;
    case NODE_BREAK: control_jump(b, as_break(node)->target, false); break;
    case NODE_CONTINUE: control_jump(b, as_continue(node)->target, true); break;
    case NODE_RETURN: compile_return_value(b, as_return(node)->operand); break;
    case NODE_THROW: compile_throw(b, as_throw(node)); break;
    case NODE_TRY: compile_try(b, as_try(node)); break;
    case NODE_SWITCH: compile_switch(b, as_switch(node)); break;
    case NODE_LABELED: compile_labeled(b, as_labeled(node)); break;
    case NODE_WITH: compile_with(b, as_with(node)); break;
    case NODE_EXPORT_DECLARATION: compile_statement(b, as_export_declaration(node)->operand); break;
    case NODE_EXPORT_DEFAULT: compile_export_default(b, as_export_default(node)); break;
    case NODE_ENUM: compile_enum(b, as_enum(node)); break;
    case NODE_NAMESPACE: compile_namespace(b, as_namespace(node)); break;
    case NODE_IMPORT_EQUALS: compile_import_equals(b, as_import_equals(node)); break;
    case NODE_EXPORT_ASSIGN: compile_export_assign(b, as_export_assign(node)); break;
    default: break; /* empty; imports and export lists have nothing to run */
  }
  release(b, mark);
}
