/* SPDX-License-Identifier: MIT */
/* for_in.c: for-in (#sec-for-in-iterator-objects). An enumerator is an INTERNAL record of the object
 * under way, its keys as they were when it came to be, and where among them the loop is.
 *
 * A key is given out if the object still has it, enumerable, and no object before had it. As long
 * as the object has the shape that it had, its named keys need no look, if all of them were
 * enumerable; and prototypes without a single enumerable key end the loop. */
#include "vm/slow.h"

enum {
  FOR_IN_OBJECT, /* none: there is nothing to enumerate */
  FOR_IN_KEYS,
  FOR_IN_POSITION,
  FOR_IN_VISITED, /* the keys of the objects before; none: there were no such objects */
  FOR_IN_SHAPE, /* index of the shape whose named keys are all enumerable; none: they aren't */
  FOR_IN_NAMED, /* position of the first named key */
  FOR_IN_PROXIES, /* passed so far; none: none */
  FOR_IN_FIELDS,
};

static bool has_ordinary_keys(const Object *o) {
  CellType type = cell_type(o);
  return type == CELL_OBJECT || type == CELL_ARRAY || type == CELL_FUNCTION ||
         type == CELL_NATIVE_FUNCTION;
}

/* Whether the named string keys of a shape are all enumerable (or all not). */
static bool all_named(Vm *vm, Shape *shape, bool enumerable) {
  ShapeIterator it;
  PropertyKey key;
  Property property;
  shape_iterate(&it, vm, shape);
  while (shape_iterator_next(&it, &key, &property))
    if (!key_is_symbol(key) && !(property.attributes & PROPERTY_ENUMERABLE) == enumerable)
      return false;
  return true;
}

static uint32_t count_indices(Vm *vm, const RootVec *keys) {
  uint32_t count = 0, index;
  while (count < keys->count && string_array_index(vm, value_as_string(keys->items[count]), &index))
    count++;
  return count;
}

/* Remembers the shape, if the keys that it names need no look from now on. */
static void remember_shape(Vm *vm, Slots *e, Object *o, const RootVec *keys) {
  e->items[FOR_IN_SHAPE] = slot_none();
  if (cell_type(o) == CELL_ARRAY || !has_ordinary_keys(o)) return; /* length is in no shape */
  if (!all_named(vm, object_shape_raw(vm, o), true)) return;
  slot_store(vm, e, &e->items[FOR_IN_SHAPE], value_int((int32_t)(o->header >> 8)));
  slot_store(vm, e, &e->items[FOR_IN_NAMED], value_int((int32_t)count_indices(vm, keys)));
}

static bool enumerator_set_object(Vm *vm, Slots *e, Object *o) {
  RootVec keys;
  if (!root_vec_init(&keys, vm)) return throw_out_of_memory(vm);
  bool ok = object_own_property_keys(vm, o, KEYS_STRINGS, &keys);
  Array *array = ok ? array_from_values(vm, keys.items, (uint32_t)keys.count) : NULL;
  if (array) remember_shape(vm, e, o, &keys);
  root_vec_destroy(&keys);
  if (!array) return false;
  slot_store_cell(vm, e, &e->items[FOR_IN_OBJECT], o);
  slot_store_cell(vm, e, &e->items[FOR_IN_KEYS], array);
  slot_store(vm, e, &e->items[FOR_IN_POSITION], value_int(0));
  return true;
}

bool slow_for_in_start(Vm *vm, const uint32_t *pc, Value *r) {
  Slots *e = slots_new(vm, CELL_INTERNAL, FOR_IN_FIELDS);
  if (!e) return false;
  Value v = r[OPERAND_B(pc)];
  if (!value_is_nullish(vm, v)) {
    Object *o;
    TRY(to_object(vm, v, &o));
    TRY(enumerator_set_object(vm, e, o));
  }
  r[OPERAND_A(pc)] = value_cell(e);
  return true;
}

/* The visited keys are kept only once there is a second object to go on with. */
static bool remember_keys(Vm *vm, Slots *e) {
  Object *visited = slot_cell(vm, e->items[FOR_IN_VISITED]);
  if (!visited) {
    visited = object_new_with_prototype(vm, value_null(vm), 0);
    if (!visited) return false;
    slot_store_cell(vm, e, &e->items[FOR_IN_VISITED], visited);
  }
  Array *keys = slot_cell_present(vm, e->items[FOR_IN_KEYS]);
  for (uint32_t i = 0; i < keys->length; i++) {
    PropertyKey key;
    TRY(to_property_key(vm, object_get_element(vm, &keys->base, i), &key));
    TRY(object_put_own(vm, visited, key, value_bool(vm, true), PROPERTY_DEFAULT));
  }
  return true;
}

