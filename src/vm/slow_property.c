/* SPDX-License-Identifier: MIT */
/* slow_property.c: property instructions without a warm cache, and the filling of caches.
 *
 * A cache is filled only where the slow path would find the same thing again: own properties of the
 * receiver by its header; properties of the prototype chain by header and vm->prototype_epoch, and
 * then not for receivers with unique shapes (shape.h says why). */
#include "ops/call.h"
#include "ops/typed_array.h"
#include "vm/site.h"

static void rewrite(const uint32_t *pc, Opcode op, uint32_t header, uint32_t location,
                    uint32_t holder, uint32_t epoch) {
  uint32_t *words = (uint32_t *)(uintptr_t)pc;
  *(uint8_t *)words = (uint8_t)op;
  words[2] = header;
  words[3] = location;
  words[4] = holder;
  words[5] = epoch;
}

/* --- sites that see many shapes --- */

/* Objects get room in themselves for no more properties than this that constructors did not announce. */
#define LEARNT_CAPACITY_MAX 24

static bool is_write(const uint32_t *pc) {
  uint8_t op = instruction_op(pc);
  return op == OPCODE_SET_PROPERTY || op == OPCODE_SET_PROPERTY_INLINE ||
         op == OPCODE_SET_PROPERTY_OVERFLOW || op == OPCODE_SET_PROPERTY_ADD;
}
static uint32_t site_misses(const uint32_t *pc) {
  return is_write(pc) ? OPERAND_C(pc) >> 1 : OPERAND_C(pc);
}
static void site_set_misses(const uint32_t *pc, uint32_t count) {
  uint8_t *c = (uint8_t *)(uintptr_t)pc + 3;
  *c = (uint8_t)(is_write(pc) ? (*c & 1) | count << 1 : count);
}

/* No instruction caches what this site finds: the table of all lookups serves it. */
static void site_stay_generic(Vm *vm, const uint32_t *pc, const Value *r, Opcode generic) {
  uint32_t behind = frame_code(vm, r)->register_count;
  rewrite(pc, generic, behind <= UINT8_MAX ? behind : 0, 0, 0, 0);
  site_set_misses(pc, MISSES_MAX);
}

/* What is absent, or a proxy's, cannot be cached: soon this is no longer tried. */
static void note_uncacheable(Vm *vm, const uint32_t *pc, const Value *r, Opcode generic) {
  uint32_t misses = site_misses(pc) + 1;
  if (misses < MISSES_MAX) site_set_misses(pc, misses);
  else site_stay_generic(vm, pc, r, generic);
}

/* A miss of a receiver with this header. False: the site is and stays generic. */
static bool may_cache(Vm *vm, const uint32_t *pc, const Value *r, Opcode generic, uint32_t header) {
  uint32_t misses = site_misses(pc);
  if (misses >= MISSES_MAX) return false;
  bool other = instruction_op(pc) != generic && pc[2] != header;
  if (!other) return true; /* the first one, or the same one whose prototypes have changed */
  site_set_misses(pc, misses + 1);
  if (misses + 1 < MISSES_MAX) return true;
  site_stay_generic(vm, pc, r, generic);
  return false;
}

void code_note_caches(Vm *vm, Code *code) {
  if (code->flags & CODE_HAS_CACHES) return;
  code->flags |= CODE_HAS_CACHES;
  code->next_cached = slot_from_cell(vm->interpreter->cached_codes);
  vm->interpreter->cached_codes = code;
}

static void mark_code_cached(Vm *vm, const Value *r) { code_note_caches(vm, frame_code(vm, r)); }

static uint32_t cell_offset(const void *cell) { return (uint32_t)(uintptr_t)cell; }

/* --- reading --- */

/* Where a property was found for caching. */
typedef struct Found {
  Object *holder;
  uint32_t slot;
  uint8_t inline_capacity;
  uint8_t attributes;
} Found;

