export interface PickOption {
  readonly value: string;
  readonly text: string;
}

interface Props {
  readonly label: string;
  readonly value: string;
  readonly options: readonly PickOption[];
  readonly onPick: (value: string) => void;
  readonly testId?: string;
  readonly title?: string;
  readonly disabled?: boolean;
}

/** A small choice among words: the browser's own, so that a hundred of them cost nothing and every key works. */
export function Pick({ label, value, options, onPick, testId, title, disabled = false }: Props) {
  return (
    <select
      className="pick"
      aria-label={label}
      title={title}
      value={value}
      disabled={disabled}
      data-testid={testId}
      onChange={(event) => onPick(event.target.value)}
    >
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.text}
        </option>
      ))}
    </select>
  );
}
