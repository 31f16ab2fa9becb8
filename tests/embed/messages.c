/* SPDX-License-Identifier: MIT */
/* messages.c: values that go from one VM to another, as messages. */
#include "embed.h"

/* --- a host with a class whose objects can be sent, and one whose objects can be transferred --- */

typedef struct Host {
  MoteClass *point, *token;
  int released; /* tokens that nobody received */
} Host;

static int tokens_released;

static void release_token(void *data) {
  free(data);
  tokens_released++;
}

static bool write_object(MoteVm *vm, MoteValue object, bool for_storage, MoteValue *kind,
                         MoteValue *parts, bool *is_secret) {
  Host *host = mote_vm_user(vm);
  void *data;
  (void)for_storage;
  if (!mote_instance_data(vm, object, host->point, &data)) return false;
  if (!data) return true;
  *parts = mote_number(*(double *)data);
  *is_secret = true; /* the message moves when it grows, and is cleared when it ends */
  return mote_string(vm, "Point", MOTE_NUL_TERMINATED, kind);
}

static bool read_object(MoteVm *vm, MoteValue kind, MoteValue parts, MoteValue *out) {
  Host *host = mote_vm_user(vm);
  double *data = malloc(sizeof *data);
  CHECK(mote_string_is(vm, kind, "Point"));
  *data = mote_as_number(vm, parts);
  return mote_instance_new(vm, host->point, data, out);
}

static bool is_transferable(MoteVm *vm, MoteValue object) {
  Host *host = mote_vm_user(vm);
  void *data;
  return mote_instance_data(vm, object, host->token, &data) && data;
}

static bool transfer_token(MoteVm *vm, MoteValue object, MoteTransfer *out) {
  Host *host = mote_vm_user(vm);
  void *data;
  if (!mote_instance_data(vm, object, host->token, &data)) return false;
  mote_instance_set_data(vm, object, NULL);
  *out = (MoteTransfer){"token", data, release_token};
  return true;
}

static bool receive_token(MoteVm *vm, const MoteTransfer *transfer, MoteValue *out) {
  Host *host = mote_vm_user(vm);
  CHECK(strcmp(transfer->kind, "token") == 0);
  return mote_instance_new(vm, host->token, transfer->data, out);
}

static bool make_token(MoteVm *vm, MoteCall *call) {
  Host *host = mote_vm_user(vm);
  MoteValue token;
  return mote_instance_new(vm, host->token, malloc(16), &token) && mote_return(call, token);
}

static bool make_point(MoteVm *vm, MoteCall *call) {
  Host *host = mote_vm_user(vm);
  double *data = malloc(sizeof *data);
  MoteValue point;
  *data = mote_as_number(vm, mote_argument(call, 0));
  return mote_instance_new(vm, host->point, data, &point) && mote_return(call, point);
}

static bool point_value(MoteVm *vm, MoteCall *call) {
  Host *host = mote_vm_user(vm);
  void *data;
  if (!mote_this_data(vm, call, host->point, &data)) return false;
  return mote_return_number(call, *(double *)data);
}

static MoteVm *create_vm(Host *host) {
  static const MoteMethod methods[] = {{"value", point_value, 0, NULL, MOTE_METHOD}};
  MoteVm *vm = mote_vm_create(&(MoteVmOptions){.user = host});
  CHECK(vm != NULL);
  MoteClassSpec point = {.name = "Point", .methods = methods, .method_count = 1, .finalize = free};
  MoteClassSpec token = {.name = "Token", .finalize = free};
  CHECK(mote_class_create(vm, &point, &host->point) && mote_class_create(vm, &token, &host->token));
  static const MoteMessageHooks hooks = {.write = write_object,
                                         .read = read_object,
                                         .is_transferable = is_transferable,
                                         .transfer = transfer_token,
                                         .receive = receive_token};
  mote_set_message_hooks(vm, &hooks);
  CHECK(mote_define_function(vm, mote_global(vm), "point", make_point, 1) &&
        mote_define_function(vm, mote_global(vm), "token", make_token, 0));
  return vm;
}

/* --- */

