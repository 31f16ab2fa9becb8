/* SPDX-License-Identifier: MIT */
/* grammar.c: a generator of programs: rules with holes, expanded from left to right.
 *
 * A byte of the input chooses among the rules of a kind those that the place allows (`await` in async functions only,
 * and so on). Where the input, the depth or the length is used up, only the first rules of a kind are taken, which
 * have no holes that could grow. Every name is declared once, so that no program has a duplicate; names are used where
 * they are in scope, so that most programs run far. All compound expressions have parentheses around them. */
#include "grammar.h"

#include <string.h>

#include "fuzz.h"

/* --- rules --- */

/* What a place allows. */
enum {
  RETURN = 1, /* the body of a function */
  AWAIT = 2,
  YIELD = 4,
  LOOP = 8, /* break, continue */
  SUPER = 16, /* super.x */
  DERIVED = 32, /* super() */
  PRIVATE = 64, /* #p and #m */
  NEW_TARGET = 128,
  ARGUMENTS = 256,
  SLOPPY = 512,
  ALWAYS = 0,
};

/* Holes in the text of a rule:
 *   %e expression   %s statements   %v a name in scope   %n number   %i length   %t string   %k property name
 *   %r RegExp
 *   %p pattern   %P parameters   %a arguments   %f function   %c class without its name   %o members of an object
 *   %m members of a class   %y key of a member   %l target of an assignment   %T typed array   %O operator
 *   %A assignment operator   %B builtin of Array.prototype with a callback
 *   %d a new name, which counts from %! or the rule's end on   %V the same name
 *   %L a new label   %J the same label again
 *   %<abc> one of these globals
 *   %(x enters what x says (see enter)   %) leaves it   %% a percent sign */
typedef struct Rule {
  unsigned needs;
  const char *text;
} Rule;

typedef struct RuleSet {
  const Rule *rules;
  uint32_t count, leaves; /* the first rules, which cannot grow */
} RuleSet;

static const Rule statements[] = {
    {ALWAYS, "print(%v);"},
    {ALWAYS, "void 0;"},
    {ALWAYS, "print(%n, %t);"},
    {ALWAYS, "print(%e);"},
    {ALWAYS, "print(%e, %e);"},
    {ALWAYS, "void %e;"},
    {ALWAYS, "%e;"},
    {ALWAYS, "let %d = %e;"},
    {ALWAYS, "const %d = %e;"},
    {ALWAYS, "var %d = %e;"},
    {ALWAYS, "let %p = %e;"},
    {ALWAYS, "var %p = %e;"},
    {ALWAYS, "function %d%!%(f(%P) { tick(); %s }%)"},
    {ALWAYS, "async function %d%!%(a(%P) { tick(); %s }%)"},
    {ALWAYS, "function* %d%!%(g(%P) { tick(); %s }%)"},
    {ALWAYS, "async function* %d%!%(h(%P) { tick(); %s }%)"},
    {ALWAYS, "class %d%! %c"},
    {ALWAYS, "if (%e) { %(b%s%) } else { %(b%s%) }"},
    {ALWAYS, "%(lfor (let %d = 0; %V < %n; %V++) { %!tick(); %s }%)"},
    {ALWAYS, "%(lfor (let %d = 0, %d = 5; tick() %% 5; ) { %!%s }%)"},
    {ALWAYS, "%(lfor (const %p of %<bcijo>) { %!tick(); %s }%)"},
    {ALWAYS, "%(lfor (var %d in %e) { %!tick(); %s }%)"},
    {ALWAYS, "%(lfor (%l of %<cijow>) { tick(); %s }%)"},
    {ALWAYS, "%(lwhile (tick() %% 7 && %e) { %s }%)"},
    {ALWAYS, "%(ldo { tick(); %s } while (tick() %% 4);%)"},
    {ALWAYS, "%L: %(lfor (let %d = 0; tick() %% 9; ) { %!for (;;) { tick(); %s; if (%e) continue "
             "%J; break %J; } }%)"},
    {ALWAYS, "%L: { %(b%s if (%e) break %J; %s%) }"},
    {ALWAYS, "try { %(b%s%) } catch (%(b%d) { %!print(%V); %s }%)"},
    {ALWAYS, "try { %(b%s%) } catch { %(b%s%) } finally { %(b%s%) }"},
    {ALWAYS, "try { %(b%s%) } finally { %(b%s%) }"},
    {ALWAYS, "try { throw %e; } catch (%(b%p) { %!%s }%)"},
    {ALWAYS, "switch (%e) { %(bcase %e: { %s } default: { %s } case %e: { %s }%) }"},
    {ALWAYS, "{ %(b%s%) }"},
    {ALWAYS, "{ %(busing %d = { [Symbol.dispose]() { tick(); print('disposed'); } }; %s%) }"},
    {ALWAYS, "throw %e;"},
    {ALWAYS, "gc();"},
    {ALWAYS, "eval('var %d = [%v, %n]');"},
    {RETURN, "return %e;"},
    {RETURN, "if (%e) return %e;"},
    {LOOP, "if (%e) break;"},
    {LOOP, "if (%e) continue;"},
    {AWAIT, "await %e;"},
    {AWAIT, "const %d = await %e;"},
    {AWAIT, "%(lfor await (const %d of %<cijo>) { %!tick(); %s }%)"},
    {AWAIT,
     "{ %(bawait using %d = { async [Symbol.asyncDispose]() { tick(); print('gone'); } }; %s%) }"},
    {YIELD, "yield %e;"},
    {YIELD, "const %d = yield* %e;"},
    {SLOPPY, "with (%e) { %(b%s%) }"},
    {SLOPPY, "delete %v;"},
};

