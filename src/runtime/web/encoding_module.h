/* SPDX-License-Identifier: MIT */
/* encoding_module.h: TextEncoder, TextDecoder (https://encoding.spec.whatwg.org/#api), atob and btoa. */
#ifndef RUNTIME_WEB_ENCODING_MODULE_H
#define RUNTIME_WEB_ENCODING_MODULE_H

#include "runtime/runtime.h"

/* mote:internal/encoding: { TextEncoder, TextDecoder, atob, btoa }. */
bool encoding_make_module(Runtime *rt, MoteValue *out);

/* Make the classes, if they have not been. */
MOTE_CHECK bool text_encoder_class(MoteVm *vm, MoteClass **out);
MOTE_CHECK bool text_decoder_class(MoteVm *vm, MoteClass **out);

/* https://html.spec.whatwg.org/multipage/webappapis.html#atob */
bool base64_atob(MoteVm *vm, MoteCall *call);
bool base64_btoa(MoteVm *vm, MoteCall *call);

#endif
