/* SPDX-License-Identifier: MIT */
/* call.c: calling whatever can be called: the call instructions' slow path, and the way in from C.
 *
 * Both lay out a call window (frame.h) and hand it to enter_call or enter_construct, which either
 * does the call (native functions, proxies) or sets up the frame of a bytecode function. Afterwards
 * vm->pc and vm->registers say where to go on. Bytecode functions of another realm are run by a
 * nested interpreter, so that vm->realm is always the running function's. */
#include "ops/call.h"

#include "vm/eval.h"
#include "vm/interpreter.h"
#include "vm/interrupt.h"
#include "vm/operand_text.h"
#include "vm/straight.h"

/* A window in a caller's frame and where to go on after the call. */
typedef struct Window {
  Value *caller;            /* the caller's registers */
  uint32_t base;            /* register of the window in it */
  uint32_t argc;
  const uint32_t *return_pc;
  uint64_t flags;           /* FRAME_ENTRY or 0 */
} Window;

static Value *window_cells(const Window *w) { return w->caller + w->base; }
static Value *window_arguments(const Window *w) { return w->caller + w->base + FRAME_HEADER; }

/* The call is done: its result goes into the window, the caller goes on. */
static bool window_done(Vm *vm, const Window *w, Value result) {
  window_cells(w)[0] = result;
  vm->registers = w->caller;
  vm->pc = w->return_pc;
  return true;
}

/* Room for a frame behind the window; an interrupt looks like a lack of room. */
static bool check_room(Vm *vm, const Value *top) {
  if (likely(top <= stack_limit_of(vm))) return true;
  TRY(check_interrupt(vm));
  return top <= stack_limit_of(vm) || throw_stack_overflow(vm);
}

static Realm *code_realm(Vm *vm, const Code *code) { return slot_cell_present(vm, code->realm); }

static bool enter_code(Vm *vm, const Window *w, Code *code, uint64_t flags) {
  Value *r = window_arguments(w);
  TRY(check_room(vm, r + u32_max(code->register_count, w->argc)));
  frame_set_link(r, w->return_pc, w->argc, w->base, flags | w->flags);
  for (uint32_t i = w->argc; i < code->parameter_count; i++) r[i] = value_undefined(vm);
  vm->registers = r;
  vm->pc = code->instructions;
  return true;
}

/* --- native functions --- */

/* Calls the native function whose window's arguments are at r and whose frame is linked. Afterwards it is
 * done (the result is in the window, the caller goes on at return_pc), or a frame took its place; not so where no
 * caller_realm is given. */
static inline bool run_native(Vm *vm, Value *r, Value *caller, uint32_t argc,
                              const uint32_t *return_pc, Value new_target, Realm *caller_realm) {
  if (unlikely((const char *)__builtin_frame_address(0) < vm->c_stack_limit))
    return throw_stack_overflow(vm);
  NativeFunctionObject *function = value_as_native(frame_callee(r));
  Realm *realm = vm->realm;
  const uint32_t *pc = vm->pc;
  Call call = {.this_value = frame_this(r),
               .new_target = new_target,
               .callee = frame_callee(r),
               .args = r,
               .argc = argc,
               .result = value_undefined(vm),
               .caller_realm = caller_realm};
  vm->registers = r;
  vm->realm = slot_cell_present(vm, function->realm);
  bool ok = native_function_from_id(function->id)(vm, &call);
  if (call.entered) return true;
  vm->realm = realm;
  vm->registers = caller;
  vm->pc = ok ? return_pc : pc;
  frame_window(r)[0] = call.result;
  return ok;
}

static bool enter_native(Vm *vm, const Window *w, Value new_target) {
  Value *r = window_arguments(w);
  frame_set_link(r, w->return_pc, w->argc, w->base, w->flags);
  return run_native(vm, r, w->caller, w->argc, w->return_pc, new_target, vm->realm);
}

/* Whether a native function is Function.prototype.call, of any realm. */
static bool is_call(Value callee) {
  return value_as_native(callee)->id == (uint32_t)INTRINSIC_FUNCTION_PROTOTYPE_CALL << 16;
}