/* Looks for a named property along ordinary objects' shapes. False: not such a simple case. */
static bool find_cacheable(Vm *vm, Object *o, PropertyKey key, Found *out) {
  for (;;) {
    CellType type = cell_type(o);
    if (type == CELL_PROXY || type == CELL_NAMESPACE) return false;
    if (type == CELL_TYPED_ARRAY && key_may_be_numeric(vm, key)) return false;
    if ((type == CELL_ARRAY || type == CELL_PRIMITIVE_OBJECT) && key_equals(key, vm->names.length))
      return false;
    Shape *shape = object_shape_raw(vm, o);
    if (shape_flags(shape) & SHAPE_LAZY) return false;
    Property property;
    if (shape_lookup(vm, shape, key, &property)) {
      *out = (Found){o, property.slot, shape->inline_capacity, property.attributes};
      return true;
    }
    Value prototype = slot_load(vm, shape->prototype);
    if (!value_is_object(prototype)) return false;
    o = value_as_object(prototype);
  }
}

static void cache_holder(Vm *vm, const uint32_t *pc, uint32_t header, const Found *found,
                         bool method) {
  uint32_t location = found->slot < found->inline_capacity
                          ? OBJECT_INLINE_OFFSET + found->slot * (uint32_t)sizeof(Slot)
                          : (found->slot - found->inline_capacity) | 0x80000000u;
  rewrite(pc, method ? OPCODE_GET_METHOD_HOLDER : OPCODE_GET_PROPERTY_HOLDER, header, location,
          cell_offset(found->holder), vm->prototype_epoch);
}

static void cache_own(Vm *vm, const uint32_t *pc, const Value *r, const Found *found, bool method) {
  uint32_t header = found->holder->header;
  if (found->slot < found->inline_capacity)
    rewrite(pc, method ? OPCODE_GET_METHOD_INLINE : OPCODE_GET_PROPERTY_INLINE, header,
            OBJECT_INLINE_OFFSET + found->slot * (uint32_t)sizeof(Slot), 0, 0);
  else if (!method)
    rewrite(pc, OPCODE_GET_PROPERTY_OVERFLOW, header, found->slot - found->inline_capacity, 0, 0);
  else if (shape_is_unique(object_shape_raw(vm, found->holder)))
    cache_holder(vm, pc, header, found, true); /* the header is this one object's: Math, Object … */
  else site_stay_generic(vm, pc, r, OPCODE_GET_METHOD);
}

/* After a successful read of a name from v. */
static void cache_read(Vm *vm, const uint32_t *pc, Value *r, Value v, PropertyKey key,
                       bool method) {
  Object *o;
  uint32_t header;
  Opcode generic = method ? OPCODE_GET_METHOD : OPCODE_GET_PROPERTY;
  if (value_is_object(v)) {
    o = value_as_object(v);
    header = o->header;
    if (!may_cache(vm, pc, r, generic, header)) return;
    if (cell_type(o) == CELL_ARRAY && key_equals(key, vm->names.length) && !method) {
      rewrite(pc, OPCODE_GET_PROPERTY_LENGTH, 0, 0, 0, 0);
      return;
    }
  } else if (value_is_string(v)) {
    if (key_equals(key, vm->names.length)) {
      if (!method) rewrite(pc, OPCODE_GET_PROPERTY_LENGTH, 0, 0, 0, 0);
      return;
    }
    o = intrinsic(vm, INTRINSIC_STRING_PROTOTYPE);
    header = STRING_CACHE_HEADER;
    if (!o || !method || !may_cache(vm, pc, r, generic, header)) return;
  } else {
    return;
  }
  Found found;
  if (!find_cacheable(vm, o, key, &found)) {
    if (instruction_op(pc) != generic) rewrite(pc, generic, 0, 0, 0, 0);
    note_uncacheable(vm, pc, r, generic);
    return;
  }
  if (found.attributes & PROPERTY_ACCESSOR) {
    site_stay_generic(vm, pc, r, generic);
    return;
  }
  mark_code_cached(vm, r);
  if (found.holder == o && header != STRING_CACHE_HEADER) cache_own(vm, pc, r, &found, method);
  else if (header == STRING_CACHE_HEADER || !shape_is_unique(object_shape_raw(vm, o)))
    cache_holder(vm, pc, header, &found, method);
}

