// SPDX-License-Identifier: MIT
// Makes src/runtime/web/encodings.def and encoding_tables.inc from a checkout of https://github.com/whatwg/encoding:
//   node tools/generate_encodings.mjs CHECKOUT
// The indexes of the encodings with several bytes are not among them: the runtime gets those from iconv. What is
// here is where glibc's tables differ from the standard's.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";

const checkout = process.argv[2];
const folder = new URL("../src/runtime/web/", import.meta.url);
const encodings = JSON.parse(readFileSync(`${checkout}/encodings.json`, "utf8"));
const id = (name) => `TEXT_${name.toUpperCase().replaceAll("-", "_")}`;
const hex = (number) => `0x${number.toString(16)}`;

function readIndex(name) {
  const rows = readFileSync(`${checkout}/index-${name}.txt`, "utf8").matchAll(/^\s*(\d+)\s+0x([0-9A-F]+)/gm);
  return new Map(Array.from(rows, ([, pointer, codePoint]) => [Number(pointer), parseInt(codePoint, 16)]));
}

function lines(items) {
  const out = [""];
  for (const item of items) {
    if (out.at(-1).length + item.length > 98) out.push("");
    out[out.length - 1] += `${out.at(-1) ? " " : "    "}${item},`;
  }
  return out.join("\n");
}

// What iconv makes of two bytes; 0: nothing, or more than a character.
function iconvIndex(charset, count, bytesOf) {
  const input = Buffer.concat(Array.from({ length: count }, (_, pointer) => Buffer.from([...bytesOf(pointer), 10])));
  let output;
  try {
    output = execFileSync("iconv", ["-c", "-f", charset, "-t", "UTF-8"], { input, maxBuffer: 1 << 26, stdio: ["pipe", "pipe", "ignore"] });
  } catch (error) {
    output = error.stdout; // with -c it says at its end that something was left out
  }
  return output.toString().split("\n").map((line) => ([...line].length === 1 && line > "\x7f" ? line.codePointAt(0) : 0));
}

function corrections(name, charset, count, bytesOf) {
  const index = readIndex(name), found = iconvIndex(charset, count, bytesOf);
  const rows = [];
  for (let pointer = 0; pointer < count; pointer++)
    if ((index.get(pointer) ?? 0) !== found[pointer]) rows.push(`{${pointer}, ${hex(index.get(pointer) ?? 0)}}`);
  return rows;
}

const all = encodings.flatMap(({ encodings: list }) => list);
const single = encodings.find(({ heading }) => heading === "Legacy single-byte encodings").encodings;
const ordered = [...single, ...all.filter((encoding) => !single.includes(encoding))];
const note = "/* SPDX-License-Identifier: MIT */\n/* Made by tools/generate_encodings.mjs from the Encoding Standard. */\n";

let def = `${note}/* TEXT_ENCODING(id, name): the encodings, those with one byte first; LABEL(label, id): their labels, sorted. */\n`;
def += "#ifdef TEXT_ENCODING\n";
for (const { name } of ordered) def += `TEXT_ENCODING(${id(name)}, "${name.toLowerCase()}")\n`;
def += "#endif\n#ifdef LABEL\n";
const labels = all.flatMap(({ name, labels: own }) => own.map((label) => [label, name]));
for (const [label, name] of labels.sort(([a], [b]) => (a < b ? -1 : 1))) def += `LABEL("${label}", ${id(name)})\n`;
writeFileSync(new URL("encodings.def", folder), `${def}#endif\n`);

let tables = `${note}/* The code points of the bytes from 80 on; 0: none. */\n`;
tables += `static const uint16_t single_byte_indexes[${single.length}][128] = {\n`;
for (const { name } of single) {
  const index = readIndex(name.toLowerCase() === "iso-8859-8-i" ? "iso-8859-8" : name.toLowerCase());
  tables += `    [${id(name)}] = {\n${lines(Array.from({ length: 128 }, (_, i) => hex(index.get(i) ?? 0)))}\n    },\n`;
}
tables += "};\n\n/* Index gb18030 ranges. */\nstatic const PointerRow gb18030_ranges[] = {\n";
tables += `${lines(Array.from(readIndex("gb18030-ranges"), ([pointer, codePoint]) => `{${pointer}, ${hex(codePoint)}}`))}\n};\n`;
const half = (size, low, high) => (pointer) => [Math.floor(pointer / size) + 0x81, (pointer % size) + (pointer % size < 0x3f ? low : high)];
for (const [name, charset, count, bytesOf] of [["gb18030", "GB18030", 126 * 190, half(190, 0x40, 0x41)], ["big5", "BIG5-HKSCS", 126 * 157, half(157, 0x40, 0x62)]]) {
  tables += `\n/* Where index ${name} differs from glibc's ${charset}. */\nstatic const PointerRow ${name}_corrections[] = {\n`;
  tables += `${lines(corrections(name, charset, count, bytesOf))}\n};\n`;
}
writeFileSync(new URL("encoding_tables.inc", folder), tables);
