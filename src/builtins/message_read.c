/* SPDX-License-Identifier: MIT */
/* message_read.c: StructuredDeserializeWithTransfer   HTML, #structureddeserializewithtransfer
 *
 * Builds what message_write wrote, object by object, in the order of their numbers. Bytes may come from
 * anywhere: what cannot be meant throws a DataCloneError. */
#include <stdlib.h>

#include "builtins/message.h"
#include "builtins/array_buffer.h"
#include "builtins/map.h"
#include "builtins/message_errors.h"
#include "builtins/regexp.h"
#include "base/calendar.h"

typedef struct Reader {
  Vm *vm;
  Message *message;
  const uint8_t *start, *at, *end;
  RootVec objects; /* by number; none: not made yet */
  RootVec names;   /* by number */
} Reader;

static bool read_value(Reader *r, Value *out);
static bool read_value_or_hole(Reader *r, Value *out);

static bool damaged(Reader *r) {
  return throw_data_clone_error(r->vm, "The message could not be read.");
}

/* --- bytes --- */

static bool read_byte(Reader *r, uint8_t *out) {
  if (r->at == r->end) return damaged(r);
  *out = *r->at++;
  return true;
}

static bool read_integer(Reader *r, uint64_t limit, uint64_t *out) {
  uint8_t byte;
  *out = 0;
  for (unsigned shift = 0; shift < 63; shift += 7) {
    TRY(read_byte(r, &byte));
    *out |= (uint64_t)(byte & 0x7f) << shift;
    if (byte < 0x80) return *out <= limit || damaged(r);
  }
  return damaged(r);
}

/* A number of things that take at least a byte each. */
static bool read_count(Reader *r, uint32_t *out) {
  uint64_t n;
  TRY(read_integer(r, (uint64_t)(r->end - r->at), &n));
  if (n > UINT32_MAX) return damaged(r);
  *out = (uint32_t)n;
  return true;
}

/* So many bytes, whose place is a multiple of `alignment`. */
static bool read_bytes(Reader *r, uint64_t length, size_t alignment, const uint8_t **out) {
  size_t padding = (size_t)-(r->at - r->start) & (alignment - 1);
  size_t left = (size_t)(r->end - r->at);
  if (padding > left || length > left - padding) return damaged(r);
  *out = r->at + padding;
  r->at += padding + length;
  return true;
}

static bool read_double(Reader *r, double *out) {
  const uint8_t *bytes;
  TRY(read_bytes(r, sizeof *out, 1, &bytes));
  memcpy(out, bytes, sizeof *out);
  return true;
}

/* --- primitives --- */

static bool read_latin1(Reader *r, Value *out) {
  const uint8_t *units;
  uint32_t length;
  TRY(read_count(r, &length) && read_bytes(r, length, 1, &units));
  String *s = string_new_latin1(r->vm, units, length);
  TRY(s);
  *out = value_string(s);
  return true;
}

static bool read_wide(Reader *r, Value *out) {
  const uint8_t *units;
  uint32_t length;
  TRY(read_count(r, &length) && read_bytes(r, (uint64_t)length * 2, 2, &units));
  String *s = string_new_utf16(r->vm, (const uint16_t *)(const void *)units, length);
  TRY(s);
  *out = value_string(s);
  return true;
}

static bool read_string(Reader *r, String **out) {
  Value v;
  TRY(read_value(r, &v));
  if (!value_is_string(v)) return damaged(r);
  *out = value_as_string(v);
  return true;
}

static bool read_int(Reader *r, Value *out) {
  uint64_t n;
  TRY(read_integer(r, UINT32_MAX, &n));
  *out = value_int((int32_t)((uint32_t)n >> 1 ^ -((uint32_t)n & 1)));
  return true;
}

static bool read_double_value(Reader *r, Value *out) {
  double number;
  TRY(read_double(r, &number));
  *out = value_number(number);
  return true;
}

