// SPDX-License-Identifier: MIT
// The properties that \p{…} names (see src/unicode/properties.h): sets that share parts, strings, and names.

import { array, file, fill, hex } from './emit.mjs';
import { LAST_CODE_POINT, complement, normalize } from './database.mjs';

const STRINGS = ['Basic_Emoji', 'Emoji_Keycap_Sequence', 'RGI_Emoji_Modifier_Sequence', 'RGI_Emoji_Flag_Sequence',
  'RGI_Emoji_Tag_Sequence', 'RGI_Emoji_ZWJ_Sequence'];

// Numbers in groups of seven bits, the lowest first.
function varint(bytes, n) {
  for (; n > 127; n >>>= 7) bytes.push((n & 127) | 128);
  bytes.push(n);
}

// Where a set begins and where it ends, in turns.
const toggles = (ranges) => ranges.flatMap(([first, last]) => [first, last + 1]);

// The symmetric difference of two sets, as toggles.
function exclusive(a, b) {
  const result = [];
  for (let i = 0, k = 0; i < a.length || k < b.length;) {
    if (k === b.length || a[i] < b[k]) result.push(a[i++]);
    else if (i === a.length || b[k] < a[i]) result.push(b[k++]);
    else (i++, k++);
  }
  return result;
}

const steps = (points) => points.map((point, i) => point - (points[i - 1] ?? 0));
const size = (points) => steps(points).reduce((sum, step) => sum + (step < 128 ? 1 : step < 16384 ? 2 : 3), 0);

// Sets that share what they can: each is the symmetric difference of a rest of its own and the rests of `parts`,
// which are earlier sets. The earlier sets that leave the smallest rest are taken.
class SharedSets {
  sets = [];

  add(ranges) {
    const whole = toggles(ranges);
    const parts = new Set();
    let rest = whole;
    for (;;) {
      const limit = size(rest) - 3;
      let best = { cost: limit };
      for (const [number, set] of this.sets.entries()) {
        const points = exclusive(rest, set.whole);
        if (size(points) < best.cost) best = { cost: size(points), number, points };
      }
      if (!best.points) break;
      rest = best.points;
      for (const part of [best.number, ...this.sets[best.number].parts]) if (!parts.delete(part)) parts.add(part);
    }
    return this.sets.push({ whole, rest, parts: [...parts].sort((a, b) => a - b) }) - 1;
  }

  // [bytes, the offset of each set]
  encode() {
    const bytes = [], offsets = [];
    for (const { parts, rest } of this.sets) {
      offsets.push(bytes.length);
      for (const n of [parts.length, ...parts, rest.length, ...steps(rest)]) varint(bytes, n);
    }
    return [bytes, offsets];
  }

  // The most rests that a set is made of.
  get most() {
    return Math.max(...this.sets.map(({ parts }) => parts.length + 1));
  }
}

async function binarySet(database, name) {
  if (name === 'Any') return [[0, LAST_CODE_POINT]];
  if (name === 'ASCII') return [[0, 127]];
  if (name === 'Assigned') return complement(await database.set('General_Category', 'Unassigned'));
  return database.set('Binary_Property', name);
}

// The names of a property's values that there is data for: long name -> aliases.
function valueNames(database, property) {
  const names = new Map(), known = new Set(database.names(property));
  for (const [alias, long] of database.valueAliases(property)) names.set(long, [...(names.get(long) ?? []), alias]);
  for (const name of [...names.keys()]) {
    if (known.has(name)) continue;
    console.error(`no data: ${property}=${name}`);
    names.delete(name);
  }
  return names;
}

function binaryNames(database) {
  const names = new Map([['Any', []], ['ASCII', []], ['Assigned', []]]);
  for (const name of database.names('Binary_Property')) if (/^(Emoji|Extended_Pict)/.test(name)) names.set(name, []);
  const known = new Set(database.names('Binary_Property'));
  for (const [alias, long] of database.propertyAliases())
    if (known.has(long) || names.has(long)) names.set(long, [...(names.get(long) ?? []), alias]);
  return names;
}

const GROUPS = ['Other', 'Letter', 'Cased_Letter', 'Mark', 'Symbol', 'Punctuation', 'Number', 'Separator', 'Unassigned'];

// Adds a set for each name, and [key, number of the set] for it and its aliases.
async function addSets(sets, rows, prefix, names, read) {
  for (const [long, aliases] of names) {
    const number = sets.add(await read(long));
    for (const name of new Set([long, ...aliases])) rows.push([`${prefix}:${name}`, number]);
  }
}

