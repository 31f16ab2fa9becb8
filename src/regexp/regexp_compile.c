/* SPDX-License-Identifier: MIT */
/* regexp_compile.c: from tree to code.
 *
 * Every piece is compiled for one direction; look-behinds are compiled backwards, a sequence from
 * its last child on. A loop over a single character becomes one RUN; any other loop counts its
 * turns in a register, if it must, and notices turns that match nothing.
 * #sec-compilesubpattern #sec-runtime-semantics-repeatmatcher-abstract-operation */
#include "base/utf.h"
#include "regexp/regexp_first.h"
#include "regexp/regexp_literal.h"
#include "regexp/regexp_program.h"
#include "regexp/regexp_syntax.h"
#include "regexp/regexp_tree.h"

#include <stdlib.h>

/* What all look at ahead of a loop; see FirstCharacters.work. */
#define FIRST_WORK 64
/* What all the loops of a pattern may look at together. */
#define TOTAL_WORK 20000
/* With how many others an alternative is compared, to see that it excludes them. */
#define ALTERNATIVES_COMPARED 32

typedef struct Compiler {
  PatternSource source;
  uint32_t *code;
  uint32_t length, capacity;
  CharacterSet *sets;
  uint32_t set_count, set_capacity;
  uint32_t register_count;
  uint32_t work;
  bool backward;
} Compiler;

/* ---------------------------------------------------------------------------- emitting */

static void put_word(Compiler *c, uint32_t word) {
  if (c->length == c->capacity) {
    uint32_t capacity = c->capacity ? c->capacity * 2 : 64;
    uint32_t *code = ARENA_NEW_ARRAY(&c->source.arena, uint32_t, capacity);
    if (c->length) memcpy(code, c->code, c->length * sizeof *code);
    c->code = code;
    c->capacity = capacity;
  }
  c->code[c->length++] = word;
}

static void put(Compiler *c, RegExpOpcode opcode, uint32_t operand) {
  if (operand > REGEXP_MAX_OPERAND || c->length > REGEXP_MAX_OPERAND)
    pattern_fail(&c->source, REGEXP_INVALID, "Regular expression too large");
  put_word(c, (uint32_t)opcode | operand << 8);
}

/* An instruction that goes to a place not known yet: where it stands. */
static uint32_t put_forward(Compiler *c, RegExpOpcode opcode) {
  put(c, opcode, 0);
  return c->length - 1;
}
static void patch_target(Compiler *c, uint32_t at) {
  if (c->length > REGEXP_MAX_OPERAND)
    pattern_fail(&c->source, REGEXP_INVALID, "Regular expression too large");
  c->code[at] = (c->code[at] & 0xff) | c->length << 8;
}

static uint32_t add_set(Compiler *c, CharacterSet set) {
  if (c->set_count == c->set_capacity) {
    uint32_t capacity = c->set_capacity ? c->set_capacity * 2 : 8;
    CharacterSet *sets = ARENA_NEW_ARRAY(&c->source.arena, CharacterSet, capacity);
    if (c->set_count) memcpy(sets, c->sets, c->set_count * sizeof *sets);
    c->sets = sets;
    c->set_capacity = capacity;
  }
  c->sets[c->set_count] = set;
  return c->set_count++;
}

/* The forward instruction or its backward twin. */
static void put_reading(Compiler *c, RegExpOpcode opcode, uint32_t operand) {
  put(c, (RegExpOpcode)(opcode + c->backward), operand);
}

/* -------------------------------------------------------------------------- characters */

static void compile_character(Compiler *c, uint32_t character) {
  if (pattern_is_plain_unit(&c->source, character)) {
    put_reading(c, REGEXP_CHARACTER, character);
    return;
  }
  CharacterSet set = {0};
  set_add(&c->source.arena, &set, character, character);
  put_reading(c, REGEXP_CODE_SET, add_set(c, set));
}

/* Two characters, like a letter in both cases: *a and *b. */
static bool is_pair(const CharacterSet *set, uint32_t *a, uint32_t *b) {
  if (set->count == 0 || set->count > 2) return false;
  *a = set->ranges[0].first;
  *b = set->ranges[set->count - 1].last;
  return set->count == 1 ? *b == *a + 1 : *a == set->ranges[0].last && *b == set->ranges[1].first;
}

