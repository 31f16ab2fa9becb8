/* SPDX-License-Identifier: MIT */
/* ast.h: what the parser makes and the compiler walks.
 *
 * Everything lives in the arena given to parse_program, holds no pointer into the collected
 * heap, and dies with the arena. A node is a kind, flags, and the half-open byte range [start,
 * end) of the source it came from, followed by its payload. Types have been erased: nothing of
 * TypeScript is left but enums, namespaces, parameter properties, `import x =` and `export =`.
 *
 * Every early error has been reported, so the compiler checks nothing: a break has its target, a
 * pattern is a pattern, names are declared once. Resolving references to declarations is left to
 * it: each scope lists what it declares, and each node that opens a scope points to it.
 *
 * Invariant: a node has one parent. Lists never hold NULL. */
#ifndef MOTE_SYNTAX_AST_H
#define MOTE_SYNTAX_AST_H

#include "base/arena.h"
#include "base/common.h"

typedef struct Node Node;
typedef struct Name Name;
typedef struct Scope Scope;
typedef struct Declaration Declaration;
typedef struct FunctionNode FunctionNode;
typedef struct ClassNode ClassNode;
typedef struct ModuleInfo ModuleInfo;
typedef struct Program Program;

/* ------------------------------------------------------------------------------- names */

/* An interned string: an identifier, a property name, a string literal. Two names of one Program
 * are equal exactly when their pointers are. Bytes are WTF-8: UTF-8 in which a lone surrogate is
 * a three-byte sequence (a pair is always joined to four bytes), followed by a NUL that is not
 * counted. */
struct Name {
  Name *next; /* hash chain of the parser's table */
  uint32_t hash;
  uint32_t length; /* in bytes */
  /* the parser's: the token this word is when it is reserved or contextual, else 0 */
  uint8_t token;
  bool ascii; /* no byte above 0x7F */
  union { /* the compiler's, zero at first */
    void *data;
    uint32_t number;
  };
  char bytes[];
};

/* ------------------------------------------------------------------------------- nodes */

typedef enum NodeKind {
  NODE_NONE,
#define NODE(KIND, accessor, Struct) NODE_##KIND,
#include "syntax/ast.def"
#undef NODE
} NodeKind;

/* Operators of UNARY, UPDATE, BINARY, LOGICAL and ASSIGN, in Node.op. */
typedef enum Operator {
  OP_NONE, /* in ASSIGN: plain = */
  /* BINARY, and ASSIGN with the operation */
  OP_ADD,
  OP_SUBTRACT,
  OP_MULTIPLY,
  OP_DIVIDE,
  OP_REMAINDER,
  OP_POWER,
  OP_SHIFT_LEFT,
  OP_SHIFT_RIGHT,
  OP_SHIFT_RIGHT_UNSIGNED,
  OP_BIT_AND,
  OP_BIT_OR,
  OP_BIT_XOR,
  /* LOGICAL, and ASSIGN with the operation */
  OP_AND,
  OP_OR,
  OP_NULLISH,
  /* BINARY only */
  OP_EQUAL,
  OP_NOT_EQUAL,
  OP_STRICT_EQUAL,
  OP_STRICT_NOT_EQUAL,
  OP_LESS,
  OP_LESS_EQUAL,
  OP_GREATER,
  OP_GREATER_EQUAL,
  OP_IN,
  OP_INSTANCEOF,
  /* UNARY */
  OP_DELETE,
  OP_VOID,
  OP_TYPEOF,
  OP_PLUS,
  OP_MINUS,
  OP_BIT_NOT,
  OP_NOT,
  /* UPDATE */
  OP_INCREMENT,
  OP_DECREMENT,
  OP_COUNT
} Operator;

