// What is under way when the process ends leaves nothing behind, and isn't waited for longer than it takes.
for (let i = 0; i < 100; i++) crypto.subtle.digest("SHA-512", new Uint8Array(i * 4000)).then(() => console.log("settled"));
crypto.subtle.generateKey({ name: "RSA-PSS", hash: "SHA-256", modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) }, true, ["sign"]);
process.exit(3); // expect exit: 3