static const Rule expressions[] = {
    {ALWAYS, "%v"},
    {ALWAYS, "%v"},
    {ALWAYS, "(%n)"},
    {ALWAYS, "%t"},
    {ALWAYS, "this"},
    {ALWAYS, "null"},
    {ALWAYS, "[]"},
    {ALWAYS, "({})"},
    {ALWAYS, "%r"},
    {ALWAYS, "%v.%k"},
    {ALWAYS, "%v[%i]"},
    {ALWAYS, "(%e %O %e)"},
    {ALWAYS, "(%e %O %e)"},
    {ALWAYS, "(%e, %e)"},
    {ALWAYS, "(%e ? %e : %e)"},
    {ALWAYS, "(-%e)"},
    {ALWAYS, "(~%e)"},
    {ALWAYS, "(!%e)"},
    {ALWAYS, "(typeof %e)"},
    {ALWAYS, "(%l %A %e)"},
    {ALWAYS, "(%l = %e)"},
    {ALWAYS, "(%v++)"},
    {ALWAYS, "(--%v.%k)"},
    {ALWAYS, "(delete %e.%k)"},
    {ALWAYS, "(delete %v[%e])"},
    {ALWAYS, "%e.%k"},
    {ALWAYS, "%e.constructor"},
    {ALWAYS, "%v.prototype"},
    {ALWAYS, "%e[%e]"},
    {ALWAYS, "(%e?.%k)"},
    {ALWAYS, "(%e?.[%e]?.(%a))"},
    {ALWAYS, "%<efgh>(%a)"},
    {ALWAYS, "%v(%a)"},
    {ALWAYS, "%e.%k(%a)"},
    {ALWAYS, "new %<fn>(%a)"},
    {ALWAYS, "%<ef>`x${%e}\\n${%e}`"},
    {ALWAYS, "`${%e}-${%e}`"},
    {ALWAYS, "[%a]"},
    {ALWAYS, "[%e, , %e, ...%<bcijo>]"},
    {ALWAYS, "({ %o })"},
    {ALWAYS, "({ %o, ...%e })"},
    {ALWAYS, "({ __proto__: %e, %o })"},
    {ALWAYS, "(%f)"},
    {ALWAYS, "(%f)(%a)"},
    {ALWAYS, "(class %c)"},
    {ALWAYS, "(new (class %c)(%a))"},
    {ALWAYS, "([%l, %v = %e, ...%l] = %<cijo>)"},
    {ALWAYS, "({ %k: %l, [%e]: %l = %e, ...%v } = %e)"},
    {ALWAYS, "(%t in %e)"},
    {ALWAYS, "(%e instanceof %v)"},
    {ALWAYS, "%e.%B(%f)"},
    {ALWAYS, "%<ccju>.%B(%f, %e)"},
    {ALWAYS, "%<ccjuk>.sort((x, y) => { tick(); %<c>.length = %i; return x < y; })"},
    {ALWAYS, "%<ccju>.splice(%a)"},
    {ALWAYS, "%<ccju>.push(%a)"},
    {ALWAYS, "%<ccju>.concat(%a)"},
    {ALWAYS, "%<ccju>.at(%e)"},
    {ALWAYS, "%<ccju>.slice(%e, %e)"},
    {ALWAYS, "%<ccju>.indexOf(%e, %e)"},
    {ALWAYS, "%<ccju>.flat(%i)"},
    {ALWAYS, "%<ccju>.fill(%e, %i, %i)"},
    {ALWAYS, "%<ccju>.copyWithin(%i, %i, %i)"},
    {ALWAYS, "%<ccju>.with(%i, %e)"},
    {ALWAYS, "(%<ccf>.length = %i)"},
    {ALWAYS, "Array.from(%<bcijo>, %f)"},
    {ALWAYS, "Array.from({ length: %i }, %f)"},
    {ALWAYS, "Array.fromAsync(%e)"},
    {ALWAYS, "Array.prototype.%B.call(%e, %f)"},
    {ALWAYS, "String(%e)"},
    {ALWAYS, "Number(%e)"},
    {ALWAYS, "BigInt(%n)"},
    {ALWAYS, "BigInt.asIntN(%i, %e)"},
    {ALWAYS, "parseFloat(%e)"},
    {ALWAYS, "(%n).toString(%i)"},
    {ALWAYS, "(%n).toFixed(%i)"},
    {ALWAYS, "Math.max(%a)"},
    {ALWAYS, "Math.sumPrecise(%e)"},
    {ALWAYS, "Object(%e)"},
    {ALWAYS, "Object.keys(%e)"},
    {ALWAYS, "Object.entries(%e)"},
    {ALWAYS, "Object.assign(%e, %e)"},
    {ALWAYS, "Object.create(%e)"},
    {ALWAYS, "Object.freeze(%e)"},
    {ALWAYS, "Object.preventExtensions(%e)"},
    {ALWAYS, "Object.setPrototypeOf(%e, %e)"},
    {ALWAYS, "Object.getPrototypeOf(%e)"},
    {ALWAYS, "Object.defineProperty(%e, %t, { %o })"},
    {ALWAYS, "Object.defineProperty(%<cdj>, %n, { value: %e, writable: %e, configurable: %e })"},
    {ALWAYS, "Object.defineProperty(%<cdi>, %t, { get: %f, set: %f, configurable: true })"},
    {ALWAYS, "Object.defineProperty(%<cf>, 'length', { writable: false })"},
    {ALWAYS, "Object.getOwnPropertyDescriptors(%e)"},
    {ALWAYS, "Object.fromEntries(%e)"},
    {ALWAYS, "Object.groupBy(%e, %f)"},
    {ALWAYS, "Reflect.ownKeys(%e)"},
    {ALWAYS, "Reflect.construct(%<fn>, [%a], %<fn>)"},
    {ALWAYS, "Reflect.apply(%<efgh>, %e, [%a])"},
    {ALWAYS, "Reflect.set(%e, %t, %e, %e)"},
    {ALWAYS, "new Proxy(%<cdefn>, { %o })"},
    {ALWAYS, "new Proxy(%<cdefn>, { get: %f, has: %f, set: %f })"},
    {ALWAYS,
     "new Proxy(%<cdefn>, { ownKeys: %f, getOwnPropertyDescriptor: %f, deleteProperty: %f })"},
    {ALWAYS,
     "new Proxy(%<fen>, { apply: %f, construct: %f, getPrototypeOf: %f, defineProperty: %f })"},
    {ALWAYS, "new Map(%e)"},
    {ALWAYS, "new Set(%e)"},
    {ALWAYS, "new WeakMap([[%v, %e]])"},
    {ALWAYS, "%<i>.set(%e, %e)"},
    {ALWAYS, "%<i>.get(%e)"},
    {ALWAYS, "%<o>.add(%e)"},
    {ALWAYS, "%<io>.delete(%e)"},
    {ALWAYS, "%<o>.union(%e)"},
    {ALWAYS, "[...%<cijo>.entries()]"},
    {ALWAYS,
     "%<cijo>.forEach((x, y, z) => { tick(); z.delete(y); z.set?.(x, y); z.length--; %(r%s%) })"},
    {ALWAYS, "new %T(%i)"},
    {ALWAYS, "new %T(%e)"},
    {ALWAYS, "new %T(new ArrayBuffer(%i, { maxByteLength: 64 }), %i)"},
    {ALWAYS, "new %T(r)"},
    {ALWAYS, "r.resize(%i)"},
    {ALWAYS, "%<ju>.buffer.transfer(%i)"},
    {ALWAYS, "%<ju>.set(%e, %i)"},
    {ALWAYS, "%<ju>.subarray(%i, %i)"},
    {ALWAYS, "new DataView(%<ju>.buffer, %i)"},
    {ALWAYS, "%<t>.setFloat64(%i, %e)"},
    {ALWAYS, "%<t>.getBigInt64(%i, %e)"},
    {ALWAYS, "structuredClone(%e)"},
    {ALWAYS, "structuredClone(%e, { transfer: [%v] })"},
    {ALWAYS, "String(%e).replace(%r, %f)"},
    {ALWAYS, "String(%e).replaceAll(%t, %t)"},
    {ALWAYS, "String(%e).split(%r, %n)"},
    {ALWAYS, "[...%t.matchAll(%r)]"},
    {ALWAYS, "%r.exec(%e)"},
    {ALWAYS, "Object.assign(%r, { lastIndex: %e })[Symbol.replace](%t, %t)"},
    {ALWAYS, "%t.repeat(%i)"},
    {ALWAYS, "String(%e).padStart(%i, %t)"},
    {ALWAYS, "String(%e).normalize('NFD')"},
    {ALWAYS, "String(%e).localeCompare(%e)"},
    {ALWAYS, "String(%e).toUpperCase()"},
    {ALWAYS, "String(%e).charCodeAt(%n)"},
    {ALWAYS, "JSON.stringify(%e, %f, %n)"},
    {ALWAYS, "JSON.stringify(%e)"},
    {ALWAYS, "JSON.parse('[1, {\"x\": [2, \"q\"]}, null]', %f)"},
    {ALWAYS, "Symbol.for(%t)"},
    {ALWAYS, "new Date(%n, %n, %n)"},
    {ALWAYS, "new Error(%e, { cause: %e })"},
    {ALWAYS, "new Error(%t).stack"},
    {ALWAYS, "%<efgh>.bind(%e, %e)"},
    {ALWAYS, "%<efgh>.call(%a)"},
    {ALWAYS, "%<efgh>.apply(%e, %e)"},
    {ALWAYS, "new Function('x', 'tick(); return x + this')(%e)"},
    {ALWAYS, "eval('(%v = %v, %n)')"},
    {ALWAYS, "(0, eval)('var v0 = 1; v0')"},
    {ALWAYS, "g(%e).next(%e)"},
    {ALWAYS, "%<w>.next(%e)"},
    {ALWAYS, "%<w>.return(%e)"},
    {ALWAYS, "%<w>.throw(%e)"},
    {ALWAYS, "g(%e).map(%f).drop(%i).take(%i).toArray()"},
    {ALWAYS, "Iterator.from(%e).flatMap(%f).find(%f)"},
    {ALWAYS, "Iterator.concat(%e, %e).toArray()"},
    {ALWAYS, "h(%e).then(%f, %f)"},
    {ALWAYS, "Promise.all(%<ci>)"},
    {ALWAYS, "Promise.race([%a])"},
    {ALWAYS, "Promise.any([%a]).catch(%f)"},
    {ALWAYS, "Promise.allSettled(%e).finally(%f)"},
    {ALWAYS, "Promise.resolve({ then: %f })"},
    {ALWAYS, "new Promise(%(r(yes, no) => { tick(); yes(%e); no(%e); }%))"},
    {ALWAYS, "Promise.try(%f, %a)"},
    {ALWAYS, "later(%e)"},
    {ALWAYS, "later(%e).then(print)"},
    {ALWAYS, "import('m')"},
    {ALWAYS, "({ [Symbol.iterator]: %f })"},
    {ALWAYS, "({ [Symbol.iterator]() { tick(); return { next: %f, return: %f }; } })"},
    {ALWAYS, "({ [Symbol.asyncIterator]() { tick(); return { next: %f, return: %f }; } })"},
    {ALWAYS, "({ [Symbol.toPrimitive]: %f })"},
    {ALWAYS, "({ valueOf() { tick(); c.length = %i; return %n; } })"},
    {ALWAYS, "({ toString: %f })"},
    {ALWAYS, "({ length: %i, 0: %e, 2: %e })"},
    {ALWAYS, "Object.assign([1, 2, 3], { constructor: { [Symbol.species]: %f } })"},
    {ALWAYS, "globalThis.%v"},
    {AWAIT, "(await %e)"},
    {AWAIT, "(await %<efgh>(%a))"},
    {YIELD, "(yield %e)"},
    {YIELD, "(yield* %<cgw>)"},
    {YIELD, "[yield, yield %e]"},
    {SUPER, "super.%k"},
    {SUPER, "(super[%e] = %e)"},
    {SUPER, "super.%k(%a)"},
    {DERIVED, "super(%a)"},
    {DERIVED, "(() => super(%a))()"},
    {PRIVATE, "this.#p"},
    {PRIVATE, "(%e.#p = %e)"},
    {PRIVATE, "(this.#p += %e)"},
    {PRIVATE, "(#p in %e)"},
    {PRIVATE, "this.#m(%a)"},
    {NEW_TARGET, "new.target"},
    {ARGUMENTS, "arguments"},
    {ARGUMENTS, "(arguments[%i] = %e)"},
    {ARGUMENTS, "[...arguments]"},
};

