/** A command that cannot be carried out, in words for the author. `usage` says that the command line is at fault. */
export class NewError extends Error {
  constructor(
    message: string,
    readonly usage = false,
  ) {
    super(message);
  }
}
