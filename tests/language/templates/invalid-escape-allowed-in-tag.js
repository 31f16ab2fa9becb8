const cooked = (strings) => strings[0];
const raw = (strings) => strings.raw[0];
console.log(cooked`\unicode`, raw`\unicode and \x`); // expect: undefined \unicode and \x
try {
  new Function("`\\u`");
} catch (error) {
  console.log(error.name); // expect: SyntaxError
}
