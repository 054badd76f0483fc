/** A worker of the browser's engine has ended; what it held is lost, and a new start may help. */
export class EngineDied extends Error {
  constructor(why: string) {
    super(why);
    this.name = 'EngineDied';
  }
}
