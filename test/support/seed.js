/** Every test file starts from the same random numbers: initial weights, dropout and shuffles of TensorFlow.js come from Math.random. (Numerical Recipes' generator of 32 bits.) */
let state = 20250101;
Math.random = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
