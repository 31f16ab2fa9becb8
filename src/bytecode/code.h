/* SPDX-License-Identifier: MIT */
/* code.h: compiled functions: Code, Source, Site, ScopeInfo, and the tables beside the
 * instructions.
 *
 * A Code cell is one function, script, module or eval body; its instructions are the words behind
 * the struct. It belongs to one realm. Constants are Slots in the instruction stream; the
 * `constants` cell holds the same ones so that tracing is simple. */
#ifndef BYTECODE_CODE_H
#define BYTECODE_CODE_H

#include "syntax/line_table.h"
#include "value/vm.h"

typedef enum Opcode {
#define X(name, bytes, words, flags, effect) OPCODE_##name,
#include "bytecode/opcodes.def"
#undef X
  OPCODE_COUNT,
} Opcode;
_Static_assert(OPCODE_COUNT <= 256, "opcodes are bytes");

typedef struct OpcodeInfo {
  const char *name;
  const char *bytes; /* operand kinds of A, B, C */
  const char *words; /* operand kinds of the words that follow */
  const char *flags;
  const char *effect;
} OpcodeInfo;
extern const OpcodeInfo opcode_info[OPCODE_COUNT];
/* Words of an instruction, its first included. */
extern const uint8_t opcode_length[OPCODE_COUNT];

/* Operands of the instruction at pc. */
static inline uint8_t instruction_op(const uint32_t *pc) { return ((const uint8_t *)pc)[0]; }
static inline uint8_t instruction_a(const uint32_t *pc) { return ((const uint8_t *)pc)[1]; }
static inline uint8_t instruction_b(const uint32_t *pc) { return ((const uint8_t *)pc)[2]; }
static inline uint8_t instruction_c(const uint32_t *pc) { return ((const uint8_t *)pc)[3]; }
static inline uint32_t instruction_make(Opcode op, uint8_t a, uint8_t b, uint8_t c) {
  return (uint32_t)op | (uint32_t)a << 8 | (uint32_t)b << 16 | (uint32_t)c << 24;
}

static inline bool opcode_goes_backward(uint8_t op) {
  return op == OPCODE_LOOP || (op >= OPCODE_LOOP_LT && op <= OPCODE_LOOP_GE_INT);
}

#define FRAME_HEADER 4 /* registers of a call window before its arguments */
#define NO_REGISTER  255

/* The CODE_ flags and code_is_constructor stand in value/function.h; the first fields are those of
 * its CodeHead. */
typedef struct Code {
  uint32_t header;
  uint32_t flags; /* CODE_ */
  Slot name; /* string: the name property at creation, and for stack traces */
  Slot realm;
  uint16_t length; /* the length property */
  uint16_t parameter_count; /* registers filled by arguments */
  uint8_t inline_capacity; /* constructors: inline properties to make room for */
  uint8_t unused[3];
  Slot source; /* CELL_SOURCE */
  uint32_t source_start; /* byte range of the function's text, for toString */
  uint32_t source_end;
  uint32_t register_count; /* at most 255 */
  /* For CALL: the realm again, but none for what must not be called, class constructors; and the size of
   * the call window and the registers. */
  Slot call_realm;
  uint32_t frame_bytes;
  uint32_t word_count; /* of instructions */
  uint32_t
      suspended_at; /* of a module's body: source offset of the await where it was last suspended */
  Slot constants; /* CELL_SLOTS or none */
  Slot handlers; /* CELL_BYTES of Handler records, innermost first; or none */
  Slot positions; /* CELL_BYTES: instruction -> source offset; see positions.h */
  /* Constructors: a cache of the last shape of a new `this`. Like the inline caches it is weak, and
   * cleared with them when shapes die. */
  uint32_t this_header; /* of the new.target that it is for; 0: nothing is cached */
  uint32_t this_slot; /* overflow slot of new.target that holds its prototype property */
  Slot this_prototype; /* what that slot held */
  Slot this_shape;
  Slot next_cached; /* of the codes with CODE_HAS_CACHES; weak */
  uint32_t instructions[];
} Code;
_Static_assert(offsetof(Code, flags) == offsetof(CodeHead, flags), "Code begins with a CodeHead");
_Static_assert(offsetof(Code, name) == offsetof(CodeHead, name), "Code begins with a CodeHead");
_Static_assert(offsetof(Code, realm) == offsetof(CodeHead, realm), "Code begins with a CodeHead");
_Static_assert(offsetof(Code, length) == offsetof(CodeHead, length), "Code begins with a CodeHead");

