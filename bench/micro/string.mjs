// SPDX-License-Identifier: MIT
// Strings: building, reading, searching, splitting, templates; regular expressions; JSON.
import { measure } from "./measure.mjs";

const size = 10000;
const text = "The quick brown fox jumps over the lazy dog. ".repeat(250);

measure("string.append", size, (n) => {
  let s = "";
  for (let i = 0; i < n; i++) s += "x";
  return s.length;
}, size);
measure("string.append-flatten", size, (n) => {
  let s = "";
  for (let i = 0; i < n; i++) s += "xy";
  return s.charCodeAt(n);
}, 120);
measure("string.append-number", size, (n) => {
  let s = "";
  for (let i = 0; i < n; i++) s += i;
  return s.length;
}, 38890);
measure("string.template", size, (n) => {
  let length = 0;
  for (let i = 0; i < n; i++) length += `item ${i} of ${n}`.length;
  return length;
}, 178890);
measure("string.charCodeAt", text.length, () => {
  let total = 0;
  for (let i = 0; i < text.length; i++) total += text.charCodeAt(i);
  return total;
}, 1033750);
measure("string.index", text.length, () => {
  let count = 0;
  for (let i = 0; i < text.length; i++) if (text[i] === "o") count++;
  return count;
}, 1000);
measure("string.for-of", text.length, () => {
  let count = 0;
  for (const c of text) if (c === "o") count++;
  return count;
}, 1000);
measure("string.codePointAt", text.length, () => {
  let total = 0;
  for (let i = 0; i < text.length; i++) total += text.codePointAt(i);
  return total;
}, 1033750);
measure("string.substring", size, (n) => {
  let total = 0;
  for (let i = 0; i < n; i++) total += text.substring(i, i + 5).length;
  return total;
}, size * 5);
measure("string.slice-long", size, (n) => {
  let total = 0;
  for (let i = 0; i < n; i++) total += text.slice(i & 15, 1000 + (i & 15)).length;
  return total;
}, size * 1000);
measure("string.split-words", 250 * 9, () => text.split(" ").length, 2251);
measure("string.split-characters", text.length, () => text.split("").length, 11250);
measure("string.split-join", 250 * 9, () => text.split(" ").join("-").length, 11250);
measure("string.indexOf-miss", text.length, () => text.indexOf("lazy cat"), -1);
measure("string.indexOf-character", text.length, () => text.indexOf("Z"), -1);
measure("string.includes-short", size, (n) => {
  let count = 0;
  for (let i = 0; i < n; i++) if ("application/json".includes("json")) count++;
  return count;
}, size);
measure("string.replaceAll", 250, () => text.replaceAll("fox", "cat").length, 11250);
measure("string.toUpperCase", text.length, () => text.toUpperCase().length, 11250);
measure("string.trim", size, (n) => {
  let total = 0;
  for (let i = 0; i < n; i++) total += "  abc  ".trim().length;
  return total;
}, size * 3);
measure("string.padStart", size, (n) => {
  let total = 0;
  for (let i = 0; i < n; i++) total += String(i).padStart(8, "0").length;
  return total;
}, size * 8);
measure("string.startsWith", size, (n) => {
  let count = 0;
  for (let i = 0; i < n; i++) if (text.startsWith("The quick")) count++;
  return count;
}, size);
measure("string.equal", size, (n) => {
  const words = ["alpha", "beta", "gamma", "delta"];
  let count = 0;
  for (let i = 0; i < n; i++) if (words[i & 3] === "gamma") count++;
  return count;
}, size / 4);
measure("string.compare", size, (n) => {
  const words = ["alpha", "beta", "gamma", "delta"];
  let count = 0;
  for (let i = 0; i < n; i++) if (words[i & 3] < "c") count++;
  return count;
}, size / 2);
measure("string.fromCharCode", size, (n) => {
  let s = "";
  for (let i = 0; i < n; i++) s += String.fromCharCode(97 + (i % 26));
  return s.length;
}, size);
measure("string.parseInt", size, (n) => {
  let total = 0;
  for (let i = 0; i < n; i++) total += parseInt("1234", 10);
  return total;
}, size * 1234);
measure("string.number-to-string", size, (n) => {
  let total = 0;
  for (let i = 0; i < n; i++) total += String(i * 1.1).length;
  return total;
}, 116553);
measure("string.to-number", size, (n) => {
  let total = 0;
  for (let i = 0; i < n; i++) total += +"12.5";
  return total;
}, size * 12.5);
measure("string.toFixed", size, (n) => {
  let total = 0;
  for (let i = 0; i < n; i++) total += (i / 3).toFixed(2).length;
  return total;
}, 66670);

measure("regexp.test", size, (n) => {
  const pattern = /^[a-z]+\d+$/;
  let count = 0;
  for (let i = 0; i < n; i++) if (pattern.test("abcdef123")) count++;
  return count;
}, size);
measure("regexp.test-scan", text.length, () => /lazy cat/.test(text), false);
measure("regexp.test-class-scan", text.length, () => /[A-Z]{2}/.test(text), false);
measure("regexp.exec-groups", size, (n) => {
  const pattern = /(\d+)-(\d+)-(\d+)/;
  let total = 0;
  for (let i = 0; i < n; i++) total += pattern.exec("on 2024-05-17 it rained")[2].length;
  return total;
}, size * 2);
measure("regexp.replace-global", 250, () => text.replace(/fox|dog/g, "cat").length, 11250);
measure("regexp.replace-callback", 2250, () => text.replace(/\w+/g, (word) => word).length, 11250);
measure("regexp.match-global", 2250, () => text.match(/\w+/g).length, 2250);
measure("regexp.matchAll", 2250, () => [...text.matchAll(/\w+/g)].length, 2250);
measure("regexp.split", 2250, () => text.split(/\s+/).length, 2251);
measure("regexp.alternation", size, (n) => {
  const pattern = /^(?:GET|POST|PUT|DELETE) \/(\w+)/;
  let total = 0;
  for (let i = 0; i < n; i++) if (pattern.test("DELETE /users")) total++;
  return total;
}, size);

const record = { id: 17, name: "Some name", tags: ["a", "b", "c"], nested: { x: 1.5, y: null, z: true } };
const records = JSON.stringify(Array.from({ length: 100 }, () => record));
measure("json.parse", records.length, () => JSON.parse(records).length, 100);
const parsed = JSON.parse(records);
measure("json.stringify", records.length, () => JSON.stringify(parsed).length, records.length);
measure("json.stringify-indent", records.length, () => JSON.stringify(parsed, null, 2).length, 17202);
measure("json.parse-small", 1000, (n) => {
  let total = 0;
  for (let i = 0; i < n; i++) total += JSON.parse('{"id":1,"name":"x"}').id;
  return total;
}, 1000);
measure("json.stringify-small", 1000, (n) => {
  let total = 0;
  for (let i = 0; i < n; i++) total += JSON.stringify({ id: i & 7, name: "x" }).length;
  return total;
}, 19000);
const numbers = JSON.stringify(Array.from({ length: 1000 }, (_, i) => i * 1.25));
measure("json.parse-numbers", 1000, () => JSON.parse(numbers).length, 1000);
