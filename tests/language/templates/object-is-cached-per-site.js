const id = (strings) => strings;
const at = () => id`x`;
console.log(at() === at(), at() === id`x`, Object.isFrozen(at()), Object.isFrozen(at().raw)); // expect: true false true true
