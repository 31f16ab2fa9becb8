const a = new BroadcastChannel("news"), b = new BroadcastChannel("news"), other = new BroadcastChannel("other");
console.log(a.name, String(a));
let count = 0;
for (const [name, channel] of Object.entries({ a, b, other }))
  channel.onmessage = ({ data, target }) => {
    console.log(name, data.text, data.bytes?.length, target === channel);
    if (data.text === "end") for (const each of [a, b, other]) each.close();
  };
a.postMessage({ text: "from a", bytes: new Uint8Array(100000) });
b.postMessage({ text: "from b" });
a.postMessage({ text: "end" });
setTimeout(() => {
  try {
    a.postMessage(1);
  } catch (error) {
    console.log(error.name, error.message);
  }
});
try { new BroadcastChannel(); } catch (error) { console.log(error.name); }
try { b.postMessage(Symbol()); } catch (error) { console.log(error.name); }
// expect: news [object BroadcastChannel]
// expect: TypeError
// expect: DataCloneError
// expect: b from a 100000 true
// expect: a from b undefined true
// expect: b end undefined true
