/* SPDX-License-Identifier: MIT */
/* regexp_property.c: \p{…}. The Unicode tables of properties are not in the engine yet, so that
 * every name is an error. */
#include "regexp/regexp_property.h"

void pattern_parse_property(PatternSource *source, CharacterSet *set, PropertyStringVisitor visit,
                            void *context) {
  (void)set, (void)visit, (void)context;
  pattern_fail(source, REGEXP_INVALID,
               "Invalid property name (Unicode properties are not available yet)");
}