/* Whether all characters of the set are single units whatever stands beside them. */
static bool is_plain_set(const Compiler *c, const CharacterSet *set) {
  if (!c->source.unicode) return true;
  for (uint32_t i = 0; i < set->count; i++) {
    CharacterRange range = set->ranges[i];
    if (range.last > 0xffff || (range.first <= 0xdfff && range.last >= 0xd800)) return false;
  }
  return true;
}

static void compile_set(Compiler *c, const CharacterSet *set) {
  uint32_t a, b;
  if (set->count == 0) {
    put(c, REGEXP_FAIL, 0);
  } else if (is_pair(set, &a, &b) && pattern_is_plain_unit(&c->source, a) &&
             pattern_is_plain_unit(&c->source, b)) {
    put_reading(c, REGEXP_EITHER, a);
    put_word(c, b);
  } else {
    put_reading(c, is_plain_set(c, set) ? REGEXP_SET : REGEXP_CODE_SET, add_set(c, *set));
  }
}

/* ------------------------------------------------------------------------------- loops */

static void compile(Compiler *c, const Pattern *pattern, const Following *following);

static bool is_single_character(const Pattern *pattern) {
  return pattern->kind == PATTERN_CHARACTER || pattern->kind == PATTERN_ANY ||
         pattern->kind == PATTERN_DOT || (pattern->kind == PATTERN_SET && pattern->set.count);
}

static bool may_be_empty(Compiler *c, const Pattern *pattern) {
  uint32_t work = FIRST_WORK;
  return pattern_may_be_empty(&c->source, pattern, &work);
}

/* Whether what follows a run cannot begin with the run's character, or cannot fail at all: then
 * giving characters back is of no use. */
static bool is_possessive(Compiler *c, const Pattern *body, const Following *following) {
  FirstCharacters first = {.work = u32_min(FIRST_WORK, c->work)};
  uint32_t given = first.work;
  first_of_following(&c->source, following, &first);
  c->work -= given - first.work;
  if (first.at_start) return false;
  if (first.open) return !first.conditional && !c->backward;
  if (first.anything) return false;
  set_normalize(&first.set);
  if (first.set.count == 0) return true; /* only the end of the text will do */
  if (body->kind == PATTERN_ANY || body->kind == PATTERN_DOT) return false;
  if (body->kind == PATTERN_SET) return !set_intersects(&first.set, &body->set);
  return !set_contains(&first.set, body->character);
}

/* The units that the pattern can begin with; false where they are not known, or none may be needed. */
static bool known_first(Compiler *c, const Pattern *pattern, CharacterSet *out) {
  FirstCharacters first = {.work = u32_min(FIRST_WORK, c->work)};
  uint32_t given = first.work;
  if (c->backward) return false;
  bool empty = first_of(&c->source, pattern, &first);
  c->work -= given - first.work;
  if (empty || first.anything || first.at_start || first.at_end) return false;
  set_normalize(&first.set);
  *out = first.set;
  return is_plain_set(c, out);
}

/* Goes elsewhere, as patch_guard says, if the next unit is not in the set. */
static uint32_t put_guard(Compiler *c, CharacterSet set) {
  put(c, REGEXP_GUARD, add_set(c, set));
  put_word(c, 0);
  return c->length - 1;
}

static void patch_guard(Compiler *c, uint32_t guard) { c->code[guard] = c->length; }

static void compile_run(Compiler *c, const Pattern *repeat, const Following *following) {
  const Pattern *body = repeat->children[0];
  bool possessive = !repeat->lazy && is_possessive(c, body, following);
  put(c, REGEXP_RUN, repeat->lazy ? RUN_LAZY : possessive ? RUN_POSSESSIVE : RUN_GREEDY);
  put_word(c, repeat->minimum);
  put_word(c, repeat->maximum);
  uint32_t start = c->length;
  compile(c, body, NULL);
  if (c->length == start + 1) put_word(c, 0);
}

static void put_captures_reset(Compiler *c, const Pattern *repeat) {
  if (repeat->group == repeat->group_end) return;
  put(c, REGEXP_RESET, repeat->group * 2);
  put_word(c, repeat->group_end * 2);
}