async function addProperties(database, sets) {
  const rows = [];
  const categories = [...valueNames(database, 'General_Category')];
  const isGroup = ([name]) => GROUPS.includes(name);
  const ordered = [...categories.filter((row) => !isGroup(row)), ...categories.filter(isGroup)]; // groups are made of the others
  await addSets(sets, rows, 'g', ordered, (name) => database.set('General_Category', name));
  await addSets(sets, rows, 'b', binaryNames(database), (name) => binarySet(database, name));
  const scripts = valueNames(database, 'Script');
  await addSets(sets, rows, 's', scripts, (name) => database.set('Script', name));
  await addSets(sets, [], 'x', scripts, (name) => database.set('Script_Extensions', name));
  return { rows: rows.sort((a, b) => (a[0] < b[0] ? -1 : 1)), scripts: scripts.size };
}

const TONES = [0x1f3fb, 0x1f3fc, 0x1f3fd, 0x1f3fe, 0x1f3ff], ANY_TONE = -1;

// Five strings that differ in a skin tone become one with ANY_TONE.
function joinTones(strings) {
  for (let at = 0; at < 16; at++) {
    const groups = Map.groupBy(strings, (text) => (TONES.includes(text[at]) ? text.with(at, ANY_TONE) : text).join());
    strings = [...groups].flatMap(([key, texts]) => (texts.length === TONES.length ? [key.split(',').map(Number)] : texts));
  }
  return strings;
}

// The frequent code points: they take a byte. The first one stands for each of the tones.
function frequentPoints(lists) {
  const counts = new Map();
  for (const c of lists.flat(2)) counts.set(c, (counts.get(c) ?? 0) + (c > 0xe0000 ? 1000 : 1));
  counts.delete(ANY_TONE);
  return [ANY_TONE, ...[...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([c]) => c)].slice(0, 128);
}

function encodePoint(bytes, frequent, c) {
  if (frequent.includes(c)) {
    bytes.push(frequent.indexOf(c));
    return;
  }
  const number = c < 0x4000 ? c : c - 0x1f000 + 0x4000;
  if (number < 0 || number > 0x7fff) throw new Error(`U+${hex(c)} in a string`);
  bytes.push(128 | (number >> 8), number & 255);
}

async function stringProperties(database, sets) {
  const properties = [], bytes = [];
  for (const name of STRINGS) {
    const texts = (await database.strings(name)).map((text) => [...text].map((c) => c.codePointAt(0)));
    const single = normalize(texts.filter((text) => text.length === 1).map(([c]) => [c, c]));
    properties.push({ name, set: sets.add(single), texts: joinTones(texts.filter((text) => text.length > 1)) });
  }
  const frequent = frequentPoints(properties.map(({ texts }) => texts));
  const rows = properties.map(({ name, set, texts }) => {
    const offset = bytes.length;
    for (const text of texts) {
      bytes.push(text.length);
      for (const c of text) encodePoint(bytes, frequent, c);
    }
    return `{"${name}", ${set}, ${offset}, ${texts.length}}`;
  });
  return { rows, bytes, frequent: [0, ...frequent.slice(1)].map(hex) };
}

// All names in one text, and where each begins.
function packNames(names) {
  let offset = 0;
  const offsets = names.map((name) => (offset += name.length + 1) - name.length - 1);
  const lines = fill(names.map((name) => `"${name}\\0"`)).replaceAll(',', '');
  return [lines, offsets];
}

export async function propertyTables(database) {
  const sets = new SharedSets();
  const { rows, scripts } = await addProperties(database, sets);
  const strings = await stringProperties(database, sets);
  const [bytes, offsets] = sets.encode();
  const [names, nameOffsets] = packNames(rows.map(([key]) => key));
  if (sets.most > 32) throw new Error('a set of too many parts');
  const parts = [
    array('uint8_t', 'unicode_property_sets', bytes),
    array('uint16_t', 'unicode_property_set_offsets', offsets),
    `const char unicode_property_names[] =\n${names};\n`,
    array('UnicodeProperty', 'unicode_properties', rows.map(([, number], i) => `{${nameOffsets[i]}, ${number}}`)),
    `const uint32_t unicode_property_count = ${rows.length};`,
    `const uint32_t unicode_script_count = ${scripts};\n`,
    array('uint8_t', 'unicode_property_text', strings.bytes),
    array('uint32_t', 'unicode_property_text_points', strings.frequent),
    array('UnicodeStringProperty', 'unicode_string_properties', strings.rows),
    `const uint32_t unicode_string_property_count = ${strings.rows.length};\n`,
  ];
  return file('property_tables.c', 'sets and names of properties, for \\p{…}.', ['unicode/property_tables.h'], parts);
}