/* OPT: the length of a typed array without a call, where the getter is the engine's. */
static bool typed_array_length_if_plain(Vm *vm, Value v, Value *out) {
  Object *o = value_as_object(v);
  const LookupEntry *entry = lookup_cache_find(vm, o, vm->names.length);
  if (!entry || entry->holder <= LOOKUP_ABSENT || !(entry->attributes & PROPERTY_ACCESSOR))
    return false;
  Object *holder = lookup_entry_holder(vm, entry, o);
  Slot slot = *object_slot(vm, holder, entry->slot, entry->inline_capacity);
  const Accessor *accessor = slot_cell_present(vm, slot);
  if (!value_is_builtin_method(vm, slot_load(vm, accessor->getter), INTRINSIC_TYPED_ARRAY_PROTOTYPE,
                               "length"))
    return false;
  *out = value_number((double)view_length(vm, value_as_typed_array(v)));
  return true;
}

/* Calls the getter of a site that stays generic. */
static bool read_accessor(Vm *vm, const uint32_t *pc, Value *r, Value getter, Value receiver) {
  uint32_t window = site_window(pc, r);
  Value result = value_undefined(vm);
  if (window && value_is_type(getter, CELL_NATIVE_FUNCTION))
    TRY(call_native_getter(vm, pc + GET_PROPERTY_WORDS, r, window, getter, receiver, &result));
  else if (!value_is_undefined(vm, getter))
    TRY(call_function(vm, getter, receiver, NULL, 0, &result));
  r[OPERAND_A(pc)] = result;
  return true;
}

bool slow_get_property(Vm *vm, const uint32_t *pc, Value *r) {
  PropertyKey key = name_operand(vm, pc, 1);
  Value v = r[OPERAND_B(pc)], result;
  if (value_is_typed_array(v) && key_equals(key, vm->names.length) &&
      typed_array_length_if_plain(vm, v, &r[OPERAND_A(pc)]))
    return true;
  const LookupEntry *entry = looked_up(vm, pc, site_misses(pc), v);
  if (entry && entry->attributes & PROPERTY_ACCESSOR)
    return read_accessor(vm, pc, r, slot_load(vm, looked_up_accessor(vm, entry, v)->getter), v);
  TRY(get_v(vm, v, key, &result));
  cache_read(vm, pc, r, v, key, false);
  r[OPERAND_A(pc)] = result;
  return true;
}

bool slow_get_method(Vm *vm, const uint32_t *pc, Value *r) {
  PropertyKey key = name_operand(vm, pc, 1);
  Value v = r[OPERAND_B(pc)], result;
  TRY(get_v(vm, v, key, &result));
  cache_read(vm, pc, r, v, key, true);
  r[OPERAND_A(pc) + 1] = v;
  r[OPERAND_A(pc)] = result;
  return true;
}

/* --- writing --- */

static bool nobody_intercepts(Vm *vm, Object *o, PropertyKey key) {
  for (Value p = object_prototype(vm, o); value_is_object(p);
       p = object_prototype(vm, value_as_object(p))) {
    Object *prototype = value_as_object(p);
    CellType type = cell_type(prototype);
    Shape *shape = object_shape_raw(vm, prototype);
    if (type == CELL_PROXY || type == CELL_NAMESPACE || type == CELL_TYPED_ARRAY ||
        shape_flags(shape) & SHAPE_LAZY)
      return false;
    Property property;
    if (shape_lookup(vm, shape, key, &property))
      return (property.attributes & (PROPERTY_ACCESSOR | PROPERTY_WRITABLE)) == PROPERTY_WRITABLE;
  }
  return true;
}

/* An object got a property that has no room in it. If a constructor is known to make such objects
 * (call.c leaves its Code in the root shape), the next ones get that room. */
static void learn_capacity(Vm *vm, Shape *shape, uint32_t slot) {
  while (!slot_is_none(shape->parent)) shape = slot_cell_present(vm, shape->parent);
  Cell *maker = slot_cell(vm, shape->maker);
  if (!maker || slot >= LEARNT_CAPACITY_MAX) return;
  Code *code = (Code *)(void *)maker;
  if (slot < code->inline_capacity) return;
  code->inline_capacity = (uint8_t)(slot + 1);
  code->this_header = 0;
}

