/* SPDX-License-Identifier: MIT */
/* scope.h: what the compiler knows of variables, scopes and functions after resolution.
 *
 * Every Declaration has a Variable, every Scope a ScopeData, every FunctionNode a FunctionData (in
 * their `data` fields). Invariant: after compiler_resolve a variable is marked captured exactly
 * if something other than its own function's plain code may touch it; captured variables
 * live in environment slots, the others in registers. */
#ifndef COMPILE_SCOPE_H
#define COMPILE_SCOPE_H

#include "compile/compiler.h"

typedef enum VariableStorage {
  STORAGE_NONE,        /* not instantiated (yet) */
  STORAGE_REGISTER,
  STORAGE_ENVIRONMENT, /* slot of its scope's environment */
  STORAGE_GLOBAL,      /* of a script */
  STORAGE_NAME,        /* var of a sloppy direct eval: found by name */
} VariableStorage;

typedef struct Variable {
  Name *name;             /* NULL: hidden */
  const char *pseudo;     /* name of a pseudo-variable ("this"), else NULL */
  Declaration *declaration; /* or NULL */
  Scope *scope;           /* whose environment holds it, if captured */
  struct Variable *next;  /* extra variables of a scope: not declared by name */
  uint8_t storage;
  bool captured;
  bool assigned;          /* after its initialisation */
  bool needs_check;       /* some use may come before the initialisation */
  bool initialised;       /* the resolver's: is so at the place it has reached */
  bool has_copy;          /* captured, never assigned, and its register holds the value too */
  uint8_t reg;            /* STORAGE_REGISTER, has_copy */
  uint32_t slot;          /* STORAGE_ENVIRONMENT */
} Variable;

typedef struct ScopeData {
  bool has_environment;
  bool needs_info;        /* variables are found by name at run time */
  uint32_t slot_count;
  Variable *extra;        /* pseudo, private and hidden variables */
  Variable **extra_end;
} ScopeData;

typedef enum Pseudo {
  PSEUDO_THIS,
  PSEUDO_NEW_TARGET,
  PSEUDO_FUNCTION,
  PSEUDO_HOME,
  PSEUDO_ARGUMENTS,
  PSEUDO_COUNT,
} Pseudo;
extern const char *const pseudo_names[PSEUDO_COUNT];

typedef enum ArgumentsUse {
  ARGUMENTS_UNUSED,
  ARGUMENTS_COUNTED, /* `arguments.length` is read: the pseudo-variable is that number, there is no object */
  ARGUMENTS_READ, /* elements too, here and now */
  ARGUMENTS_ESCAPE,
} ArgumentsUse;

typedef struct FunctionData {
  Variable *pseudo[PSEUDO_COUNT]; /* those that are used, else NULL */
  Variable *self; /* the name of a named function expression, if it is used */
  bool uses_outer; /* it, or a function in it, needs the environment it closes over */
  uint8_t arguments_use; /* ArgumentsUse: the most that is done with `arguments` */
  bool maps_arguments; /* sloppy: elements of `arguments` are the parameters */
  ClassNode *class_node; /* constructors and field functions */
} FunctionData;

/* What an IDENTIFIER means, in its `number`, beside its `declaration`. */
enum {
  REFERENCE_CHECK = 1, /* may be in its dead zone */
  REFERENCE_DYNAMIC = 2, /* by name, from the innermost environment outward */
  REFERENCE_ARGUMENTS = 4, /* the function's arguments object */
  REFERENCE_WRAPPER = 16, /* a parameter of the function that a CommonJS module is */
  REFERENCE_MEMBER = 8, /* property of a namespace's or enum's object, which `declaration` holds */
};

/* Resolves the whole program. */
void compiler_resolve(Compiler *c);

ScopeData *scope_data(Compiler *c, Scope *scope);
FunctionData *function_data(Compiler *c, FunctionNode *function);
Variable *declaration_variable(Compiler *c, Declaration *declaration);
Variable *private_variable(Compiler *c, Scope *scope, PrivateDeclaration *declaration);
/* A nameless variable of a scope. */
Variable *scope_add_hidden(Compiler *c, Scope *scope, bool captured);

/* The function whose this, arguments … the code of a function sees: itself unless an arrow. */
FunctionNode *function_of_this(FunctionNode *function);
/* Marks variable as used in a function: captured if that is not the scope's own. */
void variable_use(Compiler *c, Variable *variable, FunctionNode *user);
/* Notes what a function does with its arguments object. */
static inline void arguments_note(FunctionData *function, ArgumentsUse use) {
  if (function->arguments_use < use) function->arguments_use = use;
}
/* The pseudo-variable as seen from a function, made and marked if need be. NULL: it belongs to the
 * caller of a direct eval. */
Variable *pseudo_use(Compiler *c, Pseudo pseudo, FunctionNode *user);
/* The class scope that declares a private name, from a scope outward; NULL: the eval's caller has
 * it. */
Scope *scope_of_private(Scope *scope, const Name *name, PrivateDeclaration **declaration);

/* The parameters of a CommonJS module's function: exports, require, module, __filename,
 * __dirname. */
#define COMMONJS_PARAMETERS 5
/* One of them by its name; NULL: not one, or not a CommonJS module. */
Variable *commonjs_variable(Compiler *c, const Name *name);
/* What a name given as text means, seen from a scope (for code that the compiler makes up); NULL:
 * a global. */
Declaration *find_by_text(Scope *scope, const char *text, size_t length);

/* The name of what an element calls, in the automatic runtime of JSX. */
static inline const char *jsx_function_name(const JsxNode *node) {
  if (node->needs == JSX_NEEDS_CREATE_ELEMENT) return JSX_CREATE_ELEMENT_NAME;
  return node->needs == JSX_NEEDS_JSXS ? JSXS_NAME : JSX_NAME;
}

/* Whether a declaration is assignable, silently not, or a constant. */
static inline bool declaration_is_constant(const Declaration *d) {
  return d->kind == DECLARE_CONST || d->kind == DECLARE_USING || d->kind == DECLARE_AWAIT_USING ||
         d->kind == DECLARE_CLASS_NAME || d->kind == DECLARE_IMPORT ||
         d->kind == DECLARE_IMPORT_EQUALS;
}
/* Whether it has a temporal dead zone. */
bool declaration_has_dead_zone(const Declaration *d);
/* Whether it is an exported variable of a namespace, which is a property of its object. */
static inline bool declaration_is_member(const Declaration *d) {
  return d->scope->kind == SCOPE_NAMESPACE && (d->flags & DECLARATION_EXPORTED) &&
         (d->kind == DECLARE_VAR || d->kind == DECLARE_LET || d->kind == DECLARE_CONST);
}

/* A variable of the caller of a direct eval. */
typedef struct CallerVariable {
  bool found;
  bool dynamic; /* a `with` or eval variables may come first */
  uint32_t hops; /* environments from the eval's own outward */
  uint32_t slot;
  int kind; /* BINDING_ */
} CallerVariable;
CallerVariable caller_find(Compiler *c, String *name);

#endif
