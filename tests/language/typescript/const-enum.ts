const enum Level { Low = 1, High = Low * 10 }
declare const enum Gone { X }
console.log(Level.High, Level["Low"]); // expect: 10 1
