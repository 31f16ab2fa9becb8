/* SPDX-License-Identifier: MIT */
/* module.c: module records: creation, the resolution of exports, namespaces, linking.
 * #sec-source-text-module-records
 * Loading and evaluation are the async core's (async/module_load.c, module_evaluate.c). */
#include "vm/module.h"

#include <stdlib.h>

#include "vm/module_internal.h"

void module_trace(Vm *vm, Cell *cell) {
  Module *m = (Module *)(void *)cell;
  mark_slots(vm, &m->realm, &m->error + 1);
}

static Module *module_allocate(Vm *vm, String *name) {
  Module *m = heap_allocate(vm, CELL_MODULE, sizeof *m);
  if (!m) {
    throw_out_of_memory(vm);
    return NULL;
  }
  slot_store_cell(vm, m, &m->realm, vm->realm);
  slot_store_cell(vm, m, &m->name, name);
  m->status = MODULE_NEW;
  return m;
}

Module *module_new(Vm *vm, const CompiledModule *compiled, Source *source, String *name) {
  Module *m = module_allocate(vm, name);
  if (!m) return NULL;
  slot_store_cell(vm, m, &m->source, source);
  slot_store_cell(vm, m, &m->body, compiled->body);
  slot_store_cell(vm, m, &m->declarations, compiled->declarations);
  slot_store_cell(vm, m, &m->scope_info, compiled->scope_info);
  slot_store_cell(vm, m, &m->requests, compiled->requests);
  slot_store_cell(vm, m, &m->imports, compiled->imports);
  slot_store_cell(vm, m, &m->local_exports, compiled->local_exports);
  slot_store_cell(vm, m, &m->indirect_exports, compiled->indirect_exports);
  slot_store_cell(vm, m, &m->star_exports, compiled->star_exports);
  slot_store_cell(vm, source, &source->host, m);
  m->environment_slots = compiled->environment_slots;
  m->has_top_level_await = compiled->has_top_level_await;
  m->environment = slot_none();
  return m;
}

Module *module_new_synthetic(Vm *vm, String *name, String *const *names, const Value *values,
                             uint32_t count) {
  Module *m = module_allocate(vm, name);
  Environment *e = m ? environment_new(vm, NULL, count) : NULL;
  Slots *exports = e ? slots_new(vm, CELL_SLOTS, count * MODULE_LOCAL_EXPORT_FIELDS) : NULL;
  if (!exports) return NULL;
  for (uint32_t i = 0; i < count; i++) {
    Slot *row = &exports->items[i * MODULE_LOCAL_EXPORT_FIELDS];
    slot_store_cell(vm, exports, &row[MODULE_LOCAL_EXPORT_NAME], names[i]);
    slot_store(vm, exports, &row[MODULE_LOCAL_EXPORT_SLOT], value_int((int32_t)i));
    slot_store(vm, e, &e->items[i], values[i]);
  }
  slot_store_cell(vm, m, &m->environment, e);
  slot_store_cell(vm, m, &m->local_exports, exports);
  m->environment_slots = count;
  m->status = MODULE_UNLINKED;
  return m;
}

/* --- rows of the lists that the compiler made --- */

uint32_t module_rows(Vm *vm, Slot list, uint32_t fields) {
  const Slots *slots = slot_cell(vm, list);
  return slots ? cell_header_data(slots) / fields : 0;
}
Value module_row(Vm *vm, Slot list, uint32_t fields, uint32_t row, uint32_t field) {
  const Slots *slots = slot_cell_present(vm, list);
  return slot_load(vm, slots->items[row * fields + field]);
}
Module *module_loaded_request(Vm *vm, const Module *m, uint32_t request) {
  const Slots *loaded = slot_cell(vm, m->loaded);
  return loaded ? slot_cell(vm, loaded->items[request]) : NULL;
}

/* --- ResolveExport --- */

typedef struct Visit {
  const struct Visit *previous;
  const Module *module;
  const String *name;
} Visit;

static bool visited(const Visit *visit, const Module *m, const String *name) {
  for (; visit; visit = visit->previous)
    if (visit->module == m && visit->name == name) return true;
  return false;
}

typedef enum ResolutionKind {
  RESOLUTION_NONE,
  RESOLUTION_AMBIGUOUS,
  RESOLUTION_BINDING,   /* a slot of the module's environment */
  RESOLUTION_NAMESPACE, /* the module's namespace */
} ResolutionKind;
typedef struct Resolution {
  ResolutionKind kind;
  Module *module;
  uint32_t slot;
} Resolution;

static Resolution resolve(Vm *vm, Module *m, String *name, const Visit *before);

