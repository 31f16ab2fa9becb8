/* SPDX-License-Identifier: MIT */
/* regexp_object.c: RegExp objects and the cache of programs.
 *
 * Programs are shared: a literal that is evaluated again, or a pattern that is compiled again,
 * finds its program in a small direct-mapped cache, by the text of pattern and flags. They lie outside of the heap,
 * which counts each once, and the patterns that the cache keeps. */
#include "value/regexp_object.h"

#include <stdlib.h>

#ifdef MOTE_SMALL
#define CACHE_SIZE 4
#else
#define CACHE_SIZE 512 /* a power of two */
#endif
/* Long patterns share a quarter of the cache, so that it keeps less memory. */
#define LONG_PATTERN 256
#define MAX_FLAGS    8

typedef struct CacheEntry {
  RegExpProgram *program; /* NULL: no entry */
  char flags[MAX_FLAGS + 1];
  bool wide;
  uint32_t length;
  void *units; /* the pattern's */
} CacheEntry;

typedef struct RegExpCache {
  CacheEntry entries[CACHE_SIZE];
} RegExpCache;

static size_t pattern_size(const CacheEntry *entry) { return (size_t)entry->length << entry->wide; }

/* Takes a user away; runs in finalizers, too. */
static void drop_program(Vm *vm, RegExpProgram *program) {
  size_t size = regexp_byte_size(program);
  if (regexp_release(program)) heap_note_external(vm, -(ptrdiff_t)size);
}

static void entry_clear(Vm *vm, CacheEntry *entry) {
  if (!entry->program) return;
  heap_note_external(vm, -(ptrdiff_t)pattern_size(entry));
  drop_program(vm, entry->program);
  free(entry->units);
  *entry = (CacheEntry){0};
}

static void cache_clear(Vm *vm) {
  for (uint32_t i = 0; vm->regexps && i < CACHE_SIZE; i++)
    entry_clear(vm, &vm->regexps->entries[i]);
}

void regexp_cache_destroy(struct RegExpCache *cache) {
  if (!cache) return;
  for (uint32_t i = 0; i < CACHE_SIZE; i++) {
    if (cache->entries[i].program) regexp_release(cache->entries[i].program);
    free(cache->entries[i].units);
  }
  free(cache);
}

static CacheEntry *find_entry(Vm *vm, String *pattern, const char *flags) {
  if (!vm->regexps) vm->regexps = calloc(1, sizeof(RegExpCache));
  if (!vm->regexps) return NULL;
  uint32_t hash = string_hash(vm, pattern);
  for (const char *s = flags; *s; s++) hash = hash * 31 + (uint8_t)*s;
  uint32_t size = pattern->length < LONG_PATTERN ? CACHE_SIZE : CACHE_SIZE / 4;
  return &vm->regexps->entries[(hash ^ hash >> 16) & (size - 1)];
}

static bool entry_is(const CacheEntry *entry, StringView pattern, const char *flags) {
  return entry->program && entry->length == pattern.length && strcmp(entry->flags, flags) == 0 &&
         view_equals((StringView){entry->units, entry->length, entry->wide}, pattern);
}

/* Keeps a program; without memory for it, does not. */
static void entry_fill(Vm *vm, CacheEntry *entry, StringView pattern, const char *flags,
                       RegExpProgram *program) {
  size_t size = (size_t)pattern.length << pattern.wide;
  void *units = malloc(size + 1);
  if (!units) return;
  entry_clear(vm, entry);
  memcpy(units, pattern.units, size);
  *entry = (CacheEntry){program, {0}, pattern.wide, pattern.length, units};
  memcpy(entry->flags, flags, strlen(flags) + 1);
  regexp_retain(program);
  heap_note_external(vm, (ptrdiff_t)size);
}

/* --- compiling --- */

static bool throw_invalid_flags(Vm *vm, String *flags) {
  char *text = string_to_utf8(vm, flags, false, NULL);
  TRY(text);
  (void)throw_syntax_error(vm, ERROR_INVALID_REGEXP_FLAGS, text);
  free(text);
  return false;
}

/* Flags as ASCII text; those that cannot be flags throw. */
static bool flags_text(Vm *vm, String *flags, char out[MAX_FLAGS + 1]) {
  StringView view;
  TRY(string_view(vm, flags, &view));
  if (view.length > MAX_FLAGS) return throw_invalid_flags(vm, flags);
  uint32_t seen = 0;
  for (uint32_t i = 0; i < view.length; i++) {
    uint16_t unit = view_at(view, i);
    uint32_t bit = regexp_flag_of_letter(unit);
    if (!bit || (seen & bit)) return throw_invalid_flags(vm, flags);
    seen |= bit;
    out[i] = (char)unit;
  }
  out[view.length] = 0;
  if ((seen & REGEXP_UNICODE) && (seen & REGEXP_UNICODE_SETS))
    return throw_invalid_flags(vm, flags);
  return true;
}

static bool throw_compile_error(Vm *vm, RegExpResult result, const char *pattern, const char *flags,
                                const char *message) {
  switch (result) {
    case REGEXP_TOO_DEEP: return throw_stack_overflow(vm);
    case REGEXP_INVALID:
      return throw_syntax_error(vm, ERROR_INVALID_REGEXP, pattern, flags, message);
    default: return throw_out_of_memory(vm);
  }
}

