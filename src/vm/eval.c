/* SPDX-License-Identifier: MIT */
/* eval.c: PerformEval (#sec-performeval) and CreateDynamicFunction (#sec-createdynamicfunction). */
#include "vm/eval.h"

#include "compile/compile_source.h"
#include "ops/call.h"
#include "vm/dynamic_function.h"
#include "vm/interpreter.h"

bool is_eval_function(Vm *vm, Value v) {
  Object *eval = slot_cell(vm, vm->realm->intrinsics[INTRINSIC_EVAL]);
  return eval && value_as_cell(v) == (Cell *)(void *)eval;
}

/* What import() in the eval belongs to: the same as in the code that called it. */
static void inherit_host(Vm *vm, Code *code) {
  Code *caller = vm->registers ? frame_code(vm, vm->registers) : NULL;
  Source *from = caller ? slot_cell(vm, caller->source) : NULL, *to = slot_cell(vm, code->source);
  if (from) to->host = from->host;
}

static bool run_eval(Vm *vm, Value text, ScopeInfo *scope, Environment *environment,
                     Value this_value, Value *out) {
  if (!value_is_string(text)) {
    *out = text;
    return true;
  }
  Code *code = compile_eval_source(vm, value_as_string(text), scope);
  if (!code) return false;
  inherit_host(vm, code);
  return run_code(vm, code, environment, this_value, out);
}

bool eval_direct(Vm *vm, const uint32_t *pc, Value *r, uint32_t argc) {
  Value *window = &r[instruction_a(pc)];
  Value text = argc ? window[FRAME_HEADER] : value_undefined(vm);
  ScopeInfo *scope = slot_cell_present(vm, (Slot){pc[1]});
  uint8_t c = instruction_c(pc);
  Environment *environment = c == NO_REGISTER || value_is_undefined(vm, r[c])
                                 ? NULL
                                 : (Environment *)(void *)value_as_cell(r[c]);
  Code *caller = frame_code(vm, r);
  Value this_value =
      caller->flags & CODE_MODULE ? value_undefined(vm) : slot_load(vm, vm->realm->global_this);
  return run_eval(vm, text, scope, environment, this_value, &window[0]);
}

bool eval_indirect(Vm *vm, Value source, Value *out) {
  return run_eval(vm, source, NULL, NULL, slot_load(vm, vm->realm->global_this), out);
}

/* --- new Function(…) --- */

/* The parameters' texts, joined by commas, and the body's. */
static bool dynamic_texts(Vm *vm, const Value *args, uint32_t argc, String **parameters,
                          String **body) {
  StringBuilder b;
  string_builder_init(&b, vm);
  *body = vm->empty_string;
  bool ok = true;
  for (uint32_t i = 0; ok && i + 1 < argc; i++) {
    String *s;
    ok = to_string(vm, args[i], &s);
    if (!ok) break;
    if (i) string_builder_ascii(&b, ",");
    string_builder_string(&b, s);
  }
  if (!ok) {
    string_builder_destroy(&b);
    return false;
  }
  *parameters = string_builder_finish(&b);
  if (!*parameters) return false;
  return argc == 0 || to_string(vm, args[argc - 1], body);
}

bool create_dynamic_function(Vm *vm, Value constructor, Value new_target, int kind,
                             const Value *args, uint32_t argc, Value *out) {
  static const uint16_t fallbacks[] = {
      [DYNAMIC_NORMAL] = INTRINSIC_FUNCTION_PROTOTYPE,
      [DYNAMIC_GENERATOR] = INTRINSIC_GENERATOR_FUNCTION_PROTOTYPE,
      [DYNAMIC_ASYNC] = INTRINSIC_ASYNC_FUNCTION_PROTOTYPE,
      [DYNAMIC_ASYNC_GENERATOR] = INTRINSIC_ASYNC_GENERATOR_FUNCTION_PROTOTYPE,
  };
  String *parameters, *body;
  if (value_is_undefined(vm, new_target)) new_target = constructor;
  TRY(dynamic_texts(vm, args, argc, &parameters, &body));
  bool is_async = kind == DYNAMIC_ASYNC || kind == DYNAMIC_ASYNC_GENERATOR;
  bool is_generator = kind == DYNAMIC_GENERATOR || kind == DYNAMIC_ASYNC_GENERATOR;
  Code *code = compile_function_source(vm, is_async, is_generator, parameters, body);
  if (!code) return false;
  Value prototype;
  TRY(get_prototype_from_constructor(vm, new_target, (IntrinsicId)fallbacks[kind], &prototype));
  Function *f = closure_new(vm, code, NULL, value_undefined(vm));
  if (!f) return false;
  if (!value_same_bits(object_prototype(vm, &f->base), prototype))
    TRY(object_set_prototype(vm, &f->base, prototype));
  *out = value_cell(f);
  return true;
}
