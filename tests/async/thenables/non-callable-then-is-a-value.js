(async () => {
  const o = { then: 5 };
  console.log((await o) === o); // expect: true
})();
