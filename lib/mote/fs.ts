// SPDX-License-Identifier: MIT
// mote:fs: all of node:fs/promises, with files as streams, atomic writing, temporary files, walking, globbing, watching.

const promises = require("fs/promises");
const native = require("mote:internal/fs_native");
const { argumentError, addAbortAlgorithm, removeAbortAlgorithm, optionsOf, signalOf } = require("mote:internal/options");
const { parsePattern, matchesPath, advance, closure, isComplete } = require("mote:internal/glob");
const { join, dirname, basename } = require("path");
const streams = () => require("mote:internal/streams");

const { lstat, mkdtemp, readdir, readFile, realpath, rename, rm, stat, unlink, chmod } = promises;
const openHandle = promises.open;
const secret = Symbol();

const FIRST_CHUNK = 64 * 1024, CHUNK = 1024 * 1024; // bytes: most files are small, and large ones go faster in large pieces
const WRITE_AHEAD = 1024 * 1024;

function pathOf(value: any, name = "path"): string {
  if (value instanceof URL) return require("url").fileURLToPath(value);
  if (typeof value !== "string") throw argumentError(`The "${name}" argument must be of type string or an instance of URL.`);
  return value;
}

// ---- files --------------------------------------------------------------------------------------

/** An open file, which is closed by close(), `await using`, or when it is collected. */
class File {
  #handle: any;
  #ahead: ReadAhead = { bytes: undefined };
  #readable: any;
  #writable: any;

