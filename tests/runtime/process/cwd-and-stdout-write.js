console.log(process.cwd().endsWith("/tests/runtime/process")); // expect: true
process.stdout.write("no newline, ");
process.stdout.write("then one\n"); // expect: no newline, then one
process.stderr.write("to stderr\n"); // expect stderr: to stderr
