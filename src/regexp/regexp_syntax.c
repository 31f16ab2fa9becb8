/* SPDX-License-Identifier: MIT */
/* regexp_syntax.c: checks flags, disjunctions, terms, groups and escapes; classes are
 * regexp_syntax_class.c's.
 *
 * A first pass over the pattern counts its groups and sees whether any has a name, because \1
 * and \k depend on what comes later. Alternatives are numbered, so that it can be told whether
 * two groups of one name might both take part in a match. #sec-patterns
 * #sec-regular-expressions-patterns */
#include "regexp/regexp_syntax.h"

#include "base/hash.h"
#include "regexp/regexp_syntax_property.h"
#include "regexp/regexp_syntax_state.h"
#include "unicode/identifiers.h"

/* ----------------------------------------------------------------------------- failing */

bool checker_fail(Checker *checker, const char *message) {
  checker->result = REGEXP_SYNTAX_INVALID;
  *checker->error =
      (RegExpSyntaxError){message, (uint32_t)(checker->cursor - checker->pattern), false};
  return false;
}

static bool checker_out_of_memory(Checker *checker) {
  checker->result = REGEXP_SYNTAX_OUT_OF_MEMORY;
  return false;
}

bool checker_has_stack(Checker *checker) {
  if ((const char *)__builtin_frame_address(0) >= checker->stack_limit) return true;
  checker->result = REGEXP_SYNTAX_TOO_DEEP;
  return false;
}

/* ---------------------------------------------------------------------- the first pass */

/* Skips a class, nested ones with the flag v. The cursor is behind the bracket. */
static const uint8_t *skip_class(const Checker *checker, const uint8_t *s) {
  for (uint32_t depth = 1; s < checker->end; s++) {
    if (*s == '\\') s++;
    else if (*s == '[' && checker->sets) depth++;
    else if (*s == ']' && --depth == 0) return s;
  }
  return s;
}

static void count_groups(Checker *checker) {
  size_t length = (size_t)(checker->end - checker->pattern);
  for (const uint8_t *s = checker->pattern; s < checker->end; s++) {
    if (*s == '\\') s++;
    else if (*s == '[') s = skip_class(checker, s + 1);
    if (s >= checker->end || *s != '(') continue;
    size_t rest = length - (size_t)(s - checker->pattern);
    bool question = rest > 1 && s[1] == '?';
    bool named = question && rest > 3 && s[2] == '<' && s[3] != '=' && s[3] != '!';
    if (named) checker->named_groups = true;
    if (named || !question) checker->group_count++;
  }
}

/* -------------------------------------------------------------- alternatives and names */

static bool open_alternative(Checker *checker, uint32_t parent, uint32_t disjunction) {
  Alternative alternative = {parent, disjunction};
  if (!AlternativeVec_push(&checker->alternatives, alternative))
    return checker_out_of_memory(checker);
  checker->alternative = checker->alternatives.length - 1;
  return true;
}

/* Whether two groups lie in different alternatives of some disjunction. */
static bool are_exclusive(const Checker *checker, uint32_t first, uint32_t second) {
  const Alternative *all = checker->alternatives.items;
  for (uint32_t a = first;; a = all[a].parent) {
    for (uint32_t b = second;; b = all[b].parent) {
      if (a != b && all[a].disjunction == all[b].disjunction) return true;
      if (all[b].parent == b) break;
    }
    if (all[a].parent == a) return false;
  }
}

static bool same_name(const Checker *checker, const GroupName *a, const GroupName *b) {
  return a->hash == b->hash && a->length == b->length &&
         memcmp(checker->names.items + a->text, checker->names.items + b->text, a->length) == 0;
}

/* The slot of a name; the table is made at the first one, when the number of groups is known. */
static uint32_t *slot_of(Checker *checker, const GroupName *name) {
  if (checker->slots.length == 0) {
    uint32_t size = 8;
    while (size < checker->group_count) size *= 2;
    if (!SlotVec_resize(&checker->slots, size)) return NULL;
  }
  return &checker->slots.items[name->hash & (checker->slots.length - 1)];
}

static bool add_group_name(Checker *checker, GroupName name) {
  uint32_t *slot = slot_of(checker, &name);
  if (!slot) return checker_out_of_memory(checker);
  name.alternative = checker->alternative;
  name.same_slot = *slot;
  for (uint32_t i = *slot; i; i = checker->groups.items[i - 1].same_slot) {
    const GroupName *other = &checker->groups.items[i - 1];
    if (same_name(checker, other, &name) &&
        !are_exclusive(checker, other->alternative, name.alternative))
      return checker_fail(checker, "Duplicate capture group name");
  }
  if (!GroupNameVec_push(&checker->groups, name)) return checker_out_of_memory(checker);
  *slot = checker->groups.length;
  return true;
}

