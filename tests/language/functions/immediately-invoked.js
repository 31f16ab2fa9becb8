console.log((function () { return 1; })(), (() => 2)(), !function () { return 0; }()); // expect: 1 2 true