/* Node.flags. Bits from 0x10 up mean different things on different kinds. */
enum {
  /* the expression stood in parentheses (end and start are without them) */
  NODE_PARENTHESIZED = 0x0001,
  /* IDENTIFIER, patterns: part of a declaration or parameter, not of an assignment */
  NODE_BINDING = 0x0002,
  NODE_TRAILING_COMMA = 0x0004, /* the parser's: a comma follows the last item */
  NODE_OPTIONAL = 0x0010, /* MEMBER INDEX PRIVATE_MEMBER CALL: written ?. */
  /* ARRAY, OBJECT, CALL, NEW, SUPER_CALL, JSX_ELEMENT: some item is SPREAD */
  NODE_HAS_SPREAD = 0x0020,
  NODE_DIRECT_EVAL = 0x0040, /* CALL: eval(…) by that very name, not optional */
  NODE_PREFIX = 0x0010, /* UPDATE: ++x rather than x++ */
  NODE_DELEGATE = 0x0010, /* YIELD: yield* */
  NODE_FOR_AWAIT = 0x0010, /* FOR_OF: for await */
  NODE_PER_ITERATION = 0x0020, /* FOR: declared with let, each iteration has its own copy */
  /* PROPERTY, CLASS_ELEMENT, ENUM_MEMBER: the key is an expression in brackets */
  NODE_COMPUTED = 0x0010,
  NODE_SHORTHAND = 0x0020, /* PROPERTY: {x} */
  NODE_STATIC = 0x0020, /* CLASS_ELEMENT */
  /* STRING: had an escape or line continuation; IDENTIFIER: had a \u escape */
  NODE_ESCAPED = 0x0040,
  NODE_LEGACY_OCTAL = 0x0080, /* STRING: had \1 or \8; NUMBER: 010 or 08 */
  NODE_DIRECTIVE = 0x0010, /* EXPRESSION_STATEMENT of a STRING in a directive prologue */
  /* IDENTIFIER that is a TypeScript parameter property: this.x = x */
  NODE_PARAMETER_PROPERTY = 0x0100,
  NODE_ELIDED = 0x0010, /* IMPORT_EQUALS: of types only, nothing to run */
  /* VARIABLE, *_DECLARATION, ENUM, NAMESPACE, IMPORT_EQUALS: written with export, default
   * excluded */
  NODE_EXPORTED = 0x0020,
  NODE_CONST = 0x0040, /* ENUM: const enum (compiled like any other) */
  /* ENUM, NAMESPACE: nothing of this name was declared before it in its scope */
  NODE_FIRST_DECLARATION = 0x0080,
  NODE_HAS_USING = 0x0040, /* FOR, FOR_OF: declared with using or await using */
};

/* The head of every node. */
struct Node {
  uint8_t kind; /* NodeKind */
  /* Operator, PropertyKind, ClassElementKind, DeclarationKind or ImportPhase, by kind */
  uint8_t op;
  uint16_t flags;
  uint32_t start;
  uint32_t end;
};

typedef struct NodeList {
  Node **items;
  uint32_t count;
} NodeList;

/* IDENTIFIER. */
typedef struct IdentifierNode {
  Node node;
  uint32_t number; /* the compiler's, zero at first */
  Name *name;
  /* of a NODE_BINDING: what it declares. Of a reference: NULL, the compiler's to fill. */
  Declaration *declaration;
} IdentifierNode;

/* PRIVATE_NAME. */
typedef struct NameNode {
  Node node;
  Name *name;
} NameNode;

/* NUMBER. */
typedef struct NumberNode {
  Node node;
  double value;
} NumberNode;

/* STRING, BIGINT. */
typedef struct StringNode {
  Node node;
  Name *value;
} StringNode;

/* REGEXP: already known to be well-formed. */
typedef struct RegExpNode {
  Node node;
  Name *pattern; /* between the slashes, as written */
  Name *flags;
} RegExpNode;

/* One string part of a template. */
typedef struct TemplatePart {
  Name *cooked; /* NULL: an invalid escape in a tagged template, so the value is undefined */
  Name *raw; /* CR LF and CR have become LF */
} TemplatePart;

/* TEMPLATE: parts[0] expressions[0] parts[1] … parts[n]. There is one part more than there are
 * expressions. */
typedef struct TemplateNode {
  Node node;
  TemplatePart *parts;
  NodeList expressions;
} TemplateNode;

/* TAGGED_TEMPLATE. The tag keeps its receiver, as a callee does; it is never part of an optional
 * chain. */
typedef struct TaggedTemplateNode {
  Node node;
  Node *tag;
  TemplateNode *template;
} TaggedTemplateNode;

/* ARRAY, OBJECT, SEQUENCE, ARRAY_PATTERN, OBJECT_PATTERN. */
typedef struct ListNode {
  Node node;
  NodeList items;
} ListNode;

/* UNARY, UPDATE, SPREAD, REST, YIELD, AWAIT, OPTIONAL_CHAIN, EXPRESSION_STATEMENT, RETURN,
 * THROW, … */
typedef struct UnaryNode {
  Node node;
  Node *operand;
} UnaryNode;

/* BINARY, LOGICAL. */
typedef struct BinaryNode {
  Node node;
  uint32_t operator_start;
  Node *left;
  Node *right;
} BinaryNode;

/* PRIVATE_IN. */
typedef struct PrivateInNode {
  Node node;
  Name *name; /* without the # */
  Node *right;
} PrivateInNode;

/* ASSIGN (op: OP_NONE for =, else the operation of the compound), PATTERN_DEFAULT, DECLARATOR.
 * The target is IDENTIFIER, MEMBER, INDEX, PRIVATE_MEMBER, SUPER_MEMBER, SUPER_INDEX,
 * ARRAY_PATTERN or OBJECT_PATTERN; or, in sloppy web-compatible code, a CALL, which throws a
 * ReferenceError when it is reached, after being called. */
typedef struct AssignNode {
  Node node;
  uint32_t operator_start;
  Node *target;
  Node *value; /* DECLARATOR: NULL if there is no initialiser */
} AssignNode;

