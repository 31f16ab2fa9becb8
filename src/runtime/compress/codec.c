/* SPDX-License-Identifier: MIT */
/* codec.c: which library does which format. */
#include "runtime/compress/codec.h"

#include <stdlib.h>

#include "runtime/compress/codec_kind.h"
#include "runtime/lazy/lazy_library.h"

typedef struct FormatRow {
  const CodecKind *compressor, *decompressor;
  LazyLibrary compressor_library, decompressor_library;
} FormatRow;

static const FormatRow formats[] = {
    [CODEC_GZIP] = {&zlib_compressor, &zlib_decompressor, LIBRARY_ZLIB, LIBRARY_ZLIB},
    [CODEC_DEFLATE] = {&zlib_compressor, &zlib_decompressor, LIBRARY_ZLIB, LIBRARY_ZLIB},
    [CODEC_DEFLATE_RAW] = {&zlib_compressor, &zlib_decompressor, LIBRARY_ZLIB, LIBRARY_ZLIB},
    [CODEC_BROTLI] = {&brotli_compressor, &brotli_decompressor, LIBRARY_BROTLI_ENCODE,
                      LIBRARY_BROTLI_DECODE},
    [CODEC_ZSTD] = {&zstd_compressor, &zstd_decompressor, LIBRARY_ZSTD, LIBRARY_ZSTD},
};

struct Codec {
  const CodecKind *kind;
  void *state;
};

bool codec_format(const char *name, CodecFormat *out) {
  static const struct {
    const char *name;
    CodecFormat format;
  } names[] = {
      {"gzip", CODEC_GZIP},     {"deflate", CODEC_DEFLATE}, {"deflate-raw", CODEC_DEFLATE_RAW},
      {"brotli", CODEC_BROTLI}, {"br", CODEC_BROTLI},       {"zstd", CODEC_ZSTD}};
  for (size_t i = 0; i < LENGTH_OF(names); i++)
    if (strcmp(names[i].name, name) == 0) {
      *out = names[i].format;
      return true;
    }
  return false;
}

static Codec *out_of_memory(MoteVm *vm, Codec *codec) {
  free(codec);
  mote_throw_out_of_memory(vm);
  return NULL;
}

Codec *codec_create(MoteVm *vm, CodecFormat format, bool compress) {
  const FormatRow *row = &formats[format];
  if (!library_load(vm, compress ? row->compressor_library : row->decompressor_library))
    return NULL;
  Codec *codec = malloc(sizeof *codec);
  if (!codec) return out_of_memory(vm, NULL);
  codec->kind = compress ? row->compressor : row->decompressor;
  codec->state = codec->kind->create(format);
  return codec->state ? codec : out_of_memory(vm, codec);
}

void codec_destroy(Codec *codec) {
  if (!codec) return;
  codec->kind->destroy(codec->state);
  free(codec);
}

CodecResult codec_run(Codec *codec, CodecStep *step, CodecMode mode) {
  return codec->kind->run(codec->state, step, mode);
}

bool codec_has_frames(const Codec *codec) { return codec->kind->has_frames; }

size_t codec_memory(const Codec *codec) { return codec->kind->memory; }

const char *codec_message(const Codec *codec) { return codec->kind->message(codec->state); }
