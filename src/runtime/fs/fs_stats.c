/* SPDX-License-Identifier: MIT */
/* fs_stats.c: Stats and Dirent: plain properties, and methods that tell what kind of file it is. */
#include "runtime/fs/fs_stats.h"

#include "runtime/internal.h"

/* The file type among the bits of `mode`; a Dirent keeps it in a hidden property of that name. */
static bool type_of_this(MoteVm *vm, MoteCall *call, uint32_t *out) {
  MoteValue mode;
  return mote_get(vm, mote_this(call), "mode", &mode) && mote_to_uint32(vm, mode, out);
}

#define TYPE_TEST(name, type)                                  \
  static bool name(MoteVm *vm, MoteCall *call) {               \
    uint32_t mode;                                             \
    TRY(type_of_this(vm, call, &mode));                        \
    return mote_return_boolean(call, (mode & S_IFMT) == type); \
  }
TYPE_TEST(is_file, S_IFREG)
TYPE_TEST(is_directory, S_IFDIR)
TYPE_TEST(is_symbolic_link, S_IFLNK)
TYPE_TEST(is_fifo, S_IFIFO)
TYPE_TEST(is_socket, S_IFSOCK)
TYPE_TEST(is_block_device, S_IFBLK)
TYPE_TEST(is_character_device, S_IFCHR)
#undef TYPE_TEST

static const MoteMethod type_methods[] = {
    {"isFile", is_file, 0, NULL, MOTE_METHOD},
    {"isDirectory", is_directory, 0, NULL, MOTE_METHOD},
    {"isSymbolicLink", is_symbolic_link, 0, NULL, MOTE_METHOD},
    {"isFIFO", is_fifo, 0, NULL, MOTE_METHOD},
    {"isSocket", is_socket, 0, NULL, MOTE_METHOD},
    {"isBlockDevice", is_block_device, 0, NULL, MOTE_METHOD},
    {"isCharacterDevice", is_character_device, 0, NULL, MOTE_METHOD},
};

/* An object of the class of this name. */
static bool new_entry(MoteVm *vm, RuntimeClass which, const char *name, MoteValue *out) {
  MoteClassSpec spec = {
      .name = name, .methods = type_methods, .method_count = LENGTH_OF(type_methods)};
  return runtime_instance(vm, which, &spec, NULL, out);
}

static double milliseconds(struct timespec time) {
  return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

/* atimeMs and so on; and atime, if there are Dates. */
static bool set_time(MoteVm *vm, MoteValue stats, const char *name, const char *name_ms,
                     struct timespec time, MoteValue date_class) {
  MoteValue date, ms = mote_number(milliseconds(time));
  TRY(mote_set(vm, stats, name_ms, ms));
  if (!mote_is_constructor(vm, date_class)) return true;
  return mote_construct(vm, date_class, &ms, 1, &date) && mote_set(vm, stats, name, date);
}

bool fs_stats_new(MoteVm *vm, const struct stat *info, MoteValue *out) {
  const struct {
    const char *name;
    double value;
  } numbers[] = {
      {"dev", (double)info->st_dev},         {"mode", (double)info->st_mode},
      {"nlink", (double)info->st_nlink},     {"uid", (double)info->st_uid},
      {"gid", (double)info->st_gid},         {"rdev", (double)info->st_rdev},
      {"blksize", (double)info->st_blksize}, {"ino", (double)info->st_ino},
      {"size", (double)info->st_size},       {"blocks", (double)info->st_blocks},
  };
  MoteValue date_class;
  TRY(new_entry(vm, CLASS_STATS, "Stats", out));
  for (size_t i = 0; i < LENGTH_OF(numbers); i++)
    TRY(mote_set(vm, *out, numbers[i].name, mote_number(numbers[i].value)));
  return mote_get(vm, mote_global(vm), "Date", &date_class) &&
         set_time(vm, *out, "atime", "atimeMs", info->st_atim, date_class) &&
         set_time(vm, *out, "mtime", "mtimeMs", info->st_mtim, date_class) &&
         set_time(vm, *out, "ctime", "ctimeMs", info->st_ctim, date_class) &&
         set_time(vm, *out, "birthtime", "birthtimeMs", info->st_ctim, date_class);
}

bool fs_dirent_new(MoteVm *vm, MoteValue name, const char *folder, unsigned type, MoteValue *out) {
  MoteValue parent;
  return new_entry(vm, CLASS_DIRENT, "Dirent", out) && mote_set(vm, *out, "name", name) &&
         mote_string(vm, folder, MOTE_NUL_TERMINATED, &parent) &&
         mote_set(vm, *out, "parentPath", parent) && mote_set(vm, *out, "path", parent) &&
         mote_define(vm, *out, "mode", mote_uint32(type), MOTE_WRITABLE);
}
