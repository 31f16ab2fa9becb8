/* SPDX-License-Identifier: MIT */
/* fs_result.c: what operations on files give: text or Buffers, Stats, Dirents. */
#include <dirent.h>
#include <math.h>
#include <stdlib.h>

#include "runtime/fs/fs_stats.h"
#include "runtime/fs/fs_task.h"
#include "runtime/internal.h"

/* --- contents and names --- */

bool fs_text_result(MoteVm *vm, FsTask *task, MoteValue *out) {
  return encoding_decode(runtime_of(vm), text_string(&task->data), task->data.length,
                         task->encoding, out);
}

/* undefined where there is nothing: mkdir made no folder. */
bool fs_path_result(MoteVm *vm, FsTask *task, MoteValue *out) {
  return !task->data.length || mote_string(vm, task->data.data, task->data.length, out);
}

bool fs_descriptor_result(MoteVm *vm, FsTask *task, MoteValue *out) {
  (void)vm;
  *out = mote_int32(task->fd);
  return true;
}

bool fs_count_result(MoteVm *vm, FsTask *task, MoteValue *out) {
  (void)vm;
  *out = mote_number((double)task->count);
  return true;
}

/* --- Stats and Dirents --- */

bool fs_stats_result(MoteVm *vm, FsTask *task, MoteValue *out) {
  return fs_stats_new(vm, &task->info, out);
}

bool fs_entries_result(MoteVm *vm, FsTask *task, MoteValue *out) {
  TRY(mote_array_new(vm, (uint32_t)task->entry_count, out));
  for (size_t i = 0; i < task->entry_count; i++) {
    const FsEntry *entry = &task->entries[i];
    MoteValue item;
    TRY(mote_string(vm, entry->name, MOTE_NUL_TERMINATED, &item));
    if (task->with_types) TRY(fs_dirent_new(vm, item, entry->folder, DTTOIF(entry->type), &item));
    TRY(mote_array_push(vm, *out, item));
  }
  return true;
}
