/* SPDX-License-Identifier: MIT */
/* message_write.c: StructuredSerializeWithTransfer   HTML, #structuredserializewithtransfer
 *
 * One walk over the value, which may run getters; then the buffers and objects of the list of transfers are
 * moved into the message. `memory` numbers the objects met, so that cycles and shared parts keep their
 * form; an object is in it before its parts are written. Values without a serialisation (functions,
 * symbols, proxies, promises …) throw a DataCloneError. */
#include <stdio.h>
#include <stdlib.h>

#include "builtins/message.h"
#include "builtins/map.h"
#include "builtins/message_errors.h"
#include "builtins/regexp.h"

/* Names are remembered by their address; a name that has lost its place is written again. */
#define NAME_PLACES 64

/* Shorter runs of bytes are copied into the message, longer ones into a part that the reader takes over. */
#define INLINE_BYTES 4096u

typedef struct Writer {
  Vm *vm;
  Message *message;
  Buffer *out;
  MapObject *memory; /* object -> its number */
  uint32_t met; /* objects */
  RootVec names; /* those written, by number */
  uint32_t places[NAME_PLACES]; /* number + 1 by a hash of the address */
  uint32_t flags; /* MESSAGE_ */
} Writer;

static bool write_value(Writer *w, Value v);

static bool refuse(Writer *w, Value v) {
  char text[128], message[192];
  value_describe(w->vm, v, text, sizeof text);
  snprintf(message, sizeof message, "%s could not be cloned.", text);
  return throw_data_clone_error(w->vm, message);
}

/* --- bytes --- */

static void write_tag(Writer *w, MessageTag tag) { buffer_append_char(w->out, (char)tag); }

static void write_integer(Writer *w, uint64_t n) {
  for (; n >= 0x80; n >>= 7) buffer_append_char(w->out, (char)(n | 0x80));
  buffer_append_char(w->out, (char)n);
}

/* Bytes whose place, from the message's beginning on, is a multiple of `alignment`. */
static void write_aligned(Writer *w, const void *bytes, size_t length, size_t alignment) {
  while (w->out->length % alignment && buffer_ok(w->out)) buffer_append_char(w->out, 0);
  buffer_append(w->out, bytes, length);
}

static void write_double(Writer *w, double number) {
  buffer_append(w->out, &number, sizeof number);
}

static bool write_string(Writer *w, String *s) {
  StringView view;
  TRY(string_view(w->vm, s, &view));
  write_tag(w, view.wide ? MESSAGE_WIDE : MESSAGE_LATIN1);
  write_integer(w, view.length);
  write_aligned(w, view.units, (size_t)view.length << view.wide, view.wide ? 2 : 1);
  keep_alive(s);
  return true;
}

static void write_number(Writer *w, Value v) {
  if (value_is_int(v)) {
    int32_t n = value_as_int(v);
    write_tag(w, MESSAGE_INT);
    write_integer(w, (uint32_t)n << 1 ^ (n < 0 ? UINT32_MAX : 0u));
  } else {
    write_tag(w, MESSAGE_DOUBLE);
    write_double(w, value_as_double(v));
  }
}

static void write_bigint(Writer *w, const BigInt *b) {
  write_tag(w, MESSAGE_BIGINT);
  write_integer(w, bigint_is_negative(b));
  write_integer(w, b->count);
  write_aligned(w, b->limbs, b->count * sizeof b->limbs[0], sizeof b->limbs[0]);
}

static bool write_primitive(Writer *w, Value v) {
  Vm *vm = w->vm;
  if (value_is_number(v)) write_number(w, v);
  else if (value_is_string(v)) return write_string(w, value_as_string(v));
  else if (value_is_bigint(v)) write_bigint(w, value_as_bigint(v));
  else if (value_is_undefined(vm, v)) write_tag(w, MESSAGE_UNDEFINED);
  else if (value_is_null(vm, v)) write_tag(w, MESSAGE_NULL);
  else if (value_is_bool(vm, v)) write_tag(w, value_is_true(vm, v) ? MESSAGE_TRUE : MESSAGE_FALSE);
  else return refuse(w, v);
  return true;
}

/* --- properties --- */

static uint32_t *name_place(Writer *w, PropertyKey key) {
  return &w->places[(key.bits >> 4 ^ key.bits >> 10) % NAME_PLACES];
}

