/* SPDX-License-Identifier: MIT */
/* module.h: module records (#sec-abstract-module-records, #sec-cyclic-module-records).
 *
 * A module's variables live in one environment; imports are IMPORT_BINDING cells in the slots of the
 * importing module. Synthetic modules (JSON, the host's own) have exports without code. */
#ifndef VM_MODULE_H
#define VM_MODULE_H

#include "compile/compile.h"
#include "ops/namespace.h"

typedef enum ModuleStatus {
  MODULE_NEW,
  MODULE_UNLINKED,
  MODULE_LINKING,
  MODULE_LINKED,
  MODULE_EVALUATING,
  MODULE_EVALUATING_ASYNC,
  MODULE_EVALUATED,
} ModuleStatus;

typedef struct Module {
  uint32_t header;
  Slot realm;
  Slot name;             /* string: URL or path, for messages and import.meta */
  Slot source;           /* CELL_SOURCE or none */
  Slot body;             /* Code; none: synthetic */
  Slot declarations;     /* Code */
  Slot environment;
  Slot scope_info;
  Slot requests; /* SLOTS, as compile.h lays them out; these five are none in synthetic ones */
  Slot imports;
  Slot local_exports; /* in synthetic modules, too */
  Slot indirect_exports;
  Slot star_exports;
  Slot loaded; /* SLOTS: the module of each request; none until loaded */
  Slot namespace_object;
  Slot meta;
  Slot host_data; /* value for the embedder */
  Slot cycle_root;
  Slot async_parents; /* Array of INTERNAL-wrapped modules; none while empty */
  Slot promise; /* top-level capability: of the module that was asked for */
  Slot error; /* [[EvaluationError]], valid if has_error */
  uint32_t environment_slots;
  uint32_t status; /* ModuleStatus */
  uint32_t dfs_index, dfs_ancestor;
  uint32_t pending_async;
  uint32_t async_order; /* 0: unset, else the order in which async evaluation was set */
  bool has_top_level_await;
  bool has_error;
} Module;

/* A module that is being loaded for a request: kept by the host until it calls module_loaded. */
typedef struct ModuleLoad ModuleLoad;

/* A module of compiled source text. NULL: exception. */
MUST_USE Module *module_new(Vm *vm, const CompiledModule *compiled, Source *source, String *name);
/* A synthetic module: `count` export names (interned) and their values. NULL: exception. */
MUST_USE Module *module_new_synthetic(Vm *vm, String *name, String *const *names,
                                      const Value *values, uint32_t count);

/* LoadRequestedModules, Link and Evaluate one after the other; *out is a promise of the evaluation.
 * Runs JavaScript. False: an exception (of memory, or an interrupt); all others reject. */
MUST_USE bool module_run(Vm *vm, Module *module, Value *out);
/* The same for import(): the promise of the namespace. referrer: a Module value, a Code's host value
 * or undefined. */
MUST_USE bool module_import(Vm *vm, Value referrer, Value specifier, Value options, int phase,
                            Value *out);
/* Called by the host when it has found (module) or failed to find (NULL: the pending exception) what
 * a load asked for. */
bool module_loaded(Vm *vm, ModuleLoad *load, Module *module);

/* GetModuleNamespace. NULL: exception. */
MUST_USE Namespace *module_namespace(Vm *vm, Module *module);
/* import.meta. NULL: exception. */
MUST_USE Object *module_meta(Vm *vm, Module *module);
/* The first await at which an unfinished module stands, for "unsettled top-level await": its source and
 * offset. False: none. */
bool module_unsettled_await(Vm *vm, Module *module, Source **source, uint32_t *offset);

void module_trace(Vm *vm, Cell *cell);

#endif
