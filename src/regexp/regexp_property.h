/* SPDX-License-Identifier: MIT */
/* regexp_property.h: the characters that \p{…} stands for. */
#ifndef MOTE_REGEXP_REGEXP_PROPERTY_H
#define MOTE_REGEXP_REGEXP_PROPERTY_H

#include "regexp/regexp_tree.h"

/* A string of a property of strings: code points. */
typedef void (*PropertyStringVisitor)(void *context, const uint32_t *text, uint32_t length);

/* Adds what {Name} or {Name=Value} at the cursor means, behind \p. Strings, which only the flag v
 * has, go to `visit`. Fails if there is no such property. */
void pattern_parse_property(PatternSource *source, CharacterSet *set, PropertyStringVisitor visit,
                            void *context);

#endif