/* The object had `before` as its header, now it has the property: was it a plain addition? */
static void cache_add(Vm *vm, const uint32_t *pc, Value *r, Object *o, uint32_t before,
                      PropertyKey key, Opcode op) {
  Shape *shape = object_shape_raw(vm, o), *old = shape_from_index(vm, before >> 8);
  Property property;
  if (cell_type(o) != CELL_OBJECT || shape_is_unique(shape) || !old || shape_is_unique(old)) return;
  if (slot_cell(vm, shape->parent) != old || !shape_lookup(vm, shape, key, &property)) return;
  if (property.attributes != PROPERTY_DEFAULT) return;
  uint32_t location = OBJECT_INLINE_OFFSET + property.slot * (uint32_t)sizeof(Slot);
  if (property.slot >= shape->inline_capacity) {
    if (op != OPCODE_SET_PROPERTY_ADD) return;
    learn_capacity(vm, shape, property.slot);
    location = (property.slot - shape->inline_capacity) | 0x80000000u;
  }
  if (op == OPCODE_SET_PROPERTY_ADD && !nobody_intercepts(vm, o, key)) return;
  mark_code_cached(vm, r);
  rewrite(pc, op, before, location, o->header, vm->prototype_epoch);
}

static void cache_write(Vm *vm, const uint32_t *pc, Value *r, Object *o, PropertyKey key) {
  Found found;
  if (!may_cache(vm, pc, r, OPCODE_SET_PROPERTY, o->header)) return;
  if (!find_cacheable(vm, o, key, &found)) return;
  if (found.attributes & PROPERTY_ACCESSOR) {
    site_stay_generic(vm, pc, r, OPCODE_SET_PROPERTY);
    return;
  }
  if (found.holder != o || !(found.attributes & PROPERTY_WRITABLE) ||
      shape_flags(object_shape_raw(vm, o)) & SHAPE_WATCHED)
    return;
  mark_code_cached(vm, r);
  if (found.slot < found.inline_capacity)
    rewrite(pc, OPCODE_SET_PROPERTY_INLINE, o->header,
            OBJECT_INLINE_OFFSET + found.slot * (uint32_t)sizeof(Slot), 0, 0);
  else
    rewrite(pc, OPCODE_SET_PROPERTY_OVERFLOW, o->header, found.slot - found.inline_capacity, 0, 0);
}

bool slow_set_property(Vm *vm, const uint32_t *pc, Value *r) {
  PropertyKey key = name_operand(vm, pc, 1);
  Value target = r[OPERAND_A(pc)];
  uint32_t before = value_is_object(target) ? value_as_object(target)->header : 0;
  TRY(set_v(vm, target, key, r[OPERAND_B(pc)], (OPERAND_C(pc) & 1) != 0));
  if (!value_is_object(target)) return true;
  Object *o = value_as_object(target);
  if (o->header == before) cache_write(vm, pc, r, o, key);
  else if (may_cache(vm, pc, r, OPCODE_SET_PROPERTY, before))
    cache_add(vm, pc, r, o, before, key, OPCODE_SET_PROPERTY_ADD);
  return true;
}

bool slow_define_property(Vm *vm, const uint32_t *pc, Value *r) {
  PropertyKey key = name_operand(vm, pc, 1);
  Object *o = value_as_object(r[OPERAND_A(pc)]);
  uint8_t attributes = OPERAND_C(pc);
  uint32_t before = o->header;
  PropertyDescriptor d = descriptor_data(vm, r[OPERAND_B(pc)], attributes);
  TRY(define_property_or_throw(vm, o, key, &d));
  if (attributes == PROPERTY_DEFAULT && o->header != before)
    cache_add(vm, pc, r, o, before, key, OPCODE_DEFINE_PROPERTY_ADD);
  return true;
}

/* --- caches and the collector --- */

static bool header_is_live(Vm *vm, uint32_t header) {
  return header == STRING_CACHE_HEADER || shape_index_is_live(vm, header >> 8);
}
static bool holder_is_live(Vm *vm, uint32_t offset) {
  return heap_is_marked(vm, (Cell *)(void *)((char *)vm + offset));
}

/* What becomes of a site at the end of a collection in which shapes died. */
typedef enum SiteFate { SITE_UNTOUCHED, SITE_GENERIC, SITE_LIVE, SITE_DEAD } SiteFate;

