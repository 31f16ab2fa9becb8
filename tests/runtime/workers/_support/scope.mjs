postMessage([self === globalThis, name, location.pathname.split("/").pop(), import.meta.url === location.href, typeof importScripts]);
addEventListener("message", ({ data, target, source }) => postMessage([data, target === self, source]), { once: true });
