// SPDX-License-Identifier: MIT
// Decompositions, combining classes and compositions (see src/unicode/normalise_tables.h).

import { array, file, hex } from './emit.mjs';

const BLOCK = 64;
// What the index covers: all below LIMIT, and the compatibility ideographs behind that.
const LIMIT = 0x1fc00, TAIL = 0x2f800, TAIL_SIZE = 0x240;
const KINDS = ['Circle', 'Compat', 'Final', 'Font', 'Fraction', 'Initial', 'Isolated', 'Medial', 'Narrow', 'Nobreak', 'Small', 'Square',
  'Sub', 'Super', 'Vertical', 'Wide'];
// As in the header: kinds of decompositions, and bytes of code points.
const COMPOSED_AGAIN = 0, COMPATIBLE = 1, STAYS_APART = 2, GOES_ON = 3;
const COMPOSES = 63, DECOMPOSES = 64;

const units = (points) => [...String.fromCodePoint(...points)].flatMap((c) => c.split('').map((u) => u.charCodeAt(0)));

// Pairs that compose: canonical decompositions in two, but for those that are excluded.
async function pairsOf(database, canonical, classes) {
  const excluded = await database.set('Binary_Property', 'Composition_Exclusion');
  const isExcluded = (c) => excluded.some(([first, last]) => c >= first && c <= last);
  const starts = (c) => !classes.has(canonical.get(c)?.[0] ?? c) && !classes.has(c);
  return [...canonical]
    .filter(([c, to]) => to.length === 2 && !isExcluded(c) && starts(c))
    .map(([composite, [first, second]]) => ({ first, second, composite }));
}

// The pairs by the plane of the first and the second; in each group by the first.
function groupsOf(pairs) {
  const key = ({ first, second }) => ((first >> 16) << 21) | second;
  const rows = [...pairs].sort((a, b) => key(a) - key(b) || a.first - b.first);
  if (rows.some(({ first, composite }) => first >> 16 !== composite >> 16)) throw new Error('a composite of another plane');
  const groups = [];
  rows.forEach((pair, i) => {
    if (groups.at(-1)?.[0] !== key(pair)) groups.push([key(pair), i]);
  });
  return { rows, groups };
}

export async function normaliseTables(database) {
  const canonical = await database.decompositions('Canonical');
  const classes = await database.combiningClasses();
  const compatible = new Map();
  for (const kind of KINDS) for (const [from, to] of await database.decompositions(kind)) compatible.set(from, to);
  const pairs = await pairsOf(database, canonical, classes);
  const composites = new Set(pairs.map(({ composite }) => composite));

  const goesOn = (parts) => parts.some((c) => compatible.has(c) || goesOn(canonical.get(c) ?? []));

  const kindOf = (c, parts) => {
    if (compatible.has(c)) return COMPATIBLE;
    if (!composites.has(c)) return STAYS_APART;
    return goesOn(parts) ? GOES_ON : COMPOSED_AGAIN;
  };
  const all = new Map([...canonical, ...compatible].sort((a, b) => a[0] - b[0]));
  if (all.size !== canonical.size + compatible.size) throw new Error('a code point has two decompositions');
  const classNumbers = [0, ...new Set([...classes.values()].sort((a, b) => a - b))];
  if (classNumbers.length > COMPOSES) throw new Error('too many combining classes');
  const seconds = new Set(pairs.map(({ second }) => second));

  const pool = [], decompositions = [], numbers = new Map(), bytes = [], starts = [];
  const addBlock = (start) => {
    const block = [];
    starts.push(decompositions.length);
    for (let c = start; c < start + BLOCK; c++) {
      const parts = all.get(c);
      if (!parts) {
        block.push(classes.has(c) ? classNumbers.indexOf(classes.get(c)) : seconds.has(c) ? COMPOSES : 0);
        continue;
      }
      block.push(DECOMPOSES + decompositions.length - starts.at(-1));
      decompositions.push((pool.length << 2) | kindOf(c, parts));
      pool.push(...units(parts));
    }
    const key = block.join();
    if (!numbers.has(key)) {
      numbers.set(key, numbers.size);
      bytes.push(...block);
    }
    return numbers.get(key);
  };
  const index = [];
  for (let start = 0; start < LIMIT; start += BLOCK) index.push(addBlock(start));
  for (let start = TAIL; start < TAIL + TAIL_SIZE; start += BLOCK) index.push(addBlock(start));
  if (decompositions.length !== all.size) throw new Error('the index leaves decompositions out');
  decompositions.push(pool.length << 2);
  if (decompositions.at(-1) > 0xffff || numbers.size > 256) throw new Error('the tables are too large');

  const { rows, groups } = groupsOf(pairs);
  const about = 'decompositions, combining classes and compositions.';
  return file('normalise_tables.c', about, ['unicode/normalise_tables.h'], [
    array('uint8_t', 'unicode_normal_index', index),
    array('uint16_t', 'unicode_normal_starts', starts),
    array('uint8_t', 'unicode_normal_blocks', bytes),
    array('uint8_t', 'unicode_normal_classes', classNumbers),
    array('uint16_t', 'unicode_decompositions', decompositions),
    array('uint16_t', 'unicode_decomposition_text', pool.map(hex)),
    array('CompositionGroup', 'unicode_composition_groups', [...groups, [0, rows.length]].map(([key, start]) => `{${hex(key)}, ${start}}`)),
    `const uint32_t unicode_composition_group_count = ${groups.length};\n`,
    array('Composition', 'unicode_compositions', rows.map(({ first, composite }) => `{${hex(first & 0xffff)}, ${hex(composite & 0xffff)}}`)),
  ]);
}
