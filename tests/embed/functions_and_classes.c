/* SPDX-License-Identifier: MIT */
/* functions_and_classes.c: host functions, their data and errors; classes with native state. */
#include "embed.h"

static bool sum(MoteVm *vm, MoteCall *call) {
  double total = 0, number;
  for (uint32_t i = 0; i < mote_argument_count(call); i++) {
    if (!mote_to_number(vm, mote_argument(call, i), &number)) return false;
    total += number;
  }
  return mote_return_number(call, total);
}

static bool data_of_it(MoteVm *vm, MoteCall *call) {
  (void)vm;
  return mote_return(call, mote_function_data(call));
}

static bool throws(MoteVm *vm, MoteCall *call) {
  (void)call;
  return mote_throw_code(vm, MOTE_RANGE_ERROR, "ERR_TEST", "no %d", 5);
}

static bool fails_silently(MoteVm *vm, MoteCall *call) {
  (void)vm;
  (void)call;
  return false;
}

static void functions(MoteVm *vm) {
  MoteValue global = mote_global(vm), data, f, many[40], result;
  CHECK(mote_define_function(vm, global, "sum", sum, 2));
  CHECK(mote_as_number(vm, run(vm, "sum(1, 2, '3') + sum()")) == 6);
  CHECK(shows(vm, run(vm, "sum.name + sum.length + typeof sum"), "sum2function"));
  CHECK(shows(vm, run(vm, "try { sum(Symbol()) } catch (e) { e.name }"), "TypeError"));
  CHECK(shows(vm, run(vm, "try { new sum } catch (e) { e.name }"), "TypeError"));
  CHECK(mote_string(vm, "kept", 4, &data));
  CHECK(mote_function_new(vm, data_of_it, "data", 0, data, &f) && mote_set(vm, global, "data", f));
  mote_collect_garbage(vm);
  CHECK(shows(vm, run(vm, "data()"), "kept"));
  CHECK(mote_define_function(vm, global, "throws", throws, 0));
  CHECK(
      shows(vm, run(vm, "try { throws() } catch (e) { e + e.code }"), "RangeError: no 5ERR_TEST"));
  CHECK(mote_define_function(vm, global, "failsSilently", fails_silently, 0));
  CHECK(shows(vm, run(vm, "try { failsSilently() } catch (e) { e instanceof Error }"), "true"));
  for (int i = 0; i < 40; i++) many[i] = mote_int32(i);
  CHECK(mote_get(vm, global, "sum", &f));
  CHECK(mote_call(vm, f, mote_undefined(), many, 40, &result) && mote_as_number(vm, result) == 780);
  CHECK(!mote_call(vm, mote_int32(5), mote_undefined(), NULL, 0, NULL));
  CHECK(shows(vm, mote_take_exception(vm), "TypeError: 5 is not a function"));
  CHECK(mote_invoke(vm, run(vm, "'abc'"), "toUpperCase", NULL, 0, &result) &&
        shows(vm, result, "ABC"));
  CHECK(mote_construct(vm, run(vm, "Array"), many + 3, 1, &result));
  CHECK(mote_array_length(vm, result) == 3);
}

/* A counter; the number of those that died. */
static int dead;

static void counter_free(void *data) {
  free(data);
  dead++;
}

static MoteClass *counter_class;

static bool counter_construct(MoteVm *vm, MoteCall *call) {
  int *count = malloc(sizeof *count);
  double start = 0;
  if (mote_is_number(vm, mote_argument(call, 0)))
    start = mote_as_number(vm, mote_argument(call, 0));
  *count = (int)start;
  CHECK(mote_is_undefined(vm, mote_result(call)));
  if (!mote_construct_instance(vm, call, counter_class, count)) {
    free(count);
    return false;
  }
  void *data;
  CHECK(mote_instance_data(vm, mote_result(call), counter_class, &data) && data == count);
  return true;
}

static bool counter_next(MoteVm *vm, MoteCall *call) {
  void *data;
  if (!mote_this_data(vm, call, counter_class, &data)) return false;
  return mote_return_number(call, ++*(int *)data);
}

