/* SPDX-License-Identifier: MIT */
/* function.c: the code of one function: prologue, parameters, body, end; and closures of it.
 *
 * The prologue follows FunctionDeclarationInstantiation: arguments object, this and its kin, the
 * environment, parameters from left to right, variables, functions; then a generator is created. */
#include "compile/program.h"

/* --- flags --- */

static uint32_t kind_flags(const FunctionNode *f) {
  switch ((FunctionKind)f->function_kind) {
    case FUNCTION_ARROW: return CODE_ARROW;
    case FUNCTION_METHOD: return CODE_METHOD;
    case FUNCTION_GETTER:
    case FUNCTION_SETTER: return CODE_METHOD | CODE_GETTER_SETTER;
    case FUNCTION_CONSTRUCTOR_BASE: return CODE_CLASS_BASE;
    case FUNCTION_CONSTRUCTOR_DERIVED: return CODE_CLASS_DERIVED;
    case FUNCTION_FIELDS:
    case FUNCTION_STATIC_BLOCK: return CODE_CLASS_FIELDS | CODE_METHOD;
    case FUNCTION_SCRIPT: return CODE_SCRIPT;
    case FUNCTION_MODULE: return CODE_MODULE;
    case FUNCTION_EVAL: return CODE_EVAL;
    case FUNCTION_NORMAL: return 0;
  }
  return 0;
}

void function_begin(CodeBuilder *b, Compiler *c, FunctionNode *f, EnvironmentContext *closure) {
  builder_init(b, c, f);
  b->flags = kind_flags(f);
  if (f->flags & FUNCTION_STRICT) b->flags |= CODE_STRICT;
  if (f->flags & FUNCTION_ASYNC) b->flags |= CODE_ASYNC;
  if (f->flags & FUNCTION_GENERATOR) b->flags |= CODE_GENERATOR;
  b->closure = b->environment = b->data->uses_outer ? closure : NULL;
  b->capability = NO_REGISTER;
  b->inline_capacity = f->this_assignments;
}

/* --- parameters --- */

static uint32_t formal_count(const FunctionNode *f) {
  uint32_t count = f->parameters.count;
  return f->flags & FUNCTION_REST_PARAMETER ? count - 1 : count;
}

/* The identifier that a parameter is, or NULL for a pattern. */
static IdentifierNode *parameter_identifier(Node *node) {
  if (node->kind == NODE_PATTERN_DEFAULT) node = as_pattern_default(node)->target;
  return node->kind == NODE_IDENTIFIER ? as_identifier(node) : NULL;
}

static bool is_mapped(const CodeBuilder *b) { return b->data->maps_arguments; }

/* A parameter's register is the variable's, unless it may be looked at before it is bound. */
static void place_parameter(CodeBuilder *b, Node *node, unsigned index) {
  IdentifierNode *id = parameter_identifier(node);
  if (!id || index >= b->parameter_count) return;
  Variable *v = declaration_variable(b->compiler, id->declaration);
  if (v->needs_check && declaration_has_dead_zone(id->declaration)) return;
  v->reg = (uint8_t)index;
  if (!v->captured) {
    v->storage = STORAGE_REGISTER;
    return;
  }
  v->has_copy = !v->assigned && !id->declaration->function && v->scope->function == b->function;
}

static void place_parameters(CodeBuilder *b, ScopeData *data) {
  const FunctionNode *f = b->function;
  bool mapped = is_mapped(b);
  if (mapped) data->slot_count = b->function->scope->flags & SCOPE_SLOPPY_EVAL ? 1 : 0;
  for (uint32_t i = 0; i < formal_count(f); i++) {
    place_parameter(b, f->parameters.items[i], i);
    if (!mapped) continue;
    Variable *v = as_identifier(f->parameters.items[i])->declaration->data;
    v->storage = STORAGE_ENVIRONMENT;
    v->has_copy = false;
    v->slot = data->slot_count++;
  }
}

