try {
  setTimeout("code", 1);
} catch (error) {
  console.log(error.name, error.code); // expect: TypeError ERR_INVALID_ARG_TYPE
}
