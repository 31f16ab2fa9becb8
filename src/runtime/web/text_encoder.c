/* SPDX-License-Identifier: MIT */
/* text_encoder.c: class TextEncoder, and the module it is in.
 * https://encoding.spec.whatwg.org/#interface-textencoder */
#include <stdlib.h>

#include "runtime/define.h"
#include "runtime/internal.h"
#include "runtime/report.h"
#include "runtime/web/encoding_module.h"
#include "runtime/web/utf8.h"
#include "runtime/web/web_idl.h"

/* Instances have no data of their own; this stands for it. */
static char nothing;

static bool encoder_construct(MoteVm *vm, MoteCall *call) {
  return mote_construct_instance(vm, call, runtime_of(vm)->classes[CLASS_TEXT_ENCODER], &nothing);
}

static bool check_this(MoteVm *vm, MoteCall *call) {
  void *data;
  return mote_this_data(vm, call, runtime_of(vm)->classes[CLASS_TEXT_ENCODER], &data);
}

static bool encoder_encoding(MoteVm *vm, MoteCall *call) {
  return check_this(vm, call) && mote_return_string(call, "utf-8", 5);
}

/* A Uint8Array over memory from malloc, which is taken over, on failure, too. */
static bool return_bytes(MoteVm *vm, MoteCall *call, char *bytes, size_t length) {
  MoteValue buffer, array;
  if (!mote_array_buffer_take(vm, bytes, length, &buffer)) {
    free(bytes);
    return false;
  }
  return mote_typed_array_new(vm, "Uint8Array", buffer, 0, length, &array) &&
         mote_return(call, array);
}

/* A string that is not ASCII: into as much memory as it may need, of which the rest is given back. */
static bool encode_wide(MoteVm *vm, MoteCall *call, MoteValue string) {
  MoteStringView view;
  size_t written;
  TRY(mote_string_view(vm, string, &view));
  size_t room = view.length * (view.wide ? 3 : 2);
  char *bytes = malloc(room);
  if (!bytes) return mote_throw_out_of_memory(vm);
  if (!mote_string_write_utf8(vm, string, bytes, room, &written, NULL)) {
    free(bytes);
    return false;
  }
  char *shrunk = realloc(bytes, written);
  return return_bytes(vm, call, shrunk ? shrunk : bytes, written);
}

/* The string's length where its bytes are ASCII, and can be copied as they are. */
static bool is_ascii_view(const MoteStringView *view) {
  return !view->wide && ascii_length(view->units, view->length) == view->length;
}

static bool encoder_encode(MoteVm *vm, MoteCall *call) {
  MoteValue string = mote_argument(call, 0), array;
  MoteStringView view;
  TRY(check_this(vm, call));
  if (mote_is_undefined(vm, string)) TRY(mote_string(vm, "", 0, &string));
  TRY(mote_to_string(vm, string, &string) && mote_string_view(vm, string, &view));
  if (!is_ascii_view(&view)) return encode_wide(vm, call, string);
  return mote_uint8_array_new(vm, view.units, view.length, &array) && mote_return(call, array) &&
         mote_is_string(vm, string); /* which is alive up to here */
}

/* encodeInto(source, destination): as many whole characters as there is room for. */
static bool encoder_encode_into(MoteVm *vm, MoteCall *call) {
  static const char *const names[] = {"read", "written"};
  MoteValue string, destination = mote_argument(call, 1), result;
  size_t written = 0, read = 0;
  TRY(check_this(vm, call) && idl_require_arguments(vm, call, 2, "encodeInto' on 'TextEncoder") &&
      mote_to_string(vm, mote_argument(call, 0), &string));
  MoteBytes bytes = mote_bytes(vm, destination);
  if (!bytes.array_type || strcmp(bytes.array_type, "Uint8Array") != 0)
    return throw_argument_type(vm, "dest", "an instance of Uint8Array", destination);
  if (bytes.is_immutable)
    return mote_throw_error(vm, MOTE_TYPE_ERROR, "The destination's buffer is immutable");
  if (bytes.length)
    TRY(mote_string_write_utf8(vm, string, (char *)bytes.data, bytes.length, &written, &read));
  MoteValue values[] = {mote_number((double)read), mote_number((double)written)};
  return mote_object_of(vm, names, values, LENGTH_OF(values), &result) && mote_return(call, result);
}

bool text_encoder_class(MoteVm *vm, MoteClass **out) {
  static const MoteMethod methods[] = {
      {"encoding", encoder_encoding, 0, NULL, MOTE_ACCESSOR},
      {"encode", encoder_encode, 0, NULL, MOTE_METHOD},
      {"encodeInto", encoder_encode_into, 2, NULL, MOTE_METHOD},
  };
  static const MoteClassSpec spec = {.name = "TextEncoder",
                                     .construct = encoder_construct,
                                     .methods = methods,
                                     .method_count = LENGTH_OF(methods),
                                     .is_interface = true};
  return runtime_class(vm, CLASS_TEXT_ENCODER, &spec, out);
}

/* --- the module --- */

bool encoding_make_module(Runtime *rt, MoteValue *out) {
  static const FunctionRow functions[] = {{"atob", base64_atob, 1}, {"btoa", base64_btoa, 1}};
  MoteVm *vm = rt->vm;
  MoteClass *encoder, *decoder;
  return mote_object_new(vm, out) && text_encoder_class(vm, &encoder) &&
         text_decoder_class(vm, &decoder) &&
         mote_set(vm, *out, "TextEncoder", mote_class_constructor(vm, encoder)) &&
         mote_set(vm, *out, "TextDecoder", mote_class_constructor(vm, decoder)) &&
         define_functions(vm, *out, functions, LENGTH_OF(functions), MOTE_HIDDEN);
}
