// SPDX-License-Identifier: MIT
// node:path on POSIX systems (https://nodejs.org/api/path.html).

type ParsedPath = { root: string; dir: string; base: string; ext: string; name: string };

function check(value: unknown, name: string): asserts value is string {
  if (typeof value === "string") return;
  const error = new TypeError(
    `The "${name}" argument must be of type string. Received ${value === null ? "null" : typeof value}`,
  );
  (error as any).code = "ERR_INVALID_ARG_TYPE";
  throw error;
}

// Resolves "." and ".." among the segments. Leading ".." stay in relative paths.
function normalizeSegments(path: string, absolute: boolean): string {
  const result: string[] = [];
  for (const segment of path.split("/")) {
    if (segment === "" || segment === ".") continue;
    if (segment !== "..") result.push(segment);
    else if (result.length > 0 && result[result.length - 1] !== "..") result.pop();
    else if (!absolute) result.push("..");
  }
  return result.join("/");
}

function normalize(path: string): string {
  check(path, "path");
  if (path === "") return ".";
  const absolute = path[0] === "/";
  const trailing = path[path.length - 1] === "/";
  let result = normalizeSegments(path, absolute);
  if (result === "") {
    if (absolute) return "/";
    return trailing ? "./" : ".";
  }
  if (trailing) result += "/";
  return absolute ? "/" + result : result;
}

function isAbsolute(path: string): boolean {
  check(path, "path");
  return path[0] === "/";
}

function join(...paths: string[]): string {
  const parts: string[] = [];
  for (const path of paths) {
    check(path, "path");
    if (path !== "") parts.push(path);
  }
  return parts.length === 0 ? "." : normalize(parts.join("/"));
}

function resolve(...paths: string[]): string {
  let result = "";
  for (let i = paths.length - 1; i >= -1 && result[0] !== "/"; i--) {
    const path = i >= 0 ? paths[i] : process.cwd();
    check(path, `paths[${i}]`);
    if (path !== "") result = result === "" ? path : `${path}/${result}`;
  }
  const resolved = normalizeSegments(result, true);
  return "/" + resolved;
}

function relative(from: string, to: string): string {
  check(from, "from");
  check(to, "to");
  if (from === to) return "";
  const a = resolve(from).split("/").filter((part) => part !== "");
  const b = resolve(to).split("/").filter((part) => part !== "");
  let common = 0;
  while (common < a.length && common < b.length && a[common] === b[common]) common++;
  return [...a.slice(common).map(() => ".."), ...b.slice(common)].join("/");
}

// The path without the slashes at its end, the root aside.
function trimEnd(path: string): string {
  let end = path.length;
  while (end > 1 && path[end - 1] === "/") end--;
  return path.slice(0, end);
}

function dirname(path: string): string {
  check(path, "path");
  if (path === "") return ".";
  const trimmed = trimEnd(path);
  const slash = trimmed.lastIndexOf("/");
  if (slash === -1) return ".";
  if (slash === 0) return trimmed[1] === "/" ? "//" : "/";
  return trimmed.slice(0, slash);
}

function basename(path: string, suffix?: string): string {
  check(path, "path");
  if (suffix !== undefined) check(suffix, "suffix");
  const trimmed = trimEnd(path);
  const base = trimmed === "/" ? "" : trimmed.slice(trimmed.lastIndexOf("/") + 1);
  if (suffix && base !== suffix && base.endsWith(suffix)) return base.slice(0, -suffix.length);
  return base;
}

function extname(path: string): string {
  check(path, "path");
  const base = basename(path);
  const dot = base.lastIndexOf(".");
  return dot <= 0 || base === ".." ? "" : base.slice(dot);
}

function parse(path: string): ParsedPath {
  check(path, "path");
  const root = path[0] === "/" ? "/" : "";
  const base = basename(path);
  const ext = extname(path);
  const trimmed = trimEnd(path);
  const slash = trimmed.lastIndexOf("/");
  let dir = "";
  if (slash > 0) dir = trimmed.slice(0, slash);
  else if (slash === 0) dir = "/";
  return { root, dir, base, ext, name: ext ? base.slice(0, -ext.length) : base };
}

function format(parts: Partial<ParsedPath>): string {
  const dir = parts.dir || parts.root;
  const ext = parts.ext ? (parts.ext[0] === "." ? "" : ".") + parts.ext : "";
  const base = parts.base || `${parts.name || ""}${ext}`;
  if (!dir) return base;
  return dir === parts.root ? `${dir}${base}` : `${dir}/${base}`;
}

const path: any = {
  basename, delimiter: ":", dirname, extname, format, isAbsolute, join, normalize, parse, relative,
  resolve, sep: "/", toNamespacedPath: (name: string) => name,
};
path.posix = path;
module.exports = path;
