/** Small pieces that many parts of the page are made of. */
import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './Icon.tsx';

interface IconButtonProps {
  readonly icon: IconName;
  readonly label: string;
  readonly onClick: () => void;
  readonly pressed?: boolean | undefined;
  readonly expanded?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  readonly class?: string;
}

export function IconButton(props: IconButtonProps): preact.JSX.Element {
  return (
    <button
      type="button"
      class={`icon-button ${props.class ?? ''}`}
      aria-label={props.label}
      title={props.label}
      aria-pressed={props.pressed}
      aria-expanded={props.expanded}
      disabled={props.disabled}
      onClick={props.onClick}
    >
      <Icon name={props.icon} />
    </button>
  );
}

interface FactProps {
  readonly name: string;
  readonly children: ComponentChildren;
}

/** A row of a list of facts. */
export function Fact({ name, children }: FactProps): preact.JSX.Element {
  return (
    <div class="fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

interface ChipProps {
  readonly text: string;
  readonly help: string;
  readonly tone: 'simulated' | 'warning' | 'plain';
}

export function Chip({ text, help, tone }: ChipProps): preact.JSX.Element {
  return (
    <span class={`chip chip-${tone}`} title={help}>
      {text}
    </span>
  );
}