static bool read_bigint(Reader *r, Value *out) {
  const uint8_t *limbs;
  uint64_t negative;
  uint32_t count;
  TRY(read_integer(r, 1, &negative) && read_count(r, &count));
  TRY(read_bytes(r, (uint64_t)count * sizeof(uint64_t), sizeof(uint64_t), &limbs));
  BigInt *b = bigint_from_words(r->vm, negative, (const uint64_t *)(const void *)limbs, count);
  TRY(b);
  *out = value_cell(b);
  return true;
}

/* --- objects --- */

/* Objects are numbered before their parts are read. */
static bool remember(Reader *r, Value object) { return roots_push(r->vm, &r->objects, object); }

static bool made(Reader *r, void *cell, Value *out) {
  TRY(cell);
  *out = value_cell(cell);
  return remember(r, *out);
}

static bool read_reference(Reader *r, Value *out) {
  uint64_t number;
  TRY(read_integer(r, UINT32_MAX, &number));
  if (number >= r->objects.count || value_is_none(r->objects.items[number])) return damaged(r);
  *out = r->objects.items[number];
  return true;
}

static bool read_new_name(Reader *r, PropertyKey *key) {
  String *name;
  TRY(read_string(r, &name) && key_from_string(r->vm, name, key));
  if (key_is_index(*key)) return damaged(r);
  return roots_push(r->vm, &r->names, name_value(*key));
}

static bool read_index(Reader *r, PropertyKey *key) {
  uint64_t index;
  TRY(read_integer(r, UINT32_MAX - 1, &index));
  *key = key_from_index((uint32_t)index);
  return true;
}

static bool read_name(Reader *r, PropertyKey *key) {
  uint64_t number;
  TRY(read_integer(r, UINT32_MAX, &number));
  if (number >= r->names.count) return damaged(r);
  key->bits = r->names.items[number].bits;
  return true;
}

/* The key of the next property; *done: there is none. */
static bool read_key(Reader *r, PropertyKey *key, bool *done) {
  uint8_t tag;
  TRY(read_byte(r, &tag));
  *done = tag == MESSAGE_END;
  switch (tag) {
    case MESSAGE_END: return true;
    case MESSAGE_INDEX: return read_index(r, key);
    case MESSAGE_NEW_NAME: return read_new_name(r, key);
    case MESSAGE_NAME: return read_name(r, key);
    default: return damaged(r);
  }
}

static bool read_properties(Reader *r, Object *o) {
  for (;;) {
    PropertyKey key;
    Value value;
    bool done;
    TRY(read_key(r, &key, &done));
    if (done) return true;
    TRY(read_value(r, &value));
    TRY(create_data_property_or_throw(r->vm, o, key, value));
  }
}

static bool read_plain(Reader *r, Value *out) {
  uint64_t count;
  TRY(read_integer(r, UINT32_MAX, &count));
  TRY(made(r, object_new(r->vm, count < OBJECT_INLINE_MAX ? (uint32_t)count : OBJECT_INLINE_MAX),
           out));
  return read_properties(r, value_as_object(*out));
}

static bool read_array(Reader *r, Value *out) {
  uint64_t length;
  bool ok;
  TRY(read_integer(r, UINT32_MAX, &length) && made(r, array_new(r->vm, 0), out));
  return array_set_length(r->vm, value_as_array(*out), (uint32_t)length, &ok) &&
         read_properties(r, value_as_object(*out));
}

static bool read_dense_array(Reader *r, Value *out) {
  Vm *vm = r->vm;
  uint32_t length;
  bool ok;
  TRY(read_count(r, &length) && made(r, array_new(vm, length), out));
  Array *array = value_as_array(*out);
  for (uint32_t i = 0; i < length; i++) {
    Value value;
    TRY(read_value_or_hole(r, &value));
    if (!value_is_none(value)) TRY(object_put_element(vm, &array->base, i, value));
    array->length = i + 1;
  }
  return array_set_length(vm, array, length, &ok);
}

