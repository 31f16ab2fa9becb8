/* SPDX-License-Identifier: MIT */
/* promise_object.h: the cell of a promise.
 *
 * A promise's state is its cell type; its one slot `out` holds
 *   pending:  none | one subscriber | a list of subscribers (async/subscriber_list.h)
 *   settled:  the value or the reason */
#ifndef VALUE_PROMISE_OBJECT_H
#define VALUE_PROMISE_OBJECT_H

#include "value/object.h"

typedef struct Promise {
  Object base;
  Slot out;
} Promise;

static inline Promise *value_as_promise(Value v) { return (Promise *)value_as_cell(v); }
static inline bool promise_is_pending(const Promise *p) {
  return cell_type(p) <= CELL_PROMISE_PENDING_HANDLED;
}

#endif
