/* SPDX-License-Identifier: MIT */
/* regexp_first.c: what a pattern can begin with, never too little.
 *
 * The search for a match skips what cannot begin one; a loop whose character cannot begin what
 * follows need not give anything back. */
#include "regexp/regexp_first.h"

static bool first_of_each(PatternSource *source, const Pattern *pattern, FirstCharacters *first) {
  bool empty = false;
  for (uint32_t i = 0; i < pattern->count; i++)
    if (first_of(source, pattern->children[i], first)) empty = true;
  return empty;
}

static bool first_of_sequence(PatternSource *source, const Pattern *pattern, uint32_t from,
                              FirstCharacters *first) {
  for (uint32_t i = from; i < pattern->count; i++)
    if (!first_of(source, pattern->children[i], first)) return false;
  return true;
}

static bool first_of_repeat(PatternSource *source, const Pattern *repeat, FirstCharacters *first) {
  if (repeat->maximum == 0) return true;
  bool empty = first_of(source, repeat->children[0], first);
  return empty || repeat->minimum == 0;
}

bool first_of(PatternSource *source, const Pattern *pattern, FirstCharacters *first) {
  Arena *arena = &source->arena;
  if (first->work == 0) {
    first->anything = first->conditional = true;
    return true;
  }
  first->work--;
  pattern_check_stack(source);
  switch ((PatternKind)pattern->kind) {
    case PATTERN_SEQUENCE: return first_of_sequence(source, pattern, 0, first);
    case PATTERN_ALTERNATIVES: return first_of_each(source, pattern, first);
    case PATTERN_CHARACTER:
      set_add(arena, &first->set, pattern->character, pattern->character);
      return false;
    case PATTERN_SET: set_add_all(arena, &first->set, &pattern->set); return false;
    case PATTERN_ANY:
    case PATTERN_DOT: first->anything = true; return false;
    case PATTERN_GROUP: return first_of(source, pattern->children[0], first);
    case PATTERN_REPEAT: return first_of_repeat(source, pattern, first);
    case PATTERN_START:
      if (pattern->multiline) break;
      first->at_start = true;
      return false;
    case PATTERN_END:
      if (pattern->multiline) break;
      first->at_end = true;
      return false;
    case PATTERN_REFERENCE: first->anything = true; break;
    case PATTERN_LOOK:
    case PATTERN_BOUNDARY: break;
  }
  first->conditional = true;
  return true;
}

bool pattern_may_be_empty(PatternSource *source, const Pattern *pattern, uint32_t *work) {
  if (*work == 0) return true;
  --*work;
  pattern_check_stack(source);
  switch ((PatternKind)pattern->kind) {
    case PATTERN_CHARACTER:
    case PATTERN_SET:
    case PATTERN_ANY:
    case PATTERN_DOT: return false;
    case PATTERN_SEQUENCE:
      for (uint32_t i = 0; i < pattern->count; i++)
        if (!pattern_may_be_empty(source, pattern->children[i], work)) return false;
      return true;
    case PATTERN_ALTERNATIVES:
      for (uint32_t i = 0; i < pattern->count; i++)
        if (pattern_may_be_empty(source, pattern->children[i], work)) return true;
      return false;
    case PATTERN_REPEAT:
      if (pattern->minimum == 0) return true;
      FALL_THROUGH;
    case PATTERN_GROUP: return pattern_may_be_empty(source, pattern->children[0], work);
    case PATTERN_REFERENCE:
    case PATTERN_START:
    case PATTERN_END:
    case PATTERN_LOOK:
    case PATTERN_BOUNDARY: return true;
  }
  UNREACHABLE();
}

void first_of_following(PatternSource *source, const Following *following, FirstCharacters *first) {
  for (; following; following = following->outer) {
    if (following->again) {
      first->conditional = true;
      (void)first_of(source, following->again, first);
    } else if (!first_of_sequence(source, following->sequence, following->from, first)) {
      return;
    }
  }
  first->open = true;
}
