// node: Node 20 has no SHA-3 here
const hex = (buffer) => Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");
const abc = new TextEncoder().encode("abc");
for (const name of ["SHA-1", "SHA-256", "SHA-384", "SHA-512", "SHA3-256", "SHA3-384", "SHA3-512"])
  console.log(name, hex(await crypto.subtle.digest(name, abc)));
// expect: SHA-1 a9993e364706816aba3e25717850c26c9cd0d89d
// expect: SHA-256 ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad
// expect: SHA-384 cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7
// expect: SHA-512 ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f
// expect: SHA3-256 3a985da74fe225b2045c172d6bd390bd855f086e3e9d525b46bfe24511431532
// expect: SHA3-384 ec01498288516fc926459f58e2c6ad8df9b473cb0fc08c2596da7cf0e49be4b298d88cea927ac7f539f1edf228376d25
// expect: SHA3-512 b751850b1a57168a5693cd924b6b096e08f621827444f70d884f5d0240d2712e10e116e9192af3c91a7ec57647e3934057340b4cf408d5a56592f8274eec53f0

// Names in any case of letters, objects, every kind of buffer; small ones and large ones.
const digest = async (...args) => hex(await crypto.subtle.digest(...args)).slice(0, 16);
console.log(await digest("sha-256", abc.buffer), await digest({ name: "Sha-256" }, new DataView(abc.buffer)), await digest(new String("SHA-1"), abc).catch((e) => e.name));
// expect: ba7816bf8f01cfea ba7816bf8f01cfea TypeError
console.log(await digest("SHA-256", new Uint16Array([1, 2, 3]).subarray(1, 2)), await digest("SHA-256", new Uint8Array(0))); // expect: 99be5efb88ca2013 e3b0c44298fc1c14
console.log(await digest("SHA-256", new Uint8Array(1 << 20)), await digest("SHA-256", new Uint8Array(8193))); // expect: 30e14955ebf13522 b1fb0079828ab653

// The bytes are those of the moment of the call, or rather of when the algorithm has been looked at.
for (const size of [3, 100000]) {
  const bytes = new Uint8Array(size), expected = await digest("SHA-1", bytes);
  const later = digest("SHA-1", bytes);
  bytes.fill(1);
  console.log((await later) === expected); // expect: true
  const during = digest({ get name() { bytes.fill(0); return "SHA-1"; } }, bytes); // expect: true
  console.log((await during) === expected); // expect: true
} // expect: true

const detached = new Uint8Array(4);
detached.buffer.transfer();
console.log(await digest("SHA-256", detached)); // expect: e3b0c44298fc1c14
