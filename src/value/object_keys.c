/* SPDX-License-Identifier: MIT */
/* object_keys.c: listing own keys in the order of #sec-ordinaryownpropertykeys: indices ascending,
 * strings and then symbols as they were added. Private names are never listed. */
#include "value/sparse.h"

#include <stdlib.h>

static MUST_USE bool push(Vm *vm, RootVec *out, Value value) {
  return root_vec_push(out, value) || throw_out_of_memory(vm);
}

static MUST_USE bool push_index(Vm *vm, RootVec *out, uint32_t index) {
  Value value;
  TRY(key_to_value(vm, key_from_index(index), &value));
  return push(vm, out, value);
}

static MUST_USE bool push_sparse_indices(Vm *vm, const Sparse *sparse, RootVec *out) {
  uint32_t count = sparse->count;
  uint32_t *indices = sparse_indices(sparse);
  if (count && !indices) return throw_out_of_memory(vm);
  bool ok = true;
  for (uint32_t i = 0; ok && i < count; i++) ok = push_index(vm, out, indices[i]);
  free(indices);
  return ok;
}

static MUST_USE bool push_indices(Vm *vm, Object *o, RootVec *out) {
  const Cell *cell = slot_cell(vm, o->elements);
  if (!cell) return true;
  if (cell_type(cell) == CELL_SPARSE) return push_sparse_indices(vm, (const Sparse *)cell, out);
  uint32_t end = object_elements_end(vm, o);
  for (uint32_t i = 0; i < end; i++)
    if (!value_is_none(object_get_element(vm, o, i))) TRY(push_index(vm, out, i));
  return true;
}

static MUST_USE bool push_named(Vm *vm, Object *o, bool symbols, RootVec *out) {
  ShapeIterator it;
  PropertyKey key;
  Property property;
  shape_iterate(&it, vm, object_shape_raw(vm, o));
  while (shape_iterator_next(&it, &key, &property))
    if (key_is_symbol(key) == symbols && !key_is_private(key))
      TRY(push(vm, out, value_cell(key_cell(key))));
  return true;
}

bool object_own_keys(Vm *vm, Object *o, int which, RootVec *out) {
  if (!object_shape(vm, o)) return false;
  if (which & KEYS_STRINGS) TRY(push_indices(vm, o, out) && push_named(vm, o, false, out));
  if (which & KEYS_SYMBOLS) TRY(push_named(vm, o, true, out));
  return true;
}