static SiteFate site_fate(Vm *vm, const uint32_t *pc, Opcode *generic) {
  bool live = false;
  switch (instruction_op(pc)) {
    case OPCODE_GET_PROPERTY:
    case OPCODE_GET_METHOD:
    case OPCODE_SET_PROPERTY: return SITE_GENERIC;
    case OPCODE_GET_PROPERTY_INLINE:
    case OPCODE_GET_PROPERTY_OVERFLOW:
      *generic = OPCODE_GET_PROPERTY;
      live = header_is_live(vm, pc[2]);
      break;
    case OPCODE_GET_PROPERTY_HOLDER:
      *generic = OPCODE_GET_PROPERTY;
      live = header_is_live(vm, pc[2]) && holder_is_live(vm, pc[4]);
      break;
    case OPCODE_GET_METHOD_INLINE:
      *generic = OPCODE_GET_METHOD;
      live = header_is_live(vm, pc[2]);
      break;
    case OPCODE_GET_METHOD_HOLDER:
      *generic = OPCODE_GET_METHOD;
      live = header_is_live(vm, pc[2]) && holder_is_live(vm, pc[4]);
      break;
    case OPCODE_SET_PROPERTY_INLINE:
    case OPCODE_SET_PROPERTY_OVERFLOW:
      *generic = OPCODE_SET_PROPERTY;
      live = header_is_live(vm, pc[2]);
      break;
    case OPCODE_SET_PROPERTY_ADD:
      *generic = OPCODE_SET_PROPERTY;
      live = header_is_live(vm, pc[2]) && header_is_live(vm, pc[4]);
      break;
    case OPCODE_DEFINE_PROPERTY_ADD:
      *generic = OPCODE_DEFINE_PROPERTY;
      live = header_is_live(vm, pc[2]) && header_is_live(vm, pc[4]);
      break;
    case OPCODE_GET_GLOBAL_PROPERTY:
      *generic = OPCODE_GET_GLOBAL;
      live = header_is_live(vm, pc[2]) && holder_is_live(vm, pc[4]);
      break;
    case OPCODE_SET_GLOBAL_PROPERTY:
      *generic = OPCODE_SET_GLOBAL;
      live = header_is_live(vm, pc[2]) && holder_is_live(vm, pc[4]);
      break;
    case OPCODE_GET_GLOBAL_LEXICAL:
      *generic = OPCODE_GET_GLOBAL;
      live = holder_is_live(vm, pc[4]);
      break;
    case OPCODE_SET_GLOBAL_LEXICAL:
      *generic = OPCODE_SET_GLOBAL;
      live = holder_is_live(vm, pc[4]);
      break;
    default: return SITE_UNTOUCHED;
  }
  return live ? SITE_LIVE : SITE_DEAD;
}

static bool sweep_this_shape(Vm *vm, Code *code) {
  if (!code->this_header) return false;
  if (header_is_live(vm, code->this_header) && holder_is_live(vm, code->this_prototype.bits) &&
      holder_is_live(vm, code->this_shape.bits))
    return true;
  code->this_header = 0;
  return false;
}

/* Clears the caches of shapes that died, and gives sites that have seen too many shapes another chance.
 * Whether any cache is left. */
static bool sweep_code(Vm *vm, Code *code) {
  bool left = sweep_this_shape(vm, code);
  for (uint32_t at = 0; at < code->word_count;) {
    uint32_t *pc = code->instructions + at;
    Opcode generic;
    at += opcode_length[instruction_op(pc)];
    SiteFate fate = site_fate(vm, pc, &generic);
    if (fate == SITE_GENERIC) site_set_misses(pc, 0);
    if (fate == SITE_DEAD) {
      rewrite(pc, generic, 0, 0, 0, 0);
      if (generic != OPCODE_DEFINE_PROPERTY && generic != OPCODE_GET_GLOBAL &&
          generic != OPCODE_SET_GLOBAL)
        site_set_misses(pc, 0);
    }
    left |= fate == SITE_LIVE;
  }
  return left;
}

void inline_caches_sweep(Vm *vm) {
  bool died = shapes_died(vm) != 0;
  Code *code = vm->interpreter->cached_codes, *kept = NULL;
  while (code) {
    Code *next = slot_cell(vm, code->next_cached);
    bool alive = heap_is_marked(vm, code);
    if (alive && died && !sweep_code(vm, code)) {
      code->flags &= ~(uint32_t)CODE_HAS_CACHES;
      alive = false;
    }
    if (alive) {
      code->next_cached = slot_from_cell(kept);
      kept = code;
    }
    code = next;
  }
  vm->interpreter->cached_codes = kept;
}