static Resolution resolve_indirect(Vm *vm, Module *m, uint32_t row, const Visit *visit) {
  const uint32_t fields = MODULE_INDIRECT_EXPORT_FIELDS;
  Value request = module_row(vm, m->indirect_exports, fields, row, MODULE_INDIRECT_EXPORT_REQUEST);
  Value import =
      module_row(vm, m->indirect_exports, fields, row, MODULE_INDIRECT_EXPORT_IMPORT_NAME);
  Module *target = module_loaded_request(vm, m, (uint32_t)value_as_int(request));
  if (!target) return (Resolution){RESOLUTION_NONE, NULL, 0};
  if (value_is_undefined(vm, import)) return (Resolution){RESOLUTION_NAMESPACE, target, 0};
  return resolve(vm, target, value_as_string(import), visit);
}

static bool same_resolution(const Resolution *a, const Resolution *b) {
  return a->kind == b->kind && a->module == b->module && a->slot == b->slot;
}

static Resolution resolve_star(Vm *vm, Module *m, String *name, const Visit *visit) {
  Resolution found = {RESOLUTION_NONE, NULL, 0};
  uint32_t count = module_rows(vm, m->star_exports, MODULE_STAR_EXPORT_FIELDS);
  for (uint32_t i = 0; i < count; i++) {
    Value request =
        module_row(vm, m->star_exports, MODULE_STAR_EXPORT_FIELDS, i, MODULE_STAR_EXPORT_REQUEST);
    Module *target = module_loaded_request(vm, m, (uint32_t)value_as_int(request));
    if (!target) continue;
    Resolution r = resolve(vm, target, name, visit);
    if (r.kind == RESOLUTION_AMBIGUOUS) return r;
    if (r.kind == RESOLUTION_NONE) continue;
    if (found.kind == RESOLUTION_NONE) found = r;
    else if (!same_resolution(&found, &r)) return (Resolution){RESOLUTION_AMBIGUOUS, NULL, 0};
  }
  return found;
}

static Resolution resolve(Vm *vm, Module *m, String *name, const Visit *before) {
  Resolution none = {RESOLUTION_NONE, NULL, 0};
  if (visited(before, m, name) || (const char *)__builtin_frame_address(0) < vm->c_stack_limit)
    return none;
  Visit visit = {before, m, name};
  uint32_t count = module_rows(vm, m->local_exports, MODULE_LOCAL_EXPORT_FIELDS);
  for (uint32_t i = 0; i < count; i++) {
    if (module_row(vm, m->local_exports, MODULE_LOCAL_EXPORT_FIELDS, i, MODULE_LOCAL_EXPORT_NAME)
            .bits != value_string(name).bits)
      continue;
    Value slot =
        module_row(vm, m->local_exports, MODULE_LOCAL_EXPORT_FIELDS, i, MODULE_LOCAL_EXPORT_SLOT);
    return (Resolution){RESOLUTION_BINDING, m, (uint32_t)value_as_int(slot)};
  }
  count = module_rows(vm, m->indirect_exports, MODULE_INDIRECT_EXPORT_FIELDS);
  for (uint32_t i = 0; i < count; i++) {
    if (module_row(vm, m->indirect_exports, MODULE_INDIRECT_EXPORT_FIELDS, i,
                   MODULE_INDIRECT_EXPORT_NAME)
            .bits == value_string(name).bits)
      return resolve_indirect(vm, m, i, &visit);
  }
  if (value_same_bits(value_string(name), name_value(vm->names.default_))) return none;
  return resolve_star(vm, m, name, &visit);
}

/* Allocates nothing. */
static Resolution module_resolve_export(Vm *vm, Module *m, String *name) {
  return resolve(vm, m, name, NULL);
}

/* --- GetExportedNames --- */

static bool list_has(const RootVec *list, Value v) {
  for (size_t i = 0; i < list->count; i++)
    if (value_same_bits(list->items[i], v)) return true;
  return false;
}

static bool add_names(Vm *vm, Slot list, uint32_t fields, uint32_t field, RootVec *names) {
  for (uint32_t i = 0; i < module_rows(vm, list, fields); i++) {
    Value name = module_row(vm, list, fields, i, field);
    if (!list_has(names, name) && !root_vec_push(names, name)) return throw_out_of_memory(vm);
  }
  return true;
}

