/* SPDX-License-Identifier: MIT */
/* json_stringify.c: values to JSON text   #sec-json.stringify
 *
 * A property is handled in two steps: prepare_value runs toJSON and the replacer and tells whether
 * there is anything to write; only then are comma and key written, and write_value does the rest.
 * Nesting recurses on the C stack, which is checked. */
#include "builtins/json_stringify.h"

#include <math.h>

#include "base/number.h"
#include "base/plain_run.h"
#include "base/utf.h"
#include "builtins/array_dense.h"
#include "builtins/loop.h"
#include "builtins/this_value.h"
#include "value/lookup_cache.h"

static bool write_value(JsonWriter *writer, PropertyKey key, Value value);

/* ------------------------------------------------------------------ text */

static void write_latin1(JsonWriter *writer, const char *text, size_t length) {
  string_builder_view(&writer->out, (StringView){text, (uint32_t)length, false});
}

static void write_number(JsonWriter *writer, Value number) {
  if (value_is_int(number) || isfinite(value_as_double(number)))
    string_builder_number(&writer->out, number);
  else string_builder_ascii(&writer->out, "null");
}

/* Writes the units that stand for themselves, from `at` on; gives the index behind them. */
static uint32_t write_plain_run(JsonWriter *writer, StringView view, uint32_t at) {
  StringView rest = view_range(view, at, view.length);
  uint8_t *room = rest.wide ? NULL : string_builder_room(&writer->out, rest.length);
  if (room) {
    /* OPT: what is written as it is is looked through and copied in one go. */
    size_t run = plain_run_copy_latin1(rest.units, rest.length, room);
    writer->out.length += run;
    return at + (uint32_t)run;
  }
  rest.length = (uint32_t)(rest.wide ? plain_run_utf16_no_surrogates(rest.units, rest.length)
                                     : plain_run_latin1(rest.units, rest.length));
  string_builder_view(&writer->out, rest);
  return at + rest.length;
}

/* UnicodeEscape ( C )   #sec-unicodeescape */
static void write_unicode_escape(JsonWriter *writer, uint16_t unit) {
  static const char digits[] = "0123456789abcdef";
  char text[6] = {'\\', 'u'};
  for (int i = 0; i < 4; i++) text[2 + i] = digits[unit >> (12 - 4 * i) & 15];
  write_latin1(writer, text, sizeof text);
}

/* Writes the unit at `at`, which ended a run; gives the index behind what was written. */
static uint32_t write_escaped(JsonWriter *writer, StringView view, uint32_t at) {
  uint16_t unit = view_at(view, at);
  switch (unit) {
    case '\b': string_builder_ascii(&writer->out, "\\b"); return at + 1;
    case '\t': string_builder_ascii(&writer->out, "\\t"); return at + 1;
    case '\n': string_builder_ascii(&writer->out, "\\n"); return at + 1;
    case '\f': string_builder_ascii(&writer->out, "\\f"); return at + 1;
    case '\r': string_builder_ascii(&writer->out, "\\r"); return at + 1;
    case '"': string_builder_ascii(&writer->out, "\\\""); return at + 1;
    case '\\': string_builder_ascii(&writer->out, "\\\\"); return at + 1;
    default: break;
  }
  if (utf16_is_lead(unit) && at + 1 < view.length && utf16_is_trail(view_at(view, at + 1))) {
    string_builder_unit(&writer->out, unit);
    string_builder_unit(&writer->out, view_at(view, at + 1));
    return at + 2;
  }
  write_unicode_escape(writer, unit);
  return at + 1;
}

/* QuoteJSONString ( value )   #sec-quotejsonstring */
static bool write_string(JsonWriter *writer, String *s) {
  StringView view;
  TRY(string_view(writer->vm, s, &view));
  string_builder_unit(&writer->out, '"');
  for (uint32_t at = 0; at < view.length;) {
    at = write_plain_run(writer, view, at);
    if (at < view.length) at = write_escaped(writer, view, at);
  }
  string_builder_unit(&writer->out, '"');
  keep_alive(s);
  return true;
}