static bool write_key(Writer *w, PropertyKey key) {
  if (key_is_index(key)) {
    write_tag(w, MESSAGE_INDEX);
    write_integer(w, key_index(key));
    return true;
  }
  uint32_t *place = name_place(w, key);
  if (*place && w->names.items[*place - 1].bits == key.bits) {
    write_tag(w, MESSAGE_NAME);
    write_integer(w, *place - 1);
    return true;
  }
  TRY(roots_push(w->vm, &w->names, name_value(key)));
  *place = (uint32_t)w->names.count;
  write_tag(w, MESSAGE_NEW_NAME);
  return write_string(w, (String *)(void *)key_cell(key));
}

/* A property that was there when the keys were listed, and may be gone. */
static bool write_listed(Writer *w, Object *o, PropertyKey key) {
  bool found;
  Value value;
  TRY(has_own_property(w->vm, o, key, &found));
  if (!found) return true;
  return get(w->vm, o, key, &value) && write_key(w, key) && write_value(w, value);
}

static bool write_properties_slowly(Writer *w, Object *o) {
  Vm *vm = w->vm;
  Array *keys;
  TRY(enumerable_own_properties(vm, o, ENUMERABLE_KEYS, &keys));
  for (uint32_t i = 0; i < keys->length; i++) {
    PropertyKey key;
    TRY(to_property_key(vm, object_get_element(vm, &keys->base, i), &key));
    TRY(write_listed(w, o, key));
  }
  return true;
}

/* OPT: a shared shape lists the keys, and as long as the object has it, it says where the values are. */
static bool write_properties(Writer *w, Object *o) {
  Vm *vm = w->vm;
  Shape *shape = object_shape(vm, o);
  TRY(shape);
  if (shape_is_unique(shape) || !slot_is_none(o->elements)) return write_properties_slowly(w, o);
  uint32_t header = o->header;
  ShapeIterator it;
  PropertyKey key;
  Property property;
  shape_iterate(&it, vm, shape);
  while (shape_iterator_next(&it, &key, &property)) {
    if (!(property.attributes & PROPERTY_ENUMERABLE) || !key_is_string(key)) continue;
    if (o->header == header && !(property.attributes & PROPERTY_ACCESSOR)) {
      Value value = slot_load(vm, *object_slot(vm, o, property.slot, shape->inline_capacity));
      TRY(write_key(w, key) && write_value(w, value));
    } else {
      TRY(write_listed(w, o, key));
    }
  }
  return true;
}

/* --- objects --- */

static bool remember(Writer *w, Value v) {
  if (w->met == INT32_MAX) return throw_out_of_memory(w->vm);
  return hash_table_set(w->vm, w->memory, &w->memory->table, v, value_int((int32_t)w->met++));
}

static bool write_plain(Writer *w, Object *o) {
  write_tag(w, MESSAGE_OBJECT);
  write_integer(w, object_shape_raw(w->vm, o)->count);
  TRY(write_properties(w, o));
  write_tag(w, MESSAGE_END);
  return true;
}

static bool write_dense_array(Writer *w, Array *array, uint32_t length) {
  Vm *vm = w->vm;
  write_tag(w, MESSAGE_DENSE_ARRAY);
  write_integer(w, length);
  for (uint32_t i = 0; i < length; i++) {
    Value element = object_get_element(vm, &array->base, i);
    if (!value_is_none(element)) {
      TRY(write_value(w, element));
      continue;
    }
    /* A getter has changed the array meanwhile. */
    bool found;
    TRY(has_own_property(vm, &array->base, key_from_index(i), &found));
    if (!found) {
      write_tag(w, MESSAGE_HOLE);
      continue;
    }
    TRY(get(vm, &array->base, key_from_index(i), &element) && write_value(w, element));
  }
  return true;
}

static bool write_array(Writer *w, Array *array) {
  const Shape *shape = object_shape(w->vm, &array->base);
  TRY(shape);
  uint32_t length = array->length;
  if (shape->count == 0 && object_elements_are_packed(w->vm, &array->base, 0, length))
    return write_dense_array(w, array, length);
  write_tag(w, MESSAGE_ARRAY);
  write_integer(w, length);
  TRY(write_properties_slowly(w, &array->base));
  write_tag(w, MESSAGE_END);
  return true;
}