bool call_native(Vm *vm, const uint32_t *pc, Value *r) {
  if (is_call(r[instruction_a(pc)])) return call_window(vm, pc, r);
  Value *args = r + instruction_a(pc) + FRAME_HEADER;
  uint32_t argc = instruction_b(pc);
  uint64_t flags = instruction_op(pc) >= OPCODE_CALL_AWAITED && !frame_is_deep(vm, r)
                       ? frame_straight_flag(r)
                       : 0;
  frame_set_link(args, pc + 1, argc, instruction_a(pc), flags);
  return run_native(vm, args, r, argc, pc + 1, value_undefined(vm), vm->realm);
}

bool call_native_getter(Vm *vm, const uint32_t *return_pc, Value *r, uint32_t window, Value getter,
                        Value receiver, Value *out) {
  Value *args = r + window + FRAME_HEADER;
  TRY(check_room(vm, args));
  args[-4] = getter;
  args[-3] = receiver;
  frame_set_link(args, return_pc, 0, window, 0);
  TRY(run_native(vm, args, r, 0, return_pc, value_undefined(vm), NULL));
  *out = frame_window(args)[0];
  return true;
}

/* OPT: f.call(…) becomes the call of f: its `this` and arguments move up. False: f is not callable. */
static bool unpack_call(Vm *vm, Window *w) {
  Value *cells = window_cells(w), *r = window_arguments(w);
  if (!value_is_callable(vm, cells[1])) return false;
  cells[0] = cells[1];
  cells[1] = w->argc ? r[0] : value_undefined(vm);
  if (w->argc) memmove(r, r + 1, --w->argc * sizeof *r);
  return true;
}

/* --- bound functions --- */

/* Puts a bound function's target and arguments into the window. */
static bool unpack_bound(Vm *vm, Window *w, BoundFunction *bound) {
  Slots *arguments = slot_cell(vm, bound->arguments);
  uint32_t count = arguments ? cell_header_data(arguments) : 0;
  Value *r = window_arguments(w);
  TRY(check_room(vm, r + w->argc + count));
  memmove(r + count, r, w->argc * sizeof *r);
  for (uint32_t i = 0; i < count; i++) r[i] = slot_load(vm, arguments->items[i]);
  w->argc += count;
  window_cells(w)[0] = slot_load(vm, bound->target);
  window_cells(w)[1] = slot_load(vm, bound->bound_this);
  return true;
}

/* --- calls --- */

/* While a proxy's trap or a nested call runs, the window's frame is that of a native function
 * without registers but its arguments. */
static void window_as_frame(Vm *vm, const Window *w) {
  Value *r = window_arguments(w);
  frame_set_link(r, w->return_pc, w->argc, w->base, w->flags);
  vm->registers = r;
}

static bool enter_call(Vm *vm, Window *w);

static bool nested_call(Vm *vm, const Window *w) {
  Value result, *cells = window_cells(w);
  const uint32_t *pc = vm->pc;
  /* the frame of the caller must cover the arguments: keep them by copying from the window, whose
   * callee slot tells no code */
  Value callee = cells[0];
  cells[0] = value_undefined(vm);
  window_as_frame(vm, w);
  bool ok = call_function(vm, callee, cells[1], window_arguments(w), w->argc, &result);
  vm->registers = w->caller;
  vm->pc = pc;
  return ok && window_done(vm, w, result);
}

static bool call_proxy(Vm *vm, const Window *w) {
  Value result, *cells = window_cells(w);
  const uint32_t *pc = vm->pc;
  window_as_frame(vm, w);
  bool ok = proxy_call(vm, (Proxy *)(void *)value_as_cell(cells[0]), cells[1], window_arguments(w),
                       w->argc, &result);
  vm->registers = w->caller;
  vm->pc = pc;
  return ok && window_done(vm, w, result);
}

