/* SPDX-License-Identifier: MIT */
/* generate.h: what the parts of the code generator offer each other.
 *
 * Expressions are generated for a destination register. Where nothing else is said, a function
 * leaves the registers in use as it found them. */
#ifndef COMPILE_GENERATE_H
#define COMPILE_GENERATE_H

#include "compile/builder.h"

/* --- inspect.c --- */
/* Whether evaluating the node may assign to variables that live in registers. */
bool may_assign(const Node *node);
/* A number known now. */
bool constant_number(const Node *node, double *value);
/* One that fits the small operand of an _INT instruction. */
bool small_int(const Node *node, int32_t *value);
/* A literal's truth. */
bool known_truth(const Node *node, bool *truth);

/* --- expression.c --- */
/* The value into a register. */
void compile_expression(CodeBuilder *b, Node *node, Register destination);
/* The value into some register: that of a variable, or a new temporary (which stays in use). A
 * variable's register may only be used before anything else assigns to it: see
 * compile_stable_operand. */
Register compile_operand(CodeBuilder *b, Node *node);
/* The same, for a value that is used only after `later` (and `later_too`, either may be NULL)
 * have been evaluated. */
Register compile_stable_operand(CodeBuilder *b, Node *node, Node *later, Node *later_too);
/* The identifier whose value is meant where a node is `arguments.length` of a function that has no more of its
 * arguments object than this number; NULL: it is not. */
IdentifierNode *arguments_count(CodeBuilder *b, Node *node);
/* Whether the node is a variable (or this) in a register that still holds the value after `later`
 * (may be NULL) has been evaluated. */
bool variable_operand(CodeBuilder *b, Node *node, Node *later, Register *out);
/* For its effects only. */
void compile_effect(CodeBuilder *b, Node *node);
/* Pushes a node of a left-deep chain on the compiler's stack. */
void spine_push(CodeBuilder *b, Node *node);
/* destination = left op right, with the small-number form where there is one. */
void emit_binary_at(CodeBuilder *b, Operator op, Register destination, Register left, Node *right,
                    uint32_t offset);

/* --- condition.c --- */
/* Goes to the label if the truth of the value is `jump_if`, else falls through. */
void compile_condition(CodeBuilder *b, Node *node, bool jump_if, Label *label);
/* A loop's test (or NULL) that is a comparison, short enough to stand in the code twice; and that at the
 * loop's end, which goes back to the top if it holds. */
bool loop_test_is_short(const Node *test);
void compile_loop_test(CodeBuilder *b, BinaryNode *test, const Label *top);

/* --- name_hint.c --- */
/* How an anonymous function or class gets its name. */
typedef struct NameHint {
  Name *name; /* known now, or NULL */
  const char *prefix; /* "get", "set", "#", or NULL */
  Register key; /* a property key at run time, or NO_REGISTER */
} NameHint;
#define NO_NAME_HINT ((NameHint){NULL, NULL, NO_REGISTER})
static inline NameHint name_hint(Name *name) { return (NameHint){name, NULL, NO_REGISTER}; }
static inline NameHint key_hint(Register key) { return (NameHint){NULL, NULL, key}; }
/* NamedEvaluation where it applies, else compile_expression. */
void compile_named(CodeBuilder *b, Node *node, NameHint hint, Register destination);
/* The string of a hint, NULL where it is known at run time only. */
String *hint_string(CodeBuilder *b, NameHint hint);

/* --- call.c --- */
/* A chain of members and calls, optional ones too; for a call whose value is not wanted,
 * `unused`. */
void compile_chain(CodeBuilder *b, Node *node, Register destination, bool unused);
/* An optional chain and its await, which stands behind the last call as well as behind the undefined of
 * a chain that was cut short. */
void compile_awaited_chain(CodeBuilder *b, Node *await, Node *node, Register destination);
void compile_new(CodeBuilder *b, CallNode *node, Register destination);
void compile_super_call(CodeBuilder *b, CallNode *node, Register destination);
/* delete a?.b */
void compile_delete_chain(CodeBuilder *b, Node *node, Register destination);
/* A call of the function in register `window`, this in window + 1, arguments behind; result in
 * `window`. */