  constructor(token: symbol, handle: any) {
    if (token !== secret) throw new TypeError("Illegal constructor");
    this.#handle = handle;
  }
  /** The descriptor; -1: closed. */
  get fd(): number {
    return this.#handle.fd;
  }
  /** A byte stream of what is in the file from where it stands. The next chunk is read while one is used. */
  get readable(): any {
    return (this.#readable ??= chunksOf(this.#handle, this.#ahead));
  }
  /** Takes bytes and strings. close() closes the file. */
  get writable(): any {
    return (this.#writable ??= writableOf(this.#handle));
  }
  /** An async iterator of its lines, without their ends. */
  readLines(): any {
    return this.#handle.readLines();
  }
  /** The next bytes, `size` at most, from where the file stands, or from `position` on; null at its end. */
  async read(size = FIRST_CHUNK, position = -1): Promise<Uint8Array | null> {
    return await native.readChunk(this.#handle, size, position);
  }
  async write(data: string | ArrayBufferView, position: number | null = null): Promise<void> {
    if (typeof data === "string") await this.#handle.write(data, position);
    else await this.#handle.write(data, 0, undefined, position);
  }
  async stat(): Promise<any> {
    return await this.#handle.stat();
  }
  async truncate(length = 0): Promise<void> {
    await this.#handle.truncate(length);
  }
  /** Done when the system has brought it to the disk. */
  async sync(): Promise<void> {
    await this.#handle.sync();
  }
  async close(): Promise<void> {
    await settled(this.#ahead);
    await this.#handle.close();
  }
  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}

// What is being read before somebody asks for it: a descriptor must not be closed meanwhile.
type ReadAhead = { bytes: Promise<Uint8Array | null> | undefined };

async function settled(ahead: ReadAhead): Promise<void> {
  try {
    await ahead.bytes;
  } catch {
    // who reads is told
  }
}

function chunksOf(handle: any, ahead: ReadAhead): any {
  let size = FIRST_CHUNK;
  const readNext = () => {
    const next = native.readChunk(handle, size, -1);
    size = CHUNK;
    return next;
  };
  return streams().createByteStream({
    async pull(controller: any) {
      const bytes = await (ahead.bytes ?? readNext());
      ahead.bytes = undefined;
      if (bytes === null) {
        await handle.close();
        controller.close();
        return;
      }
      ahead.bytes = readNext();
      ahead.bytes!.catch(() => {});
      controller.enqueue(bytes);
    },
    async cancel() {
      await settled(ahead);
      await handle.close();
    },
  }, 0);
}

function writableOf(handle: any): any {
  const sizeOf = (chunk: any) => chunk?.byteLength ?? chunk?.length ?? 1;
  return new (streams().WritableStream)({
    async write(chunk: any) {
      await handle.write(chunk);
    },
    close: () => handle.close(),
    abort: () => handle.close(),
  }, { highWaterMark: WRITE_AHEAD, size: sizeOf });
}

/** Opens a file; flags and mode are those of node:fs ("r" by default). */
async function open(path: string | URL, flags: string | number = "r", mode?: number): Promise<File> {
  return new File(secret, await openHandle(path, flags, mode));
}

async function readTextFile(path: string | URL): Promise<string> {
  return await readFile(path, "utf8");
}

// ---- writing as one step ------------------------------------------------------------------------

function randomName(prefix: string, suffix: string): string {
  const letters = "abcdefghijklmnopqrstuvwxyz0123456789";
  let name = prefix;
  for (let i = 0; i < 12; i++) name += letters[Math.floor(Math.random() * letters.length)];
  return name + suffix;
}

async function modeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).mode & 0o7777;
  } catch (error: any) {
    if (error.code !== "ENOENT") throw error;
    return undefined;
  }
}

async function syncFolder(path: string): Promise<void> {
  const handle = await openHandle(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Writes a file so that others see the old content or the new, never a part, even where the system fails midway. The
 * mode of a file that is there is kept, and a link stays one. mode: of a new file.
 */
async function writeFileAtomic(path: string | URL, data: string | ArrayBufferView, options: { mode?: number; encoding?: string } = {}): Promise<void> {
  const { mode, encoding } = optionsOf(options);
  let target = pathOf(path);
  const oldMode = await modeOf(target);
  if (oldMode !== undefined) target = await realpath(target);
  const folder = dirname(target), temporary = join(folder, randomName(`.${basename(target)}.`, ".tmp"));
  const handle = await openHandle(temporary, "wx", oldMode ?? mode);
  try {
    try {
      await handle.writeFile(data, encoding);
      if (oldMode !== undefined) await chmod(temporary, oldMode);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, target);
  } catch (error) {
    await unlink(temporary).catch(() => {});
    throw error;
  }
  await syncFolder(folder);
}

// ---- temporary files ----------------------------------------------------------------------------

type TempOptions = { dir?: string; prefix?: string; suffix?: string };

/** What is removed at the end of `await using`, or by remove(). */
class Temporary {
  readonly path: string;

  constructor(token: symbol, path: string) {
    if (token !== secret) throw new TypeError("Illegal constructor");
    this.path = path;
  }
  async remove(): Promise<void> {
    await rm(this.path, { recursive: true, force: true });
  }
  [Symbol.asyncDispose](): Promise<void> {
    return this.remove();
  }
  toString(): string {
    return this.path;
  }
}

function tempOptions(options: any): Required<TempOptions> {
  const { dir = require("os").tmpdir(), prefix = "mote-", suffix = "" } = optionsOf(options);
  for (const [name, value] of Object.entries({ dir, prefix, suffix }))
    if (typeof value !== "string") throw argumentError(`The "options.${name}" property must be of type string.`);
  return { dir, prefix, suffix };
}

/** An empty file that only this user may read. */
async function makeTempFile(options: TempOptions = {}): Promise<Temporary> {
  const { dir, prefix, suffix } = tempOptions(options);
  for (;;) {
    const path = join(dir, randomName(prefix, suffix));
    try {
      await (await openHandle(path, "wx", 0o600)).close();
      return new Temporary(secret, path);
    } catch (error: any) {
      if (error.code !== "EEXIST") throw error;
    }
  }
}

/** An empty folder that only this user may look into. */
async function makeTempDir(options: TempOptions = {}): Promise<Temporary> {
  const { dir, prefix } = tempOptions(options);
  return new Temporary(secret, await mkdtemp(join(dir, prefix)));
}

// ---- walking ------------------------------------------------------------------------------------

type Entry = { path: string; name: string; isFile: boolean; isDirectory: boolean; isSymbolicLink: boolean };
type WalkOptions = { maxDepth?: number; exclude?: (entry: Entry) => boolean };

function toEntry(dirent: any, path: string): Entry {
  return { path, name: dirent.name, isFile: dirent.isFile(), isDirectory: dirent.isDirectory(), isSymbolicLink: dirent.isSymbolicLink() };
}

// The entries of a folder in the order of their names; none, where it is gone or is no folder.
async function entriesOf(path: string): Promise<any[]> {
  try {
    const entries = await readdir(path === "" ? "." : path, { withFileTypes: true });
    return entries.sort((a: any, b: any) => (a.name < b.name ? -1 : 1));
  } catch (error: any) {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return [];
    throw error;
  }
}

/**
 * Everything below a folder, each folder before what is in it, in the order of the names. Links are not followed.
 * exclude(entry): leaves it out, with all below it.
 */
async function* walk(root: string | URL, options: WalkOptions = {}): AsyncGenerator<Entry> {
  const { maxDepth = Infinity, exclude } = optionsOf(options);
  const top = pathOf(root, "root");
  await readdir(top); // a root that is not there is an error
  yield* walkBelow(top, maxDepth, exclude);
}

async function* walkBelow(folder: string, depth: number, exclude: WalkOptions["exclude"]): AsyncGenerator<Entry> {
  if (depth < 1) return;
  for (const dirent of await entriesOf(folder)) {
    const entry = toEntry(dirent, join(folder, dirent.name));
    if (exclude?.(entry)) continue;
    yield entry;
    if (entry.isDirectory) yield* walkBelow(entry.path, depth - 1, exclude);
  }
}

// ---- globbing -----------------------------------------------------------------------------------

type GlobOptions = { cwd?: string | URL; exclude?: string | string[] | ((path: string) => boolean); dot?: boolean };
type Places = { segments: any[]; states: Set<number> }[]; // where in each pattern a folder stands

function patternsOf(pattern: any, name: string): any[][] {
  const patterns = Array.isArray(pattern) ? pattern : [pattern];
  if (!patterns.every((each) => typeof each === "string")) throw argumentError(`The "${name}" argument must be of type string or an array of strings.`);
  return patterns.flatMap(parsePattern);
}

function excluderOf(exclude: any): (path: string) => boolean {
  if (exclude === undefined) return () => false;
  if (typeof exclude === "function") return exclude;
  const patterns = patternsOf(exclude, "options.exclude");
  return (path) => patterns.some((segments) => matchesPath(segments, path.split("/"), true));
}

class Glob {
  #cwd: string;
  #dot: boolean;
  #excludes: (path: string) => boolean;
  #found = new Set<string>();

  constructor(cwd: string, dot: boolean, excludes: (path: string) => boolean) {
    this.#cwd = cwd;
    this.#dot = dot;
    this.#excludes = excludes;
  }
  #full(path: string): string {
    return path[0] === "/" ? path : join(this.#cwd, path);
  }
  // path: as it is given, "" at the beginning
  async *below(path: string, places: Places): AsyncGenerator<string> {
    const names = literalNames(places);
    const candidates = names ? await this.#present(path, names) : await entriesOf(this.#full(path));
    for (const { name, dirent } of candidates.map((each: any) => ({ name: each.name, dirent: each }))) {
      const inner = path === "" || path === "/" ? path + name : `${path}/${name}`;
      const next = places.map(({ segments, states }) => ({ segments, states: advance(segments, states, name, this.#dot) })).filter(({ states }) => states.size > 0);
      if (next.length === 0 || this.#excludes(inner)) continue;
      if (next.some(({ segments, states }) => isComplete(segments, states)) && !this.#found.has(inner)) {
        this.#found.add(inner);
        yield inner;
      }
      const goesOn = this.#goesOn(next, dirent);
      if (goesOn.length > 0) yield* this.below(inner, goesOn);
    }
  }
  // Links to folders are followed where the pattern names them, not by `**`.
  #goesOn(places: Places, dirent: any): Places {
    if (dirent.isFile()) return [];
    const link = dirent.isSymbolicLink();
    return places.map(({ segments, states }) => {
      const usable = [...states].filter((state) => state < segments.length && !(link && segments[state].globstar));
      return { segments, states: new Set(usable) };
    }).filter(({ states }) => states.size > 0);
  }
  // Names that patterns ask for need no listing of the folder.
  async #present(path: string, names: Set<string>): Promise<any[]> {
    const out = [];
    for (const name of names) {
      try {
        const info = await lstat(join(this.#full(path), name));
        out.push({ name, isFile: () => info.isFile(), isSymbolicLink: () => info.isSymbolicLink() });
      } catch (error: any) {
        if (error.code !== "ENOENT" && error.code !== "ENOTDIR") throw error;
      }
    }
    return out;
  }
}

// The names that alone can match here; undefined: others can, too.
function literalNames(places: Places): Set<string> | undefined {
  const names = new Set<string>();
  for (const { segments, states } of places)
    for (const state of closure(segments, states)) {
      if (state >= segments.length) continue;
      if (segments[state].name === undefined) return undefined;
      names.add(segments[state].name);
    }
  return names;
}

/**
 * The paths that match a pattern, or one of several: `*`, `?`, `[a-z]`, `**`, `{a,b}`; relative to cwd, unless the
 * pattern is absolute. exclude: patterns, or a function; a folder that is excluded is not looked into. Names that begin
 * with a dot are matched by patterns that do, or where `dot` is true.
 */
async function* glob(pattern: string | string[], options: GlobOptions = {}): AsyncGenerator<string> {
  const { cwd = ".", exclude, dot = false } = optionsOf(options);
  const search = new Glob(pathOf(cwd, "options.cwd"), dot, excluderOf(exclude));
  const relative: Places = [], absolute: Places = [];
  for (const segments of patternsOf(pattern, "pattern")) {
    if (segments[0]?.name === "") absolute.push({ segments: segments.slice(1), states: new Set([0]) });
    else if (segments.length > 0) relative.push({ segments, states: new Set([0]) });
  }
  if (relative.length > 0) yield* search.below("", relative);
  if (absolute.length > 0) yield* search.below("/", absolute);
}

// ---- watching -----------------------------------------------------------------------------------

/** kind: "create" also of what was renamed to be there, "remove" also of what was renamed away. */
type Change = { kind: "create" | "modify" | "remove"; path: string };

class Watch {
  #root: string;
  #recursive: boolean;
  #isFolder: boolean;
  #watchers = new Map<string, any>();
  #known = new Set<string>();
  #changes = new Map<string, boolean>(); // path -> whether it came or went
  #wake: (() => void) | undefined;
  #ended = false;

  constructor(root: string, recursive: boolean, isFolder: boolean) {
    this.#root = root;
    this.#recursive = recursive;
    this.#isFolder = isFolder;
  }
  #note(path: string, moved: boolean): void {
    this.#changes.set(path, moved || (this.#changes.get(path) ?? false));
    this.#wake?.();
  }
  #watch(path: string): void {
    if (this.#ended || this.#watchers.has(path)) return;
    const isRootFile = !this.#isFolder;
    const watcher = native.watch(path, (name: string | null, moved: boolean) => {
      this.#note(isRootFile || name === null ? path : join(path, name), moved);
    });
    this.#watchers.set(path, watcher.unref());
  }
  // What is there when watching begins is known already; later, it is new.
  async addFolder(path: string, isNew: boolean): Promise<void> {
    try {
      this.#watch(path);
    } catch (error: any) {
      if (path === this.#root || error.code !== "ENOENT") throw error;
    }
    if (!this.#isFolder) return;
    for (const dirent of await entriesOf(path)) {
      const inner = join(path, dirent.name);
      if (isNew) this.#note(inner, true);
      else this.#known.add(inner);
      if (this.#recursive && dirent.isDirectory()) await this.addFolder(inner, isNew);
    }
  }
  #forget(path: string): void {
    this.#known.delete(path);
    for (const [each, watcher] of this.#watchers) {
      if (each !== path && !each.startsWith(path + "/")) continue;
      watcher.close();
      this.#watchers.delete(each);
    }
  }
  async #describe(path: string, moved: boolean): Promise<Change | undefined> {
    const info = await lstat(path).catch(() => undefined);
    if (!info) {
      const wasKnown = this.#known.has(path) || path === this.#root;
      this.#forget(path);
      return wasKnown ? { kind: "remove", path } : undefined;
    }
    const isNew = !this.#known.has(path) && path !== this.#root;
    this.#known.add(path);
    if (isNew && this.#recursive && info.isDirectory()) await this.addFolder(path, true);
    if (isNew) return { kind: "create", path };
    return moved && info.isDirectory() ? undefined : { kind: "modify", path };
  }
  async next(): Promise<Change | undefined> {
    for (;;) {
      while (this.#changes.size === 0 && !this.#ended) await this.#waitForChange();
      if (this.#ended) return undefined;
      const [path, moved] = this.#changes.entries().next().value!;
      this.#changes.delete(path);
      const change = await this.#describe(path, moved);
      if (change) return change;
    }
  }
  async #waitForChange(): Promise<void> {
    const first = this.#watchers.values().next().value;
    first?.ref();
    await new Promise<void>((resolve) => (this.#wake = resolve));
    this.#wake = undefined;
    first?.unref();
  }
  end(): void {
    this.#ended = true;
    for (const each of this.#watchers.values()) each.close();
    this.#watchers.clear();
    this.#wake?.();
  }
}

/**
 * What changes in a folder, or of a file: an async iterator of { kind, path }. It keeps the process alive while somebody
 * waits. recursive: in the folders below, too, also in those to come. Ends with its loop, or is ended by the signal,
 * whose reason it throws.
 */
async function* watch(path: string | URL, options: { recursive?: boolean; signal?: any } = {}): AsyncGenerator<Change> {
  const { recursive = false } = optionsOf(options), signal = signalOf(options), root = pathOf(path);
  signal?.throwIfAborted();
  const watching = new Watch(root, !!recursive, (await stat(root)).isDirectory());
  const onAbort = () => watching.end();
  if (signal) addAbortAlgorithm(signal, onAbort);
  try {
    await watching.addFolder(root, false);
    for (let change; (change = await watching.next()); ) yield change;
    signal?.throwIfAborted();
  } finally {
    watching.end();
    if (signal) removeAbortAlgorithm(signal, onAbort);
  }
}

module.exports = { ...promises, open, readTextFile, writeFileAtomic, makeTempFile, makeTempDir, walk, glob, watch, File, Temporary };
