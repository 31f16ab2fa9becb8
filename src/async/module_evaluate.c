/* SPDX-License-Identifier: MIT */
/* module_evaluate.c: evaluation of module graphs, with top-level await.
 * #sec-moduleevaluation  #sec-innermoduleevaluation  #sec-asyncmodulexecutionfulfilled */
#include "async/continuation.h"
#include "async/module_evaluation.h"

static bool is_cyclic(const Module *m) { return !slot_is_none(m->body); }
static Module *as_module(Value v) { return (Module *)(void *)value_as_cell(v); }

static Module *cycle_root(Vm *vm, Module *m) {
  return slot_is_none(m->cycle_root) ? m : slot_cell_present(vm, m->cycle_root);
}

static void set_error(Vm *vm, Module *m, Value error) {
  m->status = MODULE_EVALUATED;
  m->has_error = true;
  slot_store(vm, m, &m->error, error);
}

static bool settle_capability(Vm *vm, Module *m, bool ok, Value value) {
  Promise *p = slot_cell(vm, m->promise);
  if (!p || !promise_is_pending(p)) return true;
  return ok ? promise_fulfill(vm, p, value_undefined(vm)) : promise_reject(vm, p, value);
}

/* --- execution --- */

static bool run_body(Vm *vm, Module *m, Value *out) {
  return run_code(vm, slot_cell_present(vm, m->body), slot_cell_present(vm, m->environment),
                  value_undefined(vm), out);
}

static bool async_fulfilled(Vm *vm, Module *m);
static bool async_rejected(Vm *vm, Module *m, Value error);

static bool on_async_fulfilled(Vm *vm, Call *call) {
  return async_fulfilled(vm, slot_cell_present(vm, value_as_native(call->callee)->data[0]));
}
static bool on_async_rejected(Vm *vm, Call *call) {
  Module *m = slot_cell_present(vm, value_as_native(call->callee)->data[0]);
  return async_rejected(vm, m, call_arg(vm, call, 0));
}

static const BuiltinProperty evaluation_functions[] = {
    INTERNAL("async module fulfilled", on_async_fulfilled, 1),
    INTERNAL("async module rejected", on_async_rejected, 1),
};
const BuiltinObject module_evaluation_builtin = {
    .type = CELL_OBJECT,
    .prototype = INTRINSIC_NONE,
    .properties = evaluation_functions,
    .property_count = array_length(evaluation_functions),
};

static bool function_of_module(Vm *vm, NativeFunction function, Module *m, Value *out) {
  NativeFunctionObject *f = native_new(vm, function, "", 1, 1);
  if (!f) return false;
  slot_store_cell(vm, f, &f->data[0], m);
  *out = value_cell(f);
  return true;
}

/* ExecuteAsyncModule */
static bool execute_async(Vm *vm, Module *m) {
  Value promise, fulfilled, rejected;
  TRY(function_of_module(vm, on_async_fulfilled, m, &fulfilled));
  TRY(function_of_module(vm, on_async_rejected, m, &rejected));
  TRY(run_body(vm, m, &promise));
  return perform_promise_then(vm, value_as_promise(promise), fulfilled, rejected, NULL);
}

/* --- InnerModuleEvaluation --- */

static bool add_async_parent(Vm *vm, Module *m, Module *parent) {
  Array *parents = slot_cell(vm, m->async_parents);
  if (!parents) {
    parents = array_new(vm, 1);
    if (!parents) return false;
    slot_store_cell(vm, m, &m->async_parents, parents);
  }
  return array_push(vm, parents, value_cell(parent));
}

typedef struct Evaluation {
  RootVec stack;
  uint32_t index;
} Evaluation;

static uint32_t next_async_order(Vm *vm) { return ++vm->interpreter->module_async_order; }

static bool evaluate_inner(Vm *vm, Module *m, Evaluation *e);

static bool evaluate_required(Vm *vm, Module *m, Module *required, Evaluation *e) {
  TRY(evaluate_inner(vm, required, e));
  if (!is_cyclic(required)) return true;
  if (required->status == MODULE_EVALUATING) {
    m->dfs_ancestor = u32_min(m->dfs_ancestor, required->dfs_ancestor);
  } else {
    required = cycle_root(vm, required);
    if (required->has_error) return throw_value(vm, slot_load(vm, required->error));
  }
  if (!required->async_order || required->status == MODULE_EVALUATED) return true;
  m->pending_async++;
  return add_async_parent(vm, required, m);
}

static void pop_cycle(Vm *vm, Module *m, Evaluation *e) {
  Module *done;
  do {
    done = as_module(e->stack.items[--e->stack.count]);
    done->status = done->async_order ? MODULE_EVALUATING_ASYNC : MODULE_EVALUATED;
    slot_store_cell(vm, done, &done->cycle_root, m);
  } while (done != m);
}

static bool evaluate_inner(Vm *vm, Module *m, Evaluation *e) {
  if (!is_cyclic(m)) return true;
  if (m->status >= MODULE_EVALUATING) {
    if (m->status == MODULE_EVALUATING || !m->has_error) return true;
    return throw_value(vm, slot_load(vm, m->error));
  }
  if ((const char *)__builtin_frame_address(0) < vm->c_stack_limit) return throw_stack_overflow(vm);
  m->status = MODULE_EVALUATING;
  m->dfs_index = m->dfs_ancestor = e->index++;
  m->pending_async = 0;
  if (!root_vec_push(&e->stack, value_cell(m))) return throw_out_of_memory(vm);
  for (uint32_t i = 0; i < module_rows(vm, m->requests, MODULE_REQUEST_FIELDS); i++)
    TRY(evaluate_required(vm, m, module_loaded_request(vm, m, i), e));
  if (m->pending_async || m->has_top_level_await) {
    m->async_order = next_async_order(vm);
    if (!m->pending_async) TRY(execute_async(vm, m));
  } else {
    Value ignored;
    TRY(run_body(vm, m, &ignored));
  }
  if (m->dfs_ancestor == m->dfs_index) pop_cycle(vm, m, e);
  return true;
}

