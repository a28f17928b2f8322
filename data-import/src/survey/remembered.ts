/** Distinct texts of a column that are kept; a column of more says something else in every row. */
const MOST_TEXTS = 5000;

/** Reads each distinct text once: thousands of rows share one. */
export function remembered<Value>(read: (text: string) => Value): (text: string) => Value {
  const values = new Map<string, Value>();
  return (text) => {
    const known = values.get(text);
    if (known !== undefined) return known;
    const value = read(text);
    if (values.size < MOST_TEXTS) values.set(text, value);
    return value;
  };
}
