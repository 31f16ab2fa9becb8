/* SPDX-License-Identifier: MIT */
/* legacy_decoder.h: the decoders of all encodings but UTF-8: one byte after the other, with a state between calls.
 * https://encoding.spec.whatwg.org/#legacy-single-byte-encodings and what follows there */
#ifndef RUNTIME_WEB_LEGACY_DECODER_H
#define RUNTIME_WEB_LEGACY_DECODER_H

#include "runtime/web/text_encodings.h"

typedef struct LegacyDecoder {
  TextEncoding encoding;
  const uint32_t *index, *jis0212; /* of encodings with several bytes */
  uint8_t first, second, third; /* bytes of a sequence that is not complete; 0: none */
  bool is_jis0212; /* EUC-JP */
  uint8_t state, output_state; /* ISO-2022-JP */
  bool output;
  bool has_byte; /* UTF-16: `first` is one, though it may be 0 */
  uint16_t lead_surrogate;
  uint16_t mark; /* Big5: the second of two code points */
  uint8_t restored[3]; /* to be read again, the last first */
  uint8_t restored_count;
} LegacyDecoder;

/* False: exception. */
MOTE_CHECK bool legacy_decoder_init(MoteVm *vm, TextEncoding encoding, LegacyDecoder *out);
/* Whether it is between sequences, and ASCII bytes stand for themselves. */
bool legacy_decoder_is_plain(const LegacyDecoder *decoder);
/* Units that `length` bytes make at most. */
#define LEGACY_ROOM(length) ((length) + 16)
/* Decodes bytes, and the end if `flush`, into UTF-16 units. False, without an exception: `fatal`, and an error. */
bool legacy_decode(LegacyDecoder *decoder, const uint8_t *bytes, size_t length, bool flush,
                   bool fatal, uint16_t *units, size_t *count);

#endif
