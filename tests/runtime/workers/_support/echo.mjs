onmessage = ({ data, ports }) => postMessage(data, ports.length ? { transfer: [...ports] } : undefined);
