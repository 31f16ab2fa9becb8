// A string that begins in Latin-1 and goes on beyond it doubled the room that JSON.parse keeps for the next one.
const texts = Array.from({ length: 100 }, (_, i) => `"text ${i} \\u0308"`);
console.log(JSON.parse(`[${texts.join()}]`).length); // expect: 100
