// Streams of the old style: events data, end and close one way, pause and resume the other.
const Stream = require("stream");
const source = new Stream();
source.readable = true;
source.pause = () => console.log("pause");
source.resume = () => console.log("resume");
const target = new Stream();
target.writable = true;
target.write = (chunk) => { console.log("write", chunk); return chunk !== "slow"; };
target.end = () => console.log("end");
target.on("pipe", (from) => console.log("pipe", from === source));
console.log(source.pipe(target) === target, Stream.Stream === Stream);
// expect: pipe true
// expect: true true
source.emit("data", "a"); // expect: write a
source.emit("data", "slow");
// expect: write slow
// expect: pause
target.emit("drain"); // expect: resume
source.emit("end");
// expect: end
source.emit("data", "late");
console.log(source.listenerCount("data"), target.listenerCount("drain")); // expect: 0 0
const broken = new Stream();
broken.pipe(target); // expect: pipe false
try { broken.emit("error", new Error("boom")); } catch (error) { console.log(error.message); } // expect: boom
const out = new Stream();
out.pipe(process.stdout);
out.emit("data", "through stdout\n"); // expect: through stdout
out.emit("end");
process.stdout.write("still ", () => console.log("written")); // expect: still open
process.stdout.write(Buffer.from("open\n"));
console.log(require("tty").isatty(99), require("tty").isatty("x")); // expect: false false
// expect: written