void emit_call(CodeBuilder *b, Register window, unsigned count);
/* GetSuperBase, and `this`, of super.x; new temporaries where needed. */
Register compile_super_base(CodeBuilder *b);
Register compile_this(CodeBuilder *b);
void compile_this_to(CodeBuilder *b, Register destination);
/* A callee into `window`, the topmost temporary, and its receiver (or undefined) behind it. */
void compile_callee_pair(CodeBuilder *b, Node *node, Register window);
/* Looks a private name up. */
Register compile_private_name(CodeBuilder *b, Name *name);

/* --- literal.c --- */
void compile_array(CodeBuilder *b, ListNode *node, Register destination);
void compile_object(CodeBuilder *b, ListNode *node, Register destination);
/* A new object with these properties (PROPERTY and SPREAD). */
void compile_properties(CodeBuilder *b, NodeList items, Register object);
/* Pushes the items of a list (SPREAD and HOLE among them) to the array in a register. */
void compile_array_items(CodeBuilder *b, NodeList items, uint32_t from, Register array);
void compile_template(CodeBuilder *b, TemplateNode *node, Register destination);
void compile_regexp(CodeBuilder *b, RegExpNode *node, Register destination);
void compile_bigint(CodeBuilder *b, StringNode *node, Register destination);
uint32_t template_site(CodeBuilder *b, TemplateNode *node);
/* A property key: a name for K operands, or a value in a register. */
typedef struct Key {
  bool is_name;
  uint32_t constant; /* is_name */
  Register reg; /* else */
} Key;
/* The key of a PROPERTY or CLASS_ELEMENT, made into a property key if computed. */
Key compile_property_key(CodeBuilder *b, Node *key, bool computed);
/* … and as a hint for what is defined by it. */
NameHint key_name_hint(CodeBuilder *b, Node *key, bool computed, Key k);
/* The key in a register, whatever it is. */
Register key_in_register(CodeBuilder *b, Key key);
void emit_define(CodeBuilder *b, Register object, Key key, Register value, unsigned attributes);

/* --- variable.c --- */
typedef enum PlaceKind {
  PLACE_REGISTER,
  PLACE_ENVIRONMENT,
  PLACE_IMPORT,
  PLACE_GLOBAL,
  PLACE_NAME, /* by name from the innermost environment */
  PLACE_MEMBER, /* property of a namespace's or enum's object */
} PlaceKind;
enum { PLACE_WRITABLE, PLACE_CONSTANT, PLACE_SILENT };
/* What a name given as text means here (the name of the place is the text). */
struct Place text_place(CodeBuilder *b, const char *text, size_t length);
/* Where a variable is. */
typedef struct Place {
  PlaceKind kind;
  uint8_t access; /* PLACE_WRITABLE … */
  bool check; /* may be uninitialised */
  Register reg; /* the variable's, or the environment's */
  uint32_t hops, slot;
  Name *name; /* its name is this, or … */
  const char *text; /* … or this, for variables that nobody wrote */
  String *string;
  Declaration *object; /* MEMBER */
  bool has_copy; /* ENVIRONMENT: `copy` holds the same value */
  Register copy;
} Place;
/* The constant of its name. */
uint32_t place_name(CodeBuilder *b, const Place *place);
Place identifier_place(CodeBuilder *b, IdentifierNode *node);
Place variable_place(CodeBuilder *b, Variable *variable);
Place declaration_place(CodeBuilder *b, Declaration *declaration);
void place_load(CodeBuilder *b, const Place *place, Register destination);
void place_load_typeof(CodeBuilder *b, const Place *place, Register destination);
/* The register of the variable itself where possible, else a new temporary with the value. */
Register place_operand(CodeBuilder *b, const Place *place);
/* An assignment. */
void place_store(CodeBuilder *b, const Place *place, Register value);
/* The first assignment: no checks. */
void place_initialise(CodeBuilder *b, const Place *place, Register value);
/* Whether an assignment may compute straight into the place's register. */
static inline bool place_is_plain_register(const Place *p) {
  return p->kind == PLACE_REGISTER && !p->check && p->access == PLACE_WRITABLE;
}
/* The register of the innermost environment, or NO_REGISTER. */
Register environment_register(CodeBuilder *b);
/* … or undefined in a new temporary. */
Register environment_operand(CodeBuilder *b);
/* The pseudo-variable; false: there is none (script or module code). */
bool pseudo_place(CodeBuilder *b, Pseudo pseudo, Place *out);
ScopeInfo *environment_info(CodeBuilder *b);
/* The record for a direct eval at this place. */
ScopeInfo *eval_caller_info(CodeBuilder *b);

