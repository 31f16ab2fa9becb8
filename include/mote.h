/* SPDX-License-Identifier: MIT */
/* mote.h: the whole interface between mote, a JavaScript and TypeScript engine, and a program in C
 * that embeds it.
 *
 * VMs. Any number of VMs live in one process; each is used by one thread at a time, and they share
 * nothing. Functions that any thread may call say so.
 *
 * Errors. A function that can fail returns bool: true on success; on false a JavaScript exception
 * is pending in the VM, the out parameters mean nothing, and the caller either hands the false on
 * (from a host function: JavaScript then sees the exception) or takes it with mote_take_exception.
 * With an exception pending, only functions that cannot fail may be called. Functions that return
 * false for another reason say so. Every function that allocates may throw RangeError "Out of
 * memory"; this is not repeated below.
 *
 * JavaScript. "Runs JavaScript" marks the functions that may call code of the program (getters,
 * proxies, valueOf …), which may call back into the host. The others do not.
 *
 * Values. A MoteValue on the C stack or in registers keeps its object alive. A value that is kept
 * anywhere else (heap memory, static variables) needs a MoteHandle. Values belong to their VM.
 *
 * Text in C is UTF-8; `length` counts bytes, and MOTE_NUL_TERMINATED stands for strlen. Invalid
 * bytes become U+FFFD. Strings that the library gives to the caller end with a NUL. */
#ifndef MOTE_H
#define MOTE_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define MOTE_VERSION        "0.1.0"
#define MOTE_NUL_TERMINATED ((size_t)-1)

#if defined(__GNUC__)
#define MOTE_API                 __attribute__((visibility("default")))
#define MOTE_PRINTF(text, first) __attribute__((__format__(__printf__, text, first)))
#define MOTE_CHECK               __attribute__((warn_unused_result))
#else
#define MOTE_API
#define MOTE_PRINTF(text, first)
#define MOTE_CHECK
#endif

typedef struct MoteVm MoteVm;
/* One call of a host function; lives until the function returns. */
typedef struct MoteCall MoteCall;
/* A reference that keeps a value alive wherever it is stored. */
typedef struct MoteHandle MoteHandle;
/* A class whose instances carry a pointer of the host. Lives as long as its VM. */
typedef struct MoteClass MoteClass;
/* A host operation that has not settled. */
typedef struct MoteAsync MoteAsync;
/* A way into a VM from other threads. */
typedef struct MotePort MotePort;
/* A value outside of any VM. */
typedef struct MoteMessage MoteMessage;

/* Called with memory that the host has lent to a VM, and the pointer given with it, once it is not needed any more.
 * Must not use the VM, which may be collecting, or at its end. May be NULL where one is taken. */
typedef void (*MoteRelease)(void *memory, void *user);

/* A JavaScript value. All bits zero is "no value"; functions take it for undefined. */
typedef struct MoteValue {
  uint64_t bits;
} MoteValue;

/* A realm: a global object with its own set of builtins. Kept alive like a value. */
typedef struct MoteRealm {
  uint64_t bits;
} MoteRealm;

/* ------------------------------------------------------------------------------------ VMs */

/* When pending jobs (promise reactions) run. */
typedef enum MoteJobPolicy {
  MOTE_JOBS_AFTER_CALL, /* when the outermost call from the host returns */
  MOTE_JOBS_EXPLICIT, /* only in mote_run_jobs */
} MoteJobPolicy;

/* Zero is a sensible value for every field. */
typedef struct MoteVmOptions {
  size_t memory_limit; /* bytes of heap and buffers; 0: none but the address space of 4 GiB */
  size_t stack_size; /* bytes of the JavaScript stack; 0, or more than it: the default of 8 MiB */
  size_t c_stack_size; /* bytes of the C stack that the engine may use below the caller of
                          mote_vm_create; 0: what the thread has, 6 MiB at most */
  MoteJobPolicy jobs;
  void *user; /* see mote_vm_user */
  /* Called when memory is so short that not even an exception can be thrown. Should not return:
   * abort() follows. */
  void (*fatal)(const char *message);
  /* For tests of the host and of the engine. */
  uint32_t collect_every; /* collect garbage at every Nth allocation */
  uint32_t fail_allocation; /* the Nth allocation fails */
  uint32_t fail_count; /* and so many in a row with it; 0: it alone */
  bool poison_freed; /* fill freed cells */
  bool verify_heap; /* check the heap at every collection */
  bool portable_code; /* what is compiled goes through the bytes of mote_compile before it runs */
} MoteVmOptions;

/* A VM with one realm, or NULL if memory or address space can't be had. options may be NULL.
 * Ends with mote_vm_destroy. The VM is used from the thread (and the part of the C stack) that
 * created it, or from another after mote_vm_enter_thread. */
MOTE_API MOTE_CHECK MoteVm *mote_vm_create(const MoteVmOptions *options);
/* Runs all finalizers, and frees everything. Not from within a call of the VM. Pending operations
 * and ports stay valid until they are released; using them does nothing. */
MOTE_API void mote_vm_destroy(MoteVm *vm);
/* Tells the VM that the present thread uses it from now on, with c_stack_size bytes of C stack (0: what
 * the thread has, 6 MiB at most) below the caller. */
MOTE_API void mote_vm_enter_thread(MoteVm *vm, size_t c_stack_size);
/* For host functions that recurse: false with a RangeError when the C stack is nearly used up. */
MOTE_API MOTE_CHECK bool mote_check_c_stack(MoteVm *vm);
/* The pointer given in the options. */
MOTE_API void *mote_vm_user(MoteVm *vm);
MOTE_API void mote_vm_set_user(MoteVm *vm, void *user);
/* "0.1.0" */
MOTE_API const char *mote_version(void);

typedef struct MoteMemory {
  size_t used_bytes; /* in pages that hold cells */
  size_t committed_bytes; /* taken from the system for the heap */
  size_t external_bytes; /* outside of the heap, kept alive by it */
  uint64_t collections;
  uint64_t allocations; /* cells allocated since the VM was created */
} MoteMemory;

MOTE_API MoteMemory mote_memory(MoteVm *vm);
/* Collects garbage now. */
MOTE_API void mote_collect_garbage(MoteVm *vm);
/* Calls the finalizers of some of the objects that the last collection has found dead. True: others wait for theirs.
 * Allocations do the same a little at a time, so this is for hosts whose program waits. */
MOTE_API bool mote_finalize_some(MoteVm *vm);
/* Collects garbage, and gives the memory that is free then back to the system: for hosts whose program waits. What
 * malloc keeps (malloc_trim of glibc) is the host's. */
MOTE_API void mote_reduce_memory(MoteVm *vm);
/* The most that the heap and external memory have taken, in bytes, since the last mote_reduce_memory. */
MOTE_API size_t mote_peak_memory(MoteVm *vm);
MOTE_API void mote_set_memory_limit(MoteVm *vm, size_t bytes);
/* Tells the VM of `bytes` (negative: fewer) of the host's memory that its objects keep alive. May collect, if they are
 * more; finalizers may give negative numbers. False, without an exception: over the limit (they are counted
 * nevertheless). */
MOTE_API bool mote_add_external_memory(MoteVm *vm, ptrdiff_t bytes);
/* Frees what a function of this header says is to be freed by it. NULL is fine. */
MOTE_API void mote_free(void *memory);

/* Makes the JavaScript that runs now, or next, throw an exception that it cannot catch, until
 * mote_clear_interrupt. Any thread, and signal handlers, may call it while the VM exists. */
MOTE_API void mote_interrupt(MoteVm *vm);
MOTE_API void mote_clear_interrupt(MoteVm *vm);
MOTE_API bool mote_is_interrupted(MoteVm *vm);
/* For host functions that take long, or that have interrupted their own VM: false, with that exception, if it was
 * interrupted. */
MOTE_API MOTE_CHECK bool mote_check_interrupt(MoteVm *vm);

/* ------------------------------------------------------------------------------------ realms */

