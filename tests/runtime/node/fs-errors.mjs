import fs from "node:fs";
import { access, appendFile, copyFile, lstat, mkdir, open, readFile, readdir, readlink, rename, rm, stat, symlink, truncate, unlink, writeFile } from "node:fs/promises";
const d = process.env.TEST_TMPDIR, f = d + "/f.txt";
const show = async (name, step) => {
  try { console.log(name, await step()); }
  catch (e) { console.log(name, e.name, e.code, e.errno, e.syscall, e.message.replaceAll(d, "D"), e.path?.replaceAll(d, "D"), e.dest?.replaceAll(d, "D")); }
};
await show("write", () => writeFile(f, "héllo"));
await show("latin1", () => readFile(f, { encoding: "latin1" }));
await show("hex", () => readFile(f, "hex"));
await show("base64", () => readFile(f, "base64"));
await show("bytes", () => readFile(f));
await show("none", () => readFile(d + "/none", "utf8"));
await show("folder", () => readFile(d, "utf8"));
await show("append", () => appendFile(f, "!"));
await show("mkdir", () => mkdir(d + "/a"));
await show("mkdir again", () => mkdir(d + "/a"));
await show("mkdir deep", async () => (await mkdir(d + "/x/y/z", { recursive: true })).replace(d, "D"));
await show("mkdir deep again", () => mkdir(d + "/x/y/z", { recursive: true }));
await show("mkdir without parent", () => mkdir(d + "/q/r"));
await show("readdir", () => readdir(d));
await show("readdir types", async () => (await readdir(d, { withFileTypes: true })).map((e) => [e.name, e.isDirectory(), e.isFile()]));
await show("readdir all", async () => (await readdir(d, { recursive: true })).sort());
await show("readdir file", () => readdir(f));
await show("rename", () => rename(f, d + "/g.txt"));
await show("rename none", () => rename(f, d + "/h"));
await show("copy", () => copyFile(d + "/g.txt", f));
await show("copy again", () => copyFile(d + "/g.txt", f, fs.constants.COPYFILE_EXCL));
await show("unlink none", () => unlink(d + "/none"));
await show("access", () => access(f));
await show("access none", () => access(d + "/none"));
await show("symlink", () => symlink("g.txt", d + "/link"));
await show("readlink", () => readlink(d + "/link"));
await show("lstat", async () => (await lstat(d + "/link")).isSymbolicLink());
await show("truncate", () => truncate(f, 2));
await show("stat", async () => { const s = await stat(f); return [s.size, s.isFile(), typeof s.mtimeMs]; });
await show("rm force", () => rm(d + "/none", { force: true }));
await show("rm none", () => rm(d + "/none"));
await show("open twice", () => open(f, "wx"));
await show("flags", () => open(f, "zz"));
await show("encoding", () => readFile(f, "nope"));
for (const f of [() => fs.readFileSync(d + "/none", "utf8"), () => fs.writeFileSync(d, "x"), () => fs.statSync(d + "/none", { throwIfNoEntry: false }), () => fs.closeSync(9999), () => fs.existsSync(5)])
  await show("sync", f);
fs.readFile(d + "/none", (error) => console.log("callback", error.code));
// expect: write undefined
// expect: latin1 hÃ©llo
// expect: hex 68c3a96c6c6f
// expect: base64 aMOpbGxv
// expect: bytes <Buffer 68 c3 a9 6c 6c 6f>
// expect: none Error ENOENT -2 open ENOENT: no such file or directory, open 'D/none' D/none undefined
// expect: folder Error EISDIR -21 read EISDIR: illegal operation on a directory, read undefined undefined
// expect: append undefined
// expect: mkdir undefined
// expect: mkdir again Error EEXIST -17 mkdir EEXIST: file already exists, mkdir 'D/a' D/a undefined
// expect: mkdir deep D/x
// expect: mkdir deep again undefined
// expect: mkdir without parent Error ENOENT -2 mkdir ENOENT: no such file or directory, mkdir 'D/q/r' D/q/r undefined
// expect: readdir [ 'a', 'f.txt', 'x' ]
// expect: readdir types [
// expect:   [ 'a', true, false ],
// expect:   [ 'f.txt', false, true ],
// expect:   [ 'x', true, false ]
// expect: ]
// expect: readdir all [ 'a', 'f.txt', 'x', 'x/y', 'x/y/z' ]
// expect: readdir file Error ENOTDIR -20 scandir ENOTDIR: not a directory, scandir 'D/f.txt' D/f.txt undefined
// expect: rename undefined
// expect: rename none Error ENOENT -2 rename ENOENT: no such file or directory, rename 'D/f.txt' -> 'D/h' D/f.txt D/h
// expect: copy undefined
// expect: copy again Error EEXIST -17 copyfile EEXIST: file already exists, copyfile 'D/g.txt' -> 'D/f.txt' D/g.txt D/f.txt
// expect: unlink none Error ENOENT -2 unlink ENOENT: no such file or directory, unlink 'D/none' D/none undefined
// expect: access undefined
// expect: access none Error ENOENT -2 access ENOENT: no such file or directory, access 'D/none' D/none undefined
// expect: symlink undefined
// expect: readlink g.txt
// expect: lstat true
// expect: truncate undefined
// expect: stat [ 2, true, 'number' ]
// expect: rm force undefined
// expect: rm none Error ENOENT -2 lstat ENOENT: no such file or directory, lstat 'D/none' D/none undefined
// expect: open twice Error EEXIST -17 open EEXIST: file already exists, open 'D/f.txt' D/f.txt undefined
// expect: flags TypeError ERR_INVALID_ARG_VALUE undefined undefined The argument 'flags' is invalid. Received 'zz' undefined undefined
// expect: encoding TypeError ERR_INVALID_ARG_VALUE undefined undefined The argument 'encoding' is invalid encoding. Received 'nope' undefined undefined
// expect: sync Error ENOENT -2 open ENOENT: no such file or directory, open 'D/none' D/none undefined
// expect: sync Error EISDIR -21 open EISDIR: illegal operation on a directory, open 'D' D undefined
// expect: sync undefined
// expect: sync Error EBADF -9 close EBADF: bad file descriptor, close undefined undefined
// expect: sync false
// expect: callback ENOENT
