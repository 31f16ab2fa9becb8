<!-- an opening HTML-like comment
console.log("one"); // expect: one
--> and a closing one
/* a comment
*/ --> after a multi-line comment
console.log("two"); // expect: two