static const Rule functions[] = {
    {ALWAYS, "x => x"},
    {ALWAYS, "() => 1"},
    {ALWAYS, "%(r() => (tick(), %e)%)"},
    {ALWAYS, "%(r(%P) => { tick(); %s }%)"},
    {ALWAYS, "%(Rasync (%P) => { tick(); %s }%)"},
    {ALWAYS, "%(Rasync () => (tick(), await %e)%)"},
    {ALWAYS, "%(ffunction (%P) { tick(); %s }%)"},
    {ALWAYS, "%(ffunction %d(%P) { %!tick(); %s }%)"},
    {ALWAYS, "%(aasync function (%P) { tick(); %s }%)"},
    {ALWAYS, "%(gfunction* (%P) { tick(); %s }%)"},
    {ALWAYS, "%(hasync function* (%P) { tick(); %s }%)"},
};

static const Rule classes[] = {
    {ALWAYS, "{ #p; #m() {} }"},
    {ALWAYS, "{ %(k#p = 1; #m(x) { return x; } %m%) }"},
    {ALWAYS, "extends %<fn> { %(k#p = 2; static #m() { tick(); } %m%) }"},
    {ALWAYS, "extends %(x(%e, n)%) { %(k#p; get #m() { return %v; } constructor%(c(%P) { tick(); "
             "super(%a); %s }%) %m%) }"},
    {ALWAYS,
     "extends %<fn> { %(kaccessor #p = 3; #m; constructor%(c(...x) { tick(); %s }%) %m%) }"},
};

