/* SPDX-License-Identifier: MIT */
/* objects.c: properties, keys, prototypes, arrays; looking into objects. */
#include "embed.h"

static void properties(MoteVm *vm) {
  MoteValue object, value;
  bool has;
  CHECK(mote_object_new(vm, &object));
  CHECK(mote_set(vm, object, "a", mote_int32(1)) && mote_get(vm, object, "a", &value));
  CHECK(mote_as_number(vm, value) == 1);
  CHECK(mote_set_index(vm, object, 7, mote_boolean(true)) && mote_get(vm, object, "7", &value));
  CHECK(mote_as_boolean(vm, value));
  CHECK(mote_has(vm, object, "a", &has) && has && mote_has(vm, object, "toString", &has) && has);
  CHECK(mote_string(vm, "toString", MOTE_NUL_TERMINATED, &value));
  CHECK(mote_has_own(vm, object, value, &has) && !has);
  CHECK(mote_define(vm, object, "fixed", mote_int32(2), 0));
  CHECK(!mote_set(vm, object, "fixed", mote_int32(3)));
  CHECK(shows(vm, mote_take_exception(vm),
              "TypeError: Cannot assign to read only property 'fixed' of object '#<Object>'"));
  CHECK(mote_string(vm, "a", 1, &value) && mote_delete(vm, object, value));
  CHECK(mote_get(vm, object, "a", &value) && mote_is_undefined(vm, value));
  CHECK(!mote_get(vm, mote_undefined(), "x", &value));
  CHECK(shows(vm, mote_take_exception(vm),
              "TypeError: Cannot read properties of undefined (reading 'x')"));
}

static void own_properties(MoteVm *vm) {
  MoteValue object = run(vm, "({ get g() { return 5; }, [Symbol.iterator]: 1, d: 2, 3: 4 })");
  MoteValue keys, key;
  MoteProperty own;
  CHECK(mote_own_keys(vm, object, MOTE_KEYS_STRINGS, &keys) && shows(vm, keys, "3,g,d"));
  CHECK(mote_own_keys(vm, object, MOTE_KEYS_STRINGS | MOTE_KEYS_SYMBOLS, &keys));
  CHECK(mote_array_length(vm, keys) == 4);
  CHECK(mote_own_keys(vm, object, MOTE_KEYS_STRINGS | MOTE_KEYS_NO_INDICES, &keys));
  CHECK(shows(vm, keys, "g,d"));
  CHECK(mote_define(vm, object, "d", mote_int32(2), MOTE_HIDDEN));
  CHECK(mote_own_keys(vm, object, MOTE_KEYS_STRINGS | MOTE_KEYS_ENUMERABLE, &keys));
  CHECK(shows(vm, keys, "3,g"));
  CHECK(mote_string(vm, "g", 1, &key) && mote_own_property(vm, object, key, &own));
  CHECK(own.found && own.is_accessor && mote_is_callable(vm, own.getter));
  CHECK(mote_is_undefined(vm, own.setter) &&
        own.attributes == (MOTE_ENUMERABLE | MOTE_CONFIGURABLE));
  CHECK(mote_string(vm, "none", 4, &key) && mote_own_property(vm, object, key, &own) && !own.found);
}

static bool get_seven(MoteVm *vm, MoteCall *call) {
  (void)vm;
  return mote_return_number(call, 7);
}

static void accessors_and_prototypes(MoteVm *vm) {
  MoteValue parent, child, key, getter, value;
  CHECK(mote_object_new(vm, &parent) && mote_object_new_with_prototype(vm, parent, &child));
  CHECK(mote_function_new(vm, get_seven, "get seven", 0, mote_undefined(), &getter));
  CHECK(mote_string(vm, "seven", 5, &key));
  CHECK(mote_define_accessor(vm, parent, key, getter, mote_undefined(), MOTE_CONFIGURABLE));
  CHECK(mote_get(vm, child, "seven", &value) && mote_as_number(vm, value) == 7);
  CHECK(mote_prototype(vm, child, &value) && mote_strict_equals(vm, value, parent));
  CHECK(mote_set_prototype(vm, child, mote_null()) && mote_prototype(vm, child, &value));
  CHECK(mote_is_null(vm, value));
  CHECK(mote_object_new_with_prototype(vm, mote_null(), &child));
}

static void arrays(MoteVm *vm) {
  MoteValue items[] = {mote_int32(1), mote_undefined(), mote_number(2.5)}, array, value;
  CHECK(mote_array_of(vm, items, 3, &array) && mote_array_length(vm, array) == 3);
  CHECK(mote_array_push(vm, array, mote_boolean(false)) && shows(vm, array, "1,,2.5,false"));
  CHECK(mote_get_index(vm, array, 2, &value) && mote_as_number(vm, value) == 2.5);
  CHECK(mote_is_array(vm, array) && !mote_is_array(vm, run(vm, "({ length: 0 })")));
  CHECK(mote_is_array(vm, run(vm, "new Proxy([], {})")));
  CHECK(mote_array_length(vm, mote_null()) == 0);
}