static bool write_boxed(Writer *w, Value v) {
  Value primitive = slot_load(w->vm, ((const PrimitiveObject *)value_as_cell(v))->value);
  if (value_is_symbol(primitive)) return refuse(w, v);
  write_tag(w, MESSAGE_BOXED);
  return write_primitive(w, primitive);
}

static bool write_regexp(Writer *w, const RegExpObject *regexp) {
  Value source = slot_load(w->vm, regexp->source);
  String *flags = regexp_flags_string(w->vm, regexp);
  TRY(flags);
  write_tag(w, MESSAGE_REGEXP);
  return write_string(w, value_as_string(source)) && write_string(w, flags);
}

/* The entries of a Map or Set as they are now, key after value. */
static bool list_entries(Vm *vm, Value v, bool is_map, Array **out) {
  HashTablePosition position = {map_table(vm, (MapObject *)value_as_cell(v)), 0};
  Value key, value;
  TRY(*out = array_new(vm, 0));
  while (hash_table_next(vm, &position, &key, is_map ? &value : NULL)) {
    TRY(array_push(vm, *out, key));
    if (is_map) TRY(array_push(vm, *out, value));
  }
  return true;
}

static bool write_collection(Writer *w, Value v, bool is_map) {
  Array *entries;
  TRY(list_entries(w->vm, v, is_map, &entries));
  write_tag(w, is_map ? MESSAGE_MAP : MESSAGE_SET);
  write_integer(w, is_map ? entries->length / 2 : entries->length);
  for (uint32_t i = 0; i < entries->length; i++)
    TRY(write_value(w, object_get_element(w->vm, &entries->base, i)));
  return true;
}

/* --- errors --- */

/* The kind that the name of an error stands for. */
static bool error_kind(Vm *vm, Object *error, uint32_t *out) {
  Value name;
  String *text;
  *out = 0;
  TRY(get(vm, error, vm->names.name, &name));
  if (value_is_undefined(vm, name)) return true;
  TRY(to_string(vm, name, &text));
  TRY(text = string_flatten(vm, text));
  for (uint32_t i = 0; i < array_length(message_errors); i++)
    if (string_is_ascii_text(vm, text, message_errors[i].name)) *out = i;
  return true;
}

/* An own data property, as text if `as_text`; else a hole. */
static bool write_error_field(Writer *w, Object *error, PropertyKey key, bool as_text) {
  bool found;
  PropertyDescriptor d;
  String *text;
  TRY(object_get_own_property(w->vm, error, key, &found, &d));
  if (!found || !descriptor_is_data(&d)) {
    write_tag(w, MESSAGE_HOLE);
    return true;
  }
  if (!as_text) return write_value(w, d.value);
  return to_string(w->vm, d.value, &text) && write_string(w, text);
}

static bool write_error(Writer *w, Object *error) {
  Vm *vm = w->vm;
  uint32_t kind;
  Value stack;
  TRY(error_kind(vm, error, &kind) && get(vm, error, vm->names.stack, &stack));
  write_tag(w, MESSAGE_ERROR);
  write_integer(w, kind);
  if (value_is_string(stack)) TRY(write_string(w, value_as_string(stack)));
  else write_tag(w, MESSAGE_HOLE);
  return write_error_field(w, error, vm->names.message, true) &&
         write_error_field(w, error, vm->names.cause, false);
}

/* --- buffers --- */

static bool add_part(Writer *w, MessagePart part) {
  write_tag(w, MESSAGE_PART);
  write_integer(w, w->message->parts.length);
  return MessageParts_push(&w->message->parts, part) || throw_out_of_memory(w->vm);
}

static bool write_shared(Writer *w, ArrayBuffer *buffer) {
  if (w->flags & MESSAGE_FOR_STORAGE) return refuse(w, value_cell(buffer));
  TRY(add_part(w, (MessagePart){.kind = PART_SHARED, .shared = buffer->shared}));
  buffer->shared->references++;
  return true;
}

/* A copy in memory of its own, which the reader takes over. */
static bool write_long_buffer(Writer *w, const ArrayBuffer *buffer) {
  uint8_t *copy = calloc(1, buffer->max_length);
  if (!copy) return throw_range_error(w->vm, ERROR_BUFFER_ALLOCATION);
  memcpy(copy, buffer->data, buffer->length);
  MessagePart part = {.kind = PART_BYTES,
                      .flags = buffer->flags,
                      .data = copy,
                      .length = buffer->length,
                      .max_length = buffer->max_length};
  if (add_part(w, part)) return true;
  free(copy);
  return false;
}