static const Rule class_members[] = {
    {ALWAYS, ""},
    {ALWAYS, "%k() {}"},
    {ALWAYS, "%y%(m(%P) { tick(); %s }%) %m"},
    {ALWAYS, "static %y%(m(%P) { tick(); %s }%) %m"},
    {ALWAYS, "async %y%(M(%P) { tick(); %s }%) %m"},
    {ALWAYS, "*%y%(G(%P) { tick(); %s }%) %m"},
    {ALWAYS, "async *%y%(H(%P) { tick(); %s }%) %m"},
    {ALWAYS, "get %y() { %(mtick(); %s%) } %m"},
    {ALWAYS, "set %y%(m(%p) { %!tick(); %s }%) %m"},
    {ALWAYS, "[%e] = %(F%e%); %m"},
    {ALWAYS, "static %k = %(F%e%); %m"},
    {ALWAYS, "static { %(F tick(); %s%) } %m"},
    {ALWAYS, "accessor %k = %(F%e%); %m"},
};

static const Rule object_members[] = {
    {ALWAYS, "%k: %n"},
    {ALWAYS, "%v"},
    {ALWAYS, "%y: %e"},
    {ALWAYS, "%y: %e, %o"},
    {ALWAYS, "%y%(m(%P) { tick(); %s }%)"},
    {ALWAYS, "get %y() { %(mtick(); %s%) }, %o"},
    {ALWAYS, "set %y%(m(%p) { %!tick(); %s }%), %o"},
    {ALWAYS, "async %y%(M(%P) { tick(); %s }%)"},
    {ALWAYS, "*%y%(G(%P) { tick(); %s }%)"},
    {ALWAYS, "...%e"},
};

