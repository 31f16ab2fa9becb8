/* SPDX-License-Identifier: MIT */
/* slow_basic.c: arguments, this, environments, literals and other instructions that always take their
 * slow path. */
#include <stdio.h>
#include <stdlib.h>

#include "value/regexp_object.h"
#include "vm/slow.h"

const char *key_text(Vm *vm, Value key, char *buf, size_t size) {
  if (!value_is_string(key)) return value_describe(vm, key, buf, size);
  char *text = string_to_utf8(vm, value_as_string(key), false, NULL);
  if (!text) exception_take(vm);
  snprintf(buf, size, "%s", text ? text : "");
  free(text);
  return buf;
}

static const char *name_text(Vm *vm, const uint32_t *pc, uint32_t word, char *buf, size_t size) {
  return key_text(vm, constant_operand(vm, pc, word), buf, size);
}

/* --- the function's own state --- */

/* The slots of the properties that every arguments object has. */
enum { ARGUMENTS_LENGTH, ARGUMENTS_ITERATOR, ARGUMENTS_CALLEE, ARGUMENTS_SLOTS };

static Shape *make_arguments_shape(Vm *vm, bool sloppy) {
  Object *prototype = intrinsic(vm, INTRINSIC_OBJECT_PROTOTYPE);
  Shape *shape = prototype ? shape_root(vm, value_cell(prototype), 0, 0) : NULL;
  bool too_many;
  PropertyKey iterator = key_from_symbol(vm->symbols[SYMBOL_ITERATOR]);
  uint8_t callee = sloppy ? PROPERTY_HIDDEN : PROPERTY_ACCESSOR;
  if (shape) shape = shape_add(vm, shape, vm->names.length, PROPERTY_HIDDEN, &too_many);
  if (shape) shape = shape_add(vm, shape, iterator, PROPERTY_HIDDEN, &too_many);
  if (shape) shape = shape_add(vm, shape, vm->names.callee, callee, &too_many);
  if (shape) slot_store_cell(vm, vm->realm, &vm->realm->arguments_shapes[sloppy], shape);
  return shape;
}

static bool arguments_callee(Vm *vm, const Value *r, bool sloppy, Value *out) {
  *out = frame_callee(r);
  if (sloppy) return true;
  Object *thrower = intrinsic(vm, INTRINSIC_THROW_TYPE_ERROR);
  Accessor *accessor = thrower ? accessor_new(vm, value_cell(thrower), value_cell(thrower)) : NULL;
  *out = value_cell(accessor);
  return accessor != NULL;
}

/* CreateUnmappedArgumentsObject and the beginning of CreateMappedArgumentsObject (MAP_ARGUMENTS does
 * the rest). */
static Arguments *arguments_new(Vm *vm, Value *r, uint32_t argc, bool sloppy) {
  Shape *shape = slot_cell(vm, vm->realm->arguments_shapes[sloppy]);
  Value callee;
  if (!shape) shape = make_arguments_shape(vm, sloppy);
  Object *values = shape ? intrinsic(vm, INTRINSIC_ARRAY_PROTOTYPE_VALUES) : NULL;
  TRY_NULL(values && arguments_callee(vm, r, sloppy, &callee));
  Slots *slots = slots_new(vm, CELL_SLOTS, ARGUMENTS_SLOTS);
  Arguments *arguments =
      slots ? object_allocate(vm, CELL_ARGUMENTS, sizeof(Arguments), shape) : NULL;
  if (!arguments) return NULL;
  slot_store_cell(vm, arguments, &arguments->base.overflow, slots);
  slot_store(vm, slots, &slots->items[ARGUMENTS_LENGTH], value_uint32(argc));
  slot_store_cell(vm, slots, &slots->items[ARGUMENTS_ITERATOR], values);
  slot_store(vm, slots, &slots->items[ARGUMENTS_CALLEE], callee);
  return object_append_values(vm, &arguments->base, r, argc) ? arguments : NULL;
}

bool slow_create_arguments(Vm *vm, const uint32_t *pc, Value *r) {
  uint32_t argc = frame_argc(r), first = pc[1];
  Array *rest = NULL;
  Arguments *arguments = NULL;
  if (OPERAND_B(pc) != NO_REGISTER) {
    rest = array_from_values(vm, r + first, argc > first ? argc - first : 0);
    if (!rest) return false;
  }
  if (OPERAND_A(pc) != NO_REGISTER) {
    arguments = arguments_new(vm, r, argc, OPERAND_C(pc) == 2);
    if (!arguments) return false;
  }
  if (rest) r[OPERAND_B(pc)] = value_cell(rest);
  if (arguments) r[OPERAND_A(pc)] = value_cell(arguments);
  return true;
}

