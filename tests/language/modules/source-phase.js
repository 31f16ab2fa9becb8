// node: newer than its language
import.source("./fixtures/counter.mjs").catch((error) => console.log(error.name, error.message)); // expect: SyntaxError Module './fixtures/counter.mjs' has no source object
