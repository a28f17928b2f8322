/** Words of a list, written as lines with a comma and a blank between two: `words('给水, 自来水', 'water')`. */
export function words(...lines: readonly string[]): readonly string[] {
  return lines.flatMap((line) => line.split(', '));
}