static const Rule keys[] = {
    {ALWAYS, "%k"},   {ALWAYS, "%k"},    {ALWAYS, "1"},
    {ALWAYS, "[%e]"}, {ALWAYS, "'k y'"}, {ALWAYS, "[Symbol.iterator]"},
};

static const Rule patterns[] = {
    {ALWAYS, "%d"},
    {ALWAYS, "[%d, , ...%d]"},
    {ALWAYS, "[%p = %e, %p]"},
    {ALWAYS, "{ %k: %d }"},
    {ALWAYS, "{ %k: %p = %e, [%e]: %p, ...%d }"},
    {ALWAYS, "{ length: %d, %k: { %k: %p } = %e }"},
};

static const Rule parameters[] = {
    {ALWAYS, ""},     {ALWAYS, "%d%!"},          {ALWAYS, "%d, %d%!"},
    {ALWAYS, "%p%!"}, {ALWAYS, "%d = %e, %p%!"}, {ALWAYS, "%d, ...%p%!"},
};

static const Rule argument_lists[] = {
    {ALWAYS, ""},       {ALWAYS, "%v"},          {ALWAYS, "%e"},
    {ALWAYS, "%e, %e"}, {ALWAYS, "...%<bcijo>"}, {ALWAYS, "%n, %e, ...%<bcijo>"},
};

