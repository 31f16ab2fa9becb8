/* SPDX-License-Identifier: MIT */
/* stack_trace.c: captures the running frames when an error is made, and who awaits them.
 *
 * Only (code, instruction) pairs are kept, in an INTERNAL record of error->stack: functions' names,
 * files and lines are looked up when the text is asked for. */
#include "vm/stack_trace.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/buffer.h"
#include "bytecode/positions.h"
#include "compile/compile_source.h"
#include "ops/call.h"
#include "vm/straight.h"
#include "vm/suspend.h"

/* Error.stackTraceLimit to begin with, and the most that it may ask for. */
#define FRAMES_USUAL 10
#define FRAMES_MAX   200

/* A captured frame: code, word index of the instruction, flags. Of a combinator: its name as a string,
 * the element's index. */
enum { FRAME_CODE, FRAME_PC, FRAME_KIND, FRAME_FIELDS };
enum { KIND_CONSTRUCT = 1, KIND_ASYNC = 2 };

typedef struct Found {
  Code *code;
  const char *combinator;
  uint32_t pc, kind;
} Found;

typedef struct Walk {
  Vm *vm;
  Value *r;
  const uint32_t *pc;
  EntryRecord *entry;
} Walk;

static Walk walk_start(Vm *vm) {
  return (Walk){vm, vm->registers, vm->pc, vm->interpreter->entries};
}

/* Goes to the caller; false at the outermost. */
static bool walk_out(Walk *w) {
  if (frame_link(w->r) & FRAME_ENTRY) {
    if (!w->entry) return false;
    w->r = w->entry->registers;
    w->pc = w->entry->pc;
    w->entry = w->entry->previous;
  } else {
    w->pc = frame_return_pc(w->r) - 1;
    w->r = frame_caller(w->r);
  }
  return true;
}

static bool walk_at_bottom(const Walk *w) { return w->r == w->vm->stack_base + FRAME_HEADER; }

bool callee_is_running(Vm *vm, Value callee) {
  Walk w = walk_start(vm);
  while (!walk_at_bottom(&w)) {
    if (value_same_bits(frame_callee(w.r), callee)) return true;
    if (!walk_out(&w)) return false;
  }
  return false;
}

/* Whether the frame was resumed by the job loop, not by a caller. */
static bool is_resumed_by_loop(const Value *r) {
  if (!(frame_link(r) & FRAME_ENTRY) || !value_is_cell(frame_callee(r))) return false;
  CellType type = cell_type(value_as_cell(frame_callee(r)));
  return type == CELL_CONTINUATION || type == CELL_ASYNC_GENERATOR;
}

/* Those who await the activation of a resumed frame. */
static uint32_t find_awaiters(Vm *vm, const Value *r, Found *found, uint32_t count, uint32_t max) {
  Awaiter awaiter = {.cell = value_as_cell(frame_callee(r))};
  while (count < max && async_next_awaiter(vm, &awaiter))
    found[count++] = (Found){awaiter.code, awaiter.combinator,
                             awaiter.code ? awaiter.pc : awaiter.index, KIND_ASYNC};
  return count;
}

/* The running frames, innermost first; those down to `above`'s, if it is running, are left out. */
static uint32_t find_frames(Vm *vm, Value above, Found *found, uint32_t max) {
  uint32_t count = 0, async = 0;
  bool skipping = value_is_object(above) && callee_is_running(vm, above);
  bool started = !value_is_object(above);
  for (Walk w = walk_start(vm); count < max && !walk_at_bottom(&w);) {
    Code *code = started ? frame_code(vm, w.r) : NULL;
    started = started || value_same_bits(frame_callee(w.r), above);
    uint32_t at = code ? (uint32_t)(w.pc - code->instructions) : 0;
    if (skipping) {
      skipping = !value_same_bits(frame_callee(w.r), above);
    } else if (code && at < code->word_count) {
      uint32_t kind = frame_link(w.r) & FRAME_CONSTRUCT ? KIND_CONSTRUCT : 0;
      found[count++] = (Found){code, NULL, at, kind | async};
    }
    if (is_resumed_by_loop(w.r)) return find_awaiters(vm, w.r, found, count, max);
    if (frame_went_on(w.r)) async = KIND_ASYNC; /* whoever called it, awaits it */
    if (!walk_out(&w)) break;
  }
  return count;
}

/* Captures at most `max` frames. NULL: out of memory. */
static Slots *capture(Vm *vm, uint32_t max, Value above) {
  Found found[FRAMES_MAX];
  uint32_t count = find_frames(vm, above, found, max);
  Slots *record = slots_new(vm, CELL_INTERNAL, count * FRAME_FIELDS);
  if (!record) return NULL;
  for (uint32_t i = 0; i < count; i++) {
    Slot *items = &record->items[i * FRAME_FIELDS];
    void *subject = found[i].code;
    if (!subject) subject = string_intern_ascii(vm, found[i].combinator);
    if (!subject) return NULL;
    slot_store_cell(vm, record, &items[FRAME_CODE], subject);
    slot_store(vm, record, &items[FRAME_PC], value_int((int32_t)found[i].pc));
    slot_store(vm, record, &items[FRAME_KIND], value_int((int32_t)found[i].kind));
  }
  return record;
}