/* --- block.c --- */
typedef struct ScopeState {
  Scope *scope_before;
  EnvironmentContext *environment_before;
  LocalsMark mark;
  EnvironmentContext context; /* in use if the scope has an environment */
  bool has_environment;
} ScopeState;
/* Enters a scope (NULL: nothing): makes its environment, puts variables into their initial state,
 * hoists functions. */
void scope_open(CodeBuilder *b, Scope *scope, ScopeState *state);
/* The same in two steps. */
void scope_allocate(CodeBuilder *b, Scope *scope, ScopeState *state);
void scope_hoist_functions(CodeBuilder *b, Scope *scope);
void scope_close(CodeBuilder *b, ScopeState *state);
/* Enters an environment that exists already. */
void context_push(CodeBuilder *b, EnvironmentContext *context, Scope *scope, Register reg,
                  ScopeInfo *info);
ScopeInfo *make_scope_info(CodeBuilder *b, Slots *names, Slots *kinds, int flags);
/* That of a module's environment, or NULL where nothing looks at it. */
ScopeInfo *module_scope_info(Compiler *c, Scope *scope);
/* Disposal of `using` declarations of a scope. */
typedef struct UsingState {
  bool active, is_async;
  Register capability, capability_before;
  Control control;
  Label entry;
} UsingState;
void using_begin(CodeBuilder *b, Scope *scope, UsingState *state);
void using_end(CodeBuilder *b, UsingState *state);

/* --- function.c --- */
Code *compile_function(CodeBuilder *b, FunctionNode *function, String *name);
/* A closure of a function; `home` NO_REGISTER unless a method. */
void compile_closure(CodeBuilder *b, FunctionNode *function, NameHint hint, Register home,
                     Register destination);
/* The environment operand for closures of a function. */
Register closure_environment(CodeBuilder *b, const FunctionData *data);
/* The instruction that ends the function (control_return does what is around). */
void compile_final_return(CodeBuilder *b, Register value);
/* Parameter properties are fields before all others: undefined at first, and given the values of
 * the parameters when the other fields are there. */
void declare_parameter_properties(CodeBuilder *b, const FunctionNode *constructor,
                                  Register this_value);
void compile_parameter_properties(CodeBuilder *b);
/* Begins the code of a function: sets up flags and what it closes over. */
void function_begin(CodeBuilder *b, Compiler *c, FunctionNode *function,
                    EnvironmentContext *closure);

/* --- class.c --- */
void compile_class(CodeBuilder *b, ClassNode *node, NameHint hint, Register destination);
void compile_fields_body(CodeBuilder *b, ClassNode *node, bool is_static);
/* Variables without a name. */
void store_hidden(CodeBuilder *b, Variable *variable, Register value);
Register load_hidden(CodeBuilder *b, Variable *variable);

