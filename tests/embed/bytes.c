/* SPDX-License-Identifier: MIT */
/* bytes.c: buffers and typed arrays over memory of the host. */
#include "embed.h"

static int released;
static void *released_bytes;

static void release(void *bytes, void *user) {
  released_bytes = bytes;
  (*(int *)user)++;
}

/* The host and JavaScript see each other's changes. */
static void borrowed_memory_is_shared(void) {
  MoteVm *vm = mote_vm_create(NULL);
  static float samples[4] = {1, 2, 3, 4};
  MoteValue buffer, array, whole;
  released = 0;
  CHECK(mote_array_buffer_borrow(vm, samples, sizeof samples, release, &released, &buffer));
  CHECK(mote_typed_array_new(vm, "Float32Array", buffer, 4, 2, &array));
  CHECK(mote_typed_array_new(vm, "Uint8Array", buffer, 0, sizeof samples, &whole));
  CHECK(mote_set(vm, mote_global(vm), "samples", array));
  CHECK(mote_set(vm, mote_global(vm), "whole", whole));
  CHECK(shows(vm, run(vm, "samples.join()"), "2,3"));
  run(vm, "samples[0] = 20; samples.set([30], 1); 0");
  CHECK(samples[1] == 20 && samples[2] == 30);
  samples[1] = 0.5f;
  CHECK(shows(vm, run(vm, "samples[0] + ' ' + whole.length"), "0.5 16"));
  MoteBytes bytes = mote_bytes(vm, array);
  CHECK(bytes.data == (uint8_t *)&samples[1] && bytes.length == 8 && bytes.element_size == 4);
  CHECK(!strcmp(bytes.array_type, "Float32Array") && bytes.offset == 4);
  CHECK(released == 0);
  mote_vm_destroy(vm);
  CHECK(released == 1 && released_bytes == samples);
}

static void released_once_nobody_needs_it(void) {
  MoteVm *vm = mote_vm_create(NULL);
  static uint8_t memory[3][64];
  MoteValue buffer;
  released = 0;
  CHECK(mote_array_buffer_borrow(vm, memory[0], 64, release, &released, &buffer));
  CHECK(mote_detach_array_buffer(vm, buffer) && released == 1 && released_bytes == memory[0]);
  CHECK(mote_array_buffer_borrow(vm, memory[1], 64, release, &released, &buffer));
  CHECK(mote_set(vm, mote_global(vm), "buffer", buffer));
  run(vm, "var moved = buffer.transfer(); moved.byteLength");
  CHECK(shows(vm, run(vm, "buffer.detached + ' ' + moved.byteLength"), "true 64"));
  CHECK(released == 1);
  run(vm, "moved = moved.transfer(16); 0"); /* a copy */
  CHECK(released == 2 && released_bytes == memory[1]);
  CHECK(mote_array_buffer_borrow(vm, memory[2], 64, NULL, NULL, &buffer));
  CHECK(mote_detach_array_buffer(vm, buffer) && released == 2);
  mote_vm_destroy(vm);
  CHECK(released == 2);
}

static void immutable_bytes_are_nobody_elses(void) {
  MoteVm *vm = mote_vm_create(NULL);
  static uint8_t memory[4] = {1, 2, 3, 4};
  MoteValue buffer, fixed;
  released = 0;
  CHECK(mote_array_buffer_borrow(vm, memory, 4, release, &released, &buffer));
  CHECK(mote_set(vm, mote_global(vm), "buffer", buffer) && !mote_bytes(vm, buffer).is_immutable);
  fixed = run(vm, "var fixed = buffer.transferToImmutable(); fixed");
  CHECK(released == 1 && mote_bytes(vm, fixed).is_immutable);
  memory[0] = 9;
  CHECK(shows(vm, run(vm, "new Uint8Array(fixed).join()"), "1,2,3,4"));
  CHECK(!mote_detach_array_buffer(vm, fixed) && mote_bytes(vm, fixed).length == 4);
  mote_take_exception(vm);
  mote_vm_destroy(vm);
}

static void views_and_their_buffers(void) {
  MoteVm *vm = mote_vm_create(NULL);
  MoteValue buffer, view;
  CHECK(mote_array_buffer_new(vm, "0123456789", 10, &buffer));
  CHECK(mote_typed_array_new(vm, "DataView", buffer, 3, 4, &view));
  CHECK(mote_kind(vm, view) == MOTE_KIND_DATA_VIEW);
  MoteBytes bytes = mote_bytes(vm, view);
  CHECK(bytes.length == 4 && bytes.offset == 3 && bytes.data[0] == '3' && !bytes.array_type);
  CHECK(mote_same_value(vm, bytes.buffer, buffer));
  CHECK(mote_same_value(vm, mote_bytes(vm, buffer).buffer, buffer));
  CHECK(mote_is_undefined(vm, mote_bytes(vm, mote_int32(1)).buffer));
  buffer = run(vm, "var shared = new SharedArrayBuffer(16); shared");
  CHECK(mote_typed_array_new(vm, "BigInt64Array", buffer, 8, 1, &view));
  CHECK(mote_bytes(vm, view).is_shared && mote_same_value(vm, mote_bytes(vm, view).buffer, buffer));
  view = run(vm, "var array = new Uint16Array(4); array");
  CHECK(mote_detach_array_buffer(vm, mote_bytes(vm, view).buffer));
  bytes = mote_bytes(vm, view);
  CHECK(bytes.is_detached && !bytes.data && bytes.length == 0 && bytes.offset == 0);
  mote_vm_destroy(vm);
}

static void mistakes(void) {
  MoteVm *vm = mote_vm_create(&(MoteVmOptions){.memory_limit = 8 << 20});
  MoteValue buffer, array;
  static uint8_t memory[10];
  released = 0;
  CHECK(!mote_array_buffer_borrow(vm, memory, 1 << 30, release, &released, &buffer));
  CHECK(shows(vm, mote_take_exception(vm), "RangeError: Out of memory") && released == 0);
  CHECK(mote_array_buffer_borrow(vm, memory, sizeof memory, release, &released, &buffer));
  CHECK(!mote_typed_array_new(vm, "Int32Array", buffer, 2, 1, &array));
  CHECK(mote_instance_of(vm, mote_take_exception(vm), run(vm, "RangeError"), &(bool){false}));
  CHECK(!mote_typed_array_new(vm, "Int32Array", buffer, 0, 3, &array) && mote_has_exception(vm));
  mote_take_exception(vm);
  CHECK(!mote_typed_array_new(vm, "Int33Array", buffer, 0, 1, &array));
  CHECK(
      shows(vm, mote_take_exception(vm), "RangeError: There is no typed array called Int33Array"));
  CHECK(!mote_typed_array_new(vm, "Int8Array", mote_int32(3), 0, 1, &array));
  CHECK(shows(vm, mote_take_exception(vm),
              "TypeError: The bytes of a typed array are an ArrayBuffer's"));
  mote_vm_destroy(vm);
}

int main(void) {
  borrowed_memory_is_shared();
  released_once_nobody_needs_it();
  immutable_bytes_are_nobody_elses();
  views_and_their_buffers();
  mistakes();
  return embed_result();
}
