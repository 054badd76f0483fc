/** One extract could not be fetched or decoded; the engine itself goes on working. */
export class UnreadableExtract extends Error {
  constructor(why: string) {
    super(why);
    this.name = 'UnreadableExtract';
  }
}