/* x? and x*, and x+ where x is never empty: no counter. */
static void compile_plain_loop(Compiler *c, const Pattern *repeat, const Following *following,
                               bool empty) {
  bool again = repeat->maximum != 1, at_least_once = repeat->minimum == 1;
  Following inner = {.outer = following, .again = repeat->children[0]};
  uint32_t place = empty ? c->register_count++ : 0, split = 0, top = c->length;
  RegExpOpcode opcode = repeat->lazy ? REGEXP_SPLIT_LAZY : REGEXP_SPLIT;
  CharacterSet set;
  bool guarded = !at_least_once && !repeat->lazy && known_first(c, repeat->children[0], &set);
  uint32_t guard = guarded ? put_guard(c, set) : 0;
  if (!at_least_once) split = put_forward(c, opcode);
  if (empty) put(c, REGEXP_SAVE, place);
  put_captures_reset(c, repeat);
  compile(c, repeat->children[0], again || empty ? &inner : following);
  if (empty) put(c, REGEXP_ADVANCED, place);
  if (at_least_once) {
    /* back to the top, or on: the other way round than SPLIT's sense */
    put(c, repeat->lazy ? REGEXP_SPLIT : REGEXP_SPLIT_LAZY, top);
    return;
  }
  if (again) put(c, REGEXP_JUMP, top);
  patch_target(c, split);
  if (guarded) patch_guard(c, guard);
}

static void compile_counted_loop(Compiler *c, const Pattern *repeat, const Following *following,
                                 bool empty) {
  uint32_t counter = c->register_count++;
  uint32_t place = empty ? c->register_count++ : REGEXP_NO_REGISTER;
  Following inner = {.outer = following, .again = repeat->children[0]};
  put(c, REGEXP_ZERO, counter);
  uint32_t top = c->length;
  put(c, REGEXP_LOOP, counter);
  put_word(c, repeat->minimum);
  put_word(c, repeat->maximum);
  put_word(c, 0);
  put_word(c, repeat->lazy);
  if (empty) put(c, REGEXP_SAVE, place);
  put_captures_reset(c, repeat);
  compile(c, repeat->children[0], &inner);
  put(c, REGEXP_TURN, counter);
  put_word(c, place);
  put_word(c, repeat->minimum);
  put_word(c, top);
  c->code[top + 3] = c->length;
}

static void compile_repeat(Compiler *c, const Pattern *repeat, const Following *following) {
  const Pattern *body = repeat->children[0];
  if (repeat->maximum == 0) return;
  if (repeat->minimum == 1 && repeat->maximum == 1) {
    compile(c, body, following);
    return;
  }
  if (!c->backward && is_single_character(body)) {
    compile_run(c, repeat, following);
    return;
  }
  bool empty = may_be_empty(c, body);
  bool unlimited = repeat->maximum == PATTERN_UNLIMITED;
  bool plain = (repeat->minimum == 0 && (unlimited || repeat->maximum == 1)) ||
               (repeat->minimum == 1 && unlimited && !empty);
  if (plain) compile_plain_loop(c, repeat, following, empty);
  else compile_counted_loop(c, repeat, following, empty);
}

/* ------------------------------------------------------------------------------- others */

static void compile_sequence(Compiler *c, const Pattern *sequence, const Following *following) {
  for (uint32_t i = 0; i < sequence->count; i++) {
    uint32_t child = c->backward ? sequence->count - 1 - i : i;
    Following rest = {.outer = following, .sequence = sequence, .from = child + 1};
    compile(c, sequence->children[child], &rest);
  }
}

/* What is known of the alternatives before they are compiled. */
typedef struct Alternative {
  CharacterSet first;
  bool known;
  uint32_t exit;
} Alternative;

/* Whether none of the alternatives behind number i can match where that one begins to. */
static bool excludes_others(const Alternative *alternatives, uint32_t i, uint32_t count) {
  if (!alternatives[i].known || count - i > ALTERNATIVES_COMPARED) return false;
  for (uint32_t k = i + 1; k < count; k++)
    if (!alternatives[k].known || set_intersects(&alternatives[i].first, &alternatives[k].first))
      return false;
  return true;
}

/* An alternative is tried only where the next unit can begin it; it leaves a choice only if another
 * one may match there, too. */