/* CONDITIONAL. */
typedef struct ConditionalNode {
  Node node;
  Node *test;
  Node *consequent;
  Node *alternate;
} ConditionalNode;

/* CALL, NEW, SUPER_CALL. A MEMBER, INDEX or SUPER_* callee is the receiver's, parenthesised or
 * not; a callee that is an OPTIONAL_CHAIN (always parenthesised) passes on its receiver as well. */
typedef struct CallNode {
  Node node;
  uint32_t arguments_start; /* of the opening parenthesis; equal to node.end for `new C` */
  Node *callee;
  NodeList arguments;
} CallNode;

typedef enum ImportPhase {
  IMPORT_PHASE_EVALUATION,
  IMPORT_PHASE_DEFER,
  IMPORT_PHASE_SOURCE
} ImportPhase;

/* IMPORT_CALL: import(specifier, options), import.defer(…), import.source(…) (op: ImportPhase). */
typedef struct ImportCallNode {
  Node node;
  Node *specifier;
  Node *options; /* or NULL */
} ImportCallNode;

/* MEMBER, PRIVATE_MEMBER, SUPER_MEMBER. */
typedef struct MemberNode {
  Node node;
  uint32_t name_start; /* where errors of this access are shown */
  Node *object;
  Name *name;
} MemberNode;

/* INDEX, SUPER_INDEX. */
typedef struct IndexNode {
  Node node;
  Node *object;
  Node *index;
} IndexNode;

typedef enum PropertyKind {
  PROPERTY_VALUE, /* key: value; {key}; in patterns always this one */
  PROPERTY_METHOD, /* value is FUNCTION */
  PROPERTY_GETTER,
  PROPERTY_SETTER,
  PROPERTY_PROTOTYPE, /* __proto__: value, which sets the prototype and makes no property */
} PropertyKind;

/* PROPERTY (op: PropertyKind), of an OBJECT, OBJECT_PATTERN or the attributes of a JSX_ELEMENT.
 * The key is STRING, NUMBER or BIGINT (its decimal value is the key), or any expression with
 * NODE_COMPUTED. */
typedef struct PropertyNode {
  Node node;
  Node *key;
  Node *value;
} PropertyNode;

/* --------------------------------------------------------------------------- functions */

typedef enum FunctionKind {
  FUNCTION_NORMAL, /* function declarations and expressions */
  FUNCTION_ARROW,
  FUNCTION_METHOD, /* of an object or a class */
  FUNCTION_GETTER,
  FUNCTION_SETTER,
  FUNCTION_CONSTRUCTOR_BASE, /* constructor of a class without extends */
  FUNCTION_CONSTRUCTOR_DERIVED,
  /* made up: runs the field initialisers of a class, instance or static; ClassNode says more */
  FUNCTION_FIELDS,
  FUNCTION_STATIC_BLOCK, /* static { … }, called with the class as this */
  FUNCTION_SCRIPT, /* the code of a program; MODULE is async when it has a top-level await */
  FUNCTION_MODULE,
  FUNCTION_EVAL,
} FunctionKind;

enum { /* FunctionNode.flags */
       FUNCTION_STRICT = 1 << 0,
       FUNCTION_ASYNC = 1 << 1,
       FUNCTION_GENERATOR = 1 << 2,
       FUNCTION_SIMPLE_PARAMETERS = 1 << 3, /* only plain identifiers */
       /* defaults or computed keys: parameters have a scope of their own */
       FUNCTION_PARAMETER_EXPRESSIONS = 1 << 4,
       FUNCTION_DUPLICATE_PARAMETERS = 1 << 5, /* sloppy f(a, a): the last one counts */
       FUNCTION_REST_PARAMETER = 1 << 6,
       FUNCTION_EXPRESSION_BODY = 1 << 7, /* arrow without braces: body is one RETURN */
       FUNCTION_HAS_USING = 1 << 8, /* using directly in the body's scope */
       FUNCTION_HAS_AWAIT = 1 << 9, /* await, for await or await using in its own code */
       FUNCTION_HAS_YIELD = 1 << 10,
       FUNCTION_USE_STRICT = 1 << 11, /* by its own directive */
       FUNCTION_DECLARATION = 1 << 12, /* sits in a FUNCTION_DECLARATION or export default */
       FUNCTION_PARAMETER_PROPERTIES = 1 << 13, /* some parameter has NODE_PARAMETER_PROPERTY */
       FUNCTION_STATIC_ELEMENT = 1 << 14, /* of a static class element */
};

enum { /* FunctionNode.uses and .inner_uses */
       USES_THIS = 1 << 0,
       USES_ARGUMENTS = 1 << 1, /* the identifier `arguments`, whatever it turns out to mean */
       USES_SUPER_PROPERTY = 1 << 2,
       USES_SUPER_CALL = 1 << 3,
       USES_NEW_TARGET = 1 << 4,
       USES_DIRECT_EVAL = 1 << 5, /* which may use any of them */
};