/* The error is of the class's realm. */
static bool throw_class_without_new(Vm *vm, Code *code) {
  char buf[128];
  Realm *realm = vm->realm;
  String *name = slot_cell(vm, code->name);
  const char *text = name ? key_describe(vm, key_from_name(name), buf, sizeof buf) : "";
  vm->realm = code_realm(vm, code);
  if (*text) throw_type_error(vm, ERROR_CLASS_WITHOUT_NEW, text);
  else throw_type_error(vm, ERROR_ANONYMOUS_CLASS_WITHOUT_NEW);
  vm->realm = realm;
  return false;
}

/* An error that names the callee: by its text in the source if an instruction calls it. */
static bool throw_about_callee(Vm *vm, const Window *w, ErrorId id) {
  char buf[128];
  Value callee = window_cells(w)[0];
  if (w->flags & FRAME_ENTRY)
    return throw_type_error(vm, id, value_describe(vm, callee, buf, sizeof buf));
  return throw_type_error(vm, id, operand_text(vm, vm->pc, w->caller, callee, buf, sizeof buf));
}

static bool enter_call(Vm *vm, Window *w) {
  for (;;) {
    Value callee = window_cells(w)[0];
    CellType type = value_is_cell(callee) ? cell_type(value_as_cell(callee)) : CELL_FREE;
    if (type == CELL_FUNCTION) {
      Code *code = slot_cell_present(vm, value_as_function(callee)->code);
      if (code->flags & (CODE_CLASS_BASE | CODE_CLASS_DERIVED))
        return throw_class_without_new(vm, code);
      if (code_realm(vm, code) != vm->realm && !w->flags) return nested_call(vm, w);
      vm->realm = code_realm(vm, code);
      return enter_code(vm, w, code, 0);
    }
    if (type == CELL_NATIVE_FUNCTION) {
      if (is_call(callee) && unpack_call(vm, w)) continue;
      return enter_native(vm, w, value_undefined(vm));
    }
    if (type == CELL_PROXY && value_is_callable(vm, callee)) return call_proxy(vm, w);
    if (type != CELL_BOUND_FUNCTION) return throw_about_callee(vm, w, ERROR_NOT_CALLABLE);
    TRY(unpack_bound(vm, w, (BoundFunction *)(void *)value_as_cell(callee)));
  }
}

/* --- constructs --- */

/* Remembers the shape of a new `this`, where new.target is a function with a prototype property like
 * any other. */
static void cache_this_shape(Vm *vm, Code *code, Value new_target, Value prototype, Shape *shape) {
  Property property;
  if (!value_is_type(new_target, CELL_FUNCTION)) return;
  Object *f = value_as_object(new_target);
  Shape *of_function = object_shape_raw(vm, f);
  if (shape_flags(of_function) & SHAPE_LAZY || of_function->inline_capacity != 0 ||
      !shape_lookup(vm, of_function, vm->names.prototype, &property) ||
      property.attributes & PROPERTY_ACCESSOR)
    return;
  code_note_caches(vm, code);
  if (slot_is_none(shape->maker)) slot_store_cell(vm, shape, &shape->maker, code);
  code->this_header = f->header;
  code->this_slot = property.slot;
  code->this_prototype = slot_from_cell(value_as_cell(prototype));
  code->this_shape = slot_from_cell(shape);
}

/* The shape of `this` where the cache is for new.target but another prototype: closures of one code
 * take turns. NULL: it isn't; or, with an exception, out of memory. */
static Shape *recache_this_shape(Vm *vm, Code *code, Value new_target) {
  const Object *f = value_as_object(new_target);
  if (f->header != code->this_header) return NULL;
  const Slots *overflow = slot_cell_present(vm, f->overflow);
  Value prototype = slot_load(vm, overflow->items[code->this_slot]);
  if (!value_is_object(prototype)) return NULL;
  Shape *shape = object_root_shape(vm, prototype, code->inline_capacity);
  if (!shape) return NULL;
  if (slot_is_none(shape->maker)) slot_store_cell(vm, shape, &shape->maker, code);
  code->this_prototype = slot_from_cell(value_as_cell(prototype));
  code->this_shape = slot_from_cell(shape);
  return shape;
}

