/* SPDX-License-Identifier: MIT */
/* api_error.c: exceptions of mote.h, and the places in the source that errors tell of. */
#include <stdio.h>
#include <stdlib.h>

#include "api/api_source.h"
#include "base/buffer.h"
#include "base/utf.h"
#include "ops/property.h"
#include "vm/stack_trace.h"

/* --- throwing --- */

bool mote_throw(MoteVm *vm, MoteValue value) {
  return throw_value(api_vm(vm), api_value(api_vm(vm), value));
}
bool mote_throw_out_of_memory(MoteVm *vm) { return throw_out_of_memory(api_vm(vm)); }

static const ErrorKind error_kinds[] = {
    [MOTE_ERROR] = ERROR_KIND_ERROR,         [MOTE_EVAL_ERROR] = ERROR_KIND_EVAL,
    [MOTE_RANGE_ERROR] = ERROR_KIND_RANGE,   [MOTE_REFERENCE_ERROR] = ERROR_KIND_REFERENCE,
    [MOTE_SYNTAX_ERROR] = ERROR_KIND_SYNTAX, [MOTE_TYPE_ERROR] = ERROR_KIND_TYPE,
    [MOTE_URI_ERROR] = ERROR_KIND_URI,
};

static ErrorObject *error_from_list(Vm *vm, MoteErrorKind kind, const char *format, va_list list) {
  char *text;
  int length = vasprintf(&text, format, list);
  if (length < 0) {
    throw_out_of_memory(vm);
    return NULL;
  }
  String *message = string_new_utf8(vm, text, (size_t)length);
  free(text);
  return message ? error_new(vm, error_kinds[kind], message) : NULL;
}

bool mote_throw_error(MoteVm *vm, MoteErrorKind kind, const char *format, ...) {
  va_list list;
  va_start(list, format);
  ErrorObject *error = error_from_list(api_vm(vm), kind, format, list);
  va_end(list);
  return error && throw_value(api_vm(vm), value_cell(error));
}

bool mote_throw_code(MoteVm *mote, MoteErrorKind kind, const char *code, const char *format, ...) {
  Vm *vm = api_vm(mote);
  va_list list;
  va_start(list, format);
  ErrorObject *error = error_from_list(vm, kind, format, list);
  va_end(list);
  MoteValue code_value;
  TRY(error);
  TRY(mote_string(mote, code, strlen(code), &code_value));
  TRY(mote_define(mote, api_mote_value(value_cell(error)), "code", code_value, MOTE_DEFAULT));
  return throw_value(vm, value_cell(error));
}

bool mote_error_new(MoteVm *mote, MoteErrorKind kind, const char *message, MoteValue *out) {
  Vm *vm = api_vm(mote);
  String *text = string_new_utf8(vm, message, strlen(message));
  TRY(text);
  return api_give_cell(out, error_new(vm, error_kinds[kind], text));
}

bool mote_aggregate_error_new(MoteVm *mote, const MoteValue *errors, uint32_t count,
                              const char *message, MoteValue *out) {
  Vm *vm = api_vm(mote);
  MoteValue list;
  String *text = string_new_utf8(vm, message, strlen(message));
  TRY(text && mote_array_of(mote, errors, count, &list));
  TRY(api_give_cell(out, error_new(vm, ERROR_KIND_AGGREGATE, text)));
  return mote_define(mote, *out, "errors", list, MOTE_HIDDEN);
}

bool mote_has_exception(MoteVm *vm) { return !value_is_none(api_vm(vm)->exception); }
MoteValue mote_take_exception(MoteVm *vm) {
  return api_mote_value(mote_has_exception(vm) ? exception_take(api_vm(vm)) : value_none());
}

/* --- telling --- */

/* Causes of causes that are told at most: they may form a circle. */
#define CAUSES_MAX 8

bool api_own_data(Vm *vm, Value object, PropertyKey key, Value *out) {
  bool found;
  PropertyDescriptor d;
  if (!object_get_own_property(vm, value_as_object(object), key, &found, &d)) {
    exception_take(vm);
    return false;
  }
  if (!found || !descriptor_is_data(&d)) return false;
  *out = d.value;
  return true;
}

