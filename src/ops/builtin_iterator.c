/* SPDX-License-Identifier: MIT */
/* builtin_iterator.c: the steps of array, string, map and set iterators.
 *
 * The builtin next methods and the loops that need no result object share these. An iterator is
 * exhausted for good once its target is undefined. Map and Set iterators keep the hash table
 * that they are in, which knows its successors. */
#include "ops/iterate.h"
#include "ops/typed_array.h"
#include "value/hash_table.h"
#include "value/lookup_cache.h"

/* The prototype whose next method steps an iterator of this kind. */
static IntrinsicId prototype_of_kind(uint32_t kind) {
  switch (kind & 0xff) {
    case ITERATOR_OF_ARRAY: return INTRINSIC_ARRAY_ITERATOR_PROTOTYPE;
    case ITERATOR_OF_STRING: return INTRINSIC_STRING_ITERATOR_PROTOTYPE;
    case ITERATOR_OF_MAP: return INTRINSIC_MAP_ITERATOR_PROTOTYPE;
    case ITERATOR_OF_SET: return INTRINSIC_SET_ITERATOR_PROTOTYPE;
    default: return INTRINSIC_NONE;
  }
}

bool iterator_is_builtin(Vm *vm, Value iterator, Value next) {
  if (!value_is_type(iterator, CELL_ITERATOR)) return false;
  IntrinsicId id = prototype_of_kind(((const IteratorObject *)value_as_cell(iterator))->kind);
  return id != INTRINSIC_NONE && value_is_builtin_method(vm, next, id, "next");
}

/* The values whose @@iterator method only makes a builtin iterator. */
typedef struct BuiltinIterable {
  CellType type;
  uint8_t kind, what;
  IntrinsicId prototype; /* whose table has the method, under this name; NULL: that is it */
  const char *method;
} BuiltinIterable;
static const BuiltinIterable builtin_iterables[] = {
    {CELL_ARRAY, ITERATOR_OF_ARRAY, ENUMERABLE_VALUES, INTRINSIC_ARRAY_PROTOTYPE_VALUES, NULL},
    {CELL_MAP, ITERATOR_OF_MAP, ENUMERABLE_ENTRIES, INTRINSIC_MAP_PROTOTYPE, "entries"},
    {CELL_SET, ITERATOR_OF_SET, ENUMERABLE_VALUES, INTRINSIC_SET_PROTOTYPE, "values"},
    {CELL_STRING, ITERATOR_OF_STRING, ENUMERABLE_VALUES, INTRINSIC_STRING_PROTOTYPE, "@@iterator"},
};

static bool is_method_of(Vm *vm, Value v, const BuiltinIterable *row) {
  if (!row->method) return value_is_builtin_function(v, row->prototype);
  return value_is_builtin_method(vm, v, row->prototype, row->method);
}

bool builtin_iterator_for(Vm *vm, Value v, Value method, bool *is_builtin, Value *out) {
  *is_builtin = false;
  for (size_t i = 0; i < array_length(builtin_iterables); i++) {
    const BuiltinIterable *row = &builtin_iterables[i];
    if (!value_is_type(v, row->type)) continue;
    if (!is_method_of(vm, method, row) ||
        slot_cell_present(vm, value_as_native(method)->realm) != vm->realm)
      return true;
    *is_builtin = true;
    return builtin_iterator_new(vm, prototype_of_kind(row->kind), row->kind, row->what, v, out);
  }
  return true;
}

static Value initial_target(Vm *vm, uint32_t kind, Value target) {
  if (kind != ITERATOR_OF_MAP && kind != ITERATOR_OF_SET) return target;
  return slot_load(vm, ((const MapObject *)value_as_cell(target))->table);
}

bool builtin_iterator_new(Vm *vm, IntrinsicId prototype, uint32_t kind, uint32_t what, Value target,
                          Value *out) {
  IteratorObject *iterator = intrinsic_instance(vm, prototype, CELL_ITERATOR, sizeof *iterator);
  TRY(iterator);
  iterator->kind = kind | what << 8;
  slot_store(vm, iterator, &iterator->target, initial_target(vm, kind, target));
  *out = value_cell(iterator);
  return true;
}

static bool exhausted(IteratorObject *iterator, bool *done) {
  iterator->target = slot_undefined();
  *done = true;
  return true;
}

