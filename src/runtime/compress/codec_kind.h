/* SPDX-License-Identifier: MIT */
/* codec_kind.h: what each library of codec.h does, in a file of its own. */
#ifndef RUNTIME_COMPRESS_CODEC_KIND_H
#define RUNTIME_COMPRESS_CODEC_KIND_H

#include "runtime/compress/codec.h"

typedef struct CodecKind {
  /* The library's state; NULL: no memory. */
  void *(*create)(CodecFormat format);
  CodecResult (*run)(void *state, CodecStep *step, CodecMode mode);
  void (*destroy)(void *state);
  const char *(*message)(const void *state); /* NULL: it has none */
  size_t memory;                             /* bytes */
  bool has_frames; /* data may go on after an end */
} CodecKind;

extern const CodecKind zlib_compressor, zlib_decompressor;
extern const CodecKind brotli_compressor, brotli_decompressor;
extern const CodecKind zstd_compressor, zstd_decompressor;

#endif
