// env: MOTE_TEST_VALUE=seen
console.log(process.env.MOTE_TEST_VALUE, process.env.MOTE_TEST_NONE, "MOTE_TEST_VALUE" in process.env); // expect: seen undefined true
process.env.ADDED = 5;
console.log(process.env.ADDED, typeof process.env.ADDED); // expect: 5 string
