/* SPDX-License-Identifier: MIT */
/* reference.h: targets of assignments, taken apart: object and key are evaluated once, then the
 * target is read and written through the Reference. */
#ifndef COMPILE_REFERENCE_H
#define COMPILE_REFERENCE_H

#include "compile/generate.h"

typedef enum ReferenceKind {
  REFERENCE_VARIABLE,
  REFERENCE_RESOLVED,  /* a name whose holder has been looked up: `object` */
  REFERENCE_NAMED,     /* object.name */
  REFERENCE_ELEMENT,   /* object[key] */
  REFERENCE_PRIVATE,   /* object.#key */
  REFERENCE_SUPER,     /* super[key] with receiver */
  REFERENCE_INVALID,   /* a call: ReferenceError */
} ReferenceKind;

typedef struct Reference {
  ReferenceKind kind;
  Place place;
  Register object, key, receiver;
  uint32_t name;
  uint32_t offset;
} Reference;

/* Takes a target apart, into new temporaries where needed. `value` (or NULL) is evaluated before
 * the write; `reads`: the target is read before that. */
void reference_open(CodeBuilder *b, Reference *r, Node *target, Node *value, bool reads);
void reference_read(CodeBuilder *b, const Reference *r, Register destination);
void reference_write(CodeBuilder *b, const Reference *r, Register value);

#endif
