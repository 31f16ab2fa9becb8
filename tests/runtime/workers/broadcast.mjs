const worker = new Worker(new URL("./_support/broadcast.mjs", import.meta.url), { type: "module" });
const channel = new BroadcastChannel("across");
worker.onmessage = () => channel.postMessage("question");
channel.onmessage = ({ data }) => {
  console.log(data);
  channel.close();
};
// expect: answer to question
