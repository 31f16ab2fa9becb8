// SPDX-License-Identifier: MIT
// Turns numbers into C.

import { VERSION } from './database.mjs';

const LINE = 100;

// The body of an initialiser, its lines filled.
export function fill(items) {
  const lines = [];
  let line = ' ';
  for (const item of items) {
    if (line.length + item.length + 2 > LINE) {
      lines.push(line);
      line = ' ';
    }
    line += ` ${item},`;
  }
  lines.push(line);
  return lines.join('\n');
}

// One array.
export const array = (type, name, items) => `const ${type} ${name}[${items.length}] = {\n${fill(items.map(String))}\n};\n`;

// A whole file; `about` says what is in it.
export function file(name, about, includes, parts) {
  return `/* SPDX-License-Identifier: MIT */
/* ${name}: ${about}
 *
 * Made by tools/unicode/generate.mjs from the Unicode Character Database, version ${VERSION}; do not edit. */
${includes.map((path) => `#include "${path}"\n`).join('')}
/* clang-format off */
${parts.join('\n')}
/* clang-format on */
`;
}

export const hex = (n) => `0x${n.toString(16)}`;
