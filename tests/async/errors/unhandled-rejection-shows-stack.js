async function broken() {
  null.property;
}
broken();
// expect error: TypeError: Cannot read properties of null (reading 'property')
// expect stderr: broken
