// The smallest TypeScript program: types are erased before it runs.
interface Greeting {
  to: string;
  times?: number;
}

function greet({ to, times = 1 }: Greeting): string {
  return Array.from({ length: times }, () => `hello, ${to}`).join("; ");
}

console.log(greet({ to: "world" })); // expect: hello, world
console.log(greet({ to: "mote", times: 2 })); // expect: hello, mote; hello, mote
