let made = 0;
class Counted {
  number = ++made;
}
new Counted();
new Counted();
console.log(new Counted().number, made); // expect: 3 3