/* The value that was passed for a parameter. */
static Register parameter_value(CodeBuilder *b, uint32_t index, Register rest) {
  if (index < b->parameter_count) return index;
  Register r = temporary(b);
  emit_int(b, r, (int32_t)(index - b->parameter_count));
  emit(b, OPCODE_GET_ELEMENT, r, rest, r);
  return r;
}

static void bind_simple_parameters(CodeBuilder *b, Register rest) {
  const FunctionNode *f = b->function;
  for (uint32_t i = 0; i < formal_count(f); i++) {
    unsigned mark = b->next;
    Declaration *d = as_identifier(f->parameters.items[i])->declaration;
    Variable *v = d->data;
    Place place = variable_place(b, v);
    if (is_mapped(b)) place.slot = (b->function->scope->flags & SCOPE_SLOPPY_EVAL ? 1 : 0) + i;
    place.has_copy = false;
    bool in_place = place.kind == PLACE_REGISTER && place.reg < b->parameter_count;
    if (!in_place) /* else it is there already, or another parameter of that name comes later */
      place_initialise(b, &place, parameter_value(b, i, rest));
    release(b, mark);
  }
}

/* The rest array holds parameters beyond the register limit too: makes one without them. */
static Register cut_rest(CodeBuilder *b, Register rest) {
  const FunctionNode *f = b->function;
  if (!(f->flags & FUNCTION_REST_PARAMETER) || formal_count(f) <= b->parameter_count) return rest;
  Register array = local(b), index = temporaries(b, 3);
  Label top = LABEL_NEW, done = LABEL_NEW;
  emit1(b, OPCODE_NEW_ARRAY, array, 0, 0, 0);
  emit_int(b, index, (int32_t)(formal_count(f) - b->parameter_count));
  emit_cached(b, OPCODE_GET_PROPERTY, index + 1, rest, 0, constant_ascii(b, "length"));
  label_bind_loop(b, &top);
  emit_jump(b, OPCODE_JUMP_NOT_LT, index, index + 1, &done);
  emit(b, OPCODE_GET_ELEMENT, index + 2, rest, index);
  emit(b, OPCODE_ARRAY_PUSH, array, index + 2, 0);
  emit(b, OPCODE_INC, index, index, 0);
  emit_loop(b, OPCODE_LOOP, 0, 0, &top);
  label_bind(b, &done);
  release(b, index);
  return array;
}

static void bind_parameters(CodeBuilder *b, Register rest) {
  const FunctionNode *f = b->function;
  if (f->flags & FUNCTION_SIMPLE_PARAMETERS) {
    bind_simple_parameters(b, rest);
    return;
  }
  Register rest_array = cut_rest(b, rest);
  for (uint32_t i = 0; i < formal_count(f); i++) {
    unsigned mark = b->next;
    bind_target(b, f->parameters.items[i], parameter_value(b, i, rest), BIND_INITIALISE);
    release(b, mark);
  }
  if (f->flags & FUNCTION_REST_PARAMETER)
    bind_target(b, as_rest(f->parameters.items[f->parameters.count - 1])->operand, rest_array,
                BIND_INITIALISE);
}

/* --- prologue --- */

typedef struct Prologue {
  Register pseudo[PSEUDO_COUNT];
  Register callee, rest;
} Prologue;

static bool is_derived(const CodeBuilder *b) {
  return b->function->function_kind == FUNCTION_CONSTRUCTOR_DERIVED;
}

static bool runs_fields(const CodeBuilder *b) {
  return b->function->function_kind == FUNCTION_CONSTRUCTOR_BASE && b->data->class_node &&
         b->data->class_node->instance_fields;
}