/* A new realm; the current one stays current. */
MOTE_API MOTE_CHECK bool mote_realm_new(MoteVm *vm, MoteRealm *out);
/* The realm of the running function; outside of all calls, that of the last mote_realm_enter. */
MOTE_API MoteRealm mote_realm_current(MoteVm *vm);
/* Makes a realm the current one, and gives the one before, to go back to it. */
MOTE_API MoteRealm mote_realm_enter(MoteVm *vm, MoteRealm realm);
MOTE_API MoteValue mote_realm_global(MoteVm *vm, MoteRealm realm);
/* The current realm's global object. */
MOTE_API MoteValue mote_global(MoteVm *vm);

/* ------------------------------------------------------------------------------------ running programs */

typedef enum MoteLanguage {
  MOTE_LANGUAGE_JS,
  MOTE_LANGUAGE_JSX,
  MOTE_LANGUAGE_TS,
  MOTE_LANGUAGE_TSX,
} MoteLanguage;

/* How a text is to be understood. */
typedef enum MoteGoal {
  MOTE_GOAL_SCRIPT,
  MOTE_GOAL_MODULE,
  MOTE_GOAL_COMMONJS, /* the body of a function (exports, require, module, __filename, __dirname) */
} MoteGoal;

typedef struct MoteSource {
  const char *text;
  size_t length; /* may be MOTE_NUL_TERMINATED */
  const char *name; /* file name or URL, for messages and stacks; may be NULL */
  MoteLanguage language;
  const void
      *token; /* modules: any pointer of the host's, see mote_import_meta's hook; may be NULL */
  const void *
      code; /* what mote_compile made of the text, which then is not parsed; NULL: nothing. The text may be
                       empty then: errors do not know lines, and functions have no text to show */
  size_t code_length;
  bool is_static; /* the text stays as it is while the VM lives, and is not copied */
} MoteSource;

/* The language that a file name's extension stands for (.ts .mts .cts .tscl: TypeScript; .tsx, .jsx;
 * everything else: JavaScript). */
MOTE_API MoteLanguage mote_language_of_file(const char *name);

/* Whether a text is a script or a module, where nothing else tells: a module if it has syntax that only
 * modules have. Throws SyntaxError if it is neither. */
MOTE_API MOTE_CHECK bool mote_detect_goal(MoteVm *vm, const MoteSource *source, MoteGoal *out);

/* Runs a script in the current realm; *out (may be NULL) is its completion value. Throws SyntaxError,
 * and what the script throws. Runs JavaScript. */
MOTE_API MOTE_CHECK bool mote_run_script(MoteVm *vm, const MoteSource *source, MoteValue *out);

/* The function that a CommonJS module is: call it with exports, require, module, __filename,
 * __dirname. Throws SyntaxError. */
MOTE_API MOTE_CHECK bool mote_compile_commonjs(MoteVm *vm, const MoteSource *source,
                                               MoteValue *out);

/* Compiles a text without running it: the bytes (to be freed by mote_free) can be kept and given as MoteSource.code, to
 * this build of the library alone: another one refuses them with a SyntaxError, and so are damaged ones; they must not
 * come from people who are not trusted. Throws SyntaxError. */
MOTE_API MOTE_CHECK bool mote_compile(MoteVm *vm, const MoteSource *source, MoteGoal goal,
                                      void **bytes, size_t *length);

/* The bytecode of a text, as a listing; to be freed by mote_free. Throws SyntaxError. */
MOTE_API MOTE_CHECK bool mote_disassemble(MoteVm *vm, const MoteSource *source, MoteGoal goal,
                                          char **out);
/* Its syntax tree. */
MOTE_API MOTE_CHECK bool mote_dump_syntax(MoteVm *vm, const MoteSource *source, MoteGoal goal,
                                          char **out);

/* ------------------------------------------------------------------------------------ modules */

/* What an import asks for. The strings live during the call of the hook. */
typedef struct MoteModuleRequest {
  const char *specifier; /* as written */
  const char *referrer; /* the key of the importing module, or the name of the script */
  const char *type; /* the import attribute `type`: "json", "text"; NULL: none */
} MoteModuleRequest;

typedef enum MoteModuleKind {
  MOTE_MODULE_SOURCE, /* text of a language */
  MOTE_MODULE_JSON, /* text; its value is the default export */
  MOTE_MODULE_TEXT, /* text; it is the default export, as a string */
  MOTE_MODULE_VALUES, /* an object; its own enumerable properties are the exports */
} MoteModuleKind;

/* What a module is made of. */
typedef struct MoteModuleContent {
  MoteModuleKind kind;
  MoteLanguage language;
  char *text; /* malloc'ed; the VM takes it over */
  size_t length;
  MoteValue values; /* MOTE_MODULE_VALUES: the object */
} MoteModuleContent;

/* How modules are found and read. The hooks may throw, and may run JavaScript. */
typedef struct MoteModuleHooks {
  /* Finds what a specifier means: *key, malloc'ed, identifies the module (an absolute path or URL);
   * equal keys (and types) are one module. */
  bool (*resolve)(MoteVm *vm, const MoteModuleRequest *request, char **key);
  /* Reads the module with this key. */
  bool (*load)(MoteVm *vm, const char *key, const char *type, MoteModuleContent *out);
  /* Fills in import.meta, an empty object without prototype, when it is first looked at. May be NULL. */
  bool (*import_meta)(MoteVm *vm, const char *key, MoteValue meta);
} MoteModuleHooks;

/* Without hooks, every import throws TypeError. The struct is copied. */
MOTE_API void mote_set_module_hooks(MoteVm *vm, const MoteModuleHooks *hooks);

/* Loads, links and begins to evaluate a module: *promise is fulfilled (with undefined) when it and all
 * that it imports are evaluated. Throws nothing: errors reject the promise. Runs JavaScript.
 * source: the text of the module `key`; NULL: the load hook reads it. */
MOTE_API MOTE_CHECK bool mote_run_module(MoteVm *vm, const char *key, const MoteSource *source,
                                         MoteValue *promise);

/* The same at once, as require() of a module wants it: *ns is its namespace object. Throws what it throws, and
 * an Error with the code ERR_REQUIRE_ASYNC_MODULE if it, or what it imports, awaits at its top. Runs
 * JavaScript. */
MOTE_API MOTE_CHECK bool mote_require_module(MoteVm *vm, const char *key, const MoteSource *source,
                                             MoteValue *ns);
/* The namespace object of a module that has been linked, or undefined. */
MOTE_API MOTE_CHECK bool mote_module_namespace(MoteVm *vm, const char *key, MoteValue *out);
/* import(specifier) as from `referrer`: a promise for the namespace. Runs JavaScript. */
MOTE_API MOTE_CHECK bool mote_import(MoteVm *vm, const char *specifier, const char *referrer,
                                     MoteValue *promise);

/* ------------------------------------------------------------------------------------ values */

typedef enum MoteType {
  MOTE_UNDEFINED,
  MOTE_NULL,
  MOTE_BOOLEAN,
  MOTE_NUMBER,
  MOTE_STRING,
  MOTE_SYMBOL,
  MOTE_BIGINT,
  MOTE_OBJECT, /* functions included */
} MoteType;

/* These need no VM. */
MOTE_API MoteValue mote_undefined(void);
MOTE_API MoteValue mote_null(void);
MOTE_API MoteValue mote_boolean(bool boolean);
MOTE_API MoteValue mote_number(double number);
MOTE_API MoteValue mote_int32(int32_t number);
MOTE_API MoteValue mote_uint32(uint32_t number);

MOTE_API MoteType mote_type(MoteVm *vm, MoteValue value);
MOTE_API bool mote_is_undefined(MoteVm *vm, MoteValue value);
MOTE_API bool mote_is_null(MoteVm *vm, MoteValue value);
/* undefined or null */
MOTE_API bool mote_is_nullish(MoteVm *vm, MoteValue value);
MOTE_API bool mote_is_boolean(MoteVm *vm, MoteValue value);
MOTE_API bool mote_is_number(MoteVm *vm, MoteValue value);
MOTE_API bool mote_is_string(MoteVm *vm, MoteValue value);
MOTE_API bool mote_is_symbol(MoteVm *vm, MoteValue value);
MOTE_API bool mote_is_bigint(MoteVm *vm, MoteValue value);
MOTE_API bool mote_is_object(MoteVm *vm, MoteValue value);
MOTE_API bool mote_is_callable(MoteVm *vm, MoteValue value);
MOTE_API bool mote_is_constructor(MoteVm *vm, MoteValue value);