bool slow_map_arguments(Vm *vm, const uint32_t *pc, Value *r) {
  Arguments *arguments = (Arguments *)(void *)value_as_cell(r[OPERAND_A(pc)]);
  slot_store_cell(vm, arguments, &arguments->environment, value_as_cell(r[OPERAND_B(pc)]));
  arguments->first_slot = OPERAND_C(pc);
  arguments->mapped_count = u32_min(pc[1], frame_argc(r));
  return true;
}

bool slow_load_this_sloppy(Vm *vm, const uint32_t *pc, Value *r) {
  Value v = frame_this(r);
  if (value_is_nullish(vm, v)) {
    r[OPERAND_A(pc)] = slot_load(vm, vm->realm->global_this);
    return true;
  }
  Object *o;
  TRY(to_object(vm, v, &o));
  r[OPERAND_A(pc)] = value_cell(o);
  return true;
}

bool slow_check_this(Vm *vm, const uint32_t *pc, Value *r) {
  (void)pc;
  (void)r;
  return throw_reference_error(vm, ERROR_THIS_UNINITIALISED);
}

/* What a derived constructor ends with: its object, or `this`. */
static bool derived_result(Vm *vm, Value returned, Value this_value, Value *out) {
  *out = value_is_object(returned) ? returned : this_value;
  if (value_is_object(returned)) return true;
  if (!value_is_undefined(vm, returned)) return throw_type_error(vm, ERROR_DERIVED_RETURN);
  return !value_is_uninitialised(vm, this_value) ||
         throw_reference_error(vm, ERROR_THIS_UNINITIALISED);
}

/* [[Construct]] looks at the result when it has left the constructor: an error is of the caller's
 * realm, which is another one only where C has entered the constructor. */
bool slow_return_derived(Vm *vm, const uint32_t *pc, Value *r) {
  Value result;
  Realm *realm = vm->realm;
  if (frame_link(r) & FRAME_ENTRY) vm->realm = vm->interpreter->entries->realm;
  bool ok = derived_result(vm, r[OPERAND_A(pc)], r[OPERAND_B(pc)], &result);
  vm->realm = realm;
  TRY(ok);
  frame_window(r)[0] = result;
  vm->pc = frame_return_pc(r);
  vm->registers = frame_caller(r);
  return true;
}

/* --- environments --- */

static Environment *environment_at(Vm *vm, Value base, uint32_t hops) {
  return environment_up(vm, (Environment *)(void *)value_as_cell(base), hops);
}

bool slow_new_environment(Vm *vm, const uint32_t *pc, Value *r) {
  Environment *parent = OPERAND_B(pc) == NO_REGISTER || value_is_undefined(vm, r[OPERAND_B(pc)])
                            ? NULL
                            : (Environment *)(void *)value_as_cell(r[OPERAND_B(pc)]);
  Environment *e = environment_new(vm, parent, pc[1]);
  if (!e) return false;
  Value info = constant_operand(vm, pc, 2);
  if (!value_is_undefined(vm, info)) slot_store_cell(vm, e, &e->info, value_as_cell(info));
  r[OPERAND_A(pc)] = value_cell(e);
  return true;
}

bool slow_copy_environment(Vm *vm, const uint32_t *pc, Value *r) {
  Environment *from = (Environment *)(void *)value_as_cell(r[OPERAND_B(pc)]);
  uint32_t count = environment_slot_count(from);
  Environment *e = environment_new(vm, slot_cell(vm, from->parent), count);
  if (!e) return false;
  e->info = from->info;
  for (uint32_t i = 0; i < count; i++)
    slot_store(vm, e, &e->items[i], slot_load(vm, from->items[i]));
  r[OPERAND_A(pc)] = value_cell(e);
  return true;
}

bool slow_new_with_environment(Vm *vm, const uint32_t *pc, Value *r) {
  Object *o;
  TRY(to_object(vm, r[OPERAND_C(pc)], &o));
  Environment *parent = OPERAND_B(pc) == NO_REGISTER || value_is_undefined(vm, r[OPERAND_B(pc)])
                            ? NULL
                            : (Environment *)(void *)value_as_cell(r[OPERAND_B(pc)]);
  Environment *e = environment_new(vm, parent, 0);
  if (!e) return false;
  slot_store_cell(vm, e, &e->info, o);
  r[OPERAND_A(pc)] = value_cell(e);
  return true;
}

