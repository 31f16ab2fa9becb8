// SPDX-License-Identifier: MIT
// The order of Latin, Greek, Cyrillic and Armenian letters, digits, punctuation and currency signs in English text
// (see src/unicode/collation_tables.h), as Node's Intl.Collator has it, which follows Unicode's CLDR.

import { array, file, hex } from './emit.mjs';

const RANGES = [[0, 0x58f], [0x2000, 0x206f], [0x20a0, 0x20cf]];
const LETTERS = [...'abcdefghijklmnopqrstuvwxyz'];

const collator = (sensitivity) => new Intl.Collator('en', { sensitivity }).compare;
const base = collator('base'), accent = collator('accent'), variant = collator('variant');

// Two letters that a character counts as, or undefined.
function lettersOf(c) {
  if (!/\p{L}/u.test(c)) return undefined;
  for (const a of LETTERS)
    for (const b of LETTERS) if (base(a + b, c) === 0) return c === c.toLowerCase() ? [a, b] : [a.toUpperCase(), b.toUpperCase()];
  return undefined;
}

export async function collationTables(database) {
  const parts = new Map([...(await database.decompositions('Canonical'))]);
  for (const kind of ['Compat', 'Super', 'Sub', 'Nobreak', 'Font', 'Fraction'])
    for (const [from, to] of await database.decompositions(kind)) parts.set(from, to);
  const codes = RANGES.flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, i) => first + i));
  const expansions = [];
  // Those that are more than their parts.
  const own = codes.filter((code) => {
    const c = String.fromCodePoint(code);
    if (!/\P{Cn}/u.test(c)) return false;
    const letters = parts.has(code) ? undefined : lettersOf(c);
    if (letters) expansions.push(`{${[code, ...letters.map((letter) => letter.charCodeAt(0))].map(hex).join(', ')}}`);
    if (letters) return false;
    return !parts.has(code) || base(c, c.normalize('NFKD').replace(/(?<=.)\p{M}+/gu, '')) !== 0;
  });
  const sorted = own.map((code) => String.fromCodePoint(code)).sort((a, b) => variant(a, b) || (a < b ? -1 : 1));
  const weights = new Map();
  let primary = 0, secondary = 1, tertiary = 1, previous = '';
  for (const c of sorted) {
    if (base(previous, c) !== 0) [primary, secondary, tertiary] = [primary + 1, 1, 1];
    else if (accent(previous, c) !== 0) [secondary, tertiary] = [secondary + 1, 1];
    else if (variant(previous, c) !== 0) tertiary++;
    const ignored = primary === 0 && secondary === 1;
    weights.set(c.codePointAt(0), ignored ? [0, 0, 0] : [primary, secondary, tertiary]);
    previous = c;
  }
  if (primary >= 2047 || [...weights.values()].some(([, s, t]) => s > 255 || t > 31)) throw new Error('weights are too large');
  const entries = codes.map((code) => `{${(weights.get(code) ?? [0, 0, 0]).join(', ')}}`);
  return file('collation_tables.c', 'the order of letters and signs.', ['unicode/collation_tables.h'], [
    array('CollationWeights', 'unicode_collation_weights', entries),
    array('CollationExpansion', 'unicode_collation_expansions', expansions),
    `const uint32_t unicode_collation_expansion_count = ${expansions.length};`,
    `const uint32_t unicode_collation_currency = ${weights.get(0xa4)[0]};\n`,
  ]);
}