/* --- elements --- */

static bool array_append(Vm *vm, Array *array, Value value, bool *done) {
  *done = false;
  if (vm->prototypes_have_elements || !object_is_extensible(vm, &array->base) ||
      !array_length_is_writable(vm, array) || array->length >= UINT32_MAX - 1)
    return true;
  *done = true;
  return array_push(vm, array, value);
}

bool slow_get_element(Vm *vm, const uint32_t *pc, Value *r) {
  Value object = r[OPERAND_B(pc)], index = r[OPERAND_C(pc)];
  PropertyKey key;
  if (value_is_typed_array(object) && value_is_int(index)) /* OPT: without a property key */
    return typed_array_get_at(vm, value_as_typed_array(object), value_as_int(index),
                              &r[OPERAND_A(pc)]);
  if (value_is_string(object) && value_is_int(index) && value_as_int(index) >= 0 &&
      (uint32_t)value_as_int(index) < value_as_string(object)->length) {
    uint16_t unit;
    TRY(string_unit_at(vm, value_as_string(object), (uint32_t)value_as_int(index), &unit));
    String *s = string_from_unit(vm, unit);
    if (!s) return false;
    r[OPERAND_A(pc)] = value_string(s);
    return true;
  }
  if (value_is_object(object) && value_is_int(index) && value_as_int(index) >= 0) {
    return get_index(vm, value_as_object(object), value_as_int(index), &r[OPERAND_A(pc)]);
  }
  if (value_is_nullish(vm, object)) {
    char what[16], name[96];
    return throw_type_error(vm, ERROR_READ_OF_NULLISH,
                            value_describe(vm, object, what, sizeof what),
                            value_is_string(index) || value_is_number(index)
                                ? key_text(vm, index, name, sizeof name)
                                : value_describe(vm, index, name, sizeof name));
  }
  TRY(to_property_key(vm, index, &key));
  return get_v(vm, object, key, &r[OPERAND_A(pc)]);
}

bool slow_get_element_method(Vm *vm, const uint32_t *pc, Value *r) {
  Value object = r[OPERAND_B(pc)];
  TRY(slow_get_element(vm, pc, r));
  r[OPERAND_A(pc) + 1] = object;
  return true;
}

bool slow_set_element(Vm *vm, const uint32_t *pc, Value *r) {
  Value target = r[OPERAND_A(pc)], index = r[OPERAND_B(pc)], value = r[OPERAND_C(pc)];
  bool strict = instruction_op(pc) == OPCODE_SET_ELEMENT_STRICT;
  if (value_is_typed_array(target) && value_is_int(index) &&
      !view_is_immutable(vm, value_as_typed_array(target))) /* OPT: without a property key */
    return typed_array_set_at(vm, value_as_typed_array(target), value_as_int(index), value);
  if (value_is_array_cell(target) && value_is_int(index) &&
      (uint32_t)value_as_int(index) == value_as_array(target)->length) {
    bool done;
    TRY(array_append(vm, value_as_array(target), value, &done));
    if (done) return true;
  }
  if (value_is_nullish(vm, target)) {
    char what[16], name[96];
    return throw_type_error(vm, ERROR_SET_OF_NULLISH, value_describe(vm, target, what, sizeof what),
                            key_text(vm, index, name, sizeof name));
  }
  PropertyKey key;
  TRY(to_property_key(vm, index, &key));
  return set_v(vm, target, key, value, strict);
}

bool slow_define_element(Vm *vm, const uint32_t *pc, Value *r) {
  PropertyKey key;
  TRY(to_property_key(vm, r[OPERAND_B(pc)], &key));
  PropertyDescriptor d = descriptor_data(vm, r[OPERAND_C(pc)], (uint8_t)pc[1]);
  return define_property_or_throw(vm, value_as_object(r[OPERAND_A(pc)]), key, &d);
}