/* The content of a value that is known to be of the type; 0 or false otherwise. */
MOTE_API double mote_as_number(MoteVm *vm, MoteValue value);
MOTE_API bool mote_as_boolean(MoteVm *vm, MoteValue value);

/* Conversions as JavaScript makes them. Those with `out` throw TypeError where there is none, and run
 * JavaScript for objects. */
MOTE_API bool mote_to_boolean(MoteVm *vm, MoteValue value);
MOTE_API MOTE_CHECK bool mote_to_number(MoteVm *vm, MoteValue value, double *out);
/* Truncated; NaN is 0; infinities stay. */
MOTE_API MOTE_CHECK bool mote_to_integer(MoteVm *vm, MoteValue value, double *out);
MOTE_API MOTE_CHECK bool mote_to_int32(MoteVm *vm, MoteValue value, int32_t *out);
MOTE_API MOTE_CHECK bool mote_to_uint32(MoteVm *vm, MoteValue value, uint32_t *out);
/* A string value. */
MOTE_API MOTE_CHECK bool mote_to_string(MoteVm *vm, MoteValue value, MoteValue *out);
MOTE_API MOTE_CHECK bool mote_to_object(MoteVm *vm, MoteValue value, MoteValue *out);

/* === ; false, too, when memory is exhausted while comparing (an exception is then NOT left). */
MOTE_API bool mote_strict_equals(MoteVm *vm, MoteValue a, MoteValue b);
/* Object.is */
MOTE_API bool mote_same_value(MoteVm *vm, MoteValue a, MoteValue b);
/* value instanceof constructor. Runs JavaScript. */
MOTE_API MOTE_CHECK bool mote_instance_of(MoteVm *vm, MoteValue value, MoteValue constructor,
                                          bool *out);

/* ------------------------------------------------------------------------------------ handles */

/* Keeps a value alive until mote_handle_destroy, or the end of the VM. NULL with an exception: out of memory. */
MOTE_API MOTE_CHECK MoteHandle *mote_handle_create(MoteVm *vm, MoteValue value);
/* NULL is fine. Not after the VM is destroyed. */
MOTE_API void mote_handle_destroy(MoteHandle *handle);
/* The value; of a weak handle undefined, once it is gone. */
MOTE_API MoteValue mote_handle_get(const MoteHandle *handle);
/* Not of a weak handle. */
MOTE_API void mote_handle_set(MoteHandle *handle, MoteValue value);
/* A handle that does not keep its value (an object, or a symbol) alive: for tables from things of the host's to the
 * objects that stand for them. */
MOTE_API MOTE_CHECK MoteHandle *mote_weak_handle_create(MoteVm *vm, MoteValue value);

/* For a host that keeps many values in memory of its own, where a handle for each would cost too much: `roots` is
 * called in every collection, and calls mote_mark for each of the values. It must not do anything else with the VM. */
typedef void (*MoteRoots)(MoteVm *vm, void *data);
/* From now on to mote_roots_remove, or the end of the VM. */
MOTE_API MOTE_CHECK bool mote_roots_add(MoteVm *vm, MoteRoots roots, void *data);
MOTE_API void mote_roots_remove(MoteVm *vm, MoteRoots roots, void *data);
/* In a MoteRoots: keeps the value. */
MOTE_API void mote_mark(MoteVm *vm, MoteValue value);

/* ------------------------------------------------------------------------------------ strings */

MOTE_API MOTE_CHECK bool mote_string(MoteVm *vm, const char *utf8, size_t length, MoteValue *out);
MOTE_API MOTE_CHECK bool mote_string_latin1(MoteVm *vm, const uint8_t *units, size_t length,
                                            MoteValue *out);
MOTE_API MOTE_CHECK bool mote_string_utf16(MoteVm *vm, const uint16_t *units, size_t length,
                                           MoteValue *out);
MOTE_API MOTE_CHECK bool mote_string_format(MoteVm *vm, MoteValue *out, const char *format, ...)
    MOTE_PRINTF(3, 4);

/* The same without a copy: the string's characters stay in memory of the host's, which must not change until
 * release(units, user) is called. That may be at once: of short strings, which are copied, and of UTF-8 that is not
 * ASCII alone. The memory counts as the VM's (MoteMemory.external_bytes). On failure release is not called. */
MOTE_API MOTE_CHECK bool mote_string_borrow(MoteVm *vm, char *utf8, size_t length,
                                            MoteRelease release, void *user, MoteValue *out);
MOTE_API MOTE_CHECK bool mote_string_borrow_latin1(MoteVm *vm, uint8_t *units, size_t length,
                                                   MoteRelease release, void *user, MoteValue *out);
/* units: aligned to 2 bytes. */
MOTE_API MOTE_CHECK bool mote_string_borrow_utf16(MoteVm *vm, uint16_t *units, size_t length,
                                                  MoteRelease release, void *user, MoteValue *out);

/* The content of a string value, in the form the VM holds it. The units stay where they are while the
 * string is alive: keep `value` in a variable that is used afterwards, or in a handle. */
typedef struct MoteStringView {
  const void *units; /* uint8_t (Latin-1) or uint16_t (UTF-16) */
  size_t length; /* in units */
  bool wide; /* UTF-16 */
} MoteStringView;
MOTE_API MOTE_CHECK bool mote_string_view(MoteVm *vm, MoteValue string, MoteStringView *out);
/* A string value in UTF-8, where it lies if that is UTF-8 already (ASCII in Latin-1 form), else a copy; without a
 * NUL at its end. Ends with mote_text_close; keep the value, too, until then, as for a view. Lone surrogates become
 * U+FFFD. */
typedef struct MoteText {
  const char *bytes;
  size_t length;
  char *copy; /* NULL: there is none */
} MoteText;
MOTE_API MOTE_CHECK bool mote_text_open(MoteVm *vm, MoteValue string, MoteText *out);
MOTE_API void mote_text_close(MoteText *text);
/* ToASCII and ToUnicode of an internationalised domain name, as the URL Standard calls them (UTS 46, not transitional,
 * with CheckBidi and CheckJoiners alone). *out: to be freed by mote_free; NULL: the name is not valid. */
MOTE_API MOTE_CHECK bool mote_domain_to_ascii(MoteVm *vm, const char *domain, size_t length,
                                              char **out);
MOTE_API MOTE_CHECK bool mote_domain_to_unicode(MoteVm *vm, const char *domain, size_t length,
                                                char **out);
/* Writes a string value into memory of the host's, in UTF-8: as many whole characters as fit, without a NUL.
 * *written: the bytes; *read (may be NULL): the UTF-16 code units that they stand for, fewer than the length if not
 * all did fit. */
MOTE_API MOTE_CHECK bool mote_string_write_utf8(MoteVm *vm, MoteValue string, char *buffer,
                                                size_t size, size_t *written, size_t *read);
/* Its length in UTF-16 code units. */
MOTE_API size_t mote_string_length(MoteVm *vm, MoteValue string);
/* A copy in UTF-8, to be freed by mote_free; *length (may be NULL) is without the NUL. Lone surrogates
 * become U+FFFD. The value must be a string. */
MOTE_API MOTE_CHECK bool mote_string_utf8(MoteVm *vm, MoteValue string, char **out, size_t *length);
/* The same where lone surrogates are kept, as three bytes each (WTF-8). */
MOTE_API MOTE_CHECK bool mote_string_wtf8(MoteVm *vm, MoteValue string, char **out, size_t *length);
/* ToString, and a copy in UTF-8. Runs JavaScript for objects. */
MOTE_API MOTE_CHECK bool mote_to_utf8(MoteVm *vm, MoteValue value, char **out, size_t *length);
/* Whether the value is this string (ASCII). */
MOTE_API bool mote_string_is(MoteVm *vm, MoteValue value, const char *ascii);

/* ------------------------------------------------------------------------------------ symbols and BigInts */

/* description may be NULL. */
MOTE_API MOTE_CHECK bool mote_symbol_new(MoteVm *vm, const char *description, MoteValue *out);
/* Symbol.for(key) */
MOTE_API MOTE_CHECK bool mote_symbol_for(MoteVm *vm, const char *key, MoteValue *out);
/* The well-known symbol of this name ("iterator", "asyncDispose", "toPrimitive" …), or undefined. */
MOTE_API MoteValue mote_symbol_well_known(MoteVm *vm, const char *name);
/* The description, a string or undefined. */
MOTE_API MoteValue mote_symbol_description(MoteVm *vm, MoteValue symbol);