static inline bool code_is_constructor(const Code *code) {
  return code_flags_constructor(code->flags);
}
/* How many arguments a function can tell from undefined, however many are passed: those with parameters,
 * unless it begins by collecting all of them (for `arguments`, a rest parameter, a direct eval), or counting. */
static inline uint32_t code_arguments_seen(const Code *code) {
  Opcode first = instruction_op(code->instructions);
  bool all = first == OPCODE_CREATE_ARGUMENTS || first == OPCODE_COUNT_ARGUMENTS;
  return all ? UINT32_MAX : code->parameter_count;
}

/* A protected range: an exception at word index in [start, end) goes to `target` with the exception
 * in register `reg`. Records lie innermost first. */
typedef struct Handler {
  uint32_t start, end, target;
  uint32_t reg;
} Handler;

/* Bytes without references (header, length, data). */
typedef struct Bytes {
  uint32_t header;
  uint32_t length;
  uint8_t data[];
} Bytes;
MUST_USE Bytes *bytes_new(Vm *vm, const void *data, size_t length);

/* A point where a function may be suspended. */
typedef struct Site {
  uint32_t header;
  Slot code;
  uint32_t pc; /* word index of the AWAIT, YIELD … instruction */
  uint32_t source_offset;
  uint8_t result; /* register A of the instruction */
  bool of_module; /* the code is a module's body, which runs once */
  uint16_t live_count;
  /* What resuming needs of the code, so that it need not be looked at. */
  Slot realm; /* the code's, which keeps it alive */
  uint32_t behind; /* the instruction after it: offset in the cage */
  uint16_t register_count;
  uint16_t live[]; /* registers live after it (the result apart), ascending */
} Site;
static inline const uint32_t *site_behind(Vm *vm, const Site *site) {
  return (const uint32_t *)((const char *)vm + site->behind);
}

/* Source text: WTF-8 bytes in malloc'ed memory, a name, and line starts made when first needed. */
typedef struct Source {
  uint32_t header;
  Slot name; /* string: file name or URL as shown in messages */
  Slot host; /* what import() and import.meta in it belong to: a CELL_MODULE, or a value
                              of the host's; none */
  char *text; /* external; owned */
  size_t length;
  LineTable lines; /* external; owned; zero until needed */
  uint32_t flags; /* SOURCE_ */
  int32_t line_offset; /* added to line numbers */
} Source;
enum {
  SOURCE_BORROWED = 1, /* the text is the host's, and stays */
};
/* Takes over text (malloc'ed), also on failure. */
MUST_USE Source *source_new(Vm *vm, String *name, char *text, size_t length);
/* The same with a text that stays where it is while the VM lives. */
MUST_USE Source *source_new_borrowed(Vm *vm, String *name, const char *text, size_t length);
/* Line and column, both from 1, of a byte offset; 1 and 1 when there is no memory for the lines. */
void source_line_column(Source *source, uint32_t offset, uint32_t *line, uint32_t *column);

/* The names of an environment's slots and more, for direct eval, `with` and dynamic lookup.
 *
 * A function with a direct eval in it keeps all its variables, and those of all scopes around, in
 * environments with a ScopeInfo: the chain of `parent`s is that of the environments, but for the
 * record in CALL_EVAL itself, which has no environment and whose flags tell what the eval may do.
 * `this` and its kin are variables too, with names that no identifier has: "this", "new.target",
 * "%function" (the active function), "%home"; private names are "#x".
 *
 * Names are looked up along the environments, from the inside out. Environment.info is
 *   none:         nothing in it can be meant;
 *   a ScopeInfo:  names[i] names slot i. With SCOPE_INFO_FUNCTION the environment takes the
 *                 variables of sloppy evals: slot 0 has no name and holds a null-prototype object
 *                 of them, or is still uninitialised; its properties come after the slots' names;
 *   an object:    that of a `with`.
 * Then come the global variables. */