static bool write_buffer(Writer *w, ArrayBuffer *buffer) {
  if (array_buffer_is_shared(buffer)) return write_shared(w, buffer);
  if (array_buffer_is_detached(buffer)) return refuse(w, value_cell(buffer));
  if (buffer->max_length > INLINE_BYTES && !(w->flags & (MESSAGE_FOR_STORAGE | MESSAGE_FOR_MANY)))
    return write_long_buffer(w, buffer);
  write_tag(w, MESSAGE_BYTES);
  write_integer(w, buffer->flags);
  write_integer(w, buffer->length);
  write_integer(w, buffer->max_length);
  buffer_append(w->out, buffer->data, buffer->length);
  return true;
}

/* A typed array or DataView: its buffer, and which part of it. */
static bool write_view(Writer *w, const TypedArray *view) {
  Vm *vm = w->vm;
  if (view_is_out_of_bounds(vm, view)) return refuse(w, value_cell(view));
  write_tag(w, MESSAGE_VIEW);
  write_integer(w, cell_type(view) == CELL_DATA_VIEW ? ELEMENT_TYPE_COUNT : view->kind);
  write_integer(w, view->flags);
  write_integer(w, view->offset);
  write_integer(w, view->length);
  return write_value(w, value_cell(view_buffer(vm, view)));
}

/* --- the embedder's objects --- */

/* Whether the embedder is to be asked: an instance of one of its classes, or of some class. */
static bool may_be_host_object(Vm *vm, const Object *o) {
  if (!vm->hooks || !vm->hooks->write_object) return false;
  if (cell_type(o) == CELL_HOST_OBJECT) return true;
  Value prototype = object_prototype(vm, o);
  return value_is_object(prototype) &&
         value_as_object(prototype) != intrinsic(vm, INTRINSIC_OBJECT_PROTOTYPE);
}

/* Asks it. *written: it was one of its kinds. */
static bool write_host_object(Writer *w, Value v, bool *written) {
  Vm *vm = w->vm;
  Value kind = value_undefined(vm), parts = kind;
  *written = false;
  if (!may_be_host_object(vm, value_as_object(v))) return true;
  bool for_storage = w->flags & MESSAGE_FOR_STORAGE;
  bool is_secret = false;
  TRY(vm->hooks->write_object(vm, v, for_storage, &kind, &parts, &is_secret, vm->hooks->data));
  if (value_is_undefined(vm, kind)) return true;
  if (is_secret) w->out->is_secret = true;
  *written = true;
  write_tag(w, MESSAGE_HOST);
  return write_value(w, kind) && write_value(w, parts);
}

static bool write_ordinary(Writer *w, Value v) {
  bool written;
  TRY(write_host_object(w, v, &written));
  if (written) return true;
  if (cell_type(value_as_cell(v)) == CELL_HOST_OBJECT) return refuse(w, v);
  return write_plain(w, value_as_object(v));
}

/* --- dispatch --- */

static bool write_object(Writer *w, Value v) {
  CellType type = cell_type(value_as_cell(v));
  switch (type) {
    case CELL_OBJECT:
    case CELL_HOST_OBJECT: return write_ordinary(w, v);
    case CELL_ARRAY: return write_array(w, value_as_array(v));
    case CELL_PRIMITIVE_OBJECT: return write_boxed(w, v);
    case CELL_DATE:
      write_tag(w, MESSAGE_DATE);
      write_double(w, ((const DateObject *)value_as_cell(v))->time);
      return true;
    case CELL_REGEXP: return write_regexp(w, value_as_regexp(v));
    case CELL_MAP:
    case CELL_SET: return write_collection(w, v, type == CELL_MAP);
    case CELL_ERROR: return write_error(w, value_as_object(v));
    case CELL_ARRAY_BUFFER: return write_buffer(w, value_as_array_buffer(v));
    case CELL_TYPED_ARRAY:
    case CELL_DATA_VIEW: return write_view(w, value_as_typed_array(v));
    default: return refuse(w, v);
  }
}

