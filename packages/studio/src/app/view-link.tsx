import type { MouseEvent, ReactNode } from 'react';
import { printAddress } from './address.ts';
import { changeView, useNavigation } from './navigation.ts';
import type { ViewChange } from './navigation.ts';

interface ViewLinkProps {
  /** What the link changes in the view. */
  readonly to: ViewChange;
  readonly className?: string;
  readonly current?: boolean;
  /** For where the words alone do not say where the link leads. */
  readonly label?: string;
  readonly children: ReactNode;
}

/** A real link to another view: it can be opened in a new tab or copied, and a plain click stays in the app. */
export function ViewLink({ to, className, current, label, children }: ViewLinkProps): ReactNode {
  const { view, go } = useNavigation();
  const follow = (event: MouseEvent): void => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(to);
  };
  return (
    <a
      href={printAddress(changeView(view, to))}
      className={className}
      aria-current={current === true ? 'page' : undefined}
      aria-label={label}
      onClick={follow}
    >
      {children}
    </a>
  );
}