/* FUNCTION: a function of any kind, the code of a program included.
 *
 * Scopes, from the outside in: name_scope (named function expressions only: its one name), scope
 * (the parameters), body_scope. body_scope is the same as scope unless
 * FUNCTION_PARAMETER_EXPRESSIONS. Then it is inside it, and a var in it with the name of a
 * parameter starts with the parameter's value (DECLARATION_SHADOWS_PARAMETER). Top-level let,
 * const and class of the body are in body_scope too. */
struct FunctionNode {
  /* the text that toString gives: from `async`, `get`, `*`, the key or `function` to the last
   * brace */
  Node node;
  uint32_t flags;
  uint8_t function_kind; /* FunctionKind */
  uint8_t uses; /* in its own code */
  /* in the arrows (and direct evals of arrows) inside it, which take them from here */
  uint8_t inner_uses;
  uint32_t length; /* expected argument count */
  /* how many `this.x = …` it has: a guess at the size of what it constructs */
  uint32_t this_assignments;
  uint32_t body_start; /* of the opening brace or the expression */
  uint32_t name_start; /* of its name; node.start without one */
  uint32_t function_count; /* functions directly or indirectly inside it */
  /* written at the function itself; NULL for methods (the key names them) and anonymous
   * functions */
  Name *name;
  Scope *name_scope; /* or NULL */
  Scope *scope;
  Scope *body_scope;
  NodeList parameters; /* IDENTIFIER, patterns, PATTERN_DEFAULT, last perhaps REST */
  NodeList body; /* statements, directives first */
  FunctionNode *outer; /* the function around it; NULL for that of the program */
  void *data; /* the compiler's */
};

/* FUNCTION_DECLARATION: the binding is initialised where its scope is entered
 * (Declaration.function). What is left for its place in the code is Annex B.3.3: if annex_b is
 * set, evaluating the declaration copies the block's binding to that var (of the function or
 * program around; in an eval or script subject to its run-time conditions). */
typedef struct FunctionDeclarationNode {
  Node node;
  FunctionNode *function;
  Declaration *declaration;
  Declaration *annex_b; /* or NULL */
} FunctionDeclarationNode;

/* ----------------------------------------------------------------------------- classes */

typedef enum ClassElementKind {
  ELEMENT_METHOD,
  ELEMENT_GETTER,
  ELEMENT_SETTER,
  ELEMENT_FIELD,
  ELEMENT_ACCESSOR, /* accessor x = 1: a hidden field, a getter and a setter */
  ELEMENT_STATIC_BLOCK, /* value is FUNCTION, key is NULL */
} ClassElementKind;

/* CLASS_ELEMENT (op: ClassElementKind; NODE_STATIC, NODE_COMPUTED). */
typedef struct ClassElementNode {
  Node node;
  Node *key; /* STRING, NUMBER, BIGINT, PRIVATE_NAME, or computed */
  Node *value; /* FUNCTION of a method or block; a field's initialiser or NULL */
  NodeList decorators;
  void *data; /* the compiler's */
  void *decoration; /* the compiler's, of a decorated element */
} ClassElementNode;

enum { /* ClassNode.flags */
       CLASS_HAS_INSTANCE_FIELDS = 1 << 0,
       CLASS_HAS_STATIC_INITIALIZERS = 1 << 1, /* static fields, accessors or blocks */
       CLASS_HAS_PRIVATE_METHODS = 1 << 2, /* instance private methods or accessors: the brand */
       CLASS_HAS_STATIC_PRIVATE_METHODS = 1 << 3,
       CLASS_HAS_DECORATORS = 1 << 4, /* on the class or an element */
       CLASS_HAS_STATIC_NAME = 1 << 5, /* a static element is or may be (computed) called "name" */
};

typedef enum PrivateKind {
  PRIVATE_FIELD,
  PRIVATE_METHOD,
  PRIVATE_GETTER,
  PRIVATE_SETTER,
  PRIVATE_ACCESSOR
} PrivateKind;

/* A private name that a class declares. A getter and a setter of one name make one, of kind
 * PRIVATE_ACCESSOR; so does `accessor #x`. */
typedef struct PrivateDeclaration {
  struct PrivateDeclaration *next;
  struct PrivateDeclaration *same_slot; /* the parser's: hash chain */
  Name *name; /* without the # */
  uint8_t kind; /* PrivateKind */
  bool is_static;
  uint32_t number; /* the compiler's */
  void *data; /* the compiler's */
} PrivateDeclaration;

/* CLASS. Always strict. scope (SCOPE_CLASS) holds the inner name, if there is one, and the
 * private names; heritage and computed keys are inside it.
 *
 * Initialisers of fields are code of made-up functions (FUNCTION_FIELDS, no parameters, empty
 * body): those of instance fields of instance_fields, which constructors call on the new object;
 * those of static fields of static_fields, which runs once with the class as this and also calls
 * the static blocks, in the order of elements. Each is NULL when the class has nothing for it.
 * Scopes of functions inside initialisers have these functions' scopes around them. */
