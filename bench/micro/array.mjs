// SPDX-License-Identifier: MIT
// Arrays: callbacks, copies, iteration, search, sorting.
import { measure } from "./measure.mjs";

const size = 10000;
const numbers = Array.from({ length: size }, (_, i) => i);
const sum = (size * (size - 1)) / 2;

measure("array.push", size, (n) => {
  const array = [];
  for (let i = 0; i < n; i++) array.push(i);
  return array.length;
}, size);
measure("array.push-pop", size, (n) => {
  const array = [1, 2, 3];
  let last = 0;
  for (let i = 0; i < n; i++) {
    array.push(i);
    last = array.pop();
  }
  return last;
}, size - 1);
measure("array.shift-push", size, (n) => {
  const queue = [1, 2, 3, 4, 5, 6, 7, 8];
  let last = 0;
  for (let i = 0; i < n; i++) {
    queue.push(i);
    last = queue.shift();
  }
  return last;
}, size - 9);
measure("array.queue-large", size, (n) => {
  const queue = numbers.slice();
  let last = 0;
  for (let i = 0; i < n; i++) {
    queue.push(i);
    last = queue.shift();
  }
  return last;
}, size - 1);
measure("array.index-assign", size, (n) => {
  const array = [];
  for (let i = 0; i < n; i++) array[i] = i;
  return array.length;
}, size);
measure("array.index-sum", size, () => {
  let total = 0;
  for (let i = 0; i < numbers.length; i++) total += numbers[i];
  return total;
}, sum);
measure("array.for-of", size, () => {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}, sum);
measure("array.entries", size, () => {
  let total = 0;
  for (const [i, number] of numbers.entries()) total += number - i;
  return total;
}, 0);
measure("array.forEach", size, () => {
  let total = 0;
  numbers.forEach((number) => {
    total += number;
  });
  return total;
}, sum);
measure("array.map", size, () => numbers.map((number) => number + 1).length, size);
measure("array.filter", size, () => numbers.filter((number) => number & 1).length, size / 2);
measure("array.reduce", size, () => numbers.reduce((total, number) => total + number, 0), sum);
measure("array.some", size, () => numbers.some((number) => number < 0), false);
measure("array.find", size, () => numbers.find((number) => number === size - 1), size - 1);
measure("array.from-callback", size, () => Array.from({ length: size }, (_, i) => i).length, size);
measure("array.from-iterable", size, () => Array.from(numbers.values()).length, size);
measure("array.flatMap", size, () => numbers.flatMap((number) => [number]).length, size);
measure("array.slice", size, () => numbers.slice().length, size);
measure("array.spread", size, () => [...numbers].length, size);
measure("array.concat", size, () => numbers.concat(numbers).length, 2 * size);
measure("array.fill", size, () => new Array(size).fill(0).length, size);
measure("array.reverse", size, () => numbers.slice().reverse()[0], size - 1);
measure("array.splice", 1000, (n) => {
  const array = numbers.slice(0, 100);
  for (let i = 0; i < n; i++) array.splice(50, 1, i);
  return array.length;
}, 100);
measure("array.indexOf", size, () => numbers.indexOf(size - 1), size - 1);
measure("array.includes", size, () => numbers.includes(-1), false);
measure("array.join", size, () => numbers.join(",").length, 48889);
measure("array.small-literal", size, (n) => {
  let last;
  for (let i = 0; i < n; i++) last = [i, i, i];
  return last[2];
}, size - 1);
measure("array.small-slice", size, (n) => {
  const array = [1, 2, 3, 4];
  let last;
  for (let i = 0; i < n; i++) last = array.slice(1);
  return last.length;
}, 3);
measure("array.small-map", size, (n) => {
  const array = [1, 2, 3, 4];
  let last;
  for (let i = 0; i < n; i++) last = array.map((x) => x + i);
  return last[0];
}, size);
measure("array.destructure", size, (n) => {
  let a = 1, b = 2;
  for (let i = 0; i < n; i++) [a, b] = [b, a];
  return a;
}, 1);
measure("array.spread-call", size, (n) => {
  const f = (a, b, c) => a + b + c;
  const parameters = [1, 2, 3];
  let total = 0;
  for (let i = 0; i < n; i++) total += f(...parameters);
  return total;
}, size * 6);
measure("array.rest-parameters", size, (n) => {
  const f = (...rest) => rest.length;
  let total = 0;
  for (let i = 0; i < n; i++) total += f(1, 2, 3);
  return total;
}, size * 3);

let seed = 1;
const random = Array.from({ length: size }, () => (seed = (seed * 16807) % 2147483647));
measure("sort.random-comparator", size, () => random.slice().sort((a, b) => a - b).length, size);
measure("sort.sorted-comparator", size, () => numbers.slice().sort((a, b) => a - b).length, size);
const words = random.map((number) => "w" + number);
measure("sort.strings", size, () => words.slice().sort().length, size);
measure("sort.objects", 1000, (n) => {
  const objects = random.slice(0, n).map((key) => ({ key }));
  return objects.sort((a, b) => (a.key < b.key ? -1 : 1)).length;
}, 1000);
measure("sort.typed", size, () => Float64Array.from(random).sort().length, size);

const matrix = Array.from({ length: 100 }, () => new Array(100).fill(1.5));
measure("array.matrix-doubles", size, () => {
  let total = 0;
  for (let i = 0; i < 100; i++) for (let j = 0; j < 100; j++) total += matrix[i][j];
  return total;
}, 15000);
measure("array.double-write", size, (n) => {
  const array = matrix[0];
  for (let i = 0; i < n; i++) array[i % 100] = i + 0.5;
  return array.length;
}, 100);
