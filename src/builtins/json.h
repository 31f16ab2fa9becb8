/* SPDX-License-Identifier: MIT */
/* json.h: JSON text to values and back, for the JSON object and for JSON modules. */
#ifndef BUILTINS_JSON_H
#define BUILTINS_JSON_H

#include "ops/call.h"
#include "value/native.h"

/* ParseJSON ( text )   #sec-ParseJSON
 * SyntaxError if the text is not JSON. Runs no JavaScript, and does not recurse.
 * `record` may be NULL; otherwise it gets the JSON Parse Record, a JsonRecord. */
typedef struct JsonRecord {
  uint32_t header;  /* CELL_INTERNAL | 2 */
  Slot value;       /* what was made of the text */
  Slot parts;       /* of a primitive: its source, a string;
                     * of an array: an array of JsonRecords;
                     * of an object: an object with the same keys whose values are JsonRecords */
} JsonRecord;
MUST_USE bool json_read(Vm *vm, String *text, Value *out, JsonRecord **record);

/* An object made by JSON.rawJSON: it has the [[IsRawJSON]] internal slot. */
static inline bool json_is_raw(Value value) { return value_is_type(value, CELL_RAW_JSON); }

/* json_stringify.c */
bool json_stringify(Vm *vm, Call *call);

#endif