/* A line end and the indentation of what is inside `depth` brackets, if there is a gap. */
static void write_line_break(JsonWriter *writer, size_t depth) {
  if (writer->gap_length == 0) return;
  string_builder_unit(&writer->out, '\n');
  if (writer->gap_is_uniform) {
    /* OPT: so deep an indentation of spaces is one run. */
    string_builder_fill(&writer->out, writer->gap[0], depth * writer->gap_length);
    return;
  }
  for (size_t i = 0; i < depth; i++)
    string_builder_view(&writer->out, (StringView){writer->gap, writer->gap_length, true});
}

static size_t depth_of(const JsonWriter *writer) { return writer->stack.count / 2; }

/* ------------------------------------------------------------------ values */

/* OPT: the lookup cache knows of most objects that they have no toJSON. */
static bool lacks_to_json(Vm *vm, Value value) {
  if (!value_is_object(value)) return false;
  const LookupEntry *entry = lookup_cache_find(vm, value_as_object(value), vm->names.to_json);
  return entry && entry->holder == LOOKUP_ABSENT;
}

/* The toJSON step of SerializeJSONProperty. */
static bool apply_to_json(Vm *vm, PropertyKey key, Value *value) {
  Value method, name;
  if (lacks_to_json(vm, *value)) return true;
  TRY(get_v(vm, *value, vm->names.to_json, &method));
  if (!value_is_callable(vm, method)) return true;
  TRY(key_to_value(vm, key, &name));
  return call_function(vm, method, *value, &name, 1, value);
}

/* The replacer step. `holder` is undefined only where there is no replacer. */
static bool apply_replacer(JsonWriter *writer, Value holder, PropertyKey key, Value *value) {
  if (value_is_undefined(writer->vm, writer->replacer)) return true;
  Value args[2];
  TRY(key_to_value(writer->vm, key, &args[0]));
  args[1] = *value;
  return call_function(writer->vm, writer->replacer, holder, args, 2, value);
}

/* Number, String, Boolean and BigInt objects become primitives, by way of their conversions. */
static bool unwrap_primitive_object(Vm *vm, Value *value) {
  if (!value_is_type(*value, CELL_PRIMITIVE_OBJECT)) return true;
  Value primitive = this_primitive_value(vm, *value);
  if (value_is_number(primitive)) {
    double number;
    TRY(to_number(vm, *value, &number));
    *value = value_number(number);
  } else if (value_is_string(primitive)) {
    String *s;
    TRY(to_string(vm, *value, &s));
    *value = value_string(s);
  } else if (!value_is_symbol(primitive)) {
    *value = primitive;
  }
  return true;
}

/* Steps 2 to 4 of SerializeJSONProperty ( state, key, holder ), and whether there is anything to
 * write: not for undefined, symbols and functions   #sec-serializejsonproperty */
static bool prepare_value(JsonWriter *writer, Value holder, PropertyKey key, Value *value,
                          bool *written) {
  Vm *vm = writer->vm;
  *written = true;
  /* OPT: the steps do nothing for a number or a string. */
  bool plain = value_is_number(*value) || value_is_string(*value);
  if (plain && value_is_undefined(vm, writer->replacer)) return true;
  if (value_is_object(*value) || value_is_bigint(*value)) TRY(apply_to_json(vm, key, value));
  TRY(apply_replacer(writer, holder, key, value));
  TRY(unwrap_primitive_object(vm, value));
  /* OPT: the most frequent objects can't be called. */
  if (value_is_type(*value, CELL_OBJECT) || value_is_type(*value, CELL_ARRAY)) return true;
  *written =
      !value_is_undefined(vm, *value) && !value_is_symbol(*value) && !value_is_callable(vm, *value);
  return true;
}

/* ------------------------------------------------------------------ objects */

