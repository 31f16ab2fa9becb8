/* SPDX-License-Identifier: MIT */
/* typed_array.h: the operations of %TypedArray%.prototype, which are spread over the typed_array_….c
 * files, and what these files share. The table that names them is in typed_array_prototype.c.
 *
 * Every NativeFunction may run JavaScript. */
#ifndef BUILTINS_TYPED_ARRAY_H
#define BUILTINS_TYPED_ARRAY_H

#include "builtins/array_buffer.h"
#include "ops/typed_array.h"

/* --- making typed arrays (typed_array_create.c) --- */

/* A typed array object with that prototype and as yet without a buffer, which JavaScript must not
 * see like that. NULL: exception. */
MUST_USE TypedArray *typed_array_allocate(Vm *vm, ElementType type, Value prototype);
/* AllocateTypedArrayBuffer: a new buffer for `length` elements. Runs nothing. */
MUST_USE bool typed_array_allocate_buffer(Vm *vm, TypedArray *array, double length);
/* A zeroed typed array of the current realm's own class. Runs nothing. */
MUST_USE bool typed_array_new(Vm *vm, ElementType type, double length, TypedArray **out);
/* TypedArrayCreateFromConstructor with a length, to be written to. Runs JavaScript. */
MUST_USE bool typed_array_create_of_length(Vm *vm, Value constructor, const char *method,
                                           double length, TypedArray **out);
/* TypedArraySpeciesCreate with a length, to be written to, or with other arguments (a buffer first). Runs
 * JavaScript. */
MUST_USE bool typed_array_species_create_of_length(Vm *vm, TypedArray *exemplar, const char *method,
                                                   double length, TypedArray **out);
MUST_USE bool typed_array_species_create(Vm *vm, TypedArray *exemplar, const char *method,
                                         const Value *args, uint32_t argc, TypedArray **out);
/* TypedArrayCreateSameType. Runs nothing. */
MUST_USE bool typed_array_create_same_type(Vm *vm, const TypedArray *exemplar, double length,
                                           TypedArray **out);

/* --- elements (typed_array_create.c) --- */

/* Copies `count` elements between two types of one content type; the memory must not overlap. Only
 * BigInts are left to memcpy, so nothing is allocated. */
void elements_convert(Vm *vm, ElementType to_type, uint8_t *to, ElementType from_type,
                      const uint8_t *from, size_t count);
static inline bool same_content_type(uint32_t a, uint32_t b) {
  return element_types[a].is_bigint == element_types[b].is_bigint;
}
/* Validates the this value and gives its length. */
MUST_USE bool this_typed_array(Vm *vm, const Call *call, const char *method, TypedArray **out,
                               double *length);
/* The same for a method that writes to it: TypeError if it is immutable. */
MUST_USE bool this_mutable_typed_array(Vm *vm, const Call *call, const char *method,
                                       TypedArray **out, double *length);

/* --- methods --- */

/* typed_array_copy.c */
bool typed_array_prototype_copy_within(Vm *vm, Call *call);
bool typed_array_prototype_fill(Vm *vm, Call *call);
bool typed_array_prototype_reverse(Vm *vm, Call *call);
bool typed_array_prototype_set(Vm *vm, Call *call);
bool typed_array_prototype_slice(Vm *vm, Call *call);
bool typed_array_prototype_subarray(Vm *vm, Call *call);
bool typed_array_prototype_to_reversed(Vm *vm, Call *call);
bool typed_array_prototype_with(Vm *vm, Call *call);

/* typed_array_search.c */
bool typed_array_prototype_at(Vm *vm, Call *call);
bool typed_array_prototype_includes(Vm *vm, Call *call);
bool typed_array_prototype_index_of(Vm *vm, Call *call);
bool typed_array_prototype_join(Vm *vm, Call *call);
bool typed_array_prototype_last_index_of(Vm *vm, Call *call);
bool typed_array_prototype_to_locale_string(Vm *vm, Call *call);

/* typed_array_iterate.c */
bool typed_array_prototype_every(Vm *vm, Call *call);
bool typed_array_prototype_filter(Vm *vm, Call *call);
bool typed_array_prototype_find(Vm *vm, Call *call);
bool typed_array_prototype_find_index(Vm *vm, Call *call);
bool typed_array_prototype_find_last(Vm *vm, Call *call);
bool typed_array_prototype_find_last_index(Vm *vm, Call *call);
bool typed_array_prototype_for_each(Vm *vm, Call *call);
bool typed_array_prototype_map(Vm *vm, Call *call);
bool typed_array_prototype_reduce(Vm *vm, Call *call);
bool typed_array_prototype_reduce_right(Vm *vm, Call *call);
bool typed_array_prototype_some(Vm *vm, Call *call);

/* typed_array_sort.c */
bool typed_array_prototype_sort(Vm *vm, Call *call);
bool typed_array_prototype_to_sorted(Vm *vm, Call *call);

/* uint8_array_base64.c */
bool uint8_array_from_base64(Vm *vm, Call *call);
bool uint8_array_from_hex(Vm *vm, Call *call);
bool uint8_array_prototype_set_from_base64(Vm *vm, Call *call);
bool uint8_array_prototype_set_from_hex(Vm *vm, Call *call);
bool uint8_array_prototype_to_base64(Vm *vm, Call *call);
bool uint8_array_prototype_to_hex(Vm *vm, Call *call);

#endif
