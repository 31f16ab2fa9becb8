/* SPDX-License-Identifier: MIT */
/* regexp_first.h: what a pattern can begin with. */
#ifndef MOTE_REGEXP_REGEXP_FIRST_H
#define MOTE_REGEXP_REGEXP_FIRST_H

#include "regexp/regexp_tree.h"

/* What comes after a place in the tree: the rest of a sequence, then the outer rest. */
typedef struct Following Following;
struct Following {
  const Following *outer; /* NULL: the end of the pattern or of a look-ahead */
  const Pattern *sequence; /* children from `from` on follow */
  uint32_t from;
  const Pattern *again; /* or: the body of the loop, which may be gone through again */
};

/* The characters that may come first. */
typedef struct FirstCharacters {
  CharacterSet set;  /* after first_finish: normalized */
  bool anything;     /* the set says nothing */
  bool at_start;     /* at the start of the text, anything may come */
  bool at_end;       /* the end of the text may come */
  bool conditional;  /* an assertion, a reference or a loop's count has a say */
  bool open;         /* the end may be reached without a character */
  uint32_t work;     /* how much more may be looked at */
} FirstCharacters;

/* Adds what the pattern may begin with; true if what comes behind it may come first, too. */
bool first_of(PatternSource *source, const Pattern *pattern, FirstCharacters *first);
/* Whether the pattern may match without taking a character; true if that is more than `work` to find out, which is as
 * in FirstCharacters. */
bool pattern_may_be_empty(PatternSource *source, const Pattern *pattern, uint32_t *work);
/* Adds what may come after a place. */
void first_of_following(PatternSource *source, const Following *following, FirstCharacters *first);

#endif
