/** Whether memory has been asked for before. */
let asked = false;

/**
 * Memory from the C library, not zeroed. It returns large blocks to the system when they are freed, and getting them back, page by page, costs more than
 * adding what is in them. glibc stops that for blocks up to the largest it has seen freed (up to 32 MiB), so the first call shows it one, which is
 * never touched and so takes no memory. Elsewhere that does nothing.
 */
export function block(bytes: number): ArrayBuffer {
  if (!asked) {
    asked = true;
    Buffer.allocUnsafeSlow(31 * 2 ** 20);
  }
  return Buffer.allocUnsafeSlow(bytes).buffer as ArrayBuffer;
}