static bool exported_names(Vm *vm, Module *m, RootVec *seen, bool skip_default, RootVec *names) {
  if (list_has(seen, value_cell(m))) return true;
  if (!root_vec_push(seen, value_cell(m))) return throw_out_of_memory(vm);
  size_t start = names->count;
  TRY(add_names(vm, m->local_exports, MODULE_LOCAL_EXPORT_FIELDS, MODULE_LOCAL_EXPORT_NAME, names));
  TRY(add_names(vm, m->indirect_exports, MODULE_INDIRECT_EXPORT_FIELDS, MODULE_INDIRECT_EXPORT_NAME,
                names));
  if (skip_default) {
    size_t kept = start;
    for (size_t i = start; i < names->count; i++)
      if (!value_same_bits(names->items[i], name_value(vm->names.default_)))
        names->items[kept++] = names->items[i];
    names->count = kept;
  }
  uint32_t count = module_rows(vm, m->star_exports, MODULE_STAR_EXPORT_FIELDS);
  for (uint32_t i = 0; i < count; i++) {
    Value request =
        module_row(vm, m->star_exports, MODULE_STAR_EXPORT_FIELDS, i, MODULE_STAR_EXPORT_REQUEST);
    Module *target = module_loaded_request(vm, m, (uint32_t)value_as_int(request));
    if (target) TRY(exported_names(vm, target, seen, true, names));
  }
  return true;
}

/* --- namespaces --- */

static void *resolution_target(Vm *vm, const Resolution *r) {
  if (r->kind == RESOLUTION_NAMESPACE) return module_namespace(vm, r->module);
  Environment *e = module_environment(vm, r->module);
  return e ? import_binding_new(vm, e, r->slot) : NULL;
}

static bool fill_namespace(Vm *vm, Module *m, Namespace *ns, const RootVec *names, RootVec *targets,
                           NamespaceExport *exports) {
  uint32_t count = 0;
  for (size_t i = 0; i < names->count; i++) {
    String *name = value_as_string(names->items[i]);
    Resolution r = module_resolve_export(vm, m, name);
    if (r.kind != RESOLUTION_BINDING && r.kind != RESOLUTION_NAMESPACE) continue;
    void *target = resolution_target(vm, &r);
    if (!target) return false;
    if (!root_vec_push(targets, value_cell(target))) return throw_out_of_memory(vm);
    exports[count++] = (NamespaceExport){name, target};
  }
  return namespace_fill(vm, ns, exports, count);
}

Namespace *module_namespace(Vm *vm, Module *m) {
  Namespace *ns = slot_cell(vm, m->namespace_object);
  if (ns) return ns;
  RootVec seen, names, targets;
  if (!root_vec_init(&seen, vm) || !root_vec_init(&names, vm) || !root_vec_init(&targets, vm)) {
    throw_out_of_memory(vm);
    return NULL;
  }
  Realm *realm = vm->realm;
  vm->realm = slot_cell_present(vm, m->realm);
  ns = namespace_new(vm, m);
  if (ns) slot_store_cell(vm, m, &m->namespace_object, ns);
  bool ok = ns && exported_names(vm, m, &seen, false, &names);
  NamespaceExport *exports = ok ? calloc(names.count + 1, sizeof *exports) : NULL;
  if (ok && !exports) ok = throw_out_of_memory(vm);
  ok = ok && fill_namespace(vm, m, ns, &names, &targets, exports);
  free(exports);
  vm->realm = realm;
  root_vec_destroy(&targets);
  root_vec_destroy(&names);
  root_vec_destroy(&seen);
  return ok ? ns : NULL;
}

/* --- linking (#sec-moduledeclarationlinking) --- */

static bool throw_no_export(Vm *vm, Module *m, uint32_t request, String *name, ResolutionKind kind,
                            int32_t offset, int32_t end) {
  char specifier[128], text[96];
  Value s = module_row(vm, m->requests, MODULE_REQUEST_FIELDS, request, MODULE_REQUEST_SPECIFIER);
  PropertyKey key;
  TRY(key_from_string(vm, value_as_string(s), &key));
  key_describe(vm, key, specifier, sizeof specifier);
  TRY(key_from_string(vm, name, &key));
  throw_syntax_error(vm,
                     kind == RESOLUTION_AMBIGUOUS ? ERROR_MODULE_AMBIGUOUS : ERROR_MODULE_NO_EXPORT,
                     specifier, key_describe(vm, key, text, sizeof text));
  return module_mark_error(vm, m, offset, end);
}

static int32_t row_int(Vm *vm, Slot list, uint32_t fields, uint32_t row, uint32_t field) {
  return value_as_int(module_row(vm, list, fields, row, field));
}

