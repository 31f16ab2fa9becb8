/* SPDX-License-Identifier: MIT */
/* codec_class.c: a codec as an object: push() gives it bytes, read() takes what comes of them, piece by piece.
 *
 * A call of read() takes so much input, and gives so much output, that it takes a few milliseconds at most. What input
 * the first one leaves is copied: the program may change or detach its own before the next. */
#include "runtime/compress/codec_class.h"

#include <stdlib.h>

#include "runtime/compress/codec.h"
#include "runtime/define.h"
#include "runtime/internal.h"
#include "runtime/report.h"

#define OUTPUT_PIECE ((size_t)64 * 1024)
#define INPUT_PIECE  ((size_t)256 * 1024)

typedef struct CodecObject {
  MoteVm *vm;
  Codec *codec;
  size_t at; /* in the view */
  bool is_copy; /* the view is the object's own */
  bool compress, ended, failed;
  size_t counted; /* bytes that the VM has been told of */
} CodecObject;

/* The library's memory is needed no more. */
static void release(CodecObject *object) {
  codec_destroy(object->codec);
  object->codec = NULL;
  mote_add_external_memory(object->vm, -(ptrdiff_t)object->counted);
  object->counted = 0;
}

static void object_free(void *data) {
  release(data);
  free(data);
}

static bool this_codec(MoteVm *vm, MoteCall *call, CodecObject **out) {
  void *data;
  TRY(mote_this_data(vm, call, runtime_of(vm)->classes[CLASS_CODEC], &data));
  *out = data;
  return true;
}

/* push(view): what is left of the view before is dropped; read is to be called before other JavaScript runs */
static bool codec_push(MoteVm *vm, MoteCall *call) {
  CodecObject *object;
  MoteValue view = mote_argument(call, 0);
  TRY(this_codec(vm, call, &object));
  MoteBytes bytes = mote_bytes(vm, view);
  if (mote_is_undefined(vm, bytes.buffer) || bytes.is_shared)
    return throw_argument_type(vm, "chunk", "an instance of ArrayBuffer or ArrayBufferView", view);
  object->at = 0;
  object->is_copy = false;
  mote_instance_set_value(vm, mote_this(call), view);
  return true;
}

/* Makes what is left of the input the object's own. */
static bool keep_rest(MoteVm *vm, CodecObject *object, MoteValue self) {
  MoteValue copy;
  MoteBytes bytes = mote_bytes(vm, mote_instance_value(vm, self));
  if (object->is_copy || object->at >= bytes.length) return true;
  TRY(mote_uint8_array_new(vm, bytes.data + object->at, bytes.length - object->at, &copy));
  mote_instance_set_value(vm, self, copy);
  object->at = 0;
  object->is_copy = true;
  return true;
}

static bool throw_bad_data(MoteVm *vm, const CodecObject *object) {
  const char *message = codec_message(object->codec);
  return mote_throw_code(vm, MOTE_TYPE_ERROR, "ERR_INVALID_DATA",
                         "The compressed data was not valid%s%s", message ? ": " : "",
                         message ? message : "");
}

/* The rest of the view: the input of one call. */
static CodecStep input_of(MoteVm *vm, CodecObject *object, MoteValue self) {
  static const uint8_t none[1]; /* no bytes, but no null pointer, either */
  MoteBytes bytes = mote_bytes(vm, mote_instance_value(vm, self));
  size_t left = bytes.length > object->at ? bytes.length - object->at : 0;
  if (left > INPUT_PIECE) left = INPUT_PIECE;
  return (CodecStep){.in = left > 0 ? bytes.data + object->at : none, .in_left = left};
}

static bool return_bytes(MoteVm *vm, MoteCall *call, uint8_t *bytes, size_t length) {
  MoteValue buffer, view;
  uint8_t *fitting = realloc(bytes, length);
  if (fitting) bytes = fitting;
  if (!mote_array_buffer_take(vm, bytes, length, &buffer)) {
    free(bytes);
    return false;
  }
  return mote_typed_array_new(vm, "Uint8Array", buffer, 0, length, &view) &&
         mote_return(call, view);
}

/* What a step gave: bytes; null: nothing yet; undefined: nothing more. */
static bool return_output(MoteVm *vm, MoteCall *call, uint8_t *output, const CodecStep *step,
                          bool is_all) {
  size_t length = OUTPUT_PIECE - step->out_left;
  if (length > 0) return return_bytes(vm, call, output, length);
  free(output);
  return mote_return(call, is_all ? mote_undefined() : mote_null());
}

