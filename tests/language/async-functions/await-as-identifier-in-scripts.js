var await = 1;
const async = (x) => x + await;
console.log(async(1), async (2)); // expect: 2 3
