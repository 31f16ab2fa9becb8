// SPDX-License-Identifier: MIT
// The properties that \p{…} names (see src/unicode/properties.h): sets as runs of gaps and lengths, strings, and names.

import { array, file } from './emit.mjs';
import { LAST_CODE_POINT, complement } from './database.mjs';

const STRINGS = ['Basic_Emoji', 'Emoji_Keycap_Sequence', 'RGI_Emoji_Modifier_Sequence', 'RGI_Emoji_Flag_Sequence',
  'RGI_Emoji_Tag_Sequence', 'RGI_Emoji_ZWJ_Sequence'];

// Numbers in groups of seven bits, the lowest first.
function varint(bytes, n) {
  for (; n > 127; n >>>= 7) bytes.push((n & 127) | 128);
  bytes.push(n);
}

function encodeRanges(bytes, ranges) {
  let next = 0;
  for (const [first, last] of ranges) {
    varint(bytes, first - next);
    varint(bytes, last - first);
    next = last + 1;
  }
}

async function binarySet(database, name) {
  if (name === 'Any') return [[0, LAST_CODE_POINT]];
  if (name === 'ASCII') return [[0, 127]];
  if (name === 'Assigned') return complement(await database.set('General_Category', 'Unassigned'));
  return database.set('Binary_Property', name);
}

// Every property: { key: kind:name, ranges }, and its other names.
async function properties(database) {
  const result = [];
  const add = async (prefix, long, names, ranges) => {
    for (const name of new Set([long, ...names])) result.push({ key: `${prefix}:${name}`, long: `${prefix}:${long}`, ranges });
  };
  const available = new Set(database.names('Binary_Property'));
  const aliases = new Map();
  for (const [alias, long] of database.propertyAliases()) aliases.set(long, [...(aliases.get(long) ?? []), alias]);
  for (const name of new Set([...available, 'Any', 'ASCII', 'Assigned'])) {
    if (!aliases.has(name) && !['Any', 'ASCII', 'Assigned'].includes(name) && !/^(Emoji|Extended_Pict)/.test(name)) continue;
    await add('b', name, aliases.get(name) ?? [], await binarySet(database, name));
  }
  for (const [prefix, kind, property] of [['g', 'General_Category', 'General_Category'], ['s', 'Script', 'Script'], ['x', 'Script_Extensions', 'Script']]) {
    const names = new Map();
    const known = new Set(database.names(kind));
    for (const [alias, long] of database.valueAliases(property)) names.set(long, [...(names.get(long) ?? []), alias]);
    for (const name of names.keys()) {
      if (!known.has(name)) { console.error(`no data: ${kind}=${name}`); continue; }
      await add(prefix, name, names.get(name), await database.set(kind, name));
    }
  }
  return result;
}

export async function propertyTables(database) {
  const bytes = [], offsets = new Map(), rows = [], strings = [];
  for (const { key, long, ranges } of await properties(database)) {
    if (!offsets.has(long)) {
      offsets.set(long, bytes.length);
      encodeRanges(bytes, ranges);
    }
    rows.push([key, `{"${key}", ${offsets.get(long)}, ${ranges.length}}`]);
  }
  rows.sort((a, b) => (a[0] < b[0] ? -1 : 1));
  const sequences = [];
  for (const name of STRINGS) {
    const list = await database.strings(name);
    sequences.push(`{"${name}", ${strings.length}, ${list.length}}`);
    for (const text of list) {
      const points = [...text].map((c) => c.codePointAt(0));
      varint(strings, points.length);
      for (const c of points) varint(strings, c);
    }
  }
  const parts = [
    array('uint8_t', 'unicode_property_runs', bytes),
    array('UnicodeProperty', 'unicode_properties', rows.map((row) => row[1])),
    `const uint32_t unicode_property_count = ${rows.length};\n`,
    array('uint8_t', 'unicode_property_text', strings),
    array('UnicodeProperty', 'unicode_string_properties', sequences),
    `const uint32_t unicode_string_property_count = ${sequences.length};\n`,
  ];
  return file('property_tables.c', 'sets and names of properties, for \\p{…}.', ['unicode/property_tables.h'], parts);
}