bool module_evaluate(Vm *vm, Module *m, Value *out) {
  if (m->status >= MODULE_EVALUATING_ASYNC) m = cycle_root(vm, m);
  Promise *p = slot_cell(vm, m->promise);
  if (p) {
    *out = value_cell(p);
    return true;
  }
  p = promise_new(vm);
  if (!p) return false;
  slot_store_cell(vm, m, &m->promise, p);
  *out = value_cell(p);
  Evaluation e = {.index = 0};
  if (!root_vec_init(&e.stack, vm)) return throw_out_of_memory(vm);
  bool ok = evaluate_inner(vm, m, &e);
  if (ok) {
    bool done = !m->async_order || m->status == MODULE_EVALUATED;
    if (done) ok = settle_capability(vm, m, true, value_undefined(vm));
  } else if (!vm->interrupt) {
    Value error = exception_take(vm);
    for (size_t i = 0; i < e.stack.count; i++) {
      set_error(vm, as_module(e.stack.items[i]), error);
      slot_store_cell(vm, as_module(e.stack.items[i]), &as_module(e.stack.items[i])->cycle_root, m);
    }
    ok = settle_capability(vm, m, false, error);
  }
  root_vec_destroy(&e.stack);
  return ok;
}

/* --- asynchronous completion --- */

/* GatherAvailableAncestors */
static bool gather_ancestors(Vm *vm, Module *m, RootVec *list) {
  Array *parents = slot_cell(vm, m->async_parents);
  for (uint32_t i = 0; parents && i < parents->length; i++) {
    Module *parent = as_module(object_get_element(vm, &parents->base, i));
    bool listed = false;
    for (size_t j = 0; j < list->count; j++) listed = listed || as_module(list->items[j]) == parent;
    if (listed || cycle_root(vm, parent)->has_error || --parent->pending_async) continue;
    if (!root_vec_push(list, value_cell(parent))) return throw_out_of_memory(vm);
    if (!parent->has_top_level_await) TRY(gather_ancestors(vm, parent, list));
  }
  return true;
}

static void sort_by_async_order(RootVec *list) {
  for (size_t i = 1; i < list->count; i++)
    for (size_t j = i; j > 0 && as_module(list->items[j])->async_order <
                                    as_module(list->items[j - 1])->async_order;
         j--) {
      Value v = list->items[j];
      list->items[j] = list->items[j - 1];
      list->items[j - 1] = v;
    }
}

static bool execute_ancestor(Vm *vm, Module *m) {
  if (m->status == MODULE_EVALUATED) return true;
  bool waits = m->has_top_level_await;
  Value ignored;
  if (!(waits ? execute_async(vm, m) : run_body(vm, m, &ignored)))
    return !vm->interrupt && async_rejected(vm, m, exception_take(vm));
  if (waits) return true;
  m->status = MODULE_EVALUATED;
  return settle_capability(vm, m, true, value_undefined(vm));
}

/* AsyncModuleExecutionFulfilled */
static bool async_fulfilled(Vm *vm, Module *m) {
  if (m->status == MODULE_EVALUATED) return true;
  m->status = MODULE_EVALUATED;
  TRY(settle_capability(vm, m, true, value_undefined(vm)));
  RootVec list;
  if (!root_vec_init(&list, vm)) return throw_out_of_memory(vm);
  bool ok = gather_ancestors(vm, m, &list);
  sort_by_async_order(&list);
  for (size_t i = 0; ok && i < list.count; i++) ok = execute_ancestor(vm, as_module(list.items[i]));
  root_vec_destroy(&list);
  return ok;
}

/* AsyncModuleExecutionRejected */
static bool async_rejected(Vm *vm, Module *m, Value error) {
  if (m->status == MODULE_EVALUATED) return true;
  set_error(vm, m, error);
  TRY(settle_capability(vm, m, false, error));
  Array *parents = slot_cell(vm, m->async_parents);
  for (uint32_t i = 0; parents && i < parents->length; i++)
    TRY(async_rejected(vm, as_module(object_get_element(vm, &parents->base, i)), error));
  return true;
}

/* --- unsettled top-level await --- */

static bool unsettled(Vm *vm, Module *m, RootVec *seen, Source **source, uint32_t *offset) {
  for (size_t i = 0; i < seen->count; i++)
    if (as_module(seen->items[i]) == m) return false;
  if (!is_cyclic(m) || !root_vec_push(seen, value_cell(m))) return false;
  for (uint32_t i = 0; i < module_rows(vm, m->requests, MODULE_REQUEST_FIELDS); i++) {
    Module *required = module_loaded_request(vm, m, i);
    if (required && unsettled(vm, required, seen, source, offset)) return true;
  }
  if (m->status != MODULE_EVALUATING_ASYNC || !m->has_top_level_await) return false;
  /* the continuation may be garbage: nothing can resume it */
  const Code *body = slot_cell_present(vm, m->body);
  *source = slot_cell_present(vm, m->source);
  *offset = body->suspended_at;
  return true;
}

bool module_unsettled_await(Vm *vm, Module *module, Source **source, uint32_t *offset) {
  RootVec seen;
  if (!root_vec_init(&seen, vm)) return false;
  bool found = unsettled(vm, module, &seen, source, offset);
  root_vec_destroy(&seen);
  return found;
}