static const Rule targets[] = {
    {ALWAYS, "%v"},    {ALWAYS, "%v.%k"},   {ALWAYS, "%v[%i]"},   {ALWAYS, "%e[%e]"},
    {ALWAYS, "%e.%k"}, {SUPER, "super.%k"}, {PRIVATE, "this.#p"},
};

typedef struct Kind {
  char letter;
  RuleSet set;
} Kind;

#define SET(rules, leaves) {rules, sizeof(rules) / sizeof *(rules), leaves}

static const Kind kinds[] = {
    {'s', SET(statements, 3)},     {'e', SET(expressions, 11)},  {'f', SET(functions, 2)},
    {'c', SET(classes, 1)},        {'m', SET(class_members, 2)}, {'o', SET(object_members, 2)},
    {'y', SET(keys, 3)},           {'p', SET(patterns, 2)},      {'P', SET(parameters, 3)},
    {'a', SET(argument_lists, 2)}, {'l', SET(targets, 3)},
};

/* --- words --- */

static const char *const numbers[] = {
    "0",
    "1",
    "2",
    "3",
    "4",
    "5",
    "7",
    "8",
    "10",
    "16",
    "31",
    "32",
    "36",
    "64",
    "100",
    "255",
    "256",
    "1000",
    "-1",
    "-0",
    "0.5",
    "1.5",
    "-2.25",
    "1e21",
    "NaN",
    "Infinity",
    "2147483647",
    "-2147483648",
    "4294967294",
    "4294967295",
    "9007199254740991",
    "2n",
};
static const char *const lengths[] = {
    "0", "1", "2", "3", "4", "5", "8", "9", "16", "24", "33", "100", "0", "1", "2", "-1",
};
static const char *const strings[] = {
    "''",
    "'a'",
    "'x'",
    "'length'",
    "'abc aab'",
    "'0'",
    "'12'",
    "'-1'",
    "'caf\xc3\xa9'",
    "'\\u{1f600}x'",
    "'\\ud800'",
    "'a,b,,c'",
    "'constructor'",
    "'__proto__'",
    "'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'",
    "('\xd0\xb6\xd0\xb6' + 'b')",
};
static const char *const names[] = {
    "x",     "y",      "z",      "w",        "length",  "p",         "q",
    "m",     "then",   "next",   "return",   "throw",   "value",     "done",
    "get",   "set",    "has",    "toString", "valueOf", "toJSON",    "size",
    "index", "groups", "caller", "name",     "message", "lastIndex", "buffer",
};
static const char *const regexps[] = {
    "/a/",        "/a+b?/g",       "/(?<y>.)|(b)/gu",    "/(?:)/g",
    "/^|$/gm",    "/[^a-c]{2,}/y", "/(a*)*b/",           "/(?<=a)b/d",
    "/\\bx?/giv", "/(.)\\1/s",     "/[\\p{L}--[a-b]]/v", "/(?=(a+))a*b\\1/",
};
static const char *const typed_arrays[] = {
    "Uint8Array",   "Int8Array",    "Uint8ClampedArray", "Int16Array",
    "Uint16Array",  "Int32Array",   "Uint32Array",       "Float16Array",
    "Float32Array", "Float64Array", "BigInt64Array",     "BigUint64Array",
    "Array",        "ArrayBuffer",
};
static const char *const operators[] = {
    "+",   "-",   "*", "/", "%", "**", "<",  ">",   "<=", ">=", "==", "!=",
    "===", "!==", "&", "|", "^", "<<", ">>", ">>>", "&&", "||", "??", "+",
};
static const char *const assignments[] = {
    "=",  "+=", "-=",  "*=",  "/=",   "%=",  "**=", "&=",
    "|=", "^=", "<<=", ">>=", ">>>=", "&&=", "||=", "\?\?=",
};
static const char *const callbacks[] = {
    "map",    "forEach",     "filter",  "find", "findLastIndex", "some",     "every",
    "reduce", "reduceRight", "flatMap", "sort", "toSorted",      "findLast",
};

typedef struct Words {
  char letter;
  const char *const *words;
  uint32_t count;
} Words;

#define WORDS_OF(letter, list) {letter, list, sizeof(list) / sizeof *(list)}

static const Words words[] = {
    WORDS_OF('n', numbers),   WORDS_OF('i', lengths),     WORDS_OF('t', strings),
    WORDS_OF('k', names),     WORDS_OF('r', regexps),     WORDS_OF('T', typed_arrays),
    WORDS_OF('O', operators), WORDS_OF('A', assignments), WORDS_OF('B', callbacks),
};

/* --- state --- */

#define MAX_NAMES  200
#define MAX_DEPTH  9
#define MAX_LENGTH 4000
#define MAX_CHUNKS 10

