/* SPDX-License-Identifier: MIT */
/* codec_class.h: mote:internal/compress, codecs for lib/web/streams/compression.ts. */
#ifndef RUNTIME_COMPRESS_CODEC_CLASS_H
#define RUNTIME_COMPRESS_CODEC_CLASS_H

#include "runtime/runtime.h"

MOTE_CHECK bool compress_make_module(Runtime *rt, MoteValue *out);

#endif