struct ClassNode {
  Node node; /* the text that toString gives */
  uint32_t flags;
  uint32_t instance_field_count;
  Name *name; /* or NULL */
  Scope *scope;
  Node *heritage; /* or NULL */
  FunctionNode *constructor; /* or NULL: the default one */
  FunctionNode *instance_fields;
  FunctionNode *static_fields;
  NodeList elements; /* without the constructor */
  NodeList decorators; /* expressions */
  void *data; /* the compiler's */
  void *decoration; /* the compiler's, of a decorated class */
};

/* CLASS_DECLARATION. */
typedef struct ClassDeclarationNode {
  Node node;
  ClassNode *class_node;
  Declaration *declaration; /* the outer binding */
} ClassDeclarationNode;

/* -------------------------------------------------------------------------- statements */

/* BLOCK. */
typedef struct BlockNode {
  Node node;
  Scope *scope; /* NULL when it declares nothing and contains no direct eval */
  NodeList statements;
} BlockNode;

/* VARIABLE (op: DeclarationKind: DECLARE_VAR, LET, CONST, USING, AWAIT_USING). As the left of
 * FOR_IN or FOR_OF: one DECLARATOR, without value (but for Annex B's `for (var i = 0 in o)`). */
typedef struct VariableNode {
  Node node;
  NodeList declarators;
} VariableNode;

/* IF. */
typedef struct IfNode {
  Node node;
  Node *test;
  Node *consequent;
  Node *alternate; /* or NULL */
} IfNode;

/* FOR. Anything may be NULL but the body. scope: of let, const and using in init, else NULL. */
typedef struct ForNode {
  Node node;
  Scope *scope;
  Node *init; /* VARIABLE or expression */
  Node *test;
  Node *update;
  Node *body;
} ForNode;

/* FOR_IN, FOR_OF. left is VARIABLE, a simple target or an assignment pattern. For let, const,
 * using: scope is made anew for each iteration; head_scope, which right is evaluated in, has the
 * same names, never initialised. Both are NULL otherwise. */
typedef struct ForInNode {
  Node node;
  Scope *head_scope;
  Scope *scope;
  Node *left;
  Node *right;
  Node *body;
} ForInNode;

/* WHILE, DO_WHILE. */
typedef struct LoopNode {
  Node node;
  Node *test;
  Node *body;
} LoopNode;

/* BREAK: target is the loop, SWITCH or LABELED to leave. CONTINUE: target is the loop. */
typedef struct JumpNode {
  Node node;
  Name *label; /* or NULL */
  Node *target;
} JumpNode;

/* TRY. The parameter (IDENTIFIER, a pattern, or NULL) is bound in catch_scope; the handler's
 * block is inside it. */
typedef struct TryNode {
  Node node;
  BlockNode *block;
  Scope *catch_scope; /* NULL without catch or parameter */
  Node *parameter;
  BlockNode *handler; /* or NULL */
  BlockNode *finalizer; /* or NULL */
} TryNode;

/* SWITCH: scope is that of all cases, NULL as for BLOCK; the discriminant is outside. */
typedef struct SwitchNode {
  Node node;
  Scope *scope;
  Node *discriminant;
  NodeList cases; /* CASE */
} SwitchNode;

/* CASE: test is NULL for default. */
typedef struct CaseNode {
  Node node;
  Node *test;
  NodeList statements;
} CaseNode;

/* LABELED. */
typedef struct LabeledNode {
  Node node;
  Name *label;
  Node *body;
} LabeledNode;

/* WITH. */
typedef struct WithNode {
  Node node;
  Scope *scope; /* SCOPE_WITH, around body */
  Node *object;
  Node *body;
} WithNode;

/* ----------------------------------------------------------------------------- modules */

typedef struct ImportAttribute {
  Name *key;
  Name *value;
} ImportAttribute;

/* A module that this one asks for; equal specifier, attributes and phase make one request. */
typedef struct ModuleRequest {
  Name *specifier;
  ImportAttribute *attributes; /* sorted by key */
  uint32_t attribute_count;
  uint8_t phase; /* ImportPhase */
  uint32_t start; /* of the specifier's first appearance */
  uint32_t end;
} ModuleRequest;

/* A local name bound by an import. */
typedef struct ImportEntry {
  uint32_t request; /* index into ModuleInfo.requests */
  /* NULL: the namespace object (`* as`), or the module source with IMPORT_PHASE_SOURCE */
  Name *import_name;
  Name *local_name;
  Declaration *declaration;
  uint32_t start;
  uint32_t end;
} ImportEntry;

/* export of a local binding. */
typedef struct LocalExport {
  Name *export_name;
  Name *local_name; /* "*default*" for an anonymous default */
  Declaration *declaration;
  uint32_t start;
  uint32_t end;
} LocalExport;