static bool compile_program(Vm *vm, String *pattern, const char *flags, RegExpProgram **out) {
  size_t length;
  const char *message;
  char *text = string_to_utf8(vm, pattern, true, &length);
  TRY(text);
  RegExpResult result =
      regexp_compile(text, length, flags, strlen(flags), vm->c_stack_limit, out, &message);
  if (result != REGEXP_MATCHED) (void)throw_compile_error(vm, result, text, flags, message);
  free(text);
  return result == REGEXP_MATCHED;
}

/* Programs up to this size are counted, but not refused: a full heap refuses the objects. */
#define SMALL_PROGRAM 4096

/* Counts a new program; where there is no room for it, those that only the cache keeps make some. */
static bool count_program(Vm *vm, RegExpProgram *program) {
  size_t size = regexp_byte_size(program);
  if (size <= SMALL_PROGRAM) {
    heap_note_external(vm, (ptrdiff_t)size);
    return true;
  }
  if (heap_add_external(vm, size)) return true;
  cache_clear(vm);
  if (heap_add_external(vm, size)) return true;
  regexp_release(program);
  return throw_out_of_memory(vm);
}

/* A program with one more user. */
static bool find_program(Vm *vm, String *pattern, String *flags, RegExpProgram **out) {
  char letters[MAX_FLAGS + 1];
  StringView view;
  TRY(flags_text(vm, flags, letters));
  TRY(string_view(vm, pattern, &view));
  CacheEntry *entry = find_entry(vm, pattern, letters);
  if (entry && entry_is(entry, view, letters)) {
    *out = entry->program;
    regexp_retain(*out);
    return true;
  }
  TRY(compile_program(vm, pattern, letters, out));
  TRY(count_program(vm, *out));
  if (entry) entry_fill(vm, entry, view, letters, *out);
  keep_alive(pattern);
  return true;
}

/* --- objects --- */

/* lastIndex is the only property. */
static Shape *shape_for(Vm *vm, Value prototype) {
  bool too_many;
  Shape *root = shape_root(vm, prototype, 1, 0);
  return root ? shape_add(vm, root, vm->names.last_index, PROPERTY_WRITABLE, &too_many) : NULL;
}

Shape *regexp_shape(Vm *vm) {
  Realm *realm = vm->realm;
  Shape *shape = slot_cell(vm, realm->regexp_shape);
  if (likely(shape)) return shape;
  Object *prototype = intrinsic(vm, INTRINSIC_REGEXP_PROTOTYPE);
  shape = prototype ? shape_for(vm, value_cell(prototype)) : NULL;
  if (shape) slot_store_cell(vm, realm, &realm->regexp_shape, shape);
  return shape;
}

static RegExpObject *allocate_of_shape(Vm *vm, Shape *shape) {
  RegExpObject *regexp = shape ? object_allocate(vm, CELL_REGEXP, sizeof *regexp, shape) : NULL;
  if (!regexp) return NULL;
  regexp->program = NULL;
  slot_store(vm, regexp, &regexp->last_index, value_undefined(vm));
  slot_store(vm, regexp, &regexp->source, value_string(vm->empty_string));
  slot_store_cell(vm, regexp, &regexp->legacy_realm, vm->realm);
  return regexp;
}

RegExpObject *regexp_allocate(Vm *vm, Value prototype) {
  return allocate_of_shape(vm, shape_for(vm, prototype));
}

bool regexp_object_set(Vm *vm, RegExpObject *regexp, String *pattern, String *flags) {
  RegExpProgram *program;
  TRY(find_program(vm, pattern, flags, &program));
  if (regexp->program) drop_program(vm, regexp->program);
  regexp->program = program;
  slot_store(vm, regexp, &regexp->source, value_string(pattern));
  return true;
}

RegExpObject *regexp_new(Vm *vm, String *pattern, String *flags) {
  RegExpObject *regexp = allocate_of_shape(vm, regexp_shape(vm));
  if (!regexp || !regexp_object_set(vm, regexp, pattern, flags)) return NULL;
  slot_store(vm, regexp, &regexp->last_index, value_int(0));
  return regexp;
}

RegExpObject *regexp_copy(Vm *vm, const RegExpObject *other) {
  RegExpObject *regexp = allocate_of_shape(vm, regexp_shape(vm));
  if (!regexp) return NULL;
  regexp->program = other->program;
  regexp_retain(regexp->program);
  slot_store(vm, regexp, &regexp->source, slot_load(vm, other->source));
  slot_store(vm, regexp, &regexp->last_index, value_int(0));
  return regexp;
}

bool regexp_is_plain(Vm *vm, const RegExpObject *regexp) {
  const Shape *shape = object_shape_raw(vm, &regexp->base);
  return !shape_is_unique(shape) && shape->count == 1 && shape->inline_capacity == 1 &&
         shape->attributes == PROPERTY_WRITABLE;
}

void regexp_trace(Vm *vm, Cell *cell) {
  const RegExpObject *regexp = (const RegExpObject *)cell;
  object_trace_base(vm, &regexp->base);
  mark_slot(vm, regexp->source);
  mark_slot(vm, regexp->legacy_realm);
}

void regexp_finalize(Vm *vm, Cell *cell) {
  RegExpObject *regexp = (RegExpObject *)cell;
  if (regexp->program) drop_program(vm, regexp->program);
}
