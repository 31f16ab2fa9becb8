const async = 5;
let x = async
(y => y);
console.log("unreached");
// expect error: TypeError
