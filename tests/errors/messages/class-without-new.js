class Named {}
for (const f of [() => Named(), () => (class {})()]) {
  try { f(); } catch (error) { console.log(error.message); }
}
// expect: Class constructor Named cannot be invoked without 'new'
// expect: Class constructors cannot be invoked without 'new'