/* --- decorators.c --- */
/* What there is of a decorated element once it has been evaluated. */
typedef struct Decorated {
  Register key; /* a property key or private name */
  Register value; /* the method, getter or setter, or an accessor's getter; else NO_REGISTER */
  Register setter; /* an accessor's */
} Decorated;
/* The decorators of an element, evaluated into an array: a new temporary. */
Register compile_decorators(CodeBuilder *b, NodeList decorators);
/* Makes the class's array; evaluates its own decorators. */
void begin_decoration(CodeBuilder *b, ClassNode *node, NameHint hint, Register array);
/* Makes the element's array, puts it into the class's and into the element's hidden variable. */
void keep_decorated(CodeBuilder *b, Register class_array, ClassElementNode *e, Register decorators,
                    const Decorated *made);
/* What class decorators gave to addInitializer. */
void finish_decoration(CodeBuilder *b, Register class_array, Register constructor);
/* In fields functions: what decorators gave to addInitializer, and made of initial values and
 * functions. */
void run_class_extras(CodeBuilder *b, ClassNode *node, bool statics, Register this_value);
void run_element_extras(CodeBuilder *b, ClassElementNode *e, Register this_value);
void initialise_decorated(CodeBuilder *b, ClassElementNode *e, Register value, Register this_value);
void load_decorated(CodeBuilder *b, ClassElementNode *e, bool setter, Register destination);

/* Runs the initialisers of fields after super() or at the start of a base constructor. */
void compile_default_constructor_body(CodeBuilder *b, ClassNode *node);

/* --- assignment.c --- */
void compile_assign(CodeBuilder *b, AssignNode *node, Register destination);
void compile_update(CodeBuilder *b, UnaryNode *node, Register destination);
/* Assigns a value to a target whose parts have not been evaluated. */
void assign_to(CodeBuilder *b, Node *target, Register value);

/* --- pattern.c --- */
/* How identifiers in a pattern are written. */
typedef enum BindingMode { BIND_ASSIGN, BIND_INITIALISE } BindingMode;
void compile_pattern(CodeBuilder *b, Node *pattern, Register value, BindingMode mode);
/* A target (with default perhaps) from a value. */
void bind_target(CodeBuilder *b, Node *target, Register value, BindingMode mode);
/* declares `target = value` of a let, const or var. */
void compile_declarator(CodeBuilder *b, AssignNode *node, DeclarationKind kind);

/* --- statement.c --- */
void compile_statement(CodeBuilder *b, Node *node);
void compile_statements(CodeBuilder *b, NodeList statements);
void clear_completion(CodeBuilder *b);

/* --- loop.c --- */
void compile_for(CodeBuilder *b, ForNode *node);
void compile_for_in(CodeBuilder *b, ForInNode *node);
void compile_for_of(CodeBuilder *b, ForInNode *node);
void compile_while(CodeBuilder *b, LoopNode *node);
void compile_do_while(CodeBuilder *b, LoopNode *node);

/* --- try.c --- */
void compile_try(CodeBuilder *b, TryNode *node);

/* --- generator.c --- */
void compile_yield(CodeBuilder *b, UnaryNode *node, Register destination);
void compile_await(CodeBuilder *b, UnaryNode *node, Register destination);
/* Closes an async iterator normally: its errors propagate. */
void compile_async_iterator_close(CodeBuilder *b, Register record);
/* … because of an exception: its errors are dropped. */
void compile_async_iterator_abort(CodeBuilder *b, Register record);
/* return v; of any kind of function. */
void compile_return_value(CodeBuilder *b, Node *operand);

/* --- typescript.c --- */
void compile_enum(CodeBuilder *b, EnumNode *node);
void compile_namespace(CodeBuilder *b, NamespaceNode *node);
void compile_import_equals(CodeBuilder *b, ImportEqualsNode *node);
void compile_export_assign(CodeBuilder *b, UnaryNode *node);
/* Stores what a declaration has just initialised in its namespace's object, if it is exported
 * from one. */
void store_namespace_export(CodeBuilder *b, Declaration *declaration, Register value);

/* --- jsx.c --- */
void compile_jsx(CodeBuilder *b, JsxNode *node, Register destination);

#endif
