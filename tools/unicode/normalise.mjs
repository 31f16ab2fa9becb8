// SPDX-License-Identifier: MIT
// Decompositions, combining classes and compositions (see src/unicode/normalise_tables.h).

import { array, file, hex } from './emit.mjs';

const BLOCK = 64;
const LIMIT = 0x30000;
const KINDS = ['Circle', 'Compat', 'Final', 'Font', 'Fraction', 'Initial', 'Isolated', 'Medial', 'Narrow', 'Nobreak', 'Small', 'Square',
  'Sub', 'Super', 'Vertical', 'Wide'];
const FLAG_COMPATIBLE = 0x20, FLAG_STAYS_APART = 0x40, FLAG_GOES_ON = 0x80;
const COMPOSES = 0xff, FIRST_OFFSET = 0x100;

const units = (points) => [...String.fromCodePoint(...points)].flatMap((c) => c.split('').map((u) => u.charCodeAt(0)));

// Pairs that compose: canonical decompositions in two, but for those that are excluded.
async function pairsOf(database, canonical, classes) {
  const excluded = await database.set('Binary_Property', 'Composition_Exclusion');
  const isExcluded = (c) => excluded.some(([first, last]) => c >= first && c <= last);
  const starts = (c) => !classes.has(canonical.get(c)?.[0] ?? c) && !classes.has(c);
  return [...canonical]
    .filter(([c, to]) => to.length === 2 && !isExcluded(c) && starts(c))
    .map(([composite, [first, second]]) => ({ first, second, composite }))
    .sort((a, b) => a.first - b.first || a.second - b.second);
}

export async function normaliseTables(database) {
  const canonical = await database.decompositions('Canonical');
  const classes = await database.combiningClasses();
  const compatible = new Map();
  for (const kind of KINDS) for (const [from, to] of await database.decompositions(kind)) compatible.set(from, to);
  const pairs = await pairsOf(database, canonical, classes);
  const composites = new Set(pairs.map(({ composite }) => composite));

  const goesOn = (parts) => parts.some((c) => compatible.has(c) || goesOn(canonical.get(c) ?? []));

  const values = new Array(LIMIT).fill(0);
  for (const [c, combiningClass] of classes) values[c] = combiningClass;
  for (const { second } of pairs) values[second] ||= COMPOSES;
  const pool = [];
  for (const [c, to] of [...canonical, ...compatible].sort((a, b) => a[0] - b[0])) {
    const text = units(to);
    if (canonical.has(c) && compatible.has(c)) throw new Error(`U+${hex(c)} has two decompositions`);
    if (text.length >= FLAG_COMPATIBLE) throw new Error(`U+${hex(c)} is too long`);
    values[c] = FIRST_OFFSET + pool.length;
    const flag = compatible.has(c) ? FLAG_COMPATIBLE : composites.has(c) ? 0 : FLAG_STAYS_APART;
    pool.push(text.length | flag | (canonical.has(c) && goesOn(to) ? FLAG_GOES_ON : 0), ...text);
  }
  if (FIRST_OFFSET + pool.length > 0xffff) throw new Error('the pool is too large');

  const blocks = new Map();
  const index = [];
  for (let start = 0; start < LIMIT; start += BLOCK) {
    const block = values.slice(start, start + BLOCK);
    const key = block.join();
    if (!blocks.has(key)) blocks.set(key, { number: blocks.size, block });
    index.push(blocks.get(key).number);
  }
  const about = 'decompositions, combining classes and compositions.';
  const triples = pairs.map(({ first, second, composite }) => `{${[first, second, composite].map(hex).join(', ')}}`);
  return file('normalise_tables.c', about, ['unicode/normalise_tables.h'], [
    array('uint16_t', 'unicode_normal_index', index),
    array('uint16_t', 'unicode_normal_blocks', [...blocks.values()].flatMap(({ block }) => block)),
    array('uint16_t', 'unicode_decompositions', pool.map(hex)),
    array('Composition', 'unicode_compositions', triples),
    `const uint32_t unicode_composition_count = ${pairs.length};\n`,
  ]);
}