MOTE_API MOTE_CHECK bool mote_bigint_int64(MoteVm *vm, int64_t number, MoteValue *out);
MOTE_API MOTE_CHECK bool mote_bigint_uint64(MoteVm *vm, uint64_t number, MoteValue *out);
/* Of any size: its magnitude, the lowest word first. RangeError beyond 2^30 bits. */
MOTE_API MOTE_CHECK bool mote_bigint_words(MoteVm *vm, bool negative, const uint64_t *words,
                                           size_t count, MoteValue *out);
/* Modulo 2^64; 0 for what is no BigInt. */
MOTE_API uint64_t mote_bigint_to_uint64(MoteVm *vm, MoteValue bigint);
/* Modulo 2^64; gives whether *out is the exact value. */
MOTE_API bool mote_bigint_to_int64(MoteVm *vm, MoteValue bigint, int64_t *out);
/* Its sign (may be NULL) and the lowest `count` words of its magnitude, zero above its own. Gives how many words it
 * has: 0 for zero, and for what is no BigInt. */
MOTE_API size_t mote_bigint_to_words(MoteVm *vm, MoteValue bigint, bool *negative, uint64_t *words,
                                     size_t count);

/* ------------------------------------------------------------------------------------ objects */

enum { /* attributes of properties */
       MOTE_WRITABLE = 1,
       MOTE_ENUMERABLE = 2,
       MOTE_CONFIGURABLE = 4,
       MOTE_DEFAULT = 7, /* as an assignment makes them */
       MOTE_HIDDEN = 5, /* as methods of builtin classes are */
};

/* {} */
MOTE_API MOTE_CHECK bool mote_object_new(MoteVm *vm, MoteValue *out);
/* prototype: an object or null. */
MOTE_API MOTE_CHECK bool mote_object_new_with_prototype(MoteVm *vm, MoteValue prototype,
                                                        MoteValue *out);

/* {names[0]: values[0], …}, enumerable and writable, in this order. `names` is a static array, which is looked at
 * when it is first met: objects made with it share their form, and cost little. No indices, and no name twice. */
MOTE_API MOTE_CHECK bool mote_object_of(MoteVm *vm, const char *const *names,
                                        const MoteValue *values, uint32_t count, MoteValue *out);

/* object[name] for any value; TypeError for undefined and null. Run JavaScript. */
MOTE_API MOTE_CHECK bool mote_get(MoteVm *vm, MoteValue object, const char *name, MoteValue *out);
MOTE_API MOTE_CHECK bool mote_get_index(MoteVm *vm, MoteValue object, uint32_t index,
                                        MoteValue *out);
/* key: any value, converted as JavaScript does. */
MOTE_API MOTE_CHECK bool mote_get_key(MoteVm *vm, MoteValue object, MoteValue key, MoteValue *out);
/* object[name] = value, as strict code does it. Run JavaScript. */
MOTE_API MOTE_CHECK bool mote_set(MoteVm *vm, MoteValue object, const char *name, MoteValue value);
MOTE_API MOTE_CHECK bool mote_set_index(MoteVm *vm, MoteValue object, uint32_t index,
                                        MoteValue value);
MOTE_API MOTE_CHECK bool mote_set_key(MoteVm *vm, MoteValue object, MoteValue key, MoteValue value);
/* key in object. Run JavaScript (proxies). */
MOTE_API MOTE_CHECK bool mote_has(MoteVm *vm, MoteValue object, const char *name, bool *out);
MOTE_API MOTE_CHECK bool mote_has_key(MoteVm *vm, MoteValue object, MoteValue key, bool *out);
MOTE_API MOTE_CHECK bool mote_has_own(MoteVm *vm, MoteValue object, MoteValue key, bool *out);
/* delete object[key]; TypeError if it can't be. Runs JavaScript (proxies). */
MOTE_API MOTE_CHECK bool mote_delete(MoteVm *vm, MoteValue object, MoteValue key);
/* Makes or replaces an own property with these attributes. Runs JavaScript for proxies only. */
MOTE_API MOTE_CHECK bool mote_define(MoteVm *vm, MoteValue object, const char *name,
                                     MoteValue value, unsigned attributes);
MOTE_API MOTE_CHECK bool mote_define_key(MoteVm *vm, MoteValue object, MoteValue key,
                                         MoteValue value, unsigned attributes);
/* getter, setter: functions or undefined. */
MOTE_API MOTE_CHECK bool mote_define_accessor(MoteVm *vm, MoteValue object, MoteValue key,
                                              MoteValue getter, MoteValue setter,
                                              unsigned attributes);

/* An own property. */
typedef struct MoteProperty {
  bool found;
  bool is_accessor;
  unsigned attributes;
  MoteValue value; /* data properties */
  MoteValue getter; /* accessors: functions or undefined */
  MoteValue setter;
} MoteProperty;
/* Runs JavaScript for proxies only. */
MOTE_API MOTE_CHECK bool mote_own_property(MoteVm *vm, MoteValue object, MoteValue key,
                                           MoteProperty *out);

enum { /* which keys */
       MOTE_KEYS_STRINGS = 1,
       MOTE_KEYS_SYMBOLS = 2,
       MOTE_KEYS_ENUMERABLE = 4, /* only these */
       MOTE_KEYS_NO_INDICES = 8, /* leave out array indices */
};
/* The own keys, in order, as an array. Runs JavaScript for proxies only. */
MOTE_API MOTE_CHECK bool mote_own_keys(MoteVm *vm, MoteValue object, unsigned which,
                                       MoteValue *array);

/* How firm an object's set of own properties is; each level includes those before. */
typedef enum MoteIntegrity {
  MOTE_EXTENSIBLE,
  MOTE_NOT_EXTENSIBLE, /* Object.preventExtensions: none can be added */
  MOTE_SEALED, /* Object.seal: nor deleted or redefined */
  MOTE_FROZEN, /* Object.freeze: nor assigned to */
} MoteIntegrity;
/* TypeError if the object refuses. Run JavaScript for proxies only. */
MOTE_API MOTE_CHECK bool mote_set_integrity(MoteVm *vm, MoteValue object, MoteIntegrity level);
MOTE_API MOTE_CHECK bool mote_integrity(MoteVm *vm, MoteValue object, MoteIntegrity *out);

/* An object or null. Runs JavaScript for proxies only. */
MOTE_API MOTE_CHECK bool mote_prototype(MoteVm *vm, MoteValue object, MoteValue *out);
MOTE_API MOTE_CHECK bool mote_set_prototype(MoteVm *vm, MoteValue object, MoteValue prototype);

/* ------------------------------------------------------------------------------------ arrays */

MOTE_API MOTE_CHECK bool mote_array_new(MoteVm *vm, uint32_t capacity, MoteValue *out);
MOTE_API MOTE_CHECK bool mote_array_of(MoteVm *vm, const MoteValue *values, uint32_t count,
                                       MoteValue *out);
/* Appends to an array made by the host. */
MOTE_API MOTE_CHECK bool mote_array_push(MoteVm *vm, MoteValue array, MoteValue value);
/* The length of an array; 0 for other values. */
MOTE_API uint32_t mote_array_length(MoteVm *vm, MoteValue array);
/* Array.isArray, false for a revoked proxy. */
MOTE_API bool mote_is_array(MoteVm *vm, MoteValue value);

/* ------------------------------------------------------------------------------------ dates, maps, sets, iteration */

/* A Date; milliseconds since 1970, NaN: an invalid one. See mote_date_time. */
MOTE_API MOTE_CHECK bool mote_date_new(MoteVm *vm, double milliseconds, MoteValue *out);

