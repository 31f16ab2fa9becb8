const seen = [];
[5, 6].values().forEach((x, i) => seen.push(i + ":" + x));
console.log(seen.join(), typeof Iterator.prototype[Symbol.dispose]); // expect: 0:5,1:6 function