static void compile_alternatives(Compiler *c, const Pattern *pattern, const Following *following) {
  uint32_t count = pattern->count;
  Alternative *alternatives = ARENA_NEW_ARRAY(&c->source.arena, Alternative, count);
  for (uint32_t i = 0; i < count; i++)
    alternatives[i].known = known_first(c, pattern->children[i], &alternatives[i].first);
  for (uint32_t i = 0; i < count - 1; i++) {
    Alternative *alternative = &alternatives[i];
    bool alone = excludes_others(alternatives, i, count);
    uint32_t guard = alternative->known ? put_guard(c, alternative->first) : 0;
    uint32_t split = alone ? 0 : put_forward(c, REGEXP_SPLIT);
    compile(c, pattern->children[i], following);
    alternative->exit = put_forward(c, REGEXP_JUMP);
    if (alternative->known) patch_guard(c, guard);
    if (!alone) patch_target(c, split);
  }
  compile(c, pattern->children[count - 1], following);
  for (uint32_t i = 0; i < count - 1; i++) patch_target(c, alternatives[i].exit);
}

static void compile_group(Compiler *c, const Pattern *group, const Following *following) {
  put(c, REGEXP_SAVE, group->group * 2 + c->backward);
  compile(c, group->children[0], following);
  put(c, REGEXP_SAVE, group->group * 2 + !c->backward);
}

static void compile_look(Compiler *c, const Pattern *look) {
  bool outer = c->backward;
  c->backward = look->backward;
  uint32_t height = c->register_count;
  c->register_count += 2;
  put(c, look->negative ? REGEXP_LOOK_NOT : REGEXP_LOOK, height);
  uint32_t target = c->length;
  if (look->negative) put_word(c, 0);
  compile(c, look->children[0], NULL);
  put(c, look->negative ? REGEXP_LOOK_NOT_END : REGEXP_LOOK_END, height);
  if (look->negative) c->code[target] = c->length;
  c->backward = outer;
}

static void compile_reference(Compiler *c, const Pattern *reference) {
  uint32_t flags = (c->backward ? REFERENCE_BACKWARD : 0) |
                   (reference->ignore_case ? REFERENCE_IGNORE_CASE : 0) |
                   (c->source.unicode ? REFERENCE_UNICODE : 0);
  put(c, REGEXP_REFERENCE, flags);
  put_word(c, reference->count);
  for (uint32_t i = 0; i < reference->count; i++) put_word(c, reference->groups[i]);
}

static void compile(Compiler *c, const Pattern *pattern, const Following *following) {
  pattern_check_stack(&c->source);
  bool unicode = c->source.unicode;
  switch ((PatternKind)pattern->kind) {
    case PATTERN_SEQUENCE: compile_sequence(c, pattern, following); return;
    case PATTERN_ALTERNATIVES: compile_alternatives(c, pattern, following); return;
    case PATTERN_CHARACTER: compile_character(c, pattern->character); return;
    case PATTERN_SET: compile_set(c, &pattern->set); return;
    case PATTERN_ANY: put_reading(c, unicode ? REGEXP_CODE_ANY : REGEXP_ANY, 0); return;
    case PATTERN_DOT: put_reading(c, unicode ? REGEXP_CODE_DOT : REGEXP_DOT, 0); return;
    case PATTERN_GROUP: compile_group(c, pattern, following); return;
    case PATTERN_REPEAT: compile_repeat(c, pattern, following); return;
    case PATTERN_LOOK: compile_look(c, pattern); return;
    case PATTERN_START:
      put(c, pattern->multiline ? REGEXP_LINE_START : REGEXP_TEXT_START, 0);
      return;
    case PATTERN_END: put(c, pattern->multiline ? REGEXP_LINE_END : REGEXP_TEXT_END, 0); return;
    case PATTERN_BOUNDARY:
      put(c, pattern->negative ? REGEXP_NOT_BOUNDARY : REGEXP_BOUNDARY, add_set(c, pattern->set));
      return;
    case PATTERN_REFERENCE: compile_reference(c, pattern); return;
  }
}

/* ------------------------------------------------------------------- how to find matches */

/* Whether the pattern is nothing but a text. */
static bool is_literal(const Pattern *tree, const RegExpLiteral *literal) {
  bool sequence = tree->kind == PATTERN_SEQUENCE;
  for (uint32_t i = 0; sequence && i < tree->count; i++)
    if (tree->children[i]->kind != PATTERN_CHARACTER) return false;
  return (sequence ? tree->count : tree->kind == PATTERN_CHARACTER) == literal->length;
}

static bool begins_anchored(const Pattern *tree) {
  if (tree->kind == PATTERN_SEQUENCE && tree->count) return begins_anchored(tree->children[0]);
  if (tree->kind == PATTERN_GROUP) return begins_anchored(tree->children[0]);
  return tree->kind == PATTERN_START && !tree->multiline;
}