static void load_arguments(CodeBuilder *b, Prologue *p) {
  const FunctionNode *f = b->function;
  bool counts = b->data->arguments_use == ARGUMENTS_COUNTED;
  bool wants_arguments = b->data->pseudo[PSEUDO_ARGUMENTS] && !counts;
  bool wants_rest = (f->flags & FUNCTION_REST_PARAMETER) || formal_count(f) > b->parameter_count ||
                    (is_derived(b) && (b->flags & CODE_DEFAULT_CONSTRUCTOR));
  p->pseudo[PSEUDO_ARGUMENTS] = wants_arguments || counts ? local(b) : NO_REGISTER;
  p->rest = b->default_rest = wants_rest ? local(b) : NO_REGISTER;
  bool sloppy = !b->strict && (f->flags & FUNCTION_SIMPLE_PARAMETERS);
  if (wants_arguments || wants_rest)
    emit1(b, OPCODE_CREATE_ARGUMENTS, counts ? NO_REGISTER : p->pseudo[PSEUDO_ARGUMENTS], p->rest,
          wants_arguments ? (sloppy ? 2 : 1) : 0, b->parameter_count);
  if (counts) emit(b, OPCODE_COUNT_ARGUMENTS, p->pseudo[PSEUDO_ARGUMENTS], 0, 0);
}

static Register load_pseudo(CodeBuilder *b, Pseudo pseudo, Opcode op) {
  if (!b->data->pseudo[pseudo]) return NO_REGISTER;
  Register r = local(b);
  emit(b, op, r, 0, 0);
  return r;
}

static void load_state(CodeBuilder *b, Prologue *p) {
  p->pseudo[PSEUDO_NEW_TARGET] = load_pseudo(b, PSEUDO_NEW_TARGET, OPCODE_LOAD_NEW_TARGET);
  bool as_passed = b->strict || b->flags & (CODE_SCRIPT | CODE_EVAL | CODE_MODULE);
  Opcode this_op = as_passed ? OPCODE_LOAD_THIS : OPCODE_LOAD_THIS_SLOPPY;
  if (is_derived(b)) this_op = OPCODE_LOAD_UNINITIALISED;
  p->pseudo[PSEUDO_THIS] = load_pseudo(b, PSEUDO_THIS, this_op);
  if (b->data->pseudo[PSEUDO_THIS]) b->flags |= CODE_USES_THIS;
  if (b->closure) {
    b->closure_register = local(b);
    emit(b, OPCODE_LOAD_ENVIRONMENT, b->closure_register, 0, 0);
  }
  p->pseudo[PSEUDO_FUNCTION] = load_pseudo(b, PSEUDO_FUNCTION, OPCODE_LOAD_CALLEE);
  p->pseudo[PSEUDO_HOME] = load_pseudo(b, PSEUDO_HOME, OPCODE_LOAD_HOME_OBJECT);
  p->callee = NO_REGISTER;
  if (b->data->self || runs_fields(b)) {
    p->callee = local(b);
    emit(b, OPCODE_LOAD_CALLEE, p->callee, 0, 0);
  }
}

/* The variable is in the register already, and in its environment slot too if it is captured. */
static void settle(Variable *v, Register r) {
  if (!v || r == NO_REGISTER) return;
  v->reg = (uint8_t)r;
  if (!v->captured) v->storage = STORAGE_REGISTER;
}

static void store_captured(CodeBuilder *b, Variable *v, Register r, bool constant) {
  if (!v || v->storage != STORAGE_ENVIRONMENT) return;
  Place place = variable_place(b, v);
  place.has_copy = false;
  place_initialise(b, &place, r);
  v->has_copy = constant && !v->assigned;
}

static void store_pseudos(CodeBuilder *b, const Prologue *p) {
  for (int i = 0; i < PSEUDO_COUNT; i++) {
    bool constant = !(i == PSEUDO_THIS && is_derived(b));
    store_captured(b, b->data->pseudo[i], p->pseudo[i], constant);
  }
  store_captured(b, b->data->self, p->callee, true);
}