static bool has_group(Checker *checker, const GroupName *reference) {
  if (checker->groups.length == 0) return false;
  for (uint32_t i = *slot_of(checker, reference); i; i = checker->groups.items[i - 1].same_slot)
    if (same_name(checker, reference, &checker->groups.items[i - 1])) return true;
  return false;
}

static bool check_references(Checker *checker) {
  for (uint32_t i = 0; i < checker->references.length; i++) {
    const GroupName *reference = &checker->references.items[i];
    if (has_group(checker, reference)) continue;
    checker->cursor = checker->pattern + reference->offset;
    return checker_fail(checker, "Invalid named capture referenced");
  }
  return true;
}

static uint32_t hex_digit(uint8_t byte) {
  if (byte >= '0' && byte <= '9') return byte - (uint32_t)'0';
  uint8_t lower = byte | 0x20;
  return lower >= 'a' && lower <= 'f' ? lower - (uint32_t)'a' + 10 : 99;
}

/* Exactly `count` digits at `ahead` bytes from the cursor. */
static bool peek_hex(const Checker *checker, size_t ahead, uint32_t count, uint32_t *value) {
  *value = 0;
  for (uint32_t i = 0; i < count; i++) {
    uint32_t digit = hex_digit(checker_byte(checker, ahead + i));
    if (digit > 15) return false;
    *value = *value * 16 + digit;
  }
  return true;
}

/* {digits} of \u{…}, the cursor at the brace. */
static bool take_braced(Checker *checker, uint32_t *value) {
  const uint8_t *s = checker->cursor + 1;
  *value = 0;
  if (s >= checker->end || hex_digit(*s) > 15) return false;
  for (; s < checker->end && hex_digit(*s) <= 15; s++) {
    *value = *value * 16 + hex_digit(*s);
    if (*value > UTF_MAX_CODE_POINT) return false;
  }
  if (s >= checker->end || *s != '}') return false;
  checker->cursor = s + 1;
  return true;
}

/* RegExpUnicodeEscapeSequence behind the u. False, with nothing consumed, if it is none. */
static bool take_unicode_escape(Checker *checker, bool unicode, uint32_t *value) {
  if (unicode && checker_byte(checker, 0) == '{') return take_braced(checker, value);
  if (!peek_hex(checker, 0, 4, value)) return false;
  checker->cursor += 4;
  uint32_t trail;
  bool pair = unicode && utf16_is_lead(*value) && checker_byte(checker, 0) == '\\' &&
              checker_byte(checker, 1) == 'u' && peek_hex(checker, 2, 4, &trail) &&
              utf16_is_trail(trail);
  if (!pair) return true;
  checker->cursor += 6;
  *value = utf16_combine(*value, trail);
  return true;
}

/* <name>, the cursor behind <. */
static bool check_group_name(Checker *checker, GroupName *name) {
  name->text = checker->names.length;
  name->offset = (uint32_t)(checker->cursor - checker->pattern);
  for (bool first = true; !checker_eat(checker, '>'); first = false) {
    if (checker_at_end(checker)) return checker_fail(checker, "Invalid capture group name");
    uint32_t c = checker_take(checker);
    if (c == '\\' && !(checker_eat(checker, 'u') && take_unicode_escape(checker, true, &c)))
      return checker_fail(checker, "Invalid Unicode escape");
    bool allowed =
        c == '$' || c == '_' || (first ? unicode_is_id_start(c) : unicode_is_id_continue(c));
    if (!allowed) return checker_fail(checker, "Invalid capture group name");
    uint8_t bytes[UTF8_MAX_LENGTH];
    if (!NameBytes_append(&checker->names, (const char *)bytes, utf8_encode(c, bytes)))
      return checker_out_of_memory(checker);
  }
  name->length = checker->names.length - name->text;
  if (name->length == 0) return checker_fail(checker, "Invalid capture group name");
  name->hash = hash_bytes(checker->names.items + name->text, name->length, 0);
  return true;
}

/* ----------------------------------------------------------------------------- escapes */