bool slow_set_environment(Vm *vm, const uint32_t *pc, Value *r) {
  Environment *e = environment_at(vm, r[OPERAND_B(pc)], 0);
  slot_store(vm, e, &e->items[OPERAND_C(pc)], r[OPERAND_A(pc)]);
  return true;
}
bool slow_set_environment_up(Vm *vm, const uint32_t *pc, Value *r) {
  Environment *e = environment_at(vm, r[OPERAND_B(pc)], OPERAND_C(pc));
  slot_store(vm, e, &e->items[pc[1]], r[OPERAND_A(pc)]);
  return true;
}

bool slow_get_environment_checked(Vm *vm, const uint32_t *pc, Value *r) {
  (void)r;
  char name[96];
  return throw_reference_error(vm, ERROR_UNINITIALISED, name_text(vm, pc, 2, name, sizeof name));
}
bool slow_set_environment_checked(Vm *vm, const uint32_t *pc, Value *r) {
  Environment *e = environment_at(vm, r[OPERAND_B(pc)], OPERAND_C(pc));
  if (e->items[pc[1]].bits == OFFSET_UNINITIALISED) return slow_get_environment_checked(vm, pc, r);
  slot_store(vm, e, &e->items[pc[1]], r[OPERAND_A(pc)]);
  return true;
}
bool slow_check_initialised(Vm *vm, const uint32_t *pc, Value *r) {
  (void)r;
  char name[96];
  return throw_reference_error(vm, ERROR_UNINITIALISED, name_text(vm, pc, 1, name, sizeof name));
}
bool slow_throw_const_assign(Vm *vm, const uint32_t *pc, Value *r) {
  (void)r;
  char name[96];
  return throw_type_error(vm, ERROR_ASSIGN_TO_CONST, name_text(vm, pc, 1, name, sizeof name));
}
bool slow_throw_error(Vm *vm, const uint32_t *pc, Value *r) {
  (void)r;
  char text[256];
  return throw_error(vm, (ErrorKind)OPERAND_A(pc), (ErrorId)OPERAND_B(pc),
                     name_text(vm, pc, 1, text, sizeof text));
}

/* An IMPORT_BINDING's items: the environment that has the binding, and the slot in it. */
bool slow_get_import(Vm *vm, const uint32_t *pc, Value *r) {
  Environment *e = environment_at(vm, r[OPERAND_B(pc)], OPERAND_C(pc));
  Value binding = slot_load(vm, e->items[pc[1]]);
  if (value_is_type(binding, CELL_IMPORT_BINDING)) {
    Slots *record = (Slots *)(void *)value_as_cell(binding);
    Environment *target = slot_cell_present(vm, record->items[0]);
    binding = slot_load(vm, target->items[value_as_int(slot_load(vm, record->items[1]))]);
  }
  if (value_is_uninitialised(vm, binding)) {
    char name[96];
    return throw_reference_error(vm, ERROR_UNINITIALISED, name_text(vm, pc, 2, name, sizeof name));
  }
  r[OPERAND_A(pc)] = binding;
  return true;
}

/* --- literals --- */

bool slow_new_object(Vm *vm, const uint32_t *pc, Value *r) {
  Object *o = object_new(vm, OPERAND_B(pc));
  if (!o) return false;
  r[OPERAND_A(pc)] = value_cell(o);
  return true;
}

bool slow_new_array(Vm *vm, const uint32_t *pc, Value *r) {
  Array *array = array_new(vm, pc[1]);
  if (!array) return false;
  r[OPERAND_A(pc)] = value_cell(array);
  return true;
}

bool slow_array_push(Vm *vm, const uint32_t *pc, Value *r) {
  Array *array = value_as_array(r[OPERAND_A(pc)]);
  Value v = r[OPERAND_B(pc)];
  if (!value_is_hole(vm, v)) return array_push(vm, array, v);
  bool ok;
  return array_set_length(vm, array, array->length + 1, &ok);
}

bool slow_array_spread(Vm *vm, const uint32_t *pc, Value *r) {
  Array *array = value_as_array(r[OPERAND_A(pc)]);
  IteratorRecord record;
  bool drained;
  if (array_iterates_plainly(vm, r[OPERAND_B(pc)])) { /* OPT: no iterator */
    Array *from = value_as_array(r[OPERAND_B(pc)]);
    uint32_t count = from->length;
    drained = count <= UINT32_MAX - array->length &&
              object_elements_are_packed(vm, &from->base, 0, count);
    if (drained)
      TRY(object_append_elements(vm, &array->base, array->length, &from->base, 0, count, &drained));
    if (drained) {
      array->length += count;
      return true;
    }
  }
  TRY(operand_iterator(vm, pc, r, r[OPERAND_B(pc)], ITERATOR_SYNC, &record));
  TRY(builtin_iterator_drain(vm, &record, array, &drained));
  if (drained) return true;
  for (;;) {
    bool done;
    Value v;
    TRY(iterator_step_value(vm, &record, &done, &v));
    if (done) return true;
    if (array->length == UINT32_MAX) return throw_range_error(vm, ERROR_INVALID_ARRAY_LENGTH);
    TRY(array_push(vm, array, v));
  }
}

