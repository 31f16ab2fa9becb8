/* SPDX-License-Identifier: MIT */
/* module_load.c: loading a module's graph, import(), import.meta.
 * #sec-LoadRequestedModules  #sec-ContinueDynamicImport
 *
 * What is under way is kept in malloc'ed records that are roots of their own, because the host may
 * answer at any later time. */
#include <stdlib.h>

#include "compile/compile_source.h"
#include "vm/host_hooks.h"
#include "async/module_evaluation.h"
#include "vm/slow.h"

/* The GraphLoadingState record. */
typedef struct GraphLoad {
  Vm *vm;
  Promise *promise;
  RootVec visited;
  uint32_t pending;
  uint32_t holders; /* loads that point here */
  bool loading;
} GraphLoad;

struct ModuleLoad {
  Vm *vm;
  GraphLoad *graph;  /* NULL: a dynamic import */
  Module *referrer;  /* of a graph's request */
  uint32_t request;
  Promise *promise;  /* of a dynamic import */
};

static void mark_load(Vm *vm, void *data) {
  ModuleLoad *load = data;
  mark_cell(vm, load->referrer);
  mark_cell(vm, load->promise);
}
static void mark_graph(Vm *vm, void *data) { mark_cell(vm, ((GraphLoad *)data)->promise); }

static ModuleLoad *load_new(Vm *vm, ModuleLoad template) {
  ModuleLoad *load = malloc(sizeof *load);
  if (load) *load = template;
  if (load && heap_add_roots(vm, mark_load, load)) return load;
  free(load);
  throw_out_of_memory(vm);
  return NULL;
}

static void load_destroy(Vm *vm, ModuleLoad *load) {
  heap_remove_roots(vm, mark_load, load);
  free(load);
}

static void graph_release(GraphLoad *graph) {
  if (--graph->holders) return;
  heap_remove_roots(graph->vm, mark_graph, graph);
  root_vec_destroy(&graph->visited);
  free(graph);
}

/* --- the host --- */

/* Takes the load over, also where it fails. */
static bool ask_host(Vm *vm, Value referrer, String *specifier, Value attributes, int phase,
                     ModuleLoad *load) {
  HostHooks *hooks = vm->hooks;
  if (hooks && hooks->load_module)
    return hooks->load_module(vm, referrer, specifier, attributes, phase, load, hooks->data);
  PropertyKey key;
  char text[128];
  if (key_from_string(vm, specifier, &key))
    throw_type_error(vm, ERROR_IMPORT_NO_LOADER, key_describe(vm, key, text, sizeof text));
  return module_loaded(vm, load, NULL);
}

/* --- graphs --- */

static bool graph_visit(Vm *vm, GraphLoad *graph, Module *m);

static bool graph_fail(Vm *vm, GraphLoad *graph) {
  if (vm->interrupt) return false;
  Value reason = exception_take(vm);
  if (!graph->loading) return true;
  graph->loading = false;
  return promise_reject(vm, graph->promise, reason);
}

static bool already_visited(const GraphLoad *graph, const Module *m) {
  for (size_t i = 0; i < graph->visited.count; i++)
    if (value_as_cell(graph->visited.items[i]) == (const Cell *)(const void *)m) return true;
  return false;
}

/* The attributes of an import declaration as the host takes them; only `type` is supported: any
 * other key is a SyntaxError, as AllImportAttributesSupported has it. */
static bool attribute_list(Vm *vm, Value attributes, Value *out) {
  *out = value_undefined(vm);
  if (!value_is_type(attributes, CELL_SLOTS)) return true;
  Slots *slots = (Slots *)(void *)value_as_cell(attributes);
  Array *array = array_new(vm, cell_header_data(slots));
  if (!array) return false;
  for (uint32_t i = 0; i < cell_header_data(slots); i++) {
    Value item = slot_load(vm, slots->items[i]);
    char key[96], value[96];
    if (i % 2 == 0 && !value_same_bits(item, name_value(vm->names.type)))
      return throw_syntax_error(
          vm, ERROR_IMPORT_ATTRIBUTE, value_describe(vm, item, key, sizeof key),
          value_describe(vm, slot_load(vm, slots->items[i + 1]), value, sizeof value));
    TRY(array_push(vm, array, item));
  }
  *out = value_cell(array);
  return true;
}

