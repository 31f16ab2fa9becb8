// SPDX-License-Identifier: MIT
// MIME types (https://mimesniff.spec.whatwg.org/#understanding-mime-types). Texts are in Latin-1, a byte a character.

const TOKEN = /^[!#$%&'*+\-.^_`|~A-Za-z0-9]+$/;
const QUOTED_STRING = /^[\t -~\x80-\xff]*$/;
const isBlank = (char: string): boolean => char === " " || char === "\t" || char === "\n" || char === "\r";

// Loops, since a regular expression for the end of a text tries each run of blanks in it.
function trimEnd(text: string): string {
  let end = text.length;
  while (end > 0 && isBlank(text[end - 1])) end--;
  return text.slice(0, end);
}
function trim(text: string): string {
  let start = 0;
  while (start < text.length && isBlank(text[start])) start++;
  return trimEnd(text.slice(start));
}

// [value, position behind it] of the quoted string that begins at `at`.
function readQuoted(text: string, at: number): [string, number] {
  let value = "";
  for (at++; at < text.length && text[at] !== '"'; at++) {
    if (text[at] === "\\" && at + 1 < text.length) at++;
    value += text[at];
  }
  return [value, at + 1];
}

// The parameters that begin at `at`, behind the first ";". Those that are wrong are left out; the first of a name counts.
function readParameters(text: string, at: number): Map<string, string> {
  const parameters = new Map<string, string>();
  const end = (mark: number): number => (mark < 0 ? text.length : mark);
  while (at < text.length) {
    while (at < text.length && isBlank(text[at])) at++;
    const semicolon = end(text.indexOf(";", at)), parameter = text.slice(at, semicolon), equals = parameter.indexOf("=");
    const name = parameter.slice(0, Math.max(equals, 0)).toLowerCase();
    let value: string;
    if (equals >= 0 && parameter[equals + 1] === '"') {
      [value, at] = readQuoted(text, at + equals + 1);
      at = end(text.indexOf(";", at)) + 1;
    } else {
      value = trimEnd(parameter.slice(equals + 1));
      at = semicolon + 1;
      if (value === "") continue;
    }
    if (TOKEN.test(name) && QUOTED_STRING.test(value) && !parameters.has(name)) parameters.set(name, value);
  }
  return parameters;
}

// The MIME type that a text is, serialised; null: it is none.
function serializedMimeType(text: string): string | null {
  text = trim(text);
  const semicolon = text.indexOf(";"), essence = trimEnd(semicolon < 0 ? text : text.slice(0, semicolon));
  const slash = essence.indexOf("/"), type = essence.slice(0, slash), subtype = essence.slice(slash + 1);
  if (slash < 0 || !TOKEN.test(type) || !TOKEN.test(subtype)) return null;
  let out = essence.toLowerCase();
  if (semicolon < 0) return out;
  for (const [name, value] of readParameters(text, semicolon + 1))
    out += `;${name}=${TOKEN.test(value) ? value : `"${value.replace(/["\\]/g, "\\$&")}"`}`;
  return out;
}

module.exports = { serializedMimeType, trim };
