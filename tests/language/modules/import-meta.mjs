console.log(typeof import.meta, import.meta.url.startsWith("file:///")); // expect: object true
console.log(import.meta.url.endsWith("/language/modules/import-meta.mjs")); // expect: true
console.log(import.meta === import.meta, Object.getPrototypeOf(import.meta)); // expect: true null