/* Writes `,` or not, the line break, the key and the colon. */
static bool write_property_name(JsonWriter *writer, PropertyKey key, bool *first) {
  Value name;
  if (!*first) string_builder_unit(&writer->out, ',');
  *first = false;
  write_line_break(writer, depth_of(writer));
  TRY(key_to_value(writer->vm, key, &name));
  TRY(write_string(writer, value_as_string(name)));
  string_builder_unit(&writer->out, ':');
  if (writer->gap_length > 0) string_builder_unit(&writer->out, ' ');
  return true;
}

/* One property whose value has been got. */
static bool write_property(JsonWriter *writer, Object *o, PropertyKey key, Value value,
                           bool *first) {
  bool written;
  TRY(prepare_value(writer, value_cell(o), key, &value, &written));
  if (!written) return true;
  TRY(write_property_name(writer, key, first));
  return write_value(writer, key, value);
}

static bool write_listed_properties(JsonWriter *writer, Object *o, bool *first) {
  for (size_t i = 0; i < writer->property_list.count; i++) {
    PropertyKey key = {writer->property_list.items[i].bits};
    Value value;
    TRY(get(writer->vm, o, key, &value));
    TRY(write_property(writer, o, key, value, first));
  }
  return true;
}

static bool write_enumerable_properties(JsonWriter *writer, Object *o, bool *first) {
  Array *keys;
  TRY(enumerable_own_properties(writer->vm, o, ENUMERABLE_KEYS, &keys));
  for (uint32_t i = 0; i < keys->length; i++) {
    PropertyKey key;
    Value value;
    TRY(to_property_key(writer->vm, object_get_element(writer->vm, &keys->base, i), &key));
    TRY(get(writer->vm, o, key, &value));
    TRY(write_property(writer, o, key, value, first));
  }
  return true;
}

/* OPT: the properties of an ordinary object with a shared shape, in the order of the shape, which
 * never changes. The object may take another shape meanwhile; its values are then got as usual. */
static bool write_shaped_properties(JsonWriter *writer, Object *o, Shape *shape, bool *first) {
  Vm *vm = writer->vm;
  uint32_t header = o->header;
  ShapeIterator iterator;
  PropertyKey key;
  Property property;
  shape_iterate(&iterator, vm, shape);
  while (shape_iterator_next(&iterator, &key, &property)) {
    Value value;
    if (!(property.attributes & PROPERTY_ENUMERABLE) || key_is_symbol(key)) continue;
    if (o->header == header && !(property.attributes & PROPERTY_ACCESSOR))
      value = slot_load(vm, *object_slot(vm, o, property.slot, shape->inline_capacity));
    else TRY(get(vm, o, key, &value));
    TRY(write_property(writer, o, key, value, first));
  }
  return true;
}

/* The shape of an object that write_shaped_properties may take, or NULL. */
static Shape *simple_shape(Vm *vm, const Object *o) {
  if (cell_type(o) != CELL_OBJECT || !slot_is_none(o->elements)) return NULL;
  Shape *shape = object_shape_raw(vm, o);
  return shape_flags(shape) & (SHAPE_UNIQUE | SHAPE_LAZY) ? NULL : shape;
}

/* SerializeJSONObject ( state, value )   #sec-serializejsonobject */
static bool write_object(JsonWriter *writer, Object *o) {
  bool first = true;
  Shape *shape = simple_shape(writer->vm, o);
  string_builder_unit(&writer->out, '{');
  if (writer->has_property_list) TRY(write_listed_properties(writer, o, &first));
  else if (shape) TRY(write_shaped_properties(writer, o, shape, &first));
  else TRY(write_enumerable_properties(writer, o, &first));
  if (!first) write_line_break(writer, depth_of(writer) - 1);
  string_builder_unit(&writer->out, '}');
  keep_alive(shape);
  return true;
}

/* ------------------------------------------------------------------ arrays */

