/* SPDX-License-Identifier: MIT */
/* operand_text.h: what an instruction's operand is called in the source, for error messages. */
#ifndef VM_OPERAND_TEXT_H
#define VM_OPERAND_TEXT_H

#include "vm/frame.h"

/* The text of what the instruction calls, constructs or iterates: `o.method`, `f(...).x`. Where that
 * is unknown or too long, the value v is described. Gives buf. Runs nothing. */
const char *operand_text(Vm *vm, const uint32_t *pc, const Value *r, Value v, char *buf,
                         size_t size);

#endif