static void map_arguments(CodeBuilder *b, const Prologue *p) {
  if (!is_mapped(b)) return;
  uint32_t first = b->function->scope->flags & SCOPE_SLOPPY_EVAL ? 1 : 0;
  emit1(b, OPCODE_MAP_ARGUMENTS, p->pseudo[PSEUDO_ARGUMENTS], environment_register(b), first,
        formal_count(b->function));
}

/* Annex: a `var arguments` starts as the arguments object. */
static void initialise_arguments_variable(CodeBuilder *b, Scope *scope) {
  if (!b->data->pseudo[PSEUDO_ARGUMENTS]) return;
  for (Declaration *d = scope->first; d; d = d->next) {
    if (d->kind != DECLARE_VAR || d->function || !name_is(d->name, "arguments")) continue;
    unsigned mark = b->next;
    Place from = variable_place(b, b->data->pseudo[PSEUDO_ARGUMENTS]);
    Place to = declaration_place(b, d);
    place_initialise(b, &to, place_operand(b, &from));
    release(b, mark);
  }
}

/* A var of the body with the name of a parameter starts with its value. */
static void initialise_shadows(CodeBuilder *b, Scope *body) {
  for (Declaration *d = body->first; d; d = d->next) {
    if (!(d->flags & DECLARATION_SHADOWS_PARAMETER) || d->function) continue;
    Declaration *parameter = scope_find(b->function->scope, d->name);
    if (!parameter) continue;
    unsigned mark = b->next;
    Place from = declaration_place(b, parameter), to = declaration_place(b, d);
    place_initialise(b, &to, place_operand(b, &from));
    release(b, mark);
  }
}

/* --- implied parameters --- */

static bool is_commonjs(const CodeBuilder *b) {
  return (b->flags & CODE_SCRIPT) && (b->compiler->flags & COMPILE_COMMONJS);
}
static bool is_namespace(const CodeBuilder *b) {
  return b->function->body_scope && b->function->body_scope->kind == SCOPE_NAMESPACE;
}

/* Parameters that nobody wrote: a CommonJS module's, and the object of a namespace's body. */
static unsigned implied_parameters(const CodeBuilder *b) {
  return is_commonjs(b) ? COMMONJS_PARAMETERS : is_namespace(b) ? 1 : 0;
}

static void place_commonjs(CodeBuilder *b) {
  if (!is_commonjs(b)) return;
  for (unsigned i = 0; i < COMMONJS_PARAMETERS; i++) settle(b->compiler->commonjs[i], i);
}

static void store_commonjs(CodeBuilder *b) {
  if (!is_commonjs(b)) return;
  for (unsigned i = 0; i < COMMONJS_PARAMETERS; i++)
    store_captured(b, b->compiler->commonjs[i], i, true);
}

static void store_namespace(CodeBuilder *b) {
  Declaration *self = is_namespace(b) ? b->function->body_scope->self : NULL;
  if (!self) return;
  Place place = declaration_place(b, self);
  place_initialise(b, &place, 0);
}

/* --- all together --- */

static void open_body(CodeBuilder *b, ScopeState *state) {
  FunctionNode *f = b->function;
  Scope *body = f->body_scope;
  if (!body || body == f->scope) {
    initialise_arguments_variable(b, f->scope);
    store_namespace(b);
    scope_hoist_functions(b, f->scope);
    return;
  }
  scope_allocate(b, body, state);
  initialise_shadows(b, body);
  initialise_arguments_variable(b, body);
  store_namespace(b);
  scope_hoist_functions(b, body);
}

