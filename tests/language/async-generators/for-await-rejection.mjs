try {
  for await (const x of [1, Promise.reject(new Error("second"))]) console.log(x); // expect: 1
} catch (error) {
  console.log(error.message); // expect: second
}
