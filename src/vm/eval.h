/* SPDX-License-Identifier: MIT */
/* eval.h: direct and indirect eval. */
#ifndef VM_EVAL_H
#define VM_EVAL_H

#include "vm/frame.h"

/* Whether a native function is some realm's %eval%, and the running one's. */
bool is_eval_function(Vm *vm, Value v);
/* A CALL_EVAL or CALL_EVAL_SPREAD instruction whose callee is %eval%: argc arguments are in the
 * window; the result goes into its first register. Runs JavaScript. */
MUST_USE bool eval_direct(Vm *vm, const uint32_t *pc, Value *r, uint32_t argc);
/* eval(x) by another name: in the current realm's global scope. Runs JavaScript. */
MUST_USE bool eval_indirect(Vm *vm, Value source, Value *out);

#endif
