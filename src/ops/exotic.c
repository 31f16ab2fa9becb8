/* SPDX-License-Identifier: MIT */
/* exotic.c: which cell types have internal methods of their own. */
#include "ops/exotic.h"

const ExoticMethods *const exotic_methods_table[CELL_TYPE_COUNT] = {
    [CELL_ARRAY] = &array_methods,
    [CELL_PRIMITIVE_OBJECT] = &string_object_methods,
    [CELL_ARGUMENTS] = &arguments_methods,
    [CELL_PROXY] = &proxy_methods,
    [CELL_NAMESPACE] = &namespace_methods,
    [CELL_ERROR] = &error_methods,
    [CELL_TYPED_ARRAY] = &typed_array_methods,
};