static bool counter_get(MoteVm *vm, MoteCall *call) {
  void *data;
  if (!mote_this_data(vm, call, counter_class, &data)) return false;
  return mote_return_number(call, *(int *)data);
}

static void classes(MoteVm *vm) {
  static const MoteMethod methods[] = {
      {"next", counter_next, 0, NULL, MOTE_METHOD},
      {"value", counter_get, 0, NULL, MOTE_ACCESSOR},
      {"@@toPrimitive", counter_get, 0, NULL, MOTE_METHOD},
  };
  MoteClassSpec spec = {.name = "Counter",
                        .construct = counter_construct,
                        .length = 1,
                        .methods = methods,
                        .method_count = 3,
                        .finalize = counter_free};
  void *data;
  CHECK(mote_class_create(vm, &spec, &counter_class));
  CHECK(mote_set(vm, mote_global(vm), "Counter", mote_class_constructor(vm, counter_class)));
  CHECK(shows(vm, run(vm, "const c = new Counter(5); c.next(); c.next() + c.value"), "14"));
  CHECK(shows(vm, run(vm, "c instanceof Counter && Counter.name + Counter.length"), "Counter1"));
  CHECK(shows(vm, run(vm, "+c"), "7"));
  CHECK(shows(vm,
              run(vm, "class Sub extends Counter { twice() { this.next(); return this.next(); } }"
                      "new Sub(1).twice()"),
              "3"));
  CHECK(shows(vm, run(vm, "try { Counter() } catch (e) { e.name }"), "TypeError"));
  CHECK(shows(vm, run(vm, "try { c.next.call({}) } catch (e) { e.name }"), "TypeError"));
  CHECK(mote_instance_data(vm, run(vm, "c"), counter_class, &data) && *(int *)data == 7);
  CHECK(mote_instance_data(vm, mote_null(), counter_class, &data) && !data);
  MoteClassSpec hidden = {.name = "Hidden"};
  MoteClass *hidden_class;
  CHECK(mote_class_create(vm, &hidden, &hidden_class));
  CHECK(mote_set(vm, mote_global(vm), "Hidden", mote_class_constructor(vm, hidden_class)));
  CHECK(shows(vm, run(vm, "try { new Hidden } catch (e) { e.message }"), "Illegal constructor"));
  run(vm, "for (let i = 0; i < 1000; i++) new Counter(i); 0");
  mote_collect_garbage(vm);
  CHECK(dead > 900);
}

/* A value that an instance keeps dies with it, even where it leads back to it. */
static void values_of_instances(MoteVm *vm) {
  int before = dead;
  MoteValue instance, value;
  for (int i = 0; i < 100; i++) {
    CHECK(mote_instance_new(vm, counter_class, malloc(sizeof(int)), &instance));
    CHECK(mote_is_undefined(vm, mote_instance_value(vm, instance)));
    CHECK(mote_object_new(vm, &value) && mote_set(vm, value, "instance", instance));
    mote_instance_set_value(vm, instance, value);
  }
  mote_collect_garbage(vm);
  CHECK(dead - before >= 97);
  CHECK(mote_get(vm, mote_instance_value(vm, instance), "instance", &value));
  CHECK(mote_same_value(vm, value, instance));
  mote_instance_set_value(vm, instance, mote_number(0.5));
  CHECK(mote_as_number(vm, mote_instance_value(vm, instance)) == 0.5);
  CHECK(mote_is_undefined(vm, mote_instance_value(vm, mote_int32(1))));
}

/* Data inside of instances: in place as long as they live, and begun by that of a parent. */
typedef struct Point {
  double x, y;
} Point;
typedef struct Named {
  Point point;
  char name[24];
} Named;

static MoteClass *point_class;
static double finalized;

static void point_finalize(void *data) { finalized += ((Point *)data)->x; }

static bool point_construct(MoteVm *vm, MoteCall *call) {
  Point point = {1, 2};
  return mote_construct_instance(vm, call, point_class, mote_argument_count(call) ? &point : NULL);
}

static bool point_sum(MoteVm *vm, MoteCall *call) {
  void *data;
  if (!mote_this_data(vm, call, point_class, &data)) return false;
  return mote_return_number(call, ((Point *)data)->x + ((Point *)data)->y);
}