static void compile_prologue(CodeBuilder *b, ScopeState *scope, ScopeState *body) {
  FunctionNode *f = b->function;
  Prologue p;
  b->parameter_count = u32_min(formal_count(f), PARAMETER_LIMIT) + implied_parameters(b);
  (void)locals(b, b->parameter_count);
  load_arguments(b, &p);
  load_state(b, &p);
  b->prologue_end = b->words.length;
  ScopeData *data = scope_data(b->compiler, f->scope);
  for (int i = 0; i < PSEUDO_COUNT; i++) settle(b->data->pseudo[i], p.pseudo[i]);
  settle(b->data->self, p.callee);
  place_commonjs(b);
  place_parameters(b, data);
  scope_allocate(b, f->scope, scope);
  store_pseudos(b, &p);
  store_commonjs(b);
  if (runs_fields(b)) {
    Place place = variable_place(b, b->data->pseudo[PSEUDO_THIS]);
    unsigned mark = b->next;
    emit(b, OPCODE_INITIALISE_FIELDS, place_operand(b, &place), p.callee, 0);
    release(b, mark);
  }
  bind_parameters(b, p.rest);
  map_arguments(b, &p);
  open_body(b, body);
}

/* --- body --- */

/* The parameter if it is a property too, else NULL. */
static IdentifierNode *parameter_property(const FunctionNode *constructor, uint32_t index) {
  IdentifierNode *id = parameter_identifier(constructor->parameters.items[index]);
  return id && id->node.flags & NODE_PARAMETER_PROPERTY ? id : NULL;
}

static Key parameter_property_key(CodeBuilder *b, const IdentifierNode *id) {
  return (Key){.is_name = true, .constant = constant_name(b, id->name)};
}

void compile_parameter_properties(CodeBuilder *b) {
  const FunctionNode *f = b->function;
  if (!(f->flags & FUNCTION_PARAMETER_PROPERTIES)) return;
  for (uint32_t i = 0; i < f->parameters.count; i++) {
    IdentifierNode *id = parameter_property(f, i);
    if (!id) continue;
    unsigned mark = b->next;
    at(b, id->node.start);
    Register this_value = compile_this(b);
    Place place = declaration_place(b, id->declaration);
    Register value = place_operand(b, &place);
    emit_define(b, this_value, parameter_property_key(b, id), value, PROPERTY_DEFAULT);
    release(b, mark);
  }
}

void declare_parameter_properties(CodeBuilder *b, const FunctionNode *constructor,
                                  Register this_value) {
  if (!constructor || !(constructor->flags & FUNCTION_PARAMETER_PROPERTIES)) return;
  for (uint32_t i = 0; i < constructor->parameters.count; i++) {
    IdentifierNode *id = parameter_property(constructor, i);
    if (!id) continue;
    unsigned mark = b->next;
    Register value = temporary(b);
    emit_undefined(b, value);
    emit_define(b, this_value, parameter_property_key(b, id), value, PROPERTY_DEFAULT);
    release(b, mark);
  }
}

static void return_derived(CodeBuilder *b, Register value) {
  unsigned mark = b->next;
  Place place = variable_place(b, b->data->pseudo[PSEUDO_THIS]);
  place.check = false;
  Register this_value = place_operand(b, &place);
  emit(b, OPCODE_RETURN_DERIVED, value, this_value, 0);
  release(b, mark);
}

void compile_final_return(CodeBuilder *b, Register value) {
  bool is_async = b->flags & CODE_ASYNC, is_generator = b->flags & CODE_GENERATOR;
  if (is_derived(b)) return_derived(b, value);
  else if (is_async && is_generator) emit(b, OPCODE_RETURN_ASYNC_GENERATOR, value, 0, 0);
  else if (is_async) emit(b, OPCODE_RETURN_ASYNC, value, 0, 0);
  else if (is_generator) emit(b, OPCODE_RETURN_GENERATOR, value, 0, 0);
  else emit(b, OPCODE_RETURN, value, 0, 0);
}

/* `return` without a value at the end of the body. */
static void compile_end(CodeBuilder *b) {
  if (!b->reachable) return;
  unsigned mark = b->next;
  if (b->completion != NO_REGISTER) {
    emit(b, OPCODE_RETURN, b->completion, 0, 0);
  } else if (b->flags & (CODE_ASYNC | CODE_GENERATOR) || is_derived(b)) {
    Register r = temporary(b);
    if ((b->flags & (CODE_ASYNC | CODE_GENERATOR)) == CODE_ASYNC) {
      emit(b, OPCODE_RETURN_ASYNC_UNDEFINED, r, 0, 0);
    } else {
      emit_undefined(b, r);
      compile_final_return(b, r);
    }
  } else {
    emit(b, OPCODE_RETURN_UNDEFINED, 0, 0, 0);
  }
  release(b, mark);
}