static bool read_boxed(Reader *r, Value *out) {
  Value primitive;
  Object *o;
  TRY(read_value(r, &primitive));
  if (value_is_object(primitive) || value_is_nullish(r->vm, primitive)) return damaged(r);
  return to_object(r->vm, primitive, &o) && made(r, o, out);
}

static bool read_date(Reader *r, Value *out) {
  double time;
  TRY(read_double(r, &time));
  DateObject *date = intrinsic_instance(r->vm, INTRINSIC_DATE_PROTOTYPE, CELL_DATE, sizeof *date);
  TRY(date);
  date->time = time_clip(time);
  return made(r, date, out);
}

static bool read_regexp(Reader *r, Value *out) {
  String *pattern, *flags;
  TRY(read_string(r, &pattern) && read_string(r, &flags));
  return made(r, regexp_new(r->vm, pattern, flags), out);
}

static bool read_collection(Reader *r, CellType type, Value *out) {
  uint32_t count;
  TRY(read_count(r, &count) && made(r, collection_new(r->vm, type), out));
  MapObject *collection = (MapObject *)value_as_cell(*out);
  for (uint32_t i = 0; i < count; i++) {
    Value key, value = value_undefined(r->vm);
    TRY(read_value(r, &key));
    if (type == CELL_MAP) TRY(read_value(r, &value));
    TRY(hash_table_set(r->vm, collection, &collection->table, key, value));
  }
  return true;
}

static bool read_error_field(Reader *r, Object *error, PropertyKey key) {
  Value value;
  TRY(read_value_or_hole(r, &value));
  return value_is_none(value) || define_value(r->vm, error, key, value, PROPERTY_HIDDEN);
}

static bool read_error(Reader *r, Value *out) {
  Vm *vm = r->vm;
  uint64_t kind;
  TRY(read_integer(r, array_length(message_errors) - 1, &kind));
  ErrorObject *error =
      intrinsic_instance(vm, message_errors[kind].prototype, CELL_ERROR, sizeof *error);
  TRY(made(r, error, out));
  return read_error_field(r, &error->base, vm->names.stack) &&
         read_error_field(r, &error->base, vm->names.message) &&
         read_error_field(r, &error->base, vm->names.cause);
}

/* --- buffers --- */

#define BUFFER_FLAGS (ARRAY_BUFFER_RESIZABLE | ARRAY_BUFFER_IMMUTABLE)

static bool read_inline_buffer(Reader *r, Value *out) {
  uint64_t flags, length, max_length;
  const uint8_t *bytes;
  TRY(read_integer(r, BUFFER_FLAGS, &flags) && read_integer(r, SIZE_MAX, &length));
  TRY(read_integer(r, ARRAY_BUFFER_MAX_LENGTH, &max_length) && read_bytes(r, length, 1, &bytes));
  if (length > max_length || (length != max_length && !(flags & ARRAY_BUFFER_RESIZABLE)))
    return damaged(r);
  ArrayBuffer *buffer = array_buffer_new_empty(r->vm, (uint32_t)flags);
  TRY(buffer && array_buffer_allocate_bytes(r->vm, buffer, length, max_length));
  if (length) memcpy(buffer->data, bytes, length);
  return made(r, buffer, out);
}

static bool take_part(Reader *r, MessagePart *part, ArrayBuffer *buffer) {
  if (!heap_add_external(r->vm, part->max_length)) {
    heap_note_external(r->vm, -(ptrdiff_t)part->max_length);
    return throw_out_of_memory(r->vm);
  }
  buffer->data = part->data;
  buffer->length = part->length;
  buffer->max_length = part->max_length;
  buffer->host = part->lender;
  part->data = NULL;
  part->lender = NULL;
  return true;
}