/* OrdinaryCreateFromConstructor for a base constructor's `this`. */
static bool create_this(Vm *vm, Code *code, Value new_target, Value *out) {
  Value prototype;
  Shape *shape = cached_this_shape(vm, code, new_target);
  if (!shape) shape = recache_this_shape(vm, code, new_target);
  TRY(shape || value_is_none(vm->exception));
  if (!shape) {
    TRY(get_prototype_from_constructor(vm, new_target, INTRINSIC_OBJECT_PROTOTYPE, &prototype));
    shape = object_root_shape(vm, prototype, code->inline_capacity);
    TRY(shape);
    cache_this_shape(vm, code, new_target, prototype, shape);
  }
  Object *object = object_new_of_shape(vm, shape);
  if (!object) return false;
  *out = value_cell(object);
  return true;
}

static bool nested_construct(Vm *vm, const Window *w, Value new_target) {
  Value result, callee = window_cells(w)[0];
  const uint32_t *pc = vm->pc;
  window_cells(w)[0] = value_undefined(vm);
  window_as_frame(vm, w);
  bool ok = construct(vm, callee, window_arguments(w), w->argc, new_target, &result);
  vm->registers = w->caller;
  vm->pc = pc;
  return ok && window_done(vm, w, result);
}

static bool construct_proxy(Vm *vm, const Window *w, Value new_target) {
  Value result;
  const uint32_t *pc = vm->pc;
  window_as_frame(vm, w);
  bool ok = proxy_construct(vm, (Proxy *)(void *)value_as_cell(window_cells(w)[0]),
                            window_arguments(w), w->argc, new_target, &result);
  vm->registers = w->caller;
  vm->pc = pc;
  return ok && window_done(vm, w, result);
}

static bool construct_code(Vm *vm, const Window *w, Code *code, Value new_target) {
  if (code_realm(vm, code) != vm->realm && !w->flags) return nested_construct(vm, w, new_target);
  vm->realm = code_realm(vm, code);
  TRY(check_room(vm, window_arguments(w) + w->argc));
  if (code->flags & CODE_CLASS_DERIVED) {
    window_cells(w)[1] = value_uninitialised(vm);
  } else {
    const uint32_t *pc = vm->pc;
    window_as_frame(vm, w);
    Value created;
    bool ok = create_this(vm, code, new_target, &created);
    vm->registers = w->caller;
    vm->pc = pc;
    TRY(ok);
    window_cells(w)[1] = created;
  }
  vm->new_target = new_target;
  return enter_code(vm, w, code, FRAME_CONSTRUCT);
}

static bool enter_construct(Vm *vm, Window *w, Value new_target) {
  for (;;) {
    Value callee = window_cells(w)[0];
    if (!value_is_constructor(vm, callee)) return throw_about_callee(vm, w, ERROR_NOT_CONSTRUCTOR);
    CellType type = cell_type(value_as_cell(callee));
    if (type == CELL_FUNCTION) {
      Code *code = slot_cell_present(vm, value_as_function(callee)->code);
      return construct_code(vm, w, code, new_target);
    }
    if (type == CELL_NATIVE_FUNCTION) return enter_native(vm, w, new_target);
    if (type == CELL_PROXY) return construct_proxy(vm, w, new_target);
    if (value_same_bits(new_target, callee))
      new_target = slot_load(vm, ((BoundFunction *)(void *)value_as_cell(callee))->target);
    TRY(unpack_bound(vm, w, (BoundFunction *)(void *)value_as_cell(callee)));
  }
}

/* --- the instructions --- */

/* Spreads the array in the window's first argument over the window. */
static bool spread_arguments(Vm *vm, Window *w) {
  Value *r = window_arguments(w);
  Array *array = value_as_array(r[0]);
  TRY(check_room(vm, r + array->length));
  const Elements *dense = object_dense(vm, &array->base);
  uint32_t plain = dense ? u32_min(dense->length, array->length) : 0;
  for (uint32_t i = 0; i < plain; i++) {
    Value v = slot_load(vm, dense->items[i]);
    r[i] = value_is_hole(vm, v) ? value_undefined(vm) : v;
  }
  for (uint32_t i = plain; i < array->length; i++) {
    Value v = object_get_element(vm, &array->base, i);
    r[i] = value_is_none(v) ? value_undefined(vm) : v;
  }
  w->argc = array->length;
  keep_alive(array);
  return true;
}