static void set_latin1_bits(const CharacterSet *set, uint32_t *bits) {
  for (uint32_t i = 0; i < set->count && set->ranges[i].first < 256; i++)
    for (uint32_t k = set->ranges[i].first; k <= u32_min(set->ranges[i].last, 255); k++)
      bits[k >> 5] |= 1u << (k & 31);
}

/* What may begin a match: how the search skips what cannot. */
static FirstCharacters find_first(Compiler *c, const Pattern *tree) {
  FirstCharacters first = {.work = 4096};
  if (first_of(&c->source, tree, &first)) first.anything = true;
  set_normalize(&first.set);
  return first;
}

static void set_first(RegExpProgram *program, const FirstCharacters *first) {
  const CharacterSet *set = &first->set;
  if (first->anything) return;
  program->has_first = true;
  program->first_at_start = first->at_start;
  program->first_at_end = first->at_end;
  set_latin1_bits(set, program->first);
  program->first_wide = set->count && set->ranges[set->count - 1].last > 255;
}

/* ----------------------------------------------------------------------------- program */

static uint32_t wide_ranges(const CharacterSet *set) {
  uint32_t i = 0;
  while (i < set->count && set->ranges[i].last < 256) i++;
  return i;
}

static size_t name_bytes(const PatternName *name, char *out) {
  size_t length = 0;
  for (uint32_t i = 0; i < name->length; i++) {
    uint8_t bytes[UTF8_MAX_LENGTH];
    uint32_t size = utf8_encode(name->text[i], bytes);
    if (out) memcpy(out + length, bytes, size);
    length += size;
  }
  return length;
}

/* Takes `bytes` of the program's block, aligned. */
static void *take(char **at, size_t bytes) {
  void *result = *at;
  *at += (bytes + 7) & ~(size_t)7;
  return result;
}

static void copy_sets(const Compiler *c, ProgramSet *sets, CharacterRange *ranges) {
  for (uint32_t i = 0; i < c->set_count; i++) {
    const CharacterSet *set = &c->sets[i];
    uint32_t skipped = wide_ranges(set);
    memset(sets[i].latin1, 0, sizeof sets[i].latin1);
    set_latin1_bits(set, sets[i].latin1);
    sets[i].ranges = ranges;
    sets[i].count = set->count - skipped;
    if (sets[i].count) memcpy(ranges, set->ranges + skipped, sets[i].count * sizeof *ranges);
    ranges += sets[i].count;
  }
}

static void copy_names(const PatternSource *source, ProgramName *names, char *text) {
  uint32_t at = 0;
  for (uint32_t i = 0; i < source->name_count; i++) {
    uint32_t length = (uint32_t)name_bytes(&source->names[i], text + at);
    names[i] = (ProgramName){at, length, source->names[i].group};
    at += length;
  }
}

/* Once the block is there, nothing fails any more. */
static RegExpProgram *program_new(Compiler *c, const Pattern *tree) {
  PatternSource *source = &c->source;
  FirstCharacters first = find_first(c, tree);
  size_t ranges = 0, text = 0;
  RegExpLiteral literal = regexp_literal_of(source, tree);
  size_t literal_size = literal.length * sizeof *literal.units;
  for (uint32_t i = 0; i < c->set_count; i++) ranges += c->sets[i].count - wide_ranges(&c->sets[i]);
  for (uint32_t i = 0; i < source->name_count; i++) text += name_bytes(&source->names[i], NULL);
  size_t size = sizeof(RegExpProgram) + c->length * sizeof(uint32_t) +
                c->set_count * sizeof(ProgramSet) + ranges * sizeof(CharacterRange) +
                source->name_count * sizeof(ProgramName) + text + literal_size + 64;
  RegExpProgram *program = malloc(size);
  if (!program) pattern_fail(source, REGEXP_OUT_OF_MEMORY, NULL);
  char *at = (char *)(program + 1);
  uint32_t *code = take(&at, c->length * sizeof(uint32_t));
  ProgramSet *sets = take(&at, c->set_count * sizeof(ProgramSet));
  CharacterRange *wide = take(&at, ranges * sizeof(CharacterRange));
  ProgramName *names = take(&at, source->name_count * sizeof(ProgramName));
  uint16_t *literal_units = take(&at, literal_size);
  char *name_text = take(&at, text);
  memcpy(code, c->code, c->length * sizeof(uint32_t));
  memcpy(literal_units, literal.units, literal_size);
  copy_sets(c, sets, wide);
  copy_names(source, names, name_text);
  *program = (RegExpProgram){
      .users = 1,
      .flags = source->flags,
      .group_count = source->group_count,
      .register_count = c->register_count,
      .code_length = c->length,
      .set_count = c->set_count,
      .name_count = source->name_count,
      .is_literal = literal.length && is_literal(tree, &literal),
      .literal_length = literal.length,
      .literal_minimum = literal.minimum,
      .literal_maximum = literal.maximum,
      .byte_size = size,
      .code = code,
      .sets = sets,
      .names = names,
      .name_text = name_text,
      .literal = literal_units,
      .anchored = begins_anchored(tree),
  };
  set_first(program, &first);
  return program;
}

