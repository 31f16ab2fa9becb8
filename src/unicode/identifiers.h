/* SPDX-License-Identifier: MIT */
/* identifiers.h: which code points make identifiers, white space and line ends.
 *
 * Any 32-bit number may be asked about; what is no code point is in no class. */
#ifndef MOTE_UNICODE_IDENTIFIERS_H
#define MOTE_UNICODE_IDENTIFIERS_H

#include "base/utf.h"

/* The Unicode property ID_Start: without $ and _, which are the language's own.   #prod-UnicodeIDStart */
bool unicode_is_id_start(uint32_t code_point);

/* The Unicode property ID_Continue: with _ and the joiners U+200C and U+200D, without $.   #prod-UnicodeIDContinue */
bool unicode_is_id_continue(uint32_t code_point);

/* WhiteSpace and LineTerminator.   #sec-white-space #sec-line-terminators */
static inline bool unicode_is_space(uint32_t code_point) { return utf_is_space(code_point); }

/* LineTerminator.   #sec-line-terminators */
static inline bool unicode_is_line_terminator(uint32_t code_point) {
  return code_point == '\n' || code_point == '\r' || (code_point & ~1u) == 0x2028;
}

#endif
