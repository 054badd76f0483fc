import { allSinks, fileSink, httpSink, type LineageSink } from '@bada/data/build';

/** Where lineage events of this home go: into its file, and to an endpoint where one is configured. */
export function lineageSink({
  home,
  lineageUrl,
  onStep,
}: {
  home: string;
  lineageUrl?: string | undefined;
  onStep: (text: string) => void;
}): LineageSink {
  const file = fileSink(home);
  if (lineageUrl === undefined) return file;
  const onFailure = (reason: string) => onStep(`lineage was not sent: ${reason}`);
  return allSinks([file, httpSink({ url: lineageUrl, onFailure })]);
}