/* [ key, value ], or one of them. */
static bool make_item(Vm *vm, const IteratorObject *iterator, Value key, Value value, Value *out) {
  switch (iterator->kind >> 8) {
    case ENUMERABLE_KEYS: *out = key; return true;
    case ENUMERABLE_VALUES: *out = value; return true;
    default: break;
  }
  Value pair[2] = {key, value};
  Array *array = array_from_values(vm, pair, 2);
  if (array) *out = value_cell(array);
  return array != NULL;
}

/* An index that needs more than 32 bits is in data[0]; `position` is then UINT32_MAX. */
static double array_iterator_index(Vm *vm, const IteratorObject *iterator) {
  if (iterator->position < UINT32_MAX || slot_is_none(iterator->data[0])) return iterator->position;
  return value_as_number(slot_load(vm, iterator->data[0]));
}
static void array_iterator_set_index(Vm *vm, IteratorObject *iterator, double index) {
  iterator->position = index < UINT32_MAX ? (uint32_t)index : UINT32_MAX;
  if (index >= UINT32_MAX) slot_store(vm, iterator, &iterator->data[0], value_number(index));
}

/* The closure of CreateArrayIterator   #sec-createarrayiterator */
static bool step_array(Vm *vm, IteratorObject *iterator, Value target, bool *done, Value *out) {
  Object *o = value_as_object(target);
  double length, index = array_iterator_index(vm, iterator);
  if (value_is_typed_array(target)) {
    const TypedArray *array = value_as_typed_array(target);
    if (view_is_out_of_bounds(vm, array))
      return throw_view_out_of_bounds(vm, array, "%ArrayIteratorPrototype%.next");
    length = (double)view_length(vm, array);
  } else {
    TRY(length_of_array_like(vm, o, &length));
  }
  if (index >= length) return exhausted(iterator, done);
  array_iterator_set_index(vm, iterator, index + 1);
  Value value = value_undefined(vm);
  if (iterator->kind >> 8 != ENUMERABLE_KEYS) TRY(get_index(vm, o, index, &value));
  return make_item(vm, iterator, value_number(index), value, out);
}

/* The closure of String.prototype [ @@iterator ]   #sec-string.prototype-%symbol.iterator% */
static bool step_string(Vm *vm, IteratorObject *iterator, Value target, bool *done, Value *out) {
  String *s = value_as_string(target);
  uint32_t at = iterator->position, count = 1;
  uint16_t first, second;
  if (at >= s->length) return exhausted(iterator, done);
  TRY(string_unit_at(vm, s, at, &first));
  if ((first & 0xfc00) == 0xd800 && at + 1 < s->length) {
    TRY(string_unit_at(vm, s, at + 1, &second));
    if ((second & 0xfc00) == 0xdc00) count = 2;
  }
  iterator->position = at + count;
  String *piece = count == 1 ? string_from_unit(vm, first) : string_substring(vm, s, at, at + 2);
  if (piece) *out = value_string(piece);
  return piece != NULL;
}

/* The closures of CreateMapIterator and CreateSetIterator
 * #sec-createmapiterator   #sec-createsetiterator */
static bool step_table(Vm *vm, IteratorObject *iterator, Value target, bool *done, Value *out) {
  HashTablePosition position = {(HashTable *)value_as_cell(target), iterator->position};
  Value key, value;
  bool is_map = (iterator->kind & 0xff) == ITERATOR_OF_MAP;
  if (!hash_table_next(vm, &position, &key, is_map ? &value : NULL))
    return exhausted(iterator, done);
  if (position.table != (HashTable *)value_as_cell(target))
    slot_store_cell(vm, iterator, &iterator->target, position.table);
  iterator->position = position.index;
  return make_item(vm, iterator, key, is_map ? value : key, out);
}

/* An own data property of a builtin prototype that has its properties, or none. */
static Value own_value(Vm *vm, Object *o, PropertyKey key) {
  const LookupEntry *entry = lookup_cache_find(vm, o, key);
  Shape *shape = object_shape_raw(vm, o);
  if (unlikely(!entry)) {
    Property property;
    if (shape_flags(shape) & SHAPE_LAZY || !shape_lookup(vm, shape, key, &property))
      return value_none();
    lookup_cache_enter(vm, o, key, o, &property);
    entry = lookup_cache_find(vm, o, key);
  }
  if (!entry || entry->holder != LOOKUP_OWN || entry->attributes & PROPERTY_ACCESSOR)
    return value_none();
  return slot_load(vm, *object_slot(vm, o, entry->slot, entry->inline_capacity));
}

