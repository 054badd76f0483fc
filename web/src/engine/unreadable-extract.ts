/** One extract could not be fetched or decoded; the engine itself goes on working. */
export class UnreadableExtract extends Error {
  constructor(why: string) {
    super(why);
    this.name = 'UnreadableExtract';
  }
}

/** What a question reads does not fit into the memory that the engine may take. */
export class BeyondBudget extends UnreadableExtract {
  constructor(budget: number) {
    super(`more than ${budget} bytes of tables`);
    this.name = 'BeyondBudget';
  }
}
