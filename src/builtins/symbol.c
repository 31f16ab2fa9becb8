/* SPDX-License-Identifier: MIT */
/* symbol.c: the Symbol constructor and Symbol.prototype   #sec-symbol-objects */
#include "builtins/this_value.h"
#include "ops/call.h"

/* Symbol ( [ description ] )   #sec-symbol-description */
static bool symbol_constructor(Vm *vm, Call *call) {
  String *description = NULL;
  if (call_is_construct(vm, call)) return throw_type_error(vm, ERROR_NOT_CONSTRUCTOR, "Symbol");
  if (!value_is_undefined(vm, call_arg(vm, call, 0)))
    TRY(to_string(vm, call_arg(vm, call, 0), &description));
  return call_return_cell(call, symbol_new(vm, description, 0));
}

/* Symbol.for ( key )   #sec-symbol.for */
static bool symbol_constructor_for(Vm *vm, Call *call) {
  String *key;
  TRY(to_string(vm, call_arg(vm, call, 0), &key));
  return call_return_cell(call, symbol_for(vm, key));
}

/* Symbol.keyFor ( sym )   #sec-symbol.keyfor */
static bool symbol_constructor_key_for(Vm *vm, Call *call) {
  Value v = call_arg(vm, call, 0);
  if (!value_is_symbol(v)) {
    char text[128];
    return throw_type_error(vm, ERROR_NOT_A_SYMBOL, value_describe(vm, v, text, sizeof text));
  }
  const Symbol *symbol = value_as_symbol(v);
  if (cell_header_data(symbol) & SYMBOL_FLAG_REGISTERED)
    call->result = slot_load(vm, symbol->description);
  return true;
}

static const BuiltinProperty symbol_constructor_properties[] = {
    INTRINSIC_WITH("prototype", SYMBOL_PROTOTYPE, 0),
    FUNCTION("for", symbol_constructor_for, 1),
    FUNCTION("keyFor", symbol_constructor_key_for, 1),
#define X(id, name) WELL_KNOWN(name, id),
#include "value/symbols.def"
#undef X
};

/* #sec-properties-of-the-symbol-constructor */
const BuiltinObject symbol_constructor_builtin = {
    .type = CELL_NATIVE_FUNCTION,
    .prototype = INTRINSIC_FUNCTION_PROTOTYPE,
    .name = "Symbol",
    .length = 0,
    .flags = NATIVE_CONSTRUCTOR,
    .function = symbol_constructor,
    .properties = symbol_constructor_properties,
    .property_count = array_length(symbol_constructor_properties),
};

/* ThisSymbolValue ( value )   #sec-thissymbolvalue */
static bool this_symbol_value(Vm *vm, Value value, const char *method, Value *out) {
  *out = this_primitive_value(vm, value);
  if (value_is_symbol(*out)) return true;
  return throw_type_error(vm, ERROR_REQUIRES_THIS, method, "Symbol");
}

/* get Symbol.prototype.description   #sec-symbol.prototype.description */
static bool symbol_prototype_description(Vm *vm, Call *call) {
  Value symbol;
  TRY(this_symbol_value(vm, call->this_value, "Symbol.prototype.description", &symbol));
  return call_return(call, slot_load(vm, value_as_symbol(symbol)->description));
}

/* Symbol.prototype.toString ( )   #sec-symbol.prototype.tostring */
static bool symbol_prototype_to_string(Vm *vm, Call *call) {
  Value symbol;
  TRY(this_symbol_value(vm, call->this_value, "Symbol.prototype.toString", &symbol));
  return call_return_cell(call, symbol_descriptive_string(vm, value_as_symbol(symbol)));
}

/* Symbol.prototype.valueOf ( )   #sec-symbol.prototype.valueof */
static bool symbol_prototype_value_of(Vm *vm, Call *call) {
  return this_symbol_value(vm, call->this_value, "Symbol.prototype.valueOf", &call->result);
}

/* Symbol.prototype [ %Symbol.toPrimitive% ] ( hint )
 * #sec-symbol.prototype-%symbol.toprimitive% */
static bool symbol_prototype_to_primitive(Vm *vm, Call *call) {
  return this_symbol_value(vm, call->this_value, "Symbol.prototype [ @@toPrimitive ]",
                           &call->result);
}

static const BuiltinProperty symbol_prototype_properties[] = {
    INTRINSIC("constructor", SYMBOL),
    FUNCTION("toString", symbol_prototype_to_string, 0),
    FUNCTION("valueOf", symbol_prototype_value_of, 0),
    GETTER("description", symbol_prototype_description),
    STRING("@@toStringTag", "Symbol"),
    FUNCTION_WITH("@@toPrimitive", symbol_prototype_to_primitive, 1, PROPERTY_CONFIGURABLE),
};

/* #sec-properties-of-the-symbol-prototype-object */
const BuiltinObject symbol_prototype_builtin = {
    .type = CELL_OBJECT,
    .prototype = INTRINSIC_OBJECT_PROTOTYPE,
    .properties = symbol_prototype_properties,
    .property_count = array_length(symbol_prototype_properties),
};
