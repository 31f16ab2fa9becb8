(function f() {
  f = 1;
  console.log(typeof f); // expect: function
})();
(function f() {
  "use strict";
  try {
    f = 1;
  } catch (error) {
    console.log(error.name); // expect: TypeError
  }
})();
