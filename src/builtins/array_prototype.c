/* SPDX-License-Identifier: MIT */
/* array_prototype.c: the tables of Array.prototype and its @@unscopables object. */
#include "builtins/array.h"

static const BuiltinProperty array_prototype_properties[] = {
    INTRINSIC("constructor", ARRAY),
    FUNCTION("at", array_prototype_at, 1),
    FUNCTION("concat", array_prototype_concat, 1),
    FUNCTION("copyWithin", array_prototype_copy_within, 2),
    FUNCTION("entries", array_prototype_entries, 0),
    FUNCTION("every", array_prototype_every, 1),
    FUNCTION("fill", array_prototype_fill, 1),
    FUNCTION("filter", array_prototype_filter, 1),
    FUNCTION("find", array_prototype_find, 1),
    FUNCTION("findIndex", array_prototype_find_index, 1),
    FUNCTION("findLast", array_prototype_find_last, 1),
    FUNCTION("findLastIndex", array_prototype_find_last_index, 1),
    FUNCTION("flat", array_prototype_flat, 0),
    FUNCTION("flatMap", array_prototype_flat_map, 1),
    FUNCTION("forEach", array_prototype_for_each, 1),
    FUNCTION("includes", array_prototype_includes, 1),
    FUNCTION("indexOf", array_prototype_index_of, 1),
    FUNCTION("join", array_prototype_join, 1),
    FUNCTION("keys", array_prototype_keys, 0),
    FUNCTION("lastIndexOf", array_prototype_last_index_of, 1),
    FUNCTION("map", array_prototype_map, 1),
    FUNCTION("pop", array_prototype_pop, 0),
    FUNCTION("push", array_prototype_push, 1),
    FUNCTION("reduce", array_prototype_reduce, 1),
    FUNCTION("reduceRight", array_prototype_reduce_right, 1),
    FUNCTION("reverse", array_prototype_reverse, 0),
    FUNCTION("shift", array_prototype_shift, 0),
    FUNCTION("slice", array_prototype_slice, 2),
    FUNCTION("some", array_prototype_some, 1),
    FUNCTION("sort", array_prototype_sort, 1),
    FUNCTION("splice", array_prototype_splice, 2),
    FUNCTION("toLocaleString", array_prototype_to_locale_string, 0),
    FUNCTION("toReversed", array_prototype_to_reversed, 0),
    FUNCTION("toSorted", array_prototype_to_sorted, 1),
    FUNCTION("toSpliced", array_prototype_to_spliced, 2),
    FUNCTION("toString", array_prototype_to_string, 0),
    FUNCTION("unshift", array_prototype_unshift, 1),
    INTRINSIC("values", ARRAY_PROTOTYPE_VALUES),
    FUNCTION("with", array_prototype_with, 2),
    ALIAS("@@iterator", "values"),
    INTRINSIC_WITH("@@unscopables", ARRAY_UNSCOPABLES, PROPERTY_CONFIGURABLE),
};

/* #sec-properties-of-the-array-prototype-object */
const BuiltinObject array_prototype_builtin = {
    .type = CELL_ARRAY,
    .prototype = INTRINSIC_OBJECT_PROTOTYPE,
    .properties = array_prototype_properties,
    .property_count = array_length(array_prototype_properties),
};

#define UNSCOPABLE(n) {.name = n, .kind = BUILTIN_TRUE, .attributes = PROPERTY_DEFAULT}

static const BuiltinProperty array_unscopables_properties[] = {
    UNSCOPABLE("at"),         UNSCOPABLE("copyWithin"),    UNSCOPABLE("entries"),
    UNSCOPABLE("fill"),       UNSCOPABLE("find"),          UNSCOPABLE("findIndex"),
    UNSCOPABLE("findLast"),   UNSCOPABLE("findLastIndex"), UNSCOPABLE("flat"),
    UNSCOPABLE("flatMap"),    UNSCOPABLE("includes"),      UNSCOPABLE("keys"),
    UNSCOPABLE("toReversed"), UNSCOPABLE("toSorted"),      UNSCOPABLE("toSpliced"),
    UNSCOPABLE("values"),
};

/* Array.prototype [ @@unscopables ]   #sec-array.prototype-@@unscopables */
const BuiltinObject array_unscopables_builtin = {
    .type = CELL_OBJECT,
    .prototype = INTRINSIC_NONE,
    .properties = array_unscopables_properties,
    .property_count = array_length(array_unscopables_properties),
};
