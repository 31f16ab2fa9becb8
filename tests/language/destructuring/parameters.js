function area({ width, height = width }, [scale = 1] = [], ...[unit]) {
  return width * height * scale + unit;
}
console.log(area({ width: 3 }, [2], "cm")); // expect: 18cm
console.log(area.length); // expect: 1
