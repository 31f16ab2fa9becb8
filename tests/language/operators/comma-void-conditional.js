console.log((1, 2), void 0, true ? 1 : 2, false ? 1 : true ? 2 : 3); // expect: 2 undefined 1 2