bool slow_set_literal_prototype(Vm *vm, const uint32_t *pc, Value *r) {
  Value prototype = r[OPERAND_B(pc)];
  if (!value_is_object(prototype) && !value_is_null(vm, prototype)) return true;
  return object_set_prototype(vm, value_as_object(r[OPERAND_A(pc)]), prototype);
}

bool slow_copy_data_properties(Vm *vm, const uint32_t *pc, Value *r) {
  return copy_data_properties(vm, value_as_object(r[OPERAND_A(pc)]), r[OPERAND_B(pc)], NULL, 0);
}

bool slow_copy_rest(Vm *vm, const uint32_t *pc, Value *r) {
  Object *o = object_new(vm, 4);
  if (!o) return false;
  uint32_t count = pc[1];
  PropertyKey *keys = malloc((count + 1) * sizeof *keys);
  if (!keys) return throw_out_of_memory(vm);
  bool ok = true;
  for (uint32_t i = 0; ok && i < count; i++)
    ok = to_property_key(vm, r[OPERAND_C(pc) + i], &keys[i]);
  ok = ok && copy_data_properties(vm, o, r[OPERAND_B(pc)], keys, count);
  free(keys);
  if (ok) r[OPERAND_A(pc)] = value_cell(o);
  return ok;
}

bool slow_to_string(Vm *vm, const uint32_t *pc, Value *r) {
  String *s;
  TRY(to_string(vm, r[OPERAND_B(pc)], &s));
  r[OPERAND_A(pc)] = value_string(s);
  return true;
}

bool slow_concat(Vm *vm, const uint32_t *pc, Value *r) {
  String *s = string_join(vm, &r[OPERAND_B(pc)], OPERAND_C(pc));
  if (!s) return false;
  r[OPERAND_A(pc)] = value_string(s);
  return true;
}

/* GetTemplateObject; the site record caches the object. */
bool slow_get_template_object(Vm *vm, const uint32_t *pc, Value *r) {
  Slots *site = slot_cell_present(vm, (Slot){pc[1]});
  Value cached = slot_load(vm, site->items[TEMPLATE_OBJECT]);
  if (!value_is_object(cached)) {
    Slots *cooked = slot_cell_present(vm, site->items[TEMPLATE_COOKED]);
    Slots *raw = slot_cell_present(vm, site->items[TEMPLATE_RAW]);
    uint32_t count = cell_header_data(cooked);
    Array *object = array_new(vm, count), *raws = object ? array_new(vm, count) : NULL;
    if (!raws) return false;
    for (uint32_t i = 0; i < count; i++) {
      TRY(array_push(vm, object, slot_load(vm, cooked->items[i])));
      TRY(array_push(vm, raws, slot_load(vm, raw->items[i])));
    }
    bool ok;
    TRY(set_integrity_level(vm, &raws->base, INTEGRITY_FROZEN, &ok));
    TRY(define_value(vm, &object->base, vm->names.raw, value_cell(raws), 0));
    TRY(set_integrity_level(vm, &object->base, INTEGRITY_FROZEN, &ok));
    cached = value_cell(object);
    slot_store(vm, site, &site->items[TEMPLATE_OBJECT], cached);
  }
  r[OPERAND_A(pc)] = cached;
  return true;
}

bool slow_new_regexp(Vm *vm, const uint32_t *pc, Value *r) {
  Slots *literal = (Slots *)value_as_cell(constant_operand(vm, pc, 1));
  RegExpObject *made = slot_cell(vm, literal->items[LITERAL_REGEXP]);
  if (!made) {
    made = regexp_new(vm, slot_cell(vm, literal->items[LITERAL_PATTERN]),
                      slot_cell(vm, literal->items[LITERAL_FLAGS]));
    TRY(made);
    slot_store_cell(vm, literal, &literal->items[LITERAL_REGEXP], made);
  }
  RegExpObject *regexp = regexp_copy(vm, made);
  TRY(regexp);
  r[OPERAND_A(pc)] = value_cell(regexp);
  return true;
}
