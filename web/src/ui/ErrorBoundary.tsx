import { Component, type ComponentChildren } from 'preact';
import { t } from '../i18n/texts.ts';

interface State {
  readonly problem: string | undefined;
}

/** What is shown instead of a white page when a component throws. */
export class ErrorBoundary extends Component<{ readonly children: ComponentChildren }, State> {
  override state: State = { problem: undefined };

  override componentDidCatch(reason: unknown): void {
    this.setState({ problem: reason instanceof Error ? (reason.stack ?? reason.message) : String(reason) });
  }

  override render(): ComponentChildren {
    const { problem } = this.state;
    if (problem === undefined) return this.props.children;
    return (
      <main class="full-message" aria-live="assertive">
        <h1>{t('app.broken')}</h1>
        <p>{t('app.brokenAdvice')}</p>
        <pre>{problem}</pre>
        <button type="button" class="button" onClick={() => location.reload()}>
          {t('app.reload')}
        </button>
      </main>
    );
  }
}