/* ------------------------------------------------------------------------------- entry */

static void arena_failed(void *context) { pattern_fail(context, REGEXP_OUT_OF_MEMORY, NULL); }

static uint32_t parse_flags(const char *flags, size_t length) {
  uint32_t result = 0;
  for (size_t i = 0; i < length; i++) result |= regexp_flag_of_letter((uint8_t)flags[i]);
  return result;
}

/* The pattern as code points, or without u and v as units. */
static void decode_text(PatternSource *source, const uint8_t *bytes, size_t length) {
  uint32_t *text = ARENA_NEW_ARRAY(&source->arena, uint32_t, length + 1);
  uint32_t count = 0;
  for (size_t i = 0; i < length;) {
    uint32_t c;
    i += wtf8_decode(bytes + i, length - i, &c);
    if (c == UTF_INVALID) c = UTF_REPLACEMENT;
    if (c > 0xffff && !source->unicode) {
      text[count++] = utf16_lead_of(c);
      c = utf16_trail_of(c);
    }
    text[count++] = c;
  }
  source->text = text;
  source->length = count;
}

static RegExpProgram *compile_source(Compiler *c, const char *pattern, size_t length) {
  decode_text(&c->source, (const uint8_t *)pattern, length);
  Pattern *tree = pattern_parse(&c->source);
  c->register_count = c->source.group_count * 2;
  put(c, REGEXP_SAVE, 0);
  compile(c, tree, NULL);
  put(c, REGEXP_SAVE, 1);
  put(c, REGEXP_MATCH, 0);
  return program_new(c, tree);
}

RegExpResult regexp_compile(const char *pattern, size_t length, const char *flags,
                            size_t flags_length, const void *stack_limit, RegExpProgram **out,
                            const char **message) {
  RegExpSyntaxError error;
  switch (regexp_check_syntax(pattern, length, flags, flags_length, stack_limit, &error)) {
    case REGEXP_SYNTAX_VALID: break;
    case REGEXP_SYNTAX_INVALID: *message = error.message; return REGEXP_INVALID;
    case REGEXP_SYNTAX_TOO_DEEP: return REGEXP_TOO_DEEP;
    case REGEXP_SYNTAX_OUT_OF_MEMORY: return REGEXP_OUT_OF_MEMORY;
  }
  Compiler compiler = {.work = TOTAL_WORK};
  PatternSource *source = &compiler.source;
  source->flags = parse_flags(flags, flags_length);
  source->unicode = source->flags & (REGEXP_UNICODE | REGEXP_UNICODE_SETS);
  source->stack_limit = stack_limit;
  source->result = REGEXP_MATCHED;
  arena_init(&source->arena, arena_failed, source);
  if (setjmp(source->failed) == 0) *out = compile_source(&compiler, pattern, length);
  arena_destroy(&source->arena);
  *message = source->message;
  return source->result;
}

void regexp_retain(RegExpProgram *program) { program->users++; }
bool regexp_release(RegExpProgram *program) {
  if (--program->users) return false;
  free(program);
  return true;
}
uint32_t regexp_flags(const RegExpProgram *program) { return program->flags; }
uint32_t regexp_group_count(const RegExpProgram *program) { return program->group_count; }
size_t regexp_byte_size(const RegExpProgram *program) { return program->byte_size; }
uint32_t regexp_name_count(const RegExpProgram *program) { return program->name_count; }
const char *regexp_name(const RegExpProgram *program, uint32_t i, uint32_t *length,
                        uint32_t *group) {
  *length = program->names[i].length;
  *group = program->names[i].group;
  return program->name_text + program->names[i].text;
}
