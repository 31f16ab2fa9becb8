/* SPDX-License-Identifier: MIT */
/* class.c: classes: constructor, elements in order, fields, private names, static blocks.
 *
 * The class's scope holds its inner name, the private names, and what elements keep for later:
 * computed keys of fields, private methods for instances, the hidden names behind auto-accessors
 * (hidden variables, in ClassElementNode.data). Two made-up functions run the initialisers:
 * instance_fields on each new instance, static_fields once on the class. */
#include "compile/compile_source.h"
#include "compile/generate.h"

typedef struct ClassState {
  ClassNode *node;
  Register constructor; /* and the prototype object behind it */
  Register home; /* the class as it was before decorators replaced it */
  Register decoration; /* its array (decorators.c); NO_REGISTER: it isn't decorated */
} ClassState;

static bool is_static(const ClassElementNode *e) { return e->node.flags & NODE_STATIC; }
static bool is_computed(const ClassElementNode *e) { return e->node.flags & NODE_COMPUTED; }
static bool is_private(const ClassElementNode *e) {
  return e->key && e->key->kind == NODE_PRIVATE_NAME;
}
/* Private methods of a decorated class wait for the decorators, static ones too. */
static bool is_given_later(const ClassNode *node, const ClassElementNode *e) {
  return !is_static(e) || (node->flags & CLASS_HAS_DECORATORS);
}
static Register element_target(const ClassState *s, const ClassElementNode *e) {
  return is_static(e) ? s->constructor : s->constructor + 1;
}

/* --- variables --- */

void store_hidden(CodeBuilder *b, Variable *variable, Register value) {
  Place place = variable_place(b, variable);
  place_initialise(b, &place, value);
}

Register load_hidden(CodeBuilder *b, Variable *variable) {
  Place place = variable_place(b, variable);
  return place_operand(b, &place);
}

static void make_private_names(CodeBuilder *b, Scope *scope) {
  for (PrivateDeclaration *p = scope->private_names; p; p = p->next) {
    unsigned mark = b->next;
    Variable *v = private_variable(b->compiler, scope, p);
    Register r = temporary(b);
    emit1(b, OPCODE_NEW_PRIVATE_NAME, r, p->kind != PRIVATE_FIELD, 0, constant_ascii(b, v->pseudo));
    store_hidden(b, v, r);
    release(b, mark);
  }
}

/* --- methods --- */

static const char *method_prefix(const ClassElementNode *e) {
  bool hidden = is_private(e);
  if (e->node.op == ELEMENT_GETTER) return hidden ? "get #" : "get";
  if (e->node.op == ELEMENT_SETTER) return hidden ? "set #" : "set";
  return hidden ? "#" : NULL;
}

static unsigned private_method_kind(const ClassElementNode *e) {
  return e->node.op == ELEMENT_GETTER ? 1 : e->node.op == ELEMENT_SETTER ? 2 : 0;
}

/* A private method: on the class at once, on instances by the fields function. */
static void define_private_method(CodeBuilder *b, const ClassState *s, ClassElementNode *e,
                                  Decorated *out) {
  Name *name = as_private_name(e->key)->name;
  NameHint hint = {name, method_prefix(e), NO_REGISTER};
  Register function = temporary(b);
  compile_closure(b, as_function(e->value), hint, element_target(s, e), function);
  if (e->decoration) *out = (Decorated){compile_private_name(b, name), function, NO_REGISTER};
  if (is_given_later(s->node, e)) {
    store_hidden(b, e->data, function);
    return;
  }
  emit1(b, OPCODE_DEFINE_PRIVATE_METHOD, s->constructor, compile_private_name(b, name), function,
        private_method_kind(e));
}

static void define_function(CodeBuilder *b, ClassElementNode *e, Register target, Key key,
                            Register function) {
  if (e->node.op == ELEMENT_METHOD) {
    emit_define(b, target, key, function, PROPERTY_HIDDEN);
    return;
  }
  Opcode op = e->node.op == ELEMENT_GETTER ? OPCODE_DEFINE_GETTER : OPCODE_DEFINE_SETTER;
  emit1(b, op, target, key_in_register(b, key), function, PROPERTY_CONFIGURABLE);
}

static void define_method(CodeBuilder *b, const ClassState *s, ClassElementNode *e,
                          Decorated *out) {
  Register target = element_target(s, e);
  Key key = compile_property_key(b, e->key, is_computed(e));
  NameHint hint = key_name_hint(b, e->key, is_computed(e), key);
  hint.prefix = method_prefix(e);
  Register function = temporary(b);
  compile_closure(b, as_function(e->value), hint, target, function);
  at_node(b, e->key);
  define_function(b, e, target, key, function);
  if (e->decoration) *out = (Decorated){key_in_register(b, key), function, NO_REGISTER};
}

