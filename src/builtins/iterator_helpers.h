/* SPDX-License-Identifier: MIT */
/* iterator_helpers.h: iterator helper objects, and the methods of Iterator.prototype, whose table is
 * in iterator.c.
 *
 * Every NativeFunction may run JavaScript. */
#ifndef BUILTINS_ITERATOR_HELPERS_H
#define BUILTINS_ITERATOR_HELPERS_H

#include "ops/iterate.h"

typedef enum HelperKind {
  HELPER_MAP,
  HELPER_FILTER,
  HELPER_TAKE,
  HELPER_DROP,
  HELPER_CHUNKS,
  HELPER_WINDOWS,
  HELPER_PARTIAL_WINDOWS, /* a first window that is not full is given, too */
  HELPER_FLAT_MAP,
  HELPER_CONCAT,
  HELPER_ZIP, /* Iterator.zip and zipKeyed: iterator_zip.c */
} HelperKind;

/* iterator_helpers.c: the methods that give an iterator helper */
bool iterator_prototype_chunks(Vm *vm, Call *call);
bool iterator_prototype_windows(Vm *vm, Call *call);
bool iterator_prototype_drop(Vm *vm, Call *call);
bool iterator_prototype_filter(Vm *vm, Call *call);
bool iterator_prototype_flat_map(Vm *vm, Call *call);
bool iterator_prototype_map(Vm *vm, Call *call);
bool iterator_prototype_take(Vm *vm, Call *call);
bool iterator_concat(Vm *vm, Call *call);

/* CreateIteratorFromClosure ( closure, "Iterator Helper", %IteratorHelperPrototype% ) */
MUST_USE bool iterator_helper_new(Vm *vm, HelperKind kind, const IteratorRecord *iterated,
                                  Value function, Value state, Value *out);
/* Which of the texts an option is; `count` of them: none. */
MUST_USE bool iterator_option_text(Vm *vm, Value v, const char *const *texts, size_t count,
                                   size_t *out);

/* iterator_zip.c */
bool iterator_zip(Vm *vm, Call *call);
bool iterator_zip_keyed(Vm *vm, Call *call);
MUST_USE bool iterator_zip_step(Vm *vm, IteratorObject *helper, bool *done, Value *out);
MUST_USE bool iterator_zip_close(Vm *vm, IteratorObject *helper);

/* iterator_consume.c: the methods that run an iterator to its end */
bool iterator_prototype_every(Vm *vm, Call *call);
bool iterator_prototype_find(Vm *vm, Call *call);
bool iterator_prototype_for_each(Vm *vm, Call *call);
bool iterator_prototype_includes(Vm *vm, Call *call);
bool iterator_prototype_join(Vm *vm, Call *call);
bool iterator_prototype_reduce(Vm *vm, Call *call);
bool iterator_prototype_some(Vm *vm, Call *call);
bool iterator_prototype_to_array(Vm *vm, Call *call);

/* The first steps of the methods that take a function: O is an object, the first argument callable
 * (else O is closed), and the record that of GetIteratorDirect(O). */
MUST_USE bool iterated_with_function(Vm *vm, const Call *call, const char *method,
                                     IteratorRecord *out);
/* The check that this is an object, for the record {this, undefined} that is closed on errors in
 * arguments. */
MUST_USE bool iterated_of_this(Vm *vm, const Call *call, const char *method, IteratorRecord *out);

#endif
