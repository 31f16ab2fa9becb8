/* SPDX-License-Identifier: MIT */
/* exotic_arguments.c: mapped arguments objects (#sec-arguments-exotic-objects).
 *
 * A mapped element's value is a parameter's, in the function's environment; the copy in the
 * object's storage counts for its presence and attributes alone, and is stale otherwise. A bit in
 * `unmapped` takes an element off the map for good. */
#include "ops/exotic.h"

#include "bytecode/code.h"

/* Whether P is in the parameter map: HasOwnProperty(map, P). */
static bool is_mapped(Vm *vm, const Arguments *arguments, PropertyKey key) {
  if (!key_is_index(key) || key_index(key) >= arguments->mapped_count ||
      slot_is_none(arguments->environment))
    return false;
  if (slot_is_none(arguments->unmapped)) return true;
  const Bytes *bits = slot_cell_present(vm, arguments->unmapped);
  uint32_t i = key_index(key);
  return !(bits->data[i / 8] >> (i % 8) & 1);
}

static Slot *parameter_slot(Vm *vm, const Arguments *arguments, PropertyKey key,
                            Environment **environment) {
  *environment = slot_cell_present(vm, arguments->environment);
  return &(*environment)->items[arguments->first_slot + key_index(key)];
}

static Value mapped_get(Vm *vm, const Arguments *arguments, PropertyKey key) {
  Environment *environment;
  return slot_load(vm, *parameter_slot(vm, arguments, key, &environment));
}

static void mapped_set(Vm *vm, const Arguments *arguments, PropertyKey key, Value value) {
  Environment *environment;
  Slot *slot = parameter_slot(vm, arguments, key, &environment);
  slot_store(vm, environment, slot, value);
}

/* Makes the bitmap, in which no element is off the map yet. */
static bool make_bitmap(Vm *vm, Arguments *arguments) {
  uint32_t length = (arguments->mapped_count + 7) / 8;
  Bytes *bits = heap_allocate(vm, CELL_BYTES, sizeof *bits + length);
  if (!bits) return throw_out_of_memory(vm);
  bits->length = length;
  slot_store_cell(vm, arguments, &arguments->unmapped, bits);
  return true;
}

/* map.[[Delete]](P) */
static bool unmap(Vm *vm, Arguments *arguments, PropertyKey key) {
  if (slot_is_none(arguments->unmapped)) TRY(make_bitmap(vm, arguments));
  Bytes *bits = slot_cell_present(vm, arguments->unmapped);
  bits->data[key_index(key) / 8] |= (uint8_t)(1u << (key_index(key) % 8));
  return true;
}

static bool arguments_own_lookup(Vm *vm, Object *o, PropertyKey key, OwnProperty *out) {
  const Arguments *arguments = (const Arguments *)o;
  TRY(storage_lookup(vm, o, key, out));
  if (out->found && is_mapped(vm, arguments, key)) out->value = mapped_get(vm, arguments, key);
  return true;
}

/* [[DefineOwnProperty]] ( P, Desc )   #sec-arguments-exotic-objects-defineownproperty-p-desc */
static bool arguments_define_own_property(Vm *vm, Object *o, PropertyKey key,
                                          const PropertyDescriptor *d, bool *ok) {
  Arguments *arguments = (Arguments *)o;
  /* The current value, which own_lookup reads from the map, is what a change to not writable
   * keeps: the new descriptor's value is filled in on the way. */
  TRY(ordinary_define_own_property(vm, o, key, d, ok));
  if (!*ok || !is_mapped(vm, arguments, key)) return true;
  if (descriptor_is_accessor(d)) return unmap(vm, arguments, key);
  if (d->fields & DESCRIPTOR_HAS_VALUE) mapped_set(vm, arguments, key, d->value);
  if ((d->fields & DESCRIPTOR_HAS_WRITABLE) && !d->writable) return unmap(vm, arguments, key);
  return true;
}

/* [[Delete]] ( P )   #sec-arguments-exotic-objects-delete-p */
static bool arguments_delete(Vm *vm, Object *o, PropertyKey key, bool *ok) {
  Arguments *arguments = (Arguments *)o;
  TRY(ordinary_delete(vm, o, key, ok));
  if (*ok && is_mapped(vm, arguments, key)) return unmap(vm, arguments, key);
  return true;
}

const ExoticMethods arguments_methods = {
    .named_in_storage = true,
    .own_lookup = arguments_own_lookup,
    .define_own_property = arguments_define_own_property,
    .delete = arguments_delete,
};