/* OPT: numbers at the beginning of an array, where nobody can see them being written. Gives how many. */
static uint32_t write_leading_numbers(JsonWriter *writer, Object *o) {
  Vm *vm = writer->vm;
  if (!value_is_undefined(vm, writer->replacer) || cell_type(o) != CELL_ARRAY) return 0;
  const Elements *elements = object_dense(vm, o);
  if (!elements) return 0;
  uint32_t count = u32_min(u32_min(elements->length, ((Array *)o)->length), LEADING_NUMBERS_MAX);
  for (uint32_t i = 0; i < count; i++) {
    Value value = slot_load(vm, elements->items[i]);
    if (!value_is_number(value)) return i;
    if (i > 0) string_builder_unit(&writer->out, ',');
    write_line_break(writer, depth_of(writer));
    write_number(writer, value);
  }
  return count;
}

/* SerializeJSONArray ( state, value )   #sec-serializejsonarray */
static bool write_array(JsonWriter *writer, Object *o) {
  Vm *vm = writer->vm;
  double length;
  TRY(length_of_array_like(vm, o, &length));
  string_builder_unit(&writer->out, '[');
  for (double i = write_leading_numbers(writer, o); i < length; i++) {
    Value value;
    bool written;
    PropertyKey key = key_from_index((uint32_t)i);
    if (i > 0) string_builder_unit(&writer->out, ',');
    write_line_break(writer, depth_of(writer));
    if (unlikely(i >= UINT32_MAX)) TRY(key_from_double(vm, i, &key));
    TRY(get_element(vm, o, i, &value));
    TRY(prepare_value(writer, value_cell(o), key, &value, &written));
    TRY(write_value(writer, key, written ? value : value_null(vm)));
  }
  if (length > 0) write_line_break(writer, depth_of(writer) - 1);
  string_builder_unit(&writer->out, ']');
  return true;
}

/* Writes an object or array, unless it contains itself. */
static bool write_structure(JsonWriter *writer, PropertyKey key, Object *o) {
  RootVec *stack = &writer->stack;
  bool array;
  TRY(check_c_stack(writer->vm));
  for (size_t i = 1; i < stack->count; i += 2)
    if (value_as_object(stack->items[i]) == o) return json_throw_circular(writer, i / 2, key);
  TRY(roots_push(writer->vm, stack, (Value){key.bits}));
  TRY(roots_push(writer->vm, stack, value_cell(o)));
  array = cell_type(o) == CELL_ARRAY;
  if (!array && cell_type(o) != CELL_OBJECT) TRY(is_array(writer->vm, value_cell(o), &array));
  TRY(array ? write_array(writer, o) : write_object(writer, o));
  stack->count -= 2;
  return true;
}

/* Writes a value that prepare_value said is to be written. */
static bool write_value(JsonWriter *writer, PropertyKey key, Value value) {
  Vm *vm = writer->vm;
  TRY(loop_turn(vm, writer->turn++));
  if (value_is_number(value)) {
    write_number(writer, value);
    return true;
  }
  if (value_is_string(value)) return write_string(writer, value_as_string(value));
  if (json_is_raw(value)) {
    OwnProperty raw;
    TRY(object_get_own(vm, value_as_object(value), vm->names.raw_json, &raw));
    string_builder_string(&writer->out, value_as_string(raw.value));
    return true;
  }
  if (value_is_object(value)) return write_structure(writer, key, value_as_object(value));
  if (value_is_bigint(value)) return throw_type_error(vm, ERROR_JSON_BIGINT);
  string_builder_ascii(&writer->out, value_is_null(vm, value)   ? "null"
                                     : value_is_true(vm, value) ? "true"
                                                                : "false");
  return true;
}

/* ------------------------------------------------------------------ JSON.stringify */

/* An item of the replacer array as a property name: *out is undefined if it is none. */
static bool property_list_item(Vm *vm, Value item, Value *out) {
  Value primitive = this_primitive_value(vm, item);
  *out = value_undefined(vm);
  if (!value_is_string(primitive) && !value_is_number(primitive)) return true;
  String *s;
  TRY(to_string(vm, item, &s));
  *out = value_string(s);
  return true;
}

