/** Shows foreign text in a message: quoted, short, on one line. */
export function showText(text: string): string {
  const shown = JSON.stringify(text);
  return shown.length > 60 ? `${shown.slice(0, 57)}...` : shown;
}
