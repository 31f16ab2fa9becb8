const latin = "é", wide = "€";
const joined = latin + wide + latin;
console.log(joined.length, joined.slice(0, 1) === latin, joined.slice(2) === "é", (wide + latin).slice(1) === latin); // expect: 3 true true true
const key = ("€" + "abc").slice(1);
console.log({ abc: "found" }[key]); // expect: found