/* export {import_name as export_name} from; also a local export of an imported name. */
typedef struct IndirectExport {
  uint32_t request;
  Name *import_name; /* NULL: the namespace object */
  Name *export_name;
  uint32_t start;
  uint32_t end;
} IndirectExport;

/* export * from. */
typedef struct StarExport {
  uint32_t request;
  uint32_t start;
  uint32_t end;
} StarExport;

/* What linking needs, as the specification's ParseModule computes it. Elided TypeScript imports
 * and exports are not in it. */
struct ModuleInfo {
  ModuleRequest *requests; /* in source order */
  ImportEntry *imports;
  LocalExport *local_exports;
  IndirectExport *indirect_exports;
  StarExport *star_exports;
  uint32_t request_count;
  uint32_t import_count;
  uint32_t local_export_count;
  uint32_t indirect_export_count;
  uint32_t star_export_count;
  bool has_top_level_await;
  bool uses_import_meta;
};

/* IMPORT: nothing to run; its effect is in ModuleInfo. */
typedef struct ImportNode {
  Node node;
  Name *specifier;
} ImportNode;

/* EXPORT_NAMED, EXPORT_ALL: nothing to run. specifier is NULL without `from`. */
typedef struct ExportNamedNode {
  Node node;
  Name *specifier;
} ExportNamedNode;

/* EXPORT_DEFAULT. value is FUNCTION_DECLARATION, CLASS_DECLARATION (their names may be absent:
 * the function or class is then called "default") or an expression, to be named "default" if it
 * is an anonymous function; declaration is what it initialises: of the function's or class's
 * name, or "*default*". */
typedef struct ExportDefaultNode {
  Node node;
  Node *value;
  Declaration *declaration;
} ExportDefaultNode;

/* -------------------------------------------------------------------------- TypeScript */

/* The exported names of all the bodies that make up one namespace, or the members of all parts
 * of one enum. Inside any of these bodies a name that no nearer scope declares, but that is in
 * here, means a property of the namespace's or enum's object. */
typedef struct NamespaceMembers {
  Name **names;
  struct NamespaceMembers **children; /* of a namespace or enum exported by that name, else NULL */
  uint32_t count;
  uint32_t capacity;
  Scope *set; /* the parser's: the same names, for finding them */
} NamespaceMembers;

/* ENUM. declaration: the variable that holds the object; parts of one enum (and a namespace of
 * that name) share it. It starts undefined; evaluating a part makes the object if it is still
 * undefined, then adds members. scope (SCOPE_ENUM) is around the initialisers and declares one
 * thing, the enum's own name (scope->self); see NamespaceMembers. A member whose value is a
 * string has no reverse mapping. */
typedef struct EnumNode {
  Node node;
  Name *name;
  Scope *scope;
  Declaration *declaration;
  NodeList members; /* ENUM_MEMBER */
} EnumNode;

/* ENUM_MEMBER: value is NULL for one more than the member before (0 at first). */
typedef struct EnumMemberNode {
  Node node;
  Name *name;
  Node *value;
} EnumMemberNode;

/* NAMESPACE: `namespace A.B {}` is A with one statement, an exported B. The body is the code of
 * a made-up function (FUNCTION_NORMAL, no parameters) whose body_scope is SCOPE_NAMESPACE: its
 * `scope->self` declares the namespace's own name, which holds the object inside. Of what the
 * body declares, DECLARATION_EXPORTED variables have no binding but are properties of the
 * object; functions, classes, enums, namespaces have a binding and are also stored in a property
 * of the object when they are initialised. Namespaces of types only are gone. If it is itself
 * NODE_EXPORTED in a namespace, the object is that of the outer object's property, made if
 * absent. */
typedef struct NamespaceNode {
  Node node;
  Name *name;
  FunctionNode *function;
  /* the variable outside, shared as for ENUM; may also be that of a function or class */
  Declaration *declaration;
} NamespaceNode;

/* IMPORT_EQUALS: import name = require("specifier") or import name = entity (IDENTIFIER or
 * MEMBER). */
typedef struct ImportEqualsNode {
  Node node;
  Name *name;
  Name *specifier; /* or NULL */
  Node *entity; /* or NULL */
  Declaration *declaration;
} ImportEqualsNode;

/* --------------------------------------------------------------------------------- JSX */

/* JSX_ELEMENT. tag: STRING for <div> and <a:b>, IDENTIFIER, MEMBER or THIS for components, NULL
 * for a fragment. Attributes are PROPERTY (value TRUE when there is none written) and SPREAD;
 * children are STRING (white space already treated), expressions, SPREAD and JSX_ELEMENT. */
typedef struct JsxNode {
  Node node;
  Node *tag;
  NodeList attributes;
  NodeList children;
  uint8_t needs; /* JSX_NEEDS_JSX, JSXS or CREATE_ELEMENT, of the automatic runtime */
} JsxNode;

/* Whether an attribute is `key`. */
bool jsx_is_key(const Node *attribute);

