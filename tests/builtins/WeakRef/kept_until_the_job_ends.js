// flags: --test262
// What was dereferenced lives to the end of the job, also where no promise job ever runs.
const refs = [];
(function fill() {
  for (let i = 0; i < 200; i++) refs.push(new WeakRef({ i }));
})();
const alive = () => refs.filter((ref) => ref.deref()).length;
$262.gc();
print(alive()); // expect: 200
setTimeout(() => {
  $262.gc();
  print(alive() < 20); // expect: true
}, 0);
