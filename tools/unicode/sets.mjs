// SPDX-License-Identifier: MIT
// Sets that are asked for single code points: two-stage bit tables (see src/unicode/set_table.h).

import { array, file, hex } from './emit.mjs';

const BLOCK = 256;
// Planes 0 to 3, as far as letters reach, then two blocks of plane 14.
const DIRECT_LIMIT = 0x33500;
const TAIL_FIRST = 0xe0000;
const TAIL_LIMIT = 0xe0200;

function blocksOf(ranges) {
  const blocks = [];
  for (let start = 0; start < TAIL_LIMIT; start += BLOCK) {
    if (start === DIRECT_LIMIT) start = TAIL_FIRST;
    const words = [0n, 0n, 0n, 0n];
    for (const [first, last] of ranges) {
      for (let c = Math.max(first, start); c <= Math.min(last, start + BLOCK - 1); c++)
        words[(c - start) >> 6] |= 1n << BigInt(c & 63);
    }
    blocks.push(words.map(hex).join(', '));
  }
  const outside = ranges.find(([first, last]) => last >= TAIL_LIMIT || (first < TAIL_FIRST && last >= DIRECT_LIMIT));
  if (outside) throw new Error(`the table does not reach ${outside}`);
  return blocks;
}

function table(name, ranges) {
  const blocks = blocksOf(ranges);
  const unique = [...new Set(blocks)];
  if (unique.length > 256) throw new Error(`${name} has ${unique.length} blocks`);
  const index = blocks.map((block) => unique.indexOf(block));
  return [
    array('uint8_t', `unicode_${name}_index`, index),
    `const uint64_t unicode_${name}_blocks[${unique.length}][4] = {\n${unique.map((block) => `  {${block}},`).join('\n')}\n};\n`,
  ];
}

export async function setTables(database) {
  const parts = [];
  for (const property of ['ID_Start', 'ID_Continue', 'Cased', 'Case_Ignorable'])
    parts.push(...table(property.toLowerCase(), await database.set('Binary_Property', property)));
  return file('set_tables.c', 'sets of code points, as bits in two stages.', ['unicode/set_table.h'], parts);
}