/* ------------------------------------------------------------------------------ scopes */

typedef enum ScopeKind {
  SCOPE_SCRIPT,
  SCOPE_MODULE,
  SCOPE_EVAL,
  SCOPE_FUNCTION_NAME, /* the name of a named function expression */
  /* parameters, and the body's declarations unless there is a SCOPE_BODY; of FUNCTION_FIELDS,
   * STATIC_BLOCK too */
  SCOPE_FUNCTION,
  SCOPE_BODY, /* body of a function with parameter expressions */
  SCOPE_NAMESPACE, /* body of a TypeScript namespace: a function's body */
  SCOPE_BLOCK, /* block, switch */
  SCOPE_FOR, /* let and const of a loop's head */
  SCOPE_FOR_HEAD, /* their never initialised doubles around the right side of for-in and for-of */
  SCOPE_CATCH, /* the catch parameter */
  SCOPE_CLASS, /* the class's inner name and its private names */
  SCOPE_WITH,
  SCOPE_ENUM,
} ScopeKind;

typedef enum DeclarationKind {
  DECLARE_VAR, /* also: a name that a function is hoisted to by Annex B.3.3 (DECLARATION_ANNEX_B) */
  DECLARE_LET,
  DECLARE_CONST,
  DECLARE_USING,
  DECLARE_AWAIT_USING,
  /* var-like at the top of scripts, evals and functions; let-like in modules and blocks */
  DECLARE_FUNCTION,
  DECLARE_CLASS, /* let-like */
  DECLARE_PARAMETER,
  DECLARE_CATCH_PARAMETER, /* catch (e): a var e inside is allowed */
  DECLARE_CATCH_PATTERN, /* catch ({e}): it is not */
  DECLARE_IMPORT, /* read through the other module; immutable */
  DECLARE_FUNCTION_NAME, /* immutable; assignment throws only in strict code */
  DECLARE_CLASS_NAME, /* inner name of a class: const-like */
  DECLARE_ENUM, /* TypeScript: let-like, but starts as undefined instead of uninitialised */
  DECLARE_NAMESPACE, /* likewise */
  DECLARE_IMPORT_EQUALS, /* TypeScript: const-like */
} DeclarationKind;

enum { /* Declaration.flags */
       DECLARATION_ANNEX_B = 1 << 0, /* VAR that exists only because of Annex B.3.3 */
       /* VAR (or FUNCTION) of a SCOPE_BODY with the name of a parameter */
       DECLARATION_SHADOWS_PARAMETER = 1 << 1,
       DECLARATION_EXPORTED = 1 << 2, /* from the module, or (see NAMESPACE) the namespace */
       /* IMPORT, IMPORT_EQUALS in TypeScript: some expression mentions it */
       DECLARATION_USED_AS_VALUE = 1 << 3,
       DECLARATION_RE_EXPORTED = 1 << 4, /* likewise: an export specifier mentions it */
       /* let-like: not to be redeclared, not a property of the global object */
       DECLARATION_LEXICAL = 1 << 5,
       DECLARATION_TYPE_ONLY =
           1
           /* IMPORT, IMPORT_EQUALS in TypeScript: never used as a value, so there is no binding */
           << 6,
};

/* One name of a scope. */
struct Declaration {
  Declaration *next; /* in the order of first appearance */
  Declaration *same_slot; /* the parser's: hash chain */
  Name *name;
  uint8_t kind; /* DeclarationKind */
  uint8_t parser_flags; /* the parser's */
  uint16_t flags;
  uint32_t start; /* of the name */
  uint32_t last_var; /* the parser's: where the last `var` of it is */
  uint32_t number; /* the compiler's, zero at first: register, slot… */
  uint32_t bits; /* the compiler's, zero at first: captured, assigned… */
  Scope *scope;
  /* initialise with this function on entry to the scope (the last of several), else NULL */
  FunctionNode *function;
  NamespaceMembers *members; /* ENUM, NAMESPACE (or what a namespace is merged with), else NULL */
  void *data; /* the compiler's */
};

enum { /* Scope.flags */
       SCOPE_STRICT = 1 << 0,
       SCOPE_CONTAINS_EVAL =
           1
           /* a direct eval is in this scope or, at any depth, in a scope or function inside it */
           << 1,
       SCOPE_SLOPPY_EVAL =
           1
           << 2, /* of function, body, script, eval scopes: sloppy direct eval may add vars to it */
       SCOPE_INSIDE_WITH = 1 << 3, /* a with statement is around it, here or outside the function */
       SCOPE_HAS_USING = 1 << 4, /* disposal when this scope is left */
       SCOPE_HAS_AWAIT_USING = 1 << 5,
       SCOPE_HAS_FUNCTIONS = 1 << 6, /* some declaration has a function to initialise on entry */
       /* a function, class or eval inside may capture what is declared here */
       SCOPE_HAS_INNER_FUNCTION = 1 << 7,
};