static bool check_indirect_exports(Vm *vm, Module *m) {
  const uint32_t fields = MODULE_INDIRECT_EXPORT_FIELDS;
  for (uint32_t i = 0; i < module_rows(vm, m->indirect_exports, fields); i++) {
    Value name = module_row(vm, m->indirect_exports, fields, i, MODULE_INDIRECT_EXPORT_NAME);
    Resolution r = module_resolve_export(vm, m, value_as_string(name));
    if (r.kind == RESOLUTION_BINDING || r.kind == RESOLUTION_NAMESPACE) continue;
    Value import =
        module_row(vm, m->indirect_exports, fields, i, MODULE_INDIRECT_EXPORT_IMPORT_NAME);
    return throw_no_export(
        vm, m,
        (uint32_t)row_int(vm, m->indirect_exports, fields, i, MODULE_INDIRECT_EXPORT_REQUEST),
        value_as_string(import), r.kind,
        row_int(vm, m->indirect_exports, fields, i, MODULE_INDIRECT_EXPORT_OFFSET),
        row_int(vm, m->indirect_exports, fields, i, MODULE_INDIRECT_EXPORT_END));
  }
  return true;
}

static bool bind_import(Vm *vm, Module *m, Environment *e, uint32_t row) {
  const uint32_t fields = MODULE_IMPORT_FIELDS;
  uint32_t request = (uint32_t)row_int(vm, m->imports, fields, row, MODULE_IMPORT_REQUEST);
  Value name = module_row(vm, m->imports, fields, row, MODULE_IMPORT_NAME);
  Slot *slot = &e->items[row_int(vm, m->imports, fields, row, MODULE_IMPORT_SLOT)];
  Module *target = module_loaded_request(vm, m, request);
  Resolution r = {RESOLUTION_NAMESPACE, target, 0};
  if (!value_is_undefined(vm, name)) r = module_resolve_export(vm, target, value_as_string(name));
  if (r.kind != RESOLUTION_BINDING && r.kind != RESOLUTION_NAMESPACE)
    return throw_no_export(vm, m, request, value_as_string(name), r.kind,
                           row_int(vm, m->imports, fields, row, MODULE_IMPORT_OFFSET),
                           row_int(vm, m->imports, fields, row, MODULE_IMPORT_END));
  void *binding = resolution_target(vm, &r);
  if (!binding) return false;
  slot_store(vm, e, slot, value_cell(binding));
  return true;
}

/* The environment is made when first needed, by an importer or by linking. */
Environment *module_environment(Vm *vm, Module *m) {
  Environment *e = slot_cell(vm, m->environment);
  if (e) return e;
  e = environment_new(vm, NULL, m->environment_slots);
  if (!e) return NULL;
  slot_store_cell(vm, e, &e->info, slot_cell(vm, m->scope_info));
  slot_store_cell(vm, m, &m->environment, e);
  return e;
}

/* InitializeEnvironment */
static bool initialise_environment(Vm *vm, Module *m) {
  if (slot_is_none(m->body)) return true;
  TRY(check_indirect_exports(vm, m));
  Environment *e = module_environment(vm, m);
  if (!e) return false;
  for (uint32_t i = 0; i < module_rows(vm, m->imports, MODULE_IMPORT_FIELDS); i++)
    TRY(bind_import(vm, m, e, i));
  Value ignored;
  return run_code(vm, slot_cell_present(vm, m->declarations), e, value_undefined(vm), &ignored);
}

/* InnerModuleLinking; the stack is a RootVec of modules. */
static bool link_inner(Vm *vm, Module *m, RootVec *stack, uint32_t *index) {
  if (m->status >= MODULE_LINKING) return true;
  if (slot_is_none(m->body)) {
    m->status = MODULE_LINKED;
    return true;
  }
  if ((const char *)__builtin_frame_address(0) < vm->c_stack_limit) return throw_stack_overflow(vm);
  m->status = MODULE_LINKING;
  m->dfs_index = m->dfs_ancestor = (*index)++;
  if (!root_vec_push(stack, value_cell(m))) return throw_out_of_memory(vm);
  for (uint32_t i = 0; i < module_rows(vm, m->requests, MODULE_REQUEST_FIELDS); i++) {
    Module *required = module_loaded_request(vm, m, i);
    TRY(link_inner(vm, required, stack, index));
    if (required->status == MODULE_LINKING)
      m->dfs_ancestor = u32_min(m->dfs_ancestor, required->dfs_ancestor);
  }
  TRY(initialise_environment(vm, m));
  if (m->dfs_ancestor != m->dfs_index) return true;
  Module *done;
  do {
    done = (Module *)(void *)value_as_cell(stack->items[--stack->count]);
    done->status = MODULE_LINKED;
  } while (done != m);
  return true;
}

bool module_link(Vm *vm, Module *m) {
  RootVec stack;
  uint32_t index = 0;
  if (!root_vec_init(&stack, vm)) return throw_out_of_memory(vm);
  bool ok = link_inner(vm, m, &stack, &index);
  if (!ok)
    for (size_t i = 0; i < stack.count; i++)
      ((Module *)(void *)value_as_cell(stack.items[i]))->status = MODULE_UNLINKED;
  root_vec_destroy(&stack);
  return ok;
}
