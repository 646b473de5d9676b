/**
 * Jest's environment for tests that save models. Jest gives each test file classes of its own, so that the typed arrays TensorFlow's binding makes would be no Float32Array
 * to the code that saves them.
 */
const { TestEnvironment } = require('jest-environment-node');

module.exports = class extends TestEnvironment {
  constructor(...args) {
    super(...args);
    Object.assign(this.global, { Float32Array, Int32Array, Uint8Array, ArrayBuffer });
  }
};
