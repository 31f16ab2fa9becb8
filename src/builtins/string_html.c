/* SPDX-License-Identifier: MIT */
/* string_html.c: the methods of String.prototype that make HTML, from Annex B. */
#include "builtins/string.h"

/* Appends text with its quotation marks escaped. */
static bool append_attribute_value(Vm *vm, StringBuilder *out, String *text) {
  StringView view;
  TRY(string_view(vm, text, &view));
  for (uint32_t i = 0; i < view.length; i++) {
    uint16_t unit = view_at(view, i);
    if (unit == '"') string_builder_ascii(out, "&quot;");
    else string_builder_unit(out, unit);
  }
  keep_alive(text);
  return true;
}

/* CreateHTML ( string, tag, attribute, value )   #sec-createhtml
 * `attribute` may be NULL: none. */
static bool create_html(Vm *vm, Call *call, const char *method, const char *tag,
                        const char *attribute) {
  String *s, *value = NULL;
  TRY(this_string(vm, call, method, &s));
  if (attribute) TRY(to_string(vm, call_arg(vm, call, 0), &value));
  StringBuilder out;
  string_builder_init(&out, vm);
  string_builder_unit(&out, '<');
  string_builder_ascii(&out, tag);
  if (attribute) {
    string_builder_unit(&out, ' ');
    string_builder_ascii(&out, attribute);
    string_builder_ascii(&out, "=\"");
    if (!append_attribute_value(vm, &out, value)) {
      string_builder_destroy(&out);
      return false;
    }
    string_builder_unit(&out, '"');
  }
  string_builder_unit(&out, '>');
  string_builder_string(&out, s);
  string_builder_ascii(&out, "</");
  string_builder_ascii(&out, tag);
  string_builder_unit(&out, '>');
  return call_return_cell(call, string_builder_finish(&out));
}

/* String.prototype.anchor ( name )   #sec-string.prototype.anchor */
bool string_prototype_anchor(Vm *vm, Call *call) {
  return create_html(vm, call, "String.prototype.anchor", "a", "name");
}

/* String.prototype.big ( )   #sec-string.prototype.big */
bool string_prototype_big(Vm *vm, Call *call) {
  return create_html(vm, call, "String.prototype.big", "big", NULL);
}

/* String.prototype.blink ( )   #sec-string.prototype.blink */
bool string_prototype_blink(Vm *vm, Call *call) {
  return create_html(vm, call, "String.prototype.blink", "blink", NULL);
}

/* String.prototype.bold ( )   #sec-string.prototype.bold */
bool string_prototype_bold(Vm *vm, Call *call) {
  return create_html(vm, call, "String.prototype.bold", "b", NULL);
}

/* String.prototype.fixed ( )   #sec-string.prototype.fixed */
bool string_prototype_fixed(Vm *vm, Call *call) {
  return create_html(vm, call, "String.prototype.fixed", "tt", NULL);
}

/* String.prototype.fontcolor ( colour )   #sec-string.prototype.fontcolor */
bool string_prototype_fontcolor(Vm *vm, Call *call) {
  return create_html(vm, call, "String.prototype.fontcolor", "font", "color");
}

/* String.prototype.fontsize ( size )   #sec-string.prototype.fontsize */
bool string_prototype_fontsize(Vm *vm, Call *call) {
  return create_html(vm, call, "String.prototype.fontsize", "font", "size");
}

/* String.prototype.italics ( )   #sec-string.prototype.italics */
bool string_prototype_italics(Vm *vm, Call *call) {
  return create_html(vm, call, "String.prototype.italics", "i", NULL);
}

/* String.prototype.link ( url )   #sec-string.prototype.link */
bool string_prototype_link(Vm *vm, Call *call) {
  return create_html(vm, call, "String.prototype.link", "a", "href");
}

/* String.prototype.small ( )   #sec-string.prototype.small */
bool string_prototype_small(Vm *vm, Call *call) {
  return create_html(vm, call, "String.prototype.small", "small", NULL);
}

/* String.prototype.strike ( )   #sec-string.prototype.strike */
bool string_prototype_strike(Vm *vm, Call *call) {
  return create_html(vm, call, "String.prototype.strike", "strike", NULL);
}

/* String.prototype.sub ( )   #sec-string.prototype.sub */
bool string_prototype_sub(Vm *vm, Call *call) {
  return create_html(vm, call, "String.prototype.sub", "sub", NULL);
}

/* String.prototype.sup ( )   #sec-string.prototype.sup */
bool string_prototype_sup(Vm *vm, Call *call) {
  return create_html(vm, call, "String.prototype.sup", "sup", NULL);
}
