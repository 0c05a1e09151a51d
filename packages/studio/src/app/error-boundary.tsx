import { Component } from 'react';
import type { ReactNode } from 'react';

interface ErrorBoundaryProps {
  /** A change of key, such as another page, tries again. */
  readonly resetKey: string;
  readonly children: ReactNode;
}

interface ErrorBoundaryState {
  readonly error: Error | undefined;
  readonly key: string;
}

/** Keeps a fault of one page from taking the others with it. The view stays in the address. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { error: undefined, key: this.props.resetKey };

  static getDerivedStateFromError(error: unknown): Partial<ErrorBoundaryState> {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  static getDerivedStateFromProps(
    props: ErrorBoundaryProps,
    state: ErrorBoundaryState,
  ): Partial<ErrorBoundaryState> | null {
    return props.resetKey === state.key ? null : { error: undefined, key: props.resetKey };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === undefined) return this.props.children;
    return (
      <div className="notice notice-error" role="alert">
        <h1>This page could not be shown</h1>
        <p>Your choices are kept in the address of this page: nothing is lost.</p>
        <ul>
          <li>Try again. If that does not help, load the page anew.</li>
          <li>The other pages still work.</li>
          <li>If it happens again, send the address of this page and the words below to whoever runs Weir for you.</li>
        </ul>
        <pre>{error.message}</pre>
        <p>
          <button type="button" className="button" onClick={() => this.setState({ error: undefined })}>
            Try again
          </button>
        </p>
      </div>
    );
  }
}
