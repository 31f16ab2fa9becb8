const seen = [];
for (let i = 0; i < 50; i++) setTimeout(() => seen.push(i), 3);
setTimeout(() => console.log(seen.join() === Array.from({ length: 50 }, (_, i) => i).join()), 20); // expect: true
