/** Thrown by the gaps in a learner's notebook until they are filled. */
export class NotImplemented extends Error {
  override readonly name = 'NotImplemented';

  /** @param task id and name of the gap: '1.1 computeCostWithRegularization' */
  constructor(readonly task: string) {
    super(`${task} is not written yet: put your code in place of this line and run the cell again`);
  }
}