/* Adds a name that is not yet in the list; `seen` has a property for each that is. */
static bool add_to_property_list(JsonWriter *writer, Object *seen, Value name) {
  Vm *vm = writer->vm;
  PropertyKey key;
  OwnProperty own;
  TRY(to_property_key(vm, name, &key));
  TRY(object_get_own(vm, seen, key, &own));
  if (own.found) return true;
  TRY(object_put_own(vm, seen, key, value_undefined(vm), PROPERTY_DEFAULT));
  return roots_push(vm, &writer->property_list, (Value){key.bits});
}

static bool read_property_list(JsonWriter *writer, Object *replacer) {
  Vm *vm = writer->vm;
  double length;
  Object *seen = object_new_with_prototype(vm, value_null(vm), 0);
  TRY(seen);
  TRY(length_of_array_like(vm, replacer, &length));
  for (double i = 0; i < length; i++) {
    Value item, name;
    TRY(get_index(vm, replacer, i, &item));
    TRY(property_list_item(vm, item, &name));
    if (!value_is_undefined(vm, name)) TRY(add_to_property_list(writer, seen, name));
    TRY(loop_turn(vm, i));
  }
  writer->has_property_list = true;
  return true;
}

static bool read_replacer(JsonWriter *writer, Value replacer) {
  bool array;
  writer->replacer = value_undefined(writer->vm);
  if (!value_is_object(replacer)) return true;
  if (value_is_callable(writer->vm, replacer)) {
    writer->replacer = replacer;
    return true;
  }
  TRY(is_array(writer->vm, replacer, &array));
  return !array || read_property_list(writer, value_as_object(replacer));
}

static bool read_space(JsonWriter *writer, Value space) {
  TRY(unwrap_primitive_object(writer->vm, &space));
  if (value_is_number(space)) {
    double count;
    TRY(to_integer_or_infinity(writer->vm, space, &count));
    writer->gap_length = count < 1 ? 0 : (uint32_t)fmin(count, JSON_GAP_MAX);
    for (uint32_t i = 0; i < writer->gap_length; i++) writer->gap[i] = ' ';
    writer->gap_is_uniform = true;
  } else if (value_is_string(space)) {
    StringView view;
    TRY(string_view(writer->vm, value_as_string(space), &view));
    writer->gap_length = u32_min(view.length, JSON_GAP_MAX);
    for (uint32_t i = 0; i < writer->gap_length; i++) writer->gap[i] = view_at(view, i);
  }
  return true;
}

/* The wrapper object, which only a replacer can see. */
static bool make_wrapper(JsonWriter *writer, Value value, Value *out) {
  Vm *vm = writer->vm;
  *out = value_undefined(vm);
  if (value_is_undefined(vm, writer->replacer)) return true;
  Object *wrapper = object_new(vm, 1);
  TRY(wrapper);
  *out = value_cell(wrapper);
  return create_data_property_or_throw(vm, wrapper, vm->names.empty, value);
}

/* Everything between making and taking apart the writer. */
static bool stringify(JsonWriter *writer, Call *call, bool *written) {
  Vm *vm = writer->vm;
  Value value = call_arg(vm, call, 0), wrapper;
  TRY(read_replacer(writer, call_arg(vm, call, 1)));
  TRY(read_space(writer, call_arg(vm, call, 2)));
  TRY(make_wrapper(writer, value, &wrapper));
  TRY(prepare_value(writer, wrapper, vm->names.empty, &value, written));
  return !*written || write_value(writer, vm->names.empty, value);
}

/* JSON.stringify ( value [ , replacer [ , space ] ] )   #sec-json.stringify */
bool json_stringify(Vm *vm, Call *call) {
  JsonWriter writer = {.vm = vm};
  bool written = false, ok = false;
  TRY(roots_init(vm, &writer.stack));
  if (roots_init(vm, &writer.property_list)) {
    string_builder_init(&writer.out, vm);
    ok = stringify(&writer, call, &written);
    if (ok && written) ok = call_return_cell(call, string_builder_finish(&writer.out));
    else string_builder_destroy(&writer.out);
    root_vec_destroy(&writer.property_list);
  }
  root_vec_destroy(&writer.stack);
  return ok;
}