/* Names that a program declares before anything else. */
static const char globals[] = "abcdefghijklmnopqrtuw";

typedef struct Name {
  uint16_t number;
  bool visible;
} Name;

typedef struct Grammar {
  Buffer *out;
  FuzzInput input;
  Name names[MAX_NAMES];
  uint32_t name_count, next_name, next_label;
  uint32_t scope; /* the first name of the innermost scope */
  unsigned allowed;
  uint32_t depth;
  size_t start;
} Grammar;

/* What %( saves for %). */
typedef struct Place {
  uint32_t name_count, scope;
  unsigned allowed;
} Place;

static bool is_exhausted(const Grammar *g) {
  return !g->input.length || g->depth > MAX_DEPTH || g->out->length - g->start > MAX_LENGTH;
}

/* --- names --- */

static uint32_t declare(Grammar *g) {
  uint32_t number = g->next_name++;
  buffer_append_format(g->out, "v%u", number);
  if (g->name_count < MAX_NAMES) g->names[g->name_count++] = (Name){(uint16_t)number, false};
  return number;
}

static void make_visible(Grammar *g) {
  for (uint32_t i = g->scope; i < g->name_count; i++) g->names[i].visible = true;
}

/* Half of the time one of the names declared last. */
static void use_name(Grammar *g) {
  uint8_t choice = fuzz_byte(&g->input);
  uint32_t wanted = choice >> 1 & 7;
  if (choice & 1)
    for (uint32_t i = g->name_count; i-- > 0;)
      if (g->names[i].visible && wanted-- == 0) {
        buffer_append_format(g->out, "v%u", g->names[i].number);
        return;
      }
  buffer_append_char(g->out, globals[choice / 2 % (sizeof globals - 1)]);
}

/* One of the globals listed up to '>', for most places want a value of some type; now and then any name. Gives where
 * the list ends. */
static const char *use_one_of(Grammar *g, const char *list) {
  const char *end = strchr(list, '>');
  uint8_t choice = fuzz_byte(&g->input);
  if (choice >= 224) use_name(g);
  else buffer_append_char(g->out, list[choice % (end - list)]);
  return end;
}

/* --- places --- */

#define OUTER_FUNCTION (SUPER | DERIVED | NEW_TARGET | ARGUMENTS)

/* What is allowed in a place of this kind: functions (f, async a, generator g, both h), arrow functions (r, async R),
 * methods (m, M, G, H), constructors of derived classes (c), class bodies (k), what they extend (x), fields (F),
 * loops (l), blocks (b). */
static unsigned allowed_in(unsigned outer, char kind) {
  unsigned always = outer & (PRIVATE | SLOPPY), function = RETURN | NEW_TARGET | ARGUMENTS | always;
  switch (kind) {
    case 'f': return function;
    case 'a': return function | AWAIT;
    case 'g': return function | YIELD;
    case 'h': return function | AWAIT | YIELD;
    case 'r': return RETURN | always | (outer & OUTER_FUNCTION);
    case 'R': return RETURN | AWAIT | always | (outer & OUTER_FUNCTION);
    case 'm': return function | SUPER;
    case 'M': return function | SUPER | AWAIT;
    case 'G': return function | SUPER | YIELD;
    case 'H': return function | SUPER | AWAIT | YIELD;
    case 'c': return function | SUPER | DERIVED;
    case 'k': return (outer & ~(unsigned)SLOPPY) | PRIVATE;
    case 'x': return outer & ~(unsigned)SLOPPY;
    case 'F': return PRIVATE | SUPER | NEW_TARGET;
    case 'l': return outer | LOOP;
    default: return outer;
  }
}

static Place enter(Grammar *g, char kind) {
  Place place = {g->name_count, g->scope, g->allowed};
  g->scope = g->name_count;
  g->allowed = allowed_in(g->allowed, kind);
  return place;
}

static void leave(Grammar *g, const Place *place) {
  g->name_count = place->name_count;
  g->scope = place->scope;
  g->allowed = place->allowed;
}

/* --- expanding --- */

static void expand(Grammar *g, const char *text);

static void expand_one(Grammar *g, const RuleSet *set) {
  uint32_t count = is_exhausted(g) ? set->leaves : set->count;
  uint32_t i = fuzz_byte(&g->input) % count;
  while (set->rules[i].needs & ~g->allowed) i = (i + 1) % count;
  g->depth++;
  expand(g, set->rules[i].text);
  g->depth--;
}

static void expand_statements(Grammar *g, const RuleSet *set) {
  uint32_t count = 1 + fuzz_byte(&g->input) % 3;
  for (uint32_t i = 0; i < count; i++) {
    if (i) buffer_append_char(g->out, ' ');
    expand_one(g, set);
    make_visible(g);
    if (is_exhausted(g)) return;
  }
}