static void compile_body_statements(CodeBuilder *b) {
  FunctionNode *f = b->function;
  UsingState using_state;
  using_begin(b, f->body_scope, &using_state);
  compile_statements(b, f->body);
  using_end(b, &using_state);
  at(b, f->node.end ? f->node.end - 1 : 0);
  compile_end(b);
}

static bool is_default_constructor(const CodeBuilder *b) {
  return b->flags & CODE_DEFAULT_CONSTRUCTOR;
}

static void compile_function_body(CodeBuilder *b, bool completion) {
  ScopeState scope, body;
  FunctionNode *f = b->function;
  compile_prologue(b, &scope, &body);
  declare_program(b);
  if (completion) {
    b->completion = local(b);
    emit_undefined(b, b->completion);
  }
  if (b->flags & CODE_GENERATOR) emit_suspension(b, OPCODE_CREATE_GENERATOR, 0, 0);
  if (f->function_kind == FUNCTION_CONSTRUCTOR_BASE) compile_parameter_properties(b);
  if (f->function_kind == FUNCTION_FIELDS)
    compile_fields_body(b, b->data->class_node, b->data->class_node->static_fields == f);
  if (is_default_constructor(b)) compile_default_constructor_body(b, b->data->class_node);
  compile_body_statements(b);
}

Code *compile_function(CodeBuilder *outer, FunctionNode *f, String *name) {
  compiler_check_stack(outer->compiler);
  CodeBuilder *b = COMPILER_NEW(outer->compiler, CodeBuilder);
  function_begin(b, outer->compiler, f, outer->environment);
  b->name = name;
  ClassNode *class_node = b->data->class_node;
  if (class_node && b->flags & (CODE_CLASS_BASE | CODE_CLASS_DERIVED)) {
    b->inline_capacity += class_node->instance_field_count;
    if (!class_node->constructor) b->flags |= CODE_DEFAULT_CONSTRUCTOR;
  }
  compile_function_body(b, false);
  Code *code = builder_finish(b);
  if (class_node && code->flags & (CODE_CLASS_BASE | CODE_CLASS_DERIVED)) {
    code->source_start = class_node->node.start;
    code->source_end = class_node->node.end;
  }
  return code;
}

Code *compile_program_function(Compiler *c, FunctionNode *f, EnvironmentContext *closure,
                               bool completion) {
  CodeBuilder *b = COMPILER_NEW(c, CodeBuilder);
  function_begin(b, c, f, closure);
  compile_function_body(b, completion);
  return builder_finish(b);
}

/* --- closures --- */

Register closure_environment(CodeBuilder *b, const FunctionData *data) {
  return data->uses_outer ? environment_register(b) : NO_REGISTER;
}

void compile_closure(CodeBuilder *b, FunctionNode *f, NameHint hint, Register home,
                     Register destination) {
  if (!b->reachable) return;
  Code *code = compile_function(b, f, hint_string(b, hint));
  Register environment = closure_environment(b, f->data);
  uint32_t constant = constant_cell(b, code);
  at_node(b, &f->node);
  if (home == NO_REGISTER) emit1(b, OPCODE_NEW_CLOSURE, destination, environment, 0, constant);
  else emit1(b, OPCODE_NEW_METHOD, destination, environment, home, constant);
  if (hint.key == NO_REGISTER) return;
  unsigned kind = hint.prefix ? (hint.prefix[0] == 'g' ? 1 : hint.prefix[0] == 's' ? 2 : 0) : 0;
  emit(b, OPCODE_SET_FUNCTION_NAME, destination, hint.key, kind);
}
