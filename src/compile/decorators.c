/* SPDX-License-Identifier: MIT */
/* decorators.c: what the code of a decorated class does beside that of any other.
 *
 * It evaluates decorators where they stand, and collects them with what they decorate in arrays
 * (bytecode/decoration.h); one instruction, DECORATE_CLASS, then calls them all. The arrays are
 * kept in hidden variables of the class's scope, for the functions that initialise fields. */
#include "bytecode/decoration.h"
#include "compile/generate.h"

/* --- collecting --- */

static void push_undefined(CodeBuilder *b, Register array) {
  unsigned mark = b->next;
  Register value = temporary(b);
  emit_undefined(b, value);
  emit(b, OPCODE_ARRAY_PUSH, array, value, 0);
  release(b, mark);
}

static void push_or_undefined(CodeBuilder *b, Register array, Register value) {
  if (value == NO_REGISTER) push_undefined(b, array);
  else emit(b, OPCODE_ARRAY_PUSH, array, value, 0);
}

Register compile_decorators(CodeBuilder *b, NodeList decorators) {
  Register array = temporary(b);
  emit1(b, OPCODE_NEW_ARRAY, array, 0, 0, 2 * decorators.count);
  for (uint32_t i = 0; i < decorators.count; i++) {
    unsigned mark = b->next;
    Register window = temporary(b);
    compile_callee_pair(b, decorators.items[i], window);
    emit(b, OPCODE_ARRAY_PUSH, array, window + 1, 0);
    emit(b, OPCODE_ARRAY_PUSH, array, window, 0);
    release(b, mark);
  }
  return array;
}

/* The name that the class's context tells; one that is known at run time only is looked for on the
 * class. */
static void push_class_name(CodeBuilder *b, NameHint hint, Register array) {
  if (hint.key != NO_REGISTER) {
    push_undefined(b, array);
    return;
  }
  unsigned mark = b->next;
  Register name = temporary(b);
  String *text = hint_string(b, hint);
  emit_value(b, name, value_string(text ? text : b->vm->empty_string));
  emit(b, OPCODE_ARRAY_PUSH, array, name, 0);
  release(b, mark);
}

void begin_decoration(CodeBuilder *b, ClassNode *node, NameHint hint, Register array) {
  unsigned mark = b->next;
  Register decorators = NO_REGISTER;
  if (node->decorators.count) decorators = compile_decorators(b, node->decorators);
  emit1(b, OPCODE_NEW_ARRAY, array, 0, 0, DECORATION_ELEMENTS + node->elements.count);
  push_or_undefined(b, array, decorators);
  push_class_name(b, hint, array);
  for (int i = DECORATION_INSTANCE_EXTRAS; i < DECORATION_ELEMENTS; i++) push_undefined(b, array);
  release(b, mark);
}

static int element_flags(const ClassElementNode *e) {
  static const uint8_t kinds[] = {
      [ELEMENT_METHOD] = DECORATED_METHOD,        [ELEMENT_GETTER] = DECORATED_GETTER,
      [ELEMENT_SETTER] = DECORATED_SETTER_METHOD, [ELEMENT_FIELD] = DECORATED_FIELD,
      [ELEMENT_ACCESSOR] = DECORATED_ACCESSOR,
  };
  int flags = kinds[e->node.op];
  if (e->node.flags & NODE_STATIC) flags |= DECORATED_STATIC;
  if (e->key->kind == NODE_PRIVATE_NAME) flags |= DECORATED_PRIVATE;
  return flags;
}

void keep_decorated(CodeBuilder *b, Register class_array, ClassElementNode *e, Register decorators,
                    const Decorated *made) {
  unsigned mark = b->next;
  Register array = temporary(b), flags = temporary(b);
  emit1(b, OPCODE_NEW_ARRAY, array, 0, 0, DECORATED_LENGTH);
  emit_int(b, flags, element_flags(e));
  emit(b, OPCODE_ARRAY_PUSH, array, flags, 0);
  emit(b, OPCODE_ARRAY_PUSH, array, made->key, 0);
  emit(b, OPCODE_ARRAY_PUSH, array, decorators, 0);
  push_or_undefined(b, array, made->value);
  push_or_undefined(b, array, made->setter);
  push_undefined(b, array);
  push_undefined(b, array);
  emit(b, OPCODE_ARRAY_PUSH, class_array, array, 0);
  store_hidden(b, e->decoration, array);
  release(b, mark);
}

/* --- using what they have done --- */

static void run_list(CodeBuilder *b, Register array, Register this_value, unsigned list) {
  emit(b, OPCODE_RUN_INITIALISERS, array, this_value, list);
}

void finish_decoration(CodeBuilder *b, Register class_array, Register constructor) {
  run_list(b, class_array, constructor, DECORATION_CLASS_EXTRAS);
}

void run_class_extras(CodeBuilder *b, ClassNode *node, bool statics, Register this_value) {
  unsigned mark = b->next;
  run_list(b, load_hidden(b, node->decoration), this_value,
           statics ? DECORATION_STATIC_EXTRAS : DECORATION_INSTANCE_EXTRAS);
  release(b, mark);
}

void run_element_extras(CodeBuilder *b, ClassElementNode *e, Register this_value) {
  unsigned mark = b->next;
  run_list(b, load_hidden(b, e->decoration), this_value, DECORATED_EXTRAS);
  release(b, mark);
}

void initialise_decorated(CodeBuilder *b, ClassElementNode *e, Register value,
                          Register this_value) {
  unsigned mark = b->next;
  emit(b, OPCODE_INITIALISE_DECORATED, value, load_hidden(b, e->decoration), this_value);
  release(b, mark);
}

void load_decorated(CodeBuilder *b, ClassElementNode *e, bool setter, Register destination) {
  unsigned mark = b->next;
  Register array = load_hidden(b, e->decoration), index = temporary(b);
  emit_int(b, index, setter ? DECORATED_SETTER : DECORATED_VALUE);
  emit(b, OPCODE_GET_ELEMENT, destination, array, index);
  release(b, mark);
}
