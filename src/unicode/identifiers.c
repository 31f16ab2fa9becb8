/* SPDX-License-Identifier: MIT */
/* identifiers.c: ID_Start and ID_Continue, ASCII without the tables. */
#include "unicode/identifiers.h"

#include "unicode/set_table.h"

static inline bool is_ascii_letter(uint32_t code_point) { return (code_point | 0x20) - 'a' < 26; }

bool unicode_is_id_start(uint32_t code_point) {
  if (code_point < 0x80) return is_ascii_letter(code_point);
  return set_table_contains(unicode_id_start_index, unicode_id_start_blocks, code_point);
}

bool unicode_is_id_continue(uint32_t code_point) {
  if (code_point < 0x80)
    return is_ascii_letter(code_point) || code_point - '0' < 10 || code_point == '_';
  return set_table_contains(unicode_id_continue_index, unicode_id_continue_blocks, code_point);
}