/* StructuredSerializeInternal   HTML, #structuredserializeinternal */
static bool write_value(Writer *w, Value v) {
  bool found;
  Value number;
  if (!buffer_ok(w->out)) return throw_out_of_memory(w->vm);
  if (!value_is_object(v)) return write_primitive(w, v);
  TRY(hash_table_get(w->vm, map_table(w->vm, w->memory), v, &found, &number));
  if (found) {
    write_tag(w, MESSAGE_REFERENCE);
    write_integer(w, (uint32_t)value_as_int(number));
    return true;
  }
  return ensure_c_stack(w->vm) && remember(w, v) && write_object(w, v);
}

/* --- transfer --- */

static bool is_transferable(Vm *vm, Value v) {
  if (value_is_type(v, CELL_ARRAY_BUFFER)) return true;
  return value_is_object(v) && vm->hooks && vm->hooks->is_transferable &&
         vm->hooks->is_transferable(vm, v, vm->hooks->data);
}

/* Numbers what is to be transferred: references to it become references to what is received. */
static bool prepare_transfer(Writer *w, const RootVec *list) {
  Vm *vm = w->vm;
  for (size_t i = 0; i < list->count; i++) {
    Value v = list->items[i], before;
    bool found;
    if (w->flags & MESSAGE_FOR_STORAGE || !is_transferable(vm, v))
      return throw_data_clone_error(vm, "Value not transferable");
    TRY(hash_table_get(vm, map_table(vm, w->memory), v, &found, &before));
    if (found) return throw_data_clone_error(vm, "Transfer list contains duplicate values");
    if (value_is_type(v, CELL_ARRAY_BUFFER) &&
        value_as_array_buffer(v)->flags & (ARRAY_BUFFER_SHARED | ARRAY_BUFFER_IMMUTABLE))
      return refuse(w, v);
    TRY(remember(w, v));
    MessagePart part = {.kind = PART_HOST};
    if (!MessageParts_push(&w->message->parts, part)) return throw_out_of_memory(vm);
  }
  w->message->transferred = (uint32_t)list->count;
  return true;
}

/* Takes the bytes out of a buffer, which is left detached. */
static void move_buffer(Vm *vm, ArrayBuffer *buffer, MessagePart *part) {
  *part = (MessagePart){.kind = PART_BYTES,
                        .flags = buffer->flags,
                        .data = buffer->data,
                        .length = buffer->length,
                        .max_length = buffer->max_length,
                        .lender = buffer->host};
  heap_note_external(vm, -(ptrdiff_t)buffer->max_length);
  ArrayBuffer nobody = {0};
  array_buffer_move_bytes(buffer, &nobody);
}

/* Buffers move all or none; getters that ran meanwhile may have detached one. */
static bool finish_transfer(Writer *w, const RootVec *list) {
  Vm *vm = w->vm;
  for (size_t i = 0; i < list->count; i++)
    if (value_is_type(list->items[i], CELL_ARRAY_BUFFER) &&
        array_buffer_is_detached(value_as_array_buffer(list->items[i])))
      return refuse(w, list->items[i]);
  for (size_t i = 0; i < list->count; i++) {
    Value v = list->items[i];
    MessagePart *part = &w->message->parts.items[i];
    if (value_is_type(v, CELL_ARRAY_BUFFER)) move_buffer(vm, value_as_array_buffer(v), part);
    else TRY(vm->hooks->transfer_object(vm, v, &part->host, vm->hooks->data));
  }
  return true;
}

/* --- all of it --- */

static bool write_message(Writer *w, Value value, const RootVec *transfer) {
  uint32_t magic = MESSAGE_MAGIC;
  TRY(w->memory = collection_new(w->vm, CELL_MAP));
  buffer_append(w->out, &magic, sizeof magic);
  write_integer(w, transfer->count);
  TRY(prepare_transfer(w, transfer) && write_value(w, value) && finish_transfer(w, transfer));
  return buffer_ok(w->out) || throw_out_of_memory(w->vm);
}

Message *message_write(Vm *vm, Value value, const RootVec *transfer, uint32_t flags) {
  Message *message = calloc(1, sizeof *message);
  Writer writer = {.vm = vm, .message = message, .flags = flags};
  if (!message) {
    throw_out_of_memory(vm);
    return NULL;
  }
  message->holds = 1;
  writer.out = &message->bytes;
  bool ok = roots_init(vm, &writer.names);
  if (ok) {
    ok = write_message(&writer, value, transfer);
    root_vec_destroy(&writer.names);
  }
  if (ok) return message;
  message_release(message);
  return NULL;
}