static bool define_accessor(Vm *vm, const uint32_t *pc, Value *r, bool getter) {
  PropertyKey key;
  TRY(to_property_key(vm, r[OPERAND_B(pc)], &key));
  PropertyDescriptor d = {
      .fields = DESCRIPTOR_HAS_ENUMERABLE | DESCRIPTOR_HAS_CONFIGURABLE |
                (getter ? DESCRIPTOR_HAS_GET : DESCRIPTOR_HAS_SET),
      .enumerable = (pc[1] & PROPERTY_ENUMERABLE) != 0,
      .configurable = true,
      .getter = r[OPERAND_C(pc)],
      .setter = r[OPERAND_C(pc)],
  };
  return define_property_or_throw(vm, value_as_object(r[OPERAND_A(pc)]), key, &d);
}
bool slow_define_getter(Vm *vm, const uint32_t *pc, Value *r) {
  return define_accessor(vm, pc, r, true);
}
bool slow_define_setter(Vm *vm, const uint32_t *pc, Value *r) {
  return define_accessor(vm, pc, r, false);
}

bool slow_delete_property(Vm *vm, const uint32_t *pc, Value *r) {
  Value target = r[OPERAND_B(pc)];
  Object *o;
  PropertyKey key;
  TRY(to_object(vm, target, &o));
  TRY(to_property_key(vm, r[OPERAND_C(pc)], &key));
  bool ok;
  TRY(object_delete(vm, o, key, &ok));
  if (!ok && pc[1]) return throw_delete_failed(vm, o, key);
  r[OPERAND_A(pc)] = value_bool(vm, ok);
  return true;
}

/* --- super, membership --- */

bool slow_get_super_base(Vm *vm, const uint32_t *pc, Value *r) {
  return object_get_prototype_of(vm, value_as_object(r[OPERAND_B(pc)]), &r[OPERAND_A(pc)]);
}

/* What GET_SUPER_BASE gave must be there, before the key is converted. */
static bool check_super_base(Vm *vm, Value base, Value key, ErrorId error) {
  if (value_is_object(base)) return true;
  char name[96], what[16];
  return throw_type_error(vm, error, value_describe(vm, base, what, sizeof what),
                          key_text(vm, key, name, sizeof name));
}

bool slow_get_super(Vm *vm, const uint32_t *pc, Value *r) {
  Value base = r[OPERAND_B(pc)], name = r[OPERAND_C(pc)];
  PropertyKey key;
  TRY(check_super_base(vm, base, name, ERROR_READ_OF_NULLISH));
  TRY(to_property_key(vm, name, &key));
  return object_get(vm, value_as_object(base), key, r[pc[1] & 0xff], &r[OPERAND_A(pc)]);
}

bool slow_set_super(Vm *vm, const uint32_t *pc, Value *r) {
  Value base = r[OPERAND_A(pc)];
  PropertyKey key;
  bool ok;
  TRY(check_super_base(vm, base, r[OPERAND_B(pc)], ERROR_SET_OF_NULLISH));
  TRY(to_property_key(vm, r[OPERAND_B(pc)], &key));
  TRY(object_set(vm, value_as_object(base), key, r[OPERAND_C(pc)], r[pc[1] & 0xff], &ok));
  if (ok || !pc[2]) return true;
  char name[96], what[96];
  return throw_type_error(vm, ERROR_READ_ONLY, key_describe(vm, key, name, sizeof name),
                          value_describe(vm, r[pc[1] & 0xff], what, sizeof what));
}

bool slow_to_property_key(Vm *vm, const uint32_t *pc, Value *r) {
  PropertyKey key;
  if (value_is_int(r[OPERAND_B(pc)])) {
    r[OPERAND_A(pc)] = r[OPERAND_B(pc)];
    return true;
  }
  TRY(to_property_key(vm, r[OPERAND_B(pc)], &key));
  return key_to_value(vm, key, &r[OPERAND_A(pc)]);
}

bool slow_has_property(Vm *vm, const uint32_t *pc, Value *r) {
  Value target = r[OPERAND_C(pc)];
  PropertyKey key;
  bool has;
  if (!value_is_object(target)) {
    char name[96], what[96];
    return throw_type_error(vm, ERROR_IN_NOT_OBJECT,
                            key_text(vm, r[OPERAND_B(pc)], name, sizeof name),
                            value_describe(vm, target, what, sizeof what));
  }
  TRY(to_property_key(vm, r[OPERAND_B(pc)], &key));
  TRY(object_has_property(vm, value_as_object(target), key, &has));
  r[OPERAND_A(pc)] = value_bool(vm, has);
  return true;
}