static void kinds(MoteVm *vm) {
  MoteValue entries, target, handler, result;
  bool pairs;
  CHECK(mote_kind(vm, run(vm, "new Map")) == MOTE_KIND_MAP);
  CHECK(mote_kind(vm, run(vm, "new Map().keys()")) == MOTE_KIND_MAP_ITERATOR);
  CHECK(mote_kind(vm, run(vm, "(function* () {})()")) == MOTE_KIND_GENERATOR);
  CHECK(mote_kind(vm, run(vm, "new TypeError")) == MOTE_KIND_ERROR);
  CHECK(mote_kind(vm, mote_int32(5)) == MOTE_KIND_NONE);
  CHECK(mote_collection_entries(vm, run(vm, "new Map([[1, 2], [3, 4]])"), &entries, &pairs));
  CHECK(pairs && shows(vm, entries, "1,2,3,4"));
  CHECK(mote_collection_entries(vm, run(vm, "let i = new Set('abc').values(); i.next(); i"),
                                &entries, &pairs));
  CHECK(!pairs && shows(vm, entries, "b,c"));
  CHECK(mote_collection_size(vm, run(vm, "new Set('aab')")) == 2);
  mote_proxy_parts(vm, run(vm, "new Proxy([5], { x: 1 })"), &target, &handler);
  CHECK(shows(vm, target, "5"));
  CHECK(shows(vm, mote_boxed_value(vm, run(vm, "new String('s')")), "s"));
  CHECK(mote_promise_state(vm, run(vm, "Promise.resolve(3)"), &result) == MOTE_FULFILLED);
  CHECK(mote_as_number(vm, result) == 3);
  CHECK(mote_promise_state(vm, run(vm, "new Promise(() => {})"), NULL) == MOTE_PENDING);
  CHECK(mote_promise_state(vm, run(vm, "({ then() {} })"), NULL) == MOTE_NOT_A_PROMISE);
  MoteFunctionInfo info = mote_function_info(vm, run(vm, "(async function* () {})"));
  CHECK(info.is_async && info.is_generator && !info.is_class && !info.is_native);
  CHECK(mote_function_info(vm, run(vm, "(class {})")).is_class);
  CHECK(mote_function_info(vm, run(vm, "Math.max")).is_native);
}

static void integrity(MoteVm *vm) {
  MoteValue object = run(vm, "({ a: 1 })"), name;
  MoteIntegrity level;
  static const char *const attempts[] = {"o.b = 1; o.b", "o.c = 1; o.c", "delete o.a && (o.a = 2)",
                                         "o.a = 3; o.a"};
  static const char *const outcomes[] = {"1", "undefined", "false", "2"};
  CHECK(mote_set(vm, mote_global(vm), "o", object));
  CHECK(mote_integrity(vm, object, &level) && level == MOTE_EXTENSIBLE);
  for (int i = 0; i < 4; i++) {
    CHECK(mote_set_integrity(vm, object, (MoteIntegrity)i));
    CHECK(mote_integrity(vm, object, &level) && level == (MoteIntegrity)i);
    if (i == 2) CHECK(mote_set(vm, object, "a", mote_int32(2)));
    CHECK(shows(vm, run(vm, attempts[i]), outcomes[i]));
  }
  CHECK(!mote_set_integrity(vm, run(vm, "new Proxy({}, { preventExtensions: () => false })"),
                            MOTE_FROZEN));
  CHECK(mote_kind(vm, mote_take_exception(vm)) == MOTE_KIND_ERROR);
  bool has;
  CHECK(mote_string(vm, "toString", MOTE_NUL_TERMINATED, &name));
  CHECK(mote_has_key(vm, object, name, &has) && has);
  CHECK(mote_has_key(vm, object, mote_symbol_well_known(vm, "iterator"), &has) && !has);
}

static void collections(MoteVm *vm) {
  MoteValue map, set, value;
  bool found;
  CHECK(mote_map_new(vm, &map) && mote_set_new(vm, &set));
  CHECK(mote_kind(vm, map) == MOTE_KIND_MAP && mote_kind(vm, set) == MOTE_KIND_SET);
  CHECK(mote_string_format(vm, &value, "%s", "a long key that is not interned"));
  CHECK(mote_map_set(vm, map, value, mote_int32(1)) &&
        mote_map_set(vm, map, mote_number(-0.0), map));
  CHECK(mote_set_add(vm, set, value) && mote_set_add(vm, set, value));
  CHECK(mote_collection_size(vm, map) == 2 && mote_collection_size(vm, set) == 1);
  value = run(vm, "'a long key' + ' that is not interned'");
  CHECK(mote_map_get(vm, map, value, &value) && mote_as_number(vm, value) == 1);
  CHECK(mote_map_get(vm, map, mote_int32(0), &value) && mote_same_value(vm, value, map));
  CHECK(mote_map_get(vm, map, mote_int32(7), &value) && mote_is_undefined(vm, value));
  CHECK(mote_collection_has(vm, map, mote_int32(0), &found) && found);
  CHECK(mote_collection_delete(vm, map, mote_int32(0), &found) && found);
  CHECK(mote_collection_delete(vm, map, mote_int32(0), &found) && !found);
  CHECK(mote_collection_has(vm, map, mote_int32(0), &found) && !found);
  CHECK(!mote_map_set(vm, set, map, map) && mote_has_exception(vm));
  CHECK(shows(vm, mote_take_exception(vm),
              "TypeError: Method Map.prototype.set called on incompatible receiver #<Set>"));
  CHECK(!mote_set_add(vm, mote_int32(1), map));
  mote_take_exception(vm);
}