bool check_character_class_escape(Checker *checker, EscapeKind *kind, bool *matched) {
  uint8_t byte = checker_byte(checker, 0);
  *matched = true;
  *kind = ESCAPE_SET;
  switch (byte) {
    case 'd':
    case 'D':
    case 's':
    case 'S':
    case 'w':
    case 'W': checker->cursor++; return true;
    case 'p':
    case 'P':
      if (!checker->unicode) break;
      checker->cursor++;
      return check_property(checker, byte == 'P', kind);
    default: break;
  }
  *matched = false;
  return true;
}

static bool is_syntax_character(uint32_t c) {
  return c < 0x80 && c != 0 && strchr("^$\\.*+?()[]{}|/", (int)c) != NULL;
}

/* IdentityEscape. */
static bool check_identity_escape(Checker *checker, uint32_t *value) {
  *value = checker_take(checker);
  if (checker->unicode ? is_syntax_character(*value) : !(*value == 'k' && checker->named_groups))
    return true;
  return checker_fail(checker, "Invalid escape");
}

/* \c: a control letter, or in a sloppy class a digit or underscore; else, without u, a
 * backslash. */
static bool check_control_escape(Checker *checker, bool in_class, uint32_t *value) {
  uint8_t letter = checker_byte(checker, 1), lower = letter | 0x20;
  bool class_letter =
      in_class && !checker->unicode && ((letter >= '0' && letter <= '9') || letter == '_');
  if ((lower >= 'a' && lower <= 'z') || class_letter) {
    checker->cursor += 2;
    *value = letter & 31;
    return true;
  }
  if (checker->unicode) return checker_fail(checker, "Invalid unicode escape");
  *value = '\\'; /* the c is taken next */
  return true;
}

static bool check_octal_escape(Checker *checker, uint32_t *value) {
  uint8_t first = checker_byte(checker, 0);
  if (checker->unicode) {
    uint8_t second = checker_byte(checker, 1);
    if (first != '0' || (second >= '0' && second <= '9'))
      return checker_fail(checker, "Invalid decimal escape");
  }
  *value = 0;
  for (int digits = first <= '3' ? 3 : 2; digits > 0; digits--, checker->cursor++) {
    uint8_t digit = checker_byte(checker, 0);
    if (digit < '0' || digit > '7') break;
    *value = *value * 8 + (digit - (uint32_t)'0');
  }
  return true;
}

bool check_character_escape(Checker *checker, bool in_class, uint32_t *value) {
  uint8_t byte = checker_byte(checker, 0);
  static const char controls[] = "fnrtv", control_values[] = "\f\n\r\t\v";
  const char *control = byte ? strchr(controls, byte) : NULL;
  if (control) {
    checker->cursor++;
    *value = (uint8_t)control_values[control - controls];
    return true;
  }
  switch (byte) {
    case 'c': return check_control_escape(checker, in_class, value);
    case '0' ... '7': return check_octal_escape(checker, value);
    case 'x':
      if (peek_hex(checker, 1, 2, value)) {
        checker->cursor += 3;
        return true;
      }
      if (checker->unicode) return checker_fail(checker, "Invalid escape");
      break;
    case 'u':
      checker->cursor++;
      if (take_unicode_escape(checker, checker->unicode, value)) return true;
      if (checker->unicode) return checker_fail(checker, "Invalid Unicode escape");
      *value = 'u';
      return true;
    default: break;
  }
  return check_identity_escape(checker, value);
}

/* \1: with u it must not be above the number of groups; else anything goes, as a reference or
 * octal. */
static bool check_decimal_escape(Checker *checker) {
  const uint8_t *start = checker->cursor;
  uint64_t number = 0;
  for (uint8_t digit; (digit = checker_byte(checker, 0)) >= '0' && digit <= '9'; checker->cursor++)
    number = u64_min(number * 10 + (digit - (uint64_t)'0'), UINT32_MAX);
  if (number <= checker->group_count) return true;
  if (checker->unicode) return checker_fail(checker, "Invalid escape");
  checker->cursor = start + 1;
  return true;
}

static bool check_named_reference(Checker *checker) {
  GroupName reference = {0};
  checker->cursor++;
  if (!checker_eat(checker, '<')) return checker_fail(checker, "Invalid named reference");
  if (!check_group_name(checker, &reference)) {
    if (checker->result == REGEXP_SYNTAX_INVALID)
      checker->error->message = "Invalid named reference";
    return false;
  }
  return GroupNameVec_push(&checker->references, reference) || checker_out_of_memory(checker);
}