static bool run(MoteVm *vm, MoteCall *call, CodecObject *object, CodecMode mode, uint8_t *output) {
  CodecStep step = input_of(vm, object, mote_this(call));
  const uint8_t *start = step.in;
  size_t piece = step.in_left;
  step.out = output;
  step.out_left = OUTPUT_PIECE;
  CodecResult result = codec_run(object->codec, &step, mode);
  object->at += (size_t)(step.in - start);
  object->ended = result == CODEC_ENDED;
  object->failed = result == CODEC_BAD_DATA;
  if (result == CODEC_NO_MEMORY || (object->failed && step.out_left == OUTPUT_PIECE)) {
    free(output);
    return result == CODEC_NO_MEMORY ? mote_throw_out_of_memory(vm) : throw_bad_data(vm, object);
  }
  if (!keep_rest(vm, object, mote_this(call))) {
    free(output);
    return false;
  }
  bool more = result == CODEC_FULL || piece == INPUT_PIECE;
  return return_output(vm, call, output, &step, !more);
}

static bool throw_trailing(MoteVm *vm) {
  return mote_throw_code(vm, MOTE_TYPE_ERROR, "ERR_TRAILING_JUNK_AFTER_STREAM_END",
                         "There is more after the end of the compressed data");
}

static bool has_rest(MoteVm *vm, MoteCall *call, const CodecObject *object) {
  return object->at < mote_bytes(vm, mote_instance_value(vm, mote_this(call))).length;
}

/* read(finish): the next bytes, 64 KiB at most; null: nothing yet, call again; undefined: all that was pushed is done.
 * TypeError for data that is not well formed, and for what follows its end; finish: and if the end is missing. */
static bool codec_read(MoteVm *vm, MoteCall *call) {
  CodecObject *object;
  TRY(this_codec(vm, call, &object));
  bool finish = mote_to_boolean(vm, mote_argument(call, 0));
  if (!object->codec) return true;
  if (object->failed) return throw_bad_data(vm, object);
  if (object->ended) {
    if (!has_rest(vm, call, object)) return true;
    if (!codec_has_frames(object->codec)) return throw_trailing(vm);
  }
  if (finish && !object->compress)
    return mote_throw_code(vm, MOTE_TYPE_ERROR, "ERR_TRUNCATED",
                           "The compressed data is cut short");
  uint8_t *output = malloc(OUTPUT_PIECE);
  if (!output) return mote_throw_out_of_memory(vm);
  return run(vm, call, object, finish ? CODEC_FINISH : CODEC_GO_ON, output);
}

/* close(): it is done */
static bool codec_close(MoteVm *vm, MoteCall *call) {
  CodecObject *object;
  TRY(this_codec(vm, call, &object));
  mote_instance_set_value(vm, mote_this(call), mote_undefined());
  if (object->codec) release(object);
  return true;
}

static const MoteMethod codec_methods[] = {
    {"close", codec_close, 0, NULL, MOTE_METHOD},
    {"push", codec_push, 1, NULL, MOTE_METHOD},
    {"read", codec_read, 1, NULL, MOTE_METHOD},
};

static bool codec_class(MoteVm *vm, MoteClass **out) {
  static const MoteClassSpec spec = {.name = "Codec",
                                     .methods = codec_methods,
                                     .method_count = LENGTH_OF(codec_methods),
                                     .finalize = object_free};
  return runtime_class(vm, CLASS_CODEC, &spec, out);
}

static bool count_memory(MoteVm *vm, CodecObject *object) {
  object->counted = codec_memory(object->codec);
  return mote_add_external_memory(vm, (ptrdiff_t)object->counted) || mote_throw_out_of_memory(vm);
}

static bool codec_new(MoteVm *vm, CodecFormat format, bool compress, MoteValue *out) {
  MoteClass *class_;
  TRY(codec_class(vm, &class_));
  CodecObject *object = calloc(1, sizeof *object);
  if (!object) return mote_throw_out_of_memory(vm);
  object->vm = vm;
  object->compress = compress;
  object->codec = codec_create(vm, format, compress);
  /* counted first, since that may collect what nobody holds yet */
  bool ok = object->codec && count_memory(vm, object);
  if (ok && mote_instance_new(vm, class_, object, out)) return true;
  object_free(object);
  return false;
}

/* createCodec(format, compress); undefined: there is no such format */
static bool create_codec(MoteVm *vm, MoteCall *call) {
  char *name;
  CodecFormat format;
  MoteValue codec;
  TRY(mote_to_utf8(vm, mote_argument(call, 0), &name, NULL));
  bool found = codec_format(name, &format) && strcmp(name, "br") != 0;
  mote_free(name);
  if (!found) return true;
  return codec_new(vm, format, mote_to_boolean(vm, mote_argument(call, 1)), &codec) &&
         mote_return(call, codec);
}

bool compress_make_module(Runtime *rt, MoteValue *out) {
  static const FunctionRow functions[] = {{"createCodec", create_codec, 2}};
  return mote_object_new(rt->vm, out) &&
         define_functions(rt->vm, *out, functions, LENGTH_OF(functions), MOTE_HIDDEN);
}