static MoteMessage *send(MoteVm *vm, const char *text, const char *transfer) {
  MoteValue value = run(vm, text);
  MoteMessage *message =
      mote_message_write(vm, value, transfer ? run(vm, transfer) : mote_undefined(),
                         transfer ? 0 : MOTE_MESSAGE_FOR_MANY);
  if (!message) print_exception(vm);
  return message;
}

/* What a script makes of a value `v` that has come. */
static bool received(MoteVm *vm, MoteMessage *message, const char *expression,
                     const char *expected) {
  MoteValue value, list;
  bool ok = mote_message_read(vm, message, &value, &list);
  if (!ok) print_exception(vm);
  return ok && mote_set(vm, mote_global(vm), "v", value) &&
         mote_set(vm, mote_global(vm), "list", list) && shows(vm, run(vm, expression), expected);
}

static void everything_arrives(MoteVm *a, MoteVm *b) {
  MoteMessage *message =
      send(a,
           "const o = { n: null, u: undefined, t: true, i: -7, d: -0, b: -(2n ** 100n), s: 'ä', w: "
           "'\\u{1F600}\\ud800',"
           " date: new Date(5), re: /a\\/b/gi, list: [1, , 3], set: new Set(['x']), map: new Map(),"
           " error: new RangeError('r', { cause: 'c' }), boxed: Object(5n), bytes: new "
           "Uint16Array([1, 2, 3]).subarray(1),"
           " grows: new ArrayBuffer(2, { maxByteLength: 9 }), long: new Uint8Array(10000).fill(3), "
           "5: 'five' };"
           "o.map.set(o, o.set); o.shared = new SharedArrayBuffer(4); o.extra = Object.assign([7], "
           "{ x: 1 }); o",
           NULL);
  for (int i = 0; i < 2; i++) { /* may be read twice */
    CHECK(received(
        b, message, "Object.keys(v).join()",
        "5,n,u,t,i,d,b,s,w,date,re,list,set,map,error,boxed,bytes,grows,long,shared,extra"));
    CHECK(
        received(b, message,
                 "[v.n, 'u' in v, v.t, v.i, Object.is(v.d, -0), v.b === -(2n ** 100n), v.s].join()",
                 ",true,true,-7,true,true,ä"));
    CHECK(received(b, message,
                   "v.w === '\\u{1F600}\\ud800' && v.date.getTime() === 5 && String(v.re)",
                   "/a\\/b/gi"));
    CHECK(received(b, message,
                   "[v.list.length, 1 in v.list, v.set.has('x'), v.map.get(v) === v.set].join()",
                   "3,false,true,true"));
    CHECK(received(b, message,
                   "[v.error instanceof RangeError, v.error.message, v.error.cause, "
                   "v.error.stack.split('\\n')[0],"
                   " typeof v.boxed, v.bytes.join('+'), v.bytes.byteOffset, v.extra.x].join()",
                   "true,r,c,RangeError: r,object,2+3,2,1"));
    CHECK(received(b, message,
                   "[v.grows.resizable, v.grows.maxByteLength, v.grows.byteLength].join()",
                   "true,9,2"));
    CHECK(received(b, message, "[v.long.length, v.long[9999]].join()", "10000,3"));
  }
  CHECK(received(b, message,
                 "v.shared instanceof SharedArrayBuffer && (new Uint8Array(v.shared)[0] = 9)",
                 "9"));
  CHECK(shows(a, run(a, "new Uint8Array(o.shared)[0]"), "9"));
  mote_message_destroy(message);
}

static void moves(MoteVm *a, MoteVm *b) {
  size_t before = mote_memory(a).external_bytes;
  MoteMessage *message =
      send(a, "var buffer = new ArrayBuffer(5000); new Uint8Array(buffer).fill(4)", "[buffer]");
  CHECK(shows(a, run(a, "buffer.detached"), "true"));
  CHECK(mote_memory(a).external_bytes < before + 4000);
  CHECK(received(b, message, "[v.length, v[4999], list[0] === v.buffer, list.length].join()",
                 "5000,4,true,1"));
  MoteValue again;
  CHECK(!mote_message_read(b, message, &again, NULL)); /* it is gone */
  CHECK(shows(b, mote_take_exception(b), "DataCloneError: The message could not be read."));
  mote_message_destroy(message);
  mote_message_destroy(send(a, "0", "[new ArrayBuffer(9999)]")); /* nobody reads it */
}

