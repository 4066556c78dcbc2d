/** A whole number with commas between its thousands, e.g. `1,234,567`. `toLocaleString` takes 80 ms for its first one. */
export function inGroups(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');
}