static bool buffer_of_part(Reader *r, MessagePart *part, ArrayBuffer **out) {
  uint32_t flags = part->kind == PART_SHARED ? ARRAY_BUFFER_SHARED : part->flags;
  if (part->kind == PART_SHARED && part->shared->growable) flags |= ARRAY_BUFFER_RESIZABLE;
  if (part->kind == PART_BYTES && !part->data) return damaged(r);
  TRY(*out = array_buffer_new_empty(r->vm, flags));
  if (part->kind == PART_SHARED) {
    array_buffer_share_bytes(r->vm, *out, part->shared);
    return true;
  }
  return take_part(r, part, *out);
}

static bool read_part(Reader *r, Value *out) {
  uint64_t number;
  ArrayBuffer *buffer;
  TRY(read_integer(r, UINT32_MAX, &number));
  if (number >= r->message->parts.length || number < r->message->transferred) return damaged(r);
  MessagePart *part = &r->message->parts.items[number];
  return buffer_of_part(r, part, &buffer) && made(r, buffer, out);
}

/* Whether a view lies inside of its buffer, as far as bytes from elsewhere go. */
static bool view_is_possible(const ArrayBuffer *buffer, uint64_t flags, uint64_t offset,
                             uint64_t length, size_t size) {
  if (offset % size) return false;
  if (flags & VIEW_LENGTH_TRACKING && array_buffer_is_fixed_length(buffer)) return false;
  size_t room = buffer->max_length;
  if (offset > room) return false;
  return flags & VIEW_LENGTH_TRACKING || length <= (room - offset) / size;
}

static bool read_view(Reader *r, Value *out) {
  Vm *vm = r->vm;
  uint64_t kind, flags, offset, length;
  Value buffer;
  size_t number = r->objects.count;
  TRY(remember(r, value_none()));
  TRY(read_integer(r, ELEMENT_TYPE_COUNT, &kind));
  TRY(read_integer(r, VIEW_LENGTH_TRACKING, &flags) && read_integer(r, SIZE_MAX, &offset));
  TRY(read_integer(r, SIZE_MAX, &length) && read_value(r, &buffer));
  bool data_view = kind == ELEMENT_TYPE_COUNT;
  if (!value_is_type(buffer, CELL_ARRAY_BUFFER) ||
      !view_is_possible(value_as_array_buffer(buffer), flags, offset, length,
                        data_view ? 1 : element_size((ElementType)kind)))
    return damaged(r);
  TypedArray *view = intrinsic_instance(
      vm, data_view ? INTRINSIC_DATA_VIEW_PROTOTYPE : element_types[kind].prototype,
      data_view ? CELL_DATA_VIEW : CELL_TYPED_ARRAY, sizeof *view);
  TRY(view);
  slot_store_cell(vm, view, &view->buffer, value_as_cell(buffer));
  view->kind = data_view ? 0 : (uint32_t)kind;
  view->flags = (uint32_t)flags;
  view->offset = offset;
  view->length = length;
  *out = r->objects.items[number] = value_cell(view);
  return true;
}

/* --- the embedder's objects --- */

static bool read_host_object(Reader *r, Value *out) {
  Vm *vm = r->vm;
  Value kind, parts;
  size_t number = r->objects.count;
  TRY(remember(r, value_none()) && read_value(r, &kind) && read_value(r, &parts));
  if (!vm->hooks || !vm->hooks->read_object) return damaged(r);
  TRY(vm->hooks->read_object(vm, kind, parts, out, vm->hooks->data));
  r->objects.items[number] = *out;
  return true;
}

/* --- dispatch --- */

static bool read_simple(Vm *vm, uint8_t tag, Value *out) {
  switch (tag) {
    case MESSAGE_UNDEFINED: *out = value_undefined(vm); return true;
    case MESSAGE_NULL: *out = value_null(vm); return true;
    case MESSAGE_TRUE: *out = value_bool(vm, true); return true;
    case MESSAGE_FALSE: *out = value_bool(vm, false); return true;
    case MESSAGE_HOLE: *out = value_none(); return true;
    default: return false;
  }
}

