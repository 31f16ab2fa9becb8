let called = false;
console.log({ get x() { called = true; return 1; } }, called); // expect: { x: [Getter] } false
