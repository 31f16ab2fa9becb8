const name = "mote";
console.log(`hello ${name}, ${1 + 1} ${`nested ${name}`}`); // expect: hello mote, 2 nested mote
console.log(`line 1
line 2`);
// expect: line 1
// expect: line 2