/* A Map and a Set. The functions below are for these alone (TypeError), and run no JavaScript. */
MOTE_API MOTE_CHECK bool mote_map_new(MoteVm *vm, MoteValue *out);
MOTE_API MOTE_CHECK bool mote_set_new(MoteVm *vm, MoteValue *out);
/* The value of a key, or undefined. */
MOTE_API MOTE_CHECK bool mote_map_get(MoteVm *vm, MoteValue map, MoteValue key, MoteValue *out);
MOTE_API MOTE_CHECK bool mote_map_set(MoteVm *vm, MoteValue map, MoteValue key, MoteValue value);
MOTE_API MOTE_CHECK bool mote_set_add(MoteVm *vm, MoteValue set, MoteValue value);
/* Of a Map's key, or a Set's value. See mote_collection_entries and mote_collection_size, too. */
MOTE_API MOTE_CHECK bool mote_collection_has(MoteVm *vm, MoteValue collection, MoteValue key,
                                             bool *out);
MOTE_API MOTE_CHECK bool mote_collection_delete(MoteVm *vm, MoteValue collection, MoteValue key,
                                                bool *out);

/* for (const value of iterable) fn(…): fn gives false, without an exception, to end it early, and with one, to
 * throw. The iterator is closed as that statement does. TypeError if the value is not iterable. Runs JavaScript. */
MOTE_API MOTE_CHECK bool mote_iterate(MoteVm *vm, MoteValue iterable,
                                      bool (*fn)(MoteVm *vm, MoteValue value, void *data),
                                      void *data);

/* ------------------------------------------------------------------------------------ bytes */

/* An ArrayBuffer over memory from malloc, which it takes over; on failure the caller still owns it. */
MOTE_API MOTE_CHECK bool mote_array_buffer_take(MoteVm *vm, void *bytes, size_t length,
                                                MoteValue *out);
/* An ArrayBuffer over memory of the host's, without a copy. release(bytes, user) is called when the buffer no longer
 * needs it: when it is collected or detached, or the VM ends; it must not use the VM, and may be NULL. Until
 * then the host may read and write the bytes, and JavaScript does as well. On failure release is not called. */
MOTE_API MOTE_CHECK bool mote_array_buffer_borrow(MoteVm *vm, void *bytes, size_t length,
                                                  MoteRelease release, void *user, MoteValue *out);
/* A typed array ("Uint8Array" … "BigUint64Array"), or a "DataView", over an ArrayBuffer or SharedArrayBuffer, from a
 * byte offset on, `length` elements (of a DataView: bytes) long. RangeError where the offset is no multiple of the
 * element's size, or the buffer is too short. */
MOTE_API MOTE_CHECK bool mote_typed_array_new(MoteVm *vm, const char *type, MoteValue buffer,
                                              size_t offset, size_t length, MoteValue *out);
/* The memory of an ArrayBuffer or SharedArrayBuffer, or the part of it that a typed array or DataView shows. The
 * bytes stay in place until the buffer is collected, detached or resized: keep it, and run no JavaScript. */
typedef struct MoteBytes {
  uint8_t *data; /* NULL where there is none: detached, out of bounds, or no buffer at all */
  size_t length; /* in bytes */
  size_t offset; /* of a view, into its buffer */
  const char *array_type; /* of a typed array: "Uint8Array"; else NULL */
  size_t element_size; /* of a typed array; else 1 */
  bool is_shared;
  bool is_detached;
  bool is_immutable; /* nobody may write to them, the host neither */
  MoteValue buffer; /* of a view; the value itself, if it is a buffer; else undefined */
} MoteBytes;
MOTE_API MoteBytes mote_bytes(MoteVm *vm, MoteValue value);
/* A new ArrayBuffer, or Uint8Array over one, with a copy of these bytes (`bytes` NULL: zeros).
 * RangeError where there is no memory. */
MOTE_API MOTE_CHECK bool mote_array_buffer_new(MoteVm *vm, const void *bytes, size_t length,
                                               MoteValue *out);
MOTE_API MOTE_CHECK bool mote_uint8_array_new(MoteVm *vm, const void *bytes, size_t length,
                                              MoteValue *out);
/* The memory of a SharedArrayBuffer, by which VMs of several threads share it. */
typedef struct MoteSharedBytes MoteSharedBytes;
/* That of a value, with a hold on it; NULL, without an exception: it is no SharedArrayBuffer. */
MOTE_API MoteSharedBytes *mote_shared_bytes_retain(MoteVm *vm, MoteValue buffer);
/* A new SharedArrayBuffer with this memory. */
MOTE_API MOTE_CHECK bool mote_shared_array_buffer_new(MoteVm *vm, MoteSharedBytes *bytes,
                                                      MoteValue *out);
/* Gives the hold up. Any thread; NULL is fine. */
MOTE_API void mote_shared_bytes_release(MoteSharedBytes *bytes);
/* Detaches an ArrayBuffer; TypeError if it can't be. */
MOTE_API MOTE_CHECK bool mote_detach_array_buffer(MoteVm *vm, MoteValue buffer);

/* ------------------------------------------------------------------------------------ messages */

/* An object of the host's on its way to another VM. */
typedef struct MoteTransfer {
  const char *kind; /* for `receive`; static */
  void *data;
  void (*release)(void *data); /* for data that nobody receives; called by any thread; not NULL */
} MoteTransfer;

/* What the host adds to messages. Each may be NULL; all but the first may run JavaScript. */
typedef struct MoteMessageHooks {
  /* Throws what programs expect where a value cannot be sent; always false. NULL: an Error with the name
   * DataCloneError. */
  bool (*throw_data_clone_error)(MoteVm *vm, const char *message);
  /* Asked of instances of MoteClasses, and of ordinary objects whose prototype is another than Object.prototype.
   * *kind and *parts: two values that are sent in its place; *kind undefined, as it is at first: nothing is known of
   * the object. An instance then cannot be sent; others are sent as {…}. for_storage: MOTE_MESSAGE_FOR_STORAGE.
   * *is_secret, false at first: the message's bytes are to be cleared before their memory is given back. */
  bool (*write)(MoteVm *vm, MoteValue object, bool for_storage, MoteValue *kind, MoteValue *parts,
                bool *is_secret);
  /* Makes the object again. */
  bool (*read)(MoteVm *vm, MoteValue kind, MoteValue parts, MoteValue *out);
  /* Whether `transfer` may be asked of an object. Must not run JavaScript, nor throw. */
  bool (*is_transferable)(MoteVm *vm, MoteValue object);
  /* Takes the content out of an object of a list of transfers, which cannot be used afterwards. */
  bool (*transfer)(MoteVm *vm, MoteValue object, MoteTransfer *out);
  /* Makes an object of it. Takes the data over, also where it fails. */
  bool (*receive)(MoteVm *vm, const MoteTransfer *transfer, MoteValue *out);
} MoteMessageHooks;
/* The struct is copied. They serve structuredClone, too. */
MOTE_API void mote_set_message_hooks(MoteVm *vm, const MoteMessageHooks *hooks);

enum { /* what a message is for */
       MOTE_MESSAGE_FOR_STORAGE =
           1, /* nothing but bytes: SharedArrayBuffers and transfers are refused */
       MOTE_MESSAGE_FOR_MANY = 2, /* it is read several times: long buffers are copied once more */
};

/* Takes a value out of its VM, as structuredClone does: primitives, arrays and plain objects, Map, Set, Date, RegExp,
 * errors, ArrayBuffers and their views, SharedArrayBuffers (whose memory is then shared), with cycles and shared
 * parts. transfer: undefined, or an iterable of ArrayBuffers, whose memory moves, and of the host's objects.
 * Ends with mote_message_destroy. NULL: exception. Runs JavaScript (getters). */
MOTE_API MOTE_CHECK MoteMessage *mote_message_write(MoteVm *vm, MoteValue value, MoteValue transfer,
                                                    unsigned flags);
/* Makes the value in a VM, on its thread. *transferred (may be NULL): an array of the objects that were in the list of
 * transfers. It may be read once; those for storage or for many, without transfers, any number of times, by several
 * VMs at once.
 * Throws for bytes that are not a message of this version. Runs JavaScript only by the hooks. */
MOTE_API MOTE_CHECK bool mote_message_read(MoteVm *vm, MoteMessage *message, MoteValue *out,
                                           MoteValue *transferred);