static Object *made_intrinsic(Vm *vm, IntrinsicId id) {
  return slot_cell(vm, vm->realm->intrinsics[id]);
}

/* While Array.prototype or its kin has not been looked at, the answer is no: the general way makes
 * them ready. */
bool array_iterates_plainly(Vm *vm, Value v) {
  Shape *plain = slot_cell(vm, vm->realm->array_shape);
  if (!value_is_array_cell(v) || !plain) return false;
  if (value_as_object(v)->header != (CELL_ARRAY | plain->index << 8)) return false;
  Object *arrays = made_intrinsic(vm, INTRINSIC_ARRAY_PROTOTYPE);
  Object *iterators = made_intrinsic(vm, INTRINSIC_ARRAY_ITERATOR_PROTOTYPE);
  if (!arrays || !iterators) return false;
  Value method = own_value(vm, arrays, key_from_symbol(vm->symbols[SYMBOL_ITERATOR]));
  Value next = own_value(vm, iterators, vm->names.next);
  return !value_is_none(method) && !value_is_none(next) &&
         value_is_builtin_function(method, INTRINSIC_ARRAY_PROTOTYPE_VALUES) &&
         slot_cell_present(vm, value_as_native(method)->realm) == vm->realm &&
         value_is_builtin_method(vm, next, INTRINSIC_ARRAY_ITERATOR_PROTOTYPE, "next");
}

bool array_iterators_close_plainly(Vm *vm) {
  Object *iterators = made_intrinsic(vm, INTRINSIC_ARRAY_ITERATOR_PROTOTYPE);
  if (!iterators) return false;
  const LookupEntry *entry = lookup_cache_find(vm, iterators, vm->names.return_);
  if (likely(entry)) return entry->holder == LOOKUP_ABSENT;
  for (Object *o = iterators;;) {
    Property property;
    Shape *shape = object_shape_raw(vm, o);
    if (cell_type(o) != CELL_OBJECT || shape_flags(shape) & SHAPE_LAZY ||
        shape_lookup(vm, shape, vm->names.return_, &property))
      return false;
    Value prototype = slot_load(vm, shape->prototype);
    if (!value_is_object(prototype)) break;
    o = value_as_object(prototype);
  }
  lookup_cache_enter(vm, iterators, vm->names.return_, NULL, NULL);
  return true;
}

bool array_iterator_at(Vm *vm, Value array, double index, Value *out) {
  TRY(builtin_iterator_new(vm, INTRINSIC_ARRAY_ITERATOR_PROTOTYPE, ITERATOR_OF_ARRAY,
                           ENUMERABLE_VALUES, array, out));
  array_iterator_set_index(vm, (IteratorObject *)value_as_cell(*out), index);
  return true;
}

bool builtin_iterator_step(Vm *vm, IteratorObject *iterator, bool *done, Value *out) {
  Value target = slot_load(vm, iterator->target);
  *done = value_is_undefined(vm, target);
  *out = value_undefined(vm);
  if (*done) return true;
  switch (iterator->kind & 0xff) {
    case ITERATOR_OF_ARRAY: return step_array(vm, iterator, target, done, out);
    case ITERATOR_OF_STRING: return step_string(vm, iterator, target, done, out);
    default: return step_table(vm, iterator, target, done, out);
  }
}

bool builtin_iterator_drain(Vm *vm, const IteratorRecord *record, Array *to, bool *done) {
  *done = false;
  if (!iterator_is_builtin(vm, record->iterator, record->next)) return true;
  IteratorObject *iterator = (IteratorObject *)value_as_cell(record->iterator);
  Value target = slot_load(vm, iterator->target);
  if (iterator->kind != (ITERATOR_OF_ARRAY | ENUMERABLE_VALUES << 8)) return true;
  if (!value_is_array_cell(target)) return true;
  Array *array = value_as_array(target);
  uint32_t begin = iterator->position, end = array->length;
  if (end <= begin || !object_elements_are_packed(vm, &array->base, begin, end)) return true;
  if (end - begin > UINT32_MAX - to->length) return true;
  TRY(object_append_elements(vm, &to->base, to->length, &array->base, begin, end - begin, done));
  if (!*done) return true;
  to->length += end - begin;
  iterator->target = slot_undefined();
  return true;
}