/* AtomEscape, behind the backslash. */
static bool check_atom_escape(Checker *checker) {
  if (checker_at_end(checker)) return checker_fail(checker, "\\ at end of pattern");
  uint8_t byte = checker_byte(checker, 0);
  EscapeKind kind;
  bool matched;
  uint32_t value;
  if (byte >= '1' && byte <= '9') return check_decimal_escape(checker);
  if (byte == 'k' && (checker->unicode || checker->named_groups))
    return check_named_reference(checker);
  if (!check_character_class_escape(checker, &kind, &matched)) return false;
  return matched || check_character_escape(checker, false, &value);
}

/* ------------------------------------------------------------------------- quantifiers */

static bool take_number(Checker *checker, uint64_t *number) {
  const uint8_t *start = checker->cursor;
  *number = 0;
  for (uint8_t digit; (digit = checker_byte(checker, 0)) >= '0' && digit <= '9'; checker->cursor++)
    *number = u64_min(*number * 10 + (digit - (uint64_t)'0'), UINT64_C(1) << 53);
  return checker->cursor > start;
}

/* {n}, {n,}, {n,m}. Nothing is consumed unless it is one. */
static bool take_braced_quantifier(Checker *checker, uint64_t *low, uint64_t *high) {
  const uint8_t *start = checker->cursor;
  bool valid = checker_eat(checker, '{') && take_number(checker, low);
  *high = *low;
  if (valid && checker_eat(checker, ',') && !take_number(checker, high)) *high = UINT64_MAX;
  if (valid && checker_eat(checker, '}')) return true;
  checker->cursor = start;
  return false;
}

/* The quantifier behind an atom, if there is one. */
static bool check_quantifier(Checker *checker) {
  uint64_t low = 0, high = 0;
  uint8_t byte = checker_byte(checker, 0);
  if (byte == '*' || byte == '+' || byte == '?') {
    checker->cursor++;
  } else if (byte == '{') {
    if (!take_braced_quantifier(checker, &low, &high)) {
      if (checker->unicode) return checker_fail(checker, "Incomplete quantifier");
      return true;
    }
    if (low > high) return checker_fail(checker, "numbers out of order in {} quantifier");
  } else {
    return true;
  }
  checker_eat(checker, '?');
  return true;
}

/* ------------------------------------------------------------------------------ groups */

static bool check_disjunction(Checker *checker);

/* (?ims-ims: behind the question mark. */
static bool check_modifiers(Checker *checker) {
  uint32_t seen = 0;
  bool removing = false;
  const uint8_t *start = checker->cursor;
  while (!checker_eat(checker, ':')) {
    uint8_t byte = checker_byte(checker, 0);
    uint32_t bit = byte == 'i' ? 1 : byte == 'm' ? 2 : byte == 's' ? 4 : 0;
    if (byte == '-' && !checker_at_end(checker)) {
      if (removing) return checker_fail(checker, "Multiple dashes in flag group");
      removing = true;
    } else if (bit == 0) {
      return checker_fail(checker,
                          start == checker->cursor ? "Invalid group" : "Invalid flag group");
    } else if (seen & bit) {
      return checker_fail(checker, "Repeated flag in flag group");
    }
    seen |= bit;
    checker->cursor++;
  }
  if (removing && seen == 0) return checker_fail(checker, "Invalid flag group");
  return true;
}

/* What is behind (?; `*quantifiable` tells whether a quantifier may follow the group. */
static bool check_group_head(Checker *checker, bool *quantifiable) {
  *quantifiable = true;
  if (checker_eat(checker, ':')) return true;
  if (checker_eat(checker, '=') || checker_eat(checker, '!')) {
    *quantifiable = !checker->unicode;
    return true;
  }
  if (!checker_eat(checker, '<')) return check_modifiers(checker);
  if (checker_eat(checker, '=') || checker_eat(checker, '!')) {
    *quantifiable = false;
    return true;
  }
  GroupName name = {0};
  return check_group_name(checker, &name) && add_group_name(checker, name);
}

/* A group; the cursor is behind its parenthesis. */
static bool check_group(Checker *checker, bool *quantifiable) {
  *quantifiable = true;
  if (checker_eat(checker, '?') && !check_group_head(checker, quantifiable)) return false;
  if (!check_disjunction(checker)) return false;
  return checker_eat(checker, ')') || checker_fail(checker, "Unterminated group");
}

/* ------------------------------------------------------------------------------- terms */

