/* SPDX-License-Identifier: MIT */
/* namespace.h: module namespace exotic objects (#sec-module-namespace-exotic-objects).
 *
 *   exports   a null-prototype object: export name -> target, an IMPORT_BINDING or a NAMESPACE cell
 *   names     SLOTS: the export names (strings) in code unit order
 *
 * The targets lie in an object of their own, not among the namespace's properties, so that no
 * inline cache can take a binding for a value. The namespace itself has one ordinary property,
 * @@toStringTag. A namespace is made empty and filled once all its targets are resolved, so that
 * modules may export each other's namespaces in circles. */
#ifndef OPS_NAMESPACE_H
#define OPS_NAMESPACE_H

#include "ops/property.h"

typedef struct Namespace {
  Object base;
  Slot module;  /* whatever the module layer wants to find again */
  Slot exports; /* Object; none until filled */
  Slot names;   /* SLOTS; none until filled */
} Namespace;

/* Where an imported or exported variable lives: a slot of a module's environment. Laid out as
 * Slots of two items, so slots_trace serves. */
typedef struct ImportBinding {
  uint32_t header;  /* type | 2 */
  Slot environment; /* CELL_ENVIRONMENT */
  Slot slot;        /* int: index of its item */
} ImportBinding;

/* NULL: exception. */
MUST_USE ImportBinding *import_binding_new(Vm *vm, Environment *environment, uint32_t slot);
/* The variable's value: uninitialised in its temporal dead zone. */
static inline Value import_binding_get(Vm *vm, const ImportBinding *binding) {
  const Environment *environment = slot_cell_present(vm, binding->environment);
  return slot_load(vm, environment->items[value_as_int(slot_load(vm, binding->slot))]);
}

/* An export as namespace_fill takes it. */
typedef struct NamespaceExport {
  String *name;
  void *target; /* ImportBinding, or the Namespace object of another module */
} NamespaceExport;

/* ModuleNamespaceCreate in two steps: an empty one, then its exports (in any order; sorted in
 * place). The entries must be rooted by the caller. NULL or false: exception. */
MUST_USE Namespace *namespace_new(Vm *vm, void *module);
MUST_USE bool namespace_fill(Vm *vm, Namespace *ns, NamespaceExport *exports, uint32_t count);

#endif