/* --- auto-accessors --- */

/* The getter or setter that an `accessor` makes: reads or writes the hidden private name. */
static Code *accessor_code(CodeBuilder *outer, ClassElementNode *e, bool setter, String *name) {
  Compiler *c = outer->compiler;
  FunctionNode *f = COMPILER_NEW(c, FunctionNode);
  f->node = e->node;
  f->node.kind = NODE_FUNCTION;
  f->function_kind = setter ? FUNCTION_SETTER : FUNCTION_GETTER;
  f->flags = FUNCTION_STRICT | FUNCTION_SIMPLE_PARAMETERS;
  f->length = setter;
  f->outer = outer->function;
  function_data(c, f)->uses_outer = true;
  CodeBuilder *b = COMPILER_NEW(c, CodeBuilder);
  function_begin(b, c, f, outer->environment);
  b->name = name;
  b->parameter_count = setter;
  Register value = locals(b, 1), this_value = local(b);
  b->closure_register = local(b);
  emit(b, OPCODE_LOAD_THIS, this_value, 0, 0);
  emit(b, OPCODE_LOAD_ENVIRONMENT, b->closure_register, 0, 0);
  b->prologue_end = b->words.length;
  at_node(b, e->key);
  Register hidden = load_hidden(b, e->data);
  if (setter) emit(b, OPCODE_SET_PRIVATE, this_value, hidden, value);
  else emit(b, OPCODE_GET_PRIVATE, value, this_value, hidden);
  if (setter) emit(b, OPCODE_RETURN_UNDEFINED, 0, 0, 0);
  else emit(b, OPCODE_RETURN, value, 0, 0);
  return builder_finish(b);
}

static void make_accessor_function(CodeBuilder *b, ClassElementNode *e, bool setter, NameHint hint,
                                   Register home, Register destination) {
  hint.prefix = is_private(e) ? (setter ? "set #" : "get #") : (setter ? "set" : "get");
  Code *code = accessor_code(b, e, setter, hint_string(b, hint));
  emit1(b, OPCODE_NEW_METHOD, destination, environment_register(b), home, constant_cell(b, code));
  if (hint.key != NO_REGISTER)
    emit(b, OPCODE_SET_FUNCTION_NAME, destination, hint.key, setter ? 2 : 1);
}

/* A decorated accessor needs both functions at once; others have them made one after the other. */
static void define_auto_accessor(CodeBuilder *b, const ClassState *s, ClassElementNode *e,
                                 Decorated *out) {
  Register target = element_target(s, e), functions = temporaries(b, 2), key_register;
  NameHint hint;
  if (is_private(e)) {
    hint = name_hint(as_private_name(e->key)->name);
    key_register = compile_private_name(b, hint.name);
  } else {
    Key key = compile_property_key(b, e->key, is_computed(e));
    hint = key_name_hint(b, e->key, is_computed(e), key);
    key_register = key_in_register(b, key);
  }
  emit1(b, OPCODE_NEW_PRIVATE_NAME, functions, 0, 0, constant_ascii(b, "#accessor storage"));
  store_hidden(b, e->data, functions);
  if (e->decoration) *out = (Decorated){key_register, functions, functions + 1};
  bool later = is_private(e) && is_given_later(s->node, e); /* the fields function gives it */
  for (unsigned setter = 0; setter < 2 && (e->decoration || !later); setter++) {
    make_accessor_function(b, e, setter, hint, target, functions + setter);
    if (later) continue;
    if (is_private(e))
      emit1(b, OPCODE_DEFINE_PRIVATE_METHOD, target, key_register, functions + setter, 1 + setter);
    else
      emit1(b, setter ? OPCODE_DEFINE_SETTER : OPCODE_DEFINE_GETTER, target, key_register,
            functions + setter, PROPERTY_CONFIGURABLE);
  }
}

/* --- elements --- */

/* A field's key is evaluated with the class, its value later. */
static void prepare_field(CodeBuilder *b, ClassElementNode *e, Decorated *out) {
  Key key = {0};
  if (!is_computed(e) && !e->decoration) return;
  if (!is_private(e)) key = compile_property_key(b, e->key, is_computed(e));
  if (is_computed(e)) store_hidden(b, e->data, key_in_register(b, key));
  if (!e->decoration) return;
  out->key = is_private(e) ? compile_private_name(b, as_private_name(e->key)->name)
                           : key_in_register(b, key);
}

