(function () {
  made = 5;
})();
console.log(made, globalThis.made, delete globalThis.made, typeof made); // expect: 5 5 true undefined
