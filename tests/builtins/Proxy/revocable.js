const { proxy, revoke } = Proxy.revocable({ a: 1 }, {});
console.log(proxy.a); // expect: 1
revoke();
try {
  proxy.a;
} catch (error) {
  console.log(error.name); // expect: TypeError
}
