/* SPDX-License-Identifier: MIT */
/* cell_types.c: the table of cell types that the heap is given, made from cell_types.def.
 *
 * The table stands here although some rows belong to later layers: their trace functions are only
 * named, never called from here. */
#include "value/types.h"

/* A function that a row does not have is the null pointer, so NULL needs no prototype. */
#define TRACE(name) void name(Vm *vm, Cell *cell);
TRACE(string_trace)
TRACE(external_units_finalize)
TRACE(symbol_trace)
TRACE(shape_trace)
TRACE(property_table_trace)
TRACE(slots_trace)
TRACE(elements_trace)
TRACE(sparse_trace)
TRACE(hash_table_trace)
TRACE(weak_cell_trace)
TRACE(object_trace)
TRACE(native_function_trace)
TRACE(realm_trace)
TRACE(weak_map_trace)
TRACE(weak_ref_trace)
TRACE(finalization_registry_trace)
TRACE(finalization_record_trace)
TRACE(date_trace)
TRACE(array_buffer_trace)
TRACE(array_buffer_finalize)
TRACE(typed_array_trace)
TRACE(regexp_trace)
TRACE(regexp_finalize)
TRACE(host_object_trace)
TRACE(host_object_finalize)
/* bytecode/ */
TRACE(source_trace)
TRACE(source_finalize)
TRACE(code_trace)
TRACE(site_trace)
/* vm/ and async/ */
TRACE(continuation_trace)
TRACE(module_trace)
#undef TRACE

const CellTypeInfo cell_type_table[CELL_TYPE_COUNT] = {
#define X(type_name, trace_function, finalize_function) \
  [CELL_##type_name] = {.name = #type_name, .trace = trace_function, .finalize = finalize_function},
#include "value/cell_types.def"
#undef X
};