/* OPT: a named key of an object whose shape has not changed. */
static bool is_known_to_be_there(Vm *vm, const Slots *e, uint32_t position) {
  Slot shape = e->items[FOR_IN_SHAPE];
  if (slot_is_none(shape) || !slot_is_none(e->items[FOR_IN_VISITED])) return false;
  const Object *o = slot_cell_present(vm, e->items[FOR_IN_OBJECT]);
  return (int32_t)(o->header >> 8) == value_as_int(slot_load(vm, shape)) &&
         (int32_t)position >= value_as_int(slot_load(vm, e->items[FOR_IN_NAMED]));
}

/* Whether a key of the object under way is to be given out: still there, enumerable, not shadowed. */
static bool enumerator_accepts(Vm *vm, Slots *e, uint32_t position, Value name, bool *out) {
  PropertyKey key;
  *out = is_known_to_be_there(vm, e, position);
  if (*out) return true;
  TRY(to_property_key(vm, name, &key));
  Object *visited = slot_cell(vm, e->items[FOR_IN_VISITED]);
  *out = false;
  if (visited) {
    OwnProperty own;
    TRY(object_get_own(vm, visited, key, &own));
    if (own.found) return true;
  }
  PropertyDescriptor d;
  TRY(object_get_own_property(vm, slot_cell_present(vm, e->items[FOR_IN_OBJECT]), key, out, &d));
  *out = *out && d.enumerable;
  return true;
}

/* Whether neither an object nor its prototypes have enumerable string keys. The answer is kept for
 * the last object that it was yes for. */
static bool chain_is_silent(Vm *vm, Object *first, bool *silent) {
  Interpreter *interpreter = vm->interpreter;
  *silent = first == interpreter->silent_prototype &&
            interpreter->silent_epoch == vm->prototype_epoch && !vm->prototypes_have_elements;
  if (*silent) return true;
  for (Object *o = first;;) {
    if (!has_ordinary_keys(o) || !slot_is_none(o->elements)) return true;
    Shape *shape = object_shape(vm, o);
    if (!shape) return false;
    if (!all_named(vm, shape, false)) return true;
    Value prototype = object_prototype(vm, o);
    if (!value_is_object(prototype)) break;
    o = value_as_object(prototype);
  }
  *silent = true;
  interpreter->silent_prototype = first;
  interpreter->silent_epoch = vm->prototype_epoch;
  return true;
}

/* Goes on with the prototype; *done when there is none. */
static bool enumerator_ascend(Vm *vm, Slots *e, bool *done) {
  Value prototype;
  Slot *counter = &e->items[FOR_IN_PROXIES];
  uint32_t proxies = slot_is_none(*counter) ? 0 : (uint32_t)value_as_int(slot_load(vm, *counter));
  TRY(next_prototype(vm, slot_cell_present(vm, e->items[FOR_IN_OBJECT]), &proxies, &prototype));
  slot_store(vm, e, counter, value_int((int32_t)proxies));
  *done = !value_is_object(prototype);
  if (*done) return true;
  TRY(chain_is_silent(vm, value_as_object(prototype), done));
  if (*done) return true;
  TRY(remember_keys(vm, e));
  return enumerator_set_object(vm, e, value_as_object(prototype));
}

bool for_in_next(Vm *vm, const uint32_t *pc, Value *r) {
  Slots *e = (Slots *)(void *)value_as_cell(r[OPERAND_B(pc)]);
  vm->condition = true;
  if (slot_is_none(e->items[FOR_IN_OBJECT])) return true;
  for (;;) {
    Array *keys = slot_cell_present(vm, e->items[FOR_IN_KEYS]);
    uint32_t position = (uint32_t)value_as_int(slot_load(vm, e->items[FOR_IN_POSITION]));
    for (; position < keys->length; position++) {
      Value name = object_get_element(vm, &keys->base, position);
      bool accepted;
      TRY(enumerator_accepts(vm, e, position, name, &accepted));
      if (!accepted) continue;
      slot_store(vm, e, &e->items[FOR_IN_POSITION], value_int((int32_t)position + 1));
      r[OPERAND_A(pc)] = name;
      vm->condition = false;
      return true;
    }
    bool done;
    TRY(enumerator_ascend(vm, e, &done));
    vm->condition = true;
    if (done) return true;
  }
}