struct Scope {
  uint8_t kind; /* ScopeKind */
  uint8_t parser_flags;
  uint16_t flags;
  uint32_t declaration_count;
  uint32_t start; /* source position of its first token */
  Scope *parent; /* NULL for the program's */
  Scope *first_child;
  Scope *last_child;
  Scope *next_sibling;
  Scope *previous_sibling; /* the parser's */
  FunctionNode *function; /* whose code this is in; for its own scopes, the function itself */
  Declaration *first;
  Declaration *last;
  Declaration **table; /* the parser's: hash table, NULL while there are few */
  uint32_t table_size;
  uint32_t number; /* the compiler's */
  PrivateDeclaration *private_names; /* SCOPE_CLASS: in source order */
  PrivateDeclaration *last_private; /* the parser's */
  PrivateDeclaration **private_table; /* the parser's: hash table, NULL without private names */
  uint32_t private_count;
  uint32_t private_table_size;
  /* SCOPE_ENUM, SCOPE_NAMESPACE: the inner name of the object; it is not in the list */
  Declaration *self;
  NamespaceMembers *members; /* SCOPE_ENUM, SCOPE_NAMESPACE: see NamespaceMembers */
  void *data; /* the compiler's */
};

/* ------------------------------------------------------------------------- the program */

typedef enum SyntaxGoal {
  GOAL_SCRIPT,
  GOAL_MODULE,
  GOAL_EVAL,
  GOAL_FUNCTION, /* new Function and the like: see parse_dynamic_function */
  GOAL_UNAMBIGUOUS, /* asked for only: becomes SCRIPT or MODULE */
} SyntaxGoal;

/* What JSX elements need from the automatic runtime's modules. */
enum {
  JSX_NEEDS_JSX = 1,
  JSX_NEEDS_JSXS = 2,
  JSX_NEEDS_FRAGMENT = 4,
  JSX_NEEDS_CREATE_ELEMENT = 8, /* a key behind a spread */
};
/* The names under which modules import them, which nobody else can write: the exports' own names
 * stand behind JSX_NAME_PREFIX. */
#define JSX_NAME_PREFIX         "jsx runtime: "
#define JSX_NAME                JSX_NAME_PREFIX "jsx"
#define JSXS_NAME               JSX_NAME_PREFIX "jsxs"
#define JSX_FRAGMENT_NAME       JSX_NAME_PREFIX "Fragment"
#define JSX_CREATE_ELEMENT_NAME JSX_NAME_PREFIX "createElement"

/* What comments of the form `@jsx h` said, for JSX sources. NULL: not said. */
typedef struct JsxPragmas {
  Name *factory; /* @jsx */
  Name *fragment; /* @jsxFrag */
  Name *runtime; /* @jsxRuntime: classic or automatic */
  Name *import_source; /* @jsxImportSource */
  bool is_automatic; /* as it turns out at the first element; then import_source is set */
  Name *runtime_source; /* the module of the automatic runtime: "react/jsx-runtime" */
  uint8_t needs; /* JSX_NEEDS_ */
} JsxPragmas;

struct Program {
  Arena *arena;
  const char *file_name; /* borrowed from the options */
  const char *source; /* WTF-8; borrowed from the options, but the arena's for GOAL_FUNCTION */
  size_t source_length;
  SyntaxGoal goal; /* never GOAL_UNAMBIGUOUS */
  FunctionNode *function; /* all of the code: FUNCTION_SCRIPT, MODULE or EVAL */
  /* GOAL_FUNCTION: the function; it is inside `function`, which has no other code */
  FunctionNode *dynamic_function;
  ModuleInfo *module; /* GOAL_MODULE, else NULL */
  JsxPragmas jsx;
  uint32_t function_count; /* the program's own included */
  bool has_jsx;
};

/* ----------------------------------------------------------------------------- helpers */

#define NODE(KIND, accessor, Struct)                      \
  static inline Struct *as_##accessor(const Node *node) { \
    ASSERT(node->kind == NODE_##KIND);                    \
    return (Struct *)node;                                \
  }
#include "syntax/ast.def"
#undef NODE

/* Whether named evaluation applies: an anonymous function, arrow or class, parenthesised or not. */
static inline bool node_is_anonymous_function_definition(const Node *node) {
  if (node->kind == NODE_FUNCTION) return ((const FunctionNode *)node)->name == NULL;
  return node->kind == NODE_CLASS && ((const ClassNode *)node)->name == NULL;
}

/* What this very scope declares by that name, else NULL. Constant time. TypeScript's types are
 * never found. */
Declaration *scope_find(const Scope *scope, const Name *name);

/* Whether a name is an exported member of the namespace, or a member of the enum, that this
 * scope is a body of. */
bool scope_has_member(const Scope *scope, const Name *name);

/* The private name that this class scope declares, else NULL. Constant time. */
PrivateDeclaration *scope_find_private(const Scope *scope, const Name *name);

#endif
