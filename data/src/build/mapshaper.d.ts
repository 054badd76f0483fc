/** The part of mapshaper 0.7 that the geometry build uses; the package ships no types. */
declare module 'mapshaper' {
  interface Mapshaper {
    /** Runs a command line over in-memory files; resolves to the output files by name. */
    applyCommands(
      commands: string,
      input: Readonly<Record<string, string>>,
    ): Promise<Record<string, Uint8Array | string>>;
  }
  const mapshaper: Mapshaper;
  export default mapshaper;
}