typedef struct ScopeInfo {
  uint32_t header;
  Slot kind_and_flags; /* int: SCOPE_INFO_ */
  Slot names; /* SLOTS of strings, by slot number; undefined: not a name */
  Slot kinds; /* SLOTS of ints: BINDING_ */
  Slot parent; /* ScopeInfo of the scope around, as compiled; or undefined */
} ScopeInfo;
enum {
  SCOPE_INFO_FUNCTION = 1, /* a sloppy function's variable scope: evals declare here */
  SCOPE_INFO_WITH = 2, /* stands for the environment of a `with`; no names */
  SCOPE_INFO_STRICT = 4,
  SCOPE_INFO_SUPER_PROPERTY = 8, /* eval here may use super.x */
  SCOPE_INFO_SUPER_CALL = 16,
  SCOPE_INFO_NEW_TARGET = 32,
  SCOPE_INFO_CLASS_FIELD = 64, /* eval here must not use arguments */
  SCOPE_INFO_CATCH_SIMPLE = 256, /* catch (x): eval's var x is allowed */
};
enum {
  BINDING_LET,
  BINDING_CONST,
  BINDING_VAR,
  BINDING_FUNCTION_NAME /* silent when sloppy */,
  BINDING_IMPORT
};

/* The global declarations of a script: items of the INTERNAL record for DECLARE_GLOBALS. */
enum {
  GLOBALS_LET_NAMES, /* SLOTS of strings: let and class */
  GLOBALS_CONST_NAMES, /* SLOTS of strings */
  GLOBALS_VAR_NAMES, /* SLOTS of strings: var, not functions */
  GLOBALS_FUNCTION_NAMES, /* SLOTS of strings, in source order, last of duplicates only */
  GLOBALS_ANNEX_B_NAMES, /* SLOTS of strings: functions in blocks, hoisted if that harms nobody */
  GLOBALS_EVAL, /* int: 1: deletable (an eval) */
  GLOBALS_FIELDS,
};

/* A regular expression literal: items of the INTERNAL record for NEW_REGEXP. */
enum {
  LITERAL_PATTERN, /* strings */
  LITERAL_FLAGS,
  LITERAL_REGEXP, /* the object that evaluations copy; none before the first */
  LITERAL_FIELDS,
};

/* The template site record: items. */
enum { TEMPLATE_COOKED, TEMPLATE_RAW, TEMPLATE_OBJECT, TEMPLATE_FIELDS };

/* Parts of a new Code: its registers, and the current realm. */
void code_set_registers(Code *code, uint32_t register_count);
void code_set_realm(Vm *vm, Code *code);
/* What a site of a complete Code repeats of it; its pc is set. */
void code_link_site(Vm *vm, Code *code, Site *site);

void source_trace(Vm *vm, Cell *cell);
void source_finalize(Vm *vm, Cell *cell);
void code_trace(Vm *vm, Cell *cell);
void site_trace(Vm *vm, Cell *cell);

/* Checks a Code thoroughly (operands in range, jumps at instruction starts, falls off nowhere,
 * windows inside the frame, handlers well nested, sites' registers valid). On failure a message
 * goes to buf. */
bool code_verify(Vm *vm, const Code *code, char *buf, size_t size);
/* The listing of `mote --dump-bytecode`: the function and those inside it, to a FILE. */
void code_disassemble(Vm *vm, const Code *code, void *file);
/* The source offset of the instruction at a word index. */
uint32_t code_source_offset(Vm *vm, const Code *code, uint32_t pc);
/* For a call: the byte range of the callee's text, for `x.y is not a function`. False: unknown. */
bool code_callee_range(Vm *vm, const Code *code, uint32_t pc, uint32_t *start, uint32_t *end);

#endif