/* Another hold on it, with an end of its own. Any thread. */
MOTE_API MoteMessage *mote_message_retain(MoteMessage *message);
/* Any thread; NULL is fine. */
MOTE_API void mote_message_destroy(MoteMessage *message);
/* The bytes of a message, valid as long as it; NULL: it holds more than bytes. */
MOTE_API const void *mote_message_bytes(const MoteMessage *message, size_t *length);
/* A message of such bytes, copied. NULL, without an exception: out of memory. */
MOTE_API MOTE_CHECK MoteMessage *mote_message_of_bytes(const void *bytes, size_t length);

/* ------------------------------------------------------------------------------------ functions */

/* A function of the host: true, with mote_return called for a result other than undefined; or false
 * with an exception pending. */
typedef bool (*MoteFunction)(MoteVm *vm, MoteCall *call);

/* What it was called with. All are valid until the function returns. */
MOTE_API uint32_t mote_argument_count(const MoteCall *call);
/* undefined beyond the last. */
MOTE_API MoteValue mote_argument(const MoteCall *call, uint32_t index);
MOTE_API MoteValue mote_this(const MoteCall *call);
/* The constructor that `new` was used with, or undefined in a call. */
MOTE_API MoteValue mote_new_target(const MoteCall *call);
/* The function itself, and the value it keeps. */
MOTE_API MoteValue mote_callee(const MoteCall *call);
MOTE_API MoteValue mote_function_data(const MoteCall *call);
/* Sets the result. Always true, for `return mote_return(call, value);`. */
MOTE_API bool mote_return(MoteCall *call, MoteValue value);
MOTE_API bool mote_return_number(MoteCall *call, double number);
MOTE_API bool mote_return_boolean(MoteCall *call, bool boolean);
/* What the call gives so far: undefined, what was set, or the instance that mote_construct_instance has made. */
MOTE_API MoteValue mote_result(const MoteCall *call);
/* A new string; false: exception. */
MOTE_API MOTE_CHECK bool mote_return_string(MoteCall *call, const char *utf8, size_t length);

/* A function object of the current realm. `data` is kept by it, for mote_function_data. */
MOTE_API MOTE_CHECK bool mote_function_new(MoteVm *vm, MoteFunction function, const char *name,
                                           uint32_t length, MoteValue data, MoteValue *out);
/* Defines one as a property (MOTE_HIDDEN) of an object. */
MOTE_API MOTE_CHECK bool mote_define_function(MoteVm *vm, MoteValue object, const char *name,
                                              MoteFunction function, uint32_t length);

/* Calls any value; TypeError if it is not callable. Run JavaScript. */
MOTE_API MOTE_CHECK bool mote_call(MoteVm *vm, MoteValue function, MoteValue this_value,
                                   const MoteValue *arguments, uint32_t count, MoteValue *out);
/* new constructor(…) */
MOTE_API MOTE_CHECK bool mote_construct(MoteVm *vm, MoteValue constructor,
                                        const MoteValue *arguments, uint32_t count, MoteValue *out);
/* object[name](…) */
MOTE_API MOTE_CHECK bool mote_invoke(MoteVm *vm, MoteValue object, const char *name,
                                     const MoteValue *arguments, uint32_t count, MoteValue *out);

/* ------------------------------------------------------------------------------------ classes */

/* A method, or an accessor, of a class. `name` may be "@@iterator" for a well-known symbol. */
typedef struct MoteMethod {
  const char *name;
  MoteFunction function; /* the method, or the getter */
  uint32_t length;
  MoteFunction setter; /* accessors */
  enum { MOTE_METHOD, MOTE_ACCESSOR, MOTE_STATIC_METHOD } kind;
} MoteMethod;

typedef struct MoteClassSpec {
  const char *name;
  MoteFunction construct; /* calls mote_construct_instance; NULL: `new` throws TypeError */
  uint32_t length; /* of the constructor */
  const MoteMethod *methods;
  uint32_t method_count;
  /* Called when an instance dies, also when the VM ends. Must not use the VM. May be NULL. */
  void (*finalize)(void *data);
  /* Not 0: the data is so many bytes inside of each instance, aligned to 8, which live and stay as long as it does;
   * `data` of mote_instance_new and mote_construct_instance is then copied into it (NULL: it is zeros). A class with a
   * parent has at least the parent's, and they begin with it. */
  size_t data_size;
  MoteClass *parent; /* whose prototype the class's inherits from; may be NULL */
  bool
      is_interface; /* as Web IDL makes interfaces: methods and accessors are enumerable, and the prototype has the
                        name as its @@toStringTag */
} MoteClassSpec;

/* A class in the current realm. The spec is copied, but for the strings and methods, which must live as
 * long as the VM. */
MOTE_API MOTE_CHECK bool mote_class_create(MoteVm *vm, const MoteClassSpec *spec, MoteClass **out);
MOTE_API MoteValue mote_class_constructor(MoteVm *vm, const MoteClass *class_);
MOTE_API MoteValue mote_class_prototype(MoteVm *vm, const MoteClass *class_);
/* A new instance that owns `data` (unless it is copied: data_size). On failure the caller still does. */
MOTE_API MOTE_CHECK bool mote_instance_new(MoteVm *vm, const MoteClass *class_, void *data,
                                           MoteValue *out);
/* A new instance of a class with a data_size that keeps `value` (mote_instance_value). *data: its bytes, all zero, to
 * be filled in place. */
MOTE_API MOTE_CHECK bool mote_instance_new_keeping(MoteVm *vm, const MoteClass *class_,
                                                   MoteValue value, void **data, MoteValue *out);
/* In a constructor: makes the instance that the call returns, an instance of a subclass where `new` was
 * used with one. TypeError in a call without new. May run JavaScript. */
MOTE_API MOTE_CHECK bool mote_construct_instance(MoteVm *vm, MoteCall *call,
                                                 const MoteClass *class_, void *data);
/* The data of an instance of the class or of one that inherits from it; *out is NULL, with true, for every
 * other value. */
MOTE_API bool mote_instance_data(MoteVm *vm, MoteValue value, const MoteClass *class_, void **out);
/* The data of `this`; TypeError if it is no instance. */
MOTE_API MOTE_CHECK bool mote_this_data(MoteVm *vm, MoteCall *call, const MoteClass *class_,
                                        void **out);
/* Replaces the data; the old is not finalized. Not where it is inside of the instance. */
MOTE_API void mote_instance_set_data(MoteVm *vm, MoteValue instance, void *data);
/* A value that the instance keeps alive, beside its data; undefined at first. A handle in the data would do so as
 * well, but an instance that can be reached from that value would then never die. */
MOTE_API MoteValue mote_instance_value(MoteVm *vm, MoteValue instance);
MOTE_API void mote_instance_set_value(MoteVm *vm, MoteValue instance, MoteValue value);

/* ------------------------------------------------------------------------------------ exceptions */

typedef enum MoteErrorKind {
  MOTE_ERROR,
  MOTE_EVAL_ERROR,
  MOTE_RANGE_ERROR,
  MOTE_REFERENCE_ERROR,
  MOTE_SYNTAX_ERROR,
  MOTE_TYPE_ERROR,
  MOTE_URI_ERROR,
} MoteErrorKind;

/* Throw; always false. */
MOTE_API bool mote_throw(MoteVm *vm, MoteValue value);
MOTE_API bool mote_throw_error(MoteVm *vm, MoteErrorKind kind, const char *format, ...)
    MOTE_PRINTF(3, 4);
/* A TypeError, or another kind, with a `code` property, as Node's errors have. */
MOTE_API bool mote_throw_code(MoteVm *vm, MoteErrorKind kind, const char *code, const char *format,
                              ...) MOTE_PRINTF(4, 5);
MOTE_API bool mote_throw_out_of_memory(MoteVm *vm);
/* A new error, not thrown. */
MOTE_API MOTE_CHECK bool mote_error_new(MoteVm *vm, MoteErrorKind kind, const char *message,
                                        MoteValue *out);
/* An AggregateError with these errors, not thrown. */
MOTE_API MOTE_CHECK bool mote_aggregate_error_new(MoteVm *vm, const MoteValue *errors,
                                                  uint32_t count, const char *message,
                                                  MoteValue *out);
MOTE_API bool mote_has_exception(MoteVm *vm);
/* Takes the pending exception away; undefined if there is none. */
MOTE_API MoteValue mote_take_exception(MoteVm *vm);