char *api_text(Vm *vm, Value v) {
  if (!value_is_string(v)) return NULL;
  char *text = string_to_utf8(vm, value_as_string(v), false, NULL);
  if (!text) exception_take(vm);
  return text;
}

/* A string as it is, an error as its stack says. */
static void append_value(Vm *vm, Buffer *b, Value v) {
  char text[256], *copy;
  Value stack;
  bool has_stack = value_is_type(v, CELL_ERROR) && api_own_data(vm, v, vm->names.stack, &stack);
  copy = api_text(vm, has_stack ? stack : v);
  buffer_append_string(b, copy ? copy : value_describe(vm, v, text, sizeof text));
  free(copy);
}

char *mote_error_text(MoteVm *mote, MoteValue exception) {
  Vm *vm = api_vm(mote);
  Value v = api_value(vm, exception);
  Buffer b;
  buffer_init(&b);
  append_value(vm, &b, v);
  for (int i = 0; i < CAUSES_MAX && value_is_type(v, CELL_ERROR); i++) {
    if (!api_own_data(vm, v, vm->names.cause, &v)) break;
    buffer_append_string(&b, "\nCaused by: ");
    append_value(vm, &b, v);
  }
  buffer_append(&b, "", 1);
  if (buffer_ok(&b)) return b.data;
  buffer_destroy(&b);
  return NULL;
}

/* --- positions --- */

/* At most this much of a long line is shown, most of it before the position. */
#define LINE_TEXT_MAX    160
#define LINE_TEXT_BEFORE 100

static size_t line_begin(const Source *source, size_t offset) {
  while (offset > 0 && source->text[offset - 1] != '\n' && source->text[offset - 1] != '\r')
    offset--;
  return offset;
}
static size_t line_end(const Source *source, size_t offset) {
  while (offset < source->length && source->text[offset] != '\n' && source->text[offset] != '\r')
    offset++;
  return offset;
}
/* The start of the character that the byte belongs to. */
static size_t character_begin(const Source *source, size_t offset) {
  while (offset > 0 && ((uint8_t)source->text[offset] & 0xc0) == 0x80) offset--;
  return offset;
}

static uint32_t utf16_units(const char *text, size_t length) {
  return (uint32_t)wtf8_measure((const uint8_t *)text, length).utf16_length;
}

static char *copy_text(const char *text, size_t length) {
  char *copy = malloc(length + 1);
  if (!copy) return NULL;
  memcpy(copy, text, length);
  copy[length] = 0;
  return copy;
}

static void position_line_text(const Source *source, size_t start, size_t end, MotePosition *out) {
  size_t begin = line_begin(source, start), stop = line_end(source, start);
  if (start - begin > LINE_TEXT_BEFORE) begin = character_begin(source, start - LINE_TEXT_BEFORE);
  if (stop - begin > LINE_TEXT_MAX) stop = character_begin(source, begin + LINE_TEXT_MAX);
  if (end > stop) end = stop;
  out->line_text = copy_text(source->text + begin, stop - begin);
  out->line_text_column = utf16_units(source->text + begin, start - begin);
  out->length = end > start ? utf16_units(source->text + start, end - start) : 1;
}

bool api_position(Vm *vm, Source *source, uint32_t start, uint32_t end, MotePosition *out) {
  *out = (MotePosition){0};
  if (start > source->length) start = (uint32_t)source->length;
  source_line_column(source, start, &out->line, &out->column);
  out->file = api_text(vm, slot_load(vm, source->name));
  if (!out->file) return false;
  position_line_text(source, start, end, out);
  return true;
}

bool mote_error_position(MoteVm *mote, MoteValue error, MotePosition *out) {
  Vm *vm = api_vm(mote);
  Value v = api_value(vm, error);
  Source *source;
  uint32_t start, end;
  if (!value_is_type(v, CELL_ERROR)) return false;
  if (!error_source_range(vm, (ErrorObject *)(void *)value_as_cell(v), &source, &start, &end))
    return false;
  return api_position(vm, source, start, end, out);
}

void mote_position_free(MotePosition *position) {
  free(position->file);
  free(position->line_text);
}
