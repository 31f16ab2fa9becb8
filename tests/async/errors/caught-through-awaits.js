async function a() { await null; throw new TypeError("deep"); }
async function b() { return await a(); }
async function c() { await b(); }
c().catch((error) => console.log(error.name, error.message)); // expect: TypeError deep
