/** What ends an interrupted cell. */
export class KeyboardInterrupt extends Error {
  override readonly name = 'KeyboardInterrupt';
}
