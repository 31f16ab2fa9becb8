/* SPDX-License-Identifier: MIT */
/* small_order.h: the few points of Curve25519 that no key and no signature should have. */
#ifndef RUNTIME_CRYPTO_SMALL_ORDER_H
#define RUNTIME_CRYPTO_SMALL_ORDER_H

#include <stdbool.h>
#include <stdint.h>

enum { ED25519_POINT_SIZE = 32, ED25519_SIGNATURE_SIZE = 64 };

/* Whether an encoded point of Ed25519 is one whose order is 1, 2, 4 or 8, in whatever form it is encoded. */
bool ed25519_is_small_order(const uint8_t point[ED25519_POINT_SIZE]);

#endif