static void hosts_objects(MoteVm *a, MoteVm *b) {
  MoteMessage *message = send(a, "var p = point(2.5); [p, p]", NULL);
  CHECK(received(b, message, "v[0] === v[1] && v[0].value()", "2.5"));
  mote_message_destroy(message);
  message = send(a, "var t = token(); ({ t })", "[t]");
  CHECK(received(b, message, "v.t === list[0] && typeof v.t", "object"));
  mote_message_destroy(message);
  CHECK(tokens_released == 0);
  mote_message_destroy(send(a, "0", "[token()]"));
  CHECK(tokens_released == 1);
  CHECK(shows(a, run(a, "structuredClone(point(3)).value()"), "3"));
  CHECK(
      shows(a,
            run(a, "var q = structuredClone([point(3), 'x'.repeat(1e5), new Uint8Array(5000), new "
                   "Uint8Array(100)]);"
                   "[q[0].value(), q[1].length, q[2].length, q[3].length]"),
            "3,100000,5000,100"));
  mote_message_destroy(send(a, "[point(4), new Uint8Array(5000)]", NULL)); /* nobody reads it */
  CHECK(shows(a, run(a, "var e; try { structuredClone(token()) } catch (x) { e = x.name } e"),
              "DataCloneError"));
  CHECK(shows(
      a, run(a, "try { structuredClone(1, { transfer: [t, {}] }) } catch (x) { e = x.message } e"),
      "Value not transferable"));
}

static void refused(MoteVm *vm, const char *text, unsigned flags, const char *error) {
  CHECK(!mote_message_write(vm, run(vm, text), mote_undefined(), flags));
  CHECK(shows(vm, mote_take_exception(vm), error));
}

/* A message of bytes that were cut off, or changed, throws or gives a value: no more. */
static void damaged(MoteVm *a, MoteVm *b) {
  MoteValue value = run(
      a,
      "({ a: [1, 2.5, 'x', '\\u1234', 9n ** 30n, , ], m: new Map([[1, { a: 3 }]]), s: new Set([1]),"
      " v: new DataView(new ArrayBuffer(8), 2), f: new Float64Array(2), e: new Error('x'), d: new "
      "Date(),"
      " r: /x/u, g: new Uint8Array(new ArrayBuffer(1, { maxByteLength: 3 })), b: Object(true) })");
  MoteMessage *message = mote_message_write(a, value, mote_undefined(), MOTE_MESSAGE_FOR_STORAGE);
  size_t length;
  const uint8_t *bytes = mote_message_bytes(message, &length);
  CHECK(bytes != NULL);
  uint8_t *copy = malloc(length);
  for (size_t i = 0; i < length * 9; i++) {
    memcpy(copy, bytes, length);
    bool cut = i < length;
    if (!cut) copy[i % length] ^= (uint8_t)(1 << (i / length - 1));
    MoteMessage *wrong = mote_message_of_bytes(copy, cut ? i : length);
    bool ok = mote_message_read(b, wrong, &value, NULL);
    if (cut) CHECK(!ok);
    if (!ok) mote_take_exception(b);
    mote_message_destroy(wrong);
  }
  free(copy);
  MoteMessage *right = mote_message_of_bytes(bytes, length);
  CHECK(received(b, right, "v.f.length + v.v.byteOffset", "4"));
  mote_message_destroy(right);
  mote_message_destroy(message);
}

int main(void) {
  Host first = {0}, second = {0};
  MoteVm *a = create_vm(&first), *b = create_vm(&second);
  everything_arrives(a, b);
  moves(a, b);
  hosts_objects(a, b);
  refused(a, "() => 1", 0, "DataCloneError: function could not be cloned.");
  refused(a, "new SharedArrayBuffer(1)", MOTE_MESSAGE_FOR_STORAGE,
          "DataCloneError: #<SharedArrayBuffer> could not be cloned.");
  refused(a, "({ get x() { throw 'thrown' } })", 0, "thrown");
  damaged(a, b);
  mote_vm_destroy(a);
  mote_vm_destroy(b);
  return embed_result();
}