/* One request of a module. */
static bool load_request(Vm *vm, GraphLoad *graph, Module *m, uint32_t request) {
  Module *present = module_loaded_request(vm, m, request);
  if (present) return graph_visit(vm, graph, present);
  ModuleLoad *load = load_new(vm, (ModuleLoad){vm, graph, m, request, NULL});
  if (!load) return false;
  graph->holders++;
  Value specifier =
      module_row(vm, m->requests, MODULE_REQUEST_FIELDS, request, MODULE_REQUEST_SPECIFIER);
  Value attributes =
      module_row(vm, m->requests, MODULE_REQUEST_FIELDS, request, MODULE_REQUEST_ATTRIBUTES);
  Value phase = module_row(vm, m->requests, MODULE_REQUEST_FIELDS, request, MODULE_REQUEST_PHASE);
  Value list;
  if (!attribute_list(vm, attributes, &list)) return module_loaded(vm, load, NULL);
  return ask_host(vm, value_cell(m), value_as_string(specifier), list, value_as_int(phase), load);
}

/* InnerModuleLoading */
static bool graph_visit(Vm *vm, GraphLoad *graph, Module *m) {
  if (m->status == MODULE_NEW && !already_visited(graph, m)) {
    if (!root_vec_push(&graph->visited, value_cell(m))) return throw_out_of_memory(vm);
    uint32_t count = module_rows(vm, m->requests, MODULE_REQUEST_FIELDS);
    if (slot_is_none(m->loaded)) {
      Slots *loaded = slots_new(vm, CELL_SLOTS, count);
      if (!loaded) return false;
      slot_store_cell(vm, m, &m->loaded, loaded);
    }
    graph->pending += count;
    for (uint32_t i = 0; i < count && graph->loading; i++) TRY(load_request(vm, graph, m, i));
  }
  if (!graph->loading || --graph->pending) return true;
  graph->loading = false;
  for (size_t i = 0; i < graph->visited.count; i++) {
    Module *visited = (Module *)(void *)value_as_cell(graph->visited.items[i]);
    if (visited->status == MODULE_NEW) visited->status = MODULE_UNLINKED;
  }
  return promise_fulfill(vm, graph->promise, value_undefined(vm));
}

bool module_load_requested(Vm *vm, Module *m, Promise **out) {
  *out = promise_new(vm);
  GraphLoad *graph = *out ? calloc(1, sizeof *graph) : NULL;
  if (!graph || !root_vec_init(&graph->visited, vm)) {
    free(graph);
    return throw_out_of_memory(vm);
  }
  graph->vm = vm;
  graph->promise = *out;
  graph->pending = graph->holders = 1;
  graph->loading = true;
  if (!heap_add_roots(vm, mark_graph, graph)) return throw_out_of_memory(vm);
  bool ok = graph_visit(vm, graph, m) || graph_fail(vm, graph);
  graph_release(graph);
  return ok;
}

/* --- import() --- */

/* The functions that import() chains: data[0] the module, data[1] the promise of the import (and for
 * entry modules, whether the result is undefined rather than the namespace: a Slots record). */
static bool settle_rejected(Vm *vm, Call *call) {
  Promise *p = slot_cell_present(vm, value_as_native(call->callee)->data[1]);
  return promise_reject(vm, p, call_arg(vm, call, 0));
}
static bool settle_namespace(Vm *vm, Call *call) {
  NativeFunctionObject *self = value_as_native(call->callee);
  Promise *p = slot_cell_present(vm, self->data[1]);
  Namespace *ns = module_namespace(vm, slot_cell_present(vm, self->data[0]));
  if (!ns) return promise_reject(vm, p, exception_take(vm));
  return promise_resolve_with(vm, p, value_cell(ns));
}
static bool settle_undefined(Vm *vm, Call *call) {
  Promise *p = slot_cell_present(vm, value_as_native(call->callee)->data[1]);
  return promise_fulfill(vm, p, value_undefined(vm));
}

static bool chain_function(Vm *vm, NativeFunction function, Module *m, Promise *p, Value *out) {
  NativeFunctionObject *f = native_new(vm, function, "", 1, 2);
  if (!f) return false;
  slot_store_cell(vm, f, &f->data[0], m);
  slot_store_cell(vm, f, &f->data[1], p);
  *out = value_cell(f);
  return true;
}

