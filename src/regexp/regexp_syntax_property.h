/* SPDX-License-Identifier: MIT */
/* regexp_syntax_property.h: \p{…} in patterns. */
#ifndef MOTE_REGEXP_REGEXP_SYNTAX_PROPERTY_H
#define MOTE_REGEXP_REGEXP_SYNTAX_PROPERTY_H

#include "regexp/regexp_syntax_state.h"

/* {Name}, {Name=Value} at the cursor, behind \p or \P. */
MUST_USE bool check_property(Checker *checker, bool negated, EscapeKind *kind);

#endif