/* Error.stackTraceLimit, if it is a number. */
static uint32_t stack_trace_limit(Vm *vm) {
  Object *constructor = slot_cell(vm, vm->realm->intrinsics[INTRINSIC_ERROR]);
  if (!constructor || shape_flags(object_shape_raw(vm, constructor)) & SHAPE_LAZY)
    return FRAMES_USUAL;
  String *name = string_intern_ascii(vm, "stackTraceLimit");
  OwnProperty own = {0};
  if (!name || !object_get_own(vm, constructor, key_from_name(name), &own)) {
    exception_take(vm);
    return FRAMES_USUAL;
  }
  if (!own.found || own.attributes & PROPERTY_ACCESSOR || !value_is_number(own.value)) return 0;
  double limit = value_as_number(own.value);
  return limit >= FRAMES_MAX ? FRAMES_MAX : limit > 0 ? (uint32_t)limit : 0;
}

void error_capture_stack_above(Vm *vm, ErrorObject *error, Value above) {
  Slots *record = capture(vm, stack_trace_limit(vm), above);
  if (record) slot_store_cell(vm, error, &error->stack, record);
  else exception_take(vm);
}

void error_capture_stack(Vm *vm, ErrorObject *error) {
  error_capture_stack_above(vm, error, value_undefined(vm));
}

/* One frame of a captured stack. */
typedef struct StackFrame {
  String *function; /* NULL: none */
  Source *source; /* NULL: native */
  uint32_t offset; /* byte offset in the source */
  bool is_async; /* awaits the frame above */
  bool is_construct;
  String *combinator; /* "all": not a function, but Promise.all; NULL */
  uint32_t index; /* which of its elements */
} StackFrame;

static StackFrame load_frame(Vm *vm, const Slot *items) {
  Cell *subject = slot_cell_present(vm, items[FRAME_CODE]);
  uint32_t pc = (uint32_t)value_as_int(slot_load(vm, items[FRAME_PC]));
  int kind = value_as_int(slot_load(vm, items[FRAME_KIND]));
  if (cell_type(subject) == CELL_STRING)
    return (StackFrame){.is_async = true, .combinator = (String *)(void *)subject, .index = pc};
  Code *code = (Code *)(void *)subject;
  return (StackFrame){.function = slot_cell(vm, code->name),
                      .source = slot_cell(vm, code->source),
                      .offset = code_source_offset(vm, code, pc),
                      .is_async = kind & KIND_ASYNC,
                      .is_construct = kind & KIND_CONSTRUCT};
}

/* The frames captured in an error, innermost first: fills at most `max`, gives how many there are. */
static uint32_t stack_frames(Vm *vm, ErrorObject *error, StackFrame *frames, uint32_t max) {
  Cell *cell = slot_cell(vm, error->stack);
  if (!cell || cell_type(cell) != CELL_INTERNAL) return 0;
  Slots *record = (Slots *)(void *)cell;
  uint32_t count = cell_header_data(record) / FRAME_FIELDS;
  for (uint32_t i = 0; i < count && i < max; i++)
    frames[i] = load_frame(vm, &record->items[i * FRAME_FIELDS]);
  return count;
}

static void append_string(Vm *vm, Buffer *b, String *s) {
  char *text = string_to_utf8(vm, s, false, NULL);
  if (text) buffer_append_string(b, text);
  else exception_take(vm);
  free(text);
}

static void append_combinator(Vm *vm, Buffer *b, const StackFrame *frame) {
  buffer_append_string(b, "\n    at async Promise.");
  append_string(vm, b, frame->combinator);
  buffer_append_format(b, " (index %u)", frame->index);
}

static void append_frame(Vm *vm, Buffer *b, const StackFrame *frame) {
  if (frame->combinator) {
    append_combinator(vm, b, frame);
    return;
  }
  bool named = frame->function && frame->function->length;
  buffer_append_string(b, "\n    at ");
  if (frame->is_async) buffer_append_string(b, "async ");
  if (frame->is_construct) buffer_append_string(b, "new ");
  if (named) append_string(vm, b, frame->function);
  else if (frame->is_construct) buffer_append_string(b, "<anonymous>");
  bool parenthesised = named || frame->is_construct;
  if (parenthesised) buffer_append_string(b, " (");
  if (frame->source) {
    uint32_t line, column;
    source_line_column(frame->source, frame->offset, &line, &column);
    append_string(vm, b, slot_cell_present(vm, frame->source->name));
    buffer_append_format(b, ":%u:%u", line, column);
  } else {
    buffer_append_string(b, "native");
  }
  if (parenthesised) buffer_append_string(b, ")");
}

String *error_frames_text(Vm *vm, ErrorObject *error) {
  StackFrame frames[FRAMES_MAX];
  uint32_t count = stack_frames(vm, error, frames, FRAMES_MAX);
  Buffer b;
  buffer_init(&b);
  for (uint32_t i = 0; i < count; i++) append_frame(vm, &b, &frames[i]);
  String *s = NULL;
  if (buffer_ok(&b)) s = string_new_utf8(vm, b.data ? b.data : "", b.length);
  else throw_out_of_memory(vm);
  buffer_destroy(&b);
  return s;
}

bool error_source_range(Vm *vm, ErrorObject *error, Source **source, uint32_t *start,
                        uint32_t *end) {
  Slots *position = slot_cell(vm, error->source_position);
  if (position) {
    *source = slot_cell_present(vm, position->items[ERROR_POSITION_SOURCE]);
    *start = (uint32_t)value_as_int(slot_load(vm, position->items[ERROR_POSITION_START]));
    *end = (uint32_t)value_as_int(slot_load(vm, position->items[ERROR_POSITION_END]));
    return true;
  }
  StackFrame frame;
  if (stack_frames(vm, error, &frame, 1) == 0 || !frame.source) return false;
  *source = frame.source;
  *start = frame.offset;
  *end = frame.offset + 1;
  return true;
}
