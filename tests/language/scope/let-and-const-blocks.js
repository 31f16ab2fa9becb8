let x = 1;
{
  let x = 2;
  const y = x;
  console.log(x, y); // expect: 2 2
}
console.log(x, typeof y); // expect: 1 undefined