/* What is to be told of an exception: an error's stack, which begins with its name and message, and its causes'; of any
 * other value, what mote_describe says. To be freed by mote_free. NULL, without an exception: out of memory. */
MOTE_API char *mote_error_text(MoteVm *vm, MoteValue exception);

/* Where an error was thrown. */
typedef struct MotePosition {
  char *file; /* to be freed with mote_position_free; NULL: unknown */
  uint32_t line; /* from 1 */
  uint32_t column; /* from 1, in UTF-16 units */
  uint32_t length; /* UTF-16 units that the error is about, at least 1 */
  char *line_text; /* the text of the line (without its end, shortened if it is long), or NULL */
  uint32_t line_text_column; /* where in line_text the position is, from 0 in UTF-16 units */
} MotePosition;
/* Looks into an error object (a SyntaxError's place in the source, otherwise that of the topmost frame). False,
 * without an exception: unknown, and nothing is to be freed. */
MOTE_API bool mote_error_position(MoteVm *vm, MoteValue error, MotePosition *out);
MOTE_API void mote_position_free(MotePosition *position);

/* ------------------------------------------------------------------------------------ looking into values */

/* What an object is, beneath its prototype. */
typedef enum MoteKind {
  MOTE_KIND_NONE, /* not an object */
  MOTE_KIND_OBJECT,
  MOTE_KIND_ARRAY,
  MOTE_KIND_FUNCTION,
  MOTE_KIND_PROXY,
  MOTE_KIND_ERROR,
  MOTE_KIND_BOXED, /* Boolean, Number, String, Symbol and BigInt objects: see mote_boxed_value */
  MOTE_KIND_ARGUMENTS,
  MOTE_KIND_GLOBAL,
  MOTE_KIND_NAMESPACE,
  MOTE_KIND_PROMISE,
  MOTE_KIND_GENERATOR,
  MOTE_KIND_ASYNC_GENERATOR,
  MOTE_KIND_MAP,
  MOTE_KIND_SET,
  MOTE_KIND_WEAK_MAP,
  MOTE_KIND_WEAK_SET,
  MOTE_KIND_WEAK_REF,
  MOTE_KIND_FINALIZATION_REGISTRY,
  MOTE_KIND_MAP_ITERATOR,
  MOTE_KIND_SET_ITERATOR,
  MOTE_KIND_ITERATOR, /* another builtin iterator */
  MOTE_KIND_DISPOSABLE_STACK,
  MOTE_KIND_DATE,
  MOTE_KIND_REGEXP,
  MOTE_KIND_ARRAY_BUFFER,
  MOTE_KIND_TYPED_ARRAY,
  MOTE_KIND_DATA_VIEW,
  MOTE_KIND_INSTANCE, /* of a MoteClass */
} MoteKind;
MOTE_API MoteKind mote_kind(MoteVm *vm, MoteValue value);

typedef struct MoteFunctionInfo {
  bool is_class, is_async, is_generator, is_native;
} MoteFunctionInfo;
MOTE_API MoteFunctionInfo mote_function_info(MoteVm *vm, MoteValue function);

/* The primitive in a MOTE_KIND_BOXED object. */
MOTE_API MoteValue mote_boxed_value(MoteVm *vm, MoteValue object);
/* Both null once it is revoked. */
MOTE_API void mote_proxy_parts(MoteVm *vm, MoteValue proxy, MoteValue *target, MoteValue *handler);
/* The time of a Date, in milliseconds since 1970, or NaN. */
MOTE_API double mote_date_time(MoteVm *vm, MoteValue date);
/* The entries of a map, set, or map or set iterator (those that it has still to give), as an array; of maps, and
 * where *pairs is set, keys and values alternate. The iterator does not move. */
MOTE_API MOTE_CHECK bool mote_collection_entries(MoteVm *vm, MoteValue collection, MoteValue *array,
                                                 bool *pairs);
/* The number of entries of a map or set. */
MOTE_API uint32_t mote_collection_size(MoteVm *vm, MoteValue collection);
/* The target, or undefined when it is gone. */
MOTE_API MOTE_CHECK bool mote_weak_ref_target(MoteVm *vm, MoteValue weak_ref, MoteValue *out);
/* A string with what `throw` messages would call the value: "undefined", "#<Foo>", "\"abc\"". */
MOTE_API MOTE_CHECK bool mote_describe(MoteVm *vm, MoteValue value, MoteValue *out);

/* ------------------------------------------------------------------------------------ JSON */

/* SyntaxError if the text is not JSON. */
MOTE_API MOTE_CHECK bool mote_json_parse(MoteVm *vm, const char *text, size_t length,
                                         MoteValue *out);
/* JSON.stringify(value, null, indent): a string, or undefined. Runs JavaScript. */
MOTE_API MOTE_CHECK bool mote_json_stringify(MoteVm *vm, MoteValue value, unsigned indent,
                                             MoteValue *out);

/* ------------------------------------------------------------------------------------ promises and jobs */

typedef enum MotePromiseState {
  MOTE_NOT_A_PROMISE,
  MOTE_PENDING,
  MOTE_FULFILLED,
  MOTE_REJECTED,
} MotePromiseState;
/* *result (may be NULL): the value or the reason. */
MOTE_API MotePromiseState mote_promise_state(MoteVm *vm, MoteValue value, MoteValue *result);
/* A pending promise and the functions that settle it (each may be NULL). */
MOTE_API MOTE_CHECK bool mote_promise_new(MoteVm *vm, MoteValue *promise, MoteValue *resolve,
                                          MoteValue *reject);
/* Settle a pending promise of mote_promise_new that was made without functions, as those would: at most once, by one of
 * the two. One that is settled stays as it is. The first runs JavaScript (a thenable's getter). */
MOTE_API MOTE_CHECK bool mote_promise_resolve(MoteVm *vm, MoteValue promise, MoteValue value);
MOTE_API MOTE_CHECK bool mote_promise_reject(MoteVm *vm, MoteValue promise, MoteValue reason);
/* promise.then(on_fulfilled, on_rejected) for a value that is a promise, without a derived promise that
 * anybody sees; functions or undefined. The promise counts as handled. */
MOTE_API MOTE_CHECK bool mote_promise_then(MoteVm *vm, MoteValue promise, MoteValue on_fulfilled,
                                           MoteValue on_rejected);
/* Promise.resolve(value): the value itself, if it is a promise of the current realm. Runs JavaScript (a thenable's
 * getter). */
MOTE_API MOTE_CHECK bool mote_promise_of(MoteVm *vm, MoteValue value, MoteValue *promise);
/* Calls fn once, in a job, when the promise is settled. If that never comes to pass, because the promise is
 * collected or the VM ends, fn is called from a finalizer with vm NULL and MOTE_PENDING, to free its data; not where
 * this function fails. The promise counts as handled. What fn throws goes to the hook for uncaught errors. fn may
 * run JavaScript. */
typedef void MotePromiseWatcher(MoteVm *vm, MotePromiseState state, MoteValue result, void *data);
MOTE_API MOTE_CHECK bool mote_promise_watch(MoteVm *vm, MoteValue promise, MotePromiseWatcher *fn,
                                            void *data);
/* Whether somebody has subscribed to it, or it is fulfilled: otherwise its rejection is, or will be, reported. */
MOTE_API bool mote_promise_is_handled(MoteVm *vm, MoteValue promise);
/* So that its rejection is not reported. */
MOTE_API void mote_promise_mark_handled(MoteVm *vm, MoteValue promise);

/* Runs jobs until none is left, or `limit` of them (0: no limit). A job that throws (only those of
 * mote_queue_job can) is reported to the hook. False, with an exception pending: interrupted, or out of memory.
 * Runs JavaScript. */
MOTE_API MOTE_CHECK bool mote_run_jobs(MoteVm *vm, uint32_t limit);
MOTE_API bool mote_has_jobs(MoteVm *vm);
/* queueMicrotask: a job that calls a function without arguments. */
MOTE_API MOTE_CHECK bool mote_queue_job(MoteVm *vm, MoteValue function);

