// node: Node 20 has other descriptors
console.log(Object.prototype.toString.call(crypto), Object.prototype.toString.call(crypto.subtle)); // expect: [object Crypto] [object SubtleCrypto]
console.log(crypto instanceof Crypto, crypto.subtle instanceof SubtleCrypto, crypto.subtle === crypto.subtle); // expect: true true true
for (const Class of [Crypto, SubtleCrypto]) try { new Class(); } catch (error) { console.log(error.name); }
// expect: TypeError
// expect: TypeError
console.log(Object.keys(Crypto.prototype), Object.getOwnPropertyDescriptor(Crypto.prototype, "subtle").set); // expect: [ 'subtle', 'getRandomValues', 'randomUUID' ] undefined
try { Crypto.prototype.subtle; } catch (error) { console.log(error.name); } // expect: TypeError
console.log(Object.keys(CryptoKey.prototype), Object.getOwnPropertyDescriptor(CryptoKey.prototype, "type").get.name); // expect: [ 'type', 'extractable', 'algorithm', 'usages' ] get type
try { new CryptoKey(); } catch (error) { console.log(error.name); } // expect: TypeError
console.log(crypto.getRandomValues.length, crypto.randomUUID.length, crypto.subtle.digest.length); // expect: 1 0 2