static void define_element(CodeBuilder *b, const ClassState *s, ClassElementNode *e) {
  unsigned mark = b->next;
  Decorated made = {NO_REGISTER, NO_REGISTER, NO_REGISTER};
  Register decorators = NO_REGISTER;
  if (e->decoration) decorators = compile_decorators(b, e->decorators);
  switch ((ClassElementKind)e->node.op) {
    case ELEMENT_METHOD:
    case ELEMENT_GETTER:
    case ELEMENT_SETTER:
      if (is_private(e)) define_private_method(b, s, e, &made);
      else define_method(b, s, e, &made);
      break;
    case ELEMENT_FIELD: prepare_field(b, e, &made); break;
    case ELEMENT_ACCESSOR: define_auto_accessor(b, s, e, &made); break;
    case ELEMENT_STATIC_BLOCK: break;
  }
  if (e->decoration) keep_decorated(b, s->decoration, e, decorators, &made);
  release(b, mark);
}

/* --- fields --- */

static NameHint field_hint(CodeBuilder *b, ClassElementNode *e, Key key) {
  if (is_private(e)) return (NameHint){as_private_name(e->key)->name, "#", NO_REGISTER};
  if (e->key->kind == NODE_STRING) return name_hint(as_string(e->key)->value);
  return key_hint(key_in_register(b, key));
}

static void field_value(CodeBuilder *b, ClassElementNode *e, Key key, Register value) {
  if (!e->value) emit_undefined(b, value);
  else if (node_is_anonymous_function_definition(e->value))
    compile_named(b, e->value, field_hint(b, e, key), value);
  else compile_expression(b, e->value, value);
}

static void define_field(CodeBuilder *b, ClassElementNode *e, Register this_value) {
  Key key = {0};
  Register value;
  if (!is_private(e)) {
    if (is_computed(e)) key = (Key){.reg = load_hidden(b, e->data)};
    else key = compile_property_key(b, e->key, false);
  }
  value = temporary(b);
  field_value(b, e, key, value);
  at_node(b, e->key);
  if (e->decoration) initialise_decorated(b, e, value, this_value);
  if (is_private(e))
    emit(b, OPCODE_DEFINE_PRIVATE, this_value,
         compile_private_name(b, as_private_name(e->key)->name), value);
  else emit_define(b, this_value, key, value, PROPERTY_DEFAULT);
  if (e->decoration) run_element_extras(b, e, this_value);
}

static void define_accessor_storage(CodeBuilder *b, ClassElementNode *e, Register this_value) {
  Register value = temporary(b);
  NameHint hint = NO_NAME_HINT;
  if (is_private(e)) hint = (NameHint){as_private_name(e->key)->name, "#", NO_REGISTER};
  else if (e->key->kind == NODE_STRING) hint = name_hint(as_string(e->key)->value);
  if (!e->value) emit_undefined(b, value);
  else if (hint.name) compile_named(b, e->value, hint, value);
  else compile_expression(b, e->value, value);
  if (e->decoration) initialise_decorated(b, e, value, this_value);
  emit(b, OPCODE_DEFINE_PRIVATE, this_value, load_hidden(b, e->data), value);
  if (e->decoration) run_element_extras(b, e, this_value);
}

static void run_static_block(CodeBuilder *b, ClassElementNode *e, Register this_value) {
  Register window = temporaries(b, FRAME_HEADER);
  compile_closure(b, as_function(e->value), NO_NAME_HINT, this_value, window);
  emit_move(b, window + 1, this_value);
  at_node(b, &e->node);
  emit_call(b, window, 0);
  emit(b, OPCODE_DROP, window, 0, 0);
}

static void give_private_accessor(CodeBuilder *b, ClassElementNode *e, Register name,
                                  Register this_value) {
  Register function = temporary(b);
  for (unsigned setter = 0; setter < 2; setter++) {
    if (e->decoration) load_decorated(b, e, setter, function);
    else
      make_accessor_function(b, e, setter, name_hint(as_private_name(e->key)->name), this_value,
                             function);
    emit1(b, OPCODE_DEFINE_PRIVATE_METHOD, this_value, name, function, 1 + setter);
  }
}

static void give_private_method(CodeBuilder *b, ClassElementNode *e, Register name,
                                Register this_value) {
  Register function;
  if (e->decoration) load_decorated(b, e, false, function = temporary(b));
  else function = load_hidden(b, e->data);
  emit1(b, OPCODE_DEFINE_PRIVATE_METHOD, this_value, name, function, private_method_kind(e));
}

/* Private methods and accessors come before all fields. */
static void give_private_methods(CodeBuilder *b, ClassNode *node, bool statics,
                                 Register this_value) {
  for (uint32_t i = 0; i < node->elements.count; i++) {
    unsigned mark = b->next;
    ClassElementNode *e = as_class_element(node->elements.items[i]);
    if (!is_private(e) || is_static(e) != statics || e->node.op == ELEMENT_FIELD) continue;
    if (!is_given_later(node, e)) continue;
    Register name = compile_private_name(b, as_private_name(e->key)->name);
    if (e->node.op == ELEMENT_ACCESSOR) give_private_accessor(b, e, name, this_value);
    else give_private_method(b, e, name, this_value);
    release(b, mark);
  }
}

