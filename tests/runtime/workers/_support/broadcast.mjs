const channel = new BroadcastChannel("across");
channel.onmessage = ({ data }) => {
  channel.postMessage(`answer to ${data}`);
  channel.close();
};
postMessage("ready");