static bool read_object(Reader *r, uint8_t tag, Value *out) {
  TRY(ensure_c_stack(r->vm));
  switch (tag) {
    case MESSAGE_OBJECT: return read_plain(r, out);
    case MESSAGE_ARRAY: return read_array(r, out);
    case MESSAGE_DENSE_ARRAY: return read_dense_array(r, out);
    case MESSAGE_BOXED: return read_boxed(r, out);
    case MESSAGE_DATE: return read_date(r, out);
    case MESSAGE_REGEXP: return read_regexp(r, out);
    case MESSAGE_MAP: return read_collection(r, CELL_MAP, out);
    case MESSAGE_SET: return read_collection(r, CELL_SET, out);
    case MESSAGE_ERROR: return read_error(r, out);
    case MESSAGE_BYTES: return read_inline_buffer(r, out);
    case MESSAGE_PART: return read_part(r, out);
    case MESSAGE_VIEW: return read_view(r, out);
    case MESSAGE_HOST: return read_host_object(r, out);
    default: return damaged(r);
  }
}

/* A value, or none for a hole, which only arrays and errors have. */
static bool read_value_or_hole(Reader *r, Value *out) {
  uint8_t tag;
  TRY(read_byte(r, &tag));
  if (read_simple(r->vm, tag, out)) return true;
  switch (tag) {
    case MESSAGE_INT: return read_int(r, out);
    case MESSAGE_DOUBLE: return read_double_value(r, out);
    case MESSAGE_LATIN1: return read_latin1(r, out);
    case MESSAGE_WIDE: return read_wide(r, out);
    case MESSAGE_BIGINT: return read_bigint(r, out);
    case MESSAGE_REFERENCE: return read_reference(r, out);
    default: return read_object(r, tag, out);
  }
}

/* StructuredDeserialize */
static bool read_value(Reader *r, Value *out) {
  TRY(read_value_or_hole(r, out));
  return !value_is_none(*out) || damaged(r);
}

/* --- all of it --- */

static bool receive_part(Reader *r, MessagePart *part, Value *out) {
  Vm *vm = r->vm;
  ArrayBuffer *buffer;
  if (part->kind != PART_HOST) {
    TRY(buffer_of_part(r, part, &buffer));
    *out = value_cell(buffer);
    return true;
  }
  HostTransfer transfer = part->host;
  if (!transfer.release || !vm->hooks || !vm->hooks->receive_object) return damaged(r);
  part->host.release = NULL;
  return vm->hooks->receive_object(vm, transfer, out, vm->hooks->data);
}

static bool receive_parts(Reader *r, Array *transferred) {
  uint64_t magic = 0, count;
  const uint8_t *bytes;
  TRY(read_bytes(r, sizeof(uint32_t), 1, &bytes));
  memcpy(&magic, bytes, sizeof(uint32_t));
  TRY(read_integer(r, UINT32_MAX, &count));
  if (magic != MESSAGE_MAGIC || count != r->message->transferred) return damaged(r);
  for (uint32_t i = 0; i < count; i++) {
    Value object;
    TRY(receive_part(r, &r->message->parts.items[i], &object) && remember(r, object));
    if (transferred) TRY(array_push(r->vm, transferred, object));
  }
  return true;
}

static bool read_message(Reader *r, Value *out, Array *transferred) {
  TRY(receive_parts(r, transferred) && read_value(r, out));
  return r->at == r->end || damaged(r);
}

bool message_read(Vm *vm, Message *message, Value *out, Array *transferred) {
  const uint8_t *bytes = (const uint8_t *)message->bytes.data;
  Reader reader = {.vm = vm,
                   .message = message,
                   .start = bytes,
                   .at = bytes,
                   .end = bytes + message->bytes.length};
  TRY(roots_init(vm, &reader.objects));
  bool ok = roots_init(vm, &reader.names);
  if (ok) {
    ok = read_message(&reader, out, transferred);
    root_vec_destroy(&reader.names);
  }
  root_vec_destroy(&reader.objects);
  return ok;
}