static void data_inside(MoteVm *vm) {
  static const MoteMethod methods[] = {{"sum", point_sum, 0, NULL, MOTE_METHOD}};
  MoteClassSpec spec = {.name = "Point",
                        .construct = point_construct,
                        .methods = methods,
                        .method_count = 1,
                        .finalize = point_finalize,
                        .data_size = sizeof(Point)};
  CHECK(mote_class_create(vm, &spec, &point_class));
  MoteClassSpec named = {.name = "Named", .data_size = sizeof(Named), .parent = point_class};
  MoteClass *named_class;
  MoteValue a, b;
  void *first, *second, *again;
  CHECK(mote_class_create(vm, &named, &named_class));
  CHECK(mote_set(vm, mote_global(vm), "Point", mote_class_constructor(vm, point_class)));
  CHECK(mote_as_number(vm, run(vm, "new Point().sum()")) == 0);
  CHECK(mote_as_number(vm, run(vm, "new (class extends Point { z = 3 })(1).sum()")) == 3);
  CHECK(mote_instance_new(vm, point_class, &(Point){3, 4}, &a));
  CHECK(mote_instance_new(vm, named_class, &(Named){{5, 6}, "five and six"}, &b));
  CHECK(mote_instance_data(vm, a, point_class, &first) && first);
  CHECK((uintptr_t)first % 8 == 0 && ((Point *)first)->y == 4);
  CHECK(mote_instance_data(vm, b, point_class, &second) && ((Point *)second)->x == 5);
  CHECK(strcmp(((Named *)second)->name, "five and six") == 0);
  CHECK(mote_invoke(vm, b, "sum", NULL, 0, &b) && mote_as_number(vm, b) == 11);
  MoteValue kept;
  CHECK(mote_object_new(vm, &kept) &&
        mote_instance_new_keeping(vm, named_class, kept, &second, &b));
  CHECK(((Named *)second)->point.x == 0 && ((Named *)second)->name[0] == 0);
  ((Named *)second)->point = (Point){7, 8};
  mote_collect_garbage(vm);
  CHECK(mote_same_value(vm, mote_instance_value(vm, b), kept));
  CHECK(mote_invoke(vm, b, "sum", NULL, 0, &b) && mote_as_number(vm, b) == 15);
  finalized = 0;
  run(vm, "for (let i = 0; i < 1000; i++) new Point(1); 0");
  mote_collect_garbage(vm);
  CHECK(finalized > 900);
  CHECK(mote_instance_data(vm, a, point_class, &again) && again == first);
  CHECK(((Point *)again)->x == 3);
}

/* Values that the host marks live; others die. */
typedef struct Kept {
  MoteValue values[100];
  int count, calls;
} Kept;

static void mark_kept(MoteVm *vm, void *data) {
  Kept *kept = data;
  kept->calls++;
  for (int i = 0; i < kept->count; i++) mote_mark(vm, kept->values[i]);
}

static void roots_of_host(MoteVm *vm) {
  static Kept kept, other;
  int before = dead, calls;
  CHECK(mote_roots_add(vm, mark_kept, &kept) && mote_roots_add(vm, mark_kept, &other));
  kept.values[kept.count++] = mote_undefined();
  kept.values[kept.count++] = mote_number(0.5);
  for (; kept.count < 100; kept.count++)
    CHECK(mote_instance_new(vm, counter_class, calloc(1, sizeof(int)), &kept.values[kept.count]));
  mote_collect_garbage(vm);
  CHECK(dead == before && other.calls > 0);
  mote_roots_remove(vm, mark_kept, &other);
  mote_roots_remove(vm, mark_kept, &other); /* which does nothing */
  calls = other.calls;
  kept.count = 2;
  memset(kept.values, 0, sizeof kept.values);
  mote_collect_garbage(vm);
  CHECK(dead - before >= 95 && other.calls == calls && kept.calls > 1);
}

int main(void) {
  MoteVm *vm = mote_vm_create(NULL);
  functions(vm);
  classes(vm);
  values_of_instances(vm);
  data_inside(vm);
  roots_of_host(vm);
  mote_vm_destroy(vm);
  CHECK(dead == 1200);
  return embed_result();
}