/* What a VM tells its host. */
typedef struct MoteHooks {
  /* A promise was rejected and nobody handles it yet; or (handled) somebody does after all. Must not run
   * JavaScript. */
  void (*rejection)(MoteVm *vm, MoteValue promise, MoteValue reason, bool handled);
  /* A job threw. May run JavaScript. */
  void (*uncaught)(MoteVm *vm, MoteValue error);
  /* Call this function, without arguments, after so many milliseconds (at least 0, finite): the time limit of
   * Atomics.waitAsync. *timer, undefined at first, is for stop_timer. False: exception. NULL: there are no
   * timers, and no such limit is ever reached. */
  bool (*start_timer)(MoteVm *vm, double milliseconds, MoteValue function, MoteValue *timer);
  /* The function need not be called any more. */
  void (*stop_timer)(MoteVm *vm, MoteValue timer);
  /* Another VM has notified what this one waits for in shared memory: the VM's thread should call mote_run_jobs
   * soon. Called by the other's thread, up to the end of mote_vm_destroy. Must not use the VM, but for its user
   * pointer. */
  void (*wake)(MoteVm *vm);
  /* The host has released an operation that has not settled, and that somebody waits for: the waiting function never
   * goes on, and is collected. position: of its await; NULL: it waits by way of a promise. Must not use the VM. */
  void (*abandoned)(MoteVm *vm, const MotePosition *position);
  /* Milliseconds since 1970-01-01T00:00:00Z, for Date. Must not run JavaScript. NULL: the system's clock. */
  double (*current_time)(MoteVm *vm);
} MoteHooks;
/* The struct is copied; each hook may be NULL. */
MOTE_API void mote_set_hooks(MoteVm *vm, const MoteHooks *hooks);

/* Tells the VM that the environment's TZ, or the system's time zone, has changed: it reads the zone when local time is
 * first asked for, and keeps it. */
MOTE_API void mote_time_zone_changed(MoteVm *vm);

/* Whether Atomics.wait may block the thread; otherwise, and by default, it throws a TypeError. */
MOTE_API void mote_set_can_block(MoteVm *vm, bool can_block);

/* Calls fn for every function that is suspended at an `await` of top level. Must not use the VM. The position is
 * freed afterwards. */
MOTE_API void mote_each_suspended_module(MoteVm *vm,
                                         void (*fn)(const MotePosition *position, void *data),
                                         void *data);

/* ------------------------------------------------------------------------------------ what a program waits for */

/* All activations of one async function that stand at the same await and wait for the same kind of thing. */
typedef struct MoteTask {
  const char *function; /* its name; empty: it has none */
  MotePosition position; /* the await */
  /* The name, with "()" behind it, of the async function whose call it awaits, or of the host function whose
   * operation, maybe by way of their promise; "Promise.all", "Promise.allSettled", "Promise.any"; "promise": another
   * one; "job": it goes on as soon as jobs run; "host": an operation of no function; "nothing": nobody knows of it
   * any more. */
  const char *waits_for;
  size_t count; /* how many activations */
  size_t bytes; /* the memory of their cells */
} MoteTask;
/* Calls fn for every row of the table of suspended async functions, the most frequent first. reachable_only:
 * collects garbage first, so that functions which nothing can ever resume are left out; otherwise those are listed
 * that no collection has found yet. fn may use the VM; strings are valid during the call. fn gives false to end it.
 * False: fn did, or out of memory (exception). */
MOTE_API bool mote_each_task(MoteVm *vm, bool reachable_only,
                             bool (*fn)(const MoteTask *task, void *data), void *data);

/* An async function is suspended, or resumed. */
typedef struct MoteAsyncEvent {
  bool resumed;
  uint64_t id; /* of the activation: the same at its suspension and its resumption */
  uint64_t awaiter; /* of the activation that waits for it; 0: none, or not known yet */
  const char *function; /* its name; empty: it has none */
  MotePosition position; /* the await */
} MoteAsyncEvent;
/* Calls fn at each suspension and resumption from now on; NULL: no more. fn must not use the VM; what it is given is
 * valid during the call. Functions that go straight on are not suspended. */
MOTE_API void mote_trace_async(MoteVm *vm, void (*fn)(const MoteAsyncEvent *event, void *data),
                               void *data);

/* ------------------------------------------------------------------------------------ async host functions */

/* In a host function: makes it async. The function returns true at once (its result is set here), and the
 * caller goes on when the operation settles: a caller that awaits is resumed, one that uses the result has a
 * promise, one that ignores it pays nothing. NULL: exception.
 * The host holds the operation until mote_async_release, also when the VM is destroyed before. */
MOTE_API MOTE_CHECK MoteAsync *mote_async_start(MoteVm *vm, MoteCall *call);
/* An operation outside of a call: *promise is what it settles. */
MOTE_API MOTE_CHECK MoteAsync *mote_async_new(MoteVm *vm, MoteValue *promise);
/* Settle it: the caller goes on in a job. False, without an exception: it has settled before, or the VM is gone, and
 * nothing happens. On the VM's thread only: from others, by way of mote_post. A promise or thenable is adopted, as
 * `resolve` of a promise does (that runs JavaScript in a job). */
MOTE_API bool mote_async_resolve(MoteAsync *operation, MoteValue value);
MOTE_API bool mote_async_reject(MoteAsync *operation, MoteValue reason);
/* Rejects with the pending exception, which is taken. */
MOTE_API bool mote_async_reject_pending(MoteAsync *operation);
/* How most operations end: settles it with the value, or, where `ok` is false, rejects it with the pending exception;
 * and releases it. */
MOTE_API void mote_async_finish(MoteAsync *operation, bool ok, MoteValue value);
/* For an async host function that is done at once: starts an operation and finishes it so. False: exception. */
MOTE_API MOTE_CHECK bool mote_async_return(MoteVm *vm, MoteCall *call, bool ok, MoteValue value);
/* A JavaScript function (ok, value) that settles it; TypeError if ok is not a boolean. It returns whether it did. */
MOTE_API MOTE_CHECK bool mote_async_callback(MoteVm *vm, MoteAsync *operation, MoteValue *out);
/* The VM, or NULL once it is gone. */
MOTE_API MoteVm *mote_async_vm(const MoteAsync *operation);
MOTE_API bool mote_async_is_settled(const MoteAsync *operation);
/* A pointer of the host's. */
MOTE_API void mote_async_set_user(MoteAsync *operation, void *user);
MOTE_API void *mote_async_user(const MoteAsync *operation);
/* Gives the operation up. If it hasn't settled, it never will: see MoteHooks.abandoned. NULL is fine. On the VM's
 * thread; or on any, by one at a time, when mote_post has said that the VM is gone. */
MOTE_API void mote_async_release(MoteAsync *operation);
/* Another hold on it, with a release of its own. */
MOTE_API MoteAsync *mote_async_retain(MoteAsync *operation);
/* Operations that have not settled. */
MOTE_API uint32_t mote_async_pending(MoteVm *vm);
/* Calls fn for each of them. position: of the await that the operation's caller is suspended at; NULL: it is awaited by
 * way of a promise, or by nobody. fn must not run JavaScript, and may release this operation. */
MOTE_API void mote_each_async(MoteVm *vm,
                              void (*fn)(MoteAsync *operation, const MotePosition *position,
                                         void *data),
                              void *data);

/* ------------------------------------------------------------------------------------ other threads */

/* Called, on whatever thread posts, when the first item is posted: wakes the VM's thread up, which then calls
 * mote_run_posted. Must not use the VM. */
typedef void (*MoteWakeup)(void *user);

/* A port, with one hold on it. NULL: out of memory, without an exception. */
MOTE_API MOTE_CHECK MotePort *mote_port_open(MoteVm *vm, MoteWakeup wakeup, void *user);
/* Asks the VM's thread to call run(vm, data). Any thread may. False: out of memory, or the VM is gone; `run` is then
 * never called. Items posted but not run when the VM ends are called with vm NULL, to free their data. */
MOTE_API bool mote_post(MotePort *port, void (*run)(MoteVm *vm, void *data), void *data);
/* Any thread. */
MOTE_API MotePort *mote_port_retain(MotePort *port);
MOTE_API void mote_port_release(MotePort *port);
/* On the VM's thread: runs what was posted to the port up to now. What run() throws goes to the hook for uncaught
 * errors. Gives how many ran. */
MOTE_API uint32_t mote_run_posted(MoteVm *vm, MotePort *port);

#ifdef __cplusplus
}
#endif

#endif
