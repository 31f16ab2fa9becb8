/* SPDX-License-Identifier: MIT */
/* decoration.h: what the code of a decorated class hands to the machine: arrays that JavaScript
 * never sees, made by the compiler's instructions and read by DECORATE_CLASS and its kin. */
#ifndef BYTECODE_DECORATION_H
#define BYTECODE_DECORATION_H

/* The array of a class. A list of decorators is an array too: receiver and function of each. */
enum {
  DECORATION_CLASS,           /* the class's own decorators; undefined: none */
  DECORATION_NAME,            /* undefined: that of the constructor */
  DECORATION_INSTANCE_EXTRAS, /* arrays of what addInitializer was given, made by DECORATE_CLASS: */
  DECORATION_STATIC_EXTRAS, /* those of methods run before any field is initialised */
  DECORATION_CLASS_EXTRAS,
  DECORATION_ELEMENTS, /* from here on: the decorated elements in their order, an array each */
};

/* The array of an element. */
enum {
  DECORATED_FLAGS,
  DECORATED_KEY, /* a property key or private name as a value */
  DECORATED_DECORATORS,
  DECORATED_VALUE, /* the method, getter or setter, or the accessor's getter; replaced */
  DECORATED_SETTER, /* the accessor's */
  DECORATED_INITIALISERS, /* of the field's or accessor's value; made by DECORATE_CLASS, as the next */
  DECORATED_EXTRAS, /* what addInitializer was given */
  DECORATED_LENGTH,
};

/* DECORATED_FLAGS: a kind and these. */
typedef enum DecoratedKind {
  DECORATED_METHOD,
  DECORATED_GETTER,
  DECORATED_SETTER_METHOD,
  DECORATED_FIELD,
  DECORATED_ACCESSOR,
} DecoratedKind;
enum { DECORATED_KIND = 7, DECORATED_STATIC = 8, DECORATED_PRIVATE = 16 };

#endif
