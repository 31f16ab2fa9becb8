/* SPDX-License-Identifier: MIT */
/* set_table.h: sets of code points as bits in two stages. Private to src/unicode.
 *
 * A code point's upper bits pick an entry of the index, that names one of the set's different blocks of 256 bits. The
 * index covers 0 to 0x334ff and, behind that, 0xe0000 to 0xe01ff; nothing else is in any of these sets. */
#ifndef MOTE_UNICODE_SET_TABLE_H
#define MOTE_UNICODE_SET_TABLE_H

#include "base/common.h"

#define SET_TABLE_LIMIT     0x33500u
#define SET_TABLE_TAIL      0xe0000u
#define SET_TABLE_TAIL_SIZE 0x200u

extern const uint8_t unicode_id_start_index[], unicode_id_continue_index[], unicode_cased_index[],
    unicode_case_ignorable_index[];
extern const uint64_t unicode_id_start_blocks[][4], unicode_id_continue_blocks[][4],
    unicode_cased_blocks[][4], unicode_case_ignorable_blocks[][4];

/* True if the code point is in the set. */
static inline bool set_table_contains(const uint8_t *index, const uint64_t (*blocks)[4],
                                      uint32_t code_point) {
  uint32_t entry = code_point >> 8;
  if (unlikely(code_point >= SET_TABLE_LIMIT)) {
    if (code_point - SET_TABLE_TAIL >= SET_TABLE_TAIL_SIZE) return false;
    entry = (SET_TABLE_LIMIT >> 8) + ((code_point - SET_TABLE_TAIL) >> 8);
  }
  return blocks[index[entry]][code_point >> 6 & 3] >> (code_point & 63) & 1;
}

#endif