void compile_fields_body(CodeBuilder *b, ClassNode *node, bool statics) {
  unsigned mark = b->next;
  Register this_value = compile_this(b);
  give_private_methods(b, node, statics, this_value);
  if (node->decoration) run_class_extras(b, node, statics, this_value);
  if (!statics) declare_parameter_properties(b, node->data, this_value);
  for (uint32_t i = 0; i < node->elements.count; i++) {
    unsigned inner = b->next;
    ClassElementNode *e = as_class_element(node->elements.items[i]);
    if (e->node.op == ELEMENT_STATIC_BLOCK) {
      if (statics) run_static_block(b, e, this_value);
    } else if (is_static(e) == statics) {
      if (e->node.op == ELEMENT_FIELD) define_field(b, e, this_value);
      if (e->node.op == ELEMENT_ACCESSOR) define_accessor_storage(b, e, this_value);
    }
    release(b, inner);
  }
  release(b, mark);
}

static void attach_instance_fields(CodeBuilder *b, const ClassState *s) {
  if (!s->node->instance_fields) return;
  unsigned mark = b->next;
  Register function = temporary(b);
  compile_closure(b, s->node->instance_fields, NO_NAME_HINT, s->constructor + 1, function);
  emit(b, OPCODE_SET_CLASS_FIELDS, s->constructor, function, 0);
  release(b, mark);
}

static void run_static_fields(CodeBuilder *b, const ClassState *s) {
  if (!s->node->static_fields) return;
  unsigned mark = b->next;
  Register window = temporaries(b, FRAME_HEADER);
  compile_closure(b, s->node->static_fields, NO_NAME_HINT, s->home, window);
  emit_move(b, window + 1, s->constructor);
  at_node(b, &s->node->node);
  emit_call(b, window, 0);
  emit(b, OPCODE_DROP, window, 0, 0);
  release(b, mark);
}

/* --- class --- */

static void make_constructor(CodeBuilder *b, ClassState *s, NameHint hint) {
  FunctionNode *f = s->node->data;
  unsigned mark = b->next;
  Register heritage = NO_REGISTER;
  if (s->node->heritage) heritage = compile_operand(b, s->node->heritage);
  Code *code = compile_function(b, f, hint_string(b, hint));
  at_node(b, s->node->heritage ? s->node->heritage : &s->node->node);
  emit1(b, OPCODE_NEW_CLASS, s->constructor, closure_environment(b, f->data), heritage,
        constant_cell(b, code));
  if (hint.key != NO_REGISTER) emit(b, OPCODE_SET_FUNCTION_NAME, s->constructor, hint.key, 0);
  release(b, mark);
}

static void initialise_name(CodeBuilder *b, const ClassState *s) {
  for (Declaration *d = s->node->scope->first; d; d = d->next) {
    Place place = declaration_place(b, d);
    place_initialise(b, &place, s->constructor);
  }
}

void compile_class(CodeBuilder *b, ClassNode *node, NameHint hint, Register destination) {
  if (!b->reachable) return;
  ClassState s = {.node = node, .decoration = NO_REGISTER};
  ScopeState scope;
  bool strict = b->strict, decorated = node->flags & CLASS_HAS_DECORATORS;
  LocalsMark mark = locals_begin(b);
  b->strict = true;
  s.home = s.constructor = locals(b, 2);
  if (decorated) {
    s.home = local(b);
    s.decoration = local(b);
    begin_decoration(b, node, hint, s.decoration);
  }
  scope_open(b, node->scope, &scope);
  make_private_names(b, node->scope);
  if (decorated) store_hidden(b, node->decoration, s.decoration);
  make_constructor(b, &s, hint);
  for (uint32_t i = 0; i < node->elements.count; i++)
    define_element(b, &s, as_class_element(node->elements.items[i]));
  attach_instance_fields(b, &s);
  if (decorated) {
    emit_move(b, s.home, s.constructor);
    at_node(b, &node->node);
    emit(b, OPCODE_DECORATE_CLASS, s.constructor, s.decoration, 0);
  }
  initialise_name(b, &s);
  run_static_fields(b, &s);
  if (node->decorators.count) finish_decoration(b, s.decoration, s.constructor);
  scope_close(b, &scope);
  emit_move(b, destination, s.constructor);
  b->strict = strict;
  locals_finish(b, mark);
}
