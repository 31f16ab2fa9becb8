const results = await Promise.allSettled([1, Promise.reject("no")]);
console.log(JSON.stringify(results)); // expect: [{"status":"fulfilled","value":1},{"status":"rejected","reason":"no"}]