/* waited.then(function of (m, p), reject p) */
static bool chain(Vm *vm, Promise *waited, NativeFunction function, Module *m, Promise *p) {
  Value fulfilled, rejected;
  TRY(chain_function(vm, function, m, p, &fulfilled));
  TRY(chain_function(vm, settle_rejected, m, p, &rejected));
  return perform_promise_then(vm, waited, fulfilled, rejected, NULL);
}

static bool link_and_evaluate(Vm *vm, Call *call, NativeFunction finish) {
  NativeFunctionObject *self = value_as_native(call->callee);
  Module *m = slot_cell_present(vm, self->data[0]);
  Promise *p = slot_cell_present(vm, self->data[1]);
  Value evaluation;
  if (module_link(vm, m) && module_evaluate(vm, m, &evaluation) &&
      chain(vm, value_as_promise(evaluation), finish, m, p))
    return true;
  return !vm->interrupt && promise_reject(vm, p, exception_take(vm));
}
static bool link_and_evaluate_import(Vm *vm, Call *call) {
  return link_and_evaluate(vm, call, settle_namespace);
}
static bool link_and_evaluate_entry(Vm *vm, Call *call) {
  return link_and_evaluate(vm, call, settle_undefined);
}

/* Rows for native_new; `module_functions_builtin` stands in intrinsics.def for no object that
 * JavaScript could reach. */
static const BuiltinProperty module_functions[] = {
    INTERNAL("import rejected", settle_rejected, 1),
    INTERNAL("import namespace", settle_namespace, 1),
    INTERNAL("entry evaluated", settle_undefined, 1),
    INTERNAL("import loaded", link_and_evaluate_import, 1),
    INTERNAL("entry loaded", link_and_evaluate_entry, 1),
};
const BuiltinObject module_functions_builtin = {
    .type = CELL_OBJECT,
    .prototype = INTRINSIC_NONE,
    .properties = module_functions,
    .property_count = array_length(module_functions),
};

static bool start(Vm *vm, Module *m, NativeFunction loaded, Promise *p) {
  Promise *loading;
  TRY(module_load_requested(vm, m, &loading));
  return chain(vm, loading, loaded, m, p);
}

bool module_loaded(Vm *vm, ModuleLoad *load, Module *module) {
  GraphLoad *graph = load->graph;
  Promise *p = load->promise;
  bool ok = true;
  if (!graph) {
    ok = (module && start(vm, module, link_and_evaluate_import, p)) ||
         (!vm->interrupt && promise_reject(vm, p, exception_take(vm)));
  } else if (!module) {
    ok = graph_fail(vm, graph);
  } else {
    Slots *loaded = slot_cell_present(vm, load->referrer->loaded);
    slot_store_cell(vm, loaded, &loaded->items[load->request], module);
    if (graph->loading) ok = graph_visit(vm, graph, module) || graph_fail(vm, graph);
  }
  load_destroy(vm, load);
  if (graph) graph_release(graph);
  return ok;
}

bool module_run(Vm *vm, Module *module, Value *out) {
  Promise *p = promise_new(vm);
  TRY(p && start(vm, module, link_and_evaluate_entry, p));
  *out = value_cell(p);
  return true;
}

/* --- options of import() (#sec-evaluate-import-call) --- */

static bool attributes_of_options(Vm *vm, Value options, Value *out) {
  *out = value_undefined(vm);
  if (value_is_undefined(vm, options)) return true;
  char text[96];
  if (!value_is_object(options))
    return throw_type_error(vm, ERROR_NOT_OBJECT, value_describe(vm, options, text, sizeof text));
  Value with;
  TRY(get(vm, value_as_object(options), vm->names.with, &with));
  if (value_is_undefined(vm, with)) return true;
  if (!value_is_object(with))
    return throw_type_error(vm, ERROR_NOT_OBJECT, value_describe(vm, with, text, sizeof text));
  Array *entries, *flat = array_new(vm, 4);
  TRY(flat && enumerable_own_properties(vm, value_as_object(with), ENUMERABLE_ENTRIES, &entries));
  for (uint32_t i = 0; i < entries->length; i++) {
    Object *entry = value_as_object(object_get_element(vm, &entries->base, i));
    Value key = object_get_element(vm, entry, 0), value = object_get_element(vm, entry, 1);
    if (!value_is_string(value))
      return throw_type_error(vm, ERROR_IMPORT_ATTRIBUTE_STRING,
                              value_describe(vm, value, text, sizeof text));
    TRY(array_push(vm, flat, key) && array_push(vm, flat, value));
  }
  *out = value_cell(flat);
  return true;
}

