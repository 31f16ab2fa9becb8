// SPDX-License-Identifier: MIT
// Small objects through a MessageChannel of one program: one at a time, and a hundred at once.
const ROUNDS = 10, COUNT = 5000;

// The best of some rounds; `burst`: how many are on their way at a time.
function measure(key, burst, then) {
  const { port1, port2 } = new MessageChannel();
  let best = Infinity, round = 0, received = 0, started = performance.now();
  const send = () => {
    for (let i = 0; i < burst; i++) port1.postMessage({ id: i, name: "abc" });
  };
  port2.onmessage = ({ data }) => {
    if (data.id !== received++ % burst) throw new Error("a wrong message");
    if (received === COUNT) {
      best = Math.min(best, performance.now() - started);
      received = 0;
      started = performance.now();
      if (++round === ROUNDS) {
        console.log(`${key} ${((best / COUNT) * 1e3).toFixed(2)} us`);
        port1.close();
        then?.();
        return;
      }
    }
    if (received % burst === 0) send();
  };
  send();
}

measure("message-one", 1, () => measure("message-burst", 100));
