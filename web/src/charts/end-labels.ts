/** px between the middles of two labels */
const GAP = 15;

export interface EndLabel {
  id: string;
  /** px from the top at which the line ends */
  y: number;
}

interface Group {
  labels: readonly EndLabel[];
  /** Middle of the topmost label once the group is spread. */
  top: number;
}

function merge(above: Group, below: Group): Group {
  const labels = [...above.labels, ...below.labels];
  const middle = labels.reduce((sum, each) => sum + each.y, 0) / labels.length;
  return { labels, top: middle - ((labels.length - 1) * GAP) / 2 };
}

function overlaps(above: Group, below: Group): boolean {
  return above.top + above.labels.length * GAP > below.top;
}

/**
 * Moves labels at line ends apart: what they must be shifted by, in px down, by id.
 * Labels that touch are spread around their common middle.
 */
export function endLabelShifts(labels: readonly EndLabel[]): Map<string, number> {
  const groups: Group[] = [];
  for (const label of [...labels].sort((a, b) => a.y - b.y)) {
    let group: Group = { labels: [label], top: label.y };
    let above = groups.at(-1);
    while (above !== undefined && overlaps(above, group)) {
      group = merge(above, group);
      groups.pop();
      above = groups.at(-1);
    }
    groups.push(group);
  }
  return new Map(
    groups.flatMap(({ labels: members, top }) =>
      members.map((label, index) => [label.id, top + index * GAP - label.y] as const),
    ),
  );
}
