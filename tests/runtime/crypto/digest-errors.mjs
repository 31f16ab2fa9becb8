// node: the messages are mote's
const bytes = new Uint8Array(2);
const attempt = async (promise) => console.log(await promise.then(() => "no error", (e) => `${e.name} ${e.code} ${e instanceof DOMException}`));
const { subtle } = crypto;
await attempt(subtle.digest()); // expect: TypeError ERR_MISSING_ARGS false
await attempt(subtle.digest("SHA-1")); // expect: TypeError ERR_MISSING_ARGS false
await attempt(subtle.digest("SHA-1", "text")); // expect: TypeError ERR_INVALID_ARG_TYPE false
await attempt(subtle.digest("SHA-1", new SharedArrayBuffer(1))); // expect: TypeError ERR_INVALID_ARG_TYPE false
await attempt(subtle.digest({}, bytes)); // expect: TypeError ERR_MISSING_OPTION false
await attempt(subtle.digest("MD5", bytes)); // expect: NotSupportedError 9 true
await attempt(subtle.digest("AES-GCM", bytes)); // expect: NotSupportedError 9 true
await attempt(subtle.digest("toString", bytes)); // expect: NotSupportedError 9 true
await attempt(subtle.digest("\u017fHA-1", bytes)); // expect: NotSupportedError 9 true
await attempt(subtle.digest(null, bytes)); // expect: NotSupportedError 9 true
await attempt(subtle.digest(Symbol(), bytes)); // expect: TypeError undefined false
await attempt(subtle.digest.call({}, "SHA-1", bytes)); // expect: TypeError ERR_INVALID_THIS false
await attempt(subtle.digest({ get name() { throw new RangeError("own"); } }, bytes)); // expect: RangeError undefined false