bool slow_instance_of(Vm *vm, const uint32_t *pc, Value *r) {
  bool is;
  TRY(instance_of(vm, r[OPERAND_B(pc)], r[OPERAND_C(pc)], &is));
  r[OPERAND_A(pc)] = value_bool(vm, is);
  return true;
}

bool slow_check_object_coercible(Vm *vm, const uint32_t *pc, Value *r) {
  Value text = constant_operand(vm, pc, 1);
  char what[16], name[96];
  value_describe(vm, r[OPERAND_A(pc)], what, sizeof what);
  if (!value_is_string(text)) return throw_type_error(vm, ERROR_CONVERT_NULLISH_TO_OBJECT);
  return throw_type_error(vm, ERROR_DESTRUCTURE_NULLISH, key_text(vm, text, name, sizeof name),
                          what);
}

/* --- private names --- */

bool slow_new_private_name(Vm *vm, const uint32_t *pc, Value *r) {
  Value description = constant_operand(vm, pc, 1);
  uint32_t flags = SYMBOL_FLAG_PRIVATE | (OPERAND_B(pc) ? SYMBOL_FLAG_PRIVATE_METHOD : 0);
  Symbol *symbol = symbol_new(vm, value_as_string(description), flags);
  if (!symbol) return false;
  r[OPERAND_A(pc)] = value_cell(symbol);
  return true;
}

static PropertyKey private_key(Value name) { return key_from_symbol(value_as_symbol(name)); }

static bool throw_private(Vm *vm, ErrorId id, Value name, Value object) {
  char text[96], what[96];
  return throw_type_error(vm, id, key_describe(vm, private_key(name), text, sizeof text),
                          value_describe(vm, object, what, sizeof what));
}

/* Tells the lookup cache where an object has a private name. */
static void remember_private(Vm *vm, Object *o, PropertyKey key) {
  Property property;
  if (shape_lookup(vm, object_shape_raw(vm, o), key, &property))
    lookup_cache_enter(vm, o, key, o, &property);
}

bool slow_get_private(Vm *vm, const uint32_t *pc, Value *r) {
  Value v = r[OPERAND_B(pc)], name = r[OPERAND_C(pc)];
  if (!value_is_object(v)) return throw_private(vm, ERROR_PRIVATE_MISSING, name, v);
  remember_private(vm, value_as_object(v), private_key(name));
  return private_get(vm, value_as_object(v), private_key(name), &r[OPERAND_A(pc)]);
}
bool slow_set_private(Vm *vm, const uint32_t *pc, Value *r) {
  Value v = r[OPERAND_A(pc)], name = r[OPERAND_B(pc)];
  if (!value_is_object(v)) return throw_private(vm, ERROR_PRIVATE_MISSING_WRITE, name, v);
  remember_private(vm, value_as_object(v), private_key(name));
  return private_set(vm, value_as_object(v), private_key(name), r[OPERAND_C(pc)]);
}
bool slow_define_private(Vm *vm, const uint32_t *pc, Value *r) {
  return private_field_add(vm, value_as_object(r[OPERAND_A(pc)]), private_key(r[OPERAND_B(pc)]),
                           r[OPERAND_C(pc)]);
}
bool slow_define_private_method(Vm *vm, const uint32_t *pc, Value *r) {
  return private_method_add(vm, value_as_object(r[OPERAND_A(pc)]), private_key(r[OPERAND_B(pc)]),
                            r[OPERAND_C(pc)], (int)pc[1]);
}
bool slow_has_private(Vm *vm, const uint32_t *pc, Value *r) {
  Value v = r[OPERAND_B(pc)], name = r[OPERAND_C(pc)];
  if (!value_is_object(v)) return throw_private(vm, ERROR_PRIVATE_IN_NOT_OBJECT, name, v);
  bool found;
  TRY(private_has(vm, value_as_object(v), private_key(name), &found));
  if (found) remember_private(vm, value_as_object(v), private_key(name));
  r[OPERAND_A(pc)] = value_bool(vm, found);
  return true;
}