/* \b, \B and other escapes; behind the backslash. */
static bool check_escape_term(Checker *checker, bool *quantifiable) {
  if (checker_eat(checker, 'b') || checker_eat(checker, 'B')) {
    *quantifiable = false;
    return true;
  }
  return check_atom_escape(checker);
}

/* A lone bracket or brace, which Annex B takes as itself unless it looks like a quantifier. */
static bool check_lone_bracket(Checker *checker) {
  uint64_t low, high;
  if (checker->unicode) return checker_fail(checker, "Lone quantifier brackets");
  if (checker_byte(checker, 0) == '{' && take_braced_quantifier(checker, &low, &high))
    return checker_fail(checker, "Nothing to repeat");
  checker->cursor++;
  return true;
}

/* One term. Not at the end, nor at | or ). */
static bool check_term(Checker *checker) {
  bool quantifiable = true, valid = true;
  switch (checker_byte(checker, 0)) {
    case '^':
    case '$':
      checker->cursor++;
      quantifiable = false;
      break;
    case '*':
    case '+':
    case '?': return checker_fail(checker, "Nothing to repeat");
    case '{':
    case '}':
    case ']': valid = check_lone_bracket(checker); break;
    case '(':
      checker->cursor++;
      valid = check_group(checker, &quantifiable);
      break;
    case '[':
      checker->cursor++;
      valid = check_class(checker);
      break;
    case '\\':
      checker->cursor++;
      valid = check_escape_term(checker, &quantifiable);
      break;
    default: checker_take(checker);
  }
  if (!valid || !quantifiable) return valid;
  return check_quantifier(checker);
}

/* Alternatives up to the end or a closing parenthesis. */
static bool check_disjunction(Checker *checker) {
  if (!checker_has_stack(checker)) return false;
  uint32_t outer = checker->alternative, disjunction = checker->alternatives.length;
  uint32_t parent = disjunction == 0 ? 0 : outer;
  if (!open_alternative(checker, parent, disjunction)) return false;
  while (!checker_at_end(checker) && checker_byte(checker, 0) != ')') {
    if (checker_eat(checker, '|')) {
      /* the outermost alternatives are each their own parent */
      if (!open_alternative(checker, disjunction == 0 ? checker->alternatives.length : parent,
                            disjunction))
        return false;
    } else if (!check_term(checker)) {
      return false;
    }
  }
  checker->alternative = outer;
  return true;
}

/* ------------------------------------------------------------------------------- entry */

/* The flags as a set; false if one is unknown or repeated, or if u and v are both there. */
static bool check_flags(Checker *checker, const char *flags, size_t length) {
  static const char known[] = "dgimsuvy";
  uint32_t seen = 0;
  for (size_t i = 0; i < length; i++) {
    const char *place = flags[i] ? strchr(known, flags[i]) : NULL;
    if (!place || (seen & 1u << (place - known))) return false;
    seen |= 1u << (place - known);
  }
  checker->sets = seen & 1u << 6;
  checker->unicode = checker->sets || (seen & 1u << 5);
  checker->named_groups = checker->unicode;
  return !(checker->sets && (seen & 1u << 5));
}

static bool check_pattern(Checker *checker) {
  count_groups(checker);
  if (!check_disjunction(checker)) return false;
  if (!checker_at_end(checker)) return checker_fail(checker, "Unmatched ')'");
  return check_references(checker);
}

RegExpSyntaxResult regexp_check_syntax(const char *pattern, size_t length, const char *flags,
                                       size_t flags_length, const void *stack_limit,
                                       RegExpSyntaxError *error) {
  Checker checker = {
      .pattern = (const uint8_t *)pattern,
      .cursor = (const uint8_t *)pattern,
      .end = (const uint8_t *)pattern + length,
      .stack_limit = stack_limit,
      .result = REGEXP_SYNTAX_VALID,
      .error = error,
  };
  if (!check_flags(&checker, flags, flags_length)) {
    *error = (RegExpSyntaxError){"Invalid flags", 0, true};
    return REGEXP_SYNTAX_INVALID;
  }
  bool valid = check_pattern(&checker);
  AlternativeVec_destroy(&checker.alternatives);
  GroupNameVec_destroy(&checker.groups);
  GroupNameVec_destroy(&checker.references);
  SlotVec_destroy(&checker.slots);
  NameBytes_destroy(&checker.names);
  return valid ? REGEXP_SYNTAX_VALID : checker.result;
}