/* super(…): the parent constructor replaces the callee. */
static bool super_constructor(Vm *vm, const uint32_t *pc, Value *r, Window *w, Value *new_target) {
  Value *cells = window_cells(w), parent;
  *new_target = cells[1];
  Object *active = value_as_object(r[instruction_c(pc)]);
  TRY(object_get_prototype_of(vm, active, &parent));
  if (!value_is_constructor(vm, parent)) {
    char buf[128];
    return throw_type_error(vm, ERROR_SUPER_NOT_CONSTRUCTOR,
                            value_describe(vm, parent, buf, sizeof buf));
  }
  cells[0] = parent;
  return true;
}

static bool callee_is_eval(Vm *vm, Value callee) {
  return value_is_type(callee, CELL_NATIVE_FUNCTION) && is_eval_function(vm, callee);
}

bool call_window(Vm *vm, const uint32_t *pc, Value *r) {
  uint8_t op = instruction_op(pc);
  Window w = {.caller = r,
              .base = instruction_a(pc),
              .argc = instruction_b(pc),
              .return_pc = pc + opcode_length[op]};
  Value new_target;
  switch (op) {
    case OPCODE_CALL:
    case OPCODE_CALL_PLAIN:
    case OPCODE_CALL_AWAITED:
    case OPCODE_CALL_PLAIN_AWAITED: return enter_call(vm, &w);
    case OPCODE_CALL_SPREAD: return spread_arguments(vm, &w) && enter_call(vm, &w);
    case OPCODE_CALL_EVAL_SPREAD: TRY(spread_arguments(vm, &w)); FALL_THROUGH;
    case OPCODE_CALL_EVAL:
      if (!callee_is_eval(vm, window_cells(&w)[0])) return enter_call(vm, &w);
      TRY(eval_direct(vm, pc, r, w.argc));
      return window_done(vm, &w, window_cells(&w)[0]);
    case OPCODE_CONSTRUCT: return enter_construct(vm, &w, window_cells(&w)[0]);
    case OPCODE_CONSTRUCT_SPREAD:
      return spread_arguments(vm, &w) && enter_construct(vm, &w, window_cells(&w)[0]);
    case OPCODE_SUPER_CALL_SPREAD: TRY(spread_arguments(vm, &w)); FALL_THROUGH;
    default:
      TRY(super_constructor(vm, pc, r, &w, &new_target));
      return enter_construct(vm, &w, new_target);
  }
}

/* --- from C --- */

/* Lays out a window above the running frame. */
static bool open_window(Vm *vm, EntryRecord *entry, Window *w, Value callee, Value this_value,
                        const Value *args, uint32_t argc) {
  Value *cells = interpreter_enter(vm, entry, argc);
  if (!cells) return false;
  cells[0] = callee;
  cells[1] = this_value;
  if (argc) memmove(cells + FRAME_HEADER, args, argc * sizeof *args);
  *w = (Window){.caller = cells,
                .base = 0,
                .argc = argc,
                .return_pc = vm->interpreter->halt,
                .flags = FRAME_ENTRY};
  return true;
}

/* The callee has been entered or is done already: runs it to its end. */
static bool finish_window(Vm *vm, EntryRecord *entry, const Window *w, bool entered, Value *out) {
  bool ok = entered && (vm->pc == vm->interpreter->halt || interpreter_run(vm));
  if (ok) *out = window_cells(w)[0];
  interpreter_leave(vm, entry);
  return ok;
}

