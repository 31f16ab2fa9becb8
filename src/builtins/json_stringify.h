/* SPDX-License-Identifier: MIT */
/* json_stringify.h: the state of JSON.stringify, shared by json_stringify.c and json_circular.c
 * only. */
#ifndef BUILTINS_JSON_STRINGIFY_H
#define BUILTINS_JSON_STRINGIFY_H

#include "builtins/json.h"

#define JSON_GAP_MAX 10
/* So many numbers may be written without a look at the interrupt. */
#define LEADING_NUMBERS_MAX (1u << 20)

/* A JSON Serialization Record   #sec-json-serialization-records */
typedef struct JsonWriter {
  Vm *vm;
  StringBuilder out;
  Value replacer;         /* a function, or undefined */
  bool has_property_list;
  RootVec property_list;  /* the bits of PropertyKeys */
  RootVec stack;          /* objects under way, each behind the key that led to it */
  uint16_t gap[JSON_GAP_MAX];
  uint32_t gap_length;
  bool gap_is_uniform;    /* its units are all the same */
  uint32_t turn;          /* values written, for the look at the interrupt */
} JsonWriter;

/* Throws that an object on the stack was met again, under this key. Always false. */
bool json_throw_circular(JsonWriter *writer, size_t index, PropertyKey key);

#endif
