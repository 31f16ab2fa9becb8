// run(): a program to its end.
import { run } from "mote:process";

console.log(await run("echo", ["hello"], { encoding: "utf8" })); // expect: { code: 0, signal: null, success: true, stdout: 'hello\n', stderr: '' }
const { stdout, code } = await run("cat", [], { input: new Uint8Array(3_000_000).fill(7) });
console.log(stdout.length, stdout.every((byte) => byte === 7), code); // expect: 3000000 true 0
console.log((await run("cat")).stdout.length); // expect: 0
console.log((await run("true", [], { input: "x".repeat(1_000_000) })).success); // expect: true
const failed = await run("sh", ["-c", "echo oops >&2; exit 4"], { encoding: "utf8" });
console.log(failed.code, failed.success, failed.stderr.trim()); // expect: 4 false oops

const show = (promise) => promise.then((value) => console.log("fulfilled", value), (error) => console.log(error.name, error.code, error.message));
await show(run("sleep", ["60"], { timeout: 20 })); // expect: TimeoutError 23 sleep has taken more than 20 ms
const controller = new AbortController();
const running = show(run("sleep", ["60"], { signal: controller.signal }));
controller.abort(new Error("enough"));
await running; // expect: Error undefined enough
await show(run("sleep", ["60"], { signal: AbortSignal.abort() })); // expect: AbortError 20 This operation was aborted
await show(run("/no/such/program")); // expect: Error ENOENT spawn /no/such/program ENOENT
await run("/no/such/program").catch(({ syscall, path, errno }) => console.log(syscall, path, errno)); // expect: spawn /no/such/program /no/such/program -2
await show(run("ls", [], { cwd: "/no/such/folder" })); // expect: Error ENOENT spawn ls ENOENT
await show(run("/etc/passwd")); // expect: Error EACCES spawn /etc/passwd EACCES

// misuse
await show(run()); // expect: TypeError ERR_INVALID_ARG_TYPE The "command" argument must be of type string.
await show(run("")); // expect: TypeError ERR_INVALID_ARG_VALUE The "command" argument must not be empty.
await show(run("a\0b")); // expect: TypeError ERR_INVALID_ARG_VALUE The "command" argument must be a string without null bytes.
await show(run("ls", "-l")); // expect: TypeError ERR_INVALID_ARG_TYPE The "args" argument must be an instance of Array.
await show(run("ls", [5])); // expect: TypeError ERR_INVALID_ARG_TYPE The "args[0]" argument must be of type string.
await show(run("ls", [], 5)); // expect: TypeError ERR_INVALID_ARG_TYPE The "options" argument must be of type object.
await show(run("ls", [], { env: 5 })); // expect: TypeError ERR_INVALID_ARG_TYPE The "options.env" property must be of type object.
await show(run("ls", [], { stdout: "elsewhere" })); // expect: TypeError ERR_INVALID_ARG_VALUE The "options.stdout" property must be "pipe", "inherit", "ignore" or a descriptor.
await show(run("ls", [], { encoding: "latin1" })); // expect: TypeError ERR_INVALID_ARG_VALUE The "options.encoding" property must be "utf8".
