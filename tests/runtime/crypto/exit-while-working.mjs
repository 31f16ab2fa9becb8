// What is under way when the process ends leaves nothing behind.
for (let i = 0; i < 100; i++) crypto.subtle.digest("SHA-512", new Uint8Array(i * 4000)).then(() => console.log("settled"));
process.exit(3); // expect exit: 3
