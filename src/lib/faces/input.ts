/** Width and height of the pictures the network sees. */
export const INPUT_SIZE = 64;
/** Numbers in an encoding. */
export const ENCODING_SIZE = 128;
