// A started port without listener, one that is unreferenced, and one whose other side has closed do not.
const idle = new MessageChannel();
idle.port1.start();
console.log(idle.port1.hasRef());
const quiet = new MessageChannel();
quiet.port1.onmessage = () => {};
console.log(quiet.port1.hasRef());
quiet.port1.unref();
console.log(quiet.port1.hasRef());
const left = new MessageChannel();
left.port1.onmessage = () => {};
left.port1.onclose = () => console.log("closed");
left.port2.close();
const gone = new MessageChannel();
const listener = () => {};
gone.port1.start();
gone.port1.addEventListener("message", listener);
console.log(gone.port1.hasRef());
gone.port1.removeEventListener("message", listener);
console.log(gone.port1.hasRef());
const channel = new BroadcastChannel("x");
channel.onmessage = () => {};
channel.unref();
// expect: false
// expect: true
// expect: false
// expect: true
// expect: false
// expect: closed
