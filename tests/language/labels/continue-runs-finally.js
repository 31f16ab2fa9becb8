let count = 0;
loop: for (let i = 0; i < 3; i++) {
  try {
    continue loop;
  } finally {
    count++;
  }
}
console.log(count); // expect: 3