/* Parameters may not await or yield. */
static void expand_parameters(Grammar *g, const RuleSet *set) {
  unsigned allowed = g->allowed;
  g->allowed &= ~(unsigned)(AWAIT | YIELD);
  expand_one(g, set);
  g->allowed = allowed;
}

static bool expand_word(Grammar *g, char letter) {
  for (uint32_t i = 0; i < sizeof words / sizeof *words; i++)
    if (words[i].letter == letter) {
      buffer_append_string(g->out, words[i].words[fuzz_byte(&g->input) % words[i].count]);
      return true;
    }
  return false;
}

static void expand_hole(Grammar *g, char letter) {
  if (expand_word(g, letter)) return;
  for (uint32_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
    if (kinds[i].letter != letter) continue;
    if (letter == 's') expand_statements(g, &kinds[i].set);
    else if (letter == 'P') expand_parameters(g, &kinds[i].set);
    else expand_one(g, &kinds[i].set);
    return;
  }
  fuzz_fail("no kind %c", letter);
}

#define MAX_PLACES 6

static void expand(Grammar *g, const char *text) {
  Place places[MAX_PLACES];
  uint32_t place_count = 0, label = 0, last = 0;
  for (; *text; text++) {
    if (*text != '%') {
      buffer_append_char(g->out, *text);
      continue;
    }
    switch (*++text) {
      case '<': text = use_one_of(g, text + 1); break;
      case '%': buffer_append_char(g->out, '%'); break;
      case 'v': use_name(g); break;
      case 'd': last = declare(g); break;
      case 'V': buffer_append_format(g->out, "v%u", last); break;
      case '!': make_visible(g); break;
      case 'L': label = g->next_label++; FALL_THROUGH;
      case 'J': buffer_append_format(g->out, "l%u", label); break;
      case '(': places[place_count++] = enter(g, *++text); break;
      case ')': leave(g, &places[--place_count]); break;
      default: expand_hole(g, *text);
    }
  }
}

/* --- programs --- */

static const char prelude[] =
    "tick();\n"
    "var a = 1, b = 'b\xc3\xa9', c = [1, 2.5, , 'q', {}], d = { x: 1, y: { z: [2] }, get w() { "
    "return a; } };\n"
    "var e = (x, y) => x, f = function (x) { tick(); return [x, arguments.length]; };\n"
    "var g = function* (n) { tick(); let r = yield n; try { yield [r]; } finally { "
    "print('closed'); } return 3; };\n"
    "var h = async x => { tick(); await x; return x; }, i = new Map([[1, c], ['k', d]]);\n"
    "var j = new Uint8Array([1, 2, 250, 4]), l = Symbol('l'), m = 7n;\n"
    "var k = new Proxy(d, { get(t, p, r) { tick(); return Reflect.get(t, p, r); } });\n"
    "var n = class { #p = 1; static q = 2; get p() { return this.#p; } set p(v) { this.#p = v; }\n"
    "  m(x) { tick(); return [x]; } };\n"
    "var o = new Set([NaN, 'o']), p = Promise.resolve(5), q = /(?<y>a+)|(b)/gd;\n"
    "var r = new ArrayBuffer(8, { maxByteLength: 32 }), t = new DataView(r), u = new "
    "Float64Array(r), w = g(1);\n";

static const char epilogue[] =
    "print(a, b, c, d, i, j, o, p, u);\n"
    "try {\n"
    "  const told = (k, v) => /bigint|symbol|function/.test(typeof v) ? String(v).slice(0, 30) : "
    "v;\n"
    "  for (const x of [c, d, [...i], [...o], [...j], Object.entries(e), Object.entries(f)])\n"
    "    print(JSON.stringify(x, told));\n"
    "} catch (x) { print(x); }\n";

void grammar_write(Buffer *out, GrammarGoal goal, const uint8_t *bytes, size_t length) {
  Grammar g = {.out = out, .input = {bytes, length}, .start = out->length};
  if (goal == GRAMMAR_STRICT_SCRIPT) buffer_append_string(out, "'use strict';\n");
  if (goal == GRAMMAR_SCRIPT) g.allowed |= SLOPPY;
  if (goal == GRAMMAR_MODULE) g.allowed |= AWAIT;
  buffer_append_string(out, prelude);
  g.start = out->length;
  for (int i = 0; i < MAX_CHUNKS && (!i || !is_exhausted(&g)); i++)
    expand(&g, "try { %(b%s%) } catch (%(b%d) { print('caught', %V); }%)\n");
  buffer_append_string(out, epilogue);
}