/* Adds numbers up to 100; an exception at a negative one. */
static bool add_up(MoteVm *vm, MoteValue value, void *data) {
  double *sum = data, number = mote_as_number(vm, value);
  if (number < 0) return mote_throw_error(vm, MOTE_RANGE_ERROR, "negative");
  *sum += number;
  return *sum < 100;
}

static void iteration(MoteVm *vm) {
  double sum = 0;
  CHECK(mote_iterate(vm, run(vm, "[1, 2, 3]"), add_up, &sum) && sum == 6);
  CHECK(mote_iterate(vm, run(vm, "new Set([4, 5])"), add_up, &sum) && sum == 15);
  run(vm,
      "var closed = 0; function* numbers(n) { try { for (;;) yield n; } finally { closed++; } } 0");
  CHECK(mote_iterate(vm, run(vm, "numbers(30)"), add_up, &sum) && sum == 105);
  CHECK(!mote_iterate(vm, run(vm, "numbers(-1)"), add_up, &sum));
  CHECK(shows(vm, mote_take_exception(vm), "RangeError: negative") &&
        shows(vm, run(vm, "closed"), "2"));
  CHECK(!mote_iterate(vm, mote_int32(5), add_up, &sum));
  CHECK(mote_kind(vm, mote_take_exception(vm)) == MOTE_KIND_ERROR);
}

/* Objects of the same names share their form, in every realm that of its own. */
static void objects_of(MoteVm *vm) {
  static const char *const names[] = {"read", "written", "text"};
  MoteValue object, prototype, other;
  MoteRealm realm, before;
  for (int i = 0; i < 3; i++) {
    MoteValue values[] = {mote_int32(i), mote_number(i + 0.5), mote_undefined()};
    CHECK(mote_object_of(vm, names, values, 3, &object));
    mote_collect_garbage(vm);
    CHECK(mote_set(vm, mote_global(vm), "made", object));
    const char *texts[] = {"{\"read\":0,\"written\":0.5}", "{\"read\":1,\"written\":1.5}",
                           "{\"read\":2,\"written\":2.5}"};
    CHECK(shows(vm, run(vm, "JSON.stringify(made)"), texts[i]));
    CHECK(shows(vm, run(vm, "Object.keys(made).join()"), "read,written,text"));
    CHECK(shows(vm, run(vm, "made.more = 1; delete made.read; made.written = 'x'"), "x"));
  }
  MoteValue values[] = {mote_int32(1), mote_int32(2)};
  CHECK(mote_object_of(vm, names, values, 2, &object));
  CHECK(mote_set(vm, mote_global(vm), "made", object));
  CHECK(shows(vm, run(vm, "JSON.stringify(made)"), "{\"read\":1,\"written\":2}"));
  CHECK(mote_object_of(vm, names, NULL, 0, &object));
  CHECK(mote_realm_new(vm, &realm));
  before = mote_realm_enter(vm, realm);
  CHECK(mote_object_of(vm, names, values, 2, &other) && mote_prototype(vm, other, &prototype));
  CHECK(mote_same_value(vm, prototype, run(vm, "Object.prototype")));
  mote_realm_enter(vm, before);
  CHECK(!mote_same_value(vm, prototype, run(vm, "Object.prototype")));
  CHECK(shows(vm,
              run(vm, "Object.defineProperty(Object.prototype, 'read', "
                      "{ set() { throw 1 }, configurable: true }); 0"),
              "0"));
  CHECK(mote_object_of(vm, names, values, 2, &other));
  run(vm, "delete Object.prototype.read");
}

int main(void) {
  MoteVmOptions options = {.collect_every = 5, .poison_freed = true};
  MoteVm *vm = mote_vm_create(&options);
  properties(vm);
  own_properties(vm);
  accessors_and_prototypes(vm);
  arrays(vm);
  kinds(vm);
  integrity(vm);
  collections(vm);
  iteration(vm);
  objects_of(vm);
  mote_vm_destroy(vm);
  return embed_result();
}