/* AllImportAttributesSupported: hosts know `type` only. */
static bool check_attributes(Vm *vm, Value attributes) {
  if (!value_is_array_cell(attributes)) return true;
  Array *array = value_as_array(attributes);
  for (uint32_t i = 0; i < array->length; i += 2) {
    Value key = object_get_element(vm, &array->base, i);
    Value value = object_get_element(vm, &array->base, i + 1);
    String *name = string_flatten(vm, value_as_string(key));
    TRY(name);
    if (string_is_ascii_text(vm, name, "type")) continue;
    char key_text[64], value_text[64];
    return throw_type_error(vm, ERROR_IMPORT_ATTRIBUTE,
                            value_describe(vm, key, key_text, sizeof key_text),
                            value_describe(vm, value, value_text, sizeof value_text));
  }
  return true;
}

static bool import_into(Vm *vm, Promise *p, Value referrer, Value specifier, Value options,
                        int phase) {
  String *name;
  Value attributes;
  TRY(to_string(vm, specifier, &name));
  TRY(attributes_of_options(vm, options, &attributes));
  TRY(check_attributes(vm, attributes));
  ModuleLoad *load = load_new(vm, (ModuleLoad){vm, NULL, NULL, 0, p});
  return load && ask_host(vm, referrer, name, attributes, phase, load);
}

bool module_import(Vm *vm, Value referrer, Value specifier, Value options, int phase, Value *out) {
  Promise *p = promise_new(vm);
  if (!p) return false;
  *out = value_cell(p);
  if (import_into(vm, p, referrer, specifier, options, phase)) return true;
  return !vm->interrupt && promise_reject(vm, p, exception_take(vm));
}

/* The host value of the running script, module or function's code. */
static Value running_host(Vm *vm, const Value *r) {
  Source *source = slot_cell(vm, frame_code(vm, r)->source);
  return slot_is_none(source->host) ? value_undefined(vm) : slot_load(vm, source->host);
}

bool slow_import(Vm *vm, const uint32_t *pc, Value *r) {
  Value options = OPERAND_C(pc) == NO_REGISTER ? value_undefined(vm) : r[OPERAND_C(pc)];
  int phase = instruction_op(pc) == OPCODE_IMPORT_PHASE ? (int)pc[1] : 0;
  return module_import(vm, running_host(vm, r), r[OPERAND_B(pc)], options, phase,
                       &r[OPERAND_A(pc)]);
}

/* --- import.meta --- */

Object *module_meta(Vm *vm, Module *module) {
  Object *meta = slot_cell(vm, module->meta);
  if (meta) return meta;
  meta = object_new_with_prototype(vm, value_null(vm), 4);
  if (!meta) return NULL;
  HostHooks *hooks = vm->hooks;
  if (hooks && hooks->import_meta && !hooks->import_meta(vm, module, meta, hooks->data))
    return NULL;
  slot_store_cell(vm, module, &module->meta, meta);
  return meta;
}

bool slow_import_meta(Vm *vm, const uint32_t *pc, Value *r) {
  Value host = running_host(vm, r);
  Object *meta = module_meta(vm, (Module *)(void *)value_as_cell(host));
  if (!meta) return false;
  r[OPERAND_A(pc)] = value_cell(meta);
  return true;
}

bool module_mark_error(Vm *vm, Module *m, int32_t start_offset, int32_t end_offset) {
  if (!value_is_type(vm->exception, CELL_ERROR) || slot_is_none(m->source)) return false;
  ErrorObject *error = (ErrorObject *)(void *)value_as_cell(vm->exception);
  Slots *position = slots_new(vm, CELL_INTERNAL, ERROR_POSITION_FIELDS);
  if (!position) return false;
  slot_store_cell(vm, position, &position->items[ERROR_POSITION_SOURCE], slot_cell(vm, m->source));
  slot_store(vm, position, &position->items[ERROR_POSITION_START], value_int(start_offset));
  slot_store(vm, position, &position->items[ERROR_POSITION_END], value_int(end_offset));
  slot_store_cell(vm, error, &error->source_position, position);
  return false;
}
