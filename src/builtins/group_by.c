/* SPDX-License-Identifier: MIT */
/* group_by.c: see group_by.h. */
#include "builtins/group_by.h"

#include "builtins/loop.h"
#include "ops/iterate.h"

static bool group_item(Vm *vm, Value callback, double k, GroupAdder add, Object *groups,
                       Value value) {
  Value args[2] = {value, value_number(k)}, key;
  TRY(call_function(vm, callback, value_undefined(vm), args, 2, &key));
  return add(vm, groups, key, value);
}

bool group_by(Vm *vm, Value items, Value callback, const char *method, GroupAdder add,
              Object *groups) {
  IteratorRecord record;
  TRY(require_object_coercible(vm, items, method));
  if (!value_is_callable(vm, callback)) return throw_not_callable(vm, callback);
  TRY(get_iterator(vm, items, ITERATOR_SYNC, &record));
  for (double k = 0;; k++) {
    bool done;
    Value value;
    TRY(loop_turn(vm, k));
    TRY(iterator_step_value(vm, &record, &done, &value));
    if (done) return true;
    if (!group_item(vm, callback, k, add, groups, value))
      return iterator_close_throwing(vm, &record);
  }
}