/* Whether a call is that of a plain function of the running realm. */
static bool is_plain_call(Vm *vm, Value f) {
  if (!value_is_type(f, CELL_FUNCTION)) return false;
  Code *code = slot_cell_present(vm, value_as_function(f)->code);
  return !(code->flags & (CODE_CLASS_BASE | CODE_CLASS_DERIVED)) &&
         code_realm(vm, code) == vm->realm;
}

/* OPT: such a call, whose frame begins at `window`. *done false: no room. */
static inline bool call_closure(Vm *vm, Value *window, Value f, Value this_value, const Value *args,
                                uint32_t argc, bool *done, Value *out) {
  Code *code = slot_cell_present(vm, value_as_function(f)->code);
  Value *r = window + FRAME_HEADER;
  *done = r + u32_max(code->register_count, argc) <= stack_limit_of(vm) &&
          (const char *)__builtin_frame_address(0) >= vm->c_stack_limit;
  if (unlikely(!*done)) return true;
  Interpreter *interpreter = vm->interpreter;
  EntryRecord entry = {interpreter->entries, vm->realm, vm->registers, vm->pc};
  interpreter->entries = &entry;
  window[0] = f;
  window[1] = this_value;
  for (uint32_t i = 0; i < argc; i++) r[i] = args[i];
  for (uint32_t i = argc; i < code->parameter_count; i++) r[i] = value_undefined(vm);
  frame_set_link(r, interpreter->halt, argc, 0, FRAME_ENTRY);
  vm->registers = r;
  vm->pc = code->instructions;
  bool ok = interpreter_run(vm);
  if (ok) *out = window[0];
  interpreter_leave(vm, &entry);
  return ok;
}

Callback callback_make(Vm *vm, Value f, Value this_value) {
  Value *window = is_plain_call(vm, f) ? frame_top(vm) : NULL;
  return (Callback){f, this_value, vm->registers, window};
}

bool callback_call(Vm *vm, const Callback *callback, const Value *args, uint32_t argc, Value *out) {
  if (likely(callback->window && callback->registers == vm->registers)) {
    bool done;
    TRY(call_closure(vm, callback->window, callback->function, callback->this_value, args, argc,
                     &done, out));
    if (done) return true;
  }
  return call_function(vm, callback->function, callback->this_value, args, argc, out);
}

bool callback_is_difference(Vm *vm, const Callback *callback, bool *swapped) {
  if (!callback->window) return false;
  const Code *code = slot_cell_present(vm, value_as_function(callback->function)->code);
  const uint32_t *pc = code->instructions;
  *swapped = instruction_b(pc) == 1;
  return code->parameter_count == 2 && instruction_op(pc) == OPCODE_SUB &&
         instruction_b(pc) + instruction_c(pc) == 1 && instruction_op(pc + 1) == OPCODE_RETURN &&
         instruction_a(pc + 1) == instruction_a(pc);
}

bool call_function(Vm *vm, Value f, Value this_value, const Value *args, uint32_t argc,
                   Value *out) {
  if (likely(is_plain_call(vm, f))) {
    bool done;
    TRY(call_closure(vm, frame_top(vm), f, this_value, args, argc, &done, out));
    if (done) return true;
  }
  EntryRecord entry;
  Window w;
  TRY(open_window(vm, &entry, &w, f, this_value, args, argc));
  return finish_window(vm, &entry, &w, enter_call(vm, &w), out);
}

bool construct(Vm *vm, Value f, const Value *args, uint32_t argc, Value new_target, Value *out) {
  EntryRecord entry;
  Window w;
  TRY(open_window(vm, &entry, &w, f, value_undefined(vm), args, argc));
  return finish_window(vm, &entry, &w, enter_construct(vm, &w, new_target), out);
}

bool run_code(Vm *vm, Code *code, Environment *environment, Value this_value, Value *out) {
  Function *function = closure_new(vm, code, environment, value_undefined(vm));
  if (!function) return false;
  EntryRecord entry;
  Window w;
  TRY(open_window(vm, &entry, &w, value_cell(function), this_value, NULL, 0));
  vm->realm = code_realm(vm, code);
  return finish_window(vm, &entry, &w, enter_code(vm, &w, code, 0), out);
}
